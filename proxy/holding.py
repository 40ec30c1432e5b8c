"""Messages of a service on a socket that wait until they have been read; no clock of its own, and no reading.

They are read in bursts, so that a value in pieces is read whole. A burst is over when no text is under way, as far as
its dialect tells; else when the service is silent, when it has said much, or when the socket ends.

Rule 1: the order stays: behind a message that waits, all wait, also those that are not read (sound).
Rule 2: a text that goes on for long is shown while it does, but for its latest seconds, in which a value may be begun.
Rule 3: memory is bounded, for one socket and for all; what does not fit is not shown, and ends the socket.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from proxy.answer.socket import is_opaque
from proxy.answer.underway import Underway
from proxy.contract import Lookup, SocketRestorer

type Payload = str | bytes

MOST_BYTES = 1 << 20  # of messages that wait before they are read in any case
MOST_HELD = 4 << 20  # bytes of one socket
LONGEST = 30.0  # seconds that a message waits while a text is under way
_BREATH, _BREATHS = (
    0.15,
    0.5,
)  # seconds of silence, and in all, where none is: events that belong together come at once
_EARLY = 0.005  # seconds by which an alarm may be early
_INTERNAL_ERROR = 1011  # RFC 6455, section 7.4.1


class Budget(Protocol):
    """The memory that all answers of this process share."""

    def takes(self, size: int) -> bool:
        """Whether there is room for some more bytes; then they are counted."""

    def gives_back(self, size: int) -> None:
        """Bytes that are no longer kept."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message, the frames it came in, and when it came."""

    payload: Payload = field(repr=False)
    frames: Sequence[Payload] = field(repr=False)
    since: float
    size: int


@dataclass(slots=True)
class Burst:
    """Messages that are to be read now, and those behind them that are not to be shown yet.

    ``shown`` and ``close`` are to be filled in: what is shown in their place, each with its frames (none: one frame),
    and the code with which the socket is closed behind it, 0 where it stays open. Until then it fails.
    """

    said: Sequence[Waiting]
    after: Sequence[Waiting] = ()
    is_lost: bool = False  # there was more than may be kept; it is gone
    shown: Sequence[tuple[Payload, Sequence[Payload]]] = field(default=(), repr=False)
    close: int = _INTERNAL_ERROR


class HeldMessages:
    """One per socket. ``restorer`` makes the dialect's; ``silence``: seconds after which a text may be over."""

    def __init__(self, restorer: Callable[[Lookup], SocketRestorer], budget: Budget, silence: float) -> None:
        self._underway = Underway()
        self._ear = restorer(self._underway)
        self._budget, self._silence = budget, silence
        self._waiting: list[Waiting] = []
        self._size = 0
        self._last = 0.0
        self._is_lost = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not self._waiting and not self._is_lost

    def add(self, payload: Payload, frames: Sequence[Payload], now: float) -> None:
        """A message of the service came, at ``now`` seconds of any clock."""
        if self._is_lost:
            return
        size = len(payload) if isinstance(payload, bytes) or payload.isascii() else 3 * len(payload)
        if self._size + size > MOST_HELD or not self._budget.takes(size):
            self.drop()
            self._is_lost = True
            return
        self._size += size
        self._waiting.append(Waiting(payload, frames, now, size))
        if not is_opaque(payload):
            self._last = now
            self._ear.feed(payload)

    def due(self, now: float) -> float | None:
        """In how many seconds a burst is over, should nothing more come; None where nothing waits."""
        if self.is_empty:
            return None
        if self._is_lost or self._size >= MOST_BYTES:
            return 0.0
        first = self._waiting[0].since
        if self._underway.is_any:
            end = min(self._last + self._silence, first + LONGEST)
        else:
            end = min(self._last + _BREATH, first + _BREATHS)
        return max(0.0, end - now)

    def burst(self, now: float, *, at_once: bool = False) -> Burst | None:
        """The burst that is over; ``at_once``: whatever waits, for nothing more will come."""
        due = self.due(now)
        if due is None or (due > _EARLY and not at_once):
            return None
        if self._is_lost:
            self._is_lost = False
            return Burst((), is_lost=True)
        goes_on = (
            self._underway.is_any
            and not at_once
            and self._size < MOST_BYTES
            and self._last + self._silence - now > _EARLY
        )
        latest = now - self._silence if goes_on else now
        said = [one for one in self._waiting if one.since <= latest]
        self._waiting = self._waiting[len(said) :]
        given = sum(one.size for one in said)
        self._size -= given
        self._budget.gives_back(given)
        if not self._waiting:
            self._underway.forget()
        return Burst(said, tuple(self._waiting))

    def drop(self) -> None:
        """Forget all that waits: nobody will see it."""
        self._budget.gives_back(self._size)
        self._waiting, self._size = [], 0
        self._underway.forget()
