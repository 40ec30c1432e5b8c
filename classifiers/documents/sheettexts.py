"""Texts of Excel that hold codes: characters by their number, and the looks and fields of headers and footers.

They are read as they show, and written with their codes where nothing changed. Source: ECMA-376, part 1, 22.9.2.19
(ST_Xstring) and 18.3.1.46 (headers and footers).
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from classifiers.documents.contract import Change
from classifiers.documents.flat import changed
from classifiers.documents.markup import escaped
from classifiers.documents.slots import Draft, Part

MARGINS = frozenset(f"{side}{place}" for side in ("odd", "even", "first") for place in ("Header", "Footer"))
_BY_NUMBER = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MARGIN = re.compile(
    r"&(?:(?P<part>[LCRlcr])|\"[^\"]{0,200}\"|\d{1,3}|[Kk](?:\d\d[+-]\d{3}|[0-9A-Fa-f]{6})|(?P<own>&)|[A-Za-z+\-]?)"
)
_CONTROL = frozenset("\t\n\r")


class Stretch(NamedTuple):
    """A stretch of a text: where it begins in what is shown, and where it stands; a code shows one letter or none."""

    shown: int
    start: int
    end: int
    is_code: bool


@dataclass(frozen=True, slots=True, eq=False)
class CodedSlot:
    """A text with codes between two tags: as it stands there, and its stretches in their order."""

    part: Part
    start: int
    end: int
    raw: str = field(repr=False)
    stretches: tuple[Stretch, ...]

    def put(self, old: str, changes: Sequence[Change], draft: Draft) -> None:
        """Codes within a change go with it."""
        moved = [
            Change(self._at(one.start), max(self._at(one.start), self._behind(one.end)), one.text)
            for one in changes
        ]
        draft.splice(self.part, (self.start, self.end, escaped(changed(self.raw, moved))))

    def _at(self, shown: int) -> int:
        """Where a letter that is shown stands."""
        one = self._stretch(shown)
        return one.start if one.is_code else one.start + shown - one.shown

    def _behind(self, shown: int) -> int:
        """Where the letter before one that is shown ends."""
        one = self._stretch(max(shown - 1, 0))
        return one.end if one.is_code else one.start + shown - one.shown

    def _stretch(self, shown: int) -> Stretch:
        return self.stretches[max(bisect_right(self.stretches, shown, key=lambda one: one.shown) - 1, 0)]


def by_number(part: Part, text: str, start: int, end: int) -> tuple[str, CodedSlot] | None:
    """A string with characters by their number; None where it has none."""
    if "_x" not in text:
        return None
    codes = [
        (found.start(), found.end(), chr(int(found[1], 16)))
        for found in _BY_NUMBER.finditer(text)
        if (letter := chr(int(found[1], 16))).isprintable() or letter in _CONTROL
    ]
    return _coded(part, text, start, end, codes) if codes else None


def margin(part: Part, text: str, start: int, end: int) -> tuple[str, CodedSlot]:
    """A header or footer: its left, middle and right part as lines, without looks and fields."""
    codes = [
        (found.start(), found.end(), "\n" if found["part"] else "&" if found["own"] else "")
        for found in _MARGIN.finditer(text)
    ]
    return _coded(part, text, start, end, codes)


def _coded(
    part: Part, text: str, start: int, end: int, codes: Iterable[tuple[int, int, str]]
) -> tuple[str, CodedSlot]:
    shown: list[str] = []
    stretches: list[Stretch] = []
    size = at = 0
    for first, last, letter in (*codes, (len(text), len(text), "")):
        for begin, stop, said, is_code in ((at, first, text[at:first], False), (first, last, letter, True)):
            if said:
                stretches.append(Stretch(size, begin, stop, is_code))
                shown.append(said)
                size += len(said)
        at = last
    stretches = stretches or [Stretch(0, 0, len(text), True)]
    return "".join(shown), CodedSlot(part, start, end, text, tuple(stretches))
