"""A passage: one text while it is scanned, with what all detectors share about it.

The lower-cased copy, the answer to "does this literal occur" and the clusters of digits are worked out once
and
used by every rule. All offsets count characters of the text as it was given.
"""

import re

# Digits with at most four other characters between them, on one line: phone numbers, identifiers, addresses,
# dates.
_CLUSTER = re.compile(r"\d+(?:[^\d\n]{1,4}\d+)*")
_FEWEST_DIGITS = 4
_MARGIN = 12


class Passage:
    """One text, its lower-cased copy of the same length, and the places where rules may look."""

    __slots__ = ("_digits", "_found", "complete", "low", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        # U+0130 is the only character whose lower case is longer than itself; offsets must not move.
        self.low = text.lower() if text.isascii() else text.replace("\u0130", "i").lower()
        self.complete = True
        self._found: dict[str, bool] = {}
        self._digits: tuple[tuple[int, int], ...] | None = None

    def give_up(self) -> None:
        """Say that a detector stopped before the end; the passage can then never count as clean."""
        self.complete = False

    def has_any(self, literals: tuple[str, ...]) -> bool:
        """Whether one of the lower-case ``literals`` occurs."""
        found, low = self._found, self.low
        for literal in literals:
            known = found.get(literal)
            if known is None:
                known = found[literal] = literal in low
            if known:
                return True
        return False

    def places(self, literals: tuple[str, ...]) -> list[int]:
        """Where the lower-case ``literals`` begin, in order."""
        low = self.low
        places: list[int] = []
        for literal in literals:
            if self.has_any((literal,)):
                at = low.find(literal)
                while at >= 0:
                    places.append(at)
                    at = low.find(literal, at + 1)
        return sorted(places)

    def around(self, literals: tuple[str, ...], before: int, after: int) -> list[tuple[int, int]]:
        """Windows from ``before`` characters ahead of each literal to ``after`` characters behind it,
        joined."""
        low, size = self.low, len(self.text)
        spots: list[tuple[int, int]] = []
        for literal in literals:
            if not self.has_any((literal,)):
                continue
            at = low.find(literal)
            while at >= 0:
                end = at + len(literal)
                spots.append((max(0, at - before), min(size, end + after)))
                at = low.find(literal, end)
        return _joined(spots)

    @property
    def digits(self) -> tuple[tuple[int, int], ...]:
        """Windows around clusters of at least four digits."""
        if self._digits is None:
            size = len(self.text)
            spots = []
            for match in _CLUSTER.finditer(self.text):
                start, end = match.span()
                # Beyond 24 characters a cluster has at least five digits by its shape; no need to count.
                if end - start >= _FEWEST_DIGITS and (
                    end - start > 24 or sum(map(str.isdigit, match[0])) >= _FEWEST_DIGITS
                ):
                    spots.append((max(0, start - _MARGIN), min(size, end + _MARGIN)))
            self._digits = tuple(_joined(spots))
        return self._digits


def _joined(spots: list[tuple[int, int]]) -> list[tuple[int, int]]:
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
