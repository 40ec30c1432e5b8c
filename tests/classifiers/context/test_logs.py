"""A log is many lines with stamps and somebody's machines in them."""

from collections.abc import Callable

import pytest

from classifiers.context.logs import LogCombiner
from classifiers.detector import Hit
from classifiers.passage import Passage
from tests.cost import grows_linearly

SHAPES = [
    "2025-03-02T10:15:{n:02d}Z sshd[812]: Failed password for bob from 10.20.30.{n}",
    "Mar  2 10:15:{n:02d} fw01 kernel: DROP SRC=10.20.30.{n}",
    "10.20.30.{n} - bob [02/Mar/2025:10:15:{n:02d} +0000] GET / 200",
    "<134>1 2025 fw01 app - - src=10.20.30.{n}",
    "02.03.2025 10:15:{n:02d} Anmeldung von 10.20.30.{n}",
    "I0302 10:15:{n:02d}.000121       1 auth.go:21] token ok from=10.20.30.{n}",
    '{{"ts": "2025-03-02T10:15:{n:02d}Z", "from": "10.20.30.{n}"}}',
]


def scores(lines: list[str], kind: str = "IP_ADDRESS") -> list[float]:
    text = "\n".join(lines)
    hits, at = [], text.find("10.20.30.")
    while at >= 0:
        hits.append(Hit(at, at + 10, kind, "given", 90.0))
        at = text.find("10.20.30.", at + 10)
    combined = LogCombiner().combine(Passage(text), hits)
    assert all(not (hit.start < one.end and one.start < hit.end) for hit in combined.hits for one in hits)
    return [hit.score for hit in combined.hits]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_log_is_one_hit_that_covers_nothing_else(shape: str) -> None:
    lines = [shape.format(n=n % 60) for n in range(60)]
    (score,) = scores(lines)
    assert score >= 65
    assert scores(lines[:5]) == [], "a few lines are a question"
    assert scores(lines, kind="DATE_OF_BIRTH") == [], "nobody's machines are in it"


def test_lines_without_stamps_are_no_log() -> None:
    assert scores([f"ping 10.20.30.{n}" for n in range(60)]) == []


def test_more_lines_score_higher() -> None:
    assert scores([SHAPES[0].format(n=n % 60) for n in range(20)]) < scores(
        [SHAPES[0].format(n=n % 60) for n in range(600)]
    )


@pytest.mark.parametrize("piece", ["2025-", "a b c [", "<1", "time=", "\n", "aaaa:", "I0302 "])
def test_hostile_texts_cost_what_their_length_does(piece: str) -> None:
    def judged(size: int) -> Callable[[], object]:
        text = ("\n" * 20 + "10.20.30.1 10.20.30.2 10.20.30.3 " + piece * size)[:size]
        hits = [Hit(20 + 11 * n, 30 + 11 * n, "IP_ADDRESS", "given", 90.0) for n in range(3)]
        return lambda: LogCombiner().combine(Passage(text), hits)

    assert grows_linearly(judged, 10_000)
