"""Markings count where they stand as a marking, and not in a sentence."""

from collections.abc import Callable

import pytest

from classifiers.context.markings import MarkingDetector
from classifiers.passage import Passage
from tests.cost import grows_linearly

REST = "\n\nWe meet on Monday and discuss the plan.\n"


def kinds(text: str) -> set[tuple[str, str]]:
    return {(hit.kind, text[hit.start : hit.end]) for hit in MarkingDetector().find(Passage(text))}


BANNERS = [
    ("CUI//SP-CTI//NOFORN", "CUI_MARKING", "CUI//SP-CTI//NOFORN"),
    ("(CUI) The widget is grey.", "CUI_MARKING", "(CUI)"),
    ("CUI", "CUI_MARKING", "CUI"),
    ("FOR OFFICIAL USE ONLY", "CUI_MARKING", "FOR OFFICIAL USE ONLY"),
    ("VS - NUR FÜR DEN DIENSTGEBRAUCH", "CUI_MARKING", "VS - NUR FÜR DEN DIENSTGEBRAUCH"),
    ("SECRET//NOFORN", "CLASSIFIED_MARKING", "SECRET//NOFORN"),
    ("(S//NF) The unit moved.", "CLASSIFIED_MARKING", "(S//NF)"),
    ("*** TOP SECRET ***", "CLASSIFIED_MARKING", "TOP SECRET"),
    ("ECCN: 9E003", "EXPORT_MARKING", "ECCN: 9E003"),
    ("ITAR CONTROLLED", "EXPORT_MARKING", "ITAR CONTROLLED"),
    ("TLP:RED", "TLP_MARKING", "TLP:RED"),
    ("[TLP:AMBER+STRICT] Indicators of May", "TLP_MARKING", "TLP:AMBER+STRICT"),
    ("PRIVILEGED & CONFIDENTIAL", "PRIVILEGED_MARKING", "PRIVILEGED & CONFIDENTIAL"),
    ("Attorney-client communication", "PRIVILEGED_MARKING", "Attorney-client communication"),
    ("STRICTLY CONFIDENTIAL", "CONFIDENTIAL_MARKING", "STRICTLY CONFIDENTIAL"),
    ("Strictly confidential - do not distribute", "CONFIDENTIAL_MARKING", "Strictly confidential"),
    ("Subject: [CONFIDENTIAL] Q3 numbers", "CONFIDENTIAL_MARKING", "CONFIDENTIAL"),
    ("Classification: Confidential", "CONFIDENTIAL_MARKING", "Confidential"),
    ("Streng vertraulich", "CONFIDENTIAL_MARKING", "Streng vertraulich"),
    ("CONFIDENTIEL – NE PAS DIFFUSER", "CONFIDENTIAL_MARKING", "CONFIDENTIEL"),
    ("ESTRICTAMENTE CONFIDENCIAL", "CONFIDENTIAL_MARKING", "ESTRICTAMENTE CONFIDENCIAL"),
    ("STRETTAMENTE RISERVATO", "CONFIDENTIAL_MARKING", "STRETTAMENTE RISERVATO"),
    ("STRIKT VERTROUWELIJK", "CONFIDENTIAL_MARKING", "STRIKT VERTROUWELIJK"),
    ("ŚCIŚLE POUFNE", "CONFIDENTIAL_MARKING", "ŚCIŚLE POUFNE"),
    ("INTERNAL USE ONLY", "INTERNAL_MARKING", "INTERNAL USE ONLY"),
    ("Nur für den internen Gebrauch", "INTERNAL_MARKING", "Nur für den internen Gebrauch"),
]


@pytest.mark.parametrize(("line", "kind", "marked"), BANNERS, ids=[one[0] for one in BANNERS])
def test_a_banner_is_found_at_the_top_and_at_the_bottom(line: str, kind: str, marked: str) -> None:
    assert (kind, marked) in kinds(line + REST)
    assert (kind, marked) in kinds(REST + line)


TALK = [
    "What does CUI mean?",
    "Is the attorney-client privilege waived by e-mail?",
    "This is confidential, please do not tell.",
    "It is a top secret recipe of my grandmother.",
    "Top secret",
    "CONFIDENTIAL = 1",
    "- Public\n- Confidential\n- Internal",
    "what is TLP:RED?",
    "TLP:CLEAR",
    "The ear is red. Export the table as CSV.",
    "Write a confidentiality clause for a contract.",
    "Confidentiality notice: this e-mail may hold information for its recipient.",
    "internal\nexternal",
    "class Confidential:\n    restricted = True",
]


@pytest.mark.parametrize("text", TALK)
def test_talk_about_markings_stays_silent(text: str) -> None:
    assert kinds(text) == set()


def test_too_many_lines_are_never_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("classifiers.context.markings.MOST_LINES", 3)
    passage = Passage("not confidential\n" * 9)
    list(MarkingDetector().find(passage))
    assert not passage.complete


@pytest.mark.parametrize(
    "piece", ["- ", "confidential ", "confidential\n", "[(", "re: ", "cui//", "---- secret ----\n", "and of "]
)
def test_hostile_texts_cost_what_their_length_does(piece: str) -> None:
    def judged(size: int) -> Callable[[], object]:
        text = ("confidential\n" + piece * size)[:size]
        return lambda: list(MarkingDetector().find(Passage(text)))

    assert grows_linearly(judged, 10_000)
