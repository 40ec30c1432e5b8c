"""How the bytes of a file stand in the text or the bytes around it."""

from collections.abc import Iterable, Iterator
from typing import Protocol


class Packing(Protocol):
    """How bytes stand in a text."""

    def encode(self, data: bytes) -> str:
        """The text for the bytes; around a binary body that is its Latin-1 view."""


class FilePacking(Packing, Protocol):
    """How a file stands in a text, which may also be written a stretch at a time: one byte a character."""

    def size(self, count: int) -> int:
        """How long the text for so many bytes is."""

    def pieces(self, stretches: Iterable[bytes | memoryview]) -> Iterator[bytes | memoryview]:
        """The bytes of that text, for a file in stretches."""


class InLatin1:
    """As they are, in a Latin-1 view of a binary body."""

    def encode(self, data: bytes) -> str:
        return data.decode("latin-1")

    def size(self, count: int) -> int:
        return count

    def pieces(self, stretches: Iterable[bytes | memoryview]) -> Iterator[bytes | memoryview]:
        return iter(stretches)
