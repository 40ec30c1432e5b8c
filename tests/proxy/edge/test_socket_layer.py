"""The socket layer between two ends of wsproto, with the gate played by the test."""

import json
import zlib
from collections.abc import Iterable
from typing import Any, cast

import pytest
from mitmproxy import connection, http, options
from mitmproxy.proxy import commands, events
from mitmproxy.proxy.context import Context
from wsproto.connection import Connection, ConnectionType
from wsproto.events import BytesMessage, CloseConnection, Event, Ping, Pong, TextMessage
from wsproto.extensions import PerMessageDeflate
from wsproto.frame_protocol import FrameProtocol, Opcode

from proxy.conversation import Conversation
from proxy.edge.deflate import chosen, offers
from proxy.edge.exchange import exchange
from proxy.edge.socket import GuardedSocket
from proxy.edge.sockethooks import GoAway, SocketAnswerHook, SocketMessageHook
from proxy.holding import HeldMessages
from proxy.services.catalog import load_catalogue

LIMIT = 100_000


class _Room:
    """Room for any number of bytes; it counts them."""

    kept = 0

    def takes(self, size: int) -> bool:
        self.kept += size
        return True

    def gives_back(self, size: int) -> None:
        self.kept -= size


class _Echo:
    """A way back on which nothing changes; ``masks``: what the service says is read before it is shown."""

    def __init__(self, *, masks: bool = False) -> None:
        self.masks, self.room = masks, _Room()
        table = load_catalogue().dialects["copilot_web"]
        self.held = HeldMessages(lambda ear: table.socket_restorer("", ear), self.room, 10.0)

    def feed(self, message: str | bytes) -> tuple[str | bytes]:
        return (message,)


