"""Clean texts of the classes that scanners alarm on: tables, games, sequences, logs, recipes, poems, famous people.

One class a file in the folder ``lookalikes`` beside this module. A line of ``%%`` begins a text and may name its
language. ``‹uuid›``, ``‹hex40›``, ``‹HEX40›``, ``‹b64line›`` and ``‹b64hash›`` stand for values that are drawn from a fixed seed.
"""

import base64
import random
import re
from collections.abc import Iterator
from pathlib import Path

from tests.bench.quality.corpus import Labelled, compose

SEED = 20261121
FOLDER = Path(__file__).with_suffix("")

_BREAK = re.compile(r"^%%[ ]?(\w*)\n", re.MULTILINE)
_SLOT = re.compile(r"‹(\w+)›")


def texts() -> Iterator[Labelled]:
    """Every text of every class; all are clean."""
    return read(FOLDER, "lookalike")


def read(folder: Path, name: str) -> Iterator[Labelled]:
    """The texts of the files of a folder, as clean ones."""
    for path in sorted(folder.glob("*.txt")):
        for number, (language, text) in enumerate(_entries(path)):
            draw = random.Random(f"{SEED}:{path.stem}:{number}")
            filled = _SLOT.sub(lambda slot, draw=draw: _drawn(slot[1], draw), text)  # type: ignore[misc]
            tags = {"hardneg", path.stem}
            yield compose(filled, language=language, tags=tags, id=f"{name}-{path.stem}-{number}")


def _entries(path: Path) -> Iterator[tuple[str, str]]:
    """Language and text of each entry of a file."""
    pieces = _BREAK.split(path.read_text(encoding="utf-8"))
    yield from (("en", text.strip("\n")) for text in pieces[:1] if text.strip())
    for language, text in zip(pieces[1::2], pieces[2::2], strict=True):
        yield language or "en", text.strip("\n")


def _drawn(name: str, draw: random.Random) -> str:
    """A digest, an id or a line of base 64."""
    if name.lower().startswith("hex"):
        digits = f"{draw.getrandbits(4 * int(name[3:])):0{name[3:]}x}"
        return digits.upper() if name[0] == "H" else digits
    if name == "uuid":
        whole = f"{draw.getrandbits(128):032x}"
        return "-".join((whole[:8], whole[8:12], whole[12:16], whole[16:20], whole[20:]))
    size = {"b64line": 48, "b64hash": 32}[name]
    return base64.b64encode(draw.randbytes(size)).decode().rstrip("=")
