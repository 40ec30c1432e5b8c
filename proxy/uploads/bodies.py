"""Bodies on disk: one that is being received, and one on its way out.

Rule 1: what lies there is encrypted under a key in memory and has no name, so that no end of this process leaves any.
"""

from collections.abc import Iterable
from pathlib import Path

from proxy.capture import Hint
from proxy.uploads.spool import Spool

THRESHOLD = 2 << 20  # bytes; a body up to here waits in memory, and a text is read in one


class Intake:
    """A body that is being received. ``add`` writes to the disk: call it off the loop."""

    def __init__(self, folder: Path, limit: int, spool: Spool | None = None) -> None:
        self._folder, self.limit = folder, limit
        self._spool = spool
        self.is_full = False  # the disk took no more
        self.hint: Hint | None = None  # what was said before of the file that comes here

    @property
    def size(self) -> int:
        """Bytes in the spool."""
        return self._spool.size if self._spool else 0

    def add(self, data: bytes) -> None:
        """Keep more of the body; never raises."""
        try:
            if self._spool is None:
                self._spool = Spool(self._folder)
            self._spool.append(data)
        except OSError:
            self.is_full = True
            self.close()

    def read(self, start: int, size: int) -> bytes:
        """Bytes from any place."""
        return self._spool.read(start, size) if self._spool else b""

    def close(self) -> None:
        """Give the space back."""
        spool, self._spool = self._spool, None
        if spool is not None:
            spool.close()


type Part = bytes | Spool | tuple[Intake, int, int]
"""Of a body: bytes, a spool, or from where to where in an intake."""


class Outflow:
    """A body on its way out: bytes in memory and parts of spools, one behind the other."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self._parts = list(parts)
        self._taken: Intake | None = None
        self.size = sum(_size(part) for part in self._parts)

    def chunks(self, step: int) -> Iterable[bytes]:
        """All bytes, at most ``step`` at a time. Reads the disk."""
        for part in self._parts:
            size = _size(part)
            for at in range(0, size, step):
                count = min(step, size - at)
                match part:
                    case bytes():
                        yield part[at : at + count]
                    case Spool():
                        yield part.read(at, count)
                    case (intake, start, _):
                        yield intake.read(start + at, count)

    @property
    def spools(self) -> list[Spool]:
        """The spools among its parts."""
        return [part for part in self._parts if isinstance(part, Spool)]

    def takes(self, intake: Intake) -> None:
        """Close an intake with this."""
        self._taken = intake

    def close(self) -> None:
        """Give the space of its spools back, and of an intake that it took."""
        for spool in self.spools:
            spool.close()
        if self._taken is not None:
            self._taken.close()


def _size(part: Part) -> int:
    match part:
        case bytes():
            return len(part)
        case Spool():
            return part.size
        case _:
            return part[2] - part[1]
