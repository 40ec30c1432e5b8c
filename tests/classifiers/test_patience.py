"""A user's own recognizers have their time, and what they did not read is unread."""

import logging
from pathlib import Path

import pytest
import yaml

from classifiers import presidio
from classifiers.finding import Scan
from classifiers.scanner import Scanner
from classifiers.segment import Segment
from tests.cost import seconds_of

HOSTILE = "(x+x+)+y"


def of_patterns(folder: Path, *patterns: str) -> Scanner:
    """A scanner with one recognizer that has these patterns."""
    entry = {
        "name": "x",
        "supported_entity": "X",
        "patterns": [{"name": f"p{n}", "regex": regex, "score": 0.5} for n, regex in enumerate(patterns)],
    }
    file = folder / "recognizers.yaml"
    file.write_text(yaml.safe_dump({"recognizers": [entry]}), encoding="utf-8")
    return Scanner(presidio.read(file))


def texts(*given: str) -> list[Segment]:
    return [Segment(place, text) for place, text in enumerate(given)]


@pytest.mark.parametrize("level", [logging.NOTSET, logging.CRITICAL], ids=["logging on", "logging off"])
def test_a_users_slow_pattern_is_cut_off_and_the_text_is_unread(tmp_path: Path, level: int) -> None:
    scanner = of_patterns(tmp_path, HOSTILE)
    logging.disable(level)
    try:
        assert scanner.scan(texts("x" * 5_000, "")).unread == (0,)
    finally:
        logging.disable(logging.NOTSET)


def test_a_pattern_that_ran_out_of_time_is_not_asked_again_in_the_scan(tmp_path: Path) -> None:
    scanner = of_patterns(tmp_path, HOSTILE, "plain")
    chat = texts("x" * 5_000, *(f"{'x' * 3_000} {number}" for number in range(12)), "plain")
    found: list[Scan] = []
    assert seconds_of(lambda: found.append(scanner.scan(chat))) < 1.5
    assert found[0].unread == tuple(range(14))
    assert [finding.place for finding in found[0].findings] == [13]
    # What was not asked here is no fault of the text: by itself it is read.
    assert scanner.scan([chat[-1]]).unread == ()
    # What had all its time is remembered.
    assert seconds_of(lambda: found.append(scanner.scan(chat[:1]))) < 0.2
    assert found[1].unread == (0,)


def test_all_patterns_together_have_a_time_for_a_scan(tmp_path: Path) -> None:
    scanner = of_patterns(tmp_path, *(f"(x+x+)+{letter}" for letter in "abcdefghijkl"))
    chat = texts(*(f"{'x' * 3_000} {number}" for number in range(6)))
    assert seconds_of(lambda: scanner.scan(chat)) < 4


def test_many_matches_of_a_pattern_are_cut_off(tmp_path: Path) -> None:
    text = "the quick brown fox jumps over it " * 10_000
    found: list[Scan] = []
    assert seconds_of(lambda: found.append(of_patterns(tmp_path, "[a-z]").scan(texts(text)))) < 4
    assert found[0].unread == (0,)
