"""Blanks that PDFium puts between letters that a pdf sets apart: which are no blanks of the text, which part columns.

In spaced type, and where each letter is put in its own place, it takes the space between two letters for a blank: a
card's number falls apart into its digits. How far most letters of the line stand apart says how wide a blank must be.
A blank much wider than a letter, with another below or above it, parts two cells of a table.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from statistics import median
from typing import Any, NamedTuple

_FEWEST = 4  # blanks of a line that is looked at
_MANY = 0.24  # blanks for each letter; prose has one for five or six letters
_WIDER = 0.15  # of a letter's height: how much wider than the space between letters a blank is
_COLUMNS = 0.5  # of a letter's height: letters that stand further apart are cells of a table
_SAME_LINE, _SAME_WORD = 0.8, 0.12  # of a letter's height: what two share, and what is between them
_SPACED = 4  # times what its letters stand apart, which columns of spaced type must
_GUTTER = 0.8  # of a letter's height: a blank as wide may part columns


def gaps_in_words(raw: Any, text: Sequence[str], letters: Sequence[int]) -> set[int]:
    """The places in ``text`` (characters, with PDFium's number of each in ``letters``) of blanks that are none."""
    dropped: set[int] = set()
    start = 0
    for at, one in enumerate((*text, "\n")):
        if one == "\n":
            blanks = text[start:at].count(" ")
            if blanks >= _FEWEST and blanks > _MANY * (at - start - blanks):
                dropped |= _in_line(raw, text, letters, range(start, at))
            start = at + 1
    return dropped


def _in_line(raw: Any, text: Sequence[str], letters: Sequence[int], line: range) -> set[int]:
    import pypdfium2.raw as pdfium

    shown = [at for at in line if text[at] > " "]
    boxes = {at: pdfium.FS_RECTF() for at in shown}
    if not all(pdfium.FPDFText_GetLooseCharBox(raw, letters[at], boxes[at]) for at in shown):
        return set()
    apart = {pair: boxes[pair[1]].left - boxes[pair[0]].right for pair in pairwise(shown)}
    height = median(boxes[at].top - boxes[at].bottom for at in shown)
    usual = median(apart.values())
    if usual > _COLUMNS * height:
        return set()
    return {
        before + 1
        for (before, behind), width in apart.items()
        if behind == before + 2
        and width < usual + _WIDER * height
        and pdfium.FPDFText_IsGenerated(raw, letters[before + 1]) == 1
    }


class _Gutter(NamedTuple):
    """A wide blank at a place in the text, from ``left`` to ``right`` of the page."""

    at: int
    left: float
    right: float


def between_columns(raw: Any, text: Sequence[str], letters: Sequence[int]) -> set[int]:
    """The places in ``text`` of blanks between two cells: wide ones, over or under one of the next line of text."""
    lines: list[list[_Gutter]] = []
    start = 0
    for at, one in enumerate((*text, "\n")):
        if one == "\n":
            if at > start:
                lines.append(list(_gutters(raw, text, letters, range(start + 1, at - 1))))
            start = at + 1
    return {
        one.at
        for line, other in pairwise(lines)
        for pair in product(line, other)
        if max(pair[0].left, pair[1].left) < min(pair[0].right, pair[1].right)
        for one in pair
    }


def _gutters(raw: Any, text: Sequence[str], letters: Sequence[int], line: range) -> Iterator[_Gutter]:
    import pypdfium2.raw as pdfium

    def apart(before: int, behind: int) -> tuple[float, float, float]:
        one, other = pdfium.FS_RECTF(), pdfium.FS_RECTF()
        pdfium.FPDFText_GetLooseCharBox(
            raw, letters[before], one
        )  # what has no box stands nowhere, and has no height
        pdfium.FPDFText_GetLooseCharBox(raw, letters[behind], other)
        return one.right, other.left, min(one.top - one.bottom, other.top - other.bottom)

    wide = [
        _Gutter(at, left, right)
        for at in line
        if text[at] == " " and pdfium.FPDFText_IsGenerated(raw, letters[at]) == 1
        for left, right, height in (apart(at - 1, at + 1),)
        if right - left > _GUTTER * height > 0
    ]
    if not wide:
        return
    usual = [apart(at - 1, at) for at in line if text[at - 1] > " " and text[at] > " "]
    spaced = median(right - left for left, right, _ in usual) if usual else 0.0
    yield from (one for one in wide if one.right - one.left > _SPACED * spaced)


def goes_on(raw: Any, before: int, after: int) -> bool:
    """Whether two letters stand side by side on a line, though PDFium puts a line break between them: it does where
    each letter of a word is put in its own place, and one lies a hair's breadth within the one before."""
    import pypdfium2.raw as pdfium

    one, other = pdfium.FS_RECTF(), pdfium.FS_RECTF()
    if not (
        pdfium.FPDFText_GetLooseCharBox(raw, before, one)
        and pdfium.FPDFText_GetLooseCharBox(raw, after, other)
    ):
        return False
    height = min(one.top - one.bottom, other.top - other.bottom)
    shared = min(one.top, other.top) - max(one.bottom, other.bottom)
    return bool(shared > _SAME_LINE * height > 0 and abs(other.left - one.right) < _SAME_WORD * height)
