"""Values are taken out of answers, however a stream is cut into events."""

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxy.answer.mask import Pieces, Values, cut, mask_json, mask_stream, mask_text
from proxy.services.catalog import load_catalogue
from tests.fuzzing import examples

SECRET, MASK = "hunter2-correct-horse", "[removed: PASSWORD]"
CATALOGUE = load_catalogue()
SSE = "text/event-stream"


def values() -> Values:
    return Values({SECRET: "PASSWORD"})


def masked(dialect: str, route: str, body: bytes, content_type: str = SSE) -> bytes | None:
    return mask_stream(
        body, lambda ear: CATALOGUE.dialects[dialect].restorer(route, content_type, ear), values(), 10_000
    )


def events(*parts: Any) -> bytes:
    return b"".join(b"data: " + json.dumps(part).encode() + b"\n\n" for part in parts) + b"data: [DONE]\n\n"


def chat(text: str) -> Any:
    return {"id": "c", "choices": [{"index": 0, "delta": {"content": text}}]}


@examples(25)
@given(st.lists(st.integers(0, 60), max_size=8))
def test_any_cut_of_a_stream_shows_the_same(cuts: list[int]) -> None:
    text = f"Say {SECRET} and again {SECRET}, é."
    marks = [0, *sorted(mark for mark in cuts if mark < len(text)), len(text)]
    body = events(*(chat(text[a:b]) for a, b in pairwise(marks)))
    shown = masked("openai_chat", "chat", body)
    assert shown is not None
    lines = [json.loads(line[6:]) for line in shown.decode().splitlines() if line.startswith("data: {")]
    assert len(lines) == len(marks) - 1
    assert "".join(one["choices"][0]["delta"]["content"] for one in lines) == text.replace(SECRET, MASK)


def test_a_whole_repeat_at_the_end_is_masked_too() -> None:
    half = len(SECRET) // 2
    where = {"item_id": "m", "output_index": 0, "content_index": 0}
    body = events(
        {"type": "response.output_text.delta", **where, "delta": SECRET[:half]},
        {"type": "response.output_text.delta", **where, "delta": SECRET[half:] + "!"},
        {"type": "response.output_text.done", **where, "text": SECRET + "!"},
        {"type": "response.completed", "response": {"output": [{"content": [{"text": SECRET + "!"}]}]}},
    )
    shown = masked("openai_responses", "responses", body)
    assert shown is not None
    assert shown.decode().count(MASK) == 3
    assert SECRET[:half] not in shown.decode()
    assert SECRET[half:] not in shown.decode()


def test_a_stream_that_nobody_can_read_is_not_shown() -> None:
    assert masked("openai_chat", "chat", events({"odd": SECRET})) is None
    assert masked("openai_chat", "chat", b"no events: " + SECRET.encode()) is None


def test_json_is_changed_only_where_values_stand() -> None:
    body = b'{"a" :  ["x %s y", 1.50, "\\u00e9"], "b": "%s"}' % ((SECRET.encode(),) * 2)
    assert mask_json(body, values()) == body.replace(SECRET.encode(), MASK.encode())


@pytest.mark.parametrize("body", [b'{"%s": 1}', b'{"a": "nothing"}', b"[1", b'"%s"\xff'])
def test_json_in_which_a_value_stays_or_is_not_found_is_not_shown(body: bytes) -> None:
    assert mask_json(body.replace(b"%s", SECRET.encode()), values()) is None


def test_a_value_of_several_lines_is_found_in_json_in_a_string() -> None:
    value = 'first\n"second"'
    body = json.dumps({"arguments": json.dumps({"key": value})}).encode()
    shown = mask_json(body, Values({value: "PRIVATE_KEY"}))
    assert shown is not None
    assert json.loads(json.loads(shown)["arguments"]) == {"key": "[removed: PRIVATE_KEY]"}


def test_plain_text() -> None:
    assert mask_text(f"a {SECRET} b".encode(), values()) == f"a {MASK} b".encode()
    assert mask_text(b"\xff", values()) is None


def test_a_piece_that_begins_within_a_value_loses_its_part() -> None:
    assert [cut(part, [(2, 6, "#")], start) for part, start in (("abc", 0), ("de", 3), ("fgh", 5))] == [
        "ab#",
        "",
        "gh",
    ]


def test_a_snapshot_that_ends_within_a_value_loses_its_beginning() -> None:
    said = (f"Say {SECRET[:9]}", f"Say {SECRET}", f"Say {SECRET} now")
    pieces = Pieces(1000)
    for text in said:
        pieces.hear(("answer",), text, fresh=True, repeats=False)
    assert pieces.changes(values()) == {0: f"Say {MASK}", 1: f"Say {MASK}", 2: f"Say {MASK} now"}
