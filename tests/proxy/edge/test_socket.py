"""WebSockets through the real proxy: each message is judged before it leaves, each answer turned back."""

import asyncio
import contextlib
import json
import re
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidMessage

from proxy.capture import Capture
from proxy.identity import Person
from reports.record import Event

pytestmark = pytest.mark.asyncio(loop_scope="module")

SECRET = "zq-canary-7f31"
MAIL = f"{SECRET}@example.com"


@asynccontextmanager
async def opened(
    rig: Any, path: str = "/v1/responses", *, host: str = "api.openai.com", who: str = "", **more: Any
) -> AsyncIterator[ClientConnection]:
    """A socket to the service; ``who`` is a name and a password."""
    trust = ssl.create_default_context(cafile=str(rig.folder / "ca" / "ca.pem"))
    async with connect(
        f"wss://{host}{path}",
        ssl=trust,
        proxy=f"http://{who and who + '@'}127.0.0.1:{rig.port}",
        max_size=1 << 26,
        **more,
    ) as socket:
        yield socket


def asked(text: str, **more: object) -> str:
    """A turn of the Responses API, as clients send it on a socket."""
    body = {"type": "response.create", "model": "m", "input": [{"role": "user", "content": text}], **more}
    return json.dumps(body)


async def answer_of(socket: ClientConnection) -> str:
    """The text of an answer: its deltas, which must agree with the whole at the end."""
    text = ""
    async for message in socket:
        value = json.loads(message)
        assert "error" not in value or value["error"] is None, value
        if value["type"] == "response.output_text.delta":
            text += value["delta"]
        if value["type"] == "response.completed":
            assert value["response"]["output"][0]["content"][0]["text"] == text
            return text.removeprefix("You wrote: ")
    raise AssertionError("the socket ended first")


@pytest.mark.parametrize("compression", ["deflate", None])
async def test_a_value_does_not_leave_and_comes_back(rig: Any, compression: str | None) -> None:
    async with opened(rig, compression=compression) as socket:
        for turn in range(3):
            await socket.send(asked(f"turn {turn}: mail {MAIL} please"))
            assert await answer_of(socket) == f"turn {turn}: mail {MAIL} please"
    bodies = [seen.body.decode() for seen in rig.standin.seen]
    assert len(bodies) == 3
    assert not any(SECRET in body for body in bodies)
    assert all("[EMAIL" in body for body in bodies)


async def test_every_message_is_on_record(rig: Any) -> None:
    async with opened(rig) as socket:
        await socket.send(asked("nothing of note"))
        await answer_of(socket)
    requests = [record for record in rig.records() if record.event is Event.REQUEST]
    assert [record.route for record in requests] == ["responses.socket"] * 2  # the opening, and what was said
    assert requests[1].model == "m"


async def test_what_is_not_changed_goes_on_as_it_is(rig: Any) -> None:
    plain = '{ "type" :"response.create", "model":"m","input":"caf\\u00e9  é" }'
    async with opened(rig) as socket:
        await socket.send(plain)
        assert await answer_of(socket) == "café  é"
        await socket.send([plain[:9], plain[9:20], plain[20:]])  # in three frames
        assert await answer_of(socket) == "café  é"
    assert [seen.body.decode() for seen in rig.standin.seen] == [plain, plain]


async def test_a_fragmented_value_is_found(rig: Any) -> None:
    message = asked(f"mail {MAIL} please")
    at = message.index(SECRET) + 5
    async with opened(rig) as socket:
        await socket.send([message[:at], message[at : at + 4], message[at + 4 :]])
        assert await answer_of(socket) == f"mail {MAIL} please"
    assert SECRET not in rig.standin.seen[-1].body.decode()


async def test_a_credential_is_refused_in_words_and_the_socket_goes_on(rig: Any) -> None:
    key = "ghp_" + "a1B2c3D4e5" * 3 + "f6G7h8"
    async with opened(rig) as socket:
        await socket.send(asked(f"the token is {key}"))
        answer = json.loads(await socket.recv())
        assert (answer["type"], answer["status"]) == ("error", 400)
        assert "PW-" in answer["error"]["message"]
        await socket.send(asked("hello"))
        assert await answer_of(socket) == "hello"
    assert key not in str([seen.body for seen in rig.standin.seen])


