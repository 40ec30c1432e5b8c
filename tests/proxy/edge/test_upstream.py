"""Services that answer in unusual but lawful ways, over HTTP/1.1, byte by byte as a test wrote them."""

import asyncio
import gzip
import json
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from proxy.standin.certificate import issue

pytestmark = pytest.mark.asyncio(loop_scope="module")

HOST = "api.openai.com"
MAIL = "ada.byron@example.com"


@pytest.fixture(scope="module")
def context(running: Any) -> ssl.SSLContext:
    """TLS of a server that the rig trusts as well; once a module, for the engine reads its CA file once."""
    issued = issue((HOST,))
    chain = running.folder / "server.pem"
    chain.write_bytes(issued.key + issued.certificate)
    with running.standin.ca_file.open("ab") as trusted:
        trusted.write(issued.ca)
    made = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    made.load_cert_chain(chain)
    return made


@asynccontextmanager
async def _scripted(rig: Any, answer: bytes, context: ssl.SSLContext) -> AsyncIterator[list[bytes]]:
    """Lead the host to a server that answers every request with these bytes and closes."""
    asked: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0] or b"0")
            body = await reader.readexactly(length)
            asked.append(head + body)
            token = body[body.find(b"[EMAIL_") :].partition(b"]")[0] + b"]"
            writer.write(answer.replace(b"[TOKEN_____]", token) if len(token) == 12 else answer)
            await writer.drain()
        except (asyncio.IncompleteReadError, OSError):
            pass
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    before = rig.gate._connect_to[HOST, 443]
    rig.gate._connect_to[HOST, 443] = server.sockets[0].getsockname()[:2]
    try:
        yield asked
    finally:
        rig.gate._connect_to[HOST, 443] = before
        server.close()


BODY = json.dumps(
    {"choices": [{"index": 0, "message": {"role": "assistant", "content": "to [TOKEN_____]"}}]}
).encode()


def _chunked(body: bytes, trailers: bytes = b"") -> bytes:
    return b"%x\r\n%s\r\n0\r\n%s\r\n" % (len(body), body, trailers)


def _ok(extra: bytes, body: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + extra + b"\r\n" + body


@pytest.mark.parametrize(
    "answer",
    [
        _ok(b"Transfer-Encoding: chunked\r\n", _chunked(BODY)),
        _ok(b"Transfer-Encoding: chunked\r\nTrailer: x-t\r\n", _chunked(BODY, b"x-t: 1\r\n")),
        b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + _ok(b"Connection: close\r\n", BODY),
        b"HTTP/1.1 100 Continue\r\n\r\n" + _ok(b"Connection: close\r\n", BODY),
        _ok(b"Connection: close\r\n", BODY),
    ],
    ids=["chunked", "trailers", "103", "100", "until-close"],
)
@pytest.mark.parametrize("prompt", [f"Mail {MAIL}", "A clean question"], ids=["redacted", "clean"])
async def test_unusual_answers_arrive(rig: Any, answer: bytes, prompt: str, context: ssl.SSLContext) -> None:
    async with _scripted(rig, answer, context):
        response = await rig.ask(prompt)
    assert response.status_code == 200
    if MAIL in prompt:
        assert response.json()["choices"][0]["message"]["content"] == f"to {MAIL}"


async def test_a_packed_answer_that_is_cut_does_not_look_whole(rig: Any, context: ssl.SSLContext) -> None:
    packed = gzip.compress(BODY * 50)
    cut = packed[: len(packed) // 2]
    answer = _ok(b"Content-Encoding: gzip\r\nContent-Length: %d\r\n" % len(cut), cut)
    async with _scripted(rig, answer, context):
        try:
            response = await rig.ask(f"Mail {MAIL}")
        except httpx.TransportError:
            return
    assert response.status_code >= 500


async def test_a_refused_head_has_no_body(rig: Any) -> None:
    async with rig.client(http2=True) as client:
        response = await client.head(f"https://{HOST}/v1/models?who={MAIL}")
    assert response.status_code in (400, 403)
    assert response.content == b""
