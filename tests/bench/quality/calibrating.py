"""Calibrating: scores as given, and whether the findings were right, become measured scores by group of detectors.

Rule 1: half of the wordings fit, the other half tests; texts of one wording are on one side (by a digest of it).
Rule 2: a finding of one detector and score counts once a text, or the rows of one table would outvote the rest.
Rule 3: where no labels are made by hand, only kinds count that nobody would want marked: in clean texts and source
        files an e-mail address is somebody's, so it is neither right nor wrong.
Rule 4: a group with fewer than 20 findings keeps its scores.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from classifiers.settle import LOW_LEVEL
from tests.bench.quality.scoring import Judged

FEWEST = 20
HIGHEST = 99.0  # nothing is measured well enough to be called certain
# The author's score counts as much as this many findings.
PRIOR = 4.0
LEVELS = (65.0, 75.0, 85.0)
UNLABELLED = frozenset({"EMAIL_ADDRESS"})


@dataclass(frozen=True, slots=True)
class Seen:
    """One finding: its detector, its score as given, whether it was right, and on which side it is."""

    detector: str
    score: float
    right: bool
    fits: bool


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far scores are from what they say, on the half that tests. Bins hold score, share right, findings."""

    findings: int
    error: float  # expected calibration error, in points
    bins: tuple[tuple[float, float, int], ...]
    levels: tuple[tuple[float, float, int], ...]  # level, share right at or above it, findings


def observations(
    judged: Mapping[str, Iterable[tuple[str, Sequence[Judged]]]], clean: Iterable[str]
) -> list[Seen]:
    """Every finding that counts, from what was judged by yardstick and wording. ``clean`` names clean yardsticks."""
    unlabelled = set(clean)
    seen = []
    for yardstick, texts in judged.items():
        for wording, findings in texts:
            fits = _fits(wording)
            once: set[tuple[str, float, bool]] = set()
            for item in findings:
                if item.right is None or (yardstick in unlabelled and item.found.kind in UNLABELLED):
                    continue
                once.add((item.found.detector, item.found.score, item.right))
            seen += [Seen(detector, score, right, fits) for detector, score, right in sorted(once)]
    return seen


def _fits(wording: str) -> bool:
    return hashlib.sha256(wording.encode("utf-8", "surrogatepass")).digest()[0] % 2 == 0


def fit(seen: Iterable[Seen], group_of: Callable[[str], str]) -> dict[str, dict[str, object]]:
    """The groups of the calibration file, from the half that fits."""
    by_group: dict[str, dict[float, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for one in seen:
        if one.fits:
            by_group[group_of(one.detector)][one.score].append(one.right)
    groups: dict[str, dict[str, object]] = {}
    for name, scores in sorted(by_group.items()):
        count = sum(map(len, scores.values()))
        if count < FEWEST:
            continue
        groups[name] = {
            "findings": count,
            "right": sum(sum(rights) for rights in scores.values()),
            "scores": [list(pair) for pair in _rising(scores)],
        }
    return groups


def _rising(scores: Mapping[float, Sequence[bool]]) -> list[tuple[float, float]]:
    """Isotonic regression by pooling neighbours that fall, each share drawn towards the score its author gave."""
    pools: list[tuple[float, float, list[float]]] = []  # right, all, scores
    for score in sorted(scores):
        rights = scores[score]
        pools.append((sum(rights) + PRIOR * score / 100, len(rights) + PRIOR, [score]))
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] > pools[-1][0] / pools[-1][1]:
            last, before = pools.pop(), pools.pop()
            pools.append((before[0] + last[0], before[1] + last[1], before[2] + last[2]))
    return [
        (score, min(HIGHEST, max(LOW_LEVEL, round(100 * right / total, 1))))
        for right, total, given in pools
        for score in given
    ]


def reliability(seen: Iterable[Seen], score: Callable[[str, float], float]) -> Reliability:
    """How reliable the scores are on the half that tests; ``score`` maps detector and given score."""
    tested = [(score(one.detector, one.score), one.right) for one in seen if not one.fits]
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for value, right in tested:
        bins[min(int(value // 5), 19)].append((value, right))
    shown = tuple(
        (
            sum(value for value, _ in found) / len(found),
            100 * sum(right for _, right in found) / len(found),
            len(found),
        )
        for _, found in sorted(bins.items())
    )
    error = sum(abs(value - share) * count for value, share, count in shown) / max(1, len(tested))
    levels = []
    for level in LEVELS:
        above = [right for value, right in tested if value >= level]
        levels.append((level, 100 * sum(above) / len(above) if above else float("nan"), len(above)))
    return Reliability(len(tested), error, shown, tuple(levels))


def worst(seen: Iterable[Seen], fewest: int = 5) -> list[tuple[str, int, int]]:
    """Detectors that are right less often than the low level says: id, right, findings."""
    rights, counts = Counter[str](), Counter[str]()
    for one in seen:
        counts[one.detector] += 1
        rights[one.detector] += one.right
    found = [
        (name, rights[name], count)
        for name, count in counts.items()
        if count >= fewest and 100 * rights[name] < LOW_LEVEL * count
    ]
    return sorted(found, key=lambda row: row[1] / row[2])
