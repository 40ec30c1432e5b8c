"""Words of illness that tell of a thing are no illness; the same words of a person are."""

import pytest

from classifiers.context.idioms import IdiomsSieve
from classifiers.detector import Hit
from classifiers.passage import Passage


def left(text: str, fact: str) -> bool:
    hit = Hit(text.index(fact), text.index(fact) + len(fact), "MEDICAL_CONDITION", "given", 90.0)
    return hit in IdiomsSieve().left(Passage(text), [hit])


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Hi Jane Roe, the depression in the road needs filling.", "the depression in the road"),
        ("Jane Roe had a mental block", "a mental block"),
        ("Frau Roe, der kritische Pfad ist gelähmt", "kritische Pfad"),
        ("Herr Ott hat Bauchschmerzen wegen des Termins", "Bauchschmerzen"),
        ("Luc Petit est dans l'angle mort", "angle mort"),
        ("Jane Roe is allergic to Monday meetings", "allergic to Monday meetings"),
        ("Ewa Lis: to jest martwy punkt", "martwy punkt"),
        ("Dear Jane Roe, the seal has a rupture", "a rupture"),
        ("Herr Ott, das Netz ist krank", "krank"),
        ("Gianni Riva, il server è malato", "malato"),
    ],
)
def test_an_idiom_is_no_illness(text: str, fact: str) -> None:
    assert not left(text, fact)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Jane Roe has a depression since the fire in the road", "depression"),
        ("Jane Roe is allergic to nuts", "allergic to nuts"),
        ("Herr Ott hat Bauchschmerzen wegen der Galle", "Bauchschmerzen"),
        ("Jane Roe was blind on the spot", "blind"),
        ("Jane Roe has a fracture in her wrist", "fracture"),
        ("The printer is fine, Jane Roe is sick", "sick"),
        ("Das Auto steht, Herr Ott ist krank", "krank"),
    ],
)
def test_an_illness_stays_one(text: str, fact: str) -> None:
    assert left(text, fact)
