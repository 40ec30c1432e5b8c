"""The SDKs of Mistral, Cohere, Groq, Ollama and MCP behind the proxy: redacted, restored, refused."""

import json
from collections.abc import Iterator
from typing import Any

import cohere
import groq
import httpx
import mcp
import ollama
import pytest
from cohere.core.api_error import ApiError
from mcp.client.streamable_http import streamablehttp_client
from mistralai.client import Mistral
from mistralai.client.errors import SDKError

from proxy.standin import StandIn
from tests.e2e.actors import EMAIL, PLACEHOLDER, Proxy, credential, leaks, prompt

TEXT = prompt(f"Please answer {EMAIL} today.")
SAID = f"You wrote: {TEXT}"
SCHEMA = {"type": "object", "properties": {"body": {"type": "string"}}, "required": ["body"]}
TOOL: Any = {
    "type": "function",
    "function": {"name": "send_mail", "description": "Sends.", "parameters": SCHEMA},
}
CALL = f"call send_mail: {TEXT}"


@pytest.fixture(autouse=True)
def behind(proxy: Proxy, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Set up as a person would: two environment variables."""
    for name in ("HTTPS_PROXY", "SSL_CERT_FILE"):
        monkeypatch.setenv(name, proxy.environment[name])
    yield


def asked(text: str) -> list[Any]:
    return [{"role": "user", "content": text}]


def assert_redacted(standin: StandIn) -> None:
    assert standin.seen
    assert leaks(standin.seen, EMAIL) == []
    assert any(PLACEHOLDER.search(seen.body.decode()) for seen in standin.seen)


def test_mistral(standin: StandIn) -> None:
    with Mistral(api_key="none") as client:
        answer = client.chat.complete(model="m", messages=asked(TEXT))
        assert answer.choices[0].message.content == SAID
        stream = client.chat.stream(model="m", messages=asked(TEXT))
        told = [event.data.choices[0].delta.content or "" for event in stream if event.data.choices]
        assert "".join(map(str, told)) == SAID
        called = (
            client.chat.complete(model="m", messages=asked(CALL), tools=[TOOL]).choices[0].message.tool_calls
        )
        assert json.loads(str(called[0].function.arguments)) == {"body": CALL}
        assert_redacted(standin)
        standin.forget()
        with pytest.raises(SDKError, match="PW-"):
            client.chat.complete(model="m", messages=asked(f"use {credential()}"))
    assert not standin.seen


def test_cohere(standin: StandIn) -> None:
    with httpx.Client() as http:
        client = cohere.ClientV2(api_key="none", httpx_client=http)
        answer = client.chat(model="m", messages=asked(TEXT))
        assert answer.message.content[0].text == SAID
        events = client.chat_stream(model="m", messages=asked(TEXT))
        told = [event.delta.message.content.text for event in events if event.type == "content-delta"]
        assert "".join(told) == SAID
        calls = client.chat_stream(model="m", messages=asked(CALL), tools=[TOOL])
        parts = [
            event.delta.message.tool_calls.function.arguments
            for event in calls
            if event.type == "tool-call-delta"
        ]
        assert json.loads("".join(parts)) == {"body": CALL}
        assert_redacted(standin)
        standin.forget()
        with pytest.raises(ApiError, match="PW-"):
            client.chat(model="m", messages=asked(f"use {credential()}"))
        assert not standin.seen


def test_groq(standin: StandIn) -> None:
    with groq.Groq(api_key="none") as client:
        answer = client.chat.completions.create(model="m", messages=asked(TEXT))
        assert answer.choices[0].message.content == SAID
        stream = client.chat.completions.create(model="m", messages=asked(TEXT), stream=True)
        assert "".join(chunk.choices[0].delta.content or "" for chunk in stream if chunk.choices) == SAID
        assert_redacted(standin)
        standin.forget()
        with pytest.raises(groq.BadRequestError, match="PW-"):
            client.chat.completions.create(model="m", messages=asked(f"use {credential()}"))
    assert not standin.seen


def test_ollama(standin: StandIn) -> None:
    client = ollama.Client(host="https://ollama.com")
    with client._client:
        assert client.chat(model="m", messages=asked(TEXT)).message.content == SAID
        lines = client.chat(model="m", messages=asked(TEXT), stream=True)
        assert "".join(line.message.content or "" for line in lines) == SAID
        called = client.chat(model="m", messages=asked(CALL), tools=[TOOL]).message.tool_calls or []
        assert called[0].function.arguments == {"body": CALL}
        assert_redacted(standin)
        standin.forget()
        with pytest.raises(ollama.ResponseError, match="PW-"):
            client.chat(model="m", messages=asked(f"use {credential()}"))
        assert not standin.seen


async def test_mcp(standin: StandIn) -> None:
    """A tool at any host of the catalogue: arguments redacted, its answer restored, a refusal as the tool's result."""
    async with (
        streamablehttp_client("https://api.openai.com/mcp") as (reads, writes, _),
        mcp.ClientSession(reads, writes) as session,
    ):
        await session.initialize()
        assert [tool.name for tool in (await session.list_tools()).tools] == ["send_mail"]
        arguments = {"to": EMAIL, "body": TEXT}
        result = await session.call_tool("send_mail", arguments)
        assert not result.isError
        assert json.loads(result.content[0].text) == arguments  # type: ignore[union-attr]
        assert_redacted(standin)
        standin.forget()
        refused = await session.call_tool("send_mail", {"to": "x", "body": f"use {credential()}"})
        assert refused.isError
        assert "PW-" in refused.content[0].text  # type: ignore[union-attr]
    assert not any(b"tools/call" in seen.body for seen in standin.seen)


def test_copies_in_headers_say_what_the_body_says(proxy: Proxy, standin: StandIn) -> None:
    """A server refuses a call whose headers disagree with its body (MCP 2026-07-28)."""
    call = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "tools/call",
        "params": {"name": "send_mail", "arguments": {"to": EMAIL, "body": TEXT}},
    }
    headers = {"mcp-method": "tools/call", "mcp-name": "send_mail", "mcp-param-to": EMAIL}
    with httpx.Client() as client:
        answer = client.post("https://api.openai.com/mcp", json=call, headers=headers)
    assert EMAIL in answer.text
    (seen,) = standin.seen
    sent = json.loads(seen.body)["params"]["arguments"]["to"]
    assert PLACEHOLDER.fullmatch(sent)
    assert dict(seen.headers)["mcp-param-to"] == sent
    assert dict(seen.headers)["mcp-method"] == "tools/call"
