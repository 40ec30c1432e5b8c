"""Cells of a table in the forms in which people write them, and the look-alikes that are nobody's."""

from collections.abc import Callable

import pytest

from classifiers.owndata.dates import date_forms
from classifiers.owndata.forms import forms
from classifiers.owndata.matcher import OwnData
from classifiers.scanner import Scanner
from classifiers.segment import Segment

Find = Callable[[OwnData, str], list[tuple[str, str]]]
COLUMNS = [
    ("name", "PERSON", True),
    ("born", "DATE_OF_BIRTH", False),
    ("phone", "PHONE_NUMBER", False),
    ("street", "STREET_ADDRESS", False),
]
ROW = ["Imogen Tarrant", "07.03.1961", "0365 8214477", "Dietrichstraße 112"]


@pytest.fixture(scope="module")
def own(table_of: Callable[..., OwnData]) -> OwnData:
    return table_of(
        COLUMNS,
        ROW,
        ["María José Peñalver Ruiz", "1984-03-01", "(415) 555-2733", "9 Hill Road"],
        ["Brömmelkamp", "23/11/1978", "+49 821 4401773", "Am Mühlbach 4a"],
    )


@pytest.mark.parametrize(
    "born",
    [
        "7. März 1961",
        "07. März 1961",
        "7 mars 1961",
        "7 de marzo de 1961",
        "7 marzo 1961",
        "7 maart 1961",
        "7 de março de 1961",
        "7 marca 1961",
        "7th of March 1961",
        "7th March 1961",
        "March 7th, 1961",
        "Mar 7, 1961",
        "07.03.61",
        "7.3.61",
        "03/07/61",
        "1961-03-07T00:00:00Z",
    ],
)
def test_a_date_is_known_as_it_is_written_elsewhere(own: OwnData, born: str) -> None:
    text = f"TARRANT IMOGEN ({born})"
    settled = Scanner([]).scan([Segment(0, text)], own).own
    assert born in [text[one.start : one.end] for one in settled]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("TARRANT Imogen", "TARRANT Imogen"),
        ("Tarrant, Imogen", "Tarrant, Imogen"),
        ("Peñalver Ruiz, María José", "Peñalver Ruiz, María José"),
        ("Imogen Tarrants Vertrag", "Imogen Tarrants"),
        ("Broemmelkamps Vertrag", "Broemmelkamps"),
        ("Imogen Tarrant +49 365 8214477", "+49 365 8214477"),
        ("Imogen Tarrant +493658214477", "+493658214477"),
        ("Imogen Tarrant 0365/8214477", "0365/8214477"),
        ("Peñalver Ruiz María José +1 415 555 2733", "+1 415 555 2733"),
        ("Brömmelkamp 0821 4401773", "0821 4401773"),
        ("Imogen Tarrant, Dietrichstr. 112", "Dietrichstr. 112"),
        ("Peñalver Ruiz María José, 9 Hill Rd", "9 Hill Rd"),
    ],
)
def test_names_numbers_and_streets_are_known_in_other_forms(
    own: OwnData, found_in: Find, text: str, found: str
) -> None:
    assert found in [piece for piece, _ in found_in(own, text)]


@pytest.mark.parametrize(
    "text",
    [
        "Imogen Heap, 7.3.62",
        "Tarrant County, Imogen and Tarrantsville",
        "7. März 1961 war Vollmond",
        "0365 8214478 und 112 Dietrich",
        "José María Ruiz",
    ],
)
def test_what_looks_like_a_row_is_none(own: OwnData, found_in: Find, text: str) -> None:
    assert not found_in(own, text)


def test_the_order_of_a_date_with_dots_is_not_open() -> None:
    assert "1961-07-03" not in date_forms("07.03.1961", short=True)
    assert {"1961-03-07", "1961-07-03"} <= set(date_forms("07/03/1961", short=True))
    assert date_forms("07.03.61", short=True) == date_forms("PN-1234", short=True) == ()
    assert "1.3.1961" in date_forms("1961-03-01", short=False)
    assert not any(form.endswith(".61") for form in date_forms("1961-03-01", short=False))


def test_a_kind_without_a_name_is_told_by_its_values() -> None:
    assert "7 märz 1961" in forms("07.03.1961", "GEBURTSDATUM")
    assert "08214401773" in forms("+49 821 4401773", "KONTAKT")
    assert forms("PN-1234", "POLICY_NUMBER") == ["PN-1234"]
    assert forms("Baker", "PERSON") == ["Baker"]  # "bakers" are many


def test_two_places_are_nobodys(table_of: Callable[..., OwnData], found_in: Find) -> None:
    columns = [("name", "PERSON", False), ("plz", "POSTAL_CODE", False), ("ort", "CITY", False)]
    own = table_of(columns, ["Brömmelkamp", "86150", "Augsburg"], ["Süßenguth", "89073", "Ulm"])
    assert not found_in(own, "86150 Augsburg, 89073 Ulm")
    assert len(found_in(own, "Brömmelkamp, 86150 Augsburg")) == 3


def test_a_first_name_and_a_town_of_a_small_table_are_nobodys(
    table_of: Callable[..., OwnData], found_in: Find
) -> None:
    columns = [("first", "PERSON", False), ("last", "PERSON", False), ("city", "CITY", False)]
    rows = [[f"Na{number % 37}me", f"Fa{number}mily", f"Ci{number % 23}ty"] for number in range(300)]
    own = table_of(columns, *rows)
    assert not found_in(own, "Na7me visits Ci7ty")
    assert [piece for piece, _ in found_in(own, "Fa7mily of Ci7ty")] == ["Fa7mily", "Ci7ty"]
