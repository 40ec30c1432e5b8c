"""A term in the spellings of texts: what is found, and the look-alikes that are not."""

from collections.abc import Callable

import pytest

from classifiers.owndata.continued import continues
from classifiers.owndata.joints import loose, smoothed
from classifiers.owndata.matcher import OwnData
from classifiers.owndata.spellings import common, spellings
from classifiers.passage import Passage
from tests.cost import ends_within

BRIDGE = "Falkenmoor Bridge"
FOUND = [
    # lines that are quoted, commented, or end in a hyphen
    (BRIDGE, "> steel for Falkenmoor\n> Bridge is late", "Falkenmoor\n> Bridge"),
    (BRIDGE, "// see Falkenmoor\n// Bridge", "Falkenmoor\n// Bridge"),
    (BRIDGE, " * Falkenmoor\r\n * Bridge", "Falkenmoor\r\n * Bridge"),
    (BRIDGE, "# Falkenmoor\n#   Bridge", "Falkenmoor\n#   Bridge"),
    (BRIDGE, ">> > Falkenmoor\n>> > Bridge", "Falkenmoor\n>> > Bridge"),
    (BRIDGE, "für Falken-\nmoor Bridge", "Falken-\nmoor Bridge"),
    (BRIDGE, "> für Falken-\r\n> moor Bridge", "Falken-\r\n> moor Bridge"),
    # markup and quotation marks inside
    (BRIDGE, "**Falkenmoor** Bridge", "Falkenmoor** Bridge"),
    (BRIDGE, "_Falkenmoor_ `Bridge`", "Falkenmoor_ `Bridge"),
    (BRIDGE, "<p><b>Falkenmoor</b> Bridge</p>", "Falkenmoor</b> Bridge"),
    (BRIDGE, 'a <a href="/x?y=1">Falken</a>moor<br/>Bridge', "Falken</a>moor<br/>Bridge"),
    ("Project Blue Heron", 'Project "Blue Heron"', 'Project "Blue Heron'),
    ("Проект Рябина", "Проект «Рябина»", "Проект «Рябина"),
    # joined
    (BRIDGE, "#falkenmoorbridge", "falkenmoorbridge"),
    (BRIDGE, "com.falkenmoor.bridge.api", "falkenmoor.bridge"),
    (BRIDGE, "/q/Falkenmoor+Bridge", "Falkenmoor+Bridge"),
    (BRIDGE, "/Falkenmoor/Bridge/", "Falkenmoor/Bridge"),
    ("Ida Brandvold", "ida.brandvold@partner.example", "ida.brandvold"),
    ("Operation Glass Harbor", "operationglassharbor.pptx", "operationglassharbor"),
    ("Project 47", "project47-plan", "project47"),
    ("Project47", "Project 47", "Project 47"),
    ("Vexa-Quill 9", "VexaQuill9 and vexa quill9", "vexa quill9"),
    ("Nightjar", "nightjar2, nightjarv2", "nightjar2"),
    # endings and compounds
    ("Nightjar", "two Nightjars", "Nightjars"),
    ("Grünspecht", "des Grünspechts, Grünspechtes", "Grünspechts"),
    ("Grünspecht", "das Grünspechtprojekt", "Grünspechtprojekt"),
    ("Grünspecht", "Gruenspechtkosten", "Gruenspechtkosten"),
    ("Grünspecht", "het grünspechtproject", "grünspechtproject"),
    (BRIDGE, "both Falkenmoor Bridges", "Falkenmoor Bridges"),
    ("Operation Glass Harbor", "Operation Glass Harbors", "Operation Glass Harbors"),
    ("Рябина", "о Рябине", "Рябине"),
    ("Проект Рябина", "Проект Рябину", "Проект Рябину"),
    ("Αλκυόνα", "της Αλκυόνας", "Αλκυόνας"),
    ("Nightjar", "o Nightjarowi", "Nightjarowi"),
    ("Проект Рябина", "по Проекту Рябина", "Проекту Рябина"),
    ("Проект Рябина", "без проекта Рябины", "проекта Рябины"),
    ("Łękawica Holding", "o Łękawicy Holding", "Łękawicy Holding"),
    # spellings
    ("Kröger Maschinenbau GmbH", "Kroeger Maschinenbau GmbH", "Kroeger Maschinenbau GmbH"),
    ("Kröger Maschinenbau GmbH", "der Kröger Maschinenbau wegen", "Kröger Maschinenbau"),
    ("Halloway & Brisk LLP", "Halloway and Brisk", "Halloway and Brisk"),
    ("Halloway and Brisk LLP", "Halloway & Brisk", "Halloway & Brisk"),
    ("M-2291/24", "M-2291_24_draft3.docx", "M-2291_24"),
    ("M-2291/24", "M-2291-24", "M-2291-24"),
    ("O'Dwyer Settlement", "ODwyer Settlement", "ODwyer Settlement"),
    ("シラサギ計画", "来週のｼﾗｻｷﾞ計画の会議", "ｼﾗｻｷﾞ計画"),
]
CLEAN = [
    (BRIDGE, "We stopped at Falkenmoor. Bridge repairs are next."),
    (BRIDGE, "Falkenmoor; bridge, Falkenmoor: a bridge, Falkenmoor (Bridge)"),
    (BRIDGE, "| Falkenmoor |\n| Bridge |"),
    (BRIDGE, "falkenmoor**bridge, 'Falkenmoor';'Bridge', Falkenmoor = Bridge"),
    (BRIDGE, "Falkenmoor\n\nThe Bridge, falkenmoorbach"),
    (BRIDGE, "Falkenmoor Bridgehead, Falkenmoor Bridgestone"),
    ("Nightjar", "midnightjars, nightjarish, Nightjarsson"),
    ("Project 47", "Project 470, project 47a"),
    ("Green Field", "a greenfield site"),
    ("Blue Bird", "the bluebirds sang"),
    ("Stern", "Sterne am Himmel, sternly"),
    ("Tables", "a table, tableside"),
    ("Green Energy GmbH", "we want green energy"),
    ("Müller GmbH", "Frau Müller rief an"),
    ("ZQV", "base64: aZQVb9QmZqv1xxT and xzqvr, zqvs"),
    ("M-2291/24", "part no. M-2291/99, 229124"),
    ("Rock & Roll Inn", "rock or roll inn"),
]


