"""What services say on sockets, restored message by message; and refusals there."""

import itertools
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxy.contract import Refusal
from proxy.services.catalog import dialects

VALUES = {"[EMAIL_K7Q2]": "ada@example.com", "[PERSON_NAME_QRST23]": 'Ada "the" Weber\n'}
BLOCKED = Refusal("PW-AAAAAA", "Blocked", "It holds a key.", ("keys",), "Take it out.")
TEXT = "Dear [PERSON_NAME_QRST23], write to [EMAIL_K7Q2] or [EM"
WHOLE = 'Dear Ada "the" Weber\n, write to ada@example.com or [EM'
Event = dict[str, Any]


class Book:
    def resolve(self, token: str) -> str | None:
        return VALUES.get(token.upper())

    def may_begin(self, tail: str) -> bool:
        return any(token.startswith(tail.upper()) for token in VALUES)


def said(kind: str, **more: object) -> Event:
    """An event of a realtime session."""
    where = {"response_id": "r", "item_id": "i", "output_index": 0, "content_index": 0}
    return {"type": kind, "event_id": "e", **where, **more}


def copilot(kind: str, **more: object) -> Event:
    return {"event": kind, "messageId": "m", "partId": "p", **more}


# How a piece of a text is said, what is said at its end, and where the page takes the pieces from.
STREAMS: dict[str, tuple[str, Callable[[str], Event], list[Event], Callable[[Event], str]]] = {
    "openai_realtime": (
        "realtime",
        lambda text: said("response.output_audio_transcript.delta", delta=text),
        [
            said("response.output_audio_transcript.done", transcript=TEXT),
            {
                "type": "response.done",
                "response": {"id": "r", "output": [{"content": [{"transcript": TEXT}]}]},
            },
        ],
        lambda event: str(event.get("delta", "")),
    ),
    "copilot_web": (
        "chat",
        lambda text: copilot("appendText", text=text),
        [
            copilot("partCompleted"),
            {"event": "titleUpdate", "title": TEXT},
            {"event": "done", "messageId": "m"},
        ],
        lambda event: str(event.get("text", "")) if event["event"] == "appendText" else "",
    ),
}


def restored(dialect: str, route: str, events: list[Event]) -> list[Event]:
    restorer = dialects()[dialect].socket_restorer(route, Book())
    return [json.loads(out) for event in events for out in restorer.feed(json.dumps(event))]


@pytest.mark.parametrize("dialect", sorted(STREAMS))
@settings(max_examples=40, deadline=None)
@given(cuts=st.lists(st.integers(1, len(TEXT)), max_size=8))
def test_a_text_comes_back_however_it_is_cut(dialect: str, cuts: list[int]) -> None:
    route, piece, ends, shown = STREAMS[dialect]
    places = sorted({0, len(TEXT), *cuts})
    events = [piece(TEXT[start:end]) for start, end in itertools.pairwise(places)]
    out = restored(dialect, route, [*events, *ends])
    assert "".join(map(shown, out)) == WHOLE
    assert not any(token in json.dumps(out) for token in VALUES)


def test_two_items_of_a_session_do_not_mix() -> None:
    events = [
        said("response.output_text.delta", delta="[EMAIL_"),
        said("response.output_text.delta", delta="[PERSON_NAME_", item_id="j"),
        said("response.output_text.delta", delta="K7Q2]"),
        said("response.output_text.delta", delta="QRST23]", item_id="j"),
        said("response.function_call_arguments.delta", delta='{"to": "[PERSON_NAME_QRST23]"}'),
    ]
    out = restored("openai_realtime", "realtime", events)
    texts = {
        item: "".join(e["delta"] for e in out if e["item_id"] == item and "text" in e["type"])
        for item in "ij"
    }
    assert texts == {"i": "ada@example.com", "j": VALUES["[PERSON_NAME_QRST23]"]}
    assert json.loads(out[-1]["delta"]) == {"to": VALUES["[PERSON_NAME_QRST23]"]}


def test_sound_passes_as_it_is() -> None:
    event = json.dumps(said("response.output_audio.delta", delta="W0VNQUlMX0s3UTJd" * 100))
    assert dialects()["openai_realtime"].socket_restorer("realtime", Book()).feed(event) == [event]


def test_a_replaced_text_is_restored_and_may_go_on() -> None:
    events = [
        copilot("appendText", text="To [EMAIL"),
        copilot("replaceText", text="Dear [EMAIL_K7"),
        copilot("appendText", text="Q2]!"),
    ]
    texts = [event["text"] for event in restored("copilot_web", "chat", events)]
    assert texts == ["To ", "Dear ", "ada@example.com!"]


def test_each_message_of_character_ai_says_the_whole_text() -> None:
    events = [
        {"command": "update_turn", "turn": {"candidates": [{"candidate_id": "c", "raw_content": text}]}}
        for text in ("Write to [EMAIL_K7Q2] or [EM", "Write to [EMAIL_K7Q2] or [EMAIL_K7Q2]")
    ]
    out = restored("character_ai", "turns", events)
    texts = [event["turn"]["candidates"][0]["raw_content"] for event in out]
    assert texts == ["Write to ada@example.com or [EM", "Write to ada@example.com or ada@example.com"]


@pytest.mark.parametrize(
    ("dialect", "route", "where"),
    [
        ("openai_realtime", "realtime", lambda events: events[0]["error"]["message"]),
        ("character_ai", "turns", lambda events: events[0]["comment"]),
        ("copilot_web", "chat", lambda events: events[1]["text"]),
    ],
)
def test_refusals_are_shown_and_the_socket_goes_on(
    dialect: str, route: str, where: Callable[[list[Event]], str]
) -> None:
    frames = dialects()[dialect].refuse_message(route, BLOCKED)
    assert where([json.loads(said) for said in frames.messages]) == BLOCKED.text
    assert frames.close == 0
