"""Who is called like somebody well-known is private where the text says so; whoever only is well-known stays silent."""

from collections.abc import Callable

import pytest

type Find = Callable[[str], list[tuple[str, str]]]


def people(found: Find, text: str) -> set[str]:
    """The people that are found."""
    return {name for kind, name in found(text) if kind == "PERSON"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kate Moss in the warehouse slipped on ice.", "Kate Moss"),
        ("Put James Brown on the list. James Brown works here since May.", "James Brown"),
        ("Chris Evans's payslip is wrong, what do I tell him?", "Chris Evans"),
        ("Bed 4: Elizabeth Taylor, refuses food.", "Elizabeth Taylor"),
        ("The hours of Emma Stone, our apprentice, are wrong.", "Emma Stone"),
        ("James Brown (employee 48213) has lost his key.", "James Brown"),
        ("Dear Mr Paul Simon, your tenancy ends in May.", "Paul Simon"),
        ("Who is on leave? Our caretaker Tom Hanks is ill.", "Tom Hanks"),
        ("Thomas Müller aus Wohnung 12 hat sich über den Lärm beschwert.", "Thomas Müller"),
        ("Frau Anna Netrebko schuldet uns noch etwas.", "Anna Netrebko"),
        ("Sehr geehrter Herr Boris Becker, Ihre Miete ist seit März offen.", "Boris Becker"),
        ("Rédige un mail à notre stagiaire Marion Cotillard : son contrat s'arrête.", "Marion Cotillard"),
        ("Nuestra vecina Penélope Cruz hace ruido, redacta una queja.", "Penélope Cruz"),
        ("La paziente Sophia Loren non vuole i farmaci.", "Sophia Loren"),
        ("Onze leerling Anne Frank heeft dyslexie, schrijf de ouders.", "Anne Frank"),
        ("A utente Amália Rodrigues caiu da cama.", "Amália Rodrigues"),
        ("Pacjentka Anna Dymna ma cukrzycę.", "Anna Dymna"),
        ("Pan Tadeusz Wróbel nie płaci czynszu.", "Tadeusz Wróbel"),
        ("Call Victor Hugo Ramírez about his rent.", "Victor Hugo Ramírez"),
        ("Invite Jesús Ortiz, Martin Luther Okafor and Ann Roe to the hearing.", "Martin Luther Okafor"),
    ],
)
def test_a_namesake_whom_the_writer_deals_with_is_private(found: Find, text: str, name: str) -> None:
    assert name in people(found, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Who wrote Hamlet? Our pupil Zsófia Kertész copied her essay.", "Zsófia Kertész"),
        ("What would Gandhi say to Marianne Holt, who shouts at the nurses?", "Marianne Holt"),
        ("Who is Zsófia Kertész? She owes us rent.", "Zsófia Kertész"),
        ("¿Quién es Zsófia Kertész? Debe tres meses de alquiler.", "Zsófia Kertész"),
        ("Assess this essay by Emily Carter about Napoleon: he was short.", "Emily Carter"),
        ("Did Angela Merkel resign? PS: our patient Gwilym Parry died.", "Gwilym Parry"),
    ],
)
def test_a_question_or_a_famous_name_silences_nobody_else(found: Find, text: str, name: str) -> None:
    assert people(found, text) == {name}


@pytest.mark.parametrize(
    "text",
    [
        "What did Thomas Müller say after the match?",
        "Write a letter to Emma Stone asking for an autograph.",
        "Dear Mr. Musk, your rockets are great. Polish this fan mail.",
        "Taylor Swift is on tour. Which dates are left?",
        "Elon Musk owes taxes in which states?",
        "Write a warning to Donald Trump from the point of view of Lincoln.",
        "Why was Edward Snowden, a former employee of the NSA, charged?",
        "Wann hat Boris Becker Wimbledon gewonnen?",
        "Où habite Gérard Depardieu ?",
        "¿Cuántos títulos ganó Rafael Nadal?",
        "Kim jest Donald Tusk?",
        "Compare Victor Hugo with Émile Zola.",
        "Is Martin Luther King Day a holiday?",
        "Steve Jobs in marketing: which lessons can we learn?",
        "Write the template of a discharge letter for John Doe.",
        "Patient Max Mustermann klagt über Schmerzen.",
        "Who is Greta Thunberg? She was born in Sweden.",
    ],
)
def test_what_is_asked_about_the_famous_stays_silent(found: Find, text: str) -> None:
    assert people(found, text) == set()
