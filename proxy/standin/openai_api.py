"""OpenAI's API as the stand-in speaks it: chat completions, responses, embeddings, models; Azure's paths too.

Shapes: the types of the openai package, version 3.52.
"""

import base64
import hashlib
import struct
from collections.abc import Iterator
from typing import Any

from proxy.standin.answer import Answer, as_events, as_json
from proxy.standin.model import Json, Prompt, Tool, Turn, Words, last_text, messages, pieces, think, tokens

_DIMENSIONS = 8


def chat(turn: Turn, body: Json, names: dict[str, str]) -> Answer:
    """POST /v1/chat/completions, and Azure's deployments, where the model is named in the path."""
    azure = "deployment" in names
    said = messages(body, "messages")
    last = said[-1] if said else {}
    tools = [
        Tool(str(tool["function"].get("name")), tool["function"].get("parameters") or {})
        for tool in messages(body, "tools")
        if isinstance(tool.get("function"), dict)
    ]
    asked = [message for message in said if message.get("role") == "user"]
    prompt = Prompt(
        last_text(asked[-1].get("content")) if asked else "",
        tools,
        last_text(last.get("content")) if last.get("role") == "tool" else None,
    )
    words = think(turn, prompt)
    frame = {
        "id": f"chatcmpl-standin{turn.number}",
        "object": "chat.completion.chunk" if body.get("stream") else "chat.completion",
        "created": turn.now,
        "model": names.get("deployment") or body.get("model", ""),
        "system_fingerprint": "fp_standin",
    }
    asked_tokens = tokens(prompt.text)
    usage = {
        "prompt_tokens": asked_tokens,
        "completion_tokens": words.tokens,
        "total_tokens": asked_tokens + words.tokens,
    }
    if body.get("stream"):
        options = body.get("stream_options")
        counted = usage if isinstance(options, dict) and options.get("include_usage") else None
        return as_events(_chat_events(turn, frame, words, counted, azure=azure))
    message: Json = {"role": "assistant", "content": words.text or None, "refusal": None, "annotations": []}
    if words.tool:
        message["tool_calls"] = [_tool_call(turn, words, words.arguments)]
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": _finish(words)}
    return as_json({**frame, "choices": [choice], "usage": usage})


def _finish(words: Words) -> str:
    return "tool_calls" if words.tool else "stop"


def _tool_call(turn: Turn, words: Words, arguments: str) -> Json:
    call = {"name": words.tool, "arguments": arguments}
    return {"id": f"call_standin{turn.number}", "type": "function", "function": call}


def _chat_events(
    turn: Turn, frame: Json, words: Words, usage: Json | None, *, azure: bool
) -> Iterator[tuple[str, Any]]:
    def chunk(delta: Json, finish: str | None = None) -> tuple[str, Json]:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        return "", {**frame, "choices": [choice]} | ({"usage": None} if usage else {})

    if azure:
        filtered = [{"prompt_index": 0, "content_filter_results": {}}]
        yield "", {**frame, "choices": [], "prompt_filter_results": filtered}
    yield chunk({"role": "assistant", "content": None if words.tool else "", "refusal": None})
    if words.tool:
        yield chunk({"tool_calls": [{"index": 0, **_tool_call(turn, words, "")}]})
    for piece in pieces(words.arguments, turn.split):
        yield chunk({"tool_calls": [{"index": 0, "function": {"arguments": piece}}]})
    for piece in pieces(words.text, turn.split):
        yield chunk({"content": piece})
    yield chunk({}, _finish(words))
    if usage:
        yield "", {**frame, "choices": [], "usage": usage}
    yield "", "[DONE]"


