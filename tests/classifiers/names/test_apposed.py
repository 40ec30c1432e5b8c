"""Names that a mark sets apart from a role; things, places and members of lists are no such names."""

import pytest

from classifiers.names.apposed import is_apposed
from classifiers.names.words import words_of


def apposed(text: str) -> list[str]:
    """The single words of a text that are set apart so."""
    words = words_of(text)
    return [text[word.start : word.end] for at, word in enumerate(words) if is_apposed(words, at, at + 1)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The cook, Costas, was arrested on Friday.", "Costas"),
        ("our Somali cleaner, Ubah, has scabies", "Ubah"),
        ("It was Wasfi, the plumber, who flooded it", "Wasfi"),
        ("I blame Iolanthe, our night nurse.", "Iolanthe"),
        ("the caretaker (Mirsad) found him", "Mirsad"),
        ("Unser Koch, Evripidis, wurde verhaftet", "Evripidis"),
        ("schuld ist Hatidze, unsere Köchin, sie war da", "Hatidze"),
        ("c'est Mamadi, le gardien, qui l'a poussé", "Mamadi"),
        ("fue Yamileth, la limpiadora, quien lo vio", "Yamileth"),
        ("è stata Oriana, la badante, a rubare", "Oriana"),
        ("het was Noortje, de conciërge, die hem duwde", "Noortje"),
        ("foi a Deolinda, a porteira, que o empurrou", "Deolinda"),
        ("to Wacława, sprzątaczka, ukradła kasę", "Wacława"),
    ],
)
def test_a_mark_sets_a_name_apart_from_a_role(text: str, name: str) -> None:
    assert apposed(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "our server, Kestrel, and the host, Osprey, share a rack",
        "the driver, Nvidia, crashed; my editor, Vim, is slow",
        "the sauce, Béarnaise, was thin; Béarnaise, the sauce, is French",
        "skills: manager, Kubernetes, engineer, Figma, cook",
        "Zeus, the father of the gods, and Penelope, the wife of Odysseus",
        "Sadly, my boss left. Gestern, mein Chef kam. In Heerlen, mijn baas woont daar.",
        "the cook Costas; the cook, costas, was ill",
        "the cook, Costas Papadakis",
        "Berlin, the capital, is where the nurse works",
    ],
)
def test_what_is_no_name_of_a_role_is_not(text: str) -> None:
    assert apposed(text) == []
