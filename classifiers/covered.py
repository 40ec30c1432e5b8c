"""Covered: the places of hits, asked in logarithmic time whether one of them holds or meets another place."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from classifiers.detector import Hit


class Covered:
    """The spans of some hits, each by itself; ``context/ground.py`` joins them."""

    def __init__(self, hits: Iterable[Hit]) -> None:
        spans = sorted((hit.start, hit.end) for hit in hits)
        self._starts = [start for start, _ in spans]
        self._reached = list(accumulate((end for _, end in spans), max))  # by these and all ahead of them

    def holds(self, start: int, end: int) -> bool:
        """Whether one hit holds all of a span."""
        ahead = bisect_right(self._starts, start)
        return ahead > 0 and self._reached[ahead - 1] >= end

    def meets(self, start: int, end: int) -> bool:
        """Whether a hit and a span share a character."""
        ahead = bisect_left(self._starts, end)
        return ahead > 0 and self._reached[ahead - 1] > start
