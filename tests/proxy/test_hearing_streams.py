"""Values are found in and taken out of the streams of every carrier, wherever its events cut them."""

import base64
import gzip
import io
import json
import struct
import zipfile
from collections.abc import Callable, Sequence

import pytest
from botocore.eventstream import EventStreamBuffer
from google.protobuf import struct_pb2

from proxy.answer.eventstream import MEDIA_TYPE, header, written
from proxy.hearing import Heard, listen
from proxy.saying import Hearing
from proxy.services.google_batchexecute.frames import framed
from tests.e2e.actors import credential
from tests.proxy.test_hearing import catalogue, policy_of, scanner, unnamed

type Carrier = tuple[str, str, str, Callable[[Sequence[str]], bytes], Callable[[bytes], str]]


def _candidate(text: str) -> object:
    return {"candidates": [{"content": {"role": "model", "parts": [{"text": text}]}, "index": 0}]}


def _of_candidates(events: Sequence[object]) -> str:
    return "".join(event["candidates"][0]["content"]["parts"][0]["text"] for event in events)  # type: ignore[index]


def _sse(pieces: Sequence[str]) -> bytes:
    return b"".join(b"data: " + json.dumps(_candidate(piece)).encode() + b"\r\n\r\n" for piece in pieces)


def _of_sse(body: bytes) -> str:
    return _of_candidates([json.loads(line[6:]) for line in body.splitlines() if line.startswith(b"data: ")])


def _array(pieces: Sequence[str]) -> bytes:
    return b"[" + b",\r\n".join(json.dumps(_candidate(piece)).encode() for piece in pieces) + b"\n]"


def _of_array(body: bytes) -> str:
    return _of_candidates(json.loads(body))


def _event(name: str, payload: object) -> bytes:
    headers = (
        header(":event-type", name)
        + header(":content-type", "application/json")
        + header(":message-type", "event")
    )
    return written(headers, json.dumps(payload).encode())


def _converse(pieces: Sequence[str]) -> bytes:
    return b"".join(
        _event("contentBlockDelta", {"contentBlockIndex": 0, "delta": {"text": piece}}) for piece in pieces
    ) + _event("contentBlockStop", {"contentBlockIndex": 0})


def _of_events(body: bytes) -> list[dict[str, object]]:
    """Payloads as botocore reads them: it checks every length and sum."""
    buffer = EventStreamBuffer()
    buffer.add_data(body)
    return [json.loads(one.payload) for one in buffer]


def _of_converse(body: bytes) -> str:
    return "".join(one["delta"]["text"] for one in _of_events(body) if "delta" in one)  # type: ignore[index]


