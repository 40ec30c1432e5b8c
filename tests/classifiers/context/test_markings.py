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
    # Places of a page, as they are told.
    ("Slide footer: STRICTLY CONFIDENTIAL", "CONFIDENTIAL_MARKING", "STRICTLY CONFIDENTIAL"),
    ('Fußzeile: "Streng vertraulich - nur intern"', "CONFIDENTIAL_MARKING", "Streng vertraulich"),
    ("Pied de page : DIFFUSION RESTREINTE", "CUI_MARKING", "DIFFUSION RESTREINTE"),
    ("Stamp at the top: PROTECTED B", "CUI_MARKING", "PROTECTED B"),
    ("[Footer] Attorney-Client Privileged", "PRIVILEGED_MARKING", "Attorney-Client Privileged"),
    ("Sensitivity label: Highly Confidential \\ All staff", "CONFIDENTIAL_MARKING", "Highly Confidential"),
    ("Classification level - NATO SECRET", "CLASSIFIED_MARKING", "NATO SECRET"),
    # What follows or leads.
    ("Stg. ZEER GEHEIM", "CLASSIFIED_MARKING", "Stg. ZEER GEHEIM"),
    ("RISERVATO - Classifica di segretezza", "CONFIDENTIAL_MARKING", "RISERVATO"),
    ("SECRET - CANADIAN EYES ONLY", "CLASSIFIED_MARKING", "SECRET"),
    ("NATO SECRET RELEASABLE TO UKRAINE", "CLASSIFIED_MARKING", "NATO SECRET"),
    ("Protected A (when completed)", "CUI_MARKING", "Protected A"),
    ("OFFICIAL: Sensitive//Legal-Privilege", "CUI_MARKING", "OFFICIAL: Sensitive//Legal-Privilege"),
    ("[SEC=PROTECTED]", "CUI_MARKING", "SEC=PROTECTED"),
    ("VERTRAULICH – Vorlage für den Vorstand", "CONFIDENTIAL_MARKING", "VERTRAULICH"),
    ("CONFIDENCIAL: solo para la dirección", "CONFIDENTIAL_MARKING", "CONFIDENCIAL"),
    ("Draft - Confidential - Not for circulation", "CONFIDENTIAL_MARKING", "Confidential"),
    ("EXPORT CONTROLLED - EAR99 does not apply", "EXPORT_MARKING", "EXPORT CONTROLLED"),
    ("Please shorten this: NATO CONFIDENTIAL. The corps moves.", "CLASSIFIED_MARKING", "NATO CONFIDENTIAL"),
    ("Make it short. CONFIDENTIAL: we close the site in May.", "CONFIDENTIAL_MARKING", "CONFIDENTIAL"),
    ("Advisory 12 (TLP:AMBER): the VPN is open.", "TLP_MARKING", "TLP:AMBER"),
    (
        "Halden Foods plc - Strictly Private and Confidential",
        "CONFIDENTIAL_MARKING",
        "Strictly Private and Confidential",
    ),
    ("For the board only. CONFIDENTIAL.", "CONFIDENTIAL_MARKING", "CONFIDENTIAL"),
    ("Security level: Protected B", "CUI_MARKING", "Protected B"),
    ("Marking on every page: UK OFFICIAL-SENSITIVE", "CUI_MARKING", "UK OFFICIAL-SENSITIVE"),
    ("ITAR-Controlled Technical Data", "EXPORT_MARKING", "ITAR-Controlled Technical Data"),
    ("CUI Basic | Controlled by DLA", "CUI_MARKING", "CUI Basic"),
    ("USO INTERNO - CONFIDENCIAL", "CONFIDENTIAL_MARKING", "CONFIDENCIAL"),
    (
        "Note couverte par le secret professionnel",
        "PRIVILEGED_MARKING",
        "couverte par le secret professionnel",
    ),
    ("Do not share with non-US persons.", "EXPORT_MARKING", "Do not share with non-US persons"),
    # Nouns in capitals.
    ("BETRIEBSGEHEIMNIS", "CONFIDENTIAL_MARKING", "BETRIEBSGEHEIMNIS"),
    ("TRADE SECRET", "CONFIDENTIAL_MARKING", "TRADE SECRET"),
    # Sentences in which a text says it of itself.
    (
        "This plan contains Protected Critical Infrastructure Information.",
        "CUI_MARKING",
        "Protected Critical Infrastructure Information",
    ),
    ("This mail is marked CUI.", "CUI_MARKING", "CUI"),
    ("LDC: NOFORN", "CUI_MARKING", "NOFORN"),
    ("The part is ITAR-controlled, ask first.", "EXPORT_MARKING", "ITAR-controlled"),
    ("Questo disegno è soggetto a ITAR.", "EXPORT_MARKING", "soggetto a ITAR"),
    ("No access for non-US persons.", "EXPORT_MARKING", "No access for non-US persons"),
    (
        "Subject to legal professional privilege",
        "PRIVILEGED_MARKING",
        "Subject to legal professional privilege",
    ),
    (
        "Couvert par le secret professionnel de l'avocat",
        "PRIVILEGED_MARKING",
        "Couvert par le secret professionnel",
    ),
    ("ANWALTLICH PRIVILEGIERT – Unterlage", "PRIVILEGED_MARKING", "ANWALTLICH PRIVILEGIERT"),
    ("This advice is privileged and confidential.", "PRIVILEGED_MARKING", "privileged and confidential"),
    ("Dieser Bericht ist streng vertraulich.", "CONFIDENTIAL_MARKING", "streng vertraulich"),
    # Parts of a header or footer.
    ("Osprey Marine - Company Confidential - Rev C", "CONFIDENTIAL_MARKING", "Company Confidential"),
    ("Belmont Dairy | Internal Use Only | v2.0", "INTERNAL_MARKING", "Internal Use Only"),
    ("Page 4 of 12 | Wexley Insurance | Confidential", "CONFIDENTIAL_MARKING", "Confidential"),
    ("Hagedorn / Streng vertraulich / nur Leitung", "CONFIDENTIAL_MARKING", "Streng vertraulich"),
    ("Rowan Freight \u2022 Riservato \u2022 14.11.2026", "CONFIDENTIAL_MARKING", "Riservato"),
    ("Re: Hollis matter -- A/C Privileged -- draft", "PRIVILEGED_MARKING", "A/C Privileged"),
    ("USML Category VII | ITAR controlled - sheet 2", "EXPORT_MARKING", "ITAR controlled"),
    ("Price book (streng vertraulich)", "CONFIDENTIAL_MARKING", "streng vertraulich"),
    ("\u00a9 2026 Marlow Ltd. Internal Use Only.", "INTERNAL_MARKING", "Internal Use Only"),
    ("Document confidentiel \u2013 réservé à la direction", "CONFIDENTIAL_MARKING", "confidentiel"),
    ("*** INTERNAL - DO NOT DISTRIBUTE ***", "INTERNAL_MARKING", "INTERNAL"),
    # Two in one line, in two languages or of two kinds.
    ("OTAN DIFFUSION RESTREINTE / NATO RESTRICTED", "CUI_MARKING", "NATO RESTRICTED"),
    ("GEHEIM / SECRET", "CLASSIFIED_MARKING", "GEHEIM"),
    ("CONFIDENCIAL - secreto profesional", "PRIVILEGED_MARKING", "secreto profesional"),
    ("VERTRAULICH - Anwaltsgeheimnis", "PRIVILEGED_MARKING", "Anwaltsgeheimnis"),
    # Cells, keys and lines of leaders.
    ('tlp: "TLP:RED"', "TLP_MARKING", 'tlp: "TLP:RED'),
    ("| Einstufung | streng vertraulich |", "CONFIDENTIAL_MARKING", "streng vertraulich"),
    ("| Clasificación | RESERVADO \u2013 solo dirección |", "CUI_MARKING", "RESERVADO"),
    ("Classification\tCONFIDENTIAL", "CONFIDENTIAL_MARKING", "CONFIDENTIAL"),
    ("Classification ........ CONFIDENTIAL", "CONFIDENTIAL_MARKING", "CONFIDENTIAL"),
    # Privilege in a quoted mail, and as other languages say it.
    ("> *Subject to litigation privilege*", "PRIVILEGED_MARKING", "Subject to litigation privilege"),
    ("Comunicación sujeta a secreto profesional", "PRIVILEGED_MARKING", "sujeta a secreto profesional"),
    ("Soumis au secret professionnel", "PRIVILEGED_MARKING", "Soumis au secret professionnel"),
    ("Without prejudice", "PRIVILEGED_MARKING", "Without prejudice"),
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
    text = "\n\nThe patrol leaves on Monday and takes the coast road.\n"
    missed = [one for one in FRAMES if ("CLASSIFIED_MARKING", level) not in kinds(one.format(level) + text)]
    assert not missed


