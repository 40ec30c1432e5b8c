"""mitmproxy's WebSocket layer, written anew: a client's message goes on only after it was judged.

Where mitmproxy 12.2.3 would fail open or break: a message whose hook fails is sent all the same; an edited text is cut
every 4,000 bytes, through characters; every message is kept for the life of the socket (issue 6620); a packed frame
may unfold without limit; while a hook runs, both directions stand still and what comes is kept without limit.

Rule 1: a message has no way out until the gate gives it one; what the gate does not answer is not sent.
Rule 2: a client's messages keep their order, its end included; a service's go on meanwhile.
Rule 3: a message that is not changed keeps its frames; one that is goes out whole.
Rule 4: no other word of a client leaves: its pings go on under numbers, its close without its reason.
Rule 5: where a service's messages are read before they are shown, they wait in their order, and its end behind them.
"""

import logging
import time
from collections import deque

from mitmproxy import http
from mitmproxy.proxy import commands, events, layer
from mitmproxy.proxy.context import Context
from mitmproxy.proxy.layers.websocket import WebsocketConnection
from wsproto.connection import ConnectionState, ConnectionType
from wsproto.events import BytesMessage, CloseConnection, Event, Ping, Pong, TextMessage
from wsproto.frame_protocol import CloseReason

from proxy.answer.socket import is_opaque
from proxy.edge.deflate import chosen
from proxy.edge.exchange import exchange
from proxy.edge.incoming import Incoming, Message, Oversize
from proxy.edge.outgoing import Generator, send, send_message
from proxy.edge.pings import Pings
from proxy.edge.sockethooks import End, GoAway, Said, SocketAnswerHook, SocketMessageHook, SocketOpenHook
from proxy.holding import Burst
from proxy.quiet import describe

_PATIENCE = 5.0  # seconds for a client's last word
_MOST_WAITING = 64  # messages of a client before no more are read
_GOING_AWAY, _INTERNAL_ERROR = 1001, 1011  # RFC 6455, section 7.4.1
_UNSPEAKABLE = {1005: 1000, 1006: _INTERNAL_ERROR, 1015: _INTERNAL_ERROR}  # codes that no frame may carry

# What a client is told with an end of ours.
_WHY = {
    _GOING_AWAY: "Promptward is being restarted. Connect again.",
    CloseReason.POLICY_VIOLATION: "Stopped by Promptward, for the reason in the last message.",
    CloseReason.MESSAGE_TOO_BIG: "Stopped by Promptward: the message is too large to be checked.",
    _INTERNAL_ERROR: "Stopped by Promptward: it could not be checked. Try again.",
}

