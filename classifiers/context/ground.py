"""Ground: the places of hits, asked in logarithmic time whether they meet or are near another place."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from classifiers.detector import Hit


class Ground:
    """The joined spans of some hits."""

    def __init__(self, hits: Iterable[Hit]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted((hit.start, hit.end) for hit in hits):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def meets(self, start: int, end: int) -> bool:
        """Whether a span and the ground share a character."""
        index = bisect_right(self._ends, start)
        return index < len(self._starts) and self._starts[index] < end

    def near(self, place: int, reach: int) -> bool:
        """Whether the ground comes within some characters of a place."""
        index = bisect_left(self._ends, place - reach)
        return index < len(self._starts) and self._starts[index] <= place + reach
