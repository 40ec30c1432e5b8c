"""How the bytes of a file stand in the text or the bytes around it."""

import base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

_STEP = 3 << 16  # bytes written at a time: a multiple of three, so that base64 has no padding in between


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


@dataclass(frozen=True, slots=True)
class InBase64:
    """In base64 (RFC 4648), in the alphabet and with the padding that it had."""

    urlsafe: bool = False
    padded: bool = True

    def encode(self, data: bytes) -> str:
        return self._written(data).decode("ascii")

    def size(self, count: int) -> int:
        return (count + 2) // 3 * 4 if self.padded else (count * 4 + 2) // 3

    def pieces(self, stretches: Iterable[bytes | memoryview]) -> Iterator[bytes | memoryview]:
        left = b""  # of three bytes four are made: what is over waits for the next stretch
        for stretch in stretches:
            at = -len(left) % 3
            data = left + stretch[:at]
            if len(data) % 3 == 0:
                yield self._written(data)
                whole = len(stretch) - (len(stretch) - at) % 3
                for begin in range(at, whole, _STEP):
                    yield self._written(stretch[begin : min(begin + _STEP, whole)])
                data = bytes(stretch[max(whole, at) :])
            left = data
        yield self._written(left)

    def _written(self, data: bytes | memoryview) -> bytes:
        written = base64.urlsafe_b64encode(data) if self.urlsafe else base64.b64encode(data)
        return written if self.padded else written.rstrip(b"=")


class InLatin1:
    """As they are, in a Latin-1 view of a binary body."""

    def encode(self, data: bytes) -> str:
        return data.decode("latin-1")

    def size(self, count: int) -> int:
        return count

    def pieces(self, stretches: Iterable[bytes | memoryview]) -> Iterator[bytes | memoryview]:
        return iter(stretches)
