"""The numbers of which the hash of a run of letters is summed up."""

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifiers.owndata.keys import Numbers
from classifiers.owndata.letters import LIMIT

# A polynomial over 2^64 in an odd number, whose inverse leads a sum back to the start of its run.
_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
_BLOCK = 1 << 16


def values(codes: NDArray[Any]) -> Numbers:
    """A number for each code of a letter."""
    table = _table()
    if codes.dtype == np.uint8:
        return table.take(codes)
    if int(codes.max()) < LIMIT:
        return table.take(codes)
    return np.where(codes < LIMIT, table.take(np.minimum(codes, LIMIT - 1)), _mixed(codes.astype(np.uint64)))


@cache
def _table() -> Numbers:
    """A number that looks random for every character."""
    return _mixed(np.arange(LIMIT, dtype=np.uint64))


def _mixed(numbers: Numbers) -> Numbers:
    """The finaliser of splitmix64 (Steele, Lea, Flood 2014)."""
    mixed = (numbers + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def powers(size: int) -> tuple[Numbers, Numbers]:
    """Powers of the base and of its inverse, as many as asked for or more."""
    return _powers_of(-(-size // _BLOCK))


@cache
def _powers_of(blocks: int) -> tuple[Numbers, Numbers]:
    found: list[Numbers] = []
    for base in (_BASE, _INVERSE):
        factors = np.full(blocks * _BLOCK, base, np.uint64)
        factors[0] = 1
        found.append(np.cumprod(factors, dtype=np.uint64))
    return found[0], found[1]
