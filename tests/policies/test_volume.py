"""Bands of numbers, and how severe so many values of a class are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.classes import DataClass, Sensitivity
from policies.volume import Severity, band_of, severity_of, volume_of

CLASSES = {level: DataClass(f"a.{level.lower()}", "A", level) for level in Sensitivity}


@pytest.mark.parametrize(
    ("count", "band"),
    [
        (0, ""),
        (1, "1"),
        (2, "2-9"),
        (9, "2-9"),
        (10, "10-99"),
        (99, "10-99"),
        (100, "100-499"),
        (500, "500+"),
    ],
)
def test_bands(count: int, band: str) -> None:
    assert band_of(count) == band


@pytest.mark.parametrize(
    ("level", "count", "severity"),
    [
        (Sensitivity.PUBLIC, 1, Severity.LOW),
        (Sensitivity.INTERNAL, 9, Severity.LOW),
        (Sensitivity.INTERNAL, 10, Severity.MEDIUM),
        (Sensitivity.CONFIDENTIAL, 1, Severity.MEDIUM),
        (Sensitivity.CONFIDENTIAL, 10, Severity.HIGH),
        (Sensitivity.CONFIDENTIAL, 100, Severity.CRITICAL),
        (Sensitivity.RESTRICTED, 1, Severity.HIGH),
        (Sensitivity.RESTRICTED, 10, Severity.CRITICAL),
        (Sensitivity.INTERNAL, 500, Severity.CRITICAL),
        (Sensitivity.RESTRICTED, 0, Severity.NONE),
    ],
)
def test_severity(level: Sensitivity, count: int, severity: Severity) -> None:
    assert severity_of(CLASSES[level], count) is severity


@given(st.sampled_from(Sensitivity), st.integers(0, 2_000), st.integers(0, 2_000))
def test_more_is_never_less_severe(level: Sensitivity, one: int, more: int) -> None:
    few, many = severity_of(CLASSES[level], one), severity_of(CLASSES[level], one + more)
    assert few.rank <= many.rank


def test_the_severest_class_counts_and_empty_ones_do_not() -> None:
    volume = volume_of({"a.s1": 3, "a.s3": 1, "a.s2": 0}, CLASSES.values())
    assert volume.distinct == (("a.s1", 3), ("a.s3", 1))
    assert volume.severity is Severity.HIGH
    assert volume_of({}, ()).severity is Severity.NONE
