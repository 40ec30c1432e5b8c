"""mitmproxy's WebSocket layer, written anew: a client's message goes on only after it was judged.

Where mitmproxy 12.2.3 would fail open or break: a message whose hook fails is sent all the same; an edited text is cut
every 4,000 bytes, through characters; every message is kept for the life of the socket (issue 6620); a packed frame
may unfold without limit; while a hook runs, both directions stand still and what comes is kept without limit.

Rule 1: a message has no way out until the gate gives it one; what the gate does not answer is not sent.
Rule 2: a client's messages keep their order, its end included; a service's go on meanwhile.
Rule 3: a message that is not changed keeps its frames; one that is goes out whole.
Rule 4: no other word of a client leaves: its pings go on under numbers, its close without its reason.
"""

import logging
from collections import OrderedDict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from mitmproxy import http
from mitmproxy.proxy import commands, events, layer
from mitmproxy.proxy.commands import StartHook
from mitmproxy.proxy.context import Context
from mitmproxy.proxy.layers.websocket import WebsocketConnection
from wsproto.connection import ConnectionState, ConnectionType
from wsproto.events import BytesMessage, CloseConnection, Event, Ping, Pong, TextMessage
from wsproto.frame_protocol import CloseReason

from proxy.edge.deflate import chosen
from proxy.edge.exchange import exchange
from proxy.edge.incoming import Incoming, Message, Oversize, Payload
from proxy.quiet import describe

_PATIENCE = 5.0  # seconds for a client's last word
_MOST_WAITING = 64  # messages of a client before no more are read
_MOST_PINGS = 16
_GOING_AWAY, _INTERNAL_ERROR = 1001, 1011  # RFC 6455, section 7.4.1
_UNSPEAKABLE = {1005: 1000, 1006: _INTERNAL_ERROR, 1015: _INTERNAL_ERROR}  # codes that no frame may carry

log = logging.getLogger("promptward.edge")

Generator = layer.CommandGenerator[None]


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
class _End:
    """The end of a socket, in its turn behind what was said before."""

    code: int


@dataclass
class SocketMessageHook(StartHook):
    """A whole message of a client; ``said`` is to be filled in."""

    flow: http.HTTPFlow
    said: Said


@dataclass
class SocketOpenHook(StartHook):
    """A socket is open; whoever handles its connection may ask it how full it is."""

    blocking = False
    flow: http.HTTPFlow
    socket: "GuardedSocket"


class GoAway(events.MessageInjected[None]):
    """Ask a socket to end, after what its client has said so far."""


