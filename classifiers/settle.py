"""Settling: many raw hits in, one answer out, whatever the order in which they came.

The order, strongest first: verified before not verified; longer before shorter; of the same characters, the kind that
a user's own recognizer gives before ours; higher score; then kind, detector, start and end, so that the order is total.
Hits are taken in this order. A hit that meets taken ground keeps the part that is still free, so that settling never
uncovers a character that some detector found; of a text, white space at its ends is none. A value that was checked is
one by whatever kind it goes. What scores below the low level (65) is no finding.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Set
from dataclasses import replace

from classifiers.detector import Hit

LOW_LEVEL = 65.0


def settle(hits: Iterable[Hit], text: str | None = None) -> tuple[Hit, ...]:
    """Hits without overlap, sorted by place; with the ``text`` that they stand in without white space at their ends."""
    taken: list[Hit] = []
    starts: list[int] = []
    counted = {hit for hit in hits if hit.score >= LOW_LEVEL and hit.end > hit.start}
    checked = {(hit.start, hit.end) for hit in counted if hit.verified}
    users = {(hit.start, hit.end, hit.kind) for hit in counted if hit.is_foreign}
    for hit in sorted(counted, key=lambda hit: _strength(hit, checked, users)):
        for start, end in _free(hit.start, hit.end, taken, starts):
            if (start, end) != (hit.start, hit.end):
                part = _cut(hit, start, end)
            elif hit.verified or (start, end) not in checked:
                part = hit
            else:
                part = replace(hit, verified=True)
            index = bisect_right(starts, start)
            starts.insert(index, start)
            taken.insert(index, part)
    return tuple(taken) if text is None else tuple(_tidied(taken, text))


def _tidied(hits: Iterable[Hit], text: str) -> Iterator[Hit]:
    for hit in hits:
        start, end = hit.start, hit.end
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        if start < end:
            yield hit if (start, end) == (hit.start, hit.end) else replace(hit, start=start, end=end)


def outdone(hits: Iterable[Hit], settled: Iterable[Hit]) -> list[Hit]:
    """What a user's own recognizers found and settling gave to ours, and the other way round.

    A policy may speak of either kind; neither must hide the other from it.
    """
    hits = list(hits)
    theirs = [hit for hit in hits if hit.is_foreign]
    if not theirs:
        return []
    given = {(hit.start, hit.end, hit.kind) for hit in settled}
    ours = [hit for hit in hits if not hit.is_foreign]
    alone = (*settle(theirs), *settle(ours))
    return [hit for hit in alone if (hit.start, hit.end, hit.kind) not in given]


type _Span = tuple[int, int]
type _Named = tuple[int, int, str]


def _strength(
    hit: Hit, checked: Set[_Span], users: Set[_Named]
) -> tuple[bool, int, bool, bool, float, str, str, int, int]:
    return (
        (hit.start, hit.end) not in checked,
        hit.start - hit.end,
        (hit.start, hit.end, hit.kind) not in users,
        not hit.verified,
        -hit.score,
        hit.kind,
        hit.detector,
        hit.start,
        hit.end,
    )


def _free(start: int, end: int, taken: list[Hit], starts: list[int]) -> list[tuple[int, int]]:
    """The parts of a span that no taken hit covers."""
    free = []
    index = max(0, bisect_right(starts, start) - 1)
    while index < len(taken) and taken[index].start < end:
        other = taken[index]
        if other.end > start:
            if other.start > start:
                free.append((start, other.start))
            start = other.end
        index += 1
    if start < end:
        free.append((start, end))
    return free


def _cut(hit: Hit, start: int, end: int) -> Hit:
    # A part of a checked value is no longer a checked value.
    return Hit(start, end, hit.kind, hit.detector, hit.score, verified=False)
