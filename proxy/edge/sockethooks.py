"""What is asked about an open WebSocket, and what it is told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from mitmproxy import http
from mitmproxy.proxy import events
from mitmproxy.proxy.commands import StartHook

from proxy.edge.incoming import Payload
from proxy.holding import Burst


class Open(Protocol):
    """A socket as it is seen from its connection."""

    flow: http.HTTPFlow

    @property
    def is_full(self) -> bool:
        """Whether so much is waiting that no more should be read from the client."""


@dataclass(slots=True)
class Said:
    """A client's message on its way, and what becomes of it: nothing, until the gate says so."""

    payload: Payload = field(repr=False)
    frames: Sequence[Payload] = field(default=(), repr=False)
    oversize: bool = False
    forward: Payload | None = field(default=None, repr=False)
    replies: Sequence[Payload] = field(default=(), repr=False)
    close: int = 0


@dataclass(frozen=True, slots=True)
class End:
    """The end of a socket, in its turn behind what was said before."""

    code: int
    is_ours: bool = False


@dataclass
class SocketMessageHook(StartHook):
    """A whole message of a client; ``said`` is to be filled in."""

    flow: http.HTTPFlow
    said: Said


@dataclass
class SocketAnswerHook(StartHook):
    """Messages of a service that are to be read before they are shown; ``burst`` is to be filled in."""

    flow: http.HTTPFlow
    burst: Burst


@dataclass
class SocketOpenHook(StartHook):
    """A socket is open; whoever handles its connection may ask it how full it is."""

    blocking = False
    flow: http.HTTPFlow
    socket: Open


class GoAway(events.MessageInjected[None]):
    """Ask a socket to end, after what its client has said so far."""
