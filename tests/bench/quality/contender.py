"""A contender: something that finds sensitive places in the parts of a request. Ours stands here, the rest in ``peers``."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from classifiers.catalog import Options, load
from classifiers.scanner import Scanner
from classifiers.segment import Segment
from tests.bench.quality.scoring import Found


@dataclass(frozen=True, slots=True)
class Contender:
    """``find`` gives what was found in the parts of one request. ``version`` stands in the report."""

    name: str
    version: str
    find: Callable[[Sequence[str]], list[Found]]


def ours(options: Options | None = None) -> Contender:
    """The product as it is installed, with scores as authors gave them."""
    return of(load(options or Options(), calibrated=False))


def of(scanner: Scanner) -> Contender:
    """Any scanner of ours."""

    def find(parts: Sequence[str]) -> list[Found]:
        scan = scanner.scan([Segment(place, part) for place, part in enumerate(parts)])
        return [
            Found(one.start, one.end, one.kind, one.place, one.score, one.detector, one.verified)
            for one in scan.findings
        ]

    return Contender("Promptward", scanner.digest[:8], find)
