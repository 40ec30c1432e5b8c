"""Answers of Gemini, streamed in each of their ways: no cut of bytes or of a placeholder changes what is shown."""

import json
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxy.contract import Refusal
from proxy.services.gemini import answer
from tests.fuzzing import examples
from tests.proxy.answer.book import EMAIL, NAME, SECRET, VALUES, Book, objects, plain, run, split, sse

BLOCKED = Refusal("T-1", "Blocked by Acme", "A key was found.", ("keys.cloud",), "Take it out.")
TEXT = f"Dear {NAME}, {EMAIL.lower()} or {SECRET} [EMAIL_XXXX] [EMAIL"
JSON = "application/json; charset=UTF-8"
SSE = "text/event-stream"
type Event = dict[str, object]


def candidate(*parts: Event, end: str = "") -> Event:
    content: Event = {"content": {"role": "model", "parts": list(parts)}, "index": 0}
    return {"candidates": [content | ({"finishReason": end} if end else {})], "responseId": "r"}


def pieces(parts: list[str]) -> list[Event]:
    """A thought, the text in pieces, a call, and the end."""
    call: Event = {"functionCall": {"name": "f", "args": {"to": EMAIL}}, "thoughtSignature": EMAIL}
    return [
        candidate({"text": "think of [PERS", "thought": True}),
        candidate({"text": "ON_NAME_QRST23]", "thought": True}, {"text": ""}),
        *(candidate({"text": part}) for part in parts),
        candidate(call),
        candidate({"text": ""}, end="STOP"),
    ]


def as_array(events: list[Event]) -> bytes:
    return b"[" + b"\n,\r\n".join(json.dumps(event, indent=1).encode() for event in events) + b"\n]\n"


def wrapped(events: list[Event]) -> list[Event]:
    return [{"response": event, "traceId": "t"} for event in events]


def unwrapped(events: list[Event]) -> list[Event]:
    return [event["response"] for event in events]  # type: ignore[misc]


WAYS: dict[str, tuple[str, str, Callable[[list[Event]], bytes], Callable[[bytes], list[Event]]]] = {
    "events": ("streamGenerateContent", SSE, lambda events: sse(*events, end="\r\n"), objects),
    "array": ("streamGenerateContent.array", JSON, as_array, json.loads),
    "code assist": (
        "streamGenerateContent",
        SSE,
        lambda events: sse(*wrapped(events)),
        lambda stream: unwrapped(objects(stream)),
    ),
}


def shown(events: list[Event]) -> tuple[str, str, list[object]]:
    """What a client puts together: the text, the thoughts, the calls."""
    parts = [part for event in events for part in event["candidates"][0]["content"]["parts"]]  # type: ignore[index]
    text = "".join(part["text"] for part in parts if "text" in part and not part.get("thought"))
    thought = "".join(part["text"] for part in parts if part.get("thought"))
    return text, thought, [part for part in parts if "functionCall" in part]


def check(way: str, cuts: list[int], places: list[int]) -> None:
    route, kind, write, read = WAYS[way]
    stream = write(pieces(split(TEXT, places)))
    out = run(answer.restorer(route, kind, Book()), stream, cuts)
    text, thought, (call,) = shown(read(out))
    assert text == plain(TEXT)
    assert thought == plain(f"think of {NAME}")
    assert call == {
        "functionCall": {"name": "f", "args": {"to": VALUES[EMAIL]}},
        "thoughtSignature": EMAIL,  # signed: as it came
    }


@pytest.mark.parametrize("way", WAYS)
def test_every_split_of_the_text_gives_the_same(way: str) -> None:
    for first, second in pairwise(range(0, len(TEXT), 3)):
        check(way, [], [first, second, second + 1])


@examples(40)
@given(st.sampled_from(sorted(WAYS)), st.lists(st.integers(0, 5000)), st.lists(st.integers(0, 200)))
def test_any_cut_gives_the_same(way: str, cuts: list[int], places: list[int]) -> None:
    check(way, cuts, places)


@pytest.mark.parametrize("way", WAYS)
def test_one_byte_at_a_time(way: str) -> None:
    check(way, list(range(6000)), [10, 20, 33])


@pytest.mark.parametrize("way", WAYS)
def test_a_stream_without_placeholders_stays_as_it_is(way: str) -> None:
    route, kind, write, _ = WAYS[way]
    stream = write([candidate({"text": 'a "quoted" [1] \\ text ü'}), candidate({"text": "."}, end="STOP")])
    assert run(answer.restorer(route, kind, Book()), stream, range(len(stream))) == stream


def test_an_array_gives_elements_as_they_come() -> None:
    restorer = answer.restorer("streamGenerateContent.array", JSON, Book())
    first = restorer.feed(b'[{"candidates":[{"content":{"parts":[{"text":"Hi ]}"}]}}]}')
    assert b"Hi ]}" in first


def test_an_array_that_breaks_off_gives_what_came() -> None:
    whole = as_array([candidate({"text": f"to {EMAIL}"}), candidate({"text": f"and {EMAIL}"})])
    for end in range(len(whole)):
        out = run(answer.restorer("streamGenerateContent.array", JSON, Book()), whole[:end])
        assert out.startswith(whole[: min(end, whole.index(b"[EMAIL"))])


