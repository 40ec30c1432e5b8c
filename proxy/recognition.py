"""Whether one exchange with an unlisted host looks like talk with an AI service: signals, points, never content. Pure.

Rule 1: what comes out holds names of signals, a path without what it names, sizes; nothing that a person wrote.
Rule 2: raised only from ``RAISE`` points on, and only with a signal in the request and one in the answer: a form with
a long text, or a page whose answer has a field called text, is no AI service.
The signals are those that the wire formats of known services have in common; a person looks at each draft.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

RAISE = 5
_NODES = 4_000  # of one body that are looked at
_EVENTS = 2_000
_FEW = 5  # events that make a stream

_WORDS = (
    r"completions?|responses|messages|embeddings|generate|generatecontent|generate_stream|streamgeneratecontent|chat|"
    r"ask|conversations?|prompts?|assistants?|agents?|copilot|ai|llm|inference|predict|predictions?|backend-api|"
    r"invoke|invoke-with-response-stream|converse|converse-stream|chat-messages|completion-messages|gradio_api|"
    r"chatkit|copilotkit|langserve|mcp|sse|_stcore"
)
_PATH = re.compile(
    r"/v\d+(?:beta\d?|alpha)?/(?:chat/)?(?:completions|responses|messages|embeddings)(?:/|$)"
    r"|/chat/completions(?:/|$)|/(?:chat|completion)-messages(?:/|$)|/generate(?:content|_stream)?(?:/|$)"
    r"|:(?:stream)?generatecontent$|/backend-api/|/invoke(?:-with-response-stream)?(?:/|$)|/converse(?:-stream)?(?:/|$)"
    r"|/api/(?:v\d+/)?(?:chat|generate|ask|completion|conversation|prompt|assistant|agent|copilot|ai|llm|inference"
    r"|predict(?:ion)?s?)(?:/|$)|/webhook/[^/]+/chat(?:/|$)|/queue/(?:join|data)$|/gradio_api/|/run/predict$"
    r"|/_stcore/stream$|/chatkit(?:/|$)|/copilotkit(?:/|$)|/langserve(?:/|$)|/threads/[^/]+/runs(?:/|$)|/mcp$|/sse$"
)
_AGAINST = re.compile(
    r"/(?:g/)?collect(?:/|$)|/track(?:ing)?(?:/|$)|/events?(?:/|$)|/envelope(?:/|$)|/beacons?(?:/|$)|/telemetry(?:/|$)"
    r"|/metrics(?:/|$)|/logs?(?:/|$)|/rum(?:/|$)"
)
_SEARCH = re.compile(r"/(?:search|suggest(?:ions)?|autocomplete|typeahead|complete)(?:/|$)")
_SAVE = re.compile(r"/(?:auto)?save(?:/|$)|/sync(?:/|$)")
_ROLES = frozenset(("user", "assistant", "system", "tool", "developer", "model", "human", "ai"))
_TEXTS = frozenset(
    [
        "prompt",
        "query",
        "question",
        "input",
        "inputs",
        "user_message",
        "usermessage",
        "message",
        "text",
        "q",
        "instruction",
        "instructions",
    ]
)
_MODELS = frozenset(
    ["model", "modelid", "model_name", "engine", "profile", "bot", "assistant_id", "agent_id"]
)
_MODEL = re.compile(
    r"(?:^|[/:._-])(?:gpt-|claude|gemini|llama|mistral|mixtral|deepseek|qwen|grok|command-|kimi|glm-|phi-?\d|gemma|o\d(?:-|$))",
    re.IGNORECASE,
)
_KNOBS = frozenset(
    ["temperature", "top_p", "max_tokens", "maxoutputtokens", "max_completion_tokens", "system_prompt"]
)
_THREADS = frozenset(
    ["tools", "conversation_id", "chatid", "thread_id", "parent_message_id", "session_id", "response_mode"]
)
_GRAPHQL = re.compile(r"\s*(?:query|mutation|subscription|fragment)\b[^{]{0,500}\{|\s*\{")
_LETTERS = re.compile(r"[^\W\d_]+")
_SHORT = frozenset(
    [
        "delta",
        "content",
        "token",
        "text",
        "answer",
        "chunk",
        "output_text",
        "generated_text",
        "completion",
        "response",
    ]
)
_FIELDS = frozenset(
    ["delta", "choices", "token", "answer", "chunk", "output_text", "generated_text", "completion"]
)
_USAGE = frozenset(
    [
        "prompt_tokens",
        "completion_tokens",
        "input_tokens",
        "output_tokens",
        "prompttokencount",
        "candidatestokencount",
        "prompt_eval_count",
        "eval_count",
    ]
)
_REASONS = frozenset(["finish_reason", "stop_reason", "finishreason", "stopreason", "done_reason"])
_HEADERS = re.compile(
    r"x-vercel-ai-(?:ui-message|data)-stream$|openai-|anthropic-|x-ratelimit-remaining-tokens$|x-groq-region$|cf-aig-"
)
_KEYS = re.compile(r"(?:sk-|gsk_|hf_|r8_|xai-|pplx-|AIza|nvapi-|tgp_|fw_|key-|app-)[\w-]{16}")
_HEX = re.compile(r"[0-9a-fA-F]{32}$")
_CLIENTS = re.compile(
    r"(?:Async)?(?:OpenAI|Anthropic)/|anthropic-sdk-|langchain|LiteLLM|claude-cli/|codex_cli_rs/|GeminiCLI/"
    r"|GithubCopilot/|CopilotNative/|ollama/|cursor|google-genai-sdk/",
    re.IGNORECASE,
)
_FRAMED = ("application/vnd.amazon.eventstream", "application/connect+", "application/grpc")
_KEPT = re.compile(
    rf"(?:{_WORDS}|api|v\d{{1,2}}(?:beta\d?|alpha)?|openai|models|deployments|threads|runs|stream|queue|join|data|run|"
    rf"webhook|public|graphql|search|suggest|events|collect|track)(?::(?:stream)?generatecontent)?$"
)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its answer, bodies unpacked; names of headers in lower case."""

    method: str
    path: str = field(repr=False)
    asked: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    answered: Mapping[str, str] = field(repr=False)
    answer: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Recognition:
    """What an exchange showed: points, and the names of the signals for (request, response) and against."""

    score: int
    request: tuple[str, ...]
    response: tuple[str, ...]
    against: tuple[str, ...]
    template: str

    @property
    def raised(self) -> bool:
        """Whether a person should look at it."""
        return self.score >= RAISE and bool(self.request) and bool(self.response)


