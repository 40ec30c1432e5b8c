"""Ollama's and Cohere's own APIs, and a small MCP server, as the stand-in speaks them.

Shapes: the types of ollama 0.6, cohere 7 and mcp 1.30.
"""

import json
from collections.abc import Iterator

from proxy.standin.answer import Answer, as_events, as_json
from proxy.standin.model import Json, Prompt, Tool, Turn, last_text, messages, pieces, think

_SCHEMA = {"type": "object", "properties": {"to": {"type": "string"}, "body": {"type": "string"}}}


def error(text: str, status: int) -> Answer:
    """An error as Ollama and Cohere have it, in one."""
    return as_json({"error": text, "message": text}, status)


def _asked(body: Json) -> Prompt:
    said = [one for one in messages(body, "messages") if one.get("role") == "user"]
    offered = [one["function"] for one in messages(body, "tools") if isinstance(one.get("function"), dict)]
    tools = [Tool(str(one.get("name")), one.get("parameters") or {}) for one in offered]
    return Prompt(last_text(said[-1].get("content")) if said else str(body.get("prompt", "")), tools)


def ollama_chat(turn: Turn, body: Json, names: dict[str, str]) -> Answer:
    """POST /api/chat: lines of JSON unless the client says that it wants none."""
    words = think(turn, _asked(body))
    head = {"model": body.get("model", ""), "created_at": "2026-01-01T00:00:00Z"}
    calls: Json = {}
    if words.tool:
        calls = {"tool_calls": [{"function": {"name": words.tool, "arguments": json.loads(words.arguments)}}]}
    if body.get("stream") is False:
        return as_json(
            {**head, "message": {"role": "assistant", "content": words.text, **calls}, "done": True}
        )
    lines: list[Json] = [
        {**head, "message": {"role": "assistant", "content": piece}, "done": False}
        for piece in pieces(words.text, turn.split)
    ]
    lines.append({**head, "message": {"role": "assistant", "content": "", **calls}, "done": True})
    return Answer(tuple(json.dumps(line).encode() + b"\n" for line in lines), "application/x-ndjson")


def translate(turn: Turn, body: Json, names: dict[str, str]) -> Answer:
    """POST /v2/translate of DeepL: each text with a greeting before it."""
    texts = body.get("text")
    said = [f"You wrote: {text}" for text in (texts if isinstance(texts, list) else [])]
    source = {"detected_source_language": "EN"}
    return as_json(
        {"translations": [{**source, "text": text, "billed_characters": len(text)} for text in said]}
    )


def cohere_chat(turn: Turn, body: Json, names: dict[str, str]) -> Answer:
    """POST /v2/chat."""
    words = think(turn, _asked(body))
    function = {"name": words.tool, "arguments": words.arguments}
    if body.get("stream"):
        return as_events((str(event["type"]), event) for event in _cohere_events(turn, words.text, function))
    message: Json = {"role": "assistant", "content": [{"type": "text", "text": words.text}]}
    if words.tool:
        message = {"role": "assistant", "tool_calls": [{"id": "c", "type": "function", "function": function}]}
    ended = "TOOL_CALL" if words.tool else "COMPLETE"
    return as_json({"id": f"standin-{turn.number}", "finish_reason": ended, "message": message})


def _cohere_events(turn: Turn, text: str, function: Json) -> Iterator[Json]:
    yield {
        "type": "message-start",
        "id": f"standin-{turn.number}",
        "delta": {"message": {"role": "assistant"}},
    }
    if function["name"]:
        call = {"id": "c", "type": "function", "function": {"name": function["name"], "arguments": ""}}
        yield {"type": "tool-call-start", "index": 0, "delta": {"message": {"tool_calls": call}}}
        for piece in pieces(str(function["arguments"]), turn.split):
            delta = {"message": {"tool_calls": {"function": {"arguments": piece}}}}
            yield {"type": "tool-call-delta", "index": 0, "delta": delta}
        yield {"type": "tool-call-end", "index": 0}
    else:
        start = {"message": {"content": {"type": "text", "text": ""}}}
        yield {"type": "content-start", "index": 0, "delta": start}
        for piece in pieces(text, turn.split):
            yield {"type": "content-delta", "index": 0, "delta": {"message": {"content": {"text": piece}}}}
        yield {"type": "content-end", "index": 0}
    yield {"type": "message-end", "delta": {"finish_reason": "COMPLETE"}}


def mcp(turn: Turn, body: Json, names: dict[str, str]) -> Answer:
    """POST /mcp: a server with one tool, which says what it was called with, as an event."""
    number, method = body.get("id"), body.get("method")
    params = body.get("params")
    params = params if isinstance(params, dict) else {}
    if number is None:
        return Answer((), status=202)
    if method == "initialize":
        told = {"name": "standin", "version": "1"}
        version = params.get("protocolVersion", "2025-06-18")
        result: Json = {"protocolVersion": version, "capabilities": {"tools": {}}, "serverInfo": told}
    elif method == "tools/list":
        result = {"tools": [{"name": "send_mail", "description": "Sends mail.", "inputSchema": _SCHEMA}]}
    elif method == "tools/call":
        said = json.dumps(params.get("arguments"), ensure_ascii=False)
        result = {"content": [{"type": "text", "text": said}], "isError": False}
    else:
        return as_json(
            {"jsonrpc": "2.0", "id": number, "error": {"code": -32601, "message": "no such method"}}
        )
    return as_events([("message", {"jsonrpc": "2.0", "id": number, "result": result})])
