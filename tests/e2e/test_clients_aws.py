"""boto3 behind the proxy: with a Bedrock API key values are replaced; what is signed passes or is refused in words."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from proxy.standin import StandIn
from tests.e2e.actors import EMAIL, PHONE, PLACEHOLDER, Proxy, credential, leaks, prompt

TEXT = prompt(f"Please answer {EMAIL} or ring {PHONE}.")
CLEAN = prompt("Which colour has the sky on a cloudy day?")
MODEL = "anthropic.claude-sonnet-4-5-v1:0"
SCHEMA = {"type": "object", "properties": {"body": {"type": "string"}}, "required": ["body"]}
TOOLS: Any = {"tools": [{"toolSpec": {"name": "send_mail", "inputSchema": {"json": SCHEMA}}}]}
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")


@pytest.fixture
def bedrock(proxy: Proxy, monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], Any]:
    """Makes a client, with an API key or with keys that sign."""
    monkeypatch.setenv("HTTPS_PROXY", proxy.environment["HTTPS_PROXY"])
    monkeypatch.setenv("AWS_CA_BUNDLE", proxy.environment["SSL_CERT_FILE"])
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")

    def make(bearer: bool) -> Any:
        if bearer:
            monkeypatch.setenv("AWS_BEARER_TOKEN_BEDROCK", "none")
        else:
            monkeypatch.delenv("AWS_BEARER_TOKEN_BEDROCK", raising=False)
            monkeypatch.setenv("AWS_ACCESS_KEY_ID", "none")
            monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "none")
        config = Config(retries={"max_attempts": 3, "mode": "standard"}, read_timeout=30)
        return boto3.client("bedrock-runtime", region_name="eu-central-1", config=config)

    return make


def user(text: str) -> list[Any]:
    return [{"role": "user", "content": [{"text": text}]}]


def assert_redacted(standin: StandIn, requests: int = 1) -> None:
    assert len(standin.seen) == requests
    assert leaks(standin.seen, EMAIL, PHONE) == []
    for seen in standin.seen:
        assert len(set(PLACEHOLDER.findall(seen.body.decode()))) == 2
        json.loads(seen.body)


def test_with_a_key_a_turn_is_redacted_and_its_answer_restored(
    bedrock: Callable[[bool], Any], standin: StandIn
) -> None:
    answer = bedrock(True).converse(modelId=MODEL, messages=user(TEXT))
    assert answer["output"]["message"]["content"] == [{"text": f"You wrote: {TEXT}"}]
    assert_redacted(standin)


def test_with_a_key_a_stream_is_restored(bedrock: Callable[[bool], Any], standin: StandIn) -> None:
    """boto3 checks every length and sum of the frames."""
    stream = bedrock(True).converse_stream(modelId=MODEL, messages=user(f"standin-split=3 {TEXT}"))["stream"]
    events: Iterator[Any] = (
        event["contentBlockDelta"]["delta"] for event in stream if "contentBlockDelta" in event
    )
    assert "".join(delta["text"] for delta in events) == f"You wrote: standin-split=3 {TEXT}"
    assert_redacted(standin)


def test_with_a_key_a_tools_arguments_are_restored(bedrock: Callable[[bool], Any], standin: StandIn) -> None:
    text = f"call send_mail standin-split=5 {TEXT}"
    stream = bedrock(True).converse_stream(modelId=MODEL, messages=user(text), toolConfig=TOOLS)["stream"]
    deltas = [event["contentBlockDelta"]["delta"] for event in stream if "contentBlockDelta" in event]
    assert json.loads("".join(delta["toolUse"]["input"] for delta in deltas)) == {"body": text}
    assert_redacted(standin)


def test_with_a_key_the_models_own_bodies_and_events_are_restored(
    bedrock: Callable[[bool], Any], standin: StandIn
) -> None:
    client = bedrock(True)
    body = {"anthropic_version": "bedrock-2023-05-31", "max_tokens": 9, "messages": user(TEXT)}
    body["messages"] = [{"role": "user", "content": f"standin-split=3 {TEXT}"}]
    answer = client.invoke_model_with_response_stream(modelId=MODEL, body=json.dumps(body))
    events = [json.loads(event["chunk"]["bytes"]) for event in answer["body"]]
    texts = [one["delta"]["text"] for one in events if one["type"] == "content_block_delta"]
    assert "".join(texts) == f"You wrote: standin-split=3 {TEXT}"
    titan = client.invoke_model(modelId="amazon.titan-text", body=json.dumps({"inputText": TEXT}))
    assert json.loads(titan["body"].read())["results"][0]["outputText"] == f"You wrote: {TEXT}"
    assert_redacted(standin, 2)


def test_what_sigv4_signs_passes_where_nothing_is_found(
    bedrock: Callable[[bool], Any], standin: StandIn
) -> None:
    client = bedrock(False)
    answer = client.converse(modelId=MODEL, messages=user(CLEAN))
    assert answer["output"]["message"]["content"] == [{"text": f"You wrote: {CLEAN}"}]
    list(client.converse_stream(modelId=MODEL, messages=user(CLEAN))["stream"])
    assert len(standin.seen) == 2
    assert all(dict(seen.headers)["authorization"].startswith("AWS4-HMAC-SHA256") for seen in standin.seen)


@pytest.mark.parametrize("operation", ["converse", "converse_stream"])
def test_what_sigv4_signs_is_refused_in_words(
    bedrock: Callable[[bool], Any], standin: StandIn, proxy: Proxy, operation: str
) -> None:
    before = len(proxy.records())
    with pytest.raises(ClientError, match="signed by AWS SigV4") as caught:
        getattr(bedrock(False), operation)(modelId=MODEL, messages=user(TEXT))
    error = caught.value.response["Error"]
    assert error["Code"] == "ValidationException"
    assert "AWS_BEARER_TOKEN_BEDROCK" in error["Message"]
    assert "PW-" in error["Message"]
    assert EMAIL not in error["Message"]
    assert caught.value.response["ResponseMetadata"]["RetryAttempts"] == 0
    assert standin.seen == ()
    assert [record["action"] for record in proxy.records()[before:]] == ["block"]


@pytest.mark.parametrize("bearer", [True, False])
def test_a_key_in_a_prompt_is_refused_whoever_signs(
    bedrock: Callable[[bool], Any], standin: StandIn, bearer: bool
) -> None:
    """The words about signatures stand only where the signature is what is in the way."""
    with pytest.raises(ClientError, match="PW-") as caught:
        bedrock(bearer).converse(modelId=MODEL, messages=user(prompt(f"use {credential()}")))
    assert "SigV4" not in str(caught.value)
    assert standin.seen == ()


def test_errors_of_the_service_are_passed_on(bedrock: Callable[[bool], Any], standin: StandIn) -> None:
    with pytest.raises(ClientError, match="asked for status 403"):
        bedrock(True).converse(modelId=MODEL, messages=user(f"standin-status=403 {TEXT}"))
    assert_redacted(standin)
