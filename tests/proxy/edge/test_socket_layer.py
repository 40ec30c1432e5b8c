"""The socket layer between two ends of wsproto, with the gate played by the test."""

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
from proxy.edge.socket import GoAway, GuardedSocket, SocketMessageHook

LIMIT = 100_000


class _Echo:
    """A way back on which nothing changes."""

    def feed(self, message: str | bytes) -> tuple[str | bytes]:
        return (message,)


class Talk:
    """A socket whose two ends are here; ``pending`` are the questions to the gate."""

    def __init__(self, *, deflate: bool = False) -> None:
        client = connection.Client(peername=("127.0.0.1", 1), sockname=("127.0.0.1", 2), timestamp_start=0)
        self.context = Context(client, options.Options())
        flow = http.HTTPFlow(client, self.context.server, live=True)
        fields = {"upgrade": "websocket"}
        if deflate:
            fields["sec-websocket-extensions"] = "permessage-deflate"
        flow.response = http.Response.make(101, b"", fields)
        known = exchange(flow)
        known.limit, known.conversation = LIMIT, cast(Conversation, _Echo())
        self.flow = flow
        self.client = Connection(ConnectionType.CLIENT, self._extensions(deflate))
        self.server = Connection(ConnectionType.SERVER, self._extensions(deflate))
        self.pending: list[SocketMessageHook] = []
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
                case commands.RequestWakeup():
                    self.wakeups.append(command)
                case _:
                    pass

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
