"""What single dialects do besides: signed parts, several channels at once, repeats, ends, ids."""

import json

import pytest

from proxy.services.anthropic_messages import answer as anthropic_messages
from proxy.services.claude_web import answer as claude_web
from proxy.services.generic import answer as generic
from proxy.services.openai_chat import answer as openai_chat
from proxy.services.openai_responses import answer as openai_responses
from tests.proxy.answer.book import EMAIL, SECRET, VALUES, Book, objects, payloads, run, sse

STREAM = "text/event-stream"
JSON = "application/json"


@pytest.mark.parametrize("dialect", [anthropic_messages, claude_web, generic])
def test_thinking_is_never_changed(dialect: object) -> None:
    blocks = [
        {"type": "thinking", "thinking": EMAIL, "signature": "s" + EMAIL},
        {"signature": EMAIL, "thinking": EMAIL, "type": "thinking"},
        {"type": "redacted_thinking", "data": EMAIL},
        {"type": "compaction", "content": EMAIL},
    ]
    text = {"type": "text", "text": EMAIL}
    body = json.dumps({"type": "message", "content": [*blocks, text]}).encode()
    out = json.loads(run(dialect.restorer("messages", JSON, Book()), body))  # type: ignore[attr-defined]
    assert out["content"] == [*blocks, {"type": "text", "text": VALUES[EMAIL]}]
    deltas = [
        {
            "type": "content_block_delta",
            "index": 0,
            "delta": {"type": "thinking_delta", "thinking": f"a {EMAIL} [EM"},
        },
        {"type": "content_block_delta", "index": 0, "delta": {"type": "signature_delta", "signature": EMAIL}},
        {"type": "content_block_delta", "index": 1, "delta": {"type": "compaction_delta", "content": EMAIL}},
    ]
    stream = sse(*deltas)
    assert run(dialect.restorer("messages", STREAM, Book()), stream) == stream  # type: ignore[attr-defined]


def test_tool_input_and_citations_of_a_message() -> None:
    content = [
        {"type": "tool_use", "input": {EMAIL: [SECRET, 1, None]}},
        {"type": "text", "text": "x", "citations": [{"cited_text": EMAIL}]},
    ]
    out = json.loads(
        run(anthropic_messages.restorer("messages", JSON, Book()), json.dumps({"content": content}).encode())
    )
    assert out["content"][0]["input"] == {VALUES[EMAIL]: [VALUES[SECRET], 1, None]}
    assert out["content"][1]["citations"] == [{"cited_text": VALUES[EMAIL]}]
    citation = {"type": "citations_delta", "citation": {"cited_text": EMAIL, "title": SECRET}}
    stream = sse({"type": "content_block_delta", "index": 0, "delta": citation})
    out = objects(run(anthropic_messages.restorer("messages", STREAM, Book()), stream))[0]["delta"]
    assert out["citation"] == {"cited_text": VALUES[EMAIL], "title": VALUES[SECRET]}


