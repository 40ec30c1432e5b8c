"""Firms whom the words around announce, and what only stands behind such words."""

from functools import partial

import pytest

from classifiers.detector import Hit
from classifiers.names.dealings import DealingsCombiner
from classifiers.passage import Passage
from tests.cost import grows_linearly


def found(text: str, *people: str) -> list[str]:
    hits = [Hit(text.find(one), text.find(one) + len(one), "PERSON", "given", 85.0) for one in people]
    combined = DealingsCombiner().combine(Passage(text), hits)
    return [text[hit.start : hit.end] for hit in sorted(combined.hits)]


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ('{"managingOrganization": {"display": "Elm Tree Surgery"}}', "Elm Tree Surgery"),
        ('{"employer": {"id": "7", "name": "Larch & Fell Forestry"}}', "Larch & Fell Forestry"),
        ("our client Blue Harbour wants it by Friday", "Blue Harbour"),
        ("we lost the tender to Quillmere again", "Quillmere"),
        ("she works at The Copper Kettle on Sundays", "The Copper Kettle"),
        ("he is suing Tolvanix for unfair dismissal", "Tolvanix"),
        ("unser Kunde Goldener Anker will den Vertrag", "Goldener Anker"),
        ("Rechnung von Vomatec ist offen", "Vomatec"),
        ("notre client Atelier du Pont veut un devis", "Atelier du Pont"),
        ("il proveedor Puerta Azul, factura de Puerta Azul", "Puerta Azul"),
        ("ha lasciato Lumivera a giugno", "Lumivera"),
        ("onze klant De Gouden Leeuw belt", "De Gouden Leeuw"),
        ("perdemos o concurso para a Porta Azul", "Porta Azul"),
        ("faktura od Złoty Kłos niezapłacona", "Złoty Kłos"),
        ("rechnung an schreinerei hölzl ist raus", "schreinerei hölzl"),
        ("invoice from tasker and sons is late", "tasker and sons"),
        ("We act for Silver Kettle against their landlord", "Silver Kettle"),
        ("Why was The Rusty Anchor, our pub customer in Hull, put on stop?", "The Rusty Anchor"),
        ("Blauer Bock, unser Mieter, zahlt nicht", "Blauer Bock"),
        ("Le Vieux Moulin, notre client à Vannes, ne paie plus", "Le Vieux Moulin"),
        ("Kind regards\nDawn Prickett\nSecond Gear\nTel 01305 770 482", "Second Gear"),
        ("Subject: Low Tide invoice 0093\n\nHi", "Low Tide"),
        ("Score these bids:\n1) Thyme & Place - £84,200\n", "Thyme & Place"),
    ],
)
def test_words_of_business_announce_a_firm(text: str, firm: str) -> None:
    assert firm in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "our client Microsoft wants it",
        "Last Monday, our client called. In Berlin, our customer waits in line. Excel, our customer uses it",
        "We act for the common good. Sadly, our supplier failed. Java, our client library, broke",
        "Good Morning, our clients in Spain ask about it",
        "the Client Portal and the Customer Success team",
        "a meeting with Stakeholders in March",
        "the supplier must deliver within 10 days",
        "Ruth übernimmt die Inventur, der Kunde das Lager",
        "Services at Contractor Furnished Warehouse Workspace per Annex 2",
        "an invoice from the Ministry of Finance",
        "a talk at the GreenPages conference",
        '{"insurer": {"type": "object", "name": "Insurer"}, "type": {"display": "General Practice"}}',
        "COMING FROM A COMPETITOR AND HAS NEVER MANAGED PEOPLE",
        "Write a story in which the employer Blue Harbour fires a wizard",
    ],
)
def test_what_only_stands_there_is_no_firm(text: str) -> None:
    assert found(text) == []


def test_people_stay_people() -> None:
    assert found("our client Jane Roe wants it", "Jane Roe") == []


@pytest.mark.parametrize(
    "piece", ["our client Abc de la ", "Abc Def ", "client ", "Regards\nAbc\n", "- Abc de Abc\nbids "]
)
def test_hostile_texts_cost_no_more_than_their_length(piece: str) -> None:
    combiner = DealingsCombiner()
    assert grows_linearly(
        lambda size: partial(combiner.combine, Passage("owes bids manager " + piece * size), []), 300
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("the customer is Wendeline Ostrander", "PERSON"),
        ("invoice to Hesketh Dunmore is unpaid", "PERSON"),
        ("the customer is Ostrander Metallbau", "ORGANIZATION"),
        ("the customer is Blue Harbour", "ORGANIZATION"),
        ("the customer is Quillmere", "ORGANIZATION"),
    ],
)
def test_two_strange_words_are_rather_a_person(text: str, kind: str) -> None:
    assert [hit.kind for hit in DealingsCombiner().combine(Passage(text), []).hits] == [kind]