def recognise(exchange: Exchange) -> Recognition:
    """Score one exchange."""
    path = exchange.path.partition("?")[0].lower()
    body = _parsed(exchange.body)
    shown = [*_asked(body)]
    request = ["path"] if _PATH.search(path) else []
    points = 2 * len(request)
    if shown:
        weak = shown == ["conversation"]  # a session has an id in every shop
        points += 1 if weak else 2 + len(shown)
        request += shown
    for name, worth in _in_request_headers(exchange.asked):
        request.append(name)
        points += worth
    response = dict(_in_answer(exchange))
    # A stream's shape and its names of fields say the same thing.
    points += sum(response.values()) - (3 if {"stream", "fields"} <= response.keys() else 0)
    against = [*_against(path, exchange, body)]
    points -= 3 * len(against)
    return Recognition(points, tuple(request), tuple(response), tuple(against), template(exchange.path))


def template(path: str) -> str:
    """A path with only those segments that are words of interfaces; ``*`` for every other, and no query."""
    parts = [part for part in path.partition("?")[0].split("/") if part][:12]
    return "/" + "/".join(part if _KEPT.match(part.lower()) else "*" for part in parts)


def _asked(body: object) -> Iterator[str]:
    """The signals of a JSON request, the strong ones first."""
    found: set[str] = set()
    for key, value, above in _fields(body):
        if key == "role" and above == "messages" and isinstance(value, str) and value.lower() in _ROLES:
            found.add("messages")
        elif key in _TEXTS and isinstance(value, str) and _is_prose(value):
            found.add("graphql text" if above == "variables" else "text")
        elif key in _MODELS and isinstance(value, str) and len(value) <= 100 and _MODEL.search(value):
            found.add("model")
        elif key in _KNOBS:
            found.add("parameters")
        elif key in _THREADS or (key == "stream" and value is True):
            found.add("conversation")
        elif key == "type" and value == "text" and above == "parts":
            found.add("parts")
    for name in ("messages", "text", "graphql text", "model", "parameters", "parts", "conversation"):
        if name in found:
            yield name


