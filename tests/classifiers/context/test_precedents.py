"""Cases of the books, and matters of one's own."""

import pytest

from classifiers.context.precedents import PrecedentsSieve
from classifiers.detector import Hit
from classifiers.passage import Passage


def left(text: str, *people: str) -> list[str]:
    hits = [Hit(text.index(one), text.index(one) + len(one), "PERSON", "given", 90.0) for one in people]
    return [text[hit.start : hit.end] for hit in PrecedentsSieve().left(Passage(text), hits)]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Summarise Donoghue v Stevenson [1932] UKHL 100 in two sentences.", ["Donoghue", "Stevenson"]),
        ("Roe v. Wade, Dobbs v. Jackson: what changed?", ["Roe", "Wade, Dobbs"]),
        ("What was held in Salomon v A Salomon & Co Ltd?", ["A Salomon & Co Ltd"]),
        ("Why is Marbury v. Madison so important? For civics class.", ["Marbury"]),
    ],
)
def test_sides_of_a_case_of_the_books_are_nobody(text: str, people: list[str]) -> None:
    assert left(text, *people) == []


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Our client won Castleton v Oyelaran [2025]. Shorten for students.", ["Castleton", "Oyelaran"]),
        ("Castleton v Oyelaran: what are the chances?", ["Castleton", "Oyelaran"]),
        ("Hearing in Castleton v Oyelaran, Frome v Webb", ["Castleton", "Webb"]),
        ("Revision notes on Roe v. Wade by Jane Castleton", ["Roe", "Jane Castleton"]),
        ("Chelsea v Arsenal was on when Ann Castleton called.", ["Ann Castleton"]),
    ],
)
def test_a_matter_of_ones_own_and_other_people_stay(text: str, people: list[str]) -> None:
    assert left(text, *people) == people