def test_a_block_that_starts_with_text_goes_on() -> None:
    stream = sse(
        {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": "a [EMAIL"}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "_K7Q2] [EM"}},
        {"type": "content_block_stop", "index": 0},
        {"type": "content_block_start", "index": 1, "content_block": {"type": "text", "text": "[EM"}},
        {"type": "error", "error": {"type": "api_error", "message": "x"}},
    )
    out = run(anthropic_messages.restorer("messages", STREAM, Book()), stream)
    assert objects(out) == [
        {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": "a "}},
        {
            "type": "content_block_delta",
            "index": 0,
            "delta": {"type": "text_delta", "text": "ada@example.com "},
        },
        {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "[EM"}},
        {"type": "content_block_stop", "index": 0},
        {"type": "content_block_start", "index": 1, "content_block": {"type": "text", "text": ""}},
        {"type": "content_block_delta", "index": 1, "delta": {"type": "text_delta", "text": "[EM"}},
        {"type": "error", "error": {"type": "api_error", "message": "x"}},
    ]
    assert [name for name, _ in payloads(out)] == [event["type"] for event in objects(out)]


def test_choices_and_tools_are_held_apart() -> None:
    def chunk(*choices: tuple[int, object, str | None]) -> object:
        return {"choices": [{"index": n, "delta": delta, "finish_reason": end} for n, delta, end in choices]}

    def tool(n: int, arguments: str) -> object:
        return {"tool_calls": [{"index": n, "function": {"arguments": arguments}}]}

    stream = sse(
        chunk((0, {"content": "[EM"}, None), (1, {"content": "[EMAIL_K7"}, None)),
        chunk((1, {"content": "Q2]"}, None), (0, {"content": "AIL_"}, None)),
        chunk((0, tool(0, '{"a":"[EMAIL_'), None)),
        chunk((0, tool(1, '{"b":"[PASS'), None)),
        chunk((0, tool(0, 'K7Q2]"}'), None), (1, {}, "stop")),
        chunk((0, tool(1, 'WORD_ABCD]"}'), "tool_calls")),
        done=True,
    )
    texts: dict[object, str] = {}
    for event in objects(run(openai_chat.restorer("chat", STREAM, Book()), stream)):
        for choice in event["choices"]:  # type: ignore[attr-defined]
            key, delta = choice["index"], choice["delta"]
            texts[key] = texts.get(key, "") + delta.get("content", "")
            for call in delta.get("tool_calls", ()):
                key = (choice["index"], call["index"])
                texts[key] = texts.get(key, "") + call["function"]["arguments"]
    assert texts.pop(1) == VALUES[EMAIL]
    assert texts.pop(0) == "[EMAIL_"
    assert json.loads(texts.pop((0, 0))) == {"a": VALUES[EMAIL]}
    assert json.loads(texts.pop((0, 1))) == {"b": VALUES[SECRET]}
    assert texts == {}


def test_an_extra_event_repeats_no_usage_and_no_role() -> None:
    event = {
        "id": "c",
        "usage": {"total_tokens": 9},
        "obfuscation": "x",
        "choices": [{"index": 2, "delta": {"role": "assistant", "content": "[E"}, "finish_reason": None}],
    }
    out = objects(run(openai_chat.restorer("chat", STREAM, Book()), sse(event, done=True)))
    assert out[1] == {"id": "c", "choices": [{"index": 2, "delta": {"content": "[E"}, "finish_reason": None}]}


def test_a_stream_that_breaks_off_gives_what_it_had() -> None:
    whole = sse({"choices": [{"index": 0, "delta": {"content": "see [EMAIL_"}, "finish_reason": None}]})
    for stream in (whole, whole[:-1], whole[:-2]):
        out = run(openai_chat.restorer("chat", STREAM, Book()), stream)
        assert "".join(event["choices"][0]["delta"]["content"] for event in objects(out)) == "see [EMAIL_"  # type: ignore[index]


def test_logprobs_stay() -> None:
    choice = {"index": 0, "delta": {"content": EMAIL}, "logprobs": {"content": [{"token": EMAIL}]}}
    out = objects(run(openai_chat.restorer("chat", STREAM, Book()), sse({"choices": [choice]})))[0][
        "choices"
    ][0]  # type: ignore[index]
    assert (out["delta"]["content"], out["logprobs"]) == (VALUES[EMAIL], choice["logprobs"])


def test_a_chat_completion() -> None:
    call = {"id": "x", "function": {"name": "f", "arguments": json.dumps({EMAIL: SECRET})}}
    body = {"choices": [{"message": {"content": EMAIL, "tool_calls": [call]}, "logprobs": [EMAIL]}]}
    out = json.loads(run(openai_chat.restorer("chat", JSON, Book()), json.dumps(body).encode()))["choices"][0]
    assert out["message"]["content"] == VALUES[EMAIL]
    assert json.loads(out["message"]["tool_calls"][0]["function"]["arguments"]) == {
        VALUES[EMAIL]: VALUES[SECRET]
    }
    assert out["logprobs"] == [EMAIL]


def test_lanes_of_responses_are_held_apart() -> None:
    def delta(lane: str, text: str, **more: object) -> object:
        return {
            "type": "response.output_text.delta",
            "stream_id": lane,
            "output_index": 0,
            "delta": text,
            **more,
        }

    stream = sse(
        delta("a", "[EMAIL_"),
        delta("b", "[PASSWORD_"),
        {"type": "response.failed", "stream_id": "b", "response": {"id": "r"}},
        delta("a", "K7Q2]", item_id="another each time"),
    )
    out = objects(run(openai_responses.restorer("responses", STREAM, Book()), stream))
    assert [event.get("delta") for event in out] == ["", "", "[PASSWORD_", None, VALUES[EMAIL]]


def test_output_of_a_shell() -> None:
    events = [
        {
            "type": "response.shell_call_output_content.delta",
            "output_index": 0,
            "delta": {"stdout": piece, "stderr": ""},
        }
        for piece in ("[EMAIL", "_K7Q2]\n")
    ]
    out = objects(run(openai_responses.restorer("responses", STREAM, Book()), sse(*events)))
    assert [event["delta"]["stdout"] for event in out] == ["", VALUES[EMAIL] + "\n"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("answer", "named"),
    [
        ({"type": "response.created", "response": {"id": "resp_1"}}, "response:resp_1"),
        ({"object": "response", "id": "resp_2"}, "response:resp_2"),
        ({"object": "list", "id": "x"}, ""),
        ({"type": "response.output_text.delta", "delta": "x"}, ""),
    ],
)
def test_a_response_is_named_by_its_id(answer: dict[str, object], named: str) -> None:
    assert openai_responses.thread("responses", answer) == named


def test_unknown_snapshots_are_not_doubled() -> None:
    stream = sse(
        {"text": "Dear [EMA"}, {"text": "Dear [EMAIL_K7Q2], hello"}, {"text": "Dear [EMAIL_K7Q2], hello!"}
    )
    out = objects(run(generic.restorer("", STREAM, Book()), stream))
    assert [event["text"] for event in out] == [
        "Dear ",
        "Dear ada@example.com, hello",
        "Dear ada@example.com, hello!",
    ]
