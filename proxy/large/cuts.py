"""Where a large text is cut into windows: at line ends, so that neither a character nor a token of JSON is parted.

Rule 1: each byte of the text is in the core of one window, and in no other.
Rule 2: before and behind its core a window shows at least ``CONTEXT`` bytes, so that a value on a border is seen whole.
Rule 3: in a table no window begins within quotes.
"""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

CORE = 256 * 1024
CONTEXT = 16 * 1024  # the longest value that is found, a private key of 16384 bits in PEM, has 13 KB

type Read = Callable[[int, int], bytes]
"""Bytes from a place, so many."""


class Uncut(ValueError):
    """The traffic's fault: a text without line ends at which it could be cut."""


@dataclass(frozen=True, slots=True)
class Window:
    """A part of a text in bytes: shown from ``first`` to ``last``, judged from ``start`` to ``end``."""

    first: int
    start: int
    end: int
    last: int


def windows(read: Read, begin: int, end: int, *, quoted: bool) -> Sequence[Window]:
    """The windows of a text that stands from ``begin`` to ``end``. ``quoted``: a table. Raises Uncut."""
    borders = [begin]
    parity = 0
    while end - borders[-1] > CORE + CONTEXT:
        data = read(borders[-1], CORE)
        size = _quoted_cut(data, parity) if quoted else 0
        size = size or data.rfind(b"\n") + 1
        if not size:
            raise Uncut("a text with lines too long to be cut")
        parity = (parity + data.count(b'"', 0, size)) & 1
        borders.append(borders[-1] + size)
    borders.append(end)
    return [
        Window(
            _first(read, borders[max(index - 1, 0)], start),
            start,
            stop,
            _last(read, stop, borders[min(index + 2, len(borders) - 1)]),
        )
        for index, (start, stop) in enumerate(itertools.pairwise(borders))
    ]


def _quoted_cut(data: bytes, parity: int) -> int:
    """How many bytes end with the last line end outside of quotes; 0 for none (then the quotes mean nothing)."""
    at = len(data)
    inside = (parity + data.count(b'"')) & 1
    while (found := data.rfind(b"\n", 0, at)) >= 0:
        inside = (inside + data.count(b'"', found, at)) & 1
        if not inside:
            return found + 1
        at = found
    return 0


def _first(read: Read, before: int, start: int) -> int:
    """Where the lines begin that hold at least the context before a core; at most the whole window before."""
    data = read(before, max(start - CONTEXT - before, 0))
    return before + data.rfind(b"\n") + 1


def _last(read: Read, stop: int, after: int) -> int:
    """Where the lines end that hold at least the context behind a core; at most the whole window behind."""
    at = stop + CONTEXT
    found = read(at, after - at).find(b"\n") if at < after else -1
    return after if found < 0 else at + found + 1
