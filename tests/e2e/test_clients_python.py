"""The vendors' own Python SDKs behind the proxy, set up as a person would: two environment variables."""

import json
from collections.abc import Iterator
from typing import Any

import anthropic
import openai
import pytest

from proxy.standin import StandIn
from tests.e2e.actors import EMAIL, PHONE, PLACEHOLDER, Proxy, credential, leaks, prompt

TEXT = prompt(f"Please answer {EMAIL} or ring {PHONE}.")
CLEAN = prompt("Which colour has the sky on a cloudy day?")
SCHEMA = {"type": "object", "properties": {"body": {"type": "string"}}, "required": ["body"]}
TOOL = {"type": "function", "function": {"name": "send_mail", "parameters": SCHEMA}}


@pytest.fixture
def sent() -> list[bytes]:
    """The bodies that a client sent, as they left it."""
    return []


@pytest.fixture
def gpt(proxy: Proxy, monkeypatch: pytest.MonkeyPatch, sent: list[bytes]) -> Iterator[openai.OpenAI]:
    for name in ("HTTPS_PROXY", "SSL_CERT_FILE"):
        monkeypatch.setenv(name, proxy.environment[name])
    with openai.OpenAI(api_key="none") as client:
        client._client.event_hooks = {"request": [lambda request: sent.append(request.content)]}
        yield client


@pytest.fixture
def claude(proxy: Proxy, monkeypatch: pytest.MonkeyPatch, sent: list[bytes]) -> Iterator[anthropic.Anthropic]:
    for name in ("HTTPS_PROXY", "SSL_CERT_FILE"):
        monkeypatch.setenv(name, proxy.environment[name])
    with anthropic.Anthropic(api_key="none") as client:
        client._client.event_hooks = {"request": [lambda request: sent.append(request.content)]}
        yield client


def user(text: str) -> list[Any]:
    return [{"role": "user", "content": text}]


def assert_redacted(standin: StandIn, requests: int = 1) -> None:
    """The upstream saw the requests, with placeholders where the address and the phone number stood."""
    assert len(standin.seen) == requests
    assert leaks(standin.seen, EMAIL, PHONE) == []
    for seen in standin.seen:
        assert len(set(PLACEHOLDER.findall(seen.body.decode()))) == 2
        json.loads(seen.body)


def test_openai_chat_plain(gpt: openai.OpenAI, standin: StandIn) -> None:
    answer = gpt.chat.completions.create(model="gpt-5", messages=user(TEXT))
    assert answer.choices[0].message.content == f"You wrote: {TEXT}"
    assert_redacted(standin)


@pytest.mark.parametrize("split", ["1", "7", "400"])
def test_openai_chat_stream(gpt: openai.OpenAI, standin: StandIn, split: str) -> None:
    stream = gpt.chat.completions.create(
        model="gpt-5", messages=user(TEXT), stream=True, extra_headers={"x-standin-split": split}
    )
    texts = [chunk.choices[0].delta.content or "" for chunk in stream if chunk.choices]
    assert "".join(texts) == f"You wrote: {TEXT}"
    assert_redacted(standin)


def test_openai_chat_tools(gpt: openai.OpenAI, standin: StandIn) -> None:
    asked = user(f"call send_mail: {TEXT}")
    answer = gpt.chat.completions.create(model="gpt-5", messages=asked, tools=[TOOL])
    assert answer.choices[0].finish_reason == "tool_calls"
    (call,) = answer.choices[0].message.tool_calls or []
    assert json.loads(call.function.arguments) == {"body": asked[0]["content"]}
    with gpt.chat.completions.stream(
        model="gpt-5", messages=asked, tools=[TOOL], extra_headers={"x-standin-split": "3"}
    ) as stream:
        final = stream.get_final_completion()
    (streamed,) = final.choices[0].message.tool_calls or []
    assert json.loads(streamed.function.arguments) == {"body": asked[0]["content"]}
    # The call and its result go back as history, as every agent does.
    history = [*asked, answer.choices[0].message.to_dict(), tool_result(call.id, f"sent to {EMAIL}, {PHONE}")]
    after = gpt.chat.completions.create(model="gpt-5", messages=history, tools=[TOOL])
    assert after.choices[0].message.content == f"The tool answered: sent to {EMAIL}, {PHONE}"
    assert_redacted(standin, 3)


