"""The border: who gets in, which names agree, what is tunnelled, and what bad input gets."""

import asyncio
import base64
import gzip
import json
import ssl
from typing import Any

import httpx
import pytest

from reports.record import Event

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def _raw(port: int, data: bytes, *, seconds: float = 3) -> bytes:
    """Send bytes to the proxy and give all it answers until it closes or falls silent."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(data)
    received = b""
    try:
        async with asyncio.timeout(seconds):
            while piece := await reader.read(65536):
                received += piece
    except (TimeoutError, ConnectionError):
        pass
    writer.close()
    return received


async def _tls(rig: Any, connect: str, sni: str | None, request: bytes) -> bytes:
    """CONNECT to one name, greet with another, and send a request inside."""
    reader, writer = await asyncio.open_connection("127.0.0.1", rig.port)
    writer.write(f"CONNECT {connect} HTTP/1.1\r\nHost: {connect}\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    if b" 200 " not in head.split(b"\r\n")[0]:
        writer.close()
        return head + await reader.read(65536)
    trust = ssl.create_default_context(cafile=str(rig.folder / "ca" / "ca.pem"))
    trust.check_hostname = False
    trust.verify_mode = ssl.CERT_NONE
    try:
        async with asyncio.timeout(15):
            await writer.start_tls(trust, server_hostname=sni or "")
            writer.write(request)
            return await reader.read(65536)
    except (ssl.SSLError, ConnectionError, TimeoutError, ValueError) as error:
        return type(error).__name__.encode()
    finally:
        writer.close()


POST = b"POST /v1/chat/completions HTTP/1.1\r\nHost: %s\r\nContent-Length: 2\r\n\r\n{}"


@pytest.mark.parametrize(
    ("connect", "sni", "host"),
    [
        ("api.openai.com:443", "api.openai.com", b"api.anthropic.com"),
        ("api.openai.com:443", "api.openai.com", b"bank.example"),
        ("api.openai.com:443", "api.openai.com", b"api.openai.com:8443"),
        ("api.openai.com:443", "api.openai.com", b"api.openai.com.evil.example"),
        ("api.openai.com:443", "api.anthropic.com", b"api.openai.com"),
        ("plain.example:443", "api.openai.com", b"api.openai.com"),
    ],
)
async def test_names_that_disagree_are_refused(rig: Any, connect: str, sni: str, host: bytes) -> None:
    answer = await _tls(rig, connect, sni, POST % host)
    assert b" 200 " not in answer
    assert rig.standin.seen == ()


async def test_the_same_names_pass(rig: Any) -> None:
    body = json.dumps({"model": "m", "messages": [{"role": "user", "content": "hello"}]}).encode()
    head = b"POST /v1/chat/completions HTTP/1.1\r\nHost: API.OpenAI.com:443\r\nContent-Length: %d\r\n\r\n"
    answer = await _tls(rig, "api.openai.com:443", "api.openai.com", head % len(body) + body)
    assert b" 200 " in answer


async def test_a_mismatch_is_on_record(rig: Any) -> None:
    answer = await _tls(rig, "api.openai.com:443", "api.openai.com", POST % b"bank.example")
    assert b" 421 " in answer
    assert [(record.event, record.failure) for record in rig.records()] == [(Event.ACCESS, "host-mismatch")]


@pytest.mark.parametrize("sni", ["api.anthropic.com", "elsewhere.example"])
async def test_another_server_name_is_refused_with_one_line(
    rig: Any, caplog: pytest.LogCaptureFixture, sni: str
) -> None:
    answer = await _tls(rig, "api.openai.com:443", sni, POST % b"api.openai.com")
    assert b" 200 " not in answer
    await rig.settled(lambda: any(one.failure == "host-mismatch" for one in rig.records()))
    said = [record.getMessage() for record in caplog.records if record.name.startswith("promptward")]
    assert said == [
        "connection refused: the server name asked for is not api.openai.com, the host of CONNECT"
    ]


async def test_a_person_with_a_password_belongs_to_their_client(rig: Any) -> None:
    for name, password, client in (("ada", "pass:word", "acme"), ("bob", "other", "rival")):
        trust = ssl.create_default_context(cafile=str(rig.folder / "ca" / "ca.pem"))
        proxy = httpx.Proxy(f"http://127.0.0.1:{rig.port}", auth=(name, password))
        async with httpx.AsyncClient(proxy=proxy, verify=trust, trust_env=False) as caller:
            response = await caller.post(
                "https://api.openai.com/v1/chat/completions",
                json={"model": "m", "messages": [{"role": "user", "content": "hello"}]},
            )
        assert response.status_code == 200
        assert rig.records()[-1].client == client
    assert all(b"pass:word" not in str(seen.headers).encode() for seen in rig.standin.seen)
    assert all("proxy-authorization" not in dict(seen.headers) for seen in rig.standin.seen)


async def test_a_wrong_password_is_told_and_recorded(rig: Any) -> None:
    token = base64.b64encode(b"ada:wrong").decode()
    head = f"CONNECT api.openai.com:443 HTTP/1.1\r\nHost: x\r\nProxy-Authorization: Basic {token}\r\n\r\n"
    answer = await _raw(rig.port, head.encode(), seconds=2)
    assert b" 407 " in answer.split(b"\r\n")[0]
    assert b"Proxy-Authenticate: Basic" in answer or b"proxy-authenticate: Basic" in answer
    assert b"wrong user name or password" in answer
    assert [record.failure for record in rig.records()] == ["wrong-password"]


@pytest.mark.parametrize(
    "junk",
    [
        b"\x00\xff\xfe junk \r\n\r\n",
        b"\x16\x03\x01\x00\x05hello",
        b"GET\r\n\r\n",
        b"CONNECT\r\n\r\n",
        b"\r\n\r\n\r\n",
    ],
)
async def test_junk_on_the_port_harms_nobody(rig: Any, junk: bytes) -> None:
    answer = await _raw(rig.port, junk, seconds=1)
    assert b" 200 " not in answer
    assert (await rig.ask()).status_code == 200


async def test_a_huge_head_is_cut(rig: Any) -> None:
    answer = await _raw(rig.port, b"GET http://x.example/ HTTP/1.1\r\nX: " + b"a" * 400_000, seconds=3)
    assert b" 431 " in answer or answer == b""
    assert (await rig.ask()).status_code == 200


async def test_no_tls_towards_an_ai_host(rig: Any) -> None:
    request = b"CONNECT api.openai.com:443 HTTP/1.1\r\nHost: x\r\n\r\n" + POST % b"api.openai.com"
    assert rig.standin.seen == ()
    await _raw(rig.port, request, seconds=1)
    assert rig.standin.seen == ()


@pytest.mark.parametrize("url", ["http://api.openai.com/v1/models", "http://api.openai.com:8080/x"])
async def test_no_plain_http_towards_an_ai_host(rig: Any, url: str) -> None:
    async with rig.client() as client:
        response = await client.get(url)
    assert response.status_code == 403
    assert "https" in response.text


@pytest.mark.parametrize(
    "host", ["localhost:22", "127.0.0.1:22", "[::1]:22", "169.254.169.254:80", "0.0.0.0:22"]
)
async def test_no_tunnel_to_the_proxys_own_machine(rig: Any, host: str) -> None:
    answer = await _raw(rig.port, f"CONNECT {host} HTTP/1.1\r\nHost: x\r\n\r\n".encode(), seconds=1)
    assert b" 403 " in answer


async def test_a_tunnel_is_untouched_and_counted(rig: Any) -> None:
    await rig.recorder.flush_tunnels()
    rig.mark = len(rig.all_records())
    trust = ssl.create_default_context(cafile=str(rig.standin.ca_file))
    proxy = f"http://127.0.0.1:{rig.port}"
    async with httpx.AsyncClient(proxy=proxy, verify=trust, trust_env=False) as client:
        response = await client.post("https://plain.example/echo", content=b"ada@example.com")
    assert response.json()["body"] == "ada@example.com"
    await rig.recorder.flush_tunnels()
    counted = [record.counts for record in rig.records() if record.event is Event.TUNNELS]
    assert counted == [{"plain.example": 1}]


async def test_a_body_over_the_limit_gets_413_or_a_refusal(rig: Any) -> None:
    response = await rig.ask("x" * (1 << 20))
    assert response.status_code in (400, 403, 413)
    assert "larger than 1 MB" in response.json()["error"]["message"]
    assert rig.standin.seen == ()
    assert [record.failure for record in rig.records()] == ["body-too-large"]
    assert (await rig.ask()).status_code == 200


async def test_a_chunked_body_over_the_limit(rig: Any) -> None:
    async def pieces() -> Any:
        for _ in range(40):
            yield b"y" * 65536

    async with rig.client() as client:
        try:
            response = await client.post("https://api.openai.com/v1/chat/completions", content=pieces())
            assert response.status_code in (400, 403, 413)
        except httpx.TransportError:
            pass  # the answer came before the body was through
    assert rig.standin.seen == ()


async def test_a_bomb_is_refused(rig: Any) -> None:
    bomb = gzip.compress(b"a" * (64 << 20))
    async with rig.client() as client:
        response = await client.post(
            "https://api.openai.com/v1/chat/completions", content=bomb, headers={"content-encoding": "gzip"}
        )
    assert response.status_code in (400, 403)
    assert rig.standin.seen == ()


async def test_opening_a_websocket_with_a_clients_word_is_refused_in_words(rig: Any) -> None:
    async with rig.client() as client:
        response = await client.get(
            "https://api.openai.com/v1/responses?about=Project+Nightjar",
            headers={
                "connection": "Upgrade",
                "upgrade": "websocket",
                "sec-websocket-version": "13",
                "sec-websocket-key": "AAAAAAAAAAAAAAAAAAAAAA==",
            },
        )
    assert response.status_code == 426
    assert "PW-" in response.text
    assert rig.standin.seen == ()


async def test_trailers_do_not_leave(rig: Any) -> None:
    body = json.dumps({"model": "m", "messages": [{"role": "user", "content": "hi"}]}).encode()
    request = (
        b"POST /v1/chat/completions HTTP/1.1\r\nHost: api.openai.com\r\nTransfer-Encoding: chunked\r\n"
        b"Content-Type: application/json\r\n\r\n%x\r\n%s\r\n0\r\nX-Leak: ada@example.com\r\n\r\n"
    ) % (len(body), body)
    answer = await _tls(rig, "api.openai.com:443", "api.openai.com", request)
    assert b" 200 " in answer
    assert "x-leak" not in str(rig.standin.seen[-1].headers).lower()


async def test_an_upstream_that_is_down_gives_an_answer_and_an_end_on_record(rig: Any) -> None:
    rig.gate._connect_to["api.groq.com", 443] = ("127.0.0.1", 9)
    async with rig.client() as client:
        response = await client.post(
            "https://api.groq.com/openai/v1/chat/completions",
            json={"model": "m", "messages": [{"role": "user", "content": "hello"}]},
        )
    assert response.status_code == 502
    assert "api.groq.com: it takes no connection" in response.text
    assert "127.0.0.1" not in response.text
    await rig.settled(lambda: any(record.failure == "cut" for record in rig.all_records()[rig.mark :]))


async def test_an_ai_host_behind_another_port_is_refused(rig: Any) -> None:
    rig.gate._connect_to["plain.example", 8443] = ("127.0.0.1", rig.standin.port)
    answer = await _tls(rig, "plain.example:8443", "api.openai.com", POST % b"api.openai.com")
    assert b" 200 OK" not in answer
    assert rig.standin.seen == ()


@pytest.mark.parametrize(
    "head",
    [
        b"POST https://api.openai.com/v1/models HTTP/1.1\r\nHost: claude.ai\r\n",
        b"POST https://claude.ai/v1/models HTTP/1.1\r\nHost: api.openai.com\r\n",
        b"POST /v1/models HTTP/1.1\r\nHost: api.openai.com\r\nHost: claude.ai\r\n",
        b"POST /v1/models HTTP/1.1\r\nHost: api.openai.com:80\r\n",
    ],
)
async def test_every_name_in_a_request_must_agree(rig: Any, head: bytes) -> None:
    answer = await _tls(rig, "api.openai.com:443", "api.openai.com", head + b"Content-Length: 2\r\n\r\n{}")
    assert b" 200 OK" not in answer
    assert rig.standin.seen == ()