def _invoke(pieces: Sequence[str]) -> bytes:
    events = [
        {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": piece}}
        for piece in pieces
    ]
    return b"".join(
        _event("chunk", {"bytes": base64.b64encode(json.dumps(event).encode()).decode(), "p": "abc"})
        for event in events
    )


def _of_invoke(body: bytes) -> str:
    events = [json.loads(base64.b64decode(str(one["bytes"]))) for one in _of_events(body)]
    return "".join(event["delta"]["text"] for event in events)


def _envelope(data: bytes, flags: int = 0) -> bytes:
    return struct.pack(">BI", flags, len(data)) + data


def _envelopes(body: bytes) -> list[bytes]:
    found = []
    while body:
        flags, size = struct.unpack_from(">BI", body)
        data = body[5 : 5 + size]
        assert len(data) == size
        if not flags & 0x82:
            found.append(gzip.decompress(data) if flags & 1 else data)
        body = body[5 + size :]
    return found


def _kimi(pieces: Sequence[str]) -> bytes:
    events = [
        {"op": "append" if at else "set", "block": {"id": "1", "text": {"content": piece}}}
        for at, piece in enumerate(pieces)
    ]
    return b"".join(_envelope(json.dumps(event).encode()) for event in events) + _envelope(b"{}", 2)


def _of_kimi(body: bytes) -> str:
    return "".join(json.loads(data)["block"]["text"]["content"] for data in _envelopes(body))


def _value(text: str) -> bytes:
    made = struct_pb2.Value()
    made.list_value.values.add(string_value=text)
    return made.SerializeToString()


def _of_value(data: bytes) -> str:
    made = struct_pb2.Value()
    made.ParseFromString(data)
    return str(made.list_value.values[0].string_value)


def _grpc(pieces: Sequence[str]) -> bytes:
    return b"".join(_envelope(_value(piece)) for piece in pieces) + _envelope(b"grpc-status: 0\r\n", 128)


def _packed(pieces: Sequence[str]) -> bytes:
    return b"".join(_envelope(gzip.compress(_value(piece)), 1) for piece in pieces) + _envelope(b"{}", 2)


def _of_grpc(body: bytes) -> str:
    return "".join(map(_of_value, _envelopes(body)))


def _frames(pieces: Sequence[str]) -> bytes:
    chunks = []
    for count in range(1, len(pieces) + 1):
        inner = json.dumps([None, ["c_1", "r_1"], None, None, [["rc_1", ["".join(pieces[:count])]]]])
        chunks.append(framed("\n" + json.dumps([["wrb.fr", None, inner]]) + "\n"))
    return b")]}'\n\n" + b"".join(chunks)


def _of_frames(body: bytes) -> str:
    """The last snapshot; each frame is counted in UTF-16 units."""
    text, last = body.decode().removeprefix(")]}'\n\n"), ""
    while text.strip():
        size, _, rest = text.partition("\n")
        units = ("\n" + rest).encode("utf-16-le")
        chunk, text = units[: 2 * int(size)].decode("utf-16-le"), units[2 * int(size) :].decode("utf-16-le")
        now = json.loads(json.loads(chunk)[0][2])[4][0][1][0]
        last = now if len(now) >= len(last) else last
    return str(last)


def _snapshots(pieces: Sequence[str]) -> bytes:
    said = [
        {
            "message": {
                "id": "m",
                "author": {"role": "assistant"},
                "content": {"parts": ["".join(pieces[:count])]},
            }
        }
        for count in range(1, len(pieces) + 1)
    ]
    return b"".join(b"data: " + json.dumps(one).encode() + b"\n\n" for one in said)


def _of_snapshots(body: bytes) -> str:
    *_, last = [json.loads(line[6:]) for line in body.splitlines() if line.startswith(b"data: ")]
    return str(last["message"]["content"]["parts"][0])


def _prefixed(pieces: Sequence[str]) -> bytes:
    return b"".join(b"0:" + json.dumps(piece).encode() + b"\n" for piece in pieces)


def _of_prefixed(body: bytes) -> str:
    return "".join(json.loads(line[2:]) for line in body.splitlines())


def _texts(pieces: Sequence[str]) -> bytes:
    return b"".join(b"data: " + piece.encode() + b"\n\n" for piece in pieces)


def _of_texts(body: bytes) -> str:
    return "".join(line[6:].decode() for line in body.splitlines() if line)


CARRIERS: dict[str, Carrier] = {
    "frames": ("google_batchexecute", "gemini.turn", "application/json", _frames, _of_frames),
    "snapshots": ("chatgpt_web", "conversation", "text/event-stream", _snapshots, _of_snapshots),
    "prefixed": ("generic", "request", "text/plain; charset=utf-8", _prefixed, _of_prefixed),
    "texts": ("generic", "request", "text/event-stream", _texts, _of_texts),
    "gemini-sse": ("gemini", "streamGenerateContent", "text/event-stream", _sse, _of_sse),
    "gemini-array": ("gemini", "streamGenerateContent.array", "application/json", _array, _of_array),
    "bedrock-converse": ("aws_bedrock", "converse_stream", MEDIA_TYPE, _converse, _of_converse),
    "bedrock-invoke": ("aws_bedrock", "invoke_stream", MEDIA_TYPE, _invoke, _of_invoke),
    "connect-json": ("connect_rpc", "connect_json", "application/connect+json", _kimi, _of_kimi),
    "grpc": ("connect_rpc", "grpc", "application/grpc+proto", _grpc, _of_grpc),
    "connect-packed": ("connect_rpc", "connect_proto", "application/connect+proto", _packed, _of_grpc),
}


def _read(carrier: Carrier, body: bytes) -> Heard:
    dialect, route, content_type, _, _ = carrier
    hearing = Hearing("s", dialect, route, content_type, "", body, others=("Keller Bau",), masks=True)
    return listen(hearing, policy_of(), scanner(), catalogue())


@pytest.mark.parametrize("name", CARRIERS)
@pytest.mark.parametrize("size", [3, 8, 1000])
def test_values_are_taken_out_wherever_events_cut_them(name: str, size: int) -> None:
    carrier = CARRIERS[name]
    said = f"Take {credential()} of Keller Bau, then wait for a word of them."
    body = carrier[3]([said[at : at + size] for at in range(0, len(said), size)])
    heard = _read(carrier, body)
    assert heard.body is not None
    assert unnamed(carrier[4](heard.body)) == "Take [removed] of [removed], then wait for a word of them."
    assert heard.masked == 2
    assert heard.level == "understood"


@pytest.mark.parametrize("cuts", [(8, 11), (0, 4, 5), (0, 4, 14, 16)])
def test_a_key_is_taken_out_of_plain_events_where_a_piece_of_it_is_a_number(cuts: tuple[int, ...]) -> None:
    key = "AK" + "IA" + "6SU6647NBB3G32ZD"
    ends = [*cuts, len(key)]
    pieces = [key[a:b] for a, b in zip([0, *cuts], ends, strict=True)]
    heard = _read(CARRIERS["texts"], _texts(["7", " of ", *pieces, " are mine."]))
    assert heard.masked == 1
    assert unnamed(_of_texts(heard.body or b"")) == "7 of [removed] are mine."


@pytest.mark.parametrize("name", CARRIERS)
def test_streams_without_values_stay_byte_for_byte(name: str) -> None:
    carrier = CARRIERS[name]
    body = carrier[3](["Dear Sir, ", "how ", "are you?"])
    assert _read(carrier, body).body == body


def test_what_stands_beside_the_text_of_an_array_is_read_and_taken_out() -> None:
    carrier = CARRIERS["gemini-array"]
    call = {"functionCall": {"name": "f", "args": {"key": credential()}}}
    body = json.dumps([_candidate("Wait."), {"candidates": [{"content": {"parts": [call]}}]}]).encode()
    heard = _read(carrier, body)
    assert heard.masked == 1
    assert heard.body is not None
    args = json.loads(heard.body)[1]["candidates"][0]["content"]["parts"][0]["functionCall"]["args"]
    assert unnamed(args["key"]) == "[removed]"


def test_one_message_of_a_call_without_a_stream_is_masked() -> None:
    carrier: Carrier = ("connect_rpc", "unary_proto", "application/proto", _grpc, _of_grpc)
    heard = _read(carrier, _value(f"Take {credential()}."))
    assert heard.masked == 1
    assert unnamed(_of_value(heard.body or b"")) == "Take [removed]."


@pytest.mark.parametrize("name", ["bedrock-converse", "connect-json", "grpc"])
def test_a_part_that_nobody_can_read_is_not_shown(name: str) -> None:
    carrier = CARRIERS[name]
    body = carrier[3](["Dear Sir, how are you?"]) + b"\x07 what is this " + credential().encode()
    heard = _read(carrier, body)
    assert heard.level == "opaque"
    assert heard.body is None


@pytest.mark.parametrize("dialect", ["openai_chat", "anthropic_messages", "gemini", "generic"])
@pytest.mark.parametrize(
    "kind", ["text/event-stream", "application/x-ndjson", "text/plain", "text/html", "application/atom+xml"]
)
def test_answers_that_no_dialect_names_are_read_and_masked_all_the_same(dialect: str, kind: str) -> None:
    key = credential()
    pieces = ["The key is ", key[:4], key[4:9], key[9:], " for you"]
    body = {
        "text/event-stream": "".join(f"data: {json.dumps(piece)}\n\n" for piece in pieces),
        "application/x-ndjson": "".join(f"{json.dumps(piece)}\n" for piece in pieces),
        "text/plain": "".join(pieces),
        "application/atom+xml": f"<feed><title>{''.join(pieces)}</title></feed>",
        "text/html": f"<html><body><p>The key is <b>{key[:7]}</b>{key[7:]} for you</p></body></html>",
    }[kind]
    hearing = Hearing("s", dialect, "", kind, "", body.encode(), masks=True)
    heard = listen(hearing, policy_of(), scanner(), catalogue())
    places = 2 if kind == "text/html" else 1  # a page is read as it is shown, and run by run
    assert heard.classes == {"secret.cloud_key": places}
    assert heard.masked == places
    assert heard.body is not None
    assert b"[removed: AWS_ACCESS_KEY]" in heard.body
    assert not any(piece.encode() in heard.body for piece in (key[4:9], key[9:]))


def _zipped(text: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("notes.txt", text)
    return made.getvalue()


def _shown_file(body: bytes, kind: str) -> Heard:
    hearing = Hearing("s", "generic", "", kind, "", body, masks=True)
    return listen(hearing, policy_of(), scanner(), catalogue())


@pytest.mark.parametrize("kind", ["application/zip", "application/octet-stream", ""])
def test_a_file_is_an_answer_that_is_read_and_masked(kind: str) -> None:
    clean, told = _zipped("Nothing to see."), _zipped(f"The key is {credential()}, mind it.")
    assert _shown_file(clean, kind).body == clean
    heard = _shown_file(told, kind)
    assert (heard.classes, heard.masked) == ({"secret.cloud_key": 1}, 1)
    assert heard.body is not None
    with zipfile.ZipFile(io.BytesIO(heard.body)) as archive:
        assert archive.read("notes.txt") == b"The key is [removed: AWS_ACCESS_KEY], mind it."


def test_a_text_in_another_encoding_is_read_and_masked() -> None:
    clean = "Schöne Grüße aus Köln".encode("latin-1")
    assert _shown_file(clean, "text/plain; charset=iso-8859-1").body == clean
    heard = _shown_file(f"Schlüssel: {credential()}".encode("latin-1"), "text/plain; charset=iso-8859-1")
    assert heard.body == "Schlüssel: [removed: AWS_ACCESS_KEY]".encode("latin-1")


@pytest.mark.parametrize(
    ("body", "shown"), [(b"ID3\x04" + bytes(range(256)) * 9, True), (bytes(range(256)) * 9, False)]
)
def test_sound_is_shown_whatever_its_type_and_what_nobody_knows_is_not(body: bytes, shown: bool) -> None:
    heard = _shown_file(body, "application/octet-stream")
    assert (heard.level, heard.body) == ("opaque", body if shown else None)
