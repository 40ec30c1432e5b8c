"""What stands beside the texts of a stream (results of tools, sources, errors, signed thoughts) is read and masked."""

import json
from collections.abc import Sequence

import pytest

from proxy.hearing import Heard, listen
from proxy.saying import Hearing
from tests.e2e.actors import credential
from tests.proxy.test_hearing import catalogue, policy_of, scanner

WELL = "All is well here."
type Events = Sequence[object]


def _block(block: object) -> Events:
    text = {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": WELL}}
    return [text, {"type": "content_block_start", "index": 1, "content_block": block}]


def _delta(delta: object) -> Events:
    return [
        *_block({"type": "text", "text": ""}),
        {"type": "content_block_delta", "index": 1, "delta": delta},
    ]


def _item(item: object) -> Events:
    said = {"type": "response.output_text.delta", "output_index": 0, "content_index": 0, "delta": WELL}
    over = {"type": "response.completed", "response": {"id": "resp_1", "output": [item]}}
    return [said, {"type": "response.output_item.done", "output_index": 1, "item": item}, over]


def _chunk(delta: object, **more: object) -> Events:
    said = {"choices": [{"index": 0, "delta": {"content": WELL}}]}
    return [said, {"choices": [{"index": 0, "delta": delta}], **more}]


def _candidate(part: object, **more: object) -> Events:
    return [{"candidates": [{"content": {"role": "model", "parts": [{"text": WELL}, part]}, **more}]}]


def _streams(said: str) -> dict[str, tuple[str, Events]]:
    page = {
        "type": "web_search_result",
        "title": said,
        "url": "https://x.example",
        "encrypted_content": "RXJ0",
    }
    ran = {"type": "code_execution_result", "stdout": said, "stderr": "", "return_code": 0}
    messages = {
        "page": _block({"type": "web_search_tool_result", "tool_use_id": "s", "content": [page]}),
        "program": _block({"type": "code_execution_tool_result", "tool_use_id": "s", "content": ran}),
        "tool": _block({"type": "mcp_tool_result", "content": [{"type": "text", "text": said}]}),
        "citation": _delta({"type": "citations_delta", "citation": {"cited_text": said}}),
        "thought": _delta({"type": "thinking_delta", "thinking": said}),
        "error": [*_block({"type": "text", "text": ""}), {"type": "error", "error": {"message": said}}],
    }
    responses = {
        "files": _item({"type": "file_search_call", "results": [{"filename": "a.txt", "text": said}]}),
        "tool": _item({"type": "mcp_call", "name": "f", "arguments": "{}", "output": said}),
        "shell": _item({"type": "shell_call_output", "output": [{"stdout": said, "stderr": ""}]}),
        "computer": _item({"type": "computer_call", "action": {"type": "type", "text": said}}),
        "source": _item({"content": [{"text": WELL, "annotations": [{"title": said}]}]}),
    }
    chat = {
        "source": _chunk({"annotations": [{"type": "url_citation", "url_citation": {"title": said}}]}),
        "beside": _chunk({"content": "And so on.", "extra": said}),
        "thought": _chunk({"reasoning_details": [{"type": "reasoning.text", "text": said}]}),
        "error": _chunk({}, error={"message": said}),
    }
    gemini = {
        "source": _candidate({"text": ""}, groundingMetadata={"webSearchQueries": [said]}),
        "call": _candidate({"functionCall": {"name": "f", "args": {"a": said}}}),
    }
    kinds = {
        "anthropic_messages": messages,
        "openai_responses": responses,
        "openai_chat": chat,
        "gemini": gemini,
    }
    return {
        f"{dialect}-{name}": (dialect, one) for dialect, some in kinds.items() for name, one in some.items()
    }


def _heard(dialect: str, events: Events) -> Heard:
    body = "".join(f"data: {json.dumps(event)}\n\n" for event in events).encode()
    hearing = Hearing("s", dialect, "", "text/event-stream", "", body, masks=True)
    return listen(hearing, policy_of(), scanner(), catalogue())


@pytest.mark.parametrize("name", _streams(""))
def test_a_key_beside_the_text_is_counted_and_taken_out(name: str) -> None:
    key = credential()
    dialect, events = _streams(f"The key is {key} for you.")[name]
    heard = _heard(dialect, events)
    assert heard.level == "understood"
    assert heard.classes == {"secret.cloud_key": heard.masked}
    assert heard.masked >= 1
    assert heard.body is not None
    assert key.encode() not in heard.body
    assert b"The key is [removed: AWS_ACCESS_KEY] for you." in heard.body
    assert WELL.encode() in heard.body


@pytest.mark.parametrize("name", _streams(""))
def test_without_a_key_it_stays_byte_for_byte(name: str) -> None:
    dialect, events = _streams("The sky is blue.")[name]
    heard = _heard(dialect, events)
    assert heard.body == "".join(f"data: {json.dumps(event)}\n\n" for event in events).encode()


@pytest.mark.parametrize("dialect", ["anthropic_messages", "generic"])
@pytest.mark.parametrize("size", [3, 8])
def test_a_thought_that_events_cut_is_read_whole(dialect: str, size: int) -> None:
    key = credential()
    thought = f"The key is {key} for you."
    pieces = [thought[at : at + size] for at in range(0, len(thought), size)]
    deltas = [
        {"type": "content_block_delta", "index": 0, "delta": {"type": "thinking_delta", "thinking": piece}}
        for piece in pieces
    ]
    heard = _heard(dialect, deltas)
    assert heard.masked == 1
    assert heard.body is not None
    shown = [json.loads(line[6:]) for line in heard.body.splitlines() if line]
    said = "".join(one["delta"]["thinking"] for one in shown)
    assert said == "The key is [removed: AWS_ACCESS_KEY] for you."


def test_what_is_said_again_when_an_item_ends_does_not_fill_the_ear() -> None:
    text = "A word of it and then some more of them. " * 3000
    piece = {"type": "response.output_text.delta", "output_index": 0, "content_index": 0, "delta": text}
    part = {"type": "output_text", "text": text}
    events = [
        piece,
        {"type": "response.output_text.done", "output_index": 0, "content_index": 0, "text": text},
        *_item({"type": "message", "content": [part]}),
        {"type": "response.content_part.done", "output_index": 0, "part": part},
    ]
    assert _heard("openai_responses", events).level == "understood"


def test_ids_and_what_fills_up_events_do_not_fill_the_ear() -> None:
    events = [
        {
            "type": "response.output_text.delta",
            "item_id": f"{number:0400}",
            "obfuscation": f"{number:0200}",
            "output_index": 0,
            "delta": "word ",
            "logprobs": [{"token": f"{number:0100}", "top_logprobs": [{"token": f"a{number:0100}"}]}],
        }
        for number in range(1000)
    ]
    assert _heard("openai_responses", events).level == "understood"
