"""A packed tar archive: texts, source code, JSON, and a zip archive with a table inside."""

import io
import json
import tarfile
import zipfile

from tests.bench.carriers.values import Secret

NAME = "tgz"
FILE = "folder.tgz"


def make(given: list[Secret]) -> bytes:
    lines = [one.sentence for one in given]
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("list.csv", "note\n" + "\n".join(lines[30:]))
    files = {
        "notes.txt": "\n".join(lines[:10]).encode(),
        "tool.py": "\n".join(f"# {line}" for line in lines[10:20]).encode(),
        "data.json": json.dumps({"notes": lines[20:30]}).encode(),
        "deep/inner.zip": inner.getvalue(),
    }
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as made:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            made.addfile(info, io.BytesIO(data))
    return out.getvalue()


def reopen(data: bytes) -> None:
    assert len(texts(data)) > 1000


def texts(data: bytes) -> str:
    parts: list[str] = []
    with tarfile.open(fileobj=io.BytesIO(data)) as opened:
        for one in opened:
            inside = opened.extractfile(one)
            assert inside is not None
            plain = inside.read()
            if one.name.endswith(".zip"):
                with zipfile.ZipFile(io.BytesIO(plain)) as inner:
                    plain = inner.read("list.csv")
            parts.append(plain.decode())
    return "\n".join(parts)
