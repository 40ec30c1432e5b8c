"""Records: values that stand near each other and together say more than each of them, such as a person's name, date of
birth and national number. Pure.

Rule 1: a combination is a list of sets of kinds; each record needs one finding of every set near its anchor, a finding
        of the first set. Whoever is near belongs to the record.
Rule 2: near means at most ``within`` characters apart, or in the same line. Texts of a request count as written one
        below the other in the order of the body, so that the fields of a form are near each other, too.
Rule 3: another finding can only add records and members (law 7). Order does not matter.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from classifiers.finding import Finding
from classifiers.segment import Segment
from policies.policy import Combination

# A table has wide rows, but a text of a megabyte without a line end is no row.
LONGEST_LINE = 2_000


@dataclass(frozen=True, slots=True)
class Records:
    """``members`` gives the classes that a finding has besides its own; ``anchors`` the first finding of each record
    by class."""

    members: Mapping[Finding, frozenset[str]] = field(default_factory=dict)
    anchors: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Spot:
    """A finding with its place in all texts written one below the other, and the line it stands in."""

    start: int
    end: int
    line: int  # where its line begins; lines that are too long have none: -1
    finding: Finding


def records_of(
    combinations: Sequence[Combination], findings: Iterable[Finding], segments: Sequence[Segment]
) -> Records:
    """Every record in a request. Cost grows with the findings that are near each other."""
    kinds = frozenset[str]().union(*(kinds for each in combinations for kinds in each.of))
    wanted = [finding for finding in findings if finding.kind in kinds]
    if not wanted:
        return Records()
    spots = _spots(wanted, segments)
    members: dict[Finding, set[str]] = {}
    anchors: dict[str, set[Finding]] = {}
    for each in combinations:
        inside = frozenset[str]().union(*each.of)
        mine = [spot for spot in spots if spot.finding.kind in inside]
        if any(not any(spot.finding.kind in kinds for spot in mine) for kinds in each.of):
            continue
        for anchor, near in _nearest(mine, each):
            anchors.setdefault(each.class_id, set()).add(anchor)
            for finding in near:
                members.setdefault(finding, set()).add(each.class_id)
    return Records(
        {finding: frozenset(classes) for finding, classes in members.items()},
        {class_id: tuple(sorted(found)) for class_id, found in anchors.items()},
    )


def _nearest(spots: Sequence[_Spot], each: Combination) -> Iterable[tuple[Finding, list[Finding]]]:
    """Each anchor that has all it needs near it, with everything of the combination that is near."""
    starts = [spot.start for spot in spots]
    longest = max(spot.end - spot.start for spot in spots)
    rows: dict[int, tuple[int, int]] = {}
    for index, spot in enumerate(spots):
        rows[spot.line] = (rows.get(spot.line, (index, index))[0], index)
    for anchor in spots:
        if anchor.finding.kind not in each.of[0]:
            continue
        low = bisect_left(starts, anchor.start - each.within - longest)
        high = bisect_right(starts, anchor.end + each.within)
        if anchor.line >= 0:
            low, high = min(low, rows[anchor.line][0]), max(high, rows[anchor.line][1] + 1)
        near = [
            spot.finding
            for spot in spots[low:high]
            if (spot.start - anchor.end <= each.within and anchor.start - spot.end <= each.within)
            or (spot.line == anchor.line and spot.line >= 0)
        ]
        if _complete(anchor.finding, near, each.of[1:]):
            yield anchor.finding, near


def _complete(anchor: Finding, near: Sequence[Finding], sets: Sequence[frozenset[str]]) -> bool:
    """Whether the anchor and different other findings fill all sets; sets may share kinds."""
    return _filled([finding for finding in near if finding != anchor], sets)


def _filled(left: Sequence[Finding], sets: Sequence[frozenset[str]]) -> bool:
    # A matching of at most a few sets: each in turn takes any finding, or moves one that another set has taken.
    taken: dict[int, int] = {}

    def fill(number: int, tried: set[int]) -> bool:
        for index, finding in enumerate(left):
            if finding.kind in sets[number] and index not in tried:
                tried.add(index)
                if index not in taken or fill(taken[index], tried):
                    taken[index] = number
                    return True
        return False

    return all(fill(number, set()) for number in range(len(sets)))


def _spots(findings: Iterable[Finding], segments: Sequence[Segment]) -> list[_Spot]:
    """Findings with their places in all texts, in order."""
    by_place: dict[int, list[Finding]] = {}
    for finding in findings:
        by_place.setdefault(finding.place, []).append(finding)
    spots, offset = [], 0
    for segment in sorted(segments, key=lambda segment: segment.place):
        for finding in by_place.pop(segment.place, ()):
            spots.append(
                _Spot(
                    offset + finding.start,
                    offset + finding.end,
                    _line(segment.text, finding, offset),
                    finding,
                )
            )
        offset += len(segment.text) + 1
    spots.sort(key=lambda spot: (spot.start, spot.end, spot.finding))
    return spots


def _line(text: str, finding: Finding, offset: int) -> int:
    """Where the line of a finding begins, counted over all texts; -1 where it is too long to be a row."""
    begin = text.rfind("\n", max(0, finding.start - LONGEST_LINE), finding.start) + 1
    if begin == 0 and finding.start > LONGEST_LINE:
        return -1
    end = text.find("\n", finding.end, begin + LONGEST_LINE)
    if end < 0 and len(text) - begin > LONGEST_LINE:
        return -1
    return offset + begin
