"""The fields of whole answers tell one that has changed from one that says nothing."""

import json

import pytest

from proxy.answer.fields import Fields, fields_of
from proxy.services.prompts import named_fields

CHAT = {"id": "c", "choices": [{"index": 0, "message": {"role": "assistant", "content": "Good day to you"}}]}
CALL = {
    "choices": [{"message": {"content": None, "tool_calls": [{"arguments": '{"to": "all of us here"}'}]}}]
}


@pytest.mark.parametrize(
    ("answer", "strange"),
    [
        (CHAT, False),
        (CALL, False),
        ({"choices": [{"message": {"content": "Yes"}}], "note": "one two three four"}, False),
        (json.loads(json.dumps(CHAT).replace("choices", "options")), True),
        (json.loads(json.dumps(CHAT).replace("content", "words")), True),
        ({"error": {"message": "You have no credit left"}}, False),
        ({}, False),
    ],
)
def test_an_answer_is_strange_where_it_talks_in_other_fields(answer: object, strange: bool) -> None:
    known = named_fields("openai_chat")["chat.completions"]
    assert fields_of(answer).is_strange(known) is strange


def test_nothing_is_strange_where_nothing_is_known() -> None:
    assert not fields_of(CHAT).is_strange(frozenset())
    assert fields_of(["a b c"]) == Fields(frozenset({("*",)}), frozenset({("*",)}))


@pytest.mark.parametrize(
    ("dialect", "route"),
    [("anthropic_messages", "messages"), ("gemini", "generateContent"), ("openai_responses", "responses")],
)
def test_the_main_routes_have_known_fields(dialect: str, route: str) -> None:
    assert named_fields(dialect)[route]
