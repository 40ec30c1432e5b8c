"""Bedrock's runtime as the stand-in speaks it: Converse and InvokeModel, whole and as an event stream.

Shapes: the service model of botocore 1.44 (bedrock-runtime 2023-09-30). The frames are made here, not with the
product's own writer, so that both would have to be wrong alike.
"""

import base64
import json
from collections.abc import Iterator
from struct import pack
from zlib import crc32

from proxy.standin.answer import Answer, as_json
from proxy.standin.anthropic_api import create
from proxy.standin.model import Json, Prompt, Tool, Turn, Words, messages, pieces, think, tokens

EVENT_STREAM = "application/vnd.amazon.eventstream"


def converse(turn: Turn, body: Json, names: dict[str, str]) -> Answer:
    """POST /model/{id}/converse."""
    words = think(turn, _prompt(body))
    content: Json = {"text": words.text}
    if words.tool:
        content = {"toolUse": {**_tool_use(turn, words), "input": json.loads(words.arguments)}}
    return as_json(
        {
            "output": {"message": {"role": "assistant", "content": [content]}},
            "stopReason": _stop(words),
            "usage": {"inputTokens": 1, "outputTokens": words.tokens, "totalTokens": words.tokens + 1},
            "metrics": {"latencyMs": 1},
        }
    )


def converse_stream(turn: Turn, body: Json, names: dict[str, str]) -> Answer:
    """POST /model/{id}/converse-stream."""
    words = think(turn, _prompt(body))
    return Answer(tuple(_event(name, value) for name, value in _events(turn, words)), EVENT_STREAM)


def invoke(turn: Turn, body: Json, names: dict[str, str]) -> Answer:
    """POST /model/{id}/invoke with Anthropic's messages, or Titan's text."""
    if "inputText" in body:
        words = think(turn, Prompt(str(body["inputText"])))
        return as_json({"inputTextTokenCount": 1, "results": [{"outputText": words.text}]})
    return create(turn, body, names)


def invoke_stream(turn: Turn, body: Json, names: dict[str, str]) -> Answer:
    """POST /model/{id}/invoke-with-response-stream: the model's own events, each in base64."""
    answer = create(turn, {**body, "stream": True}, names)
    datas = (piece.partition(b"data: ")[2].strip() for piece in answer.pieces)
    chunks = ({"bytes": base64.b64encode(data).decode(), "p": "abcdefg"} for data in datas)
    return Answer(tuple(_event("chunk", chunk) for chunk in chunks), EVENT_STREAM)


def count_tokens(turn: Turn, body: Json, names: dict[str, str]) -> Answer:
    """POST /model/{id}/count-tokens."""
    return as_json({"inputTokens": tokens(json.dumps(body))})


def error(text: str, status: int) -> Answer:
    """An error in the shape of AWS."""
    kinds = {403: "AccessDeniedException", 404: "ResourceNotFoundException", 429: "ThrottlingException"}
    kind = kinds.get(status, "InternalServerException" if status >= 500 else "ValidationException")
    answer = as_json({"message": text}, status)
    return Answer(answer.pieces, status=status, headers=(("x-amzn-errortype", kind),))


def _prompt(body: Json) -> Prompt:
    users = [message for message in messages(body, "messages") if message.get("role") == "user"]
    blocks = messages(users[-1], "content") if users else []
    tools = [
        Tool(str(spec.get("name")), (spec.get("inputSchema") or {}).get("json") or {})
        for tool in messages(body.get("toolConfig") or {}, "tools")
        for spec in [tool.get("toolSpec") or {}]
    ]
    result = None
    if blocks and isinstance(answered := blocks[-1].get("toolResult"), dict):
        result = next((str(part["text"]) for part in messages(answered, "content") if "text" in part), "")
    texts = [str(block["text"]) for block in blocks if "text" in block]
    return Prompt(texts[-1] if texts else "", tools, result)


def _stop(words: Words) -> str:
    return "tool_use" if words.tool else "end_turn"


def _tool_use(turn: Turn, words: Words) -> Json:
    return {"toolUseId": f"tooluse_standin{turn.number}", "name": words.tool}


def _events(turn: Turn, words: Words) -> Iterator[tuple[str, Json]]:
    yield "messageStart", {"role": "assistant"}
    if words.tool:
        yield "contentBlockStart", {"contentBlockIndex": 0, "start": {"toolUse": _tool_use(turn, words)}}
    for piece in pieces(words.arguments, turn.split):
        yield "contentBlockDelta", {"contentBlockIndex": 0, "delta": {"toolUse": {"input": piece}}}
    for piece in pieces(words.text, turn.split):
        yield "contentBlockDelta", {"contentBlockIndex": 0, "delta": {"text": piece}}
    yield "contentBlockStop", {"contentBlockIndex": 0}
    yield "messageStop", {"stopReason": _stop(words)}
    yield (
        "metadata",
        {
            "usage": {"inputTokens": 1, "outputTokens": words.tokens, "totalTokens": words.tokens + 1},
            "metrics": {"latencyMs": 1},
        },
    )


def _event(name: str, value: Json) -> bytes:
    payload = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    headers = b"".join(
        pack(">B", len(key)) + key.encode() + pack(">BH", 7, len(said)) + said.encode()
        for key, said in (
            (":event-type", name),
            (":content-type", "application/json"),
            (":message-type", "event"),
        )
    )
    prelude = pack(">II", 16 + len(headers) + len(payload), len(headers))
    message = prelude + pack(">I", crc32(prelude)) + headers + payload
    return message + pack(">I", crc32(message))