def test_a_lone_word_over_a_text_that_no_state_wrote_is_for_a_person_to_judge() -> None:
    song = "SECRET\nShe kept a letter in the drawer\nand told nobody what it said."
    assert kinds(song) == {("CUI_MARKING", "SECRET")}
    assert kinds(song + "\nSECRET") == {("CLASSIFIED_MARKING", "SECRET")}
    assert kinds("PROTECTED\nThis species is kept by law. Write a sign.") == set()


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
    "PUBLIC | INTERNAL | CONFIDENTIAL | SECRET\nWhich label fits a list of prices?",
    'Translate to German: "Strictly confidential".',
    "Confidential computing\nExplain it in ten lines.",
    "Privileged access management: three vendors compared.",
    "Export controlled components in React with named exports.",
    "Legal privilege - an introduction for students.",
    "Attorney-client communication: how do you keep it safe?",
    "CUI bono? Explain the phrase.",
    "Page header: Annual report\nfooter: page number",
    "label: confidential\nlevels: few",
    "PUBLIC - all may see it\nCONFIDENTIAL - harm if it leaks\nSTRICTLY CONFIDENTIAL - grave harm if it leaks",
    "Explain the levels: OFFICIAL, OFFICIAL-SENSITIVE, SECRET, TOP SECRET.",
    "CONFIDENTIAL INFORMATION\n1. Each party keeps what it learns.",
    "TOP SECRET: how we doubled our list in a week!",
    "We saw L.A. CONFIDENTIAL. It is a good film.",
    "What is legal professional privilege and who can waive it?",
    "Anwaltsgeheimnis\nDas Anwaltsgeheimnis schützt den Mandanten.",
    "Trade secrets\nA trade secret is what a firm keeps to itself.",
    "This e-mail is strictly confidential. If it is not for you, delete it.",
    "All answers are strictly confidential and anonymous.",
    "If this drawing is ITAR-controlled, ask a lawyer.",
    "DISTRIBUTION STATEMENT A. Approved for public release.",
    "TLP:RED is stricter than TLP:AMBER.",
    "Is AES-256 ECCN 5A992 or 5A002?",
    "When does one write CUI//SP-PRVCY rather than CUI?",
    "Should a cover sheet say SECRET//NOFORN if partners read it?",
    "Columns: name | internal use only | price\nMake a table.",
    "Is our wiki internal use only - or may partners read it?",
    "Internal medicine | Cardiology | Radiology\nTranslate the wards.",
    "Trade Secrets | Lecture 4 | IP law\nMake a quiz.",
    "Rated R - Restricted - 2019",
    "| Payroll | Confidential | HR |\n| Menu | Public | Kitchen |",
    "Payroll | Confidential | HR\nMenu | Public | Kitchen",
    "Confidential / Confidentiel / Vertraulich - which is right for a Belgian form?",
    "Translate: restricted / diffusion restreinte.",
    "EU SECRET, EU CONFIDENTIAL, EU RESTRICTED: write a history of these levels.",
    "enum: [TLP:RED, TLP:AMBER, TLP:GREEN]",
    "Comment protéger un document confidentiel \u2013 conseils pratiques",
    "| Classification | Logistic regression |",
    "import os\n\n\ndef run():\n    return os.stat('a')\n\n\ndef go():\n    # PRIVILEGED: runs as root\n    run()\n\n\n"
    "class Job:\n    def go(self):\n        return run()",
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
        # Whole pieces: half of one at the end may be a word of another marking, for which all lines are read again.
        text = "confidential\n" + piece * (size // len(piece))
        return lambda: list(MarkingDetector().find(Passage(text)))

    assert grows_linearly(judged, 10_000)
