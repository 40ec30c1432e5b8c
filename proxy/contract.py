"""The contract of a dialect: how one wire format is read, refused and restored.

Rule 1: a dialect is pure; it sees bytes and gives values.
Rule 2: reading raises ``Unreadable`` and nothing else; whoever reads decides nothing.
Rule 3: a document without edits gives back the very bytes it was read from.
Rule 4: every string of a body belongs to a place; what a dialect does not name is still scanned.
Rule 5: a dialect knows no other dialect; what two need stands beside them in ``proxy``.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

from classifiers.segment import Segment
from proxy.capture import Capture
from proxy.effect import Frames, Reply


class Unreadable(ValueError):
    """The traffic's fault: a body that cannot be read. The message names the trouble, never the text."""


class Edit(NamedTuple):
    """Replace characters ``start`` to ``end`` of the text of one place by ``text``."""

    place: int
    start: int
    end: int
    text: str

    def __repr__(self) -> str:
        return f"Edit(place={self.place}, start={self.start}, end={self.end})"


class Written(Protocol):
    """A body to be sent: its length, and its bytes one stretch after the other, as often as they are asked for."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[bytes | memoryview]: ...

    def joined(self) -> bytes:
        """All bytes in one."""


class Document(Protocol):
    """A body that was read."""

    @property
    def segments(self) -> Sequence[Segment]:
        """Every text, in the order of the body; ``segments[i].place == i``."""

    @property
    def opaque(self) -> Sequence[str]:
        """Parts that could not be read, as short reasons ("image/png in base64"); empty when all was read."""

    @property
    def conversation(self) -> str:
        """What ties the turns of a conversation together, as the wire tells it; may hold user text, keep it secret.

        One that begins with ``first:`` says that the whole history comes with every request, so that no placeholder
        comes back that the request does not hold itself. One that begins with ``opening:`` has no id yet; conversations
        that open alike share their placeholders' names, never their memory.
        """

    @property
    def attached(self) -> Sequence[str]:
        """Names that the service gave to files which this request speaks of; keep them secret."""

    @property
    def about(self) -> str:
        """What a refusal must repeat so that its client knows what it answers (ids of calls); mostly empty. Secret."""

    @property
    def tools(self) -> Sequence[str]:
        """The names of the tools that are called, or whose results go to a model; "" for one that has none here."""

    def headers(self, edits: Sequence[Edit]) -> Sequence[tuple[str, str]]:
        """Headers of the request that repeat an edited text, as they must be sent with it."""

    @property
    def model(self) -> str:
        """The model asked for; empty where the wire does not say."""

    @property
    def stream(self) -> bool:
        """Whether the client asked for a streamed answer."""

    def splice(self, edits: Sequence[Edit]) -> bytes:
        """The body with edits made in the original bytes; all else stays byte for byte. Edits must not overlap."""

    def pieces(self, edits: Sequence[Edit]) -> Written:
        """The same in pieces, for a large body is not held twice."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a person is told when a request does not go out. Quotes nothing of the request."""

    ticket: str
    title: str  # one line: "Blocked by Acme's data policy"
    reason: str  # plain words
    rules: tuple[str, ...]
    instead: str  # what to do now
    held: bool = False

    @property
    def text(self) -> str:
        """The whole message in one paragraph."""
        rule = f" Rule: {', '.join(self.rules)}." if self.rules else ""
        return f"{self.title}: {self.reason} {self.instead}{rule} Ticket {self.ticket}."


class Lookup(Protocol):
    """Placeholders of one conversation, read only."""

    def resolve(self, token: str) -> str | None:
        """The value behind a placeholder as it appears in an answer (any case), or None for an unknown one."""

    def may_begin(self, tail: str) -> bool:
        """Whether ``tail`` (it starts with ``[``) could still grow into a known placeholder."""


class Restorer(Protocol):
    """Turns placeholders in an answer back, chunk by chunk; any split of the bytes gives the same whole."""

    def feed(self, data: bytes) -> bytes:
        """The bytes that may be shown now; possibly none."""

    def finish(self) -> bytes:
        """What was still held back, at the end of the answer."""


class SocketRestorer(Protocol):
    """Turns placeholders in a service's WebSocket messages back, message by message."""

    def feed(self, message: str | bytes) -> Sequence[str | bytes]:
        """The messages that may be shown now; possibly none, or one more that brings what was held back."""


class Dialect(Protocol):
    """One wire format.

    A message of a WebSocket is read like a request: its capture has the method ``WEBSOCKET``, the path and headers with
    which the socket was opened, and the message as its body; ``content-type`` says text/plain or
    application/octet-stream for the two types of frames.
    """

    id: str

    def route(self, capture: Capture) -> str:
        """The name of the route ("messages", "count_tokens"), or an empty string where it is not this dialect's."""

    def read(self, route: str, capture: Capture, body: bytes) -> Document:
        """Read a decoded body. Raises Unreadable."""

    def refuse(self, route: str, refusal: Refusal, *, stream: bool, about: str = "") -> Reply:
        """The refusal in the service's own shape, such that its clients show it and do not retry.

        ``about`` is the document's, empty where none was read.
        """

    def restorer(self, route: str, content_type: str, lookup: Lookup) -> Restorer:
        """A restorer for the answer of a route."""

    def refuse_message(self, route: str, refusal: Refusal) -> Frames:
        """The refusal of a WebSocket message, such that the client shows it and does not send it again."""

    def socket_restorer(self, route: str, lookup: Lookup) -> SocketRestorer:
        """A restorer for the messages that a service sends on a socket whose client messages have this route."""

    def announces(self, route: str) -> bool:
        """Whether the answer of a route may tell a link to which a file is to be sent, or name a file that was."""

    def thread(self, route: str, answer: Mapping[str, object]) -> str:
        """What the next turn's ``Document.conversation`` will be, if this JSON object of an answer tells it.

        An array, as a whole or on a line of its own, is given as an object that has it under ``[]``.
        """


class Capability(StrEnum):
    """What can be done with a service's requests."""

    EDIT = "edit"  # read, and values replaced
    BLOCK_ONLY = "block only"  # read, but a changed body would be refused: signed, or bound to a token
    OPAQUE = "opaque"  # not read


@dataclass(frozen=True, slots=True)
class Service:
    """One AI service of the catalogue."""

    id: str
    name: str
    vendor: str
    category: str
    hosts: tuple[str, ...]  # "api.x.com" exact, "*.x.com" any subdomain
    dialects: tuple[str, ...]
    sure: str  # code | docs | list | rev | recall
    as_of: str  # date of the facts
    capability: Capability = Capability.EDIT
    controls: tuple[str, ...] = ()  # how accounts can be told apart or refused
    paths: tuple[str, ...] = ()  # where its hosts serve other things, too: patterns of the paths that are AI
    own: tuple[str, ...] = ()  # fields of bodies with which its pages and programs sign in at every request
    own_keys: str = ""  # a pattern of its keys, where its programs put one into each body

    @property
    def is_shared(self) -> bool:
        """Whether its hosts also serve what is no AI; such a service is only intercepted where it is chosen."""
        return bool(self.paths)

    def covers(self, path: str) -> bool:
        """Whether a request's path is the service's, and not one of the other things at its hosts."""
        return not self.paths or any(re.search(pattern, path) for pattern in self.paths)
