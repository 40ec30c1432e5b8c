"""Anthropic's API as the stand-in speaks it: messages and count_tokens; the Claude web stream too.

Shapes: the types of the anthropic package, version 2.11.
"""

import json
from collections.abc import Iterator

from proxy.standin.answer import Answer, as_events, as_json
from proxy.standin.model import Json, Prompt, Tool, Turn, Words, last_text, messages, pieces, think, tokens


def create(turn: Turn, body: Json, names: dict[str, str]) -> Answer:
    """POST /v1/messages."""
    prompt = _prompt(body)
    words = think(turn, prompt)
    if body.get("stream"):
        return as_events((str(data["type"]), data) for data in _events(turn, body, prompt, words))
    content: Json = {"type": "text", "text": words.text}
    if words.tool:
        content = {**_tool_use(turn, words), "input": json.loads(words.arguments)}
    ended = {"content": [content], "stop_reason": _stop(words)}
    return as_json({**_message(turn, body, prompt, words.tokens), **ended})


def count_tokens(turn: Turn, body: Json, names: dict[str, str]) -> Answer:
    """POST /v1/messages/count_tokens."""
    return as_json({"input_tokens": tokens(json.dumps(body))})


def web_completion(turn: Turn, body: Json, names: dict[str, str]) -> Answer:
    """POST …/chat_conversations/{id}/completion of claude.ai: a stream with ``message_limit`` at its end."""
    prompt = Prompt(str(body.get("prompt", "")))
    events = list(_events(turn, body, prompt, think(turn, prompt)))
    limit = {"type": "message_limit", "message_limit": {"type": "within_limit"}}
    return as_events((str(data["type"]), data) for data in [*events[:-1], limit, events[-1]])


def _prompt(body: Json) -> Prompt:
    users = [message for message in messages(body, "messages") if message.get("role") == "user"]
    last = users[-1] if users else {}
    blocks = messages(last, "content")
    result = None
    if blocks and blocks[-1].get("type") == "tool_result":
        result = last_text(blocks[-1].get("content"))
    tools = [Tool(str(tool.get("name")), tool.get("input_schema") or {}) for tool in messages(body, "tools")]
    return Prompt(last_text(last.get("content")), tools, result)


def _stop(words: Words) -> str:
    return "tool_use" if words.tool else "end_turn"


def _tool_use(turn: Turn, words: Words) -> Json:
    return {"type": "tool_use", "id": f"toolu_standin{turn.number}", "name": words.tool, "input": {}}


def _message(turn: Turn, body: Json, prompt: Prompt, written: int) -> Json:
    return {
        "id": f"msg_standin{turn.number}",
        "type": "message",
        "role": "assistant",
        "model": body.get("model", ""),
        "content": [],
        "stop_reason": None,
        "stop_sequence": None,
        "usage": {
            "input_tokens": tokens(prompt.text),
            "cache_creation_input_tokens": 0,
            "cache_read_input_tokens": 0,
            "output_tokens": written,
        },
    }


def _events(turn: Turn, body: Json, prompt: Prompt, words: Words) -> Iterator[Json]:
    yield {"type": "message_start", "message": _message(turn, body, prompt, 1)}
    block = _tool_use(turn, words) if words.tool else {"type": "text", "text": ""}
    yield {"type": "content_block_start", "index": 0, "content_block": block}
    yield {"type": "ping"}
    for piece in pieces(words.arguments, turn.split):
        delta = {"type": "input_json_delta", "partial_json": piece}
        yield {"type": "content_block_delta", "index": 0, "delta": delta}
    for piece in pieces(words.text, turn.split):
        delta = {"type": "text_delta", "text": piece}
        yield {"type": "content_block_delta", "index": 0, "delta": delta}
    yield {"type": "content_block_stop", "index": 0}
    ended = {"stop_reason": _stop(words), "stop_sequence": None}
    yield {"type": "message_delta", "delta": ended, "usage": {"output_tokens": words.tokens}}
    yield {"type": "message_stop"}


def error(message: str, status: int) -> Answer:
    """An error in Anthropic's shape."""
    kinds = {401: "authentication_error", 403: "permission_error", 404: "not_found_error"}
    kinds |= {413: "request_too_large", 429: "rate_limit_error", 529: "overloaded_error"}
    kind = kinds.get(status, "api_error" if status >= 500 else "invalid_request_error")
    return as_json(
        {"type": "error", "error": {"type": kind, "message": message}, "request_id": "req_standin"}, status
    )
