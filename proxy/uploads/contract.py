"""The contract of a protocol that brings a file in several requests.

Rule 1: a protocol is pure; it sees one request and says what it is to the upload that it belongs to.
Rule 2: no piece goes on alone: the service's answer to a piece is made here, until the whole is there.
Rule 3: the whole leaves as one request, which is judged like any other; where each piece has a link of its own, it is
judged as one request and leaves in its pieces.
Rule 4: what cannot be held, for the client binds its pieces to what only the service knows, is refused.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from proxy.capture import Capture
from proxy.effect import Reply
from proxy.uploads.bodies import Intake


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A request that is judged and sent in place of the client's: its headers are changed as given, None: dropped.

    ``wrap`` turns the service's answer into the one that the client waits for, ``shows`` are headers that take the
    place of the answer's own. ``intake`` holds the body of a large request; ``sized`` is a header that tells how many
    bytes leave.
    """

    capture: Capture = field(repr=False)
    headers: tuple[tuple[str, str | None], ...] = field(default=(), repr=False)
    wrap: Callable[[bytes], bytes] | None = None
    replaces: bool = True  # whether body and path are others than the client's
    intake: Intake | None = field(default=None, repr=False)
    shows: tuple[tuple[str, str], ...] = ()
    sized: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A piece to keep. A named one is kept beside the others, one without a name goes on at ``start``.

    ``reply`` makes the answer from the number of bytes that are there then. ``opens``: an upload may begin with it.
    ``head`` is the request of a piece that leaves by itself in the end, without its body; then its answer shows
    ``mark``, and the request that repeats it ends the upload.
    """

    key: str = field(repr=False)
    data: bytes = field(repr=False)
    reply: Callable[[int], Reply]
    name: str = field(default="", repr=False)
    start: int = 0
    opens: bool = True
    mark: str = field(default="", repr=False)
    head: Capture | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question how much is there; it goes on to the service where nothing is kept."""

    key: str = field(repr=False)
    reply: Callable[[int], Reply]


@dataclass(frozen=True, slots=True)
class Finished:
    """The end of an upload, possibly with its last piece. ``order`` are the names of its pieces, where they have names.

    ``make`` gets the pieces, or all in one, and raises ValueError where they are not what the client says; ``lost``
    answers where a piece is missing, from the number of bytes that are there. ``joined``: the body is the pieces one
    behind the other and nothing else, so that a large one can stay on disk; ``make`` is then given no pieces.
    """

    key: str = field(repr=False)
    make: Callable[[Sequence[bytes]], Outgoing]
    lost: Callable[[int], Reply]
    data: bytes = field(default=b"", repr=False)
    start: int = 0
    order: tuple[str, ...] | None = field(default=None, repr=False)
    joined: bool = True


@dataclass(frozen=True, slots=True)
class Dropped:
    """The client gives an upload up. Without a reply the service is told, too."""

    key: str = field(repr=False)
    reply: Reply | None = None


@dataclass(frozen=True, slots=True)
class Passed:
    """A request of the protocol that brings no piece: it goes on, with changed headers. ``deferred`` goes on in its
    place at a service that learns the length of a file with its last bytes."""

    outgoing: Outgoing
    deferred: Outgoing | None = None


@dataclass(frozen=True, slots=True)
class Unheld:
    """A piece of a kind that cannot be held."""


type Step = Kept | Asked | Finished | Dropped | Passed | Unheld


class PieceProtocol(Protocol):
    """One module of ``protocols``."""

    def step(self, capture: Capture, token: str, now: int) -> Step | None:
        """What a request is to this protocol; None for one of another. ``token`` is a fresh name, ``now`` seconds."""


def answered(status: int, body: bytes = b"", *headers: tuple[str, str]) -> Reply:
    """An answer to a piece; a page of another host may read it, as it may the service's."""
    kind = () if any(name == "content-type" for name, _ in headers) else (("content-type", "text/plain"),)
    exposed = ", ".join(name for name, _ in headers)
    shown = (("access-control-allow-origin", "*"), ("access-control-expose-headers", exposed or "range"))
    return Reply(status, (*headers, *kind, ("cache-control", "no-store"), *shown), body)
