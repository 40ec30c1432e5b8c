"""Which of many literals stand in one text: most are ruled out by four of their characters.

To look for one literal takes a microsecond in 2 KB, and rules ask for hundreds of them. So after some questions all
runs of four characters of the text are noted once, and a literal is looked for only if it consists of such runs.
They are noted as bits that they hash to: that takes arrays ten microseconds for 2 KB, and a set of them 150.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import compress
from operator import itemgetter

import numpy as np

_RUN = 4
_MANY = 8  # literals that are looked up by their first runs rather than one by one
_FIRST = 20  # questions after which noting the runs is cheaper than to go on without them
_LENGTH = 1 << 16  # characters whose runs are worked out at a time
_LEAST_TAKEN = 2  # one byte alone would be no list of them
_FEW, _MOST = 16, 21  # powers of two: how many hashes are told apart in a short text and in a long one


class Literals:
    """One lower-cased text, asked again and again whether literals occur in it; what was asked is remembered."""

    __slots__ = ("_known", "_left", "_likely", "_low", "_noted", "_present")

    def __init__(self, low: str) -> None:
        self._low = low
        self._known: dict[str, bool] = {}
        self._likely: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._present: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._left = _FIRST
        self._noted: _Noted | None = None

    def has(self, literal: str) -> bool:
        """Whether the literal occurs."""
        known = self._known.get(literal)
        if known is None:
            noted = self._noted or self._note(1)
            known = (noted is None or noted.may_hold(literal)) and literal in self._low
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
        noted = self._note(len(literals))
        if noted is None:
            return literals
        known = self._likely.get(literals)
        if known is None:
            known = self._likely[literals] = tuple(noted.those_of(literals))
        return known

    def _note(self, questions: int) -> "_Noted | None":
        """The runs of the text, once there were enough questions."""
        if self._noted is None:
            self._left -= questions
            if self._left <= 0:
                self._noted = _Noted(self._low)
        return self._noted


class _Noted:
    """All runs of four characters of a text: a byte for each value that a hash can take, 1 where a run takes it."""

    __slots__ = ("_bytes", "_shift")

    def __init__(self, low: str) -> None:
        bits = min(_MOST, max(_FEW, len(low).bit_length() + 4))
        self._shift = 32 - bits
        noted = np.zeros(1 << bits, dtype=np.uint8)
        for start in range(0, len(low), _LENGTH):  # at once they would take twenty bytes a character
            noted[_hashes(low[start : start + _LENGTH + _RUN - 1]) >> self._shift] = 1
        self._bytes = noted.tobytes()

    def may_hold(self, literal: str) -> bool:
        """Whether all runs of the literal are noted."""
        return all(map(self._bytes.__getitem__, _places_of(literal, self._shift)))

    def those_of(self, literals: tuple[str, ...]) -> Sequence[str]:
        """Those of the literals whose runs are noted."""
        if len(literals) > _MANY:
            firsts, longer, short = _first_places(literals, self._shift)
            literals = (*short, *compress(longer, firsts(self._bytes)))
        return [one for one in literals if self.may_hold(one)]


@cache
def _places_of(literal: str, shift: int) -> tuple[int, ...]:
    return tuple((_hashes(literal) >> shift).tolist())


@cache
def _first_places(
    literals: tuple[str, ...], shift: int
) -> tuple[Callable[[bytes], Iterable[int]], list[str], list[str]]:
    """What takes the bytes of the first runs of literals, these literals, and those that are too short for a run."""
    longer = [one for one in literals if len(one) >= _RUN]
    short = [one for one in literals if len(one) < _RUN]
    if len(longer) < _LEAST_TAKEN:
        return lambda noted: (), [], list(literals)
    return itemgetter(*(_places_of(one, shift)[0] for one in longer)), longer, short


type _Hashes = np.ndarray[tuple[int], np.dtype[np.uint32]]


def _hashes(text: str) -> _Hashes:
    """All runs of four characters as hashes of 32 bits; what is not ASCII counts as one and the same character."""
    octets = text.encode("ascii", "replace")
    runs = [
        np.frombuffer(octets, np.uint32, (len(octets) - start) // _RUN, start)
        for start in range(min(_RUN, max(0, len(octets) - _RUN + 1)))
    ]
    return np.concatenate(runs) * _SPREADS if runs else np.zeros(0, np.uint32)


_SPREADS = np.uint32(2_654_435_769)  # 2 ** 32 by the golden ratio (Knuth, volume 3, 6.4)
