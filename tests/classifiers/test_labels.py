"""A value in a field of its own: the field's name says what it is."""

import pytest

from classifiers.catalog import load
from classifiers.segment import Segment

SCANNER = load()


@pytest.mark.parametrize(
    ("label", "text", "kind"),
    [
        ("password", "hunter2-Prod!", "PASSWORD"),
        ("db_pass", "Xk29slQ!", "PASSWORD"),
        ("ssn", "078051120", "US_SSN"),
        ("phone", "030 5550100", "PHONE_NUMBER"),
        ("api_key", "9f8a7b6c5d4e" + "3f2a1b0c9d8e7f6a5b4c", "API_KEY"),
    ],
)
def test_the_name_of_a_field_is_context(label: str, text: str, kind: str) -> None:
    assert not SCANNER.scan([Segment(0, text)]).findings
    found = SCANNER.scan([Segment(0, text, label=label)]).findings
    assert [(finding.kind, finding.start, finding.end) for finding in found] == [(kind, 0, len(text))]


@pytest.mark.parametrize(
    ("label", "text"), [("note", "hello"), ("title", "password"), ("query", "password reset"), ("id", "42")]
)
def test_ordinary_fields_stay_silent(label: str, text: str) -> None:
    assert not SCANNER.scan([Segment(0, text, label=label)]).findings


def test_a_long_text_is_read_without_its_field() -> None:
    text = "word " * 60
    assert not SCANNER.scan([Segment(0, text, label="password")]).findings
