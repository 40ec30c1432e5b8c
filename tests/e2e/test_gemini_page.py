"""Gemini's page behind the proxy, by its own requests: a form with JSON in JSON, and frames back."""

import json
from urllib.parse import parse_qs, urlencode

import httpx
import pytest

from proxy.standin import StandIn
from tests.e2e.actors import EMAIL, PHONE, PLACEHOLDER, Proxy, credential, leaks, prompt
from tests.proxy.services.test_answer_batchexecute import frames, shown

URL = (
    "https://gemini.google.com/_/BardChatUi/data/assistant.lamda.BardFrontendService/StreamGenerate"
    "?bl=boq_assistant-bard-web-server_20260921.00_p0&f.sid=-4539578762640150316&hl=en&_reqid=4100000&rt=c"
)
TEXT = prompt(f'Please answer "{EMAIL}"\n or ring {PHONE} 😀.')


def ask(client: httpx.Client, text: str, conversation: str = "", split: str = "7") -> httpx.Response:
    inner = [
        [text, 0, None, []],
        ["en"],
        [conversation, "", ""],
        "!" + "fgKlfVXN" * 20,
        "0123456789abcdef" * 2,
    ]
    form = urlencode({"f.req": json.dumps([None, json.dumps(inner)]), "at": "AKx0fJ2mZ9qL:1767225600000"})
    headers = {"content-type": "application/x-www-form-urlencoded;charset=UTF-8", "x-standin-split": split}
    return client.post(URL, content=form + "&", headers=headers)


def asked(body: bytes) -> list[object]:
    """The turn as the service got it."""
    fields = parse_qs(body.decode())
    assert fields["at"] == ["AKx0fJ2mZ9qL:1767225600000"]
    inner: list[object] = json.loads(json.loads(fields["f.req"][0])[1])
    assert inner[3:5] == ["!" + "fgKlfVXN" * 20, "0123456789abcdef" * 2]
    return inner


@pytest.mark.parametrize("split", ["1", "7", "400"])
def test_a_turn_is_protected_and_its_answer_restored(proxy: Proxy, standin: StandIn, split: str) -> None:
    with proxy.http() as client:
        answer = ask(client, TEXT, split=split)
    assert shown(answer.content)[-1] == f"You wrote: {TEXT}"
    assert leaks(standin.seen, EMAIL, PHONE) == []
    (first, *_) = asked(standin.seen[0].body)
    assert len(set(PLACEHOLDER.findall(str(first)))) == 2


def test_a_conversation_that_the_service_keeps(proxy: Proxy, standin: StandIn) -> None:
    with proxy.http() as client:
        first = ask(client, TEXT)
        told = [json.loads(str(entry[2])) for entry in frames(first.content)[0]]
        token = PLACEHOLDER.findall(str(asked(standin.seen[0].body)[0]))[0]
        # The service still knows the placeholder of the first turn, which the second one does not bring.
        later = ask(client, prompt(f"Say {token} again"), conversation=told[0][1][0])
    assert EMAIL in shown(later.content)[-1]


def test_a_refusal_is_an_answer(proxy: Proxy, standin: StandIn) -> None:
    secret = credential()
    with proxy.http() as client:
        answer = ask(client, prompt(f"use {secret} please"))
    (said,) = shown(answer.content)
    assert "PW-" in said and secret not in said
    assert standin.seen == ()


def test_what_holds_nothing_passes_byte_for_byte(proxy: Proxy, standin: StandIn) -> None:
    with proxy.http() as client:
        answer = ask(client, prompt("Which colour has the sky on a cloudy day?"))
        assert standin.seen[0].raw == answer.request.content
