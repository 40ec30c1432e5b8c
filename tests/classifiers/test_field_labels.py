"""Names of fields and cells of kinds are nobody; people who are called so are somebody."""

from collections.abc import Callable

import pytest

type Found = Callable[[str], list[tuple[str, str]]]


def people(found: Found, text: str) -> list[str]:
    """Who is found in a text."""
    return [value for kind, value in found(text) if kind in ("PERSON", "ORGANIZATION")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("| Name | Sophie Patterson |\n| NINO | HB 13 63 80 A |\n| Status | open |", ["Sophie Patterson"]),
        ("T.C. Kimlik 86512311872", []),
        ("a letter to Diane Smith, NHS No 911 623 0590, telling", ["Diane Smith"]),
        (
            "| name | T.C. Kimlik | status |\n|---|---|---|\n| Anna Keller | 26147508148 | ok |",
            ["Anna Keller"],
        ),
        (
            "name,Phone,dept\nAnna Lindgren,+27 82 716 1139,Sales\nMarco Keller,+46 70-342 59 52,Clerk",
            ["Anna Lindgren", "Marco Keller"],
        ),
    ],
    ids=["form", "line", "sentence", "head", "cells"],
)
def test_what_a_field_is_called_is_nobody(found: Found, text: str, names: list[str]) -> None:
    assert people(found, text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("| name | phone |\n|---|---|\n| Nino | 0171 5550123 |\n| Ada | 0171 5550124 |", "Nino"),
        ("Nino Rossi called; Nino said hello to Anna Keller", "Nino"),
    ],
    ids=["cell", "sentence"],
)
def test_somebody_may_be_called_as_a_field_is(found: Found, text: str, name: str) -> None:
    assert name in people(found, text)
