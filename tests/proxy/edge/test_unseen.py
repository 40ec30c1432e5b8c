"""Clients that cannot be looked into: counted, and refused or let through as the policy says."""

import asyncio
import ssl
from typing import Any

import httpx
import pytest

from proxy.unseen import FAILURES
from reports.record import Event
from tests.proxy.edge.test_upstream import _scripted, context  # noqa: F401 (a fixture)

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.usefixtures("context")]
URL = "https://api.openai.com/v1/models"


async def _counted(rig: Any) -> list[tuple[str, str, dict[str, int]]]:
    await rig.recorder.flush_tunnels()
    return [(one.failure, one.action, dict(one.counts)) for one in rig.records() if one.event is Event.UNSEEN]


async def _pinned(rig: Any) -> int:
    """Ask with a client that accepts only the service's own certificate; gives the status, 0 where it gave up."""
    trust = ssl.create_default_context(cafile=str(rig.standin.ca_file))
    proxy = f"http://127.0.0.1:{rig.port}"
    async with httpx.AsyncClient(proxy=proxy, verify=trust, timeout=40, trust_env=False) as client:
        try:
            return (await client.get(URL)).status_code
        except httpx.ConnectError as error:
            assert "CERTIFICATE_VERIFY_FAILED" in str(error)
            return 0


async def test_a_pinned_client_is_refused_or_let_through(rig: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [await _pinned(rig) for _ in range(FAILURES + 1)] == [0] * (FAILURES + 1)
    await rig.settled(lambda: len(rig.records()) > FAILURES)
    sign, action, counts = (await _counted(rig))[0]
    assert (sign, action) == ("pinned-certificate", "block")
    assert counts["api.openai.com"] >= 1
    assert rig.standin.seen == ()
    monkeypatch.setattr(rig.guard.openings, "lets_unseen_through", lambda client: True)
    assert await _pinned(rig) not in (0, 403)
    assert len(rig.standin.seen) == 1
    assert ("pinned-certificate", "allow", {"api.openai.com": 1}) in await _counted(rig)
    async with asyncio.timeout(20):  # its bytes are counted once the connection has ended
        while not (passed := [one for one in rig.records() if one.event is Event.UNSEEN and one.sizes]):
            await asyncio.sleep(0.02)
            await rig.recorder.flush_tunnels()
    assert [(one.action, list(one.counts)) for one in passed] == [("allow", ["api.openai.com"])]
    assert passed[0].sizes["in"] > 100
    assert passed[0].sizes["out"] > 100


async def test_a_client_that_trusts_is_never_let_through(rig: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rig.guard.openings, "lets_unseen_through", lambda client: True)
    monkeypatch.setattr(rig.gate, "_pins", type(rig.gate._pins)(lambda: 0.0))
    for _ in range(FAILURES - 1):
        assert await _pinned(rig) == 0
    async with rig.client() as client:
        await client.get(URL)
    assert await _pinned(rig) == 0


async def test_offers_of_quic_are_taken_back(rig: Any, context: ssl.SSLContext) -> None:  # noqa: F811
    answer = (
        b'HTTP/1.1 200 OK\r\nAlt-Svc: h3=":443"; ma=86400\r\nContent-Type: application/json\r\n'
        b"Content-Length: 2\r\nConnection: close\r\n\r\n{}"
    )
    async with _scripted(rig, answer, context):
        response = await rig.ask("hello")
    assert response.headers.get_list("alt-svc") == ["clear"]
    assert ("quic-offered", "block", {"api.openai.com": 1}) in await _counted(rig)


def _hello(name: str) -> bytes:
    """A ClientHello for a public name with an encrypted one inside (only its form is real)."""
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    tls = ssl.create_default_context().wrap_bio(incoming, outgoing, server_hostname=name)
    with pytest.raises(ssl.SSLWantReadError):
        tls.do_handshake()
    body = bytearray(outgoing.read()[9:])  # without the heads of record and message
    at = 34
    at += 1 + body[at]  # session id
    at += 2 + int.from_bytes(body[at : at + 2], "big")  # cipher suites
    at += 1 + body[at]  # compression
    inside = b"\0\0\1\0\1\x20\0\x20" + b"k" * 32 + b"\0\x40" + b"x" * 64
    more = b"\xfe\x0d" + len(inside).to_bytes(2, "big") + inside
    size = int.from_bytes(body[at : at + 2], "big") + len(more)
    whole = bytes(body[:at]) + size.to_bytes(2, "big") + bytes(body[at + 2 :]) + more
    message = b"\x01" + len(whole).to_bytes(3, "big") + whole
    return b"\x16\x03\x01" + len(message).to_bytes(2, "big") + message


async def _greet(rig: Any, name: str) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", rig.port)
    writer.write(b"CONNECT plain.example:443 HTTP/1.1\r\nHost: plain.example:443\r\n\r\n")
    await reader.readuntil(b"\r\n\r\n")
    writer.write(_hello(name))
    try:
        async with asyncio.timeout(20):
            return await reader.read(5)
    except ConnectionError:
        return b""
    finally:
        writer.close()


async def test_an_encrypted_greeting_that_hides_a_name(rig: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert await _greet(rig, "public.example") == b""
    assert ("encrypted-hello", "block", {"plain.example": 1}) in await _counted(rig)
    assert (await _greet(rig, "plain.example"))[:1] == b"\x16"  # what browsers always send hides nothing
    monkeypatch.setattr(rig.guard.openings, "lets_unseen_through", lambda client: True)
    assert (await _greet(rig, "public.example"))[:1] in (
        b"\x16",
        b"\x15",
    )  # the server answers, whatever it says
    assert ("encrypted-hello", "allow", {"plain.example": 1}) in await _counted(rig)
