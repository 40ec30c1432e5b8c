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
    ("CUI", "CUI_MARKING", "CUI"),
    ("FOR OFFICIAL USE ONLY", "CUI_MARKING", "FOR OFFICIAL USE ONLY"),
    ("VS - NUR FÜR DEN DIENSTGEBRAUCH", "CUI_MARKING", "VS - NUR FÜR DEN DIENSTGEBRAUCH"),
    ("SECRET//NOFORN", "CLASSIFIED_MARKING", "SECRET//NOFORN"),
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
    ("Company Confidential - Do Not Forward", "CONFIDENTIAL_MARKING", "Company Confidential"),
    ("=== CONFIDENTIAL ===", "CONFIDENTIAL_MARKING", "CONFIDENTIAL"),
    ("*Confidential*", "CONFIDENTIAL_MARKING", "Confidential"),
    ("-----\nVertraulich\n-----", "CONFIDENTIAL_MARKING", "Vertraulich"),
    ("Confidential - Internal Use Only", "CONFIDENTIAL_MARKING", "Confidential"),
    ("Vertrouwelijk - alleen voor intern gebruik", "CONFIDENTIAL_MARKING", "Vertrouwelijk"),
    ("POUFNE - do użytku wewnętrznego", "CONFIDENTIAL_MARKING", "POUFNE"),
    ("— Confidential —", "CONFIDENTIAL_MARKING", "Confidential"),
    ("KESTREL CORP CONFIDENTIAL", "CONFIDENTIAL_MARKING", "KESTREL CORP CONFIDENTIAL"),
    ("MSIP_Label_2f_Name=Highly Confidential", "CONFIDENTIAL_MARKING", "Highly Confidential"),
    ("SECRET PROFESSIONNEL", "PRIVILEGED_MARKING", "SECRET PROFESSIONNEL"),
    ("This memo is classified SECRET.", "CLASSIFIED_MARKING", "SECRET"),
    ("Der Inhalt ist als GEHEIM eingestuft.", "CLASSIFIED_MARKING", "GEHEIM"),
    ("CLASSIFICATION: TS/SCI", "CLASSIFIED_MARKING", "TS/SCI"),
    ("Classification: S//NF", "CLASSIFIED_MARKING", "S//NF"),
    ("<classification>SECRET</classification>", "CLASSIFIED_MARKING", "SECRET"),
    ("OFFICIAL USE ONLY", "CUI_MARKING", "OFFICIAL USE ONLY"),
    ("Not releasable to foreign nationals.", "EXPORT_MARKING", "Not releasable to foreign nationals"),
    ("ITAR-controlled: torque 4 Nm", "EXPORT_MARKING", "ITAR-controlled"),
    ("Commercial in Confidence", "CONFIDENTIAL_MARKING", "Commercial in Confidence"),
    ("Subject: CONFIDENTIAL: price list 2027", "CONFIDENTIAL_MARKING", "CONFIDENTIAL"),
    ("Betreff: Vertraulich - Preisliste 2027", "CONFIDENTIAL_MARKING", "Vertraulich"),
    ("LAW ENFORCEMENT SENSITIVE", "CUI_MARKING", "LAW ENFORCEMENT SENSITIVE"),
    ("SENSITIVE SECURITY INFORMATION", "CUI_MARKING", "SENSITIVE SECURITY INFORMATION"),
    ("UNCLASSIFIED//LIMITED DISTRIBUTION", "CUI_MARKING", "UNCLASSIFIED//LIMITED DISTRIBUTION"),
    ("Unclassified//FOUO", "CUI_MARKING", "Unclassified//FOUO"),
    ("PROTECTED B", "CUI_MARKING", "PROTECTED B"),
    ("Protective marking: OFFICIAL: Sensitive", "CUI_MARKING", "OFFICIAL: Sensitive"),
    ("CUI Category: CTI, PROPIN", "CUI_MARKING", "CUI Category: CTI, PROPIN"),
    (
        "This record is Sensitive Security Information under 49 CFR 15",
        "CUI_MARKING",
        "Sensitive Security Information",
    ),
    ("Klauzula: ZASTRZEŻONE", "CUI_MARKING", "ZASTRZEŻONE"),
    ("Declassify on: 20560101", "CLASSIFIED_MARKING", "Declassify on: 20560101"),
    ("DERIVED FROM: Multiple Sources", "CLASSIFIED_MARKING", "DERIVED FROM: Multiple Sources"),
    ("ECCN 9E003.a.1 applies", "EXPORT_MARKING", "ECCN 9E003.a.1"),
    ("Title block: EAR CONTROLLED / Acme", "EXPORT_MARKING", "EAR CONTROLLED"),
    ("Information subject to ITAR.", "EXPORT_MARKING", "subject to ITAR"),
    ("Diese Zeichnung unterliegt der Exportkontrolle.", "EXPORT_MARKING", "unterliegt der Exportkontrolle"),
    ("This drawing is controlled under the ITAR.", "EXPORT_MARKING", "controlled under the ITAR"),
]
# Levels of states: alone over a text, as a field, with more behind.
LEVELS = [
    "SECRET", "NATO SECRET", "COSMIC TOP SECRET", "UK SECRET", "SECRET UE/EU SECRET", "GEHEIM", "VS-VERTRAULICH",
    "TRÈS SECRET", "TRES SECRET DEFENSE", "SECRETO", "SEGRETISSIMO", "STG. GEHEIM", "ŚCIŚLE TAJNE", "TAJNE", "HEMLIG",
    "СЕКРЕТНО",
]  # fmt: skip
FRAMES = [
    "{}",
    "Classification: {}",
    "*** {} ***",
    "Subject: {}",
    "{} - UK EYES ONLY",
    '{{"id": 1, "classification": "{}"}}',
]


