"""A value with quotes, backslashes and line breaks leaves the JSON valid that a service wrote in its text."""

import json
import tracemalloc
from collections.abc import Callable

import pytest

from proxy.answer.quoted import escaped, is_quoted
from proxy.services.catalog import load_catalogue
from tests.proxy.answer.book import Book

VALUE = 'Ada "the\\first"\nGrüße \u2028'
TOKEN = "[PERSON_K7Q2]"
SAID = json.dumps({"list": ["a", f"to {TOKEN}"], "to": TOKEN, "n": 1})
WANTED = {"list": ["a", f"to {VALUE}"], "to": VALUE, "n": 1}
BOOK = Book({TOKEN: VALUE})


def _restored(dialect: str, route: str, kind: str, body: str) -> str:
    restorer = load_catalogue().dialects[dialect].restorer(route, kind, BOOK)
    return (restorer.feed(body.encode()) + restorer.finish()).decode()


@pytest.mark.parametrize("said", [SAID, json.dumps(json.loads(SAID), indent=2), f"```json\n{SAID}\n```"])
@pytest.mark.parametrize(
    ("dialect", "route", "wrap"),
    [
        ("openai_chat", "chat.completions", lambda text: {"choices": [{"message": {"content": text}}]}),
        ("anthropic_messages", "messages", lambda text: {"content": [{"type": "text", "text": text}]}),
        (
            "gemini",
            "generateContent",
            lambda text: {"candidates": [{"content": {"parts": [{"text": text}]}}]},
        ),
        ("generic", "request", lambda text: {"reply": text}),
    ],
)
def test_structured_output_stays_json(
    dialect: str, route: str, wrap: Callable[[str], object], said: str
) -> None:
    answer = json.loads(_restored(dialect, route, "application/json", json.dumps(wrap(said))))
    while not isinstance(answer, str):
        answer = list(answer.values() if isinstance(answer, dict) else answer)[-1]
    assert json.loads(answer.removeprefix("```json\n").removesuffix("\n```")) == WANTED


@pytest.mark.parametrize("size", [1, 5, 11, 1000])
@pytest.mark.parametrize(
    ("dialect", "route", "event", "read"),
    [
        (
            "openai_chat",
            "chat.completions",
            lambda text: {"choices": [{"index": 0, "delta": {"content": text}}]},
            lambda event: event["choices"][0]["delta"]["content"],
        ),
        (
            "anthropic_messages",
            "messages",
            lambda text: {
                "type": "content_block_delta",
                "index": 0,
                "delta": {"type": "text_delta", "text": text},
            },
            lambda event: event["delta"]["text"],
        ),
    ],
)
def test_structured_output_of_a_stream_stays_json(
    dialect: str, route: str, event: Callable[[str], object], read: Callable[[object], str], size: int
) -> None:
    pieces = [SAID[at : at + size] for at in range(0, len(SAID), size)]
    body = "".join(f"data: {json.dumps(event(piece))}\n\n" for piece in pieces)
    shown = _restored(dialect, route, "text/event-stream", body)
    events = [json.loads(line[6:]) for line in shown.splitlines() if line.startswith("data: ")]
    assert json.loads("".join(map(read, events))) == WANTED


@pytest.mark.parametrize(
    ("text", "depth", "quoted"),
    [
        ('{"to": "', 0, True),
        ('{"to": "Dear \\"A\\", ', 0, True),
        ('["a", "', 0, True),
        ('["', 0, True),
        ('{\\"to\\":\\n \\"', 1, True),
        ('{"to": "a"} and ', 0, False),
        ('He said: "', 0, False),
        ("Dear ", 0, False),
        ('{"to": "' + "x" * 20_000, 0, False),
        ("", 0, False),
    ],
)
def test_a_place_within_a_string_of_json_is_told(text: str, depth: int, quoted: bool) -> None:
    assert is_quoted(text, 0, len(text), depth) is quoted


def test_prose_keeps_its_value_as_it_is() -> None:
    answer = _restored("generic", "request", "application/json", json.dumps({"reply": f"He said: {TOKEN}"}))
    assert json.loads(answer) == {"reply": f"He said: {VALUE}"}


def test_each_string_around_a_value_escapes_it_once() -> None:
    assert escaped("ü\n", 0) == "ü\n"
    assert escaped("ü\n", 1) == "\\u00fc\\n"
    assert json.loads(json.loads(f'"{escaped(json.dumps(VALUE)[1:-1], 1)}"').join('""')) == VALUE


def _event(text: str) -> bytes:
    return b"data: " + json.dumps({"choices": [{"index": 0, "delta": {"content": text}}]}).encode() + b"\n\n"


def test_a_string_may_begin_in_a_large_event() -> None:
    restorer = (
        load_catalogue().dialects["openai_chat"].restorer("chat.completions", "text/event-stream", BOOK)
    )
    shown = (
        restorer.feed(_event("x" * 6000 + ' {"to": "'))
        + restorer.feed(_event(TOKEN))
        + restorer.feed(_event('"}'))
    )
    events = [json.loads(line[6:]) for line in (shown + restorer.finish()).decode().splitlines() if line]
    said = "".join(event["choices"][0]["delta"]["content"] for event in events)
    assert json.loads(said[6000:]) == {"to": VALUE}


def test_what_is_kept_of_a_stream_is_bounded() -> None:
    dialect = load_catalogue().dialects["openai_chat"]
    streams = [dialect.restorer("chat.completions", "text/event-stream", BOOK) for _ in range(5)]
    tracemalloc.start()
    try:
        for stream in streams:
            for _ in range(300):
                stream.feed(_event("x" * 3900))
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept / len(streams) < 200_000
