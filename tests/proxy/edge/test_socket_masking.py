"""With ``answers: mask`` what services say on sockets is read before it is shown, and values are taken out of it."""

import asyncio
import json
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from proxy.answer.ear import Ear
from proxy.services.catalog import load_catalogue
from proxy.standin.model import Turn
from reports.record import Event, Record
from tests.e2e.actors import credential
from tests.proxy.edge.test_socket import answer_of, asked, opened
from tests.proxy.test_hearing import MESSAGES, unnamed

pytestmark = pytest.mark.asyncio(loop_scope="module")

MASKED = "Take [removed] first."
SOCKETS = {
    "openai_responses": ("api.openai.com", "/v1/responses"),
    "openai_realtime": ("api.openai.com", "/v1/realtime?model=m"),
    "gemini": (
        "generativelanguage.googleapis.com",
        "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent",
    ),
    "chatgpt_web": ("ws.chatgpt.com", "/p4/ws/user/u"),
    "copilot_web": ("copilot.microsoft.com", "/c/api/chat"),
    "m365_copilot": ("substrate.office.com", "/m365Copilot/Chathub/u@t"),
    "generic": ("api.openai.com", "/echo"),
}
ASKED = {
    "openai_responses": asked("How do I log in?"),
    "openai_realtime": json.dumps({"type": "response.create", "response": {"instructions": "How?"}}),
    "gemini": json.dumps({"clientContent": {"turns": [{"role": "user", "parts": [{"text": "How?"}]}]}}),
    "chatgpt_web": json.dumps([{"type": "subscribe", "topic_id": "turn-7", "offset": "0"}]),
    "copilot_web": json.dumps({"event": "send", "content": [{"type": "text", "text": "How?"}]}),
    "m365_copilot": json.dumps({"type": 4, "target": "chat", "arguments": [{"message": {"text": "How?"}}]})
    + "\x1e",
    "generic": json.dumps({"text": "How?"}),
}
type Talk = Callable[[ServerConnection], Awaitable[None]]


@pytest.fixture
def secret() -> str:
    return credential()


@asynccontextmanager
async def speaking(
    rig: Any, monkeypatch: pytest.MonkeyPatch, dialect: str, talk: Talk, who: str = "eve:word"
) -> AsyncIterator[ClientConnection]:
    """A socket to a service that talks once it was asked, and is open until its client leaves."""

    async def handle(socket: ServerConnection) -> None:
        async for _ in socket:
            await talk(socket)

    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(rig.standin._folder / "server.pem")
    host, path = SOCKETS[dialect]
    async with serve(handle, "127.0.0.1", 0, ssl=tls) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        monkeypatch.setitem(rig.gate._connect_to, (host, 443), ("127.0.0.1", port))
        async with opened(rig, path, host=host, who=who) as socket:
            await socket.send(ASKED[dialect])
            yield socket


async def received(socket: ClientConnection, count: int) -> list[str | bytes]:
    return [await asyncio.wait_for(socket.recv(), 20) for _ in range(count)]


def texts(dialect: str, messages: Sequence[str | bytes]) -> tuple[str, ...]:
    """What a client reads in messages."""
    ear = Ear(10_000)
    restorer = load_catalogue().dialects[dialect].socket_restorer("", ear)
    for message in messages:
        restorer.feed(message)
    return tuple(map(unnamed, ear.texts))


def heard(rig: Any) -> list[Record]:
    """What was heard of the answers of this test."""
    return [one for one in rig.all_records()[rig.mark :] if one.event is Event.OUTCOME and one.level]


@pytest.mark.parametrize("dialect", SOCKETS)
async def test_a_value_in_pieces_is_masked_on_the_sockets_of_every_dialect(
    rig: Any, monkeypatch: pytest.MonkeyPatch, secret: str, dialect: str
) -> None:
    messages = MESSAGES[dialect](f"Take {secret} first.")

    async def talk(socket: ServerConnection) -> None:
        for message in messages:
            await socket.send(message)
            await asyncio.sleep(0.01)
        await socket.close()

    monkeypatch.setattr("proxy.listener.QUIET", 0.3)
    async with speaking(rig, monkeypatch, dialect, talk) as socket:
        shown = [message async for message in socket]
    assert len(shown) == len(messages)
    assert MASKED in texts(dialect, shown)
    assert not any(secret[:4] in str(message) for message in shown)
    assert socket.close_code == 1000
    await rig.settled(lambda: heard(rig))
    records = heard(rig)
    assert sum(sum(record.kinds.values()) for record in records) == 1
    assert sum(record.counts.get("masked", 0) for record in records) >= 1
    assert {record.level for record in records} == {"understood"}
    assert secret not in str(rig.all_records())
    assert rig.guard.back.listening.kept == 0


