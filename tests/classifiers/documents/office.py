"""LibreOffice as a second opinion: what it makes of a file that was written here."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

PROGRAM = shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(
    PROGRAM is None and not os.environ.get("CI"),
    reason="LibreOffice is not installed (libreoffice-writer, -calc and -impress of Debian)",
)


def converted(folder: Path, kind: str, **files: bytes) -> dict[str, str]:
    """The texts of files (NAME_SUFFIX=bytes) after LibreOffice has made ``kind`` of them ("pdf", "txt:Text" ...)."""
    paths = []
    for name, data in files.items():
        stem, _, suffix = name.rpartition("_")
        paths.append(folder / f"{stem}.{suffix}")
        paths[-1].write_bytes(data)
    _run(folder, kind, *paths)
    return {path.stem: _text(folder / "out" / f"{path.stem}.{kind.partition(':')[0]}") for path in paths}


def produced(folder: Path, kind: str, data: bytes, name: str) -> bytes:
    """What LibreOffice makes of a file in another format."""
    path = folder / name
    path.write_bytes(data)
    _run(folder, kind, path)
    return (folder / "out" / f"{path.stem}.{kind}").read_bytes()


def _run(folder: Path, kind: str, *paths: Path) -> None:
    assert PROGRAM, "LibreOffice is missing; .ci/run installs it"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    done = subprocess.run(
        [
            PROGRAM,
            "--headless",
            profile,
            "--convert-to",
            kind,
            "--outdir",
            str(folder / "out"),
            *map(str, paths),
        ],
        capture_output=True,
        timeout=170,
    )
    assert done.returncode == 0, done.stderr[-500:]


def _text(path: Path) -> str:
    """Raises FileNotFoundError where LibreOffice could not open the file."""
    if path.suffix == ".pdf":
        return subprocess.run(
            ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
        ).stdout
    return path.read_text(encoding="utf-8", errors="replace")
