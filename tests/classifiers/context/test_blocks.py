"""The name above a street is found, however it is quoted; firms and headings above one are not."""

import pytest

from classifiers.context.blocks import BlocksCombiner
from classifiers.detector import Hit
from classifiers.passage import Passage

STREET = "12 Harbour Road, Cardiff"


def heads(text: str) -> list[str]:
    """The names that stand above the street of a text."""
    at = text.index(STREET)
    hits = [Hit(at, at + len(STREET), "STREET_ADDRESS", "given", 80.0)]
    return [text[hit.start : hit.end] for hit in BlocksCombiner().combine(Passage(text), hits).hits]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"Dreux Joly\nPaxata\n{STREET}", "Dreux Joly"),
        (f">Gyala Antall\n>Nightjar Tools\n>{STREET}", "Gyala Antall"),
        (f"??? Freja Clausen\n??? {STREET}", "Freja Clausen"),
        (f"Billing address: Tintin Forsberg\n    {STREET}", "Tintin Forsberg"),
        (f"Ship to:\nTemperance Quill\n{STREET}", "Temperance Quill"),
        (f"Satu Elomo\n\n{STREET}", "Satu Elomo"),
        (f"Please ship it.\n\nDr. Anneke van der Berg\nlabour relations director\n{STREET}", "Anneke van der Berg"),
        (f"erica jones\nsewer pipe cleaner\n{STREET}", "erica jones"),
    ],
)  # fmt: skip
def test_finds_the_name_at_the_head_of_a_block(text: str, name: str) -> None:
    assert heads(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        f"Nightjar Holdings\n{STREET}",
        f"Delivery address:\n{STREET}",
        f"We met them at the old house\n{STREET}",
        f"Opening hours\n{STREET}",
        f"Winston Churchill\n{STREET}",
        f"Room 12\n{STREET}",
        f"the house of Jane Roe is at {STREET}",
        STREET,
    ],
)
def test_takes_no_other_line_for_a_name(text: str) -> None:
    assert heads(text) == []
