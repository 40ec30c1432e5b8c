"""Every text that a vendor's own types know is read in a request, and turned back in an answer."""

import json
from typing import Any

import anthropic.types as claude
import botocore.session
import cohere
import openai.types.beta as assistants
import openai.types.chat as chat
import openai.types.responses as responses
import pytest
from google.genai import types as gemini
from mistralai.client import models as mistral

from proxy.capture import Capture
from proxy.services.catalog import load_catalogue
from tests.proxy.answer.book import EMAIL, VALUES, Book, run
from tests.proxy.services.sdk_types import Leaf, bodies_of, filled, of_shape

CATALOGUE = load_catalogue()
BEDROCK = "bedrock-runtime.us-east-1.amazonaws.com"
GEMINI = "generativelanguage.googleapis.com"
REQUESTS: list[tuple[str, str, Any]] = [
    ("api.openai.com", "/v1/chat/completions", chat.CompletionCreateParams),
    ("api.openai.com", "/v1/responses", responses.ResponseCreateParams),
    ("api.openai.com", "/v1/threads", assistants.ThreadCreateParams),
    ("api.openai.com", "/v1/threads/runs", assistants.ThreadCreateAndRunParams),
    ("api.openai.com", "/v1/assistants", assistants.AssistantCreateParams),
    ("api.anthropic.com", "/v1/messages", claude.MessageCreateParams),
    ("api.anthropic.com", "/v1/messages/count_tokens", claude.MessageCountTokensParams),
    ("api.mistral.ai", "/v1/chat/completions", mistral.ChatCompletionRequest),
    ("api.mistral.ai", "/v1/conversations", mistral.ConversationRequest),
    ("api.cohere.com", "/v2/chat", list[cohere.ChatMessageV2]),
    (GEMINI, "/v1beta/models/gemini-x:generateContent", list[gemini.Content]),
    (GEMINI, "/v1beta/models/gemini-x:generateContent", list[gemini.Tool]),
    (GEMINI, "/v1beta/models/gemini-x:generateContent", gemini.GenerationConfig),
]
LISTS = {cohere.ChatMessageV2: "messages", gemini.Content: "contents", gemini.Tool: "tools"}
# Fields that hold a file or a link to one: what is neither is not read as a text, and the request is told to be unread.
FILES = frozenset(
    {"data", "file_data", "image_url", "file_url", "url", "result", "images", "image", "mask", "body"}
)
ANSWERS: list[tuple[str, str, Any, bool]] = [
    ("openai_chat", "chat.completions", chat.ChatCompletion, False),
    ("openai_chat", "chat.completions", chat.ChatCompletionChunk, True),
    ("openai_responses", "responses", responses.ResponseStreamEvent, True),
    ("openai_platform", "threads.runs", assistants.AssistantStreamEvent, True),
    ("anthropic_messages", "messages", claude.Message, False),
    ("anthropic_messages", "messages", claude.RawMessageStreamEvent, True),
    ("gemini", "generateContent", gemini.GenerateContentResponse, False),
    ("gemini", "streamGenerateContent", gemini.GenerateContentResponse, True),
    ("mistral", "conversations", mistral.ConversationEvents, True),
    ("cohere", "v2.chat", cohere.V2ChatResponse, False),
    ("cohere", "v2.chat", cohere.V2ChatStreamResponse, True),
]
# What stays as it came: signed thoughts, files, and the letters of a text beside it.
KEPT = frozenset({"thinking", "signature", "data", "mimeType", "displayName", "token"})


def shapes() -> list[tuple[str, str, Any]]:
    found = []
    for host, path, kind in REQUESTS:
        inner = next((name for one, name in LISTS.items() if kind == list[one]), "")  # type: ignore[valid-type]
        for shape in bodies_of(kind):
            found.append((host, path, {inner: shape} if inner else shape))
    service = botocore.session.get_session().get_service_model("bedrock-runtime")
    for name, end in (("Converse", "converse"), ("CountTokens", "count-tokens"), ("StartAsyncInvoke", "")):
        path = f"/model/m/{end}" if end else "/async-invoke"
        for shape in of_shape(service.operation_model(name).input_shape):
            found.append((BEDROCK, path, shape))
    return found


def test_every_text_of_a_request_is_read() -> None:
    """A place holds it, or the request is said to be unread."""
    unread, count = set(), 0
    for host, path, shape in shapes():
        leaves: list[Leaf] = []

        def text(leaf: Leaf, leaves: list[Leaf] = leaves) -> str:
            leaves.append(leaf)
            return f"text {len(leaves)} of Ada"

        body = json.dumps(filled(shape, text)).encode()
        capture = Capture("POST", host, 443, path, (("content-type", "application/json"),), body)
        dialect, route = CATALOGUE.dialect_for(CATALOGUE.service_for(host), capture)
        document = dialect.read(route, capture, body)
        said = "\n".join(segment.text for segment in document.segments)
        for number, leaf in enumerate(leaves, 1):
            count += 1
            excused = document.opaque and not FILES.isdisjoint(leaf.path)
            if f"text {number} of Ada" not in said and not excused:
                unread.add((dialect.id, ".".join(leaf.path)))
    assert not unread
    assert count > 5000


@pytest.mark.parametrize(("dialect", "route", "kind", "streams"), ANSWERS)
def test_every_text_of_an_answer_is_turned_back(dialect: str, route: str, kind: Any, streams: bool) -> None:
    left, count = set(), 0
    for shape in bodies_of(kind):
        leaves: list[Leaf] = []

        def text(leaf: Leaf, leaves: list[Leaf] = leaves) -> str:
            leaves.append(leaf)
            return f"{len(leaves)} to {EMAIL}."

        event = filled(shape, text)
        data = json.dumps(event)
        name = event.get("type") or event.get("event") or ""
        content_type = "text/event-stream" if streams else "application/json"
        sent = f"event: {name}\ndata: {data}\n\n" if streams else data
        shown = run(CATALOGUE.dialects[dialect].restorer(route, content_type, Book()), sent.encode()).decode()
        for number, leaf in enumerate(leaves, 1):
            count += 1
            kept = leaf.path[-1] in KEPT or "logprobs" in leaf.path
            if f'"{number} to {VALUES[EMAIL]}."' not in shown and not kept:
                left.add(".".join(leaf.path))
    assert not left
    assert count
