"""What is said on the sockets of each dialect is heard, however it is cut into messages and bursts."""

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from classifiers.catalog import Options, load
from classifiers.scanner import Scanner
from policies.decision import Level
from policies.loader import compile_text
from policies.policy import Policy
from proxy.answer.ear import Ear
from proxy.answer.socket import framed, last_of, unframed
from proxy.hearing import Heard, listen, together
from proxy.listener import MOST_BEFORE
from proxy.saying import Hearing
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


def unnamed(text: str) -> str:
    """A text whose masks do not say what stood there."""
    return re.sub(r"\[removed: \w+\]", "[removed]", text)


@cache
def scanner() -> Scanner:
    return load(Options(names_model="none"))


@cache
def catalogue() -> Catalogue:
    return load_catalogue()


@cache
def policy_of(more: str = "") -> Policy:
    policy, _, faults = compile_text(f"client: acme\nname: Acme\n{more}", "acme.yaml")
    assert policy is not None, faults
    return policy


def _bursts(
    dialect: str, messages: Sequence[str], cuts: Sequence[int], *, masks: bool = False, ahead: int = 0
) -> list[Heard]:
    """What is found where the messages are cut into bursts at these places; ``ahead`` messages are seen beyond each."""
    heard, before = [], b""
    for start, end in pairwise((0, *cuts, len(messages))):
        body = b"".join(map(framed, messages[start:end]))
        after = b"".join(map(framed, messages[end : end + ahead]))
        hearing = Hearing(
            "s", dialect, "", "", "", body, others=("Keller Bau",), framed=True, before=before, after=after
        )
        hearing = replace(hearing, masks=masks)
        heard.append(listen(hearing, policy_of(), scanner(), catalogue()))
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
        assert {kind: total[kind] for kind in whole} == whole, cut  # half a key may look like something else


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


def _heard(dialect: str, bursts: Sequence[Heard]) -> tuple[str, ...]:
    """The texts that a client hears of what is shown of bursts."""
    ear = Ear(10_000)
    restorer = load_catalogue().dialects[dialect].socket_restorer("", ear)
    for burst in bursts:
        for message in unframed(burst.body or b""):
            restorer.feed(message)
    return ear.texts


@pytest.mark.parametrize("dialect", MESSAGES)
def test_values_are_taken_out_whole_however_messages_and_bursts_are_cut(dialect: str) -> None:
    secret = credential()
    messages = MESSAGES[dialect](f"Take {secret} of Keller Bau, then wait for a word of them.")
    (whole,) = _bursts(dialect, messages, (), masks=True)
    (kind,) = set(whole.kinds) - {"OTHER_CLIENT"}
    masked = f"Take [removed: {kind}] of [removed: OTHER_CLIENT], then wait for a word of them."
    assert _heard(dialect, [whole]).count(masked) == 1
    assert whole.masked >= 2
    for cut in range(1, len(messages)):
        bursts = _bursts(dialect, messages, (cut,), masks=True, ahead=100)
        assert [len(unframed(burst.body or b"")) for burst in bursts] == [cut, len(messages) - cut]
        assert _heard(dialect, bursts).count(masked) == 1
        assert not any(secret[:4].encode() in (burst.body or b"") for burst in bursts)
        first, second = _bursts(dialect, messages, (cut,), masks=True)  # the service fell silent
        assert secret[-5:].encode() not in (first.body or secret.encode()) + (second.body or secret.encode())


@pytest.mark.parametrize("dialect", MESSAGES)
def test_messages_without_values_are_shown_byte_for_byte(dialect: str) -> None:
    messages = MESSAGES[dialect](SAID)
    for burst in _bursts(dialect, messages, (3,), masks=True, ahead=2):
        assert burst.masked == 0
        assert burst.body is not None
        assert all(message in messages for message in unframed(burst.body))


@pytest.mark.parametrize("dialect", MESSAGES)
def test_a_value_in_an_event_that_nobody_knows_or_in_plain_text_is_taken_out(dialect: str) -> None:
    secret = credential()
    odd = [json.dumps({"type": "notice", "deep": [{"reason": f"the key {secret}."}]}), f"the key {secret}."]
    for message in odd:
        (burst,) = _bursts(dialect, [message], (), masks=True)
        assert burst.masked == 1
        (shown,) = unframed(burst.body or b"")
        assert isinstance(shown, str)
        assert "the key [removed: " in shown
        assert secret not in shown


def test_a_value_that_cannot_be_taken_out_is_not_shown() -> None:
    (burst,) = _bursts("generic", [json.dumps({f"key {credential()}": 1})], (), masks=True)
    assert burst.body is None
    assert sum(burst.kinds.values()) == 1


@pytest.mark.parametrize(
    ("levels", "level"),
    [
        ((Level.GENERIC, Level.UNDERSTOOD), Level.UNDERSTOOD),
        ((Level.UNDERSTOOD, Level.OPAQUE), Level.OPAQUE),
        ((Level.GENERIC, Level.GENERIC), Level.GENERIC),
    ],
)
def test_parts_of_an_answer_are_one_on_record(levels: tuple[Level, Level], level: Level) -> None:
    one, other = (Heard(each, {"c": 1}, {"k": 2}, 10, b"body", 1) for each in levels)
    assert together(one, other) == Heard(level, {"c": 2}, {"k": 4}, 20, None, 2)
