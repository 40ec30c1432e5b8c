"""With the byte engine and without it the product must find the same: compares both on every text of the yardsticks."""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass

from classifiers.catalog import Options, load
from classifiers.engine import is_installed
from classifiers.finding import Finding
from classifiers.names import NONE
from classifiers.recalled import CACHE_ENTRIES, Cache
from classifiers.scanner import Scanner
from classifiers.segment import Segment
from tests.bench.quality.yardsticks import Yardstick


@dataclass(frozen=True, slots=True)
class Difference:
    """Findings of one text that only one of both gives; places and kinds, no text."""

    yardstick: str
    id: str
    with_engine: tuple[Finding, ...]
    without: tuple[Finding, ...]

    def __str__(self) -> str:
        told = [
            f"{name}: {one.kind} {one.detector} {one.start}-{one.end} in part {one.place}, score {one.score:g}"
            for name, some in (("only with the engine", self.with_engine), ("only without", self.without))
            for one in some
        ]
        return f"{self.yardstick}, {self.id}: " + (
            "; ".join(told) or "one of both did not read it to its end"
        )


def both() -> tuple[Scanner, Scanner]:
    """The product with the engine and without it. Raises RuntimeError where there is no engine.

    Without the names model, which neither asks the engine nor is asked by it.
    """
    fast = load(Options(names_model=NONE[0]))
    if not is_installed() or not fast.warm(300):
        raise RuntimeError("there is no engine to compare with")
    plain = copy(fast)  # all but the engine, and a cache that never saw its answers
    plain._engine, plain._cache = None, Cache(CACHE_ENTRIES)
    return fast, plain


def differences(fast: Scanner, plain: Scanner, yardstick: Yardstick) -> Iterator[Difference]:
    """Texts for which both differ, in findings or in what was read to its end."""
    for text in yardstick.texts:
        segments = [Segment(place, part) for place, part in enumerate(text.parts)]
        one, other = fast.scan(segments), plain.scan(segments)
        if (one.findings, one.unread) != (other.findings, other.unread):
            mine, its = set(one.findings), set(other.findings)
            yield Difference(yardstick.name, text.id, tuple(sorted(mine - its)), tuple(sorted(its - mine)))
