"""How the bytes of a file are written as letters: base64 and uuencode, and so that another file looks the same.

Sources: RFC 4648, RFC 2045 (lines), POSIX uuencode.
"""

import base64
import binascii
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

_STEP = 3 << 16  # bytes written at a time: a multiple of three, so that base64 has no padding in between
_LINE = 45  # bytes of a line of uuencode
_FOLD = re.compile(r"[ \t]{0,4}(?:\\n|\r?\n)[ \t>#*|]{0,8}")


class Lettering(Protocol):
    """How bytes stand in a text."""

    def encode(self, data: bytes) -> str:
        """The letters."""

    def size(self, count: int) -> int:
        """How many letters so many bytes become."""

    def pieces(self, stretches: Iterable[bytes | memoryview]) -> Iterator[bytes | memoryview]:
        """The letters as bytes, for a file in stretches."""


class Run(NamedTuple):
    """A file that stands at ``start`` to ``end`` of a text; without its ``lettering`` it cannot be written there.

    ``declared``: the text says that it is a file; ``name`` is what it calls it.
    """

    start: int
    end: int
    data: bytes
    lettering: Lettering | None
    declared: bool = False
    name: str = ""

    def __repr__(self) -> str:
        return f"Run({self.start}, {self.end})"


@dataclass(frozen=True, slots=True)
class InBase64:
    """In base64 (RFC 4648), in the alphabet, with the padding and in the lines that it had (``width`` 0: in one)."""

    urlsafe: bool = False
    padded: bool = True
    width: int = 0
    fold: str = ""

    def encode(self, data: bytes) -> str:
        """The letters."""
        return _folded(self._written(data).decode("ascii"), self.width, self.fold)

    def size(self, count: int) -> int:
        """How many letters so many bytes become."""
        letters = (count + 2) // 3 * 4 if self.padded else (count * 4 + 2) // 3
        return letters + _folds(letters, self.width) * len(self.fold)

    def pieces(self, stretches: Iterable[bytes | memoryview]) -> Iterator[bytes | memoryview]:
        """The letters as bytes, for a file in stretches."""
        if self.width:
            yield self.encode(b"".join(stretches)).encode("ascii")
            return
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


@dataclass(frozen=True, slots=True)
class InUuencode:
    """In lines of uuencode, without the first and the last one; ``blank`` stands for zero: a space or a backtick."""

    blank: str
    fold: str

    def encode(self, data: bytes) -> str:
        """The letters."""
        lines = (
            binascii.b2a_uu(data[at : at + _LINE], backtick=self.blank == "`")[:-1].decode("ascii")
            for at in range(0, len(data), _LINE)
        )
        return self.fold.join(lines)

    def size(self, count: int) -> int:
        """How many letters so many bytes become."""
        whole, rest = divmod(count, _LINE)
        lines = whole + (rest > 0)
        return lines + whole * 60 + (rest + 2) // 3 * 4 + max(lines - 1, 0) * len(self.fold)

    def pieces(self, stretches: Iterable[bytes | memoryview]) -> Iterator[bytes | memoryview]:
        """The letters as bytes, for a file in stretches."""
        yield self.encode(b"".join(stretches)).encode("ascii")


def base64_of(letters: str, data: bytes) -> InBase64 | None:
    """How bytes were written as these letters; None where writing them again would give others."""
    fold = _FOLD.search(letters)
    urlsafe = "-" in letters or "_" in letters
    flat = letters.replace(fold[0], "") if fold else letters
    made = InBase64(urlsafe, len(flat) % 4 == 0, fold.start() if fold else 0, fold[0] if fold else "")
    return made if made.encode(data) == letters else None


def _folded(letters: str, width: int, fold: str) -> str:
    if not width:
        return letters
    return fold.join(letters[at : at + width] for at in range(0, len(letters), width))


def _folds(letters: int, width: int) -> int:
    return max(letters - 1, 0) // width if width else 0
