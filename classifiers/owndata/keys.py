"""Keyed hashes of own data: who has an index but not the client's key can neither read a value nor try one.

Two functions of one secret: AES-128 over blocks of 16 bytes, a keyed permutation, for the many hashes of a text at
once; BLAKE2b (RFC 7693) for the few values that are looked at one by one, and for the digest of an index.
"""

import hashlib

import numpy as np
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from numpy.typing import NDArray

type Numbers = NDArray[np.uint64]

SIZE = 32


class Keys:
    """The keys of one client. Raises ValueError for a secret that has not 32 bytes."""

    __slots__ = ("_cipher", "_digest", "_value")

    def __init__(self, secret: bytes) -> None:
        if len(secret) != SIZE:
            raise ValueError(f"the secret of own data must have {SIZE} bytes, not {len(secret)}")
        # One block of random-looking input to one block of output: no mode that chains blocks is wanted.
        self._cipher = Cipher(algorithms.AES(_derived(secret, b"blocks")[:16]), modes.ECB())
        self._value = _derived(secret, b"values")
        self._digest = _derived(secret, b"digest")

    def __repr__(self) -> str:
        return "Keys(...)"

    def blocks(self, first: Numbers, second: "Numbers | np.uint64") -> tuple[Numbers, Numbers]:
        """Keyed 128 bits for each pair of numbers, as two arrays."""
        pairs = np.empty(2 * len(first), "<u8")
        pairs[::2] = first
        pairs[1::2] = second
        drawn = np.frombuffer(self._cipher.encryptor().update(pairs.tobytes()), "<u8")
        return drawn[::2], drawn[1::2]

    def value(self, text: str) -> int:
        """A keyed hash of 64 bits of one text."""
        data = text.encode("utf-8", "surrogatepass")
        return int.from_bytes(hashlib.blake2b(data, digest_size=8, key=self._value).digest(), "little")

    def digest(self) -> "hashlib.blake2b":
        """A keyed digest of 32 bytes, to be fed."""
        return hashlib.blake2b(digest_size=32, key=self._digest)


def _derived(secret: bytes, purpose: bytes) -> bytes:
    return hashlib.blake2b(digest_size=32, key=secret, person=b"pw-data-" + purpose).digest()