class Clock:
    """Seconds that pass when told."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


class Talk:
    """A socket whose two ends are here; ``pending`` are the questions to the gate."""

    def __init__(self, *, deflate: bool = False, masks: bool = False) -> None:
        client = connection.Client(peername=("127.0.0.1", 1), sockname=("127.0.0.1", 2), timestamp_start=0)
        self.context = Context(client, options.Options())
        flow = http.HTTPFlow(client, self.context.server, live=True)
        fields = {"upgrade": "websocket"}
        if deflate:
            fields["sec-websocket-extensions"] = "permessage-deflate"
        flow.response = http.Response.make(101, b"", fields)
        known = exchange(flow)
        known.limit, known.conversation = LIMIT, cast(Conversation, _Echo(masks=masks))
        self.flow = flow
        self.client = Connection(ConnectionType.CLIENT, self._extensions(deflate))
        self.server = Connection(ConnectionType.SERVER, self._extensions(deflate))
        self.pending: list[SocketMessageHook] = []
        self.reading: list[SocketAnswerHook] = []
        self.cut: set[str] = set()
        self.wakeups: list[commands.RequestWakeup] = []
        self.layer = GuardedSocket(self.context, flow)
        self.give(events.Start())

    @staticmethod
    def _extensions(deflate: bool) -> list[Any]:
        if not deflate:
            return []
        extension = PerMessageDeflate()
        extension.finalize("permessage-deflate")
        return [extension]

    def give(self, event: events.Event) -> None:
        for command in self.layer.handle_event(event):
            match command:
                case commands.SendData(connection=end, data=data):
                    (self.client if end is self.context.client else self.server).receive_data(data)
                case commands.CloseConnection(connection=end):
                    self.cut.add("client" if end is self.context.client else "server")
                case SocketMessageHook():
                    self.pending.append(command)
                case SocketAnswerHook():
                    self.reading.append(command)
                case commands.RequestWakeup():
                    self.wakeups.append(command)
                case _:
                    pass

    def read(self, *, shown: str | None = None, close: int = 0) -> None:
        """What is held is read, and shown as it is, or in other words."""
        hook = self.reading.pop(0)
        hook.burst.shown = [(shown or one.payload, () if shown else one.frames) for one in hook.burst.said]
        hook.burst.close = close
        self.give(events.HookCompleted(hook))

    def wake(self) -> None:
        """All alarms ring, late."""
        alarms, self.wakeups = self.wakeups, []
        for alarm in alarms:
            self.give(events.Wakeup(alarm))

    def raw(self, data: bytes) -> None:
        self.give(events.DataReceived(self.context.client, data))

    def says(self, *said: Event) -> None:
        for event in said:
            self.raw(self.client.send(event))

    def answers(self, *said: Event) -> None:
        for event in said:
            self.give(events.DataReceived(self.context.server, self.server.send(event)))

    def judge(self, *, forward: bool = True) -> None:
        hook = self.pending.pop(0)
        if forward:
            hook.said.forward = hook.said.payload
        self.give(events.HookCompleted(hook))

    def reached(self) -> list[Event]:
        return list(self.server.events())

    def shown(self) -> list[Event]:
        return list(self.client.events())


def texts(said: Iterable[Event]) -> list[str]:
    return [event.data for event in said if isinstance(event, TextMessage)]


def test_messages_are_judged_one_by_one_and_keep_their_order() -> None:
    talk = Talk()
    talk.says(*(TextMessage(f"m{n}") for n in range(3)))
    assert len(talk.pending) == 1
    assert talk.reached() == []
    for _ in range(3):
        talk.judge()
    assert texts(talk.reached()) == ["m0", "m1", "m2"]


def test_while_a_message_is_judged_answers_and_pings_go_on() -> None:
    talk = Talk()
    talk.says(TextMessage("m"), Ping(b"are you there"))
    talk.answers(TextMessage("a"), Ping(b"p"))
    (ping,) = talk.reached()
    assert isinstance(ping, Ping)
    talk.answers(Pong(ping.payload))
    shown = talk.shown()
    assert [type(event) for event in shown] == [TextMessage, Ping, Pong]
    assert isinstance(shown[2], Pong)
    assert bytes(shown[2].payload) == b"are you there"
    talk.judge()
    assert texts(talk.reached()) == ["m"]


def test_nothing_but_judged_messages_carries_words_of_the_client() -> None:
    talk = Talk()
    words = b"zq-canary"
    talk.answers(Ping(b"p1"))
    talk.says(Ping(words), Pong(words), Pong(b"p1"), CloseConnection(3000, words.decode()))
    reached = talk.reached()
    assert words not in repr(reached).encode()
    assert [bytes(event.payload) for event in reached if isinstance(event, Pong)] == [b"", b"p1"]
    assert isinstance(reached[-1], CloseConnection)
    assert (reached[-1].code, reached[-1].reason) == (3000, "")


def test_a_frame_that_is_read_in_pieces_goes_on_as_one() -> None:
    talk = Talk()
    data = talk.client.send(TextMessage("é" * 1000))
    for at in range(0, len(data), 7):
        talk.raw(data[at : at + 7])
    sent: list[bytes] = []
    talk.server.receive_data = lambda data: sent.append(bytes(data or b""))  # type: ignore[method-assign]
    talk.judge()
    (frame,) = sent
    assert frame[0] == 0x81  # final, text


def test_what_was_said_before_the_end_is_judged_before_it() -> None:
    talk = Talk()
    talk.says(TextMessage("last words"), CloseConnection(1000))
    assert talk.reached() == []
    talk.judge()
    reached = talk.reached()
    assert texts(reached) == ["last words"]
    assert isinstance(reached[-1], CloseConnection)
    assert talk.cut == {"client", "server"}


def test_a_client_that_vanishes_ends_the_socket() -> None:
    talk = Talk()
    talk.give(events.ConnectionClosed(talk.context.client))
    (end,) = talk.reached()
    assert isinstance(end, CloseConnection)
    assert talk.cut == {"client", "server"}


def test_a_service_that_vanishes_is_no_normal_end() -> None:
    talk = Talk()
    talk.says(TextMessage("m"))
    talk.give(events.ConnectionClosed(talk.context.server))
    (end,) = talk.shown()
    assert isinstance(end, CloseConnection)
    assert end.code == 1011
    talk.judge()
    assert talk.cut == {"server"}  # the client may still say goodbye, though not forever
    talk.give(events.Wakeup(talk.wakeups[0]))
    assert talk.cut == {"client", "server"}


def test_a_socket_goes_away_after_what_was_said() -> None:
    talk = Talk()
    talk.says(TextMessage("m"))
    talk.give(GoAway(talk.flow, None))
    talk.says(TextMessage("too late"))
    assert talk.shown() == []
    talk.judge()
    assert talk.pending == []
    assert texts(talk.reached()) == ["m"]
    (end,) = talk.shown()
    assert isinstance(end, CloseConnection)
    assert end.code == 1001
    talk.says(end.response())
    assert talk.cut == {"client", "server"}


def test_a_client_that_says_more_than_is_judged_is_not_read_on() -> None:
    talk = Talk()
    for n in range(70):
        talk.says(TextMessage(f"m{n}"))
    assert talk.layer.is_full
    for _ in range(20):
        talk.judge()
    assert not talk.layer.is_full
    talk.says(*(TextMessage("x" * 40_000) for _ in range(3)))
    assert talk.layer.is_full


@pytest.mark.parametrize("deflate", [False, True])
def test_a_message_over_the_limit_is_refused_and_nothing_more_is_kept(deflate: bool) -> None:
    talk = Talk(deflate=deflate)
    talk.says(TextMessage("x" * (LIMIT + 1)))
    for _ in range(50):
        talk.says(TextMessage("y" * LIMIT))
    (hook,) = talk.pending
    assert hook.said.oversize
    assert hook.said.payload == ""
    talk.judge(forward=False)
    assert talk.reached()[-1] == CloseConnection(1009, "")
    kept = talk.layer._client._proto._frame_decoder.buffer
    assert len(kept) <= LIMIT + 100


def test_characters_are_counted_in_bytes() -> None:
    talk = Talk()
    talk.says(TextMessage("€" * (LIMIT // 2)))
    assert talk.pending[0].said.oversize


def test_a_bomb_is_not_unfolded() -> None:
    talk = Talk(deflate=True)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    bomb = packer.compress(bytes(50 << 20)) + packer.flush(zlib.Z_SYNC_FLUSH)
    frame = FrameProtocol(client=True, extensions=[])._serialize_frame(Opcode.BINARY, bomb[:-4])
    frame[0] |= 0x40
    talk.raw(bytes(frame))
    assert talk.pending[0].said.oversize


@pytest.mark.parametrize("kind", [TextMessage, BytesMessage])
def test_a_ping_between_packed_frames_breaks_nothing(kind: Any) -> None:
    talk = Talk(deflate=True)
    halves = ("words and words " * 40, "more of them " * 40)
    first, last = halves if kind is TextMessage else tuple(half.encode() for half in halves)
    talk.says(kind(data=first, message_finished=False), Ping(b""), kind(data=last))
    assert talk.pending[0].said.payload == first + last


def test_broken_frames_end_the_socket_without_quoting_them() -> None:
    talk = Talk()
    frame = FrameProtocol(client=True, extensions=[])._serialize_frame(Opcode.TEXT, bytearray(b"\xff\xfezq"))
    talk.raw(bytes(frame))
    assert talk.reached() == [CloseConnection(1007, "")]
    assert talk.shown() == [CloseConnection(1007, "")]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr("proxy.edge.socket.time.monotonic", made)
    return made


def said(text: str) -> TextMessage:
    return TextMessage(json.dumps({"event": "appendText", "messageId": "m", "partId": "p", "text": text}))


OVER = TextMessage(json.dumps({"event": "done", "messageId": "m"}))


def test_without_masking_no_message_waits() -> None:
    talk = Talk()
    talk.answers(said("one"), BytesMessage(b"\xff"))
    assert [event.data for event in talk.shown()] == [said("one").data, b"\xff"]
    assert talk.wakeups == []


def test_what_is_held_is_shown_when_it_was_read_and_keeps_its_order_and_frames(clock: Clock) -> None:
    talk = Talk(masks=True)
    talk.answers(BytesMessage(b"\xff"))
    assert [event.data for event in talk.shown()] == [b"\xff"]  # nothing waits, and nobody could read it
    talk.answers(said("one"), BytesMessage(b"\xfe"), OVER)
    assert talk.shown() == []
    clock.now += 1
    talk.wake()
    talk.answers(said("two"))
    assert talk.shown() == []
    (hook,) = talk.reading
    assert [one.payload for one in hook.burst.said] == [said("one").data, b"\xfe", OVER.data]
    talk.read()
    assert [event.data for event in talk.shown()] == [said("one").data, b"\xfe", OVER.data]
    clock.now += 11
    talk.wake()
    talk.read(shown="masked")
    assert texts(talk.shown()) == ["masked"]
    assert cast(_Echo, talk.layer._conversation).room.kept == 0


def test_pings_go_on_while_messages_wait() -> None:
    talk = Talk(masks=True)
    talk.answers(said("one"), Ping(b"p"))
    (ping,) = talk.shown()
    assert isinstance(ping, Ping)


@pytest.mark.parametrize("vanishes", [False, True])
def test_the_end_of_a_service_waits_behind_what_it_said(vanishes: bool) -> None:
    talk = Talk(masks=True)
    talk.answers(said("last words"))
    if vanishes:
        talk.give(events.ConnectionClosed(talk.context.server))
    else:
        talk.answers(CloseConnection(1000, "bye"))
    assert talk.shown() == []
    talk.read()
    first, end = talk.shown()
    assert isinstance(end, CloseConnection)
    assert (first, end.code) == (said("last words"), 1011 if vanishes else 1000)


def test_what_comes_while_the_last_burst_is_read_is_shown_before_the_end(clock: Clock) -> None:
    talk = Talk(masks=True)
    talk.answers(OVER)
    clock.now += 1
    talk.wake()
    talk.answers(said("more"), CloseConnection(1000))
    talk.read()
    talk.read()
    assert texts(talk.shown()) == [OVER.data, said("more").data]


def test_going_away_waits_and_a_client_that_leaves_does_not() -> None:
    talk = Talk(masks=True)
    talk.answers(said("one"))
    talk.give(GoAway(talk.flow, None))
    talk.read()
    first, end = talk.shown()
    assert first == said("one")
    assert isinstance(end, CloseConnection)
    assert (end.code, end.reason) == (1001, "Promptward is being restarted. Connect again.")
    talk = Talk(masks=True)
    talk.answers(said("one"))
    talk.says(CloseConnection(1000))
    assert talk.reading == []
    assert talk.cut == {"client", "server"}
    assert cast(_Echo, talk.layer._conversation).room.kept == 0


def test_a_reading_that_fails_or_refuses_ends_the_socket(clock: Clock) -> None:
    for code in (0, 1008):
        talk = Talk(masks=True)
        talk.answers(OVER)
        clock.now += 1
        talk.wake()
        if code:
            talk.read(shown="refused", close=code)
        else:
            talk.give(events.HookCompleted(talk.reading.pop()))
        *shown, end = talk.shown()
        assert texts(shown) == (["refused"] if code else [])
        assert isinstance(end, CloseConnection)
        assert end.code == (code or 1011)


def test_more_than_may_be_held_is_lost_and_memory_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proxy.holding.MOST_HELD", 1000)
    talk = Talk(masks=True)
    talk.answers(said("one"), said("x" * 2000))
    (hook,) = talk.reading
    assert hook.burst.is_lost
    assert cast(_Echo, talk.layer._conversation).room.kept == 0


@pytest.mark.parametrize(
    ("asked", "sent"),
    [
        (["permessage-deflate; client_max_window_bits"], "permessage-deflate; client_max_window_bits"),
        (["x-frames", "permessage-deflate"], "permessage-deflate"),
        (["permessage-deflate; server_max_window_bits=8, permessage-deflate"], "permessage-deflate"),
        (["permessage-deflate-2"], ""),
    ],
)
def test_only_deflate_is_asked_for(asked: list[str], sent: str) -> None:
    assert offers(asked) == sent


@pytest.mark.parametrize(
    "answer",
    [
        "x-frames",
        "permessage-deflate, permessage-deflate",
        "permessage-deflate; client_max_window_bits=8",
        "permessage-deflate; server_max_window_bits",
    ],
)
def test_no_other_extension_is_accepted(answer: str) -> None:
    with pytest.raises(ValueError):
        chosen(answer, LIMIT)
