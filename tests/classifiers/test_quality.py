"""The floors: on our own corpus the product finds no less and alarms no more than this, and the tables are those of the
command.

A floor stands a little below what was measured; when a change lowers a figure on purpose, the floor moves with it, in
the same commit.
"""

from dataclasses import replace
from functools import cache

import pytest

from tests.bench.quality import report, yardsticks
from tests.bench.quality.__main__ import DETAILS, README
from tests.bench.quality.contender import ours
from tests.bench.quality.measure import measure
from tests.bench.quality.scoring import Score

# Yardstick, group: recall, precision. Percent.
FLOORS = [
    ("own prompts", "identifiers", 88, 98),
    ("own prompts", "credentials", 90, 98),
    ("own credentials", "credentials", 93, 98),
    ("own strangers", "identifiers", 95, 96),
    ("own strangers", "credentials", 95, 94),
    ("own wholes", "identifiers", 79, 91),
    ("own wholes", "persons", 87, 90),
    ("own wholes", "credentials", 57, 91),
    ("own wholes", "context", 60, 82),
    ("own taught", "identifiers", 78, 93),
    ("own taught", "persons", 92, 90),
    ("own taught", "credentials", 52, 90),
    ("own taught", "context", 80, 90),
    ("own handed", "credentials", 83, 94),
    ("own people", "persons", 94, 98),
    ("own cultures", "persons", 92, 98),
    ("own evasions", "identifiers", 97, 98),
    ("own evasions", "credentials", 97, 98),
]
MOST_ALARMS = {
    "own prompts": 0,
    "own context": 1,
    "own lookalikes": 0,
    "own people": 4,
    "own strangers_clean": 13,
}  # clean texts with a finding
MOST_SOURCE_ALARMS = (
    5  # of 100 source files of the standard library, which differs between versions of Python
)
MOST_TEXTS = 400  # of one topic; every n-th of more


@cache
def scored(name: str) -> Score:
    (yardstick,) = (one for one in yardsticks.own() if one.name == name)
    step = -(-len(yardstick.texts) // MOST_TEXTS)
    return measure(_contender(), replace(yardstick, texts=yardstick.texts[::step]))[0]


_contender = cache(ours)


@pytest.mark.parametrize(("name", "group", "recall", "precision"), FLOORS)
def test_finds_as_much_as_before(name: str, group: str, recall: float, precision: float) -> None:
    tally = scored(name).groups[group]
    assert 100 * tally.recall >= recall, (
        f"{name}, {group}: {tally.gold - tally.caught} of {tally.gold} missed"
    )
    assert 100 * tally.precision >= precision, f"{name}, {group}: {tally.found - tally.right} wrong"


@pytest.mark.parametrize(("name", "most"), MOST_ALARMS.items())
def test_alarms_no_more_than_before(name: str, most: int) -> None:
    assert scored(name).alarmed <= most, sorted(scored(name).alarms.items())


def test_alarms_on_hardly_any_source_file() -> None:
    files = yardsticks.source_files()
    short = tuple(text for text in files.texts if len(text.parts[0]) <= 30_000)
    score = measure(_contender(), replace(files, texts=short[:: max(1, len(short) // 100)][:100]))[0]
    assert score.clean == 100
    assert score.alarmed <= MOST_SOURCE_ALARMS, sorted(score.alarms.items())


def test_the_tables_have_the_form_that_the_command_writes() -> None:
    short = report.taken(README.read_text(encoding="utf-8"), "measured")
    for head in (report.GROUP_HEAD, report.CLEAN_HEAD):
        assert report.table(head, ()) in short
    tables = [part.splitlines() for part in short.split("\n\n") if part.startswith("|")]
    assert len(tables) == 4
    for lines in tables:
        assert len({line.count("|") for line in lines}) == 1 and len(lines) > 2
    measured = {line.split(" (")[0][2:] for line in tables[0] if line.startswith("| own ")}
    assert "own prompts" in measured
    assert measured <= {one.name for one in yardsticks.own()}, "a topic is gone: write the tables anew"
    assert "## Kinds" in report.taken(DETAILS.read_text(encoding="utf-8"), "measured")
