"""Whom a query or a formula asks for; values of other columns are nobody."""

import pytest

from classifiers.names.announced import AnnouncedCombiner
from classifiers.passage import Passage


def asked_for(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in AnnouncedCombiner().combine(Passage(text), []).hits]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("SELECT id FROM loans WHERE borrower = 'Shevchuk, Yaroslava' AND x = 1;", "Shevchuk, Yaroslava"),
        ("UPDATE staff SET x = 1 WHERE s.last_name='Ogunbanjo'", "Ogunbanjo"),
        ("select * from t where full_name like 'Szalai, Márton%'", "Szalai, Márton"),
        ("DELETE FROM t WHERE [Nachname] <> 'Wüstenhagen'", "Wüstenhagen"),
        ('=SUMIF(B:B,"Mokoena, P.",D:D) returns 0', "Mokoena, P."),
        ('=SVERWEIS("Hinterseer, K";A:D;3;0)', "Hinterseer, K"),
    ],
)
def test_a_column_of_people_and_an_initial_tell(text: str, name: str) -> None:
    assert asked_for(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * FROM cities WHERE city = 'Rotterdam' AND country_name = 'Peru'",
        "SELECT * FROM users WHERE user = 'Guest User' AND owner = 'Microsoft'",
        "UPDATE x SET last_name='Null' WHERE first_name = 'Default'",
        "SELECT * FROM films WHERE full_name = 'Tom Hanks'",
        '=COUNTIF(A:A,"Total, Q") + MATCH("Berlin",A:A,0)',
        "where the name = 'x' and or",
    ],
)
def test_other_values_are_nobody(text: str) -> None:
    assert asked_for(text) == []
