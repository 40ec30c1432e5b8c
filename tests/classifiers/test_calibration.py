"""Measured scores: what the file may say, how it applies, and how it is fitted."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers import calibration
from classifiers.calibration import Calibration
from classifiers.catalog import CALIBRATION, load
from classifiers.detector import DetectorFault, Hit
from classifiers.segment import Segment
from classifiers.settle import LOW_LEVEL
from tests.bench.quality.calibrating import FEWEST, Seen, fit, reliability, worst

GIVEN = Calibration({"staff": ((70.0, 80.0), (80.0, 90.0)), "field": ((75.0, 66.0),)}, {"badge": "staff"})


@pytest.mark.parametrize(
    ("detector", "given", "measured"),
    [
        ("badge", 70, 80),
        ("badge", 75, 85),
        ("badge", 80, 90),
        ("badge", 65, 80),
        ("badge", 99, 90),
        ("field-case", 92, 66),
        ("field:case", 92, 66),
        ("own-recognizer", 77, 77),
    ],
)
def test_a_score_is_looked_up_by_group(detector: str, given: float, measured: float) -> None:
    assert GIVEN.score(detector, given) == measured


@given(st.floats(65, 100), st.floats(65, 100))
def test_what_an_author_was_surer_of_stays_surer(one: float, two: float) -> None:
    low, high = sorted((one, two))
    assert GIVEN.score("badge", low) <= GIVEN.score("badge", high)


def test_no_finding_is_taken_away() -> None:
    assert all(
        score >= LOW_LEVEL
        for pairs in calibration.read(CALIBRATION, {}).groups.values()
        for _, score in pairs
    )
    hits = (Hit(0, 3, "X", "badge", 70.0), Hit(4, 6, "X", "other", 70.0, True))
    assert [(hit.start, hit.end, hit.score) for hit in GIVEN.applied(hits)] == [(0, 3, 80.0), (4, 6, 70.0)]


TEXT = "mail alice@acme.com, card 4111 1111 1111 1111, call +49 30 901820, host 10.44.3.2"


def test_the_product_finds_the_same_with_and_without_it() -> None:
    plain, measured = load(calibrated=False), load()
    before, after = (one.scan([Segment(0, TEXT)]).findings for one in (plain, measured))
    assert [(one.start, one.end, one.kind) for one in before] == [
        (one.start, one.end, one.kind) for one in after
    ]
    assert plain.digest != measured.digest


@pytest.mark.parametrize(
    "text",
    [
        "",
        "groups: {}",
        "date: '2026-11-21'\ngroups: {a: {findings: 1, right: 1, scores: []}}",
        "date: '2026-11-21'\ngroups: {a: {findings: 1, right: 1, scores: [[70, 60]]}}",
        "date: '2026-11-21'\ngroups: {a: {findings: 1, right: 1, scores: [[70, 80], [75, 79]]}}",
        "date: '2026-11-21'\ngroups: {a: {findings: 1, right: 1, scores: [[80, 80], [75, 81]]}}",
        "{",
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "calibration.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DetectorFault, match="no calibration"):
        calibration.read(file, {})
    with pytest.raises(DetectorFault):
        calibration.read(tmp_path / "none.yaml", {})


def seen(detector: str, score: float, right: int, wrong: int, *, fits: bool = True) -> list[Seen]:
    return [Seen(detector, score, number < right, fits) for number in range(right + wrong)]


def test_a_fit_rises_and_pools_what_falls() -> None:
    found = seen("a", 70, 90, 10) + seen("a", 80, 70, 30) + seen("a", 90, 100, 0)
    (group,) = fit(found, lambda detector: detector).values()
    scores = dict(group["scores"])  # type: ignore[call-overload]
    assert scores[70] == scores[80] == pytest.approx(80, abs=1)
    assert scores[90] == 99.0
    assert (group["findings"], group["right"]) == (300, 260)


def test_a_fit_leaves_small_groups_alone_and_never_falls_below_the_low_level() -> None:
    found = seen("small", 70, FEWEST - 1, 0) + seen("bad", 70, 10, 90) + seen("held", 70, 50, 0, fits=False)
    groups = fit(found, lambda detector: detector)
    assert set(groups) == {"bad"}
    assert groups["bad"]["scores"] == [[70, 65.0]]
    assert worst(found) == [("bad", 10, 100)]


def test_reliability_is_told_on_the_half_that_did_not_fit() -> None:
    found = seen("a", 75, 60, 40, fits=False) + seen("a", 75, 0, 50)
    result = reliability(found, lambda _, score: score)
    assert (result.findings, result.error) == (100, 15.0)
    assert result.levels[0] == (65.0, 60.0, 100)
    assert reliability(found, lambda _, score: 60.0).error == 0.0