def responses(turn: Turn, body: Json, names: dict[str, str]) -> Answer:
    """POST /v1/responses, and the path that Codex uses with a ChatGPT login."""
    asked = body.get("input")
    items = messages(body, "input")
    users = [item for item in items if item.get("role") == "user"]
    text = asked if isinstance(asked, str) else last_text(users[-1].get("content")) if users else ""
    last = items[-1] if items else {}
    output = last.get("output") if last.get("type") == "function_call_output" else None
    tools = [
        Tool(str(tool.get("name")), tool.get("parameters") or {})
        for tool in messages(body, "tools")
        if tool.get("type") == "function"
    ]
    words = think(turn, Prompt(text, tools, None if output is None else last_text(output)))
    item: Json = {"id": f"msg_standin{turn.number}", "type": "message", "role": "assistant"}
    if words.tool:
        item = {"id": f"fc_standin{turn.number}", "type": "function_call", "name": words.tool}
        item["call_id"] = f"call_standin{turn.number}"
    frame = {
        "id": f"resp_standin{turn.number}",
        "object": "response",
        "created_at": turn.now,
        "status": "in_progress",
        "background": False,
        "error": None,
        "incomplete_details": None,
        "instructions": body.get("instructions"),
        "metadata": body.get("metadata") or {},
        "model": body.get("model", ""),
        "output": [],
        "parallel_tool_calls": True,
        "previous_response_id": body.get("previous_response_id"),
        "reasoning": {"effort": None, "summary": None},
        "store": bool(body.get("store", True)),
        "temperature": 1.0,
        "text": {"format": {"type": "text"}},
        "tool_choice": body.get("tool_choice", "auto"),
        "tools": body.get("tools") or [],
        "top_p": 1.0,
        "truncation": "disabled",
        "usage": None,
        "user": None,
    }
    usage = {
        "input_tokens": tokens(text),
        "input_tokens_details": {"cached_tokens": 0},
        "output_tokens": words.tokens,
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": tokens(text) + words.tokens,
    }
    done = {**frame, "status": "completed", "usage": usage, "output": [_item(item, words, "completed")]}
    if not body.get("stream"):
        return as_json(done)
    events = enumerate(_response_events(turn, frame, done, item, words))
    return as_events((kind, {"type": kind, "sequence_number": n, **data}) for n, (kind, data) in events)


def _item(item: Json, words: Words, status: str) -> Json:
    whole = status == "completed"
    if words.tool:
        return {**item, "status": status, "arguments": words.arguments if whole else ""}
    return {**item, "status": status, "content": [_part(words.text)] if whole else []}


def _part(text: str) -> Json:
    return {"type": "output_text", "text": text, "annotations": [], "logprobs": []}


def _response_events(
    turn: Turn, frame: Json, done: Json, item: Json, words: Words
) -> Iterator[tuple[str, Json]]:
    at = {"item_id": item["id"], "output_index": 0}
    yield "response.created", {"response": frame}
    yield "response.in_progress", {"response": frame}
    yield "response.output_item.added", {"output_index": 0, "item": _item(item, words, "in_progress")}
    if words.tool:
        for piece in pieces(words.arguments, turn.split):
            yield "response.function_call_arguments.delta", {**at, "delta": piece}
        whole = {"name": words.tool, "arguments": words.arguments}
        yield "response.function_call_arguments.done", {**at, **whole}
    else:
        at["content_index"] = 0
        yield "response.content_part.added", {**at, "part": _part("")}
        for piece in pieces(words.text, turn.split):
            yield "response.output_text.delta", {**at, "delta": piece, "logprobs": []}
        yield "response.output_text.done", {**at, "text": words.text, "logprobs": []}
        yield "response.content_part.done", {**at, "part": _part(words.text)}
    yield "response.output_item.done", {"output_index": 0, "item": _item(item, words, "completed")}
    yield "response.completed", {"response": done}


def embeddings(turn: Turn, body: Json, names: dict[str, str]) -> Answer:
    """POST /v1/embeddings: a vector made from a digest of each text, as floats or base64."""
    asked = body.get("input", "")
    texts = asked if isinstance(asked, list) else [asked]
    data = [
        {"object": "embedding", "index": index, "embedding": _vector(str(text), body.get("encoding_format"))}
        for index, text in enumerate(texts)
    ]
    count = sum(tokens(str(text)) for text in texts)
    usage = {"prompt_tokens": count, "total_tokens": count}
    return as_json({"object": "list", "data": data, "model": body.get("model", ""), "usage": usage})


def _vector(text: str, form: object) -> list[float] | str:
    floats = [byte / 255 for byte in hashlib.sha256(text.encode()).digest()[:_DIMENSIONS]]
    if form == "base64":
        return base64.b64encode(struct.pack(f"<{_DIMENSIONS}f", *floats)).decode()
    return floats


def models(turn: Turn, body: Json, names: dict[str, str]) -> Answer:
    """GET /v1/models, in a shape that both vendors' clients read."""
    model = {"id": "standin", "object": "model", "created": turn.now, "owned_by": "standin", "type": "model"}
    model |= {"display_name": "Stand-in", "created_at": "2026-01-01T00:00:00Z"}
    ends = {"has_more": False, "first_id": "standin", "last_id": "standin"}
    return as_json({"object": "list", "data": [model], **ends})


def error(message: str, status: int) -> Answer:
    """An error in OpenAI's shape."""
    kind = {401: "authentication_error", 429: "rate_limit_error"}.get(status, "invalid_request_error")
    kind = "server_error" if status >= 500 else kind
    return as_json({"error": {"message": message, "type": kind, "param": None, "code": None}}, status)
