"""An effect: what the edge does with a request, and all that it obeys."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol, assert_never


class Outflow(Protocol):
    """A body that is too large to be held in memory."""

    size: int

    def chunks(self, step: int) -> Iterable[bytes]:
        """All bytes, at most ``step`` at a time. Reads the disk."""

    def close(self) -> None:
        """Give its space back."""


@dataclass(frozen=True, slots=True)
class Forward:
    """Let the request go. ``body`` is None where nothing is changed; else the new bytes, content-encoding removed.

    ``headers`` are set on the way out, names in lower case: each replaces all that the client sent under that name, and
    None takes them away. They are headers of a request; a message of a socket has none. ``path`` is where it goes
    instead, where it is another request than the client's: the whole of an upload that came in pieces. ``outflow`` is
    sent in place of a body that is not held in memory; its ``body`` is empty where it was changed.
    """

    body: bytes | None = field(default=None, repr=False)
    headers: tuple[tuple[str, str | None], ...] = field(default=(), repr=False)
    path: str = field(default="", repr=False)
    outflow: Outflow | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Reply:
    """Answer the client ourselves; nothing goes upstream."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Frames:
    """Answer a message of a WebSocket ourselves; nothing of it goes upstream. Text and binary messages, in order.

    ``close`` is the code with which the socket is closed afterwards (RFC 6455, section 7.4); 0: it stays open.
    """

    messages: tuple[str | bytes, ...] = field(repr=False)
    close: int = 0


type Effect = Forward | Reply | Frames


def status_of(effect: Effect) -> int:
    """What the client gets instead; 0 where the service answers. A refused message counts as forbidden."""
    match effect:
        case Forward():
            return 0
        case Reply(status=status):
            return status
        case Frames():
            return 403
        case _:
            assert_never(effect)
