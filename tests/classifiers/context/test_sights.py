"""Addresses of places that everybody may visit, and of those who live beside them."""

import pytest

from classifiers.scanner import Scanner
from classifiers.segment import Segment


@pytest.mark.parametrize(
    "text",
    [
        "Wann wurde der Reichstag, Platz der Republik 1, 11011 Berlin, gebaut?",
        "Musée du Louvre, rue de Rivoli, 75001 Paris: horaires ?",
        "Rijksmuseum, Museumstraat 1, 1071 XX Amsterdam: opening hours?",
        "The Empire State Building, 350 5th Ave, New York, NY 10118, has 102 floors",
    ],
)
def test_the_address_of_a_sight_is_nobodys(scanner: Scanner, text: str) -> None:
    assert scanner.scan([Segment(0, text)]).findings == ()


@pytest.mark.parametrize(
    ("text", "street"),
    [
        ("Meine Mandantin wohnt über dem Museum, Hauptstraße 4, 74821 Mosbach", "Hauptstraße 4"),
        ("Treffen mit Herrn Ott am Rathaus, Marktplatz 3, 74821 Mosbach", "Marktplatz 3"),
        ("deliver to Ann Bell, behind the theatre, 12 Market Street, Derby DE1 2GT", "12 Market Street"),
    ],
)
def test_who_lives_beside_one_keeps_the_address(scanner: Scanner, text: str, street: str) -> None:
    found = scanner.scan([Segment(0, text)]).findings
    assert any(street in text[one.start : one.end] for one in found if one.kind == "STREET_ADDRESS")
