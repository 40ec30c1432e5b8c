"""Blanks that PDFium puts between letters that a pdf sets apart, and that are no blanks of the text.

In spaced type, and where each letter is put in its own place, it takes the space between two letters for a blank: a
card's number falls apart into its digits. How far most letters of the line stand apart says how wide a blank must be.
"""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Any

_FEWEST = 4  # blanks of a line that is looked at
_MANY = 0.24  # blanks for each letter; prose has one for five or six letters
_WIDER = 0.15  # of a letter's height: how much wider than the space between letters a blank is
_COLUMNS = 0.5  # of a letter's height: letters that stand further apart are cells of a table


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
