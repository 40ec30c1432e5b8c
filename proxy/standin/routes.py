"""Which path is answered by which function, and the knobs by which a test makes the stand-in behave badly."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl

from proxy.standin import (
    anthropic_api,
    bedrock,
    chatgpt_web,
    connect,
    gemini_api,
    gemini_web,
    openai_api,
    other_apis,
    uploads,
)
from proxy.standin.answer import Answer, as_json
from proxy.standin.model import SAYS, Json, Turn

Endpoint = Callable[[Turn, Json, dict[str, str]], Answer]
Failure = Callable[[str, int], Answer]

_AZURE = r"(?:/openai)?(?:/v1|/deployments/(?P<deployment>[^/]+))"
_ROUTES: tuple[tuple[str, str, Endpoint, Failure], ...] = (
    ("POST", rf"{_AZURE}/chat/completions", openai_api.chat, openai_api.error),
    ("POST", rf"{_AZURE}/embeddings", openai_api.embeddings, openai_api.error),
    ("POST", r"(?:/openai)?(?:/v1)?/responses", openai_api.responses, openai_api.error),
    ("POST", r"/backend-api/codex/responses", openai_api.responses, openai_api.error),
    ("GET", r"(?:/openai)?/v1/models", openai_api.models, openai_api.error),
    ("POST", r"/api/chat", other_apis.ollama_chat, other_apis.error),
    ("POST", r"/v2/translate", other_apis.translate, other_apis.error),
    ("POST", r"/v2/chat", other_apis.cohere_chat, other_apis.error),
    ("POST", r"/mcp", other_apis.mcp, other_apis.error),
    ("POST", r"(?:/anthropic)?/v1/messages", anthropic_api.create, anthropic_api.error),
    ("POST", r"(?:/anthropic)?/v1/messages/count_tokens", anthropic_api.count_tokens, anthropic_api.error),
    ("POST", r"/model/.+/converse", bedrock.converse, bedrock.error),
    ("POST", r"/model/.+/converse-stream", bedrock.converse_stream, bedrock.error),
    ("POST", r"/model/.+/invoke", bedrock.invoke, bedrock.error),
    ("POST", r"/model/.+/invoke-with-response-stream", bedrock.invoke_stream, bedrock.error),
    ("POST", r"/model/.+/count-tokens", bedrock.count_tokens, bedrock.error),
    ("POST", r"/backend-(?:api|anon)/(?:f/)?conversation", chatgpt_web.conversation, chatgpt_web.error),
    ("POST", r"/backend-(?:api|anon)/f/conversation/prepare", chatgpt_web.prepare, chatgpt_web.error),
    ("POST", r"/backend-api/files", uploads.announce, chatgpt_web.error),
    ("POST", r"/backend-api/files/process_upload_stream", uploads.process, chatgpt_web.error),
    (
        "POST",
        r"/api/organizations/[^/]+/chat_conversations/[^/]+/(?:retry_)?completion",
        anthropic_api.web_completion,
        anthropic_api.error,
    ),
    *(
        ("POST", rf"{prefix}{method}", endpoint, gemini_api.error)
        for prefix in (gemini_api.CODE_ASSIST, gemini_api.PATH)
        for method, endpoint in (
            ("generateContent", gemini_api.generate),
            (r"streamGenerateContent\?(?:.*&)?alt=sse", gemini_api.stream),
            ("streamGenerateContent", gemini_api.stream_array),
            ("countTokens", gemini_api.count_tokens),
            ("(?:batchEmbedContents|embedContent)", gemini_api.embed),
            ("predict", gemini_api.predict),
        )
    ),
    ("POST", gemini_web.PATH, gemini_web.turn, gemini_api.error),
    ("POST", rf"{gemini_api.CODE_ASSIST}[A-Za-z]+", gemini_api.code_assist, gemini_api.error),
)
_CALLS: tuple[tuple[str, Callable[[Turn, bytes], Answer]], ...] = (
    (r"/apiv2/kimi(?:\.gateway)?\.chat\.v1\.ChatService/Chat", connect.kimi),
    (r"/xai_api\.Chat/GetCompletionChunk", connect.xai),
)
_DIRECTIVE = re.compile(r"\bstandin-(split|delay|status|encoding|end|chunk)=([\w.]+)")


@dataclass(frozen=True, slots=True)
class Knobs:
    """How to answer: headers ``x-standin-NAME``, or ``standin-NAME=VALUE`` in the text (not ``say``).

    What only the service is to say comes as ``x-standin-say-token``: a proxy that reads headers takes that for what
    signs a person in, and leaves it alone.
    """

    split: int = 12  # characters of text in one streamed event
    delay: float = 0  # seconds before each event
    status: int = 0  # answer with this error instead
    encoding: str = ""  # gzip, br, zstd
    end: Literal["", "half", "never"] = ""  # cut the connection after half of the answer; do not answer
    chunk: int = 0  # bytes written at a time, 0: an event at a time
    say: str = SAYS


def knobs(headers: Mapping[str, str], body: bytes) -> Knobs:
    """Read the knobs of a request. Raises ValueError."""
    found = dict(_DIRECTIVE.findall(body.decode("utf-8", "replace")))
    prefix = "x-standin-"
    found |= {name.removeprefix(prefix): value for name, value in headers.items() if name.startswith(prefix)}
    end = found.get("end", "")
    if end not in ("", "half", "never"):
        raise ValueError("end: half or never")
    return Knobs(
        split=max(1, int(found.get("split", 12))),
        delay=float(found.get("delay", 0)) / 1000,
        status=int(found.get("status", 0)),
        encoding=found.get("encoding", ""),
        end=end,
        chunk=int(found.get("chunk", 0)),
        say=found.get("say-token") or found.get("say", SAYS),
    )


def route(method: str, path: str, body: bytes, turn: Turn, status: int) -> Answer:
    """Answer one request; ``status`` other than 0 asks for an error in the service's own shape.

    A pattern fits the path without its query, or with it.
    """
    whole, path = path, path.partition("?")[0]
    if path == "/healthz":
        return as_json({"status": "ok"})
    if path == "/echo":
        return as_json({"method": method, "path": path, "body": body.decode("utf-8", "backslashreplace")})
    for call, answered in _CALLS:
        if re.fullmatch(call, path):
            return answered(turn, body)
    for verb, pattern, endpoint, failure in _ROUTES:
        match = re.fullmatch(pattern, path) or re.fullmatch(pattern, whole)
        if verb != method or match is None:
            continue
        if status:
            said = "" if turn.say == SAYS else f" {turn.say}"
            return failure(f"The stand-in was asked for status {status}.{said}", status)
        try:
            value = (
                dict(parse_qsl(body.decode())) if body.startswith(b"f.req=") else json.loads(body or b"{}")
            )
        except ValueError:
            return failure("The body is not JSON.", 400)
        if not isinstance(value, dict):
            return failure("The body is not a JSON object.", 400)
        return endpoint(turn, value, {k: v for k, v in match.groupdict().items() if v})
    return openai_api.error(f"The stand-in has no {method} {path}.", status or 404)