log = logging.getLogger("promptward.edge")


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
        self._waiting: deque[Said | End] = deque()
        self._size = 0  # bytes of what is waiting
        self._judging: SocketMessageHook | None = None
        self._deaf = False  # what the client says now is not read any more
        self._broken: set[bool] = (
            set()
        )  # sides (by whether they are the client's) that cannot be parsed any further
        self._pings = Pings()
        self._reading: SocketAnswerHook | None = None
        self._alarm: tuple[commands.RequestWakeup, float] | None = None  # and the time for which it is set
        self._last_word: tuple[int, str] | None = None  # an end behind what is held
        self._farewell: commands.RequestWakeup | None = None

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
                yield from self._end(_INTERNAL_ERROR, _WHY[_INTERNAL_ERROR])
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
            case events.Wakeup(command=command):
                if command is self._farewell:
                    yield commands.CloseConnection(self._client.conn)
                elif self._alarm is not None and command is self._alarm[0]:
                    self._alarm = None
                    yield from self._look()
            case events.CommandCompleted(command=SocketMessageHook() as hook) if hook is self._judging:
                self._judging = None
                if self.flow.live:
                    yield from self._judged(hook.said)
                    yield from self._next()
            case events.CommandCompleted(command=SocketAnswerHook() as answer) if answer is self._reading:
                self._reading = None
                if self.flow.live:
                    yield from self._shown(answer.burst)
            case GoAway():
                yield from self._queue(End(_GOING_AWAY, is_ours=True))
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
                yield from send(self._server, Ping(payload=self._pings.numbered(bytes(payload))))
            case Ping(payload=payload):
                self._pings.asked(bytes(payload))
                yield from send(self._client, event)
            case Pong(payload=payload) if from_client:
                known = self._pings.is_answer(bytes(payload))
                yield from send(self._server, event if known else Pong(payload=b""))
            case Pong(payload=payload):
                yield from send(self._client, Pong(payload=self._pings.answered(bytes(payload))))
            case CloseConnection(code=CloseReason.MESSAGE_TOO_BIG) if from_client in self._broken:
                yield from self._too_big(from_client=from_client)
            case CloseConnection() if from_client:
                yield from self._queue(End(int(event.code)))
            case CloseConnection():
                reason = "" if from_client in self._broken else event.reason or ""
                yield from self._end_behind_held(int(event.code), reason)
            case _:
                raise ValueError("an event that no open socket has")

    # what a client says

    def _queue(self, item: Said | End) -> Generator:
        if self._deaf:
            return
        if isinstance(item, End) or item.oversize:
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
        if isinstance(item, End):
            yield from self._end_behind_held(item.code, _WHY[item.code] if item.is_ours else "")
            return
        self._size -= len(item.payload)
        self._judging = hook = SocketMessageHook(self.flow, item)
        hook.blocking = self  # type: ignore[assignment]  # answered later, without standing still until then
        yield hook

    def _judged(self, said: Said) -> Generator:
        if said.forward is not None:
            frames = said.frames if said.forward is said.payload else ()
            yield from send_message(self._server, said.forward, frames)
        elif not said.replies and not said.close:
            said.close = _INTERNAL_ERROR  # nobody judged it
        for reply in said.replies:
            yield from send_message(self._client, reply, ())
        if said.oversize or said.close:
            code = CloseReason.MESSAGE_TOO_BIG if said.oversize else said.close
            yield from self._end_behind_held(code, _WHY.get(code, ""))

    def _too_big(self, *, from_client: bool) -> Generator:
        """What is larger than the limit ends the socket; a client's is refused and put on record before."""
        if from_client:
            yield from self._queue(Said("", oversize=True))
        else:
            code = CloseReason.MESSAGE_TOO_BIG
            yield from self._end_behind_held(code, _WHY[code])

    # what a service says

    def _show(self, message: Message) -> Generator:
        conversation = self._conversation
        if self._last_word is not None:
            return
        if self._is_holding or (conversation.masks and not is_opaque(message.payload)):
            conversation.held.add(message.payload, message.frames, time.monotonic())
            yield from self._look()
            return
        for shown in conversation.feed(message.payload):
            yield from send_message(self._client, shown, message.frames if shown is message.payload else ())

    @property
    def _is_holding(self) -> bool:
        return self._reading is not None or not self._conversation.held.is_empty

    def _look(self) -> Generator:
        """Have what is held read, if it is time, or be woken when it is; then the end, if it waits."""
        if self._reading is not None:
            return
        held, now = self._conversation.held, time.monotonic()
        burst = held.burst(now, at_once=self._last_word is not None)
        if burst is not None:
            self._reading = hook = SocketAnswerHook(self.flow, burst)
            hook.blocking = self  # type: ignore[assignment]  # as with a client's message
            yield hook
        elif self._last_word is not None:
            yield from self._end(*self._last_word)
        elif (due := held.due(now)) is not None and (self._alarm is None or now + due < self._alarm[1]):
            self._alarm = commands.RequestWakeup(due), now + due
            yield self._alarm[0]

    def _shown(self, burst: Burst) -> Generator:
        for payload, frames in burst.shown:
            yield from send_message(self._client, payload, frames)
        if burst.close:
            yield from self._end(burst.close, _WHY.get(burst.close, ""))
        else:
            yield from self._look()

    def _end_behind_held(self, code: int, reason: str = "") -> Generator:
        """End the socket when what the service said so far was read; at once where the client hears nothing more."""
        if not self._is_holding or self._client.state is not ConnectionState.OPEN:
            yield from self._end(code, reason)
        elif self._last_word is None:
            self._last_word, self._deaf = (code, reason), True
            self._waiting.clear()
            self._size = 0
            yield from self._look()

    def _end(self, code: int, reason: str = "") -> Generator:
        """Say goodbye to both sides. The client is cut when it has said so, too: a cut could overtake the frame."""
        self.flow.live = False
        self._waiting.clear()
        self._size = 0
        self._conversation.held.drop()
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
            self._farewell = commands.RequestWakeup(_PATIENCE)
            yield self._farewell
