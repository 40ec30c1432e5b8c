"""What a client's own data costs beside a scan without it: one dictionary of 100,000 terms, and a table.

Both scans run in turns in one process, on the same text; times are those of the process, the least of several runs.
`PROMPTWARD_ROWS=1000000` builds the million rows of the README's figures. Run with `-s` to see the table.
"""

import os
import random
import time
from collections.abc import Iterator

import pytest

from classifiers.catalog import load
from classifiers.detector import Detector
from classifiers.owndata import gathering, table, terms
from classifiers.owndata.keys import Keys
from classifiers.owndata.layout import pack, unpack
from classifiers.owndata.matcher import OwnData
from classifiers.passage import Passage
from classifiers.scanner import Scanner
from classifiers.segment import Segment
from tests.bench.test_scan_speed import CHAT, CODE, LOG

TERMS = 100_000
ROWS = int(os.environ.get("PROMPTWARD_ROWS", "20000"))
KEYS = Keys(bytes(32))
_SYLLABLES = (
    "ka",
    "lo",
    "mi",
    "ra",
    "ten",
    "vor",
    "sta",
    "pel",
    "nim",
    "qua",
    "zor",
    "bel",
    "fi",
    "gan",
    "hul",
    "osk",
)


class Names:
    """Names that nobody has, always the same."""

    def __init__(self) -> None:
        self._draw = random.Random(1)

    def one(self) -> str:
        return "".join(self._draw.choices(_SYLLABLES, k=self._draw.randint(2, 4))).capitalize()

    def some(self, least: int, most: int) -> str:
        return " ".join(self.one() for _ in range(self._draw.randint(least, most)))

    def number(self, highest: int) -> int:
        return self._draw.randrange(highest)


def detector(form: str, head: dict[str, object], sections: dict[str, object]) -> tuple[OwnData, int]:
    """A detector and the size of its index in bytes."""
    written = b"".join(pack(form, head, sections, KEYS)[0])  # type: ignore[arg-type]
    return OwnData([("bench", unpack(written, KEYS))], KEYS), len(written)


@pytest.fixture(scope="module")
def scanner() -> Scanner:
    return load()


@pytest.fixture(scope="module")
def dictionary() -> OwnData:
    names = Names()
    begun = time.process_time()
    listed = list(dict.fromkeys(names.some(1, 3) + " Ltd" * (number % 2) for number in range(TERMS * 2)))[
        :TERMS
    ]
    head, sections = terms.build([terms.Term(1, text) for text in listed], "CLIENT_NAME", KEYS)
    own, size = detector(terms.FORM, head, sections)
    print(f"\n{head['count']:,} terms: built in {time.process_time() - begun:.1f} s, {size / 1e6:.1f} MB")
    assert head["count"] == TERMS
    return own


def best(scanner: Scanner, text: str, own: Detector | None) -> float:
    begun = time.process_time()
    scanner._read(text, "", own)
    return time.process_time() - begun


@pytest.mark.parametrize(("name", "sentence"), [("chat", CHAT), ("code", CODE), ("log", LOG)])
def test_a_dictionary_costs_little(scanner: Scanner, dictionary: OwnData, name: str, sentence: str) -> None:
    for size, runs, most in ((2_000, 60, 0.35), (20_000, 15, 0.2), (200_000, 3, 0.2)):
        text = (sentence * (size // len(sentence) + 1))[:size]
        pairs = [(best(scanner, text, None), best(scanner, text, dictionary)) for _ in range(runs)]
        bare, with_it = min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)
        more = with_it / bare - 1
        print(
            f"{name:5} {size:>8,} characters {bare * 1e3:9.2f} ms, with 100,000 terms {more:+.1%} (goal 10 %)"
        )
        assert more < most, f"{name}, {size} characters"


def rows(names: Names) -> Iterator[gathering.Row]:
    first, last = [names.one() for _ in range(3_000)], [names.one() for _ in range(50_000)]
    for number in range(ROWS):
        phone = f"+44 20 {names.number(10_000):04} {names.number(10_000):04}"
        born = f"{1930 + names.number(85)}-{1 + names.number(12):02}-{1 + names.number(28):02}"
        cells = [first[names.number(3_000)], last[names.number(50_000)], f"PN-{number:08}", phone, born]
        yield gathering.Row(number, cells)


def test_a_table_is_built_in_minutes_and_searched_in_under_a_millisecond() -> None:
    columns = [
        gathering.Column("first", "PERSON"),
        gathering.Column("last", "PERSON"),
        gathering.Column("policy", "POLICY_NUMBER", alone=True),
        gathering.Column("phone", "PHONE_NUMBER"),
        gathering.Column("born", "DATE_OF_BIRTH"),
    ]
    begun = time.process_time()
    own, size = detector(table.FORM, *gathering.build(rows(Names()), columns, KEYS))
    took = time.process_time() - begun
    print(f"\n{ROWS:,} rows of five columns: built in {took:.0f} s, {size / 1e6:.0f} MB")
    assert took < 60 + ROWS / 1_000
    for name, sentence in (("chat", CHAT), ("code", CODE), ("log", LOG)):
        text = (sentence * 20)[:2_000]
        times = []
        for _ in range(20):
            begun = time.process_time()
            found = list(own.find(Passage(text)))
            times.append(time.process_time() - begun)
        print(f"{name:5} 2,000 characters {min(times) * 1e3:.2f} ms (goal 1 ms)")
        assert not found and min(times) < 0.003


def test_the_hundredth_turn_of_a_client_with_data_costs_as_the_second(
    scanner: Scanner, dictionary: OwnData
) -> None:
    turns: list[Segment] = []
    cost: list[float] = []
    for turn in range(100):
        turns.append(Segment(turn, f"Turn {turn}. {CHAT * 9}"))
        begun = time.process_time()
        scan = scanner.scan(turns, dictionary)
        cost.append(time.process_time() - begun)
        assert scan.fresh == len(turns[-1].text)
    early, late = min(cost[1:6]), min(cost[-5:])
    print(f"turn 2: {early * 1e3:.2f} ms, turn 100: {late * 1e3:.2f} ms")
    assert late < 1.5 * early + 0.002
