"""What is said on the sockets of each dialect is heard, however it is cut into messages and bursts."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

import pytest

from classifiers.catalog import Options, load
from classifiers.scanner import Scanner
from policies.loader import compile_text
from policies.policy import Policy
from proxy.answer.ear import Ear
from proxy.answer.socket import framed, last_of
from proxy.hearing import Heard, Hearing, listen
from proxy.listener import MOST_BEFORE
from proxy.services.catalog import Catalogue, load_catalogue
from tests.e2e.actors import credential

SAID = "Export the key of the second account first"
type Speaker = Callable[[str], list[str]]


def _in_pieces(event: Callable[[str], object]) -> Speaker:
    return lambda said: [json.dumps(event(said[at : at + 5])) for at in range(0, len(said), 5)]


def _said_again(event: Callable[[str], object], end: str = "") -> Speaker:
    return lambda said: [
        json.dumps(event(said[:size])) + end for size in (*range(5, len(said), 5), len(said))
    ]


def _signalr(text: str) -> object:
    message = {"text": text, "author": "bot", "messageId": "x"}
    return {"type": 1, "target": "update", "arguments": [{"messages": [message], "requestId": "r"}]}


def _character(text: str) -> object:
    key, candidates = {"chat_id": "c", "turn_id": "t"}, [{"candidate_id": "k", "raw_content": text}]
    return {"command": "update_turn", "turn": {"turn_key": key, "candidates": candidates}}


def _chatgpt(text: str) -> object:
    delta = json.dumps({"p": "/message/content/parts/0", "o": "append", "v": text})
    item = {"type": "stream-item", "encoded_item": f"event: delta\ndata: {delta}\n\n"}
    return [{"type": "message", "payload": {"type": "conversation-turn-stream", "payload": item}}]


def _openai(text: str) -> object:
    where = {"response_id": "r", "item_id": "i", "output_index": 0, "content_index": 0}
    return {"type": "response.output_text.delta", **where, "delta": text}


MESSAGES: dict[str, Speaker] = {
    "copilot_web": _in_pieces(
        lambda text: {"event": "appendText", "messageId": "m", "partId": "p", "text": text}
    ),
    "m365_copilot": _said_again(_signalr, "\x1e"),
    "character_ai": _said_again(_character),
    "gemini": _in_pieces(lambda text: {"serverContent": {"modelTurn": {"parts": [{"text": text}]}}}),
    "openai_realtime": _in_pieces(_openai),
    "openai_responses": _in_pieces(_openai),
    "chatgpt_web": _in_pieces(_chatgpt),
    "generic": _in_pieces(lambda text: {"type": "delta", "text": text}),
}


@pytest.mark.parametrize("dialect", MESSAGES)
def test_what_is_said_is_heard_once_and_whole(dialect: str) -> None:
    ear = Ear(10_000)
    restorer = load_catalogue().dialects[dialect].socket_restorer("", ear)
    for message in MESSAGES[dialect](SAID):
        assert list(restorer.feed(message)) == [message]
    assert ear.texts.count(SAID) == 1
    assert not any(text != SAID and text in SAID for text in ear.texts if len(text) > 4)


@cache
def _scanner() -> Scanner:
    return load(Options(names_model="none"))


@cache
def _catalogue() -> Catalogue:
    return load_catalogue()


@cache
def _policy(more: str = "") -> Policy:
    policy, _, faults = compile_text(f"client: acme\nname: Acme\n{more}", "acme.yaml")
    assert policy is not None, faults
    return policy


def _bursts(dialect: str, messages: Sequence[str], cuts: Sequence[int]) -> list[Heard]:
    """What is found where the messages are cut into bursts at these places."""
    heard, before = [], b""
    for start, end in pairwise((0, *cuts, len(messages))):
        body = b"".join(map(framed, messages[start:end]))
        hearing = Hearing("s", dialect, "", "", "", body, others=("Keller Bau",), framed=True, before=before)
        heard.append(listen(hearing, _policy(), _scanner(), _catalogue()))
        before = last_of(before + body, MOST_BEFORE)
    return heard


@pytest.mark.parametrize("dialect", MESSAGES)
def test_what_the_border_of_two_bursts_cuts_is_found_once(dialect: str) -> None:
    said = f"Take {credential()} of Keller Bau, then wait for a word of them."
    messages = MESSAGES[dialect](said)
    whole = _bursts(dialect, messages, ())[0].kinds
    assert sorted(whole.values()) == [1, 1]
    for cut in range(1, len(messages)):
        total: Counter[str] = Counter()
        for heard in _bursts(dialect, messages, (cut, cut + 1) if cut + 1 < len(messages) else (cut,)):
            total.update(heard.kinds)
            assert heard.level != "opaque"
        assert total == whole, cut


def test_what_is_said_twice_counts_twice_and_a_repeated_event_does_not() -> None:
    secret = credential()
    again = MESSAGES["copilot_web"](f"Take {secret}.")
    assert [sum(heard.kinds.values()) for heard in _bursts("copilot_web", again * 2, (len(again),))] == [1, 1]
    event = json.dumps({"event": "notice", "reason": f"the key {secret}"})
    assert [sum(heard.kinds.values()) for heard in _bursts("copilot_web", [event] * 2, (1,))] == [1, 0]


def test_only_so_much_is_read_again() -> None:
    data = b"".join(framed(f"{number:04}") for number in range(100))
    kept = last_of(data, 50)
    assert data.endswith(kept)
    assert len(kept) == 45
    assert last_of(data, 0) == b""
