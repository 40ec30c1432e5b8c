"""Phrases that announce a person give the name behind them; the same phrases about things and known people do not."""

import pytest

from classifiers.names.announced import AnnouncedCombiner
from classifiers.passage import Passage


def named(text: str) -> list[str]:
    """The persons that the phrases of a text announce."""
    return [text[hit.start : hit.end] for hit in AnnouncedCombiner().combine(Passage(text), []).hits]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("What's your last name? Nielsen", ["Nielsen"]),
        ("Wie ist Ihr Nachname? Ólafsdóttir", ["Ólafsdóttir"]),
        ("Her maiden name was Kowalska.", ["Kowalska"]),
        ("please take my kid Agi off the policy", ["Agi"]),
        ("Mein Sohn Thilo war krank.", ["Thilo"]),
        ("Attendees: Morrison, Rogers and Torres", ["Morrison", "Rogers", "Torres"]),
        ("Add Irenke Sörös as a beneficiary.", ["Irenke Sörös"]),
        ("Jouko is from Gradiant Research LLC", ["Jouko"]),
        ("Geachte heer Wijnands, uw factuur", ["Wijnands"]),
        ("Gentile dottoressa Quaranta, grazie", ["Quaranta"]),
        ("Paziente Ettore Tagliabue, data di nascita ignota", ["Ettore Tagliabue"]),
        ("Scrivi a Federica (f.r" + "@acme.it) che va bene", ["Federica"]),
        ("Rebecca is very rude. I told her so.", ["Rebecca"]),
        ("Why is Rebecca always late?", ["Rebecca"]),
        ("Gerth had given Hakuba his address.", ["Gerth", "Hakuba"]),
    ],
)
def test_finds_whom_a_phrase_announces(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Dear Sir or Madam, dear Hiring Manager, Dear Mr. President",
        "Partners: Apple, Google and Microsoft",
        "Members: Germany, France and Italy",
        "The product name was Photoshop, its last name is unknown.",
        "Our partner Microsoft helps us.",
        "Docker is very slow. He hates it.",
        "Patient Portal, Client Hello, Employee Handbook",
        "Write a fairy tale in which a king gives his son Agi a dragon.",
        "Members: Paul, John, George and Ringo. Which band?",
        "Attendees: Albert Einstein and Marie Curie",
    ],
)
def test_finds_nobody_in_talk_of_things_known_people_and_tales(text: str) -> None:
    assert named(text) == []