async def test_on_an_unknown_socket_clean_messages_pass_and_others_end_it(rig: Any) -> None:
    async with opened(rig, "/echo") as socket:
        await socket.send(json.dumps({"text": "hello"}))
        assert json.loads(await socket.recv())["text"] == "hello"
        await socket.send(json.dumps({"text": f"mail {MAIL}"}))
        messages: list[dict[str, Any]] = []
        with pytest.raises(ConnectionClosed):
            while True:
                messages.append(json.loads(await socket.recv()))
    assert "PW-" in messages[-1]["error"]["message"]
    assert socket.close_code == 1008
    assert SECRET not in str([seen.body for seen in rig.standin.seen])


async def test_binary_messages_are_not_read_and_blocked(rig: Any) -> None:
    async with opened(rig, "/echo") as socket:
        await socket.send(bytes(range(256)) * 4)
        assert "error" in json.loads(await socket.recv())
    assert rig.standin.seen == ()


@pytest.mark.parametrize("compression", ["deflate", None])
async def test_too_large_a_message_ends_the_socket(rig: Any, compression: str | None) -> None:
    async with opened(rig, compression=compression) as socket:
        with pytest.raises(ConnectionClosed) as closed:
            await socket.send("x" * (3 << 20))
            while True:
                await socket.recv()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1009
    assert rig.standin.seen == ()
    assert any(record.failure == "body-too-large" for record in rig.records())


