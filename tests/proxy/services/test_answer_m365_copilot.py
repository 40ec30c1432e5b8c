"""Restoring what Microsoft 365 Copilot says on its socket, and refusing there."""

import itertools
import json
import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from proxy.contract import Refusal
from proxy.services.m365_copilot import answer
from tests.fuzzing import examples

VALUES = {"[EMAIL_K7Q2]": "ada@example.com", "[PERSON_NAME_QRST23]": 'Ada "the" Weber\n'}
END = "\x1e"


class Book:
    def resolve(self, token: str) -> str | None:
        return VALUES.get(token.upper())

    def may_begin(self, tail: str) -> bool:
        return any(token.startswith(tail.upper()) for token in VALUES)


def records(message: str | bytes) -> list[Any]:
    text = str(message)
    assert text.endswith(END)
    return [json.loads(record) for record in text.split(END)[:-1]]


def update(**argument: object) -> str:
    return json.dumps({"type": 1, "target": "update", "arguments": [argument]}) + END


def shown(messages: list[str | bytes]) -> str:
    """The text that stands at the cursor, as the page would have it."""
    text = ""
    for record in [record for message in messages for record in records(message)]:
        for argument in record.get("arguments", ()):
            text += argument.get("writeAtCursor", "")
            for said in argument.get("messages", ()):
                if said.get("author") == "bot" and "messageType" not in said:
                    text = said["text"]
    return text


@examples(60)
@given(st.lists(st.integers(0, 60), max_size=6), st.integers(0, 6), st.booleans())
def test_a_text_comes_back_however_it_is_cut(cuts: list[int], far: int, steps: bool) -> None:
    whole = "Dear [PERSON_NAME_QRST23], write to [EMAIL_K7Q2] or [EM"
    places = sorted({0, len(whole), *(min(cut, len(whole)) for cut in cuts)})
    restorer = answer.socket_restorer("chathub", Book())
    out: list[str | bytes] = []
    for number, (start, end) in enumerate(itertools.pairwise(places)):
        if steps:
            out += restorer.feed(
                update(messages=[{"author": "bot", "text": "...", "messageType": "Progress"}])
            )
        if number == far:
            out += restorer.feed(update(messages=[{"author": "bot", "text": whole[:end]}]))
        else:
            out += restorer.feed(update(writeAtCursor=whole[start:end]))
    out += restorer.feed(json.dumps({"type": 3, "invocationId": "0"}) + END)
    want = re.sub(r"\[[A-Z0-9_]+\]", lambda match: VALUES[match[0]], whole)
    assert shown(out) == want


def test_final_texts_and_echoes_are_restored_and_records_keep_their_message() -> None:
    said = {
        "author": "bot",
        "text": "to [EMAIL_K7Q2]",
        "adaptiveCards": [{"body": [{"text": "[EMAIL_K7Q2]"}]}],
    }
    message = (
        json.dumps({"type": 2, "item": {"messages": [{"author": "user", "text": "[EMAIL_K7Q2]"}, said]}})
        + END
        + json.dumps({"type": 6})
        + END
    )
    (out,) = answer.socket_restorer("chathub", Book()).feed(message)
    assert "EMAIL" not in str(out)
    item, ping = records(out)
    assert item["item"]["messages"][1]["adaptiveCards"][0]["body"][0]["text"] == "ada@example.com"
    assert ping == {"type": 6}


def test_pings_and_handshakes_are_the_very_same() -> None:
    restorer = answer.socket_restorer("chathub", Book())
    for message in ("{}" + END, '{"type" : 6}' + END, b"\x93\x06\x1e\xff"):
        assert restorer.feed(message) == (message,)


def test_a_refusal_is_an_answer_that_ends_the_call() -> None:
    blocked = Refusal("PW-AAAAAA", "Blocked", "It holds a key.", ("keys",), "Take it out.")
    frames = answer.refuse_message("chathub", blocked)
    (text,) = frames.messages
    found = records(text)
    assert [record["type"] for record in found] == [1, 2, 3, 7]
    assert found[0]["arguments"][0]["messages"][0]["text"] == blocked.text
    assert found[1]["invocationId"] == found[2]["invocationId"] == "0"
    assert frames.close == 1008
