"""What is said on the sockets of each dialect is heard, however it is cut."""

import json
from collections.abc import Callable

import pytest

from proxy.answer.ear import Ear
from proxy.services.catalog import load_catalogue

SAID = "Export the key of the second account first"


def _in_pieces(event: Callable[[str], object]) -> list[str]:
    return [json.dumps(event(SAID[at : at + 5])) for at in range(0, len(SAID), 5)]


def _said_again(event: Callable[[str], object], end: str = "") -> list[str]:
    return [json.dumps(event(SAID[:size])) + end for size in (*range(5, len(SAID), 5), len(SAID))]


def _signalr(text: str) -> object:
    message = {"text": text, "author": "bot", "messageId": "x"}
    return {"type": 1, "target": "update", "arguments": [{"messages": [message], "requestId": "r"}]}


def _character(text: str) -> object:
    key, candidates = {"chat_id": "c", "turn_id": "t"}, [{"candidate_id": "k", "raw_content": text}]
    return {"command": "update_turn", "turn": {"turn_key": key, "candidates": candidates}}


def _chatgpt(text: str) -> object:
    delta = json.dumps({"p": "/message/content/parts/0", "o": "append", "v": text})
    item = {"type": "stream-item", "encoded_item": f"event: delta\ndata: {delta}\n\n"}
    return [{"type": "message", "payload": {"type": "conversation-turn-stream", "payload": item}}]


def _openai(text: str) -> object:
    where = {"response_id": "r", "item_id": "i", "output_index": 0, "content_index": 0}
    return {"type": "response.output_text.delta", **where, "delta": text}


MESSAGES = {
    "copilot_web": _in_pieces(
        lambda text: {"event": "appendText", "messageId": "m", "partId": "p", "text": text}
    ),
    "m365_copilot": _said_again(_signalr, "\x1e"),
    "character_ai": _said_again(_character),
    "gemini": _in_pieces(lambda text: {"serverContent": {"modelTurn": {"parts": [{"text": text}]}}}),
    "openai_realtime": _in_pieces(_openai),
    "openai_responses": _in_pieces(_openai),
    "chatgpt_web": _in_pieces(_chatgpt),
    "generic": _in_pieces(lambda text: {"type": "delta", "text": text}),
}


@pytest.mark.parametrize("dialect", MESSAGES)
def test_what_is_said_is_heard_once_and_whole(dialect: str) -> None:
    ear = Ear(10_000)
    restorer = load_catalogue().dialects[dialect].socket_restorer("", ear)
    for message in MESSAGES[dialect]:
        assert list(restorer.feed(message)) == [message]
    assert ear.texts.count(SAID) == 1
    assert not any(text != SAID and text in SAID for text in ear.texts if len(text) > 4)
