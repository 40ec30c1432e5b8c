"""Calls in envelopes as the stand-in speaks them: Kimi's chat (Connect, JSON) and xAI's (gRPC, protocol buffers).

Sources: the protocol page of connectrpc.com; xAI's published message types (Message.content 1, Content.text 1,
Chunk.outputs 2, Output.delta 1, Delta.content 1). Both ends are written here by hand, apart from the product's reader.
"""

import json
from collections.abc import Iterator
from struct import pack, unpack_from

from proxy.standin.answer import Answer
from proxy.standin.model import Prompt, Turn, pieces, think


def kimi(turn: Turn, body: bytes) -> Answer:
    """POST /apiv2/kimi…ChatService/Chat: blocks that are set and gone on with."""
    asked = json.loads(_messages(body)[0])
    text = str(asked["message"]["blocks"][-1]["text"]["content"])
    out = [_envelope(b'{"heartbeat":{}}')]
    for number, piece in enumerate(pieces(think(turn, Prompt(text)).text, turn.split)):
        block = {"id": "1", "text": {"content": piece}}
        event = {"op": "append" if number else "set", "mask": "block.text.content", "block": block}
        out.append(_envelope(json.dumps(event).encode()))
    return Answer((*out, _envelope(b"{}", 2)), "application/connect+json")


def xai(turn: Turn, body: bytes) -> Answer:
    """POST /xai_api.Chat/GetCompletionChunk: one delta a message."""
    message = [value for number, value in _fields(_messages(body)[0]) if number == 1][-1]
    content = next(value for number, value in _fields(message) if number == 1)
    text = next(value for number, value in _fields(content) if number == 1).decode()
    said = pieces(think(turn, Prompt(text)).text, turn.split)
    out = (_envelope(_field(2, _field(1, _field(1, piece.encode())))) for piece in said)
    return Answer(tuple(out), "application/grpc")


def _messages(body: bytes) -> list[bytes]:
    found = []
    while body:
        size = unpack_from(">BI", body)[1]
        found.append(body[5 : 5 + size])
        body = body[5 + size :]
    return found


def _envelope(data: bytes, flags: int = 0) -> bytes:
    return pack(">BI", flags, len(data)) + data


def _number(value: int) -> bytes:
    return bytes([value]) if value < 128 else bytes([value & 127 | 128]) + _number(value >> 7)


def _field(number: int, data: bytes) -> bytes:
    return _number(number << 3 | 2) + _number(len(data)) + data


def _fields(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Fields with a length; a number is passed over. Raises ValueError for any other sort."""
    at = 0
    while at < len(data):
        tag, at = _read(data, at)
        value, at = _read(data, at)
        if tag & 7 == 2:
            if at + value > len(data):
                raise ValueError("a field is cut")
            yield tag >> 3, data[at : at + value]
            at += value
        elif tag & 7:
            raise ValueError("a field of a sort that is not spoken here")


def _read(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        value |= (data[at] & 127) << shift
        shift, at = shift + 7, at + 1
        if data[at - 1] < 128:
            return value, at
