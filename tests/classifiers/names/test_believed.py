"""What the model tells is believed by its chance and by the looks of the value."""

import pytest

from classifiers.names.believed import is_believed


def believed(text: str, value: str, kind: str, chance: float) -> bool:
    start = text.index(value)
    return is_believed(text, start, start + len(value), kind, chance)


@pytest.mark.parametrize("kind", ["MEDICAL_CONDITION", "IDENTIFIER", "PERSON", "ORGANIZATION"])
@pytest.mark.parametrize("end", ["", ".", ". Thanks.", "\n"])
def test_a_strange_word_that_is_a_whole_sentence_tells_nothing(kind: str, end: str) -> None:
    # The markers of our own end-to-end tests were an illness in one run of a hundred.
    text = f"Please answer ann@lee.example. quokkavbopaxyiuvl{end}"
    assert not believed(text, "quokkavbopaxyiuvl", kind, 0.94)


def test_a_strange_word_in_a_sentence_or_of_which_the_model_is_sure_tells_what_it_does() -> None:
    assert believed("She is on zynquistol. Call her.", "zynquistol", "MEDICAL_CONDITION", 0.9)
    assert believed("Her diagnosis: zynquistol", "zynquistol", "MEDICAL_CONDITION", 0.9)
    assert believed("Seen on 3 May. Zynquistol.", "Zynquistol", "MEDICAL_CONDITION", 0.98)


@pytest.mark.parametrize(
    ("text", "value", "kind", "least"),
    [
        ("her number 448-2231", "448-2231", "IDENTIFIER", 0.7),
        ("at Corvanta now", "Corvanta", "ORGANIZATION", 0.5),
        ("fined for affray", "affray", "CRIMINAL_RECORD", 0.6),
    ],
)
def test_each_kind_has_its_least_chance(text: str, value: str, kind: str, least: float) -> None:
    assert believed(text, value, kind, least + 0.01)
    assert not believed(text, value, kind, least - 0.01)


def test_one_word_in_small_letters_is_a_name_only_where_the_model_is_all_but_sure() -> None:
    assert not believed("ask brontil today", "brontil", "PERSON", 0.9)
    assert believed("ask brontil today", "brontil", "PERSON", 0.96)
    assert believed("ask Brontil today", "Brontil", "PERSON", 0.8)