@pytest.mark.parametrize(("line", "kind", "marked"), BANNERS, ids=[one[0] for one in BANNERS])
def test_a_banner_is_found_at_the_top_and_at_the_bottom(line: str, kind: str, marked: str) -> None:
    assert (kind, marked) in kinds(line + REST)
    assert (kind, marked) in kinds(REST + line)


@pytest.mark.parametrize("level", LEVELS)
def test_a_level_is_found_in_every_frame(level: str) -> None:
    missed = [one for one in FRAMES if ("CLASSIFIED_MARKING", level) not in kinds(one.format(level) + REST)]
    assert not missed


def test_a_caveat_makes_a_level_of_small_letters() -> None:
    assert kinds("secret//noforn" + REST) == {("CLASSIFIED_MARKING", "secret//noforn")}
    assert kinds("secret//path/to" + REST) == set()


TALK = [
    "What does SECRET//NOFORN mean?",
    "Explain what CUI is and how a banner like CUI//SP-PRVCY is put together.",
    "What is ECCN 5A992.c?",
    "Was bedeutet der Vermerk CUI//SP-CTI auf dem Deckblatt?",
    "CUI//SP-CTI: what does it stand for?",
    "Is our drone subject to the ITAR?",
    "Secret Santa gift ideas\nfor a team of twelve",
    "SECRET SANTA GIFT IDEAS\nfor a team of twelve",
    "TOP SECRET CHOCOLATE CAKE\nMelt the butter with the sugar.",
    "COMMON\nRARE\nSECRET\nULTRA RARE",
    "PUBLIC\nINTERNAL\nSECRET",
    "[SECRET]\nThe line above was taken out.",
    "label: secret\nThe pod reads it at its start.",
    'if level == "SECRET":\n    refuse(the_whole_request)',
    "Derived from: BaseModel\nThe class adds two fields.",
    "Declassify on: ?",
    "The film's files are marked SECRET.",
    "L.A. CONFIDENTIAL",
    "Technical data may not be released to foreign persons without a licence.",
    '{"label": "secret", "name": "token"}',
    "**Public**\n\nAll may read it.\n\n**Internal**\n\nStaff may.\n\n**Confidential**\n\nFew may read it.",
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
    "piece",
    [
        "- ",
        "confidential ",
        "confidential\n",
        "(confidential)\n",
        "SECRET\n",
        "[(",
        "re: ",
        "cui//",
        "---- secret ----\n",
        "and of ",
    ],
)
def test_hostile_texts_cost_what_their_length_does(piece: str) -> None:
    def judged(size: int) -> Callable[[], object]:
        text = ("confidential\n" + piece * size)[:size]
        return lambda: list(MarkingDetector().find(Passage(text)))

    assert grows_linearly(judged, 10_000)