def tool_result(call: str, content: str) -> Any:
    return {"role": "tool", "tool_call_id": call, "content": content}


def test_openai_responses_plain(gpt: openai.OpenAI, standin: StandIn) -> None:
    answer = gpt.responses.create(model="gpt-5", input=TEXT)
    assert answer.output_text == f"You wrote: {TEXT}"
    assert_redacted(standin)


def test_openai_responses_stream(gpt: openai.OpenAI, standin: StandIn) -> None:
    with gpt.responses.stream(model="gpt-5", input=TEXT, extra_headers={"x-standin-split": "2"}) as stream:
        deltas = [event.delta for event in stream if event.type == "response.output_text.delta"]
        final = stream.get_final_response()
    assert "".join(deltas) == f"You wrote: {TEXT}"
    assert final.output_text == f"You wrote: {TEXT}"
    assert_redacted(standin)


def test_openai_responses_tool_stream(gpt: openai.OpenAI, standin: StandIn) -> None:
    tool: Any = {"type": "function", "name": "send_mail", "parameters": SCHEMA, "strict": False}
    text = f"call send_mail: {TEXT}"
    with gpt.responses.stream(
        model="gpt-5", input=text, tools=[tool], extra_headers={"x-standin-split": "3"}
    ) as stream:
        call = stream.get_final_response().output[0]
    assert call.type == "function_call"
    assert json.loads(call.arguments) == {"body": text}
    assert_redacted(standin)


def test_openai_embeddings(gpt: openai.OpenAI, standin: StandIn) -> None:
    answer = gpt.embeddings.create(model="text-embedding-3-small", input=[TEXT, "clear"])
    assert [len(item.embedding) for item in answer.data] == [8, 8]
    assert_redacted(standin)


def test_azure(proxy: Proxy, standin: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "SSL_CERT_FILE"):
        monkeypatch.setenv(name, proxy.environment[name])
    endpoint = "https://acme.openai.azure.com"
    with openai.AzureOpenAI(api_key="none", api_version="2025-04-01", azure_endpoint=endpoint) as client:
        answer = client.chat.completions.create(model="our-gpt", messages=user(TEXT))
        assert answer.choices[0].message.content == f"You wrote: {TEXT}"
        assert_redacted(standin)
        with pytest.raises(openai.APIStatusError) as caught:
            client.chat.completions.create(model="our-gpt", messages=user(prompt(f"key {credential()}")))
    assert "PW-" in str(caught.value)
    assert caught.value.status_code in (400, 403)
    assert len(standin.seen) == 1


def test_anthropic_messages_plain(claude: anthropic.Anthropic, standin: StandIn) -> None:
    answer = claude.messages.create(model="claude-sonnet-4-5", max_tokens=99, messages=user(TEXT))
    assert answer.content[0].text == f"You wrote: {TEXT}"
    assert_redacted(standin)


@pytest.mark.parametrize("split", ["1", "7", "400"])
def test_anthropic_messages_stream(claude: anthropic.Anthropic, standin: StandIn, split: str) -> None:
    with claude.messages.stream(
        model="claude-sonnet-4-5",
        max_tokens=99,
        messages=user(TEXT),
        extra_headers={"x-standin-split": split},
    ) as stream:
        assert "".join(stream.text_stream) == f"You wrote: {TEXT}"
    assert_redacted(standin)


def test_anthropic_tools(claude: anthropic.Anthropic, standin: StandIn) -> None:
    asked = user(f"call send_mail: {TEXT}")
    tools: Any = [{"name": "send_mail", "input_schema": SCHEMA}]
    with claude.messages.stream(
        model="claude-sonnet-4-5",
        max_tokens=99,
        messages=asked,
        tools=tools,
        extra_headers={"x-standin-split": "3"},
    ) as stream:
        use = stream.get_final_message().content[0]
    assert use.input == {"body": asked[0]["content"]}
    result = [{"type": "tool_result", "tool_use_id": use.id, "content": f"sent to {EMAIL}, {PHONE}"}]
    history = [*asked, {"role": "assistant", "content": [use.to_dict()]}, {"role": "user", "content": result}]
    after = claude.messages.create(model="claude-sonnet-4-5", max_tokens=99, messages=history, tools=tools)
    assert after.content[0].text == f"The tool answered: sent to {EMAIL}, {PHONE}"
    assert_redacted(standin, 2)


