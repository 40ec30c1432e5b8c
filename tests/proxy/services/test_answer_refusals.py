"""Refusals in each service's own shape."""

import json
from types import ModuleType

import pytest

from proxy.contract import Refusal
from proxy.effect import Reply
from proxy.services.anthropic_messages import answer as anthropic_messages
from proxy.services.background import answer as background
from proxy.services.chatgpt_web import answer as chatgpt_web
from proxy.services.claude_web import answer as claude_web
from proxy.services.generic import answer as generic
from proxy.services.openai_chat import answer as openai_chat
from proxy.services.openai_responses import answer as openai_responses
from tests.proxy.answer.book import objects, payloads

BLOCKED = Refusal("T-1", 'Blocked by "Acme" & <Co>', "A key was found.", ("keys.cloud",), "Take it out.")
HELD = Refusal("T-2", "Held by Acme", "A client's name.", (), "Wait for it.", held=True)
DIALECTS = [openai_chat, openai_responses, anthropic_messages, chatgpt_web, claude_web, generic]
RETRIED = {401, 407, 408, 409, 429}  # or answered by signing in anew


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.__name__.split(".")[-2])
@pytest.mark.parametrize("route", ["", "chat", "azure.chat", "codex.responses", "page", "completion"])
@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("refusal", [BLOCKED, HELD])
def test_every_refusal(dialect: ModuleType, route: str, stream: bool, refusal: Refusal) -> None:
    reply = dialect.refuse(route, refusal, stream=stream)
    names = [name for name, _ in reply.headers]
    assert {"content-type", "cache-control", "x-promptward-ticket"} <= set(names)
    assert "content-length" not in names
    assert dict(reply.headers)["cache-control"] == "no-store"
    assert dict(reply.headers)["x-promptward-ticket"] == refusal.ticket
    assert reply.status == 200 or (400 <= reply.status < 500 and reply.status not in RETRIED)
    assert reply == dialect.refuse(route, refusal, stream=stream)
    body = reply.body.decode()
    assert refusal.ticket in body
    assert ("waits for approval" in body) == refusal.held
    assert "request" not in repr(reply)


def body(reply: Reply) -> dict[str, dict[str, object]]:
    value = json.loads(reply.body)
    assert isinstance(value, dict)
    return value


def test_openai() -> None:
    reply = openai_chat.refuse("chat", BLOCKED, stream=True)
    assert reply.status == 400
    assert ("x-should-retry", "false") in reply.headers
    assert body(reply)["error"] == {
        "message": BLOCKED.text,
        "type": "invalid_request_error",
        "param": None,
        "code": "policy_violation",
    }
    held = openai_responses.refuse("responses", HELD, stream=False)
    assert (held.status, body(held)["error"]["code"]) == (403, "approval_pending")
    assert openai_responses.refuse("codex.responses", HELD, stream=True).status == 400


@pytest.mark.parametrize("dialect", [openai_chat, openai_responses])
def test_azure(dialect: ModuleType) -> None:
    reply = dialect.refuse("azure.chat", BLOCKED, stream=False)
    error = body(reply)["error"]
    assert (reply.status, error["code"]) == (400, "content_filter")
    assert error["innererror"]["code"] == "ResponsibleAIPolicyViolation"  # type: ignore[index]


@pytest.mark.parametrize("dialect", [openai_chat, openai_responses, anthropic_messages])
@pytest.mark.parametrize("refusal", [BLOCKED, HELD])
def test_copilot(dialect: ModuleType, refusal: Refusal) -> None:
    """Its extension throws its token away on 401 and 403, and doubts an answer without a number."""
    reply = dialect.refuse("copilot.chat", refusal, stream=True)
    assert reply.status == 422
    assert dict(reply.headers)["x-github-request-id"] == refusal.ticket


@pytest.mark.parametrize("route", ["telemetry", "suggest", "suggest.opensearch"])
def test_what_a_page_does_on_its_own(route: str) -> None:
    """The page goes on: a good answer with nothing in it."""
    reply = background.refuse(route, BLOCKED, stream=False)
    assert reply.status == 200
    assert BLOCKED.reason not in reply.body.decode()
    assert json.loads(reply.body) is not None


def test_anthropic() -> None:
    reply = anthropic_messages.refuse("messages", BLOCKED, stream=True)
    assert (reply.status, body(reply)["type"]) == (400, "error")
    assert body(reply)["error"] == {"type": "invalid_request_error", "message": BLOCKED.text}
    assert ("x-should-retry", "false") in reply.headers
    held = anthropic_messages.refuse("messages", HELD, stream=False)
    assert (held.status, body(held)["error"]["type"]) == (403, "permission_error")


def test_chatgpt_page() -> None:
    assert body(chatgpt_web.refuse("title", BLOCKED, stream=False)) == {"detail": BLOCKED.text}
    for route in ("prepare", "autocompletions"):  # nobody sent these: the page must show no error
        assert chatgpt_web.refuse(route, BLOCKED, stream=False).status == 200
    reply = chatgpt_web.refuse("conversation", BLOCKED, stream=True)
    assert (reply.status, dict(reply.headers)["content-type"]) == (200, "text/event-stream; charset=utf-8")
    events = payloads(reply.body)
    assert events[0] == ("delta_encoding", '"v1"')
    assert events[-1] == ("", "[DONE]")
    _, add, append, patch, complete = (json.loads(data) for _, data in events[:-1])
    assert add["v"]["message"]["author"]["role"] == "assistant"
    assert append == {"p": "/message/content/parts/0", "o": "append", "v": BLOCKED.text}
    assert {"p": "/message/status", "o": "replace", "v": "finished_successfully"} in patch["v"]
    assert complete == {"type": "message_stream_complete"}
    other = chatgpt_web.refuse("conversation", HELD, stream=True)
    assert objects(other.body)[1]["v"]["message"]["id"] != add["v"]["message"]["id"]  # type: ignore[index]


def test_claude_page() -> None:
    reply = claude_web.refuse("upload", BLOCKED, stream=False)
    assert (reply.status, body(reply)["error"]["type"]) == (403, "permission_error")
    reply = claude_web.refuse("completion", HELD, stream=True)
    events = objects(reply.body)
    assert [name for name, _ in payloads(reply.body)] == [event["type"] for event in events]
    assert [events[0]["type"], events[-1]["type"]] == ["message_start", "message_stop"]
    assert str(events[2]["delta"]["text"]).startswith(HELD.text)  # type: ignore[index]


def test_unknown_services() -> None:
    reply = generic.refuse("", BLOCKED, stream=True)
    assert (reply.status, body(reply)) == (403, {"error": {"message": BLOCKED.text}})
    page = generic.refuse("page", BLOCKED, stream=False)
    assert dict(page.headers)["content-type"] == "text/html; charset=utf-8"
    text = page.body.decode()
    assert "Blocked by &quot;Acme&quot; &amp; &lt;Co&gt;" in text
    assert "<Co>" not in text
