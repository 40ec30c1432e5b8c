"""mitmproxy's WebSocket layer, written anew: a client's message goes on only after it was judged.

Where mitmproxy 12.2.3 would fail open or break: a message whose hook fails is sent all the same; an edited text is cut
every 4,000 bytes, through characters; every message is kept for the life of the socket (issue 6620); a packed frame
may unfold without limit.

Rule 1: a message has no way out until the gate gives it one; what the gate does not answer is not sent.
Rule 2: messages of both directions keep their order; while one is judged, the others wait.
Rule 3: a message that is not changed keeps its frames; one that is goes out whole.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from mitmproxy import http
from mitmproxy.proxy import commands, events, layer
from mitmproxy.proxy.commands import StartHook
from mitmproxy.proxy.context import Context
from mitmproxy.proxy.layers.websocket import WebsocketConnection
from wsproto.connection import ConnectionState, ConnectionType
from wsproto.events import BytesMessage, CloseConnection, Event, Ping, Pong, TextMessage
from wsproto.extensions import Extension, PerMessageDeflate
from wsproto.frame_protocol import CloseReason, FrameDecoder, FrameProtocol
from wsproto.utilities import split_comma_header

from proxy.quiet import describe

SOCKET_LIMIT = "promptward.limit"
BACK = "promptward.back"
UNTOUCHED = "promptward.untouched"  # on what is no AI, at a host that is shared with one

log = logging.getLogger("promptward.edge")

Generator = layer.CommandGenerator[None]
type Payload = str | bytes


@dataclass(slots=True)
class Said:
    """A client's message on its way, and what becomes of it: nothing, until the gate says so."""

    payload: Payload = field(repr=False)
    oversize: bool = False
    forward: Payload | None = field(default=None, repr=False)
    replies: Sequence[Payload] = field(default=(), repr=False)
    close: int = 0


@dataclass
class SocketMessageHook(StartHook):
    """A whole message of a client; ``said`` is to be filled in."""

    flow: http.HTTPFlow
    said: Said


