"""On sockets whose messages are pieces of one text, a value that a border cuts stops the message that ends it."""

import json
from collections.abc import Sequence

import pytest

from classifiers.catalog import Options, load
from policies.decision import Action, Level
from proxy.capture import SOCKET, Capture
from proxy.inspect import Inspection, Task, inspect
from proxy.services.catalog import load_catalogue
from proxy.trail import NOTHING
from tests.proxy.test_hearing import policy_of

SCANNER, CATALOGUE = load(Options(names_model="none")), load_catalogue(("tool.weber.example",))


def said(messages: Sequence[object]) -> list[Inspection]:
    """What becomes of messages on one socket of which nothing is known."""
    found, before = [], NOTHING
    for message in messages:
        body = (message if isinstance(message, str) else json.dumps(message)).encode()
        capture = Capture(SOCKET, "tool.weber.example", 443, "/live", (("content-type", "text/plain"),), body)
        task = Task(capture, "ada", b"k" * 32, 1 << 20, before=before)
        found.append(inspect(task, policy_of(""), SCANNER, CATALOGUE))
        before = found[-1].trail
    return found


def actions(messages: Sequence[object]) -> list[Action]:
    return [one.decision.action for one in said(messages)]


@pytest.mark.parametrize(
    "pieces",
    [
        ("write to anna.schm", "idt@kellerbau-muench", "en.de at once"),
        ("my card is 4111 1111", " 1111 1111, as", " you know"),
        ("4539", "5787", "6362", "1486"),
        tuple("4539578763621486"),
    ],
)
@pytest.mark.parametrize("named", ["text", "delta", "", "[]", "42", "a"])
def test_a_value_over_several_messages_is_stopped(pieces: Sequence[str], named: str) -> None:
    messages: list[object] = [{"type": "speak", named: piece} if named else piece for piece in pieces]
    if named == "[]":
        messages = [["speak now", piece] for piece in pieces]
    elif named == "42":
        messages = ["42/room,7" + json.dumps(["speak now", {"content": piece}]) for piece in pieces]
    elif named == "a":
        messages = ["a" + json.dumps([json.dumps({"content": piece})]) for piece in pieces]
    assert Action.BLOCK in actions(messages)


def test_what_was_found_before_is_not_found_again() -> None:
    messages = [{"text": "the weather of monday "}, {"text": "and of tuesday "}, {"text": "is fine"}]
    assert actions(messages) == [Action.ALLOW] * 3
    again = [{"text": "call me"}, {"text": "write to anna.schmidt@kellerbau.de, "}, {"text": "or not"}]
    assert actions(again)[2] is Action.ALLOW


@pytest.mark.parametrize(
    "messages",
    [
        [str(count) for count in range(4530, 4560)],
        [{"text": str(count)} for count in range(40)],
        [["cursor", count * 7, count * 13] for count in range(30)],
        [["typing", "anna"]] * 30,
        ["42" + json.dumps(["ping", {"n": count}]) for count in range(30)],
        ["3"] * 30,
    ],
)
def test_counts_and_what_is_said_again_are_no_text(messages: Sequence[object]) -> None:
    assert set(actions(messages)) == {Action.ALLOW}


def test_fields_that_are_no_texts_are_not_joined() -> None:
    messages = [{"id": part, "cursor": part} for part in ("41111111", "11111111", "41111111", "11111111")]
    assert actions(messages) == [Action.ALLOW] * 4


def test_a_text_that_comes_letter_by_letter_is_not_read() -> None:
    letters = said([{"insert": letter} for letter in "anna.schmidt"])
    assert letters[0].decision.action is Action.ALLOW
    assert letters[-1].decision.action is Action.BLOCK
    assert actions([{"action": "submit_ot", "ch": ["+7:0:a:0"]}]) == [Action.BLOCK]
    assert actions([{"action": "submit_ot", "ch": ["+7:0:all of a pasted text:0"]}]) == [Action.ALLOW]


def test_the_trail_shows_no_text() -> None:
    last = said([{"text": "anna.schm"}, {"text": "idt"}])[-1]
    assert last.level is Level.GENERIC
    assert "anna" not in repr(last)
