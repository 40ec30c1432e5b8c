"""Days of birth and national numbers in rows of a person that no head names; other rows keep theirs."""

from collections.abc import Callable

import pytest

type Found = Callable[[str], list[tuple[str, str]]]

PESEL, TAX_ID = "9107277" + "0140", "8609574" + "2719"


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Lang, Petra;p.lang@keller-bau.de;0171 5550123;13.09.1979", "DATE_OF_BIRTH", "13.09.1979"),
        (f"INSERT INTO k VALUES (7, 'Ewa Nowak', '{PESEL}', 'e.nowak@biuro.pl');", "PL_PESEL", PESEL),
        (
            "INSERT INTO p VALUES\n(1,'Ada','527-35-5743','1964-01-05','a@b-clinic.org');",
            "DATE_OF_BIRTH",
            "1964-01-05",
        ),
        (
            f"Petra Lang\tp.lang@keller-bau.de\t1\nUwe Kern\tu.kern@keller-bau.de\t{TAX_ID}\n",
            "DE_TAX_ID",
            TAX_ID,
        ),
        (
            "Lang, Petra - p.lang@keller-bau.de - 340 2796709\nKern, Uwe - u.kern@keller-bau.de - 347 6161691\n",
            "PHONE_NUMBER",
            "340 2796709",
        ),
    ],
    ids=["semicolons", "statement", "values below", "second row", "dashes"],
)
def test_finds_what_only_its_row_tells(found: Found, text: str, kind: str, value: str) -> None:
    assert (kind, value) in found(text)


def test_results_of_matches_are_no_telephone(found: Found) -> None:
    row = "Ann Orchard wins gold, 21-19 18-21 21-17, press@orchard-badminton.org"
    assert "PHONE_NUMBER" not in dict(found(row))


@pytest.mark.parametrize(
    "text",
    [
        "name;mail;hired\nPetra Lang;p.lang@keller-bau.de;13.09.1999\n",
        "INSERT INTO k (name, mail, since) VALUES ('Ewa Nowak', 'e.nowak@biuro.pl', '1999-01-05');",
        "bolt;40;13.09.1979;0.12\nnut;30;14.09.1979;0.10\n",
        "Petra Lang;p.lang@keller-bau.de;13.09.2024;86095742718",
        "Ask Petra Lang or p.lang@keller-bau.de about 13.09.1979",
    ],
    ids=["head", "columns", "things", "late and wrong", "sentence"],
)
def test_keeps_what_a_head_or_nobody_owns(found: Found, text: str) -> None:
    assert not {kind for kind, _ in found(text)} & {"DATE_OF_BIRTH", "DE_TAX_ID"}


def test_a_code_counts_in_a_row_with_a_number_of_the_person(found: Found) -> None:
    row = "FONTAINE, Marguerite  06/20/1981  W16408546  234-76-" + "5319"
    assert ("CUSTOMER_ID", "W16408546") in found(row)
    assert "W16408546" not in [
        text for _, text in found("FONTAINE, Marguerite  m.fontaine@clinic.org  W16408546")
    ]