def _in_request_headers(headers: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    scheme, _, key = headers.get("authorization", "").partition(" ")
    named = headers.get("x-api-key", "").startswith("sk-ant-")
    if (scheme.lower() == "bearer" and _KEYS.match(key)) or named or _HEX.match(headers.get("api-key", "")):
        yield "key", 4
    if _CLIENTS.search(headers.get("user-agent", "")[:200]) or any(
        name.startswith("x-stainless-") for name in headers
    ):
        yield "client", 1


def _in_answer(exchange: Exchange) -> Iterator[tuple[str, int]]:
    """The signals of an answer and what each is worth."""
    sort = exchange.answered.get("content-type", "").lower()
    if any(_HEADERS.match(name) for name in exchange.answered):
        yield "headers", 3
    if sort.startswith(_FRAMED):
        yield "framing", 1
    if _vercel_lines(exchange.answer):
        yield "stream", 3
        return
    streams = "event-stream" in sort or "ndjson" in sort or "jsonl" in sort
    whole = None if streams else _parsed(exchange.answer)
    events = [whole] if whole is not None else [*_events(exchange.answer)]
    short: dict[str, int] = {}
    fields = usage = False
    for event in events:
        seen = {key: value for key, value, _ in _fields(event)}
        speaks = seen.get("role") in ("assistant", "model") and seen.keys() & {"content", "text", "parts"}
        fields = fields or bool(seen.keys() & _FIELDS) or bool(speaks)
        usage = usage or bool(seen.keys() & _USAGE) or any(isinstance(seen.get(key), str) for key in _REASONS)
        for key in seen.keys() & _SHORT:
            if isinstance(seen[key], str):
                short[key] = short.get(key, 0) + 1
    if len(events) >= _FEW and any(count >= _FEW for count in short.values()):
        yield "stream", 3
    if fields:
        yield "fields", 3
    if usage:
        yield "usage", 3


def _against(path: str, exchange: Exchange, body: object) -> Iterator[str]:
    """What such traffic has that is none: each takes three points."""
    asked = exchange.asked.get("content-type", "").lower()
    sort = exchange.answered.get("content-type", "").lower()
    if _AGAINST.search(path) or "x-sentry" in asked or asked.startswith("application/x-protobuf"):
        yield "analytics"
    if _SEARCH.search(path) or "suggestions" in sort:
        yield "search"
    if _SAVE.search(path):
        yield "save"
    if sort.startswith(("video/", "audio/", "image/", "font/")):
        yield "media"
    first = body[0] if isinstance(body, list) and body else body
    query = first.get("query") if isinstance(first, dict) else None
    if isinstance(query, str) and _GRAPHQL.match(query) and "graphql text" not in _asked(body):
        yield "graphql"


def _is_prose(text: str) -> bool:
    """Whether a text is long enough and of words, in any script: no id, no link, no query of a program."""
    if len(text) < 20 or _GRAPHQL.match(text) or "://" in text[:10]:
        return False
    words = _LETTERS.findall(text[:2_000])
    wide = sum(1 for char in text[:2_000] if char > "⺀" and char.isalpha())
    return len(words) >= 4 or wide >= 10


def _fields(value: object) -> Iterator[tuple[str, object, str]]:
    """Key in lower case, value, and the key above (through lists), of everything in a JSON value."""
    waiting: list[tuple[object, str]] = [(value, "")]
    for _ in range(_NODES):
        if not waiting:
            return
        node, above = waiting.pop()
        if isinstance(node, dict):
            for key, inner in node.items():
                name = str(key).lower()
                yield name, inner, above
                if isinstance(inner, dict | list):
                    waiting.append((inner, name))
        elif isinstance(node, list):
            waiting.extend((inner, above) for inner in node[:_NODES] if isinstance(inner, dict | list))


def _events(answer: bytes) -> Iterator[object]:
    """The JSON values of an event stream, or of lines."""
    for line in answer.split(b"\n", _EVENTS)[:_EVENTS]:
        line = line.strip().removeprefix(b"data:").strip()
        if line.startswith(b"{") and (value := _parsed(line)) is not None:
            yield value


def _vercel_lines(answer: bytes) -> bool:
    """Whether an answer is lines of ``0:"text"``, as the Vercel AI SDK's data stream has them."""
    return sum(line.startswith(b'0:"') for line in answer.split(b"\n", _EVENTS)[:_EVENTS]) >= 2


def _parsed(data: bytes) -> object | None:
    try:
        value: object = json.loads(data) if data.strip()[:1] in (b"{", b"[") else None
    except (ValueError, RecursionError):
        return None
    return value
