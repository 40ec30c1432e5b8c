"""Whole prompts in which everything is marked: who is named, every number, firm, amount, illness and secret.

A line of ``=== LANGUAGE SCENE`` begins a prompt. A place that must be found is written ``⟦LETTER|text⟧``, with ``?`` before
the letter where it may be found or not; ``KINDS`` says what a letter means. A tie ‿ is taken out: with it scanners of
secrets do not take a made-up key for a real one.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.bench.quality.corpus import Labelled, Mark, compose

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
_HEAD = re.compile(r"^=== (\w\w) (\S+)\n", re.MULTILINE)
_TIE = "‿"
_MARK = re.compile(r"⟦(\??)([A-Z])\|(.*?)⟧", re.DOTALL)


def read(folder: Path) -> Iterator[Labelled]:
    """Every prompt of the text files of a folder. Raises KeyError for a letter that ``KINDS`` lacks."""
    for path in sorted(folder.glob("*.txt")):
        pieces = _HEAD.split(path.read_text(encoding="utf-8").replace(_TIE, ""))[1:]
        for number, (language, scene, text) in enumerate(
            zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True)
        ):
            yield _text(text.strip("\n"), language, {path.stem, scene}, f"{folder.name}-{path.stem}-{number}")


def _text(text: str, language: str, tags: set[str], name: str) -> Labelled:
    pieces: list[str | Mark] = []
    at = 0
    for mark in _MARK.finditer(text):
        pieces += [text[at : mark.start()], Mark(KINDS[mark[2]], mark[3], optional=bool(mark[1]))]
        at = mark.end()
    return compose(*pieces, text[at:], language=language, tags=tags, id=name)
