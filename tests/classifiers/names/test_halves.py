"""The model of facts in halves: the upper one is worked out only where it may tell something new."""

from typing import Any

import pytest

from classifiers.names.facts import asked
from classifiers.names.halves import Halves
from classifiers.names.tagger import FOLDER, NONE
from classifiers.names.words import words_of

DULL = "The build takes some minutes on the runner and the dashboards still show the old colours of the team."
NAMED = "Gwendolyn Ashcroft asked whether the team could call back on Friday."
TELLS = "She was diagnosed with lupus and owes us £4,120 since her divorce."


@pytest.fixture(scope="module")
def halves() -> Halves:
    return Halves(FOLDER)


@pytest.fixture
def finished(halves: Halves, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many words the upper half was asked about, each time."""
    found: list[int] = []
    whole = halves._upper

    class Counted:
        def run(self, outputs: None, feed: dict[str, Any]) -> Any:
            found.append(len(feed["asked"]))
            return whole.run(outputs, feed)

    monkeypatch.setattr(halves, "_upper", Counted())
    return found


def test_a_dull_row_is_left_at_half(halves: Halves, finished: list[int]) -> None:
    words = words_of(DULL)
    assert halves.read(words, asked(words)) is None and finished == []


def test_what_is_told_is_read_to_the_end(halves: Halves, finished: list[int]) -> None:
    words = words_of(TELLS)
    chances = halves.read(words, asked(words))
    at = [word.plain for word in words].index("lupus")
    assert finished == [len(asked(words))] and chances[at, NONE] < 0.2


def test_who_is_known_is_no_reason_to_read_on(halves: Halves, finished: list[int]) -> None:
    words = words_of(NAMED)
    assert halves.read(words, asked(words))[0, NONE] < 0.5 and finished
    finished.clear()
    halves.read(words, asked(words), {0, 1})
    assert finished == []
    halves.read(words, asked(words), {0})  # whose last name nobody knows
    assert finished
