"""The Gemini API as the stand-in speaks it, also for Vertex AI and Code Assist: content, embeddings, tokens, Live.

Shapes: the types of google-genai, version 2.8, and the source of the Gemini CLI for ``v1internal``.
"""

import json
import time
from collections.abc import Iterator

from proxy.standin.answer import Answer, as_events, as_json
from proxy.standin.model import Json, Prompt, Tool, Turn, Words, last_text, messages, pieces, think, tokens

PATH = r"(?:/[^/:]+)*/(?P<model>[^/:]+):"
CODE_ASSIST = r"/v1internal:"


def generate(turn: Turn, body: Json, names: dict[str, str]) -> Answer:
    """POST …:generateContent, and ``v1internal:generateContent``."""
    *first, last = _chunks(turn, body)
    parts = [part for chunk in (*first, last) for part in chunk["candidates"][0]["content"]["parts"]]
    whole = [{"text": "".join(part["text"] for part in parts)}] if all("text" in p for p in parts) else parts
    last["candidates"][0]["content"]["parts"] = whole
    return as_json(_wrap(names, last))


def stream(turn: Turn, body: Json, names: dict[str, str]) -> Answer:
    """POST …:streamGenerateContent?alt=sse."""
    return as_events(("", _wrap(names, chunk)) for chunk in _chunks(turn, body))


def stream_array(turn: Turn, body: Json, names: dict[str, str]) -> Answer:
    """POST …:streamGenerateContent without ``alt``: one array, an element in each piece."""
    chunks = [json.dumps(_wrap(names, chunk), ensure_ascii=False).encode() for chunk in _chunks(turn, body)]
    return Answer((b"[" + chunks[0], *(b"\n,\r\n" + chunk for chunk in chunks[1:]), b"\n]\n"))


def count_tokens(turn: Turn, body: Json, names: dict[str, str]) -> Answer:
    """POST …:countTokens."""
    return as_json({"totalTokens": tokens(json.dumps(body))})


def embed(turn: Turn, body: Json, names: dict[str, str]) -> Answer:
    """POST …:batchEmbedContents and …:embedContent."""
    vector = {"values": [0.5] * 8}
    count = len(messages(body, "requests"))
    return as_json({"embeddings": [vector] * count} if count else {"embedding": vector})


def predict(turn: Turn, body: Json, names: dict[str, str]) -> Answer:
    """POST …:predict of an embedding model on Vertex AI."""
    found = {"embeddings": {"values": [0.5] * 8, "statistics": {"truncated": False, "token_count": 1}}}
    return as_json({"predictions": [found] * len(messages(body, "instances"))})


def code_assist(turn: Turn, body: Json, names: dict[str, str]) -> Answer:
    """POST v1internal:loadCodeAssist, onboardUser and the rest: a user who is set up."""
    tier = {"id": "standard-tier", "name": "Standard", "isDefault": True}
    return as_json({"currentTier": tier, "allowedTiers": [tier], "cloudaicompanionProject": "standin"})


def live(message: str | bytes) -> Iterator[str | bytes]:
    """What is said on a Live socket; the second half of it in binary messages, as the service may."""
    body = json.loads(message)
    if "setup" in body:
        yield json.dumps({"setupComplete": {}}).encode()
        return
    said = body.get("client_content") or body.get("clientContent") or {}
    text = last_text((messages(said, "turns") or [{}])[-1].get("parts"))
    parts = pieces(think(Turn(1, int(time.time())), Prompt(text)).text, 5)
    for number, piece in enumerate(parts):
        turn = {"serverContent": {"modelTurn": {"role": "model", "parts": [{"text": piece}]}}}
        yield json.dumps(turn) if number % 2 else json.dumps(turn).encode()
    yield json.dumps({"serverContent": {"turnComplete": True}})


def _wrap(names: dict[str, str], chunk: Json) -> Json:
    return chunk if "model" in names else {"response": chunk, "traceId": "standin"}


def _chunks(turn: Turn, body: Json) -> Iterator[Json]:
    """The answer in pieces, the last of which ends it."""
    inner = body.get("request")
    prompt = _prompt(inner if isinstance(inner, dict) else body)
    words = think(turn, prompt)
    parts = [[{"text": piece}] for piece in pieces(words.text, turn.split)]
    parts += [_call(words)] if words.tool else []
    for number, part in enumerate(parts or [[{"text": ""}]], 1):
        candidate: Json = {"content": {"role": "model", "parts": part}, "index": 0}
        if number >= len(parts):
            candidate["finishReason"] = "STOP"
        usage = {"promptTokenCount": tokens(prompt.text), "candidatesTokenCount": words.tokens}
        found = {"candidates": [candidate], "usageMetadata": usage, "modelVersion": "gemini-standin"}
        yield {**found, "responseId": f"r{turn.number}"}


def _call(words: Words) -> list[Json]:
    call = {"name": words.tool, "args": json.loads(words.arguments)}
    return [{"functionCall": call, "thoughtSignature": "c3RhbmRpbi1zaWduYXR1cmUtb2YtYS10aG91Z2h0"}]


def _prompt(body: Json) -> Prompt:
    contents = messages(body, "contents")
    parts = messages(contents[-1], "parts") if contents else []
    answered = [part["functionResponse"] for part in parts if "functionResponse" in part]
    result = json.dumps(answered[-1].get("response"), ensure_ascii=False) if answered else None
    declared = [one for tool in messages(body, "tools") for one in messages(tool, "functionDeclarations")]
    return Prompt(last_text(parts), [Tool(str(one.get("name")), _schema(one)) for one in declared], result)


def _schema(declared: Json) -> Json:
    """The schema of a function, with the names of types as JSON schema writes them."""
    schema = declared.get("parametersJsonSchema") or declared.get("parameters") or {}
    properties = schema.get("properties") or {}
    lower = {name: {**one, "type": str(one.get("type", "")).lower()} for name, one in properties.items()}
    return {**schema, "properties": lower}


def error(message: str, status: int) -> Answer:
    """An error in Google's shape."""
    kinds = {401: "UNAUTHENTICATED", 403: "PERMISSION_DENIED", 404: "NOT_FOUND", 429: "RESOURCE_EXHAUSTED"}
    kind = kinds.get(status, "INTERNAL" if status >= 500 else "INVALID_ARGUMENT")
    return as_json({"error": {"code": status, "message": message, "status": kind}}, status)