class GuardedSocket(layer.Layer):
    """One open WebSocket between a client and a service."""

    def __init__(self, context: Context, flow: http.HTTPFlow) -> None:
        super().__init__(context)
        self.flow = flow
        known = exchange(flow)
        if known.conversation is None or known.limit is None:
            raise PermissionError("a socket that nobody opened")
        self._limit, self._conversation = known.limit, known.conversation
        self._client = self._side(ConnectionType.SERVER)
        self._server = self._side(ConnectionType.CLIENT)
        self._heard = Incoming(self._limit)
        self._answered = Incoming(self._limit)
        self._waiting: deque[Said | _End] = deque()
        self._size = 0  # bytes of what is waiting
        self._judging: SocketMessageHook | None = None
        self._deaf = False  # what the client says now is not read any more
        self._broken: set[bool] = (
            set()
        )  # sides (by whether they are the client's) that cannot be parsed any further
        self._pings: OrderedDict[bytes, bytes] = (
            OrderedDict()
        )  # the client's, by the number they went out under
        self._pinged: deque[bytes] = deque(maxlen=_MOST_PINGS)  # the service's
        self._number = 0

    @property
    def is_full(self) -> bool:
        """Whether so much is waiting that no more should be read from the client."""
        return len(self._waiting) >= _MOST_WAITING or self._size > self._limit

    def _side(self, kind: ConnectionType) -> WebsocketConnection:
        assert self.flow.response is not None
        answer = ",".join(self.flow.response.headers.get_all("sec-websocket-extensions"))
        end = self.context.client if kind is ConnectionType.SERVER else self.context.server
        return WebsocketConnection(kind, chosen(answer, self._limit), conn=end)

    # events

    def _handle_event(self, event: events.Event) -> Generator:
        try:
            yield from self._event(event)
        except Exception as error:  # noqa: BLE001 (whatever it was: neither side hears another word)
            log.error("a socket failed: %s", describe(type(error), error.__traceback__))
            if self.flow.live:
                yield from self._end(_INTERNAL_ERROR)
            for side in (self._server, self._client):
                yield commands.CloseConnection(side.conn)

    def _event(self, event: events.Event) -> Generator:
        match event:
            case events.Start():
                yield SocketOpenHook(self.flow, self)
            case events.DataReceived() | events.ConnectionClosed():
                from_client = event.connection == self.context.client
                data = event.data if isinstance(event, events.DataReceived) else None
                yield from self._received(data, from_client=from_client)
            case events.Wakeup():
                yield commands.CloseConnection(self._client.conn)
            case events.CommandCompleted(command=SocketMessageHook() as hook) if hook is self._judging:
                self._judging = None
                if self.flow.live:
                    yield from self._judged(hook.said)
                    yield from self._next()
            case GoAway():
                yield from self._queue(_End(_GOING_AWAY))
            case _:
                pass

    def _received(self, data: bytes | None, *, from_client: bool) -> Generator:
        """Some bytes of one side; None at its end."""
        source = self._client if from_client else self._server
        if source.state is ConnectionState.CLOSED:
            if data is None:
                yield commands.CloseConnection(source.conn)
            return
        if data is not None and from_client in self._broken:
            return  # a parser that gave up would keep all of it
        source.receive_data(data)
        for event in source.events():
            if isinstance(event, CloseConnection) and source.state is ConnectionState.OPEN:
                self._broken.add(from_client)
            if self.flow.live:
                yield from self._relay(event, from_client=from_client)
            elif isinstance(event, CloseConnection):
                yield commands.CloseConnection(source.conn)

    def _relay(self, event: Event, *, from_client: bool) -> Generator:
        match event:
            case TextMessage() | BytesMessage():
                try:
                    message = (self._heard if from_client else self._answered).add(event)
                except Oversize:
                    yield from self._too_big(from_client=from_client)
                    return
                if message is None or (from_client and self._deaf):
                    return
                if from_client:
                    yield from self._queue(Said(message.payload, message.frames))
                else:
                    yield from self._show(message)
            case Ping(payload=payload) if from_client:
                yield from _sent(self._server, Ping(payload=self._numbered(bytes(payload))))
            case Ping(payload=payload):
                self._pinged.append(bytes(payload))
                yield from _sent(self._client, event)
            case Pong(payload=payload) if from_client:
                known = bytes(payload) in self._pinged
                yield from _sent(self._server, event if known else Pong(payload=b""))
            case Pong(payload=payload):
                shown = self._pings.pop(bytes(payload), bytes(payload))
                yield from _sent(self._client, Pong(payload=shown))
            case CloseConnection(code=CloseReason.MESSAGE_TOO_BIG) if from_client in self._broken:
                yield from self._too_big(from_client=from_client)
            case CloseConnection() if from_client:
                yield from self._queue(_End(int(event.code)))
            case CloseConnection():
                reason = "" if from_client in self._broken else event.reason or ""
                yield from self._end(int(event.code), reason)
            case _:
                raise ValueError("an event that no open socket has")

    def _numbered(self, payload: bytes) -> bytes:
        self._number += 1
        name = self._number.to_bytes(8)
        self._pings[name] = payload
        if len(self._pings) > _MOST_PINGS:
            self._pings.popitem(last=False)
        return name

    # what a client says

    def _queue(self, item: Said | _End) -> Generator:
        if self._deaf:
            return
        if isinstance(item, _End) or item.oversize:
            self._deaf = True
        else:
            self._size += len(item.payload)
        self._waiting.append(item)
        yield from self._next()

    def _next(self) -> Generator:
        """Have the next message judged, unless one is."""
        if self._judging is not None or not self._waiting or not self.flow.live:
            return
        item = self._waiting.popleft()
        if isinstance(item, _End):
            yield from self._end(item.code)
            return
        self._size -= len(item.payload)
        self._judging = hook = SocketMessageHook(self.flow, item)
        hook.blocking = self  # type: ignore[assignment]  # answered later, without standing still until then
        yield hook

    def _judged(self, said: Said) -> Generator:
        if said.forward is not None:
            frames = said.frames if said.forward is said.payload else ()
            yield from _message(self._server, said.forward, frames)
        elif not said.replies and not said.close:
            said.close = _INTERNAL_ERROR  # nobody judged it
        for reply in said.replies:
            yield from _message(self._client, reply, ())
        if said.oversize or said.close:
            yield from self._end(CloseReason.MESSAGE_TOO_BIG if said.oversize else said.close)

    def _too_big(self, *, from_client: bool) -> Generator:
        """What is larger than the limit ends the socket; a client's is refused and put on record before."""
        if from_client:
            yield from self._queue(Said("", oversize=True))
        else:
            yield from self._end(CloseReason.MESSAGE_TOO_BIG)

    # what a service says

    def _show(self, message: Message) -> Generator:
        for shown in self._conversation.feed(message.payload):
            yield from _message(self._client, shown, message.frames if shown is message.payload else ())

    def _end(self, code: int, reason: str = "") -> Generator:
        """Say goodbye to both sides. The client is cut when it has said so, too: a cut could overtake the frame."""
        self.flow.live = False
        self._waiting.clear()
        self._size = 0
        shown = _UNSPEAKABLE.get(code, code)
        if self._server.state in (ConnectionState.OPEN, ConnectionState.REMOTE_CLOSING):
            yield self._server.send2(CloseConnection(code=shown))
        yield commands.CloseConnection(self._server.conn)
        said_so = self._client.state is not ConnectionState.OPEN
        if self._client.state in (ConnectionState.OPEN, ConnectionState.REMOTE_CLOSING):
            yield self._client.send2(CloseConnection(code=shown, reason=reason or None))
        if said_so:
            yield commands.CloseConnection(self._client.conn)
        else:
            yield commands.RequestWakeup(_PATIENCE)


def _message(side: WebsocketConnection, payload: Payload, frames: Sequence[Payload]) -> Generator:
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
