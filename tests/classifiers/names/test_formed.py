"""Firms with a legal form in small letters or among capitals; talk about legal forms tells of no firm."""

from functools import partial

import pytest

from classifiers.names.formed import FormedCombiner
from classifiers.passage import Passage
from tests.cost import grows_linearly


def firms(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in FormedCombiner().combine(Passage(text), ()).hits]


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("reminder to copperfield tiling ltd about the deposit", "copperfield tiling ltd"),
        ("mahnung an hinterseer holzbau gmbh schreiben", "hinterseer holzbau gmbh"),
        ("bitte an müller dachbau gmbh & co. kg", "müller dachbau gmbh & co. kg"),
        ("schreib der lohmann & söhne ohg", "lohmann & söhne ohg"),
        ("relance menuiserie kermadec sarl", "menuiserie kermadec sarl"),
        ("falta la fianza para construcciones olmedo s.l. ya", "construcciones olmedo s.l."),
        ("sollecito a pavimenti bragaglia srl", "pavimenti bragaglia srl"),
        ("aanmaning voor dakdekkersbedrijf wiersma bv", "dakdekkersbedrijf wiersma bv"),
        ("lembrete para a transportes quaresma lda", "transportes quaresma lda"),
        ("wezwanie do stolbud gawlik sp. z o.o.", "stolbud gawlik sp. z o.o."),
        ("our vendor tasker and sons ltd is late", "tasker and sons ltd"),
        ("the invoice of pemberley builders ltd", "pemberley builders ltd"),
        ("call kesselring gmbh about the invoice", "kesselring gmbh"),
        ("REMINDER TO BRACKENRIDGE HAULAGE LTD", "BRACKENRIDGE HAULAGE LTD"),
        ("MAHNUNG AN HINTERSEER HOLZBAU GMBH, OFFEN", "HINTERSEER HOLZBAU GMBH"),
        ("Reminder for Redcar Agro Pvt. Ltd. please", "Redcar Agro Pvt. Ltd."),
        ("Facture pour l'EARL du Vieux Chêne", "EARL du Vieux Chêne"),
        ("demanda al bufete Zabaleta y Asociados", "Zabaleta y Asociados"),
        ("Odpisz kancelarii Dąb i Partnerzy", "Dąb i Partnerzy"),
        ("pozwali nas Kowalewscy i Wspólnik", "Kowalewscy i Wspólnik"),
        ("La Menuiserie Kerbrat et fils nous écrit", "La Menuiserie Kerbrat et fils"),
        ("offerte van Groenendaal & Zn. voor het dak", "Groenendaal & Zn"),
        ("il cliente Brambilla e figli non paga", "Brambilla e figli"),
        ("ask anna von kesselring gmbh for the invoice", "kesselring gmbh"),
        ("boulangerie de la gare kermadec sarl", "boulangerie de la gare kermadec sarl"),
        ("relance la sci les lavandes", "sci les lavandes"),
    ],
)
def test_the_form_tells_the_firm(text: str, firm: str) -> None:
    assert firms(text) == [firm]


@pytest.mark.parametrize(
    "text",
    [
        "what is the difference between a ltd and an llc",
        "Padres e Hijos: ideas para un taller. Vaders en Zonen is een roman. Fathers and Sons by Turgenev.",
        "Mumford & Sons for a road trip",
        "should i form a delaware llc or a wyoming llc for my contracts",
        "gmbh oder ug gründen, was ist billiger?",
        "wir brauchen eine hamburger gmbh als client",
        "qué es una s.l. y cuánto capital necesita",
        "draft a contract between acme corp and foobar inc",
        "Fill the template with John Doe and Acme Inc.",
        "microsoft corp and apple inc signed a contract",
        "is bosch gmbh a client of siemens",
        "a small company ltd by guarantee, a family business inc",
        "HOW TO FORM AN LLC IN DELAWARE",
        "inc eax; dec ebx; the llc cache of the client",
        "Dear Friends and Associates, Clients & Partners",
        "a letter to Grace of Acme Ltd in Leeds",
        "Earl Grey, Sci Fi Ltd, Earl Tubbs",
        "Write a story in which pemberley dragons ltd hires an elf",
        "what is kesselring holzbau gmbh known for?",
        "sci-fi books, sci lab, the earl of sandwich",
    ],
)
def test_forms_of_nobody_are_no_firm(text: str) -> None:
    assert firms(text) == []


def test_many_forms_take_linear_time() -> None:
    def call(size: int) -> partial[object]:
        return partial(
            FormedCombiner().combine, Passage("kesselring holzbau and " * size + "gmbh " * size), ()
        )

    assert grows_linearly(call, 2_000)