def test_arguments_that_come_in_pieces() -> None:
    def call(text: str, goes_on: bool) -> Event:
        piece = {"jsonPath": "$.to", "stringValue": text} | ({"willContinue": True} if goes_on else {})
        return candidate({"functionCall": {"name": "f", "partialArgs": [piece], "willContinue": goes_on}})

    stream = sse(call("x [EMA", True), call("IL_K7Q2] [EMA", False), candidate({"text": "."}, end="STOP"))
    events = objects(run(answer.restorer("streamGenerateContent", SSE, Book()), stream))
    calls = [part["functionCall"] for part in shown(events)[2]]  # type: ignore[index]
    texts = [piece["stringValue"] for one in calls for piece in one["partialArgs"]]
    assert "".join(texts) == f"x {VALUES[EMAIL]} [EMA"


def test_an_interaction() -> None:
    def delta(index: int, **what: object) -> Event:
        return {"event_type": "step.delta", "index": index, "delta": what}

    stream = sse(
        {"event_type": "interaction.created", "interaction": {"id": "i-1"}},
        delta(0, type="text", text="to [EMAIL_"),
        delta(1, type="arguments_delta", arguments='{"to": "[PASSW'),
        delta(0, type="text", text="K7Q2] [EM"),
        delta(1, type="arguments_delta", arguments='ORD_ABCD]"}'),
        {"event_type": "step.stop", "index": 0},
        {"event_type": "step.stop", "index": 1},
        {"event_type": "interaction.completed", "interaction": {"id": "i-1", "output_text": EMAIL}},
    )
    events = objects(run(answer.restorer("interactions", SSE, Book()), stream))
    deltas = [event for event in events if event["event_type"] == "step.delta"]
    said = "".join(e["delta"].get("text", "") for e in deltas)  # type: ignore[attr-defined]
    arguments = "".join(e["delta"].get("arguments", "") for e in deltas)  # type: ignore[attr-defined]
    assert said == f"to {VALUES[EMAIL]} [EM"
    assert json.loads(arguments) == {"to": VALUES[SECRET]}
    assert events[-1]["interaction"]["output_text"] == VALUES[EMAIL]  # type: ignore[index]
    assert answer.thread("interactions", events[0]) == "interaction:i-1"


@pytest.mark.parametrize("binary", [False, True])
def test_a_live_socket(binary: bool) -> None:
    def turn(text: str) -> Event:
        return {"serverContent": {"modelTurn": {"parts": [{"text": text}]}}}

    messages: list[Event] = [
        {"setupComplete": {}},
        {"serverContent": {"inputTranscription": {"text": f"mail {EMAIL}"}}},
        turn("Dear [PERSON_"),
        {"serverContent": {"outputTranscription": {"text": "to [EMAIL"}}},
        turn("NAME_QRST23] [EM"),
        {"serverContent": {"outputTranscription": {"text": "_K7Q2]"}}},
        {"toolCall": {"functionCalls": [{"id": "1", "name": "f", "args": {"to": EMAIL}}]}},
        {"serverContent": {"turnComplete": True}},
    ]
    restorer = answer.socket_restorer("live", Book())
    got: list[Event] = []
    for message in messages:
        text = json.dumps(message)
        for out in restorer.feed(text.encode() if binary else text):
            assert isinstance(out, bytes) is binary
            got.append(json.loads(out))
    contents = [message.get("serverContent", {}) for message in got]
    texts = [part["text"] for one in contents for part in one.get("modelTurn", {}).get("parts", [])]  # type: ignore[attr-defined]
    heard = [one.get("outputTranscription", {}).get("text", "") for one in contents]  # type: ignore[attr-defined]
    assert "".join(texts) == f"Dear {VALUES[NAME]} [EM"
    assert "".join(heard) == f"to {VALUES[EMAIL]}"
    assert VALUES[EMAIL] in json.dumps(got, ensure_ascii=False)
    assert EMAIL not in json.dumps(got[-3:])


def test_refusals() -> None:
    reply = answer.refuse("generateContent", BLOCKED, stream=False)
    error = {"error": {"code": 400, "message": BLOCKED.text, "status": "INVALID_ARGUMENT"}}
    assert (reply.status, json.loads(reply.body)) == (400, error)
    assert json.loads(answer.refuse("streamGenerateContent.array", BLOCKED, stream=True).body) == [error]
    frames = answer.refuse_message("live", BLOCKED)
    (said,) = frames.messages
    assert json.loads(said)["serverContent"]["modelTurn"]["parts"] == [{"text": BLOCKED.text}]
    assert frames.close == 0


def test_what_the_next_request_will_name() -> None:
    assert answer.thread("cachedContents", {"name": "cachedContents/7"}) == "cache:cachedContents/7"
    assert answer.thread("interactions", {"id": "i-1", "status": "completed"}) == "interaction:i-1"
    assert answer.thread("generateContent", {"id": "x", "name": "y"}) == ""
