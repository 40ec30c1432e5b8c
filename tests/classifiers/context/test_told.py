"""Clauses that tell a fact without its name, and what only sounds like one."""

import re

import pytest

from classifiers.context.facts import FactsCombiner
from classifiers.context.read import facts
from classifiers.context.told import asked, clauses
from classifiers.detector import Hit
from classifiers.passage import Passage


@pytest.fixture(scope="module")
def judge() -> FactsCombiner:
    return facts()


def kinds(judge: FactsCombiner, text: str) -> set[str]:
    name = " ".join(text.split()[:2])
    hits = judge.combine(Passage(text), [Hit(0, len(name), "PERSON", "given", 85.0)]).hits
    return {hit.kind for hit in hits if hit.score >= 65 and hit.kind != "PERSON"}


TOLD = {
    "MEDICAL_CONDITION": [
        "Jane Roe lost her hair and can't keep food down",
        "Jane Roe fractured his left wrist",
        "Uwe Brandt hört seit Mai Stimmen",
        "Luc Petit ne dort plus depuis un mois",
        "Luis Gil va al psicólogo",
        "Gianni Riva è caduto dalle scale",
        "Kees Smit herkent zijn dochter niet meer",
        "Rui Reis recusa a medicação",
        "Ewa Lis nie poznaje męża",
    ],
    "CRIMINAL_RECORD": [
        "Jane Roe helped himself from the till",
        "Uwe Brandt hat in die Kasse gegriffen",
        "Luc Petit a fait deux ans de prison",
        "Luis Gil conducía borracho",
        "Gianni Riva è stato beccato a rubare",
        "Kees Smit is betrapt op diefstal",
        "Rui Reis foi apanhado a roubar",
        "Ewa Lis siedziała za kradzież",
    ],
    "NRP": [
        "Jane Roe prays five times a day",
        "Uwe Brandt ist aus Syrien geflüchtet",
        "Luc Petit mange casher",
        "Luis Gil milita en Podemos",
        "Gianni Riva è iscritto alla Lega",
        "Kees Smit stemt PVV",
        "Rui Reis vem da Eritreia",
        "Ewa Lis należy do Konfederacji",
    ],
    "TRADE_UNION": [
        "Jane Roe sits on the strike committee",
        "Uwe Brandt sitzt im Betriebsrat",
        "Luc Petit siège au CSE",
        "Luis Gil convocó la huelga",
        "Gianni Riva è nella RSU",
        "Kees Smit zit in de ondernemingsraad",
        "Rui Reis liderou a greve",
        "Ewa Lis zapisała się do Solidarności",
    ],
    "SEXUAL_ORIENTATION": ["Jane Roe came out to the team", "Luc Petit a fait son coming out"],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in TOLD.items() for text in texts])
def test_what_somebody_does_tells_a_fact(judge: FactsCombiner, kind: str, text: str) -> None:
    assert kind in kinds(judge, text)


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe asks why the server collapsed in the night",
        "Jane Roe wants to know what you do when you lose your hair",
        "Jane Roe lost the ticket and broke the build",
        "Jane Roe hit the target and took stock of the float",
        "Jane Roe was charged for two seats",
        "Jane Roe converts the file to PDF and keeps the tests fast",
        "Uwe Brandt meldet: der Dienst läuft nicht mehr, die Datei wurde konvertiert",
        "Uwe Brandt ist im dritten Stock und geht in die Pause",
        "Luc Petit vous prie de répondre vendredi à midi",
        "Luis Gil quiere dar de baja la cuenta",
        "Gianni Riva conferma l'esito positivo del colloquio",
        "Kees Smit zit vast met zijn code",
        "Rui Reis escolheu um candidato novo",
        "Ewa Lis: należy po prostu kliknąć, nie chodzi o koszty",
    ],
)
def test_what_only_sounds_like_one_is_left(judge: FactsCombiner, text: str) -> None:
    assert kinds(judge, text) == set()


def test_a_line_asks_for_both_of_its_lists() -> None:
    near, also, pattern = asked("lost, loses >1 baby, hair")
    assert (near | also) == {"lost", "loses", "baby", "hair"}
    found = re.compile(pattern)
    assert list(clauses(found, "she lost her baby", 0, 17)) == [(4, 17)]
    assert list(clauses(found, "when you lost your hair", 0, 23)) == []
    assert list(clauses(found, "lost the bag of the baby", 0, 24)) == []


def test_two_lists_may_stand_in_any_order() -> None:
    _, _, pattern = asked("hört <> stimmen")
    assert re.search(pattern, "stimmen, die er hört") is None
    assert re.search(pattern, "wenn er stimmen oft hört") is not None


def test_a_stem_alone_is_refused() -> None:
    with pytest.raises(ValueError, match="stem"):
        asked("lost*")
    with pytest.raises(ValueError, match="stem"):
        asked("lost* > hair*")
