"""Facts of well-known people are nobody's secret; those of anybody else are."""

import pytest

from classifiers.context.famous import FamousSieve
from classifiers.detector import Hit
from classifiers.passage import Passage


def left(text: str, fact: str, kind: str, person: str = "") -> bool:
    """Whether the sieve leaves the fact, where a person may have been found besides."""
    hits = [Hit(text.index(fact), text.index(fact) + len(fact), kind, "given", 90.0)]
    if person:
        hits.append(Hit(text.index(person), text.index(person) + len(person), "PERSON", "names", 90.0))
    return hits[0] in FamousSieve().left(Passage(text), hits)


@pytest.mark.parametrize(
    ("text", "fact", "kind"),
    [
        ("Was Freddie Mercury born on 5 September 1946?", "5 September 1946", "DATE_OF_BIRTH"),
        ("Frida Kahlo sufrió poliomielitis de niña", "poliomielitis", "MEDICAL_CONDITION"),
        ("Did Abraham Lincoln suffer from depression?", "depression", "MEDICAL_CONDITION"),
    ],
)
def test_takes_away_what_everybody_knows(text: str, fact: str, kind: str) -> None:
    assert not left(text, fact, kind)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Like Abraham Lincoln, I suffer from depression.", ""),
        ("As Abraham Lincoln said. My patient has depression.", ""),
        ("Abraham Lincoln had it.\n\nPatient with depression", ""),
        ("Abraham Lincoln and Jane Roe had depression.", "Jane Roe"),
        ("She was treated for depression.", ""),
    ],
)
def test_leaves_what_is_told_of_others(text: str, person: str) -> None:
    assert left(text, "depression", "MEDICAL_CONDITION", person)
