"""What services say on sockets, restored message by message; and refusals there."""

import itertools
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxy.answering import Answer, decoder
from proxy.contract import Refusal
from proxy.services.catalog import dialects
from tests.fuzzing import examples

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
@examples(40)
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
    snapshots = ("Write to [EMAIL_K7Q2] or [EM", "Write to [EMAIL_K7Q2] or [EMAIL_K7Q2] or [EM")
    candidates: list[Event] = [{"candidate_id": "c", "raw_content": text} for text in snapshots]
    candidates.append({**candidates[-1], "is_final": True})
    events = [{"command": "update_turn", "turn": {"candidates": [one]}} for one in candidates]
    out = restored("character_ai", "turns", events)
    texts = [event["turn"]["candidates"][0]["raw_content"] for event in out]
    assert texts == [
        "Write to ada@example.com or ",
        "Write to ada@example.com or ada@example.com or ",
        "Write to ada@example.com or ada@example.com or [EM",
    ]


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


def turn(*events: object, topic: str = "t") -> str:
    """A message of ChatGPT's socket with items of one turn."""
    items = [
        {
            "type": "stream-item",
            "stream_item_id": "1",
            "encoded_item": f"event: delta\ndata: {json.dumps(event)}\n\n",
        }
        for event in events
    ]
    return json.dumps(
        [
            {
                "type": "message",
                "topic_id": topic,
                "payload": {"type": "conversation-turn-stream", "payload": item},
            }
            for item in items
        ]
    )


def begin(text: str) -> Event:
    return {
        "p": "",
        "o": "add",
        "v": {"message": {"content": {"parts": [text]}}, "conversation_id": "k"},
        "c": 0,
    }


def read_turns(messages: list[str | bytes]) -> dict[str, str]:
    """What the page makes of the items: the text of each topic."""
    texts: dict[str, str] = {}
    for item in [item for message in messages for item in json.loads(message)]:
        encoded = item["payload"]["payload"].get("encoded_item", "")
        for block in filter(None, encoded.split("\n\n")):
            event = json.loads(block.partition("data: ")[2])
            if isinstance(event.get("v"), dict):
                texts[item["topic_id"]] = event["v"]["message"]["content"]["parts"][0]
            elif isinstance(event.get("v"), str):
                texts[item["topic_id"]] += event["v"]
    return texts


@examples(40)
@given(cuts=st.lists(st.integers(1, len(TEXT)), max_size=8), batch=st.booleans())
def test_a_turn_that_was_handed_over_comes_back_however_it_is_cut(cuts: list[int], batch: bool) -> None:
    places = sorted({0, len(TEXT), *cuts})
    events: list[object] = [begin("")]
    for number, (start, end) in enumerate(itertools.pairwise(places)):
        piece: Event = {"v": TEXT[start:end]}
        events.append(piece if number else {"p": "/message/content/parts/0", "o": "append", **piece})
    restorer = dialects()["chatgpt_web"].socket_restorer("handoff", Book())
    out: list[str | bytes] = []
    for message in [turn(*events)] if batch else map(turn, events):
        out += restorer.feed(message)
        out += restorer.feed(turn(begin("[EMAIL"), topic="u"))
    done = {"type": "conversation-turn-stream", "payload": {"type": "done"}}
    out += restorer.feed(json.dumps([{"type": "message", "topic_id": "t", "payload": done}]))
    assert read_turns(out)["t"] == WHOLE


def test_what_the_socket_says_beside_is_the_very_same_or_restored() -> None:
    restorer = dialects()["chatgpt_web"].socket_restorer("handoff", Book())
    for message in ('[{"type" : "pong"}]', "ok", turn({"v": "nothing"})):
        assert restorer.feed(message) == (message,)
    (out,) = restorer.feed('[{"type": "title", "title": "[EMAIL_K7Q2]"}]')
    assert out == '[{"type": "title", "title": "ada@example.com"}]'


def test_a_turn_is_known_on_the_socket_by_its_topic() -> None:
    dialect = dialects()["chatgpt_web"]
    event = {
        "type": "stream_handoff",
        "options": [{"type": "subscribe_ws_topic", "topic_id": "conversation-turn-7"}],
    }
    assert dialect.thread("conversation", event) == "topic:conversation-turn-7"
    found: list[str] = []
    restorer = dialect.restorer("conversation", "text/event-stream", Book())
    coming = Answer(restorer, decoder(""), dialect, "conversation", found.append)
    for one in (
        {"type": "resume_conversation_token", "conversation_id": "k"},
        {"conversation_id": "j"},
        event,
    ):
        coming.feed(f"data: {json.dumps(one)}\n\n".encode())
    assert found == ["conversation:k", "topic:conversation-turn-7"]


@pytest.mark.parametrize(
    ("before", "after"), [("", ""), ("42", ""), ("42/room,17", ""), ('{"type":1,"arguments":', "}\x1e")]
)
def test_a_text_goes_on_behind_what_a_protocol_puts_around_it(before: str, after: str) -> None:
    restorer = dialects()["generic"].socket_restorer("message", Book())
    pieces = ["Dear ", "[EMA", "IL_K7", "Q2], hello"]
    shown = [
        str(one)
        for piece in pieces
        for one in restorer.feed(before + json.dumps(["token", piece], separators=(",", ":")) + after)
    ]
    assert all(one.startswith(before) and one.endswith(after) for one in shown)
    inner = [json.loads(one[len(before) : len(one) - len(after)]) for one in shown]
    assert "".join(text for _, text in inner) == "Dear ada@example.com, hello"
