"""Texts in which everything sensitive is marked, as people wrote them.

A line of ``=== LANGUAGE SCENE`` begins a text. A place is written ``⟦LETTER|text⟧``, with ``?`` before the letter where two
annotators might differ. A tie ‿ is taken out: with it scanners of secrets do not take a made-up key for a real one.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "marked"  # those that teach
# A letter says no more than two annotators would agree on; what number it is, is not asked here.
KINDS = {
    "P": "PERSON",
    "I": "IDENTIFIER",
    "O": "ORGANIZATION",
    "L": "LOCATION",
    "A": "FINANCIAL_AMOUNT",
    "M": "MEDICAL_CONDITION",
    "N": "NRP",
    "S": "CRIMINAL_RECORD",
    "U": "TRADE_UNION",
    "C": "PROJECT_CODENAME",
    "K": "SECRET",
}
_HEAD = re.compile(r"^=== (\w\w) (\S.*)\n", re.MULTILINE)
_TIE = "‿"
_MARK = re.compile(r"⟦(\??)([A-Z])\|(.*?)⟧", re.DOTALL)


class Place(NamedTuple):
    """Characters ``start`` to ``end`` (half open) of a text, and what stands there."""

    start: int
    end: int
    kind: str
    optional: bool


class Marked(NamedTuple):
    """One text without its marks, and the places that they marked."""

    text: str
    places: list[Place]
    language: str
    scene: str


def read(path: Path) -> Iterator[Marked]:
    """The texts of one file. Raises KeyError for a letter that ``KINDS`` lacks."""
    pieces = _HEAD.split(path.read_text(encoding="utf-8").replace(_TIE, ""))[1:]
    for language, scene, raw in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True):
        marked = raw.strip("\n")
        text, places, at = "", list[Place](), 0
        for mark in _MARK.finditer(marked):
            text += marked[at : mark.start()]
            places.append(Place(len(text), len(text) + len(mark[3]), KINDS[mark[2]], bool(mark[1])))
            text += mark[3]
            at = mark.end()
        yield Marked(text + marked[at:], places, language, scene)
