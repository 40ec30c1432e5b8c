"""A passage: one text while it is scanned, with what all detectors share about it.

The lower-cased copy, the answer to "does this literal occur" and the clusters of digits are worked out once
and
used by every rule. All offsets count characters of the text as it was given.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from classifiers.asked import Asked
from classifiers.literals import Literals
from classifiers.patience import Patience
from classifiers.shadow import FOLDING, folded

# Four digits or more with at most four other characters between them, on one line: phone numbers, identifiers,
# addresses, dates.
_CLUSTER = re.compile(r"\d(?:[^\d\n]{0,4}+\d){3,}+")
_NUMERIC = 20  # one digit in so many characters, or more
_WORD = re.compile(r"[^\W_]+")
# Every byte that is no part of a word, as a space.
_SPACED = bytes(code if code < 128 and chr(code).isalnum() else 32 for code in range(256))
_MARGIN = 17  # a day and the name of its month stand so far ahead of the year
_LENGTH = 1 << 16  # characters that are worked on at a time, where a list of all words would be a burden
_BLANK = re.compile(r"\s")

Area = tuple[int, int]


class Passage:
    """One text, its lower-cased copy of the same length, and the places where rules may look.

    ``patience`` is what all texts of a scan share: the time that a user's own recognizers may take; ``asked`` what one
    text and the layers of disguise in it share: the answers of checks.
    """

    __slots__ = (
        "_areas",
        "_digits",
        "_known",
        "_numeric",
        "_words",
        "asked",
        "complete",
        "folded",
        "folds",
        "literals",
        "low",
        "patience",
        "text",
    )

    def __init__(self, text: str, patience: Patience | None = None, asked: Asked | None = None) -> None:
        self.text = text
        self.patience = patience or Patience()
        self.asked = asked or Asked()
        # U+0130 is the only character whose lower case is longer than itself; offsets must not move.
        self.low = text.lower() if text.isascii() else _lowered(text.replace("\u0130", "i"))
        # With ASCII letters for characters that fold to one; patterns that ignore case take them for that.
        self.folds = not text.isascii() and FOLDING.search(text) is not None
        self.folded = folded(self.low) if self.folds else self.low
        self.complete = True
        self.literals = Literals(self.low)
        self._digits: tuple[Area, ...] | None = None
        self._numeric: bool | None = None
        self._areas: dict[str, dict[int, tuple[Area, ...]]] = {}
        self._words: frozenset[str] | None = None
        self._known: dict[Callable[[str], Any], Any] = {}

    def once[Told](self, tell: Callable[[str], Told]) -> Told:
        """What a function tells of the text; it is asked once, however many parts ask."""
        if tell not in self._known:
            self._known[tell] = tell(self.text)
        told: Told = self._known[tell]
        return told

    def give_up(self) -> None:
        """Say that a detector stopped before the end; the passage can then never count as clean."""
        self.complete = False

    def restrict(self, detector: str, pattern: int, areas: tuple[Area, ...] | None) -> None:
        """Say where all that one pattern of this detector finds begins. Patterns of which nothing is said find nothing
        then.

        Areas are disjoint and in order; None stands for anywhere.
        """
        self._areas.setdefault(detector, {})[pattern] = areas or ((0, len(self.text)),)

    def areas(self, detector: str, pattern: int) -> tuple[Area, ...]:
        """Where the detector needs to look for one of its patterns: everywhere, unless it was restricted."""
        known = self._areas.get(detector)
        return known.get(pattern, ()) if known is not None else ((0, len(self.text)),)

    @property
    def words(self) -> frozenset[str]:
        """All different words of the lower-cased copy: runs of letters and digits."""
        if self._words is None:
            words: set[str] = set()
            for low in lengths(self.low):
                words.update(
                    low.encode().translate(_SPACED).decode().split() if low.isascii() else _WORD.findall(low)
                )
            self._words = frozenset(words)
        return self._words

    def has_any(self, literals: tuple[str, ...]) -> bool:
        """Whether one of the lower-case ``literals`` occurs."""
        return self.literals.has_any(literals)

    def places(self, literals: tuple[str, ...], area: Area) -> list[int]:
        """Where the lower-case ``literals`` begin inside the area, in order."""
        places: list[int] = []
        for literal in self._candidates(literals, area):
            places.extend(_occurrences(self.low, literal, *area))
        return sorted(places)

    def around(
        self, literals: tuple[str, ...], before: int, after: int, area: Area, beyond: int
    ) -> list[Area]:
        """Windows from ``before`` characters ahead of each literal to ``after`` characters behind it, joined.

        Only windows that lead into the area, or on from one that does for at least ``beyond`` characters behind it.
        """
        low, size = self.low, len(self.text)
        start, end = area
        spots: list[Area] = []
        for literal in self._candidates(literals, area):
            width = len(literal)
            ahead = max(0, start - after - width)
            for first, last in _stretches(low, literal, ahead, end + before + beyond, before + after + width):
                spots.append((max(0, first - before), min(size, last + width + after)))
        return _joined(spots)

    def clusters(self, area: Area) -> Sequence[Area]:
        """Windows around clusters of at least four digits, as far as they lead into the area."""
        windows = self.digits
        if area == (0, len(self.text)):
            return windows
        return windows[bisect_right(windows, area[0], key=_end) : bisect_left(windows, area[1], key=_start)]

    @property
    def digits(self) -> tuple[Area, ...]:
        """Windows around clusters of at least four digits."""
        if self._digits is None:
            size = len(self.text)
            spots = [
                (max(0, found.start() - _MARGIN), min(size, found.end() + _MARGIN))
                for found in _CLUSTER.finditer(self.text)
            ]
            self._digits = tuple(_joined(spots))
        return self._digits

    @property
    def is_numeric(self) -> bool:
        """Whether much of the text is digits, as in a log."""
        if self._numeric is None:
            self._numeric = sum(map(self.text.count, "0123456789")) * _NUMERIC >= len(self.text) > 0
        return self._numeric

    def _candidates(self, literals: tuple[str, ...], area: Area) -> Iterable[str]:
        """Literals worth a search in the area; what a whole text lacks is remembered for other detectors."""
        likely = self.literals.likely(literals)
        return filter(self.literals.has, likely) if area[1] - area[0] == len(self.text) else likely


def _occurrences(low: str, literal: str, start: int, end: int) -> Iterator[int]:
    """Where a literal begins from ``start`` to ``end``, also where it overlaps itself."""
    last = end + len(literal) - 1
    at = low.find(literal, start, last)
    while at >= 0:
        yield at
        at = low.find(literal, at + 1, last)


def _stretches(low: str, literal: str, start: int, end: int, step: int) -> Iterator[Area]:
    """The first and the last of occurrences from ``start`` to ``end`` that stand at most ``step`` apart; what stands
    between them is not looked at one by one."""
    width = len(literal)
    most = end + width - 1
    at = low.find(literal, start, most)
    while at >= 0:
        first = at
        while (on := low.rfind(literal, at + 1, min(most, at + step + width))) >= 0:
            at = on
        yield first, at
        at = low.find(literal, at + 1, most)


def _start(area: Area) -> int:
    return area[0]


def _end(area: Area) -> int:
    return area[1]


def _joined(spots: list[Area]) -> list[Area]:
    """The same ground as disjoint windows in order."""
    if len(spots) < 2:
        return spots
    spots.sort()
    joined = [spots[0]]
    for start, end in spots[1:]:
        last = joined[-1]
        if start <= last[1]:
            if end > last[1]:
                joined[-1] = (last[0], end)
        else:
            joined.append((start, end))
    return joined


def lengths(text: str) -> Iterator[str]:
    """A text in lengths that end behind a blank, so that no word is cut."""
    at = 0
    while at < len(text):
        blank = _BLANK.search(text, at + _LENGTH)
        end = blank.end() if blank else len(text)
        yield text[at:end]
        at = end


def _lowered(text: str) -> str:
    """A text in lower case. At once it would take twelve bytes a character beside the two texts, and four in parts
    that are joined; a text that grows where it stands takes none."""
    low = ""
    for length in lengths(text):
        low += length.lower()
    return low
