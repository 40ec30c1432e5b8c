"""The cache of answers: what is kept under which key, and how much."""

import itertools
from collections.abc import Iterator

import pytest

from classifiers import recalled
from classifiers.detector import Hit
from classifiers.passage import Passage
from classifiers.recalled import Cache, Reading
from classifiers.scanner import Scanner
from classifiers.segment import Segment

NUMBER = "4929174002975509"


class Numbers:
    """A detector of runs of sixteen digits."""

    id = "numbers"
    kinds = frozenset({"NUMBER"})
    digest = "1"

    def find(self, passage: Passage) -> Iterator[Hit]:
        at = passage.text.find(NUMBER)
        while at >= 0:
            yield Hit(at, at + len(NUMBER), "NUMBER", self.id, 90.0, verified=True)
            at = passage.text.find(NUMBER, at + 1)


def found(scanner: Scanner, segment: Segment) -> list[str]:
    return [segment.text[one.start : one.end] for one in scanner.scan([segment]).findings]


def test_a_field_with_its_value_is_never_taken_for_one_text() -> None:
    # Where both had one key, the second answer had the spans of the first, and the number left in clear.
    value = f"card {NUMBER} for us"
    segments = [
        Segment(0, value, label="notes"),
        Segment(0, f"notes\0{value}"),
        Segment(0, f"\0{value}"),
        Segment(0, value),
        Segment(0, f"{value}", label="notes\0notes"),
    ]
    for order in itertools.permutations(segments):
        scanner = Scanner([Numbers()])
        assert [found(scanner, one) for one in order] == [[NUMBER]] * len(order)


def test_keys_differ_by_text_label_own_data_and_joint() -> None:
    cache = Cache(10)
    keys = [
        cache.key("a"), cache.key("a", "b"), cache.key("b", "a"), cache.key("a\0b"), cache.key("b\0a"),
        cache.key("a", joint=True), cache.key("\0a"), cache.key("a", own="b"), cache.key("a", own="c"),
        cache.key("a", "b", "c"), cache.key("a", own="b", joint=True),
    ]  # fmt: skip
    assert len(set(keys)) == len(keys)


def test_a_table_of_thousands_of_values_is_recalled() -> None:
    scanner = Scanner([Numbers()])
    text = f"{NUMBER}\n" * 3_000
    first = scanner.scan([Segment(0, text)])
    again = scanner.scan([Segment(0, text), Segment(1, "thanks")])
    assert len(first.findings) == 3_000 and again.fresh == len("thanks")
    assert again.findings == first.findings


def reading(hits: int) -> Reading:
    return Reading(tuple(Hit(at, at + 1, "NUMBER", "numbers", 90.0) for at in range(hits)), (), False, True)


def test_all_kept_hits_together_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recalled, "MOST_KEPT_HITS", 100)
    monkeypatch.setattr(recalled, "MOST_HITS_OF_ONE", 60)
    cache = Cache(1_000)
    for number in range(10):
        cache.put(cache.key(f"text {number}"), reading(30))
        cache.put(cache.key(f"text {number}"), reading(30))  # again, as by another thread
    cache.put(cache.key("many"), reading(61))
    kept = [number for number in range(10) if cache.get(cache.key(f"text {number}")) is not None]
    assert kept == [7, 8, 9] and cache.get(cache.key("many")) is None
    for number in range(2_000):
        cache.put(cache.key(f"none {number}"), reading(0))
    assert len(cache._kept) == 1_000 and cache._hits == 0
