"""Conversations whose history the service keeps: one value, one placeholder, over turns and reloads."""

import json
import re
from typing import Any

import pytest

from proxy.capture import Capture
from proxy.identity import Person

pytestmark = pytest.mark.asyncio(loop_scope="module")

MAIL = "ada.byron@example.com"
OTHER = "bob.rival@example.com"
TOKEN = re.compile(r"\[EMAIL_[A-Z2-9]{4,}\]")


async def _responses(rig: Any, prompt: str, before: str = "", *, stream: bool = False) -> tuple[str, str]:
    """One turn of the Responses API; the answer's id and everything that was shown."""
    body = {"model": "gpt-4o", "input": prompt, "stream": stream}
    if before:
        body["previous_response_id"] = before
    async with rig.client() as client:
        answer = await client.post("https://api.openai.com/v1/responses", json=body)
    assert answer.status_code == 200, answer.text
    found = re.search(r'"id": ?"(resp[^"]*)"', answer.text)
    assert found
    return found[1], answer.text


async def _web(rig: Any, prompt: str, conversation: str = "") -> tuple[str, str]:
    """One turn on ChatGPT's page; the conversation's id and the raw stream that was shown."""
    message = {"author": {"role": "user"}, "content": {"content_type": "text", "parts": [prompt]}}
    body: dict[str, Any] = {"action": "next", "messages": [message], "model": "auto"}
    if conversation:
        body["conversation_id"] = conversation
    async with rig.client() as client:
        answer = await client.post("https://chatgpt.com/backend-api/f/conversation", json=body)
    assert answer.status_code == 200, answer.text
    found = re.search(r'"conversation_id": ?"([^"]+)"', answer.text)
    assert found
    return found[1], answer.text


def _tokens(rig: Any) -> list[str]:
    return TOKEN.findall(rig.standin.seen[-1].body.decode())


@pytest.mark.parametrize("stream", [False, True])
async def test_a_chain_of_responses_keeps_its_placeholders(rig: Any, stream: bool) -> None:
    first, _ = await _responses(rig, f"Write to {MAIL}", stream=stream)
    (token,) = _tokens(rig)
    second, _ = await _responses(rig, f"And to {OTHER}, and again to {MAIL}", first, stream=stream)
    other, again = _tokens(rig)
    assert again == token
    assert other != token
    # The third turn does not name the address; the service does, from its own memory.
    _, shown = await _responses(rig, f"Say {token} and {other} again", second, stream=stream)
    assert MAIL in shown
    assert OTHER in shown


async def test_another_chain_does_not_know_them(rig: Any) -> None:
    first, _ = await _responses(rig, f"Hello, write to {MAIL}")
    (token,) = _tokens(rig)
    _, shown = await _responses(rig, f"What is {token}?", "resp_somebody_elses")
    assert MAIL not in shown
    assert token in shown
    assert first


async def test_chatgpt_keeps_them_when_the_conversation_gets_its_id(rig: Any) -> None:
    conversation, shown = await _web(rig, f"Mail {MAIL}")
    (token,) = _tokens(rig)
    assert token not in shown
    await _web(rig, f"Again {MAIL}", conversation)
    assert _tokens(rig) == [token]


async def test_a_page_that_is_loaded_again_shows_the_values(
    rig: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation, _ = await _web(rig, f"Please mail {MAIL}")
    (token,) = _tokens(rig)
    stored = {"title": f"To {token}", "mapping": {"n": {"message": {"content": {"parts": [token]}}}}}
    from proxy.standin import server
    from proxy.standin.answer import as_json

    monkeypatch.setattr(server, "route", lambda *_: as_json(stored))
    async with rig.client() as client:
        answer = await client.get(f"https://chatgpt.com/backend-api/conversation/{conversation}")
    assert json.loads(answer.text)["title"] == f"To {MAIL}"
    assert json.loads(answer.text)["mapping"]["n"]["message"]["content"]["parts"] == [MAIL]


async def test_conversations_that_open_alike_do_not_share_their_memory(rig: Any) -> None:
    first, _ = await _responses(rig, "Good morning, you act for us")
    await _responses(rig, f"Write to {OTHER}", first)
    (token,) = _tokens(rig)
    second, _ = await _responses(rig, "Good morning, you act for us")
    _, shown = await _responses(rig, f"Who is {token}?", second)
    assert OTHER not in shown


async def test_a_placeholder_in_signed_thinking_stays_the_same(rig: Any) -> None:
    """The model named our placeholder in its thinking; what is signed comes back as it was, turn after turn."""
    thought: list[dict[str, Any]] = []
    tokens: set[str] = set()
    for turn in range(4):
        messages = [{"role": "user", "content": f"Write to {MAIL} now"}]
        if thought:
            messages.append({"role": "assistant", "content": thought})  # type: ignore[dict-item]
            messages.append({"role": "user", "content": f"go on {turn}"})
        async with rig.client() as client:
            answer = await client.post(
                "https://api.anthropic.com/v1/messages",
                json={"model": "c", "max_tokens": 9, "messages": messages},
                headers={"x-api-key": "x"},
            )
        assert answer.status_code == 200, answer.text
        found = _tokens(rig)
        tokens.update(found)
        thought = [{"type": "thinking", "thinking": f"It is {found[0]}", "signature": "c2ln"}]
        thought.append({"type": "text", "text": "Done."})
    assert len(tokens) == 1


@pytest.mark.parametrize("session", ["s-1", ""])
async def test_a_stream_that_was_open_before_finds_the_values_of_its_session(rig: Any, session: str) -> None:
    """A server of MCP may answer a call on the stream that its client listens to."""
    ada, bob = Person("acme", "ada"), Person("acme", "bob")
    named = (("mcp-session-id", session),) if session else ()
    host, path = "api.githubcopilot.com", "/mcp/" if session else "/sse"
    head = (("accept", "text/event-stream"), *named)
    listening = Capture("GET", host, 443, path, head, b"")
    streams = [
        rig.guard.back.answer(await rig.guard.judge(listening, who), "text/event-stream", "")
        for who in (ada, bob)
    ]
    call = {"name": "send", "arguments": {"to": MAIL}}
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}).encode()
    asked = await rig.guard.judge(Capture("POST", host, 443, "/mcp/", named, body), ada)
    (token,) = asked.inspection.tokens
    result = {
        "jsonrpc": "2.0",
        "id": 1,
        "result": {"content": [{"type": "text", "text": f"sent to {token}"}]},
    }
    own, other = (stream.feed(f"data: {json.dumps(result)}\n\n".encode()).decode() for stream in streams)
    assert f"sent to {MAIL}" in own
    assert f"sent to {token}" in other