async def test_without_a_ledger_nothing_leaves(rig: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(rig) as socket:

        async def broken(*_: object) -> None:
            raise OSError("full")

        monkeypatch.setattr(rig.recorder, "request", broken)
        await socket.send(asked("hello"))
        refused = json.loads(await socket.recv())
        assert "could not be checked" in refused["error"]["message"]
    assert rig.standin.seen == ()


async def test_a_gate_that_breaks_ends_the_socket(rig: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(rig) as socket:

        async def broken(*_: object, **__: object) -> None:
            raise RuntimeError("planted")

        monkeypatch.setattr(rig.guard, "judge", broken)
        await socket.send(asked("hello"))
        with pytest.raises(ConnectionClosed):
            await socket.recv()
    assert rig.standin.seen == ()


async def test_a_shared_host_is_read_on_its_ai_paths_only(rig: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Here api.openai.com plays a host that does other things, too."""
    service = rig.gate._catalogue.service_for("api.openai.com")
    monkeypatch.setitem(rig.gate._catalogue._exact, "api.openai.com", replace(service, paths=("^/v1/",)))
    async with rig.client() as client:
        passed = await client.post("https://api.openai.com/echo", content=MAIL)
        assert MAIL in passed.text
        read = await client.post(
            "https://api.openai.com/v1/chat/completions",
            json={"model": "m", "messages": [{"role": "user", "content": MAIL}]},
        )
        assert MAIL in read.text
    async with opened(rig, "/echo") as socket:
        await socket.send(MAIL)
        assert await socket.recv() == MAIL
    bodies = {seen.path: seen.body.decode() for seen in rig.standin.seen}
    assert MAIL in bodies["/echo"]
    assert MAIL not in bodies["/v1/chat/completions"]
    assert [record.route for record in rig.records()] == ["chat.completions"]


@asynccontextmanager
async def answering(rig: Any, monkeypatch: pytest.MonkeyPatch, answer: bytes) -> AsyncIterator[list[bytes]]:
    """A service that gives this answer to whatever it is asked; what it heard afterwards."""
    heard: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(answer)
            while data := await reader.read(1 << 16):
                heard.append(data)
        writer.close()

    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(rig.standin._folder / "server.pem")
    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
    port = server.sockets[0].getsockname()[1]
    monkeypatch.setitem(rig.gate._connect_to, ("api.openai.com", 443), ("127.0.0.1", port))
    try:
        yield heard
    finally:
        server.close()


_UPGRADED = b"HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\n"


@pytest.mark.parametrize(
    ("headers", "answer"),
    [
        ({"sec-websocket-version": "13"}, b"upgrade: websocket\r\n\r\n"),
        ({"upgrade": "websocket", "connection": "upgrade"}, b"upgrade: websocket\r\n\r\n"),
        ({}, b"upgrade: telnet\r\n\r\n"),
    ],
)
async def test_an_upgrade_that_nobody_asked_for_is_cut(
    rig: Any, monkeypatch: pytest.MonkeyPatch, headers: dict[str, str], answer: bytes
) -> None:
    async with answering(rig, monkeypatch, _UPGRADED + answer) as heard, rig.client() as client:
        with pytest.raises(httpx.TransportError):
            await client.get("https://api.openai.com/v1/responses", headers=headers)
    assert heard == []


@pytest.mark.parametrize("extension", [b"x-frames", b"permessage-deflate; server_max_window_bits=4"])
async def test_an_extension_that_is_not_read_here_is_cut(
    rig: Any, monkeypatch: pytest.MonkeyPatch, extension: bytes
) -> None:
    head = _UPGRADED + b"upgrade: websocket\r\nsec-websocket-extensions: " + extension + b"\r\n\r\n"
    async with answering(rig, monkeypatch, head) as heard:
        with pytest.raises((OSError, EOFError, InvalidMessage)):
            async with opened(rig):
                pass
    assert heard == []


async def test_over_http2_no_socket_opens(rig: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    head = _UPGRADED + b"upgrade: websocket\r\n\r\n"
    fields = {"sec-websocket-version": "13", "sec-websocket-key": "AAAAAAAAAAAAAAAAAAAAAA=="}
    async with answering(rig, monkeypatch, head) as heard, rig.client(http2=True) as client:
        with pytest.raises(httpx.TransportError):
            await client.get("https://api.openai.com/v1/responses", headers=fields)
    assert heard == []


async def test_at_the_end_sockets_are_told_to_go_away(rig: Any) -> None:
    async with opened(rig) as socket:
        await socket.send(asked("hello"))
        assert await answer_of(socket) == "hello"
        (handler,) = [one for one in rig.engine._handlers.values() if one.has_socket]
        await handler.dismiss(quiet_only=True)
        assert handler.has_socket  # something was said just now
        await handler.dismiss(quiet_only=False)
        with pytest.raises(ConnectionClosed):
            await socket.recv()
    assert socket.close_code == 1001
    await rig.settled(lambda: not handler.has_socket)


async def test_a_large_turn_in_packed_frames_and_pings_between(rig: Any) -> None:
    message = asked(f"mail {MAIL}", instructions="words " * 150_000)
    async with opened(rig) as socket:
        cuts = range(0, len(message), 100_000)

        async def pieces() -> AsyncIterator[str]:
            for at in cuts:
                yield message[at : at + 100_000]
                await socket.ping()

        await socket.send(pieces())
        assert await answer_of(socket) == f"mail {MAIL}"
    assert SECRET not in rig.standin.seen[-1].body.decode()


@pytest.mark.slow
async def test_a_turn_of_twenty_megabytes_is_refused_each_time_it_is_sent_and_the_socket_goes_on(
    rig: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rig.gate, "_body_limit", 32 << 20)
    monkeypatch.setattr(rig.gate._answers, "_limit", 32 << 20)
    monkeypatch.setattr(rig.guard, "_limit", 32 << 20)
    key = "ghp_" + "a1B2c3D4e5" * 3 + "f6G7h8"
    message = asked(f"the token is {key}", instructions="so many words " * 1_500_000)
    async with opened(rig) as socket:
        for _ in range(2):
            await socket.send(message)
            answer = json.loads(await asyncio.wait_for(socket.recv(), 120))
            assert "PW-" in answer["error"]["message"]
            assert key not in answer["error"]["message"]
        await socket.send(asked("hello"))
        assert await answer_of(socket) == "hello"
    requests = [record for record in rig.records() if record.event is Event.REQUEST]
    assert [record.action for record in requests[1:]] == ["block", "block", "allow"]
    assert not any(record.failure for record in requests)
    assert key not in str([seen.body for seen in rig.standin.seen])


async def test_many_messages_at_once_all_arrive_in_order(rig: Any) -> None:
    async with opened(rig, "/echo") as socket:
        for number in range(150):
            await socket.send(json.dumps({"text": f"{number}"}))
        heard = [json.loads(await socket.recv()) for _ in range(300)]
    assert [value["text"] for value in heard if "text" in value] == [str(number) for number in range(150)]


async def test_a_turn_that_is_handed_over_to_a_socket_finds_its_values(rig: Any) -> None:
    message = {"id": "m-1", "author": {"role": "user"}, "content": {"content_type": "text", "parts": [MAIL]}}
    body = json.dumps({"action": "next", "messages": [message], "model": "auto"}).encode()
    ada, bob = Person("acme", "ada"), Person("acme", "eve")
    asking = Capture("POST", "chatgpt.com", 443, "/backend-api/f/conversation", (), body)
    asked_for = await rig.guard.judge(asking, ada)
    (token,) = asked_for.inspection.tokens
    answer = rig.guard.back.answer(asked_for, "text/event-stream", "")
    for event in (
        {"type": "resume_conversation_token", "conversation_id": "k"},
        {"type": "stream_handoff", "options": [{"type": "subscribe_ws_topic", "topic_id": "turn-7"}]},
    ):
        answer.feed(f"data: {json.dumps(event)}\n\n".encode())

    async def heard(person: Person) -> str:
        key = (("sec-websocket-key", "AAAA"),)
        said = b'[{"type":"subscribe","topic_id":"turn-7","offset":"0"}]'
        capture = Capture(
            "GET", "ws.chatgpt.com", 443, "/p4/ws/user/u", (*key, ("upgrade", "websocket")), b""
        )
        conversation = rig.guard.back.conversation(await rig.guard.judge(capture, person))
        verdict = await rig.guard.judge(replace(capture, method="WEBSOCKET", body=said), person)
        rig.guard.back.goes_on(conversation, verdict, said, lambda _: None)
        item = {"type": "stream-item", "encoded_item": f'event: delta\ndata: {{"v":"to {token}"}}\n\n'}
        messages = conversation.feed(json.dumps([{"topic_id": "turn-7", "payload": {"payload": item}}]))
        return "".join(map(str, messages))

    for _ in range(50):
        if MAIL in await heard(ada):
            break
        await asyncio.sleep(0.05)  # the tie is made in a thread of its own
    assert MAIL in await heard(ada)
    assert MAIL not in await heard(bob)


async def test_a_realtime_session_keeps_its_values_over_its_events(rig: Any) -> None:
    content = [{"type": "input_text", "text": f"mail {MAIL}"}]
    item = {
        "type": "conversation.item.create",
        "item": {"type": "message", "role": "user", "content": content},
    }
    other = {"type": "response.create", "response": {"instructions": "write to eve@zq-other.example now"}}
    async with opened(rig, "/v1/realtime?model=gpt-realtime") as socket:
        await socket.send(json.dumps(item))
        assert json.loads(await socket.recv())["item"]["content"] == content
        await socket.send(json.dumps(other))
        said = [json.loads(await socket.recv())]
        while said[-1]["type"] != "response.done":
            said.append(json.loads(await socket.recv()))
        assert (
            "".join(event.get("delta", "") for event in said)
            == "You wrote: write to eve@zq-other.example now"
        )
        token = next(iter(re.findall(rb"\[EMAIL\w*\]", rig.standin.seen[0].body))).decode()
        await socket.send(
            json.dumps({"type": "response.create", "response": {"instructions": f"repeat {token}"}})
        )
        told = ""
        while not told.endswith("com"):
            told += json.loads(await socket.recv()).get("delta", "")
    assert told == f"You wrote: repeat {MAIL}"  # a value of an earlier event of the session
    assert not any(
        SECRET in seen.body.decode() or "zq-other" in seen.body.decode() for seen in rig.standin.seen
    )