class _Deflate(PerMessageDeflate):
    """permessage-deflate (RFC 7692) that unfolds no more than a limit."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit, self._unfolded = limit, 0

    def frame_inbound_payload_data(
        self, proto: FrameDecoder | FrameProtocol, data: bytes
    ) -> bytes | CloseReason:
        if not self._inbound_compressed or not self._inbound_is_compressible or self._decompressor is None:
            return super().frame_inbound_payload_data(proto, data)
        import zlib

        try:
            plain = self._decompressor.decompress(bytes(data), self._limit - self._unfolded + 1)
        except zlib.error:
            return CloseReason.INVALID_FRAME_PAYLOAD_DATA
        self._unfolded += len(plain)
        return CloseReason.MESSAGE_TOO_BIG if self._unfolded > self._limit else plain

    def frame_inbound_complete(
        self, proto: FrameDecoder | FrameProtocol, fin: bool
    ) -> bytes | CloseReason | None:
        if fin:
            self._unfolded = 0
        return super().frame_inbound_complete(proto, fin)


class GuardedSocket(layer.Layer):
    """One open WebSocket between a client and a service."""

    def __init__(self, context: Context, flow: http.HTTPFlow) -> None:
        super().__init__(context)
        self._flow = flow
        self._limit: int = flow.metadata[SOCKET_LIMIT]
        self._frames: dict[bool, list[Payload]] = {
            True: [],
            False: [],
        }  # by whether they come from the client
        self._sizes = {True: 0, False: 0}
        self._client = self._side(ConnectionType.SERVER)
        self._server = self._side(ConnectionType.CLIENT)

    def _side(self, kind: ConnectionType) -> WebsocketConnection:
        assert self._flow.response is not None
        chosen = self._flow.response.headers.get("sec-websocket-extensions", "")
        extensions: list[Extension] = []
        for offer in split_comma_header(chosen.encode("latin-1", "replace")) if chosen else ():
            deflate = _Deflate(self._limit)
            deflate.finalize(offer)  # the gate lets no other extension be asked for
            extensions.append(deflate)
        end = self.context.client if kind is ConnectionType.SERVER else self.context.server
        return WebsocketConnection(kind, extensions, conn=end)

    def _handle_event(self, event: events.Event) -> Generator:
        if not isinstance(event, events.DataReceived | events.ConnectionClosed):
            return
        from_client = event.connection == self.context.client
        source = self._client if from_client else self._server
        try:
            source.receive_data(event.data if isinstance(event, events.DataReceived) else None)
            for said in source.events():
                if self._flow.live:
                    yield from self._relay(said, from_client=from_client)
                elif isinstance(said, CloseConnection):
                    yield commands.CloseConnection(source.conn)
        except Exception as error:  # noqa: BLE001 (whatever it was: neither side hears another word)
            if self._flow.live:
                log.error("a socket failed: %s", describe(type(error), error.__traceback__))
                yield from self._end(1011)
            for side in (self._server, self._client):
                yield commands.CloseConnection(side.conn)

    def _relay(self, event: Event, *, from_client: bool) -> Generator:
        sink = self._server if from_client else self._client
        match event:
            case TextMessage() | BytesMessage():
                yield from self._frame(event, from_client=from_client)
            case Ping() | Pong():
                yield from _sent(sink, event)
            case CloseConnection(code=CloseReason.MESSAGE_TOO_BIG) if from_client:
                yield from self._too_big()
            case CloseConnection():
                yield from self._end(int(event.code), event.reason or "")
            case _:
                raise ValueError("an event that no open socket has")

    def _frame(self, event: TextMessage | BytesMessage, *, from_client: bool) -> Generator:
        frames = self._frames[from_client]
        frames.append(event.data if isinstance(event.data, str) else bytes(event.data))
        self._sizes[from_client] += len(event.data)
        if self._sizes[from_client] > self._limit:
            yield from self._too_big() if from_client else self._end(1009)
        elif event.message_finished:
            self._frames[from_client], self._sizes[from_client] = [], 0
            payload = _joined(frames)
            if from_client:
                yield from self._from_client(payload, frames)
            else:
                for shown in self._back(payload):
                    yield from _messages(self._client, shown, frames if shown is payload else ())

    def _from_client(self, payload: Payload, frames: Sequence[Payload]) -> Generator:
        said = Said(payload)
        if self._flow.metadata.get(UNTOUCHED):
            said.forward = payload
        else:
            yield SocketMessageHook(self._flow, said)
        if said.forward is not None:
            yield from _messages(self._server, said.forward, frames if said.forward is payload else ())
        elif not said.replies and not said.close:
            said.close = 1011  # nobody judged it
        yield from self._answered(said)

    def _too_big(self) -> Generator:
        """What is larger than the limit is refused, put on record, and ends the socket."""
        self._frames[True] = []
        said = Said("", oversize=True)
        yield SocketMessageHook(self._flow, said)
        said.close = 1009
        yield from self._answered(said)

    def _answered(self, said: Said) -> Generator:
        for reply in said.replies:
            yield from _messages(self._client, reply, ())
        if said.close:
            yield from self._end(said.close)

    def _back(self, payload: Payload) -> Iterable[Payload]:
        if self._flow.metadata.get(UNTOUCHED):
            return (payload,)
        feed: Callable[[Payload], Sequence[Payload]] = self._flow.metadata[BACK]
        return feed(payload)

    def _end(self, code: int, reason: str = "") -> Generator:
        """Say goodbye to both sides. Each is cut when it has said so, too: a cut before could overtake the frame."""
        self._flow.live = False
        for side in (self._server, self._client):
            has_said_so = side.state is not ConnectionState.OPEN
            if side.state in (ConnectionState.OPEN, ConnectionState.REMOTE_CLOSING):
                shown = code if code not in (1005, 1006, 1015) else 1000  # codes that no frame may carry
                yield side.send2(CloseConnection(code=shown, reason=reason or None))
            if has_said_so or side is self._server:
                yield commands.CloseConnection(side.conn)


def _joined(frames: Sequence[Payload]) -> Payload:
    if len(frames) == 1:
        return frames[0]
    if isinstance(frames[0], str):
        return "".join(frame for frame in frames if isinstance(frame, str))
    return b"".join(frame for frame in frames if isinstance(frame, bytes))


def _messages(side: WebsocketConnection, payload: Payload, frames: Sequence[Payload]) -> Generator:
    """One message to one side, in the frames it had or in one."""
    if side.state is not ConnectionState.OPEN:
        return
    pieces = frames or (payload,)
    for number, piece in enumerate(pieces, 1):
        last = number == len(pieces)
        if isinstance(piece, str):
            yield side.send2(TextMessage(data=piece, message_finished=last))
        else:
            yield side.send2(BytesMessage(data=piece, message_finished=last))


def _sent(side: WebsocketConnection, event: Event) -> Generator:
    if side.state is ConnectionState.OPEN:
        yield side.send2(event)
