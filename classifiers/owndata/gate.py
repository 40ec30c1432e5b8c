"""The gate of an index: a set of bits (Bloom 1970, two hashes) that lets nearly nothing pass which is not inside."""

import numpy as np
from numpy.typing import NDArray

from classifiers.owndata.keys import Numbers

_BITS_EACH = 16
_FEWEST_BITS = 1 << 12
_HALF = np.uint64(32)
_BIT = np.array([1, 2, 4, 8, 16, 32, 64, 128], np.uint8)


def build(drawn: Numbers) -> NDArray[np.uint8]:
    """The bits of some keyed numbers: a power of two, at least sixteen for each."""
    size = _FEWEST_BITS
    while size < _BITS_EACH * len(drawn):
        size *= 2
    bits = np.zeros(size, np.uint8)
    mask = np.uint64(size - 1)
    bits[(drawn & mask).astype(np.int64)] = 1
    bits[((drawn >> _HALF) & mask).astype(np.int64)] = 1
    return np.packbits(bits, bitorder="little")


def passing(bits: NDArray[np.uint8], drawn: Numbers) -> NDArray[np.int64]:
    """Which of some keyed numbers may be inside, as their indexes."""
    mask = np.uint64(len(bits) * 8 - 1)
    places = (drawn & mask).view(np.int64)
    found = (bits.take(places >> 3) & _BIT.take(places & 7)).nonzero()[0]
    if len(found):
        places = ((drawn.take(found) >> _HALF) & mask).view(np.int64)
        found = found.take((bits.take(places >> 3) & _BIT.take(places & 7)).nonzero()[0])
    return found
