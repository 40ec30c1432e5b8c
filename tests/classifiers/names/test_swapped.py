"""Other values in marked texts: where they stand, and what stays as it was."""

import random

import pytest

from classifiers.names.train.marked import FOLDER, Place, read
from classifiers.names.train.swapped import Told, Values

TOLD: list[Told] = [
    (
        "Ann Lee owes £41, says Ann Lee.",
        [
            Place(0, 7, "PERSON", False),
            Place(13, 16, "FINANCIAL_AMOUNT", False),
            Place(23, 30, "PERSON", False),
        ],
    ),
    ("Bo Roe has lupus", [Place(0, 6, "PERSON", False), Place(11, 16, "MEDICAL_CONDITION", False)]),
    ("write to Cy", [Place(9, 11, "PERSON", True)]),
    ("ask Di", [Place(4, 6, "PERSON", False)]),
]


def _shown(told: Told) -> list[tuple[str, str]]:
    text, places = told
    return [(place.kind, text[place.start : place.end]) for place in places]


@pytest.mark.parametrize("seed", range(8))
def test_values_are_swapped_for_others_of_their_kind_and_size(seed: int) -> None:
    told = Values(TOLD).swapped(TOLD[0], random.Random(seed))
    first, owed, again = _shown(told)
    assert first == again
    assert first in [("PERSON", "Ann Lee"), ("PERSON", "Bo Roe")]
    assert owed[1].startswith("£")
    assert told[0] == f"{first[1]} owes {owed[1]}, says {again[1]}."


def test_all_values_come() -> None:
    values = Values(TOLD)
    assert {_shown(values.swapped(TOLD[0], random.Random(seed)))[0][1] for seed in range(20)} == {
        "Ann Lee",
        "Bo Roe",
    }


def test_what_is_told_in_words_stays() -> None:
    told = Values(TOLD).swapped(TOLD[1], random.Random(1))
    assert _shown(told)[1] == ("MEDICAL_CONDITION", "lupus")


def test_a_doubtful_value_is_given_to_nobody() -> None:
    values = Values(TOLD)
    assert {values.swapped(TOLD[3], random.Random(seed))[0] for seed in range(20)} == {"ask Di"}


def test_marked_texts_stay_as_they_are_outside_their_values() -> None:
    told: list[Told] = [(one.text, one.places) for one in read(FOLDER / "first.txt")]
    values, chance = Values(told), random.Random(3)
    for text, places in told:
        other, own = values.swapped((text, places), chance)
        assert [place.kind for place in own] == [place.kind for place in sorted(places)]
        at = was = 0
        for before, after in zip(sorted(places), own, strict=True):
            assert other[at : after.start] == text[was : before.start]
            at, was = after.end, before.end
        assert other[at:] == text[was:]
