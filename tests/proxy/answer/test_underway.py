"""Whether a text is under way, as the dialects tell."""

import json

import pytest

from proxy.answer.underway import Underway
from proxy.services.catalog import load_catalogue
from tests.proxy.test_hearing import MESSAGES

ENDS = {
    "copilot_web": {"event": "partCompleted", "messageId": "m", "partId": "p"},
    "m365_copilot": {"type": 3, "invocationId": "0"},
    "character_ai": {
        "command": "update_turn",
        "turn": {
            "turn_key": {"chat_id": "c", "turn_id": "t"},
            "candidates": [{"candidate_id": "k", "raw_content": "All.", "is_final": True}],
        },
    },
    "gemini": {"serverContent": {"turnComplete": True}},
    "openai_realtime": {"type": "response.done", "response": {"id": "r"}},
    "openai_responses": {"type": "response.completed", "response": {"id": "r"}},
    "chatgpt_web": [
        {
            "type": "message",
            "payload": {
                "payload": {
                    "type": "stream-item",
                    "encoded_item": 'data: {"type":"message_stream_complete"}\n\n',
                }
            },
        }
    ],
}


@pytest.mark.parametrize("dialect", ENDS)
def test_a_text_is_under_way_until_its_end(dialect: str) -> None:
    underway = Underway()
    restorer = load_catalogue().dialects[dialect].socket_restorer("", underway)
    assert not underway.is_any
    for message in MESSAGES[dialect]("Take this one first."):
        assert list(restorer.feed(message)) == [message]
        assert underway.is_any
    restorer.feed(json.dumps(ENDS[dialect]) + ("\x1e" if dialect == "m365_copilot" else ""))
    assert not underway.is_any


def test_what_was_forgotten_begins_anew() -> None:
    underway = Underway()
    underway.hear(("a",), "", fresh=False, repeats=False)
    assert not underway.is_any
    underway.hear(("a",), "text", fresh=False, repeats=False)
    underway.forget()
    assert not underway.is_any