async def test_an_answer_is_shown_when_its_text_is_over(
    rig: Any, monkeypatch: pytest.MonkeyPatch, secret: str
) -> None:
    monkeypatch.setattr("proxy.standin.sockets.Turn", partial(Turn, say=f"{{prompt}} Take {secret} first."))
    monkeypatch.setattr("proxy.conversation._SILENCE", 600.0)
    monkeypatch.setattr("proxy.holding.LONGEST", 600.0)
    async with opened(rig, who="eve:word") as socket:
        for _ in range(2):
            await socket.send(asked("I am ada@zq-masked.example."))
            answer = await answer_of(socket)
            assert unnamed(answer) == f"I am ada@zq-masked.example. {MASKED}"
    assert "zq-masked" not in str([seen.body for seen in rig.standin.seen])


async def test_an_answer_without_an_end_is_shown_when_the_service_is_silent(
    rig: Any, monkeypatch: pytest.MonkeyPatch, secret: str
) -> None:
    monkeypatch.setattr("proxy.conversation._SILENCE_OF_ANY", 0.3)
    async with opened(rig, "/echo", who="eve:word") as socket:
        await socket.send(json.dumps({"text": "How do I log in here?"}))
        messages = await received(socket, 4)
    assert "".join(json.loads(message).get("text", "") for message in messages) == "How do I log in here?"


async def test_without_masking_nothing_waits(rig: Any, monkeypatch: pytest.MonkeyPatch, secret: str) -> None:
    gate = asyncio.Event()

    async def talk(socket: ServerConnection) -> None:
        await socket.send(MESSAGES["openai_realtime"](f"Take {secret}")[0])
        await asyncio.wait_for(gate.wait(), 20)  # until the client has the first
        await socket.send("{}")

    async with speaking(rig, monkeypatch, "openai_realtime", talk, who="") as socket:
        await received(socket, 1)
        gate.set()
        assert await received(socket, 1) == ["{}"]


async def test_sound_passes_and_what_a_client_must_answer_does_not_wait_long(
    rig: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def talk(socket: ServerConnection) -> None:
        await socket.send(b"\xff\xfe\xfd")
        await socket.send('{"type":"session.created"}')

    async with speaking(rig, monkeypatch, "openai_realtime", talk) as socket:
        assert await received(socket, 2) == [b"\xff\xfe\xfd", '{"type":"session.created"}']


async def test_what_cannot_be_taken_out_is_refused_and_the_socket_ends(
    rig: Any, monkeypatch: pytest.MonkeyPatch, secret: str
) -> None:
    async def talk(socket: ServerConnection) -> None:
        await socket.send(json.dumps({"type": "notice", secret: {"hidden": f"in a name, {secret}"}}))
        await socket.wait_closed()

    async with speaking(rig, monkeypatch, "openai_realtime", talk) as socket:
        (refusal,) = await received(socket, 1)
        with pytest.raises(ConnectionClosed):
            await received(socket, 1)
    assert "Not shown" in str(refusal)
    assert secret not in str(refusal)
    assert socket.close_code == 1008


async def test_without_a_worker_nothing_is_shown(
    rig: Any, monkeypatch: pytest.MonkeyPatch, secret: str
) -> None:
    async def talk(socket: ServerConnection) -> None:
        await socket.send('{"type":"session.created"}')
        await socket.wait_closed()

    async def broken(*_: object) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr(rig.guard.back.listening, "masked", broken)
    async with speaking(rig, monkeypatch, "openai_realtime", talk) as socket:
        with pytest.raises(ConnectionClosed):
            await received(socket, 1)
    assert socket.close_code == 1011
