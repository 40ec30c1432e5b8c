"""Calls whose request never ends: refused in the call's own manner, soon where it is known, and nothing is let out."""

import asyncio
import json
import ssl
import struct
import time

import h2.config
import h2.connection
import h2.events
import pytest

from tests.proxy.edge.conftest import SECRET, Rig

pytestmark = pytest.mark.asyncio(loop_scope="module")
CURSOR = "agent.api5.cursor.sh"
MESSAGE = struct.pack(">BI", 0, len(SECRET) + 2) + b"\x0a" + bytes([len(SECRET)]) + SECRET.encode()


async def call(
    rig: Rig, host: str, path: str, kind: str, *, beats: float = 0, seconds: float = 20
) -> tuple[dict[str, str], bytes]:
    """Send the beginning of a request over HTTP/2, never its end; gives the answer. ``beats``: more, so often."""
    reader, writer = await asyncio.open_connection("127.0.0.1", rig.port)
    writer.write(f"CONNECT {host}:443 HTTP/1.1\r\nHost: {host}:443\r\n\r\n".encode())
    assert b" 200 " in await reader.readuntil(b"\r\n\r\n")
    trust = ssl.create_default_context(cafile=str(rig.folder / "ca" / "ca.pem"))
    trust.set_alpn_protocols(["h2"])
    await writer.start_tls(trust, server_hostname=host)
    talk = h2.connection.H2Connection(h2.config.H2Configuration(header_encoding="utf-8"))
    talk.initiate_connection()
    head = [
        (":method", "POST"),
        (":scheme", "https"),
        (":authority", host),
        (":path", path),
        ("content-type", kind),
    ]
    talk.send_headers(1, head)
    talk.send_data(1, MESSAGE)
    writer.write(talk.data_to_send())

    async def beat() -> None:
        while beats:
            await asyncio.sleep(beats)
            talk.send_data(1, MESSAGE)
            writer.write(talk.data_to_send())

    headers: dict[str, str] = {}
    body = b""
    beating = asyncio.create_task(beat())
    try:
        async with asyncio.timeout(seconds):
            while True:
                for event in talk.receive_data(await reader.read(65536)):
                    if isinstance(event, h2.events.ResponseReceived):
                        headers = {str(name): str(value) for name, value in event.headers}
                    elif isinstance(event, h2.events.DataReceived):
                        body += event.data
                    elif isinstance(event, h2.events.StreamEnded):
                        return headers, body
                    elif isinstance(event, h2.events.StreamReset | h2.events.ConnectionTerminated):
                        raise AssertionError("reset before the refusal was whole")
                writer.write(talk.data_to_send())
    finally:
        beating.cancel()
        writer.close()


@pytest.mark.parametrize("beats", [0, 0.2])
async def test_a_call_in_both_directions_is_refused_in_an_end_frame(rig: Rig, beats: float) -> None:
    """Also one that sends signs of life."""
    begun = time.monotonic()
    headers, body = await call(
        rig, CURSOR, "/agent.v1.AgentService/Run", "application/connect+proto", beats=beats
    )
    assert time.monotonic() - begun < 25
    assert headers[":status"] == "200"
    assert headers["content-type"] == "application/connect+proto"
    assert body[0] == 2
    error = json.loads(body[5:])["error"]
    assert "goes on while its answer comes" in error["message"]
    assert "PW-" in error["details"][0]["debug"]["details"]["detail"]
    assert [record.failure for record in rig.records()] == ["request-without-end"]
    assert rig.standin.seen == ()


async def test_speech_to_bedrock_is_refused_as_aws_says_it(rig: Rig) -> None:
    path = "/model/amazon.nova-sonic-v1%3A0/invoke-with-bidirectional-stream"
    host = "bedrock-runtime.eu-central-1.amazonaws.com"
    headers, body = await call(rig, host, path, "application/vnd.amazon.eventstream")
    assert headers[":status"] == "400"
    assert headers["x-amzn-errortype"] == "ValidationException"
    assert "goes on while its answer comes" in json.loads(body)["message"]
    assert rig.standin.seen == ()


async def test_a_framed_call_of_an_unknown_path_is_waited_for_and_refused(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proxy.edge.heads._LATER", 1.0)
    headers, _ = await call(rig, "api.x.ai", "/xai_api.Chat/Talk", "application/grpc")
    assert headers["grpc-status"] == "7"
    assert rig.standin.seen == ()
