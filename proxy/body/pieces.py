"""Bytes in pieces: what is kept of a body beside what comes into it, written without a second copy of either."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from classifiers.documents.contract import Change
from proxy.body.packing import FilePacking


@dataclass(frozen=True, slots=True)
class Packed:
    """A file in stretches as a packing writes it, made anew each time it is asked for."""

    stretches: Sequence[bytes | memoryview] = field(repr=False)
    packing: FilePacking

    def __len__(self) -> int:
        return self.packing.size(sum(map(len, self.stretches)))

    def __iter__(self) -> Iterator[bytes | memoryview]:
        return iter(self.packing.pieces(self.stretches))


# Replace the bytes from a start to an end of a body by others. A plain tuple, for there is one for each value.
type Patch = tuple[int, int, bytes | Packed]


@runtime_checkable
class OnBytes(Protocol):
    """A codec that writes changes of a text straight into the bytes of a body."""

    def patches(
        self, raw: memoryview, span: tuple[int, int], text: str, changes: Sequence[Change]
    ) -> Iterable[Patch]:
        """Changes of ``text`` (sorted, apart) as changes of the body ``raw``, whose ``span`` holds it."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """A body to be sent: its length, and its bytes one stretch after the other, as often as they are asked for."""

    parts: Sequence[bytes | memoryview | Packed] = field(repr=False)

    def __len__(self) -> int:
        return sum(map(len, self.parts))

    def __iter__(self) -> Iterator[bytes | memoryview]:
        for part in self.parts:
            if isinstance(part, Packed):
                yield from part
            else:
                yield part

    def joined(self) -> bytes:
        """All bytes in one."""
        return b"".join(self)


def patched(raw: bytes, patches: Iterable[Patch]) -> Pieces:
    """A body with patches (sorted, apart) made."""
    parts: list[bytes | memoryview | Packed] = []
    view, at = memoryview(raw), 0
    for start, end, data in patches:
        parts += (view[at:start], data)
        at = end
    return Pieces((*parts, view[at:]))
