"""Which of many literals stand in one text: most are ruled out by four of their characters.

To look for one literal takes a microsecond in 2 KB, and rules ask for hundreds of them. So after some questions all
runs of four characters of the text are noted once, and a literal is looked for only if it consists of such runs.
"""

from collections.abc import Sequence
from functools import cache

_RUN = 4
_MANY = 8  # literals that are looked up by their first runs rather than one by one
_FIRST = 60  # questions after which noting the runs is cheaper than to go on without them


class Literals:
    """One lower-cased text, asked again and again whether literals occur in it; what was asked is remembered."""

    __slots__ = ("_known", "_left", "_likely", "_low", "_present", "_runs")

    def __init__(self, low: str) -> None:
        self._low = low
        self._known: dict[str, bool] = {}
        self._likely: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._present: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._left = _FIRST
        self._runs: frozenset[int] | None = None

    def has(self, literal: str) -> bool:
        """Whether the literal occurs."""
        known = self._known.get(literal)
        if known is None:
            runs = self._runs or self._noted(1)
            known = (runs is None or _runs_of(literal) <= runs) and literal in self._low
            self._known[literal] = known
        return known

    def has_any(self, literals: tuple[str, ...]) -> bool:
        """Whether one of the literals occurs."""
        return any(map(self.has, self.likely(literals)))

    def present(self, literals: tuple[str, ...]) -> Sequence[str]:
        """Those of the literals that occur."""
        known = self._present.get(literals)
        if known is None:
            known = self._present[literals] = tuple(filter(self.has, self.likely(literals)))
        return known

    def likely(self, literals: tuple[str, ...]) -> Sequence[str]:
        """Those of the literals that may occur because all their runs do; without a search of the text."""
        runs = self._noted(len(literals))
        if runs is None:
            return literals
        known = self._likely.get(literals)
        if known is None:
            if len(literals) > _MANY:
                firsts, by_first, short = _by_first_run(literals)
                known = (*short, *(one for run in runs.intersection(firsts) for one in by_first[run]))
            else:
                known = literals
            known = self._likely[literals] = tuple(one for one in known if _runs_of(one) <= runs)
        return known

    def _noted(self, questions: int) -> frozenset[int] | None:
        """The runs of the text, once there were enough questions."""
        if self._runs is None:
            self._left -= questions
            if self._left <= 0:
                self._runs = frozenset(_runs(self._low))
        return self._runs


@cache
def _runs_of(literal: str) -> frozenset[int]:
    return frozenset(_runs(literal))


@cache
def _by_first_run(literals: tuple[str, ...]) -> tuple[frozenset[int], dict[int, list[str]], list[str]]:
    """The first runs of literals, the literals by them, and those that are too short for one."""
    by_first: dict[int, list[str]] = {}
    for literal in literals:
        if len(literal) >= _RUN:
            by_first.setdefault(min(_runs(literal[:_RUN])), []).append(literal)
    return frozenset(by_first), by_first, [literal for literal in literals if len(literal) < _RUN]


def _runs(text: str) -> set[int]:
    """All runs of four characters as numbers; what is not ASCII counts as one and the same character."""
    octets = memoryview(text.encode("ascii", "replace"))
    runs: set[int] = set()
    for start in range(min(_RUN, max(0, len(octets) - _RUN + 1))):
        runs.update(octets[start : start + (len(octets) - start) // _RUN * _RUN].cast("I"))
    return runs
