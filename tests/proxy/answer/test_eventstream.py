"""Event streams: lengths and sums are right after restoring, whatever the cuts; what is not right passes as it is."""

import base64
import json
from zlib import crc32

import pytest
from botocore.eventstream import ChecksumMismatch, EventStreamBuffer
from hypothesis import given
from hypothesis import strategies as st

from proxy.answer.eventstream import MEDIA_TYPE, event_stream, header, messages, written
from proxy.services.catalog import dialects
from tests.fuzzing import examples
from tests.proxy.answer.book import EMAIL, Book, run

BEDROCK = dialects()["aws_bedrock"]


def event(name: str, payload: object, sort: str = "event") -> bytes:
    named = header(":exception-type" if sort == "exception" else ":event-type", name)
    headers = named + header(":content-type", "application/json") + header(":message-type", sort)
    return written(headers, json.dumps(payload).encode())


def chunk(value: object) -> bytes:
    inner = value if isinstance(value, str) else json.dumps(value)
    return event("chunk", {"bytes": base64.b64encode(inner.encode()).decode(), "p": "abcdefgh"})


def text(piece: str, index: int = 0) -> bytes:
    return event("contentBlockDelta", {"contentBlockIndex": index, "delta": {"text": piece}})


def tool(piece: str, index: int = 1) -> bytes:
    return event("contentBlockDelta", {"contentBlockIndex": index, "delta": {"toolUse": {"input": piece}}})


CONVERSE = b"".join(
    (
        event("messageStart", {"role": "assistant"}),
        text("Dear [EMA"),
        text("IL_K7"),
        text("Q2]! [EMAIL_"),
        event("contentBlockStop", {"contentBlockIndex": 0}),
        event(
            "contentBlockStart",
            {"contentBlockIndex": 1, "start": {"toolUse": {"toolUseId": "t", "name": "mail"}}},
        ),
        tool('{"to":"[EMAIL_K'),
        tool('7Q2]","body":"[PASSWORD_ABCD]"}'),
        event("contentBlockStop", {"contentBlockIndex": 1}),
        event("messageStop", {"stopReason": "tool_use"}),
        event("metadata", {"usage": {"inputTokens": 1}}),
    )
)


def read(stream: bytes) -> list[tuple[str, dict[str, object]]]:
    """Names and payloads, as botocore reads them: it checks every length and sum."""
    buffer = EventStreamBuffer()
    buffer.add_data(stream)
    return [
        (str(one.headers.get(":event-type", one.headers.get(":exception-type"))), json.loads(one.payload))
        for one in buffer
    ]


def said(stream: bytes) -> tuple[str, str]:
    """The text and the tool's arguments."""
    deltas = [body["delta"] for name, body in read(stream) if name == "contentBlockDelta"]
    texts = "".join(delta.get("text", "") for delta in deltas)  # type: ignore[attr-defined]
    return texts, "".join(delta.get("toolUse", {}).get("input", "") for delta in deltas)  # type: ignore[attr-defined]


def test_the_text_and_the_arguments_are_restored() -> None:
    texts, arguments = said(run(BEDROCK.restorer("converse_stream", MEDIA_TYPE, Book()), CONVERSE))
    assert texts == "Dear ada@example.com! [EMAIL_"
    assert json.loads(arguments) == {"to": "ada@example.com", "body": 'pa"ss\\n\n\\word1'}


@examples(40)
@given(st.lists(st.integers(0, len(CONVERSE)), max_size=30))
def test_any_cuts_give_the_same_stream(cuts: list[int]) -> None:
    whole = run(BEDROCK.restorer("converse_stream", MEDIA_TYPE, Book()), CONVERSE)
    assert run(BEDROCK.restorer("converse_stream", MEDIA_TYPE, Book()), CONVERSE, cuts) == whole


def test_a_stream_without_placeholders_stays_byte_for_byte() -> None:
    stream = CONVERSE + event("throttlingException", {"message": "slow"}, "exception")
    assert run(BEDROCK.restorer("converse_stream", MEDIA_TYPE, Book({})), stream, range(0, 4000, 7)) == stream


@examples(60)
@given(st.binary(max_size=200), st.lists(st.integers(0, 900), max_size=6))
def test_bytes_that_are_no_stream_pass(junk: bytes, cuts: list[int]) -> None:
    data = text(f"to {EMAIL}") + junk
    restored = run(BEDROCK.restorer("converse_stream", MEDIA_TYPE, Book()), data, cuts)
    assert restored == text("to ada@example.com") + junk


def test_a_wrong_sum_is_left_to_the_client() -> None:
    broken = bytearray(text(f"to {EMAIL}"))
    broken[-1] ^= 1
    data = bytes(broken) + text(f"and {EMAIL}")
    assert run(BEDROCK.restorer("converse_stream", MEDIA_TYPE, Book()), data) == data
    with pytest.raises(ChecksumMismatch):
        read(data)


def test_an_exception_ends_the_text_before_it() -> None:
    stream = text("to [EMAIL_") + event("modelStreamErrorException", {"message": f"not {EMAIL}"}, "exception")
    events = read(run(BEDROCK.restorer("converse_stream", MEDIA_TYPE, Book()), stream))
    assert [name for name, _ in events] == [
        "contentBlockDelta",
        "contentBlockDelta",
        "modelStreamErrorException",
    ]
    assert events[1][1]["delta"] == {"text": "[EMAIL_"}
    assert events[2][1] == {"message": "not ada@example.com"}


