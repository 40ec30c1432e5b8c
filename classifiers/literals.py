"""Which of many literals stand in one text: most are ruled out by four of their characters.

To look for one literal takes a microsecond in 2 KB, and rules ask for hundreds of them. So after some questions all
runs of four characters of the text are noted once, and a literal is looked for only if it consists of such runs.
"""

from collections.abc import Iterable
from functools import cache

_RUN = 4
_FIRST = 100  # questions after which noting the runs is cheaper than to go on without them


class Literals:
    """One lower-cased text, asked again and again whether literals occur in it; what was asked is remembered."""

    __slots__ = ("_known", "_left", "_low", "_runs")

    def __init__(self, low: str) -> None:
        self._low = low
        self._known: dict[str, bool] = {}
        self._left = _FIRST
        self._runs: frozenset[int] | None = None

    def has(self, literal: str) -> bool:
        """Whether the literal occurs."""
        known = self._known.get(literal)
        if known is None:
            known = self._known[literal] = self.may_have(literal) and literal in self._low
        return known

    def has_any(self, literals: Iterable[str]) -> bool:
        """Whether one of the literals occurs."""
        return any(map(self.has, literals))

    def may_have(self, literal: str) -> bool:
        """Whether all runs of the literal occur; without a search of the text."""
        if self._runs is None:
            self._left -= 1
            if self._left > 0:
                return True
            self._runs = frozenset(_runs(self._low))
        return _runs_of(literal) <= self._runs


@cache
def _runs_of(literal: str) -> frozenset[int]:
    return frozenset(_runs(literal))


def _runs(text: str) -> set[int]:
    """All runs of four characters as numbers; what is not ASCII counts as one and the same character."""
    octets = memoryview(text.encode("ascii", "replace"))
    runs: set[int] = set()
    for start in range(min(_RUN, max(0, len(octets) - _RUN + 1))):
        runs.update(octets[start : start + (len(octets) - start) // _RUN * _RUN].cast("I"))
    return runs