@pytest.mark.parametrize(("term", "text", "found"), FOUND)
def test_a_term_is_found_as_people_write_it(
    terms_of: Callable[..., OwnData], term: str, text: str, found: str
) -> None:
    hits = [text[hit.start : hit.end] for hit in terms_of("Something Else", term).find(Passage(text))]
    assert found in hits


@pytest.mark.parametrize(("term", "text"), CLEAN)
def test_what_looks_like_a_term_is_not_one(terms_of: Callable[..., OwnData], term: str, text: str) -> None:
    assert not list(terms_of("Something Else", term).find(Passage(text)))


def test_a_term_is_its_own_first_spelling_and_no_spelling_comes_twice() -> None:
    for term in (BRIDGE, "Kröger & O'Neil Maschinenbau GmbH", "ABc", "a/b", "東京計画"):
        found = list(spellings(term))
        assert found[0] == term and len(found) == len(set(found)) < 150


@pytest.mark.parametrize(
    ("stem", "rest", "alone", "means"),
    [
        ("nightjar", "s", True, True),
        ("nightjar", "v2", True, True),
        ("nightjar", "sprojekte", True, True),
        ("nightjar", "ish", True, False),
        ("project47", "1", True, False),  # another number
        ("house", "s", True, False),  # a word of every day
        ("house", "s", False, True),
    ],
)
def test_what_may_follow_a_term_within_a_word(stem: str, rest: str, alone: bool, means: bool) -> None:
    assert continues(stem + rest, len(rest), alone=alone) is means


@pytest.mark.parametrize("term", ["the", "please", "customer", "2024", "Will", "Baker", "the customer"])
def test_words_of_every_day_are_common(term: str) -> None:
    assert common(term)


@pytest.mark.parametrize("term", [BRIDGE, "Nightjar", "Project 47b", "Kröger Maschinenbau GmbH"])
def test_names_are_not_common(term: str) -> None:
    assert not common(term)


def test_taking_tags_away_moves_nothing() -> None:
    text = "<b>Falken</b>moor <i>x</i> und Ver-\ntrag, Ost-\nWest <table>"
    (smooth,) = smoothed(text)
    assert len(smooth) == len(text) and "<table>" in smooth and "Ost-\nWest" in smooth
    assert list(smoothed("a < b and c-\n")) == [] and list(smoothed("plain")) == []


@pytest.mark.parametrize("row", ["-", ">", " ", "\t#", "*/", "\n", "--\n", "<b", "</b ", "-\n", "`", "' "])
def test_long_rows_of_signs_are_read_in_time(row: str) -> None:
    text = "a-\n" + row * 50_000 + "</b>"
    assert ends_within(1, lambda: (list(smoothed(text)), loose(text[1:])))
