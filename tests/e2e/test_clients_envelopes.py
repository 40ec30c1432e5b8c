"""Calls in envelopes behind the proxy: Connect's JSON as Kimi's page sends it, gRPC's messages as xAI's client does."""

import json
import struct

import pytest

from proxy.standin import StandIn
from tests.e2e.actors import EMAIL, PHONE, PLACEHOLDER, Proxy, credential, leaks, prompt

TEXT = prompt(f"standin-split=5 Please answer {EMAIL} or ring {PHONE}.")
KIMI = "https://www.kimi.com/apiv2/kimi.gateway.chat.v1.ChatService/Chat"
XAI = "https://api.x.ai/xai_api.Chat/GetCompletionChunk"


def envelope(data: bytes, flags: int = 0) -> bytes:
    return struct.pack(">BI", flags, len(data)) + data


def frames(stream: bytes) -> list[tuple[int, bytes]]:
    found = []
    while stream:
        flags, size = struct.unpack_from(">BI", stream)
        assert len(stream) >= 5 + size
        found.append((flags, stream[5 : 5 + size]))
        stream = stream[5 + size :]
    return found


def number(value: int) -> bytes:
    return bytes([value]) if value < 128 else bytes([value & 127 | 128]) + number(value >> 7)


def field(tag: int, data: bytes) -> bytes:
    return number(tag << 3 | 2) + number(len(data)) + data


def kimi(text: str) -> bytes:
    message = {"role": "user", "blocks": [{"text": {"content": text}}]}
    return envelope(json.dumps({"scenario": "SCENARIO_K2", "message": message}).encode())


def xai(text: str) -> bytes:
    return envelope(field(1, field(1, field(1, text.encode())) + b"\x10\x01") + field(2, b"grok-4"))


@pytest.mark.parametrize("http2", [False, True])
def test_kimis_chat_is_redacted_and_restored(proxy: Proxy, standin: StandIn, http2: bool) -> None:
    with proxy.http(http2=http2) as client:
        answer = client.post(KIMI, content=kimi(TEXT), headers={"content-type": "application/connect+json"})
    events = [json.loads(data) for flags, data in frames(answer.content) if not flags]
    assert (
        "".join(one["block"]["text"]["content"] for one in events if "block" in one) == f"You wrote: {TEXT}"
    )
    (seen,) = standin.seen
    assert leaks([seen], EMAIL, PHONE) == []
    ((_, sent),) = frames(seen.body)
    assert len(set(PLACEHOLDER.findall(sent.decode()))) == 2
    json.loads(sent)


def test_xais_messages_are_redacted_and_restored(proxy: Proxy, standin: StandIn) -> None:
    """The lengths around each value are right on both ways: both ends read them by the schema."""
    with proxy.http(http2=True) as client:
        answer = client.post(
            XAI, content=xai(TEXT), headers={"content-type": "application/grpc", "te": "trailers"}
        )
    said = b""
    for _, data in frames(answer.content):
        size = data[1]
        assert (data[0], len(data)) == (0x12, size + 2)
        assert (data[2], data[4], data[3], data[5]) == (0x0A, 0x0A, size - 2, size - 4)
        said += data[6:]
    assert said.decode() == f"You wrote: {TEXT}"
    (seen,) = standin.seen
    assert leaks([seen], EMAIL, PHONE) == []


def test_a_refusal_is_an_end_frame_or_a_status(proxy: Proxy, standin: StandIn) -> None:
    secret = prompt(f"use {credential()} please")
    with proxy.http(http2=True) as client:
        page = client.post(KIMI, content=kimi(secret), headers={"content-type": "application/connect+json"})
        call = client.post(XAI, content=xai(secret), headers={"content-type": "application/grpc"})
    ((flags, data),) = frames(page.content)
    assert flags == 2
    assert "PW-" in json.loads(data)["error"]["message"]
    assert call.headers["grpc-status"] == "7"
    assert "PW-" in call.headers["grpc-message"]
    assert standin.seen == ()