def inner(stream: bytes) -> list[dict[str, object]]:
    return [json.loads(base64.b64decode(str(body["bytes"]))) for _, body in read(stream)]


def block(piece: str) -> dict[str, object]:
    return {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": piece}}


VENDORS = {
    "anthropic": ([block("to [EMAIL_K7"), block("Q2]")], lambda e: e["delta"]["text"]),
    "titan": ([{"outputText": "to [EMAIL_K7"}, {"outputText": "Q2]"}], lambda e: e["outputText"]),
    "llama": ([{"generation": "to [EMAIL_K7"}, {"generation": "Q2]"}], lambda e: e["generation"]),
    "mistral": (
        [{"outputs": [{"text": "to [EMAIL_K7"}]}, {"outputs": [{"text": "Q2]"}]}],
        lambda e: e["outputs"][0]["text"],
    ),
    "cohere": (
        [
            {"event_type": "text-generation", "text": "to [EMAIL_K7"},
            {"event_type": "text-generation", "text": "Q2]"},
        ],
        lambda e: e["text"],
    ),
    "nova": (
        [
            {"contentBlockDelta": {"contentBlockIndex": 0, "delta": {"text": "to [EMAIL_K7"}}},
            {"contentBlockDelta": {"contentBlockIndex": 0, "delta": {"text": "Q2]"}}},
        ],
        lambda e: e["contentBlockDelta"]["delta"]["text"],
    ),
    "others": (
        [{"choices": [{"delta": {"content": "to [EMAIL_K7"}}]}, {"choices": [{"delta": {"content": "Q2]"}}]}],
        lambda e: e["choices"][0]["delta"]["content"],
    ),
}


@pytest.mark.parametrize("vendor", VENDORS)
def test_the_vendors_own_events_are_restored(vendor: str) -> None:
    events, text_of = VENDORS[vendor]
    for end in ([], [{"type": "message_stop"}]):
        stream = b"".join(map(chunk, [*events, *end]))
        for step in (1, 50, 5000):
            restored = run(
                BEDROCK.restorer("invoke_stream", MEDIA_TYPE, Book()), stream, range(0, len(stream), step)
            )
            texts = [text_of(one) for one in inner(restored) if one.get("type") != "message_stop"]
            assert "".join(texts) == "to ada@example.com"
    cut = run(BEDROCK.restorer("invoke_stream", MEDIA_TYPE, Book()), chunk(events[0]))
    assert "".join(text_of(one) for one in inner(cut)) == "to [EMAIL_K7"


def test_an_agents_text_is_restored() -> None:
    stream = chunk("Dear [EMAIL_K7") + chunk("Q2], ") + event("trace", {"sessionId": "s"})
    events = read(run(BEDROCK.restorer("agent", MEDIA_TYPE, Book()), stream))
    texts = [base64.b64decode(str(body["bytes"])).decode() for name, body in events if name == "chunk"]
    assert "".join(texts) == "Dear ada@example.com, "


def test_reasoning_is_never_changed() -> None:
    delta = {"reasoningContent": {"text": f"they ask {EMAIL}"}}
    stream = event("contentBlockDelta", {"contentBlockIndex": 0, "delta": delta})
    assert run(BEDROCK.restorer("converse_stream", MEDIA_TYPE, Book()), stream) == stream


def test_messages_are_cut_where_their_lengths_say() -> None:
    assert b"".join(one.raw for one in messages(CONVERSE)) == CONVERSE
    huge = (1 << 30).to_bytes(4) + bytes(4)
    assert event_stream().feed(huge + crc32(huge).to_bytes(4) + b"x")[0].payload == ""


def test_amazon_q_text_and_tools_are_restored() -> None:
    use = {"toolUseId": "t", "name": "mail"}
    stream = b"".join(
        (
            event("messageMetadataEvent", {"conversationId": "c"}),
            event("assistantResponseEvent", {"content": "Dear [EMAIL_K"}),
            event("contextUsageEvent", {"contextUsagePercentage": 1.5}),
            event("assistantResponseEvent", {"content": "7Q2], [EMA"}),
            event("toolUseEvent", {**use, "input": '{"to":"[EMAIL_K7'}),
            event("toolUseEvent", {**use, "input": 'Q2]","key":"[PASSWORD_ABCD'}),
            event("toolUseEvent", {**use, "stop": True}),
            event("followupPromptEvent", {"followupPrompt": {"content": f"Write to {EMAIL}?"}}),
        )
    )
    dialect = dialects()["amazon_q"]
    whole = run(dialect.restorer("chat", MEDIA_TYPE, Book()), stream)
    assert run(dialect.restorer("chat", MEDIA_TYPE, Book()), stream, range(0, len(stream), 9)) == whole
    events = read(whole)
    assert "".join(str(body["content"]) for name, body in events if name == "assistantResponseEvent") == (
        "Dear ada@example.com, [EMA"
    )
    inputs = "".join(str(body.get("input", "")) for name, body in events if name == "toolUseEvent")
    assert inputs == '{"to":"ada@example.com","key":"[PASSWORD_ABCD'
    assert all(body["toolUseId"] == "t" for name, body in events if name == "toolUseEvent")
    assert events[-1][1] == {"followupPrompt": {"content": "Write to ada@example.com?"}}
