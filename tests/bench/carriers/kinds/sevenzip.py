"""A 7z archive: notes, source code, JSON, and an archive with a table inside."""

import io
import json

import py7zr

from tests.bench.carriers.values import Secret

NAME = "7z archive"
FILE = "folder.7z"


def make(given: list[Secret]) -> bytes:
    lines = [one.sentence for one in given]
    inner = _packed({"list.csv": "note\n" + "\n".join(lines[30:])})
    return _packed(
        {
            "notes.txt": "\n".join(lines[:10]),
            "tool.py": "\n".join(f"# {line}" for line in lines[10:20]),
            "data.json": json.dumps({"notes": lines[20:30]}),
            "deep/inner.7z": inner,
        }
    )


def _packed(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w") as new:
        for name, inside in files.items():
            new.writestr(inside, name)
    return out.getvalue()


def _unpacked(data: bytes) -> dict[str, bytes]:
    factory = py7zr.io.BytesIOFactory(1 << 24)
    with py7zr.SevenZipFile(io.BytesIO(data)) as old:
        old.extractall(factory=factory)
    return {name: made.read() for name, made in factory.products.items()}


def reopen(data: bytes) -> None:
    assert set(_unpacked(data)) == {"notes.txt", "tool.py", "data.json", "deep/inner.7z"}


def texts(data: bytes) -> str:
    files = _unpacked(data)
    files |= _unpacked(files.pop("deep/inner.7z"))
    return "\n".join(inside.decode() for inside in files.values())
