"""Which sentences the model of facts reads: all of a short text, of a long one those that may tell something."""

import pytest

from classifiers.names import sentences as module
from classifiers.names.sentences import MOST_WHOLE, MOST_WORDS, Sentences, sentences
from classifiers.names.tagger import FOLDER, Rows
from classifiers.names.words import words_of

IDLE = "It is nice to read a good book when the weather is like that and there is nothing else to do. "
TELLS = "My colleague Tamsin Okafor, 34, was diagnosed with lupus and owes us £4,120. "


@pytest.fixture(scope="module")
def chosen() -> Sentences:
    rows = Rows(FOLDER, "facts")
    return Sentences(FOLDER / "sentences.npy", rows.pieces, rows.looks)


def read(chosen: Sentences, text: str) -> str:
    words = words_of(text)
    return " | ".join(text[words[start].start : words[end - 1].end] for start, end in chosen.runs(words))


def test_a_short_text_is_read_whole(chosen: Sentences) -> None:
    assert read(chosen, IDLE + TELLS) == (IDLE + TELLS).strip()


def test_of_a_long_text_only_what_may_tell_something(chosen: Sentences) -> None:
    text = IDLE * 6 + TELLS + IDLE * 6
    assert read(chosen, text) == TELLS.strip()


def test_what_stands_close_is_read_together(chosen: Sentences) -> None:
    text = IDLE * 6 + TELLS + "She is back. " + TELLS + IDLE * 6
    assert read(chosen, text) == TELLS + "She is back. " + TELLS.strip()


@pytest.mark.parametrize(
    "text",
    ["", "word " * 5_000, "a.b;" * 5_000, "\n" * 5_000, TELLS * 200, "12 " * 5_000, "A" * 20_000, "ﬁ İ \ud800 " * 900],
)  # fmt: skip
def test_runs_are_disjoint_in_order_and_short_whatever_the_text(chosen: Sentences, text: str) -> None:
    words = words_of(text)
    assert [at for start, end in sentences(words) for at in range(start, end)] == list(range(len(words)))
    last = 0
    for start, end in chosen.runs(words):
        assert last <= start < end <= len(words) and end - start <= MOST_WORDS
        last = end


def test_of_a_huge_text_the_weightiest_sentences_are_read(
    chosen: Sentences, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_IN_ALL", 20)
    text = "He paid 20 on Monday. " * 30 + TELLS + "He paid 20 on Monday. " * 30
    assert len(words_of(text)) > MOST_WHOLE and read(chosen, text) == TELLS.strip()
