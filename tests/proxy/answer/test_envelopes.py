"""Answers in envelopes: restored in JSON and in protocol buffers whatever the cuts; what cannot be read passes."""

import gzip
import json
import struct

from google.protobuf import struct_pb2
from hypothesis import given
from hypothesis import strategies as st

from proxy.contract import Refusal
from proxy.services.catalog import dialects
from tests.fuzzing import examples
from tests.proxy.answer.book import EMAIL, Book, run

RPC = dialects()["connect_rpc"]
REFUSAL = Refusal("T-1", "Blocked by Acme's data policy", "A key was found.", ("keys.cloud",), "Take it out.")


def envelope(data: bytes, flags: int = 0) -> bytes:
    return struct.pack(">BI", flags, len(data)) + data


def kimi(op: str, text: str, block: str = "1") -> bytes:
    event = {"op": op, "mask": "block.text.content", "block": {"id": block, "text": {"content": text}}}
    return envelope(json.dumps(event).encode())


def frames(stream: bytes) -> list[tuple[int, bytes]]:
    found = []
    while stream:
        flags, size = struct.unpack_from(">BI", stream)
        found.append((flags, stream[5 : 5 + size]))
        assert len(stream) >= 5 + size
        stream = stream[5 + size :]
    return found


KIMI = b"".join(
    (
        envelope(b'{"heartbeat":{}}'),
        kimi("set", "Dear [EMA"),
        kimi("append", "IL_K7"),
        envelope(b'{"heartbeat":{}}'),
        kimi("append", "Q2]! [EM"),
        envelope(b"{}", 2),
    )
)


def test_kimis_blocks_are_restored() -> None:
    found = frames(run(RPC.restorer("connect_json", "application/connect+json", Book()), KIMI))
    events = [json.loads(data) for _, data in found]
    texts = [event["block"]["text"]["content"] for event in events if "block" in event]
    assert "".join(texts) == "Dear ada@example.com! [EM"
    assert events[-2]["op"] == "append"
    assert events[-2]["block"]["id"] == "1"
    assert found[-1] == (2, b"{}")


@examples(30)
@given(st.lists(st.integers(0, len(KIMI)), max_size=20))
def test_any_cuts_give_the_same_envelopes(cuts: list[int]) -> None:
    whole = run(RPC.restorer("connect_json", "application/connect+json", Book()), KIMI)
    assert run(RPC.restorer("connect_json", "application/connect+json", Book()), KIMI, cuts) == whole
    assert run(RPC.restorer("connect_json", "application/connect+json", Book({})), KIMI, cuts) == KIMI


def value(text: str) -> bytes:
    made = struct_pb2.Value()
    made.list_value.values.add(string_value=text)
    made.list_value.values.add(number_value=2.5)
    return made.SerializeToString()


def spoken(stream: bytes) -> str:
    texts = []
    for flags, data in frames(stream):
        if not flags & 0x82:
            made = struct_pb2.Value()
            made.ParseFromString(data)
            texts += [one.string_value for one in made.list_value.values]
    return "".join(texts)


def test_messages_of_protocol_buffers_are_restored_packed_or_not() -> None:
    pieces = ["Dear [EMAIL_K7", "Q2], how", " are you? [EMAIL_K"]
    for flags, pack in ((0, bytes), (1, gzip.compress)):
        stream = b"".join(envelope(pack(value(piece)), flags) for piece in pieces)
        for end in (b"", envelope(b"{}", 2), envelope(b"grpc-status: 0\r\n", 128)):
            restored = run(RPC.restorer("grpc", "application/grpc", Book()), stream + end)
            assert spoken(restored) == "Dear ada@example.com, how are you? [EMAIL_K"
            assert restored.endswith(end)
            cuts = range(0, len(stream), 3)
            assert run(RPC.restorer("grpc", "application/grpc", Book()), stream + end, cuts) == restored
        assert run(RPC.restorer("grpc", "application/grpc", Book({})), stream) == stream


def test_an_event_stream_of_envelopes_is_none_of_lines() -> None:
    """Cursor sends envelopes under the label of server-sent events."""
    stream = envelope(value(f"to {EMAIL}")) + envelope(b"{}", 2)
    assert (
        spoken(run(RPC.restorer("connect_proto", "text/event-stream", Book()), stream))
        == "to ada@example.com"
    )


def test_a_whole_message_is_restored() -> None:
    data = value(f"to {EMAIL}")
    assert run(RPC.restorer("unary_proto", "application/proto", Book()), data, range(40)) == value(
        "to ada@example.com"
    )
    assert run(RPC.restorer("unary_proto", "application/proto", Book()), data[:-1]) == data[:-1]


@examples(60)
@given(st.binary(max_size=120), st.lists(st.integers(0, 200), max_size=6))
def test_bytes_that_are_no_envelopes_pass(junk: bytes, cuts: list[int]) -> None:
    whole = run(RPC.restorer("grpc", "application/grpc", Book()), junk)
    assert whole == junk
    assert run(RPC.restorer("grpc", "application/grpc", Book()), junk, cuts) == whole


def test_a_bomb_passes_unread() -> None:
    bomb = envelope(gzip.compress(bytes(30 << 20)), 1)
    assert run(RPC.restorer("grpc", "application/grpc", Book()), bomb) == bomb


def test_a_refusal_ends_each_manner_of_call_in_its_own_way() -> None:
    stream = RPC.refuse("connect_proto", REFUSAL, stream=True)
    ((flags, data),) = frames(stream.body)
    error = json.loads(data)["error"]
    assert (stream.status, flags, error["code"]) == (200, 2, "permission_denied")
    assert "T-1" in error["message"]
    assert error["details"][0]["debug"]["details"]["title"] == REFUSAL.title
    assert RPC.refuse("unary_json", REFUSAL, stream=False).status == 403
    assert dict(RPC.refuse("grpc", REFUSAL, stream=False).headers)["grpc-status"] == "7"
    ((flags, data),) = frames(RPC.refuse("grpc_web", REFUSAL, stream=False).body)
    assert flags == 128
    assert data.startswith(b"grpc-status: 7\r\n")
