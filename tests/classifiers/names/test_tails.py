"""A name has what belongs to it by small words, and ends where the sentence goes on; asked of the whole scanner."""

import pytest

from classifiers.detector import Hit
from classifiers.names.tails import whole
from tests.classifiers.conftest import Find


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("La señora Montserrat Puig i Cadafell no ha firmado el contrato.", "Montserrat Puig i Cadafell"),
        ("Der Notar Egon Frhr. von Stolzenau hat den Vertrag gekürzt.", "Egon Frhr. von Stolzenau"),
        ("Bitte laden Sie Götz v. Rabenau ein.", "Götz v. Rabenau"),
        ("Mail van mevrouw 't Hart over de huur.", "'t Hart"),
        ("Escribe una amonestación al operario Eustaquio de la Cruz.", "Eustaquio de la Cruz"),
        ("O paciente Josenildo do Nascimento Luz relata dor no peito.", "Josenildo do Nascimento Luz"),
        (
            "Escreva uma advertência para a funcionária Jucileide dos Santos Anunciação.",
            "Jucileide dos Santos Anunciação",
        ),
        ("Our nurse Lourdes dela Cruz-Macaraeg asked for leave.", "Lourdes dela Cruz-Macaraeg"),
        ("Is Maartje de Vries vrij tot maandag, wie vervangt haar?", "Maartje de Vries"),
    ],
)
def test_a_name_has_its_particles(found: Find, text: str, name: str) -> None:
    assert name in [value for kind, value in found(text) if kind == "PERSON"]


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("Jan Nowak i Piotr Roe", 9),
        ("Piet Vries tot Maandag", 10),
        ("Anna i Krakau", 4),
        ("Jan Roe von Anna Roe", 7),
    ],
)
def test_a_name_ends_before_another_and_before_a_day(text: str, size: int) -> None:
    (hit,) = whole(text, [Hit(0, size, "PERSON", "names", 90.0)])
    assert (hit.start, hit.end) == (0, size)