def test_anthropic_count_tokens(claude: anthropic.Anthropic, standin: StandIn) -> None:
    counted = claude.messages.count_tokens(model="claude-sonnet-4-5", messages=user(TEXT))
    assert counted.input_tokens > 0
    assert_redacted(standin)


@pytest.mark.parametrize("stream", [False, True])
def test_openai_is_told_why_and_does_not_try_again(
    gpt: openai.OpenAI, standin: StandIn, proxy: Proxy, sent: list[bytes], stream: bool
) -> None:
    secret = credential()
    before = len(proxy.records())
    with pytest.raises(openai.APIStatusError) as caught:
        gpt.chat.completions.create(
            model="gpt-5", messages=user(prompt(f"use {secret} please")), stream=stream
        )
    assert_refused(caught.value, secret, sent, standin)
    with pytest.raises(openai.APIStatusError) as caught:
        gpt.responses.create(model="gpt-5", input=prompt(f"use {secret} please"), stream=stream)
    assert_refused(caught.value, secret, sent[1:], standin)
    assert [record["action"] for record in proxy.records()[before:]] == ["block", "block"]


@pytest.mark.parametrize("stream", [False, True])
def test_anthropic_is_told_why_and_does_not_try_again(
    claude: anthropic.Anthropic, standin: StandIn, proxy: Proxy, sent: list[bytes], stream: bool
) -> None:
    secret = credential()
    before = len(proxy.records())
    asked = user(prompt(f"use {secret} please"))
    with pytest.raises(anthropic.APIStatusError) as caught:
        claude.messages.create(model="claude-sonnet-4-5", max_tokens=99, messages=asked, stream=stream)
    assert_refused(caught.value, secret, sent, standin)
    assert [record["action"] for record in proxy.records()[before:]] == ["block"]


def assert_refused(error: Any, secret: str, sent: list[bytes], standin: StandIn) -> None:
    """The client's own error carries the ticket and the reason, quotes nothing, and one attempt was made."""
    assert "PW-" in str(error)
    assert "policy" in str(error)
    assert secret not in str(error)
    assert error.status_code in (400, 403)
    assert len(sent) == 1
    assert secret.encode() in sent[0]
    assert standin.seen == ()


def test_openai_clean_prompts_pass_byte_for_byte(
    gpt: openai.OpenAI, standin: StandIn, sent: list[bytes]
) -> None:
    gpt.chat.completions.create(model="gpt-5", messages=user(CLEAN), tools=[TOOL], temperature=0.25)
    list(gpt.chat.completions.create(model="gpt-5", messages=user(CLEAN), stream=True))
    gpt.responses.create(model="gpt-5", input=CLEAN, metadata={"team": "süd"})
    gpt.embeddings.create(model="text-embedding-3-small", input=CLEAN)
    assert [seen.raw for seen in standin.seen] == sent
    assert len(sent) == 4


def test_anthropic_clean_prompts_pass_byte_for_byte(
    claude: anthropic.Anthropic, standin: StandIn, sent: list[bytes]
) -> None:
    claude.messages.create(model="claude-sonnet-4-5", max_tokens=9, messages=user(CLEAN), system="Be brief ☂")
    claude.messages.count_tokens(model="claude-sonnet-4-5", messages=user(CLEAN))
    assert [seen.raw for seen in standin.seen] == sent
    assert len(sent) == 2


def test_errors_of_the_service_are_passed_on(gpt: openai.OpenAI, standin: StandIn) -> None:
    client = gpt.with_options(max_retries=0)
    with pytest.raises(openai.RateLimitError, match="asked for status 429"):
        client.chat.completions.create(
            model="gpt-5", messages=user(TEXT), extra_headers={"x-standin-status": "429"}
        )
    assert_redacted(standin)
