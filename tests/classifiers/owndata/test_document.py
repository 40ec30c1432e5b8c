"""Fingerprints of documents: passages are found whatever their spacing; common phrases are not."""

import random
from collections.abc import Callable

import numpy as np
import pytest

from classifiers.owndata import document
from classifiers.owndata.fault import DataFault
from classifiers.owndata.keys import Keys
from classifiers.owndata.matcher import OwnData
from classifiers.passage import Passage
from tests.cost import ends_within

Find = Callable[[OwnData, str], list[tuple[str, str]]]
_SYLLABLES = ["ka", "lo", "mi", "ra", "ten", "vor", "sta", "pel", "nim", "qua", "zor", "bel"]


def prose(seed: int, words: int) -> list[str]:
    draw = random.Random(seed)
    return ["".join(draw.choices(_SYLLABLES, k=draw.randint(1, 3))) for _ in range(words)]


REPORT = prose(1, 600)
OTHER = prose(2, 600)


@pytest.fixture(scope="module")
def own(documents_of: Callable[..., OwnData]) -> OwnData:
    return documents_of(" ".join(REPORT), " ".join(OTHER))


@pytest.mark.parametrize("length", [25, 26, 30, 40, 100])
def test_a_passage_of_25_words_is_always_found(own: OwnData, found_in: Find, length: int) -> None:
    for start in range(0, 500, 7):
        passage = REPORT[start : start + length]
        text = "Please shorten this.\n\n" + " ".join(passage) + "\n\nThank you very much."
        (found,) = found_in(own, text)
        words = found[0].split()
        # The ends may be up to three words short where the next paragraph begins, never inside the passage.
        assert found[0] == " ".join(passage) or len(words) == length, start


def test_under_20_words_nothing_is_found(own: OwnData, found_in: Find) -> None:
    for start in range(0, 500, 3):
        assert found_in(own, "We wrote: " + " ".join(REPORT[start : start + 19]) + " and more of it") == []


def test_spacing_case_and_punctuation_do_not_count(own: OwnData, found_in: Find) -> None:
    words = [word.upper() if number % 3 else word.capitalize() for number, word in enumerate(REPORT[40:80])]
    text = "> " + ",\n  > ".join(words[:20]) + " -- " + "...   ".join(words[20:]) + "!"
    (found,) = found_in(own, text)
    assert found[0].startswith(words[0]) and found[0].endswith(words[-1])


def test_changed_words_here_and_there_do_not_hide_a_passage(own: OwnData, found_in: Find) -> None:
    words = REPORT[100:180]
    words[15], words[31] = "changed", "altered words"
    del words[50]
    (found,) = found_in(own, " ".join(words))
    assert len(found[0].split()) >= 75


def test_two_passages_are_two_findings(own: OwnData, found_in: Find) -> None:
    gap = " ".join(prose(9, 60))
    found = found_in(own, " ".join(REPORT[10:50]) + "\n\n" + gap + "\n\n" + " ".join(OTHER[10:50]))
    assert len(found) == 2


def test_words_of_a_document_in_another_order_are_nothing(own: OwnData, found_in: Find) -> None:
    pieces = [REPORT[at : at + 7] for at in range(0, 400, 40)]
    random.Random(3).shuffle(pieces)
    assert found_in(own, " ".join(word for piece in pieces for word in piece)) == []


def test_boilerplate_is_left_out(documents_of: Callable[..., OwnData], found_in: Find) -> None:
    footer = " ".join(prose(5, 40))
    several = documents_of(*(" ".join(prose(seed, 200)) + "\n" + footer for seed in range(20, 25)))
    assert found_in(several, footer) == []
    assert found_in(several, " ".join(prose(20, 200)))
    given = documents_of(" ".join(REPORT) + "\n" + footer, ignored=[footer])
    assert found_in(given, footer) == []
    assert found_in(given, " ".join(REPORT[:60]))


@pytest.mark.parametrize("text", ["", "Too short to be found again.", "the " * 400])
def test_a_document_without_words_of_its_own_is_a_fault(keys: Keys, text: str) -> None:
    with pytest.raises(DataFault):
        document.build([document.Document("a.txt", text)], [], "DOC", keys)


def test_winnowing_keeps_one_of_every_four() -> None:
    draw = random.Random(4)
    values = np.array([draw.getrandbits(64) for _ in range(5_000)], np.uint64)
    kept = document.winnowed(values)
    assert np.diff(kept).max() <= document.WINDOW and kept[0] < document.WINDOW
    assert 0.35 < len(kept) / len(values) < 0.45


@pytest.mark.parametrize("repeat", [1, 5, 30])
def test_a_text_of_nothing_but_passages_is_read_in_time(own: OwnData, repeat: int) -> None:
    pieces = [REPORT[at : at + 6] * repeat for at in range(0, 590, 6)]
    text = (" ".join(word for piece in pieces for word in piece) + " ") * 20
    assert ends_within(1, lambda: list(own.find(Passage(text[:20_000]))))  # the goal is 0.1 s on a free core
