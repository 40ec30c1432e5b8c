"""Pieces of several are told on sockets, in whatever frame they come; other messages are not taken for any."""

import json

import pytest

from proxy.spoken import is_piece

PIECE = {"index": 3, "total": 9, "data": "cGllY2U="}


@pytest.mark.parametrize(
    "message",
    [
        json.dumps(PIECE),
        json.dumps({"type": "upload", "payload": {"chunkIndex": 0, "totalChunks": 2, "content": "Dear Jo"}}),
        json.dumps({"event": "chunk", "seq": 1, "isLast": False, "chunkNumber": 1, "chunk": "nas"}),
        f"42{json.dumps(['upload', PIECE])}",
        f"42/files,17{json.dumps(['upload', PIECE])}",
        json.dumps([json.dumps(PIECE)]),
        json.dumps({"command": "message", "identifier": "{}", "data": json.dumps(PIECE)}),
        json.dumps({"type": 1, "target": "Upload", "arguments": [PIECE]}) + "\x1e",
        json.dumps({"type": 6})
        + "\x1e"
        + json.dumps({"type": 1, "target": "UploadChunk", "arguments": ["id", 3, 9, "nas"]}),
        f"42{json.dumps(['file-part', 2, 'nas'])}",
    ],
)
def test_a_piece_is_told(message: str) -> None:
    assert is_piece(message.encode())


@pytest.mark.parametrize(
    "message",
    [
        "",
        "40",
        "hello",
        "[1,2",
        json.dumps({"type": "response.create", "input": "part 3 of 9", "output_index": 0}),
        json.dumps({"index": 0, "total": 1, "data": "all of it"}),
        json.dumps(
            {"type": "conversation.item.create", "item": {"content": [{"type": "input_text", "text": "x"}]}}
        ),
        json.dumps([{"index": 0, "total": 2, "data": "a"}, {"index": 1, "total": 2, "data": "b"}]),
        f"42{json.dumps(['ask', 'hello', {'mode': 'chat', 'limit': 9}])}",
        json.dumps({"type": 1, "target": "Send", "arguments": ["hello", 7]}) + "\x1e",
    ],
)
def test_other_messages_are_none(message: str) -> None:
    assert not is_piece(message.encode())


def test_what_is_no_text_is_none() -> None:
    assert not is_piece(b"\xff\x00" * 100)
    assert not is_piece(b"[" * 100_000)
