"""Answers that no service would send: nothing is raised, nothing grows, nothing is lost."""

import json
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxy.services.anthropic_messages import answer as anthropic_messages
from proxy.services.chatgpt_web import answer as chatgpt_web
from proxy.services.claude_web import answer as claude_web
from proxy.services.generic import answer as generic
from proxy.services.openai_chat import answer as openai_chat
from proxy.services.openai_responses import answer as openai_responses
from tests.cost import ends_within
from tests.proxy.answer.book import EMAIL, SECRET, Book, payloads, run

DIALECTS = [openai_chat, openai_responses, anthropic_messages, chatgpt_web, claude_web, generic]
EVERY = pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.__name__.split(".")[-2])
STREAM = "text/event-stream"

NAMES = """
choices delta content index finish_reason tool_calls function arguments text type response
output_index stream_id item_id content_block_delta content_block_start content_block text_delta
partial_json input_json_delta thinking message completion stop_reason p o v c add append patch
replace truncate remove parts finished error /message/content/parts/0 /message/status
response.output_text.delta response.output_text.done response.completed
"""
WORDS = st.sampled_from(NAMES.split())
TEXTS = st.sampled_from(["", EMAIL, SECRET, "[EMA", "IL_K7Q2]", "[", "\\", "x", "\ud800"]) | WORDS
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 9) | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=5),
    max_leaves=15,
)
STREAMS = st.lists(VALUES, max_size=6).map(
    lambda events: b"".join(b"data: " + json.dumps(e).encode() + b"\n\n" for e in events)
)
CUTS = st.lists(st.integers(0, 2000), max_size=4)


@EVERY
@given(stream=STREAMS, cuts=CUTS)
def test_any_json_events(dialect: ModuleType, stream: bytes, cuts: list[int]) -> None:
    whole = run(dialect.restorer("", STREAM, Book()), stream)
    assert run(dialect.restorer("", STREAM, Book()), stream, cuts) == whole
    assert len(payloads(whole)) >= len(payloads(stream))
    for _, data in payloads(whole):
        json.loads(data)
    assert run(dialect.restorer("", STREAM, Book({})), stream, cuts) == stream


@EVERY
@given(event=VALUES)
def test_any_json_names_a_conversation_or_none(dialect: ModuleType, event: object) -> None:
    assert isinstance(dialect.thread("", event if isinstance(event, dict) else {"v": event}), str)


@EVERY
@pytest.mark.parametrize(
    "content_type", [STREAM, "application/json", "text/plain", "application/x-ndjson", "", ";", "x"]
)
@given(data=st.binary(max_size=60) | st.text(max_size=30).map(str.encode), cuts=CUTS)
def test_any_bytes(dialect: ModuleType, content_type: str, data: bytes, cuts: list[int]) -> None:
    for start in (b"", b"data: ", b"{", b'["', b"data: {"):
        assert run(dialect.restorer("", content_type, Book()), start + data, cuts) == start + data


@EVERY
def test_hostile_events_cost_linear_time(dialect: ModuleType) -> None:
    deep = b'{"v":' * 20_000 + b'"[EMA"' + b"}" * 20_000
    wide = json.dumps({f"k{n}": "[EMA" for n in range(20_000)}).encode()
    stream = b"".join(
        b"data: " + event + b"\n\n" for event in (deep, wide, wide, b'"' + b"\\\\" * 200_000 + b'["')
    )
    assert run(dialect.restorer("", STREAM, Book()), stream).count(b"\n\n") >= 4
    assert ends_within(5, lambda: run(dialect.restorer("", STREAM, Book()), stream))


@EVERY
def test_many_channels_are_not_kept_for_ever(dialect: ModuleType) -> None:
    restorer = dialect.restorer("", STREAM, Book())
    for number in range(3000):
        strings = {f"k{number}-{n}": "[EMA" for n in range(10)}
        restorer.feed(
            b"data: " + json.dumps({"p": f"/{number}", "o": "add", "v": strings}).encode() + b"\n\n"
        )
    assert len(restorer.finish()) < 1_000_000
