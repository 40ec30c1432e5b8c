"""Redact: findings become replacements by placeholders. Pure but for the tokens that it issues."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from classifiers.finding import Finding
from classifiers.segment import Origin, Segment
from policies.placeholders import Placeholders

# What a person wrote. A model may name a placeholder in what comes back as history (its signed thinking does): that one
# is ours already, and must stay the same.
_WRITTEN = frozenset((Origin.USER, Origin.SYSTEM, Origin.FILE))


class Replacement(NamedTuple):
    """Characters ``start`` to ``end`` of a place give way to ``token``."""

    place: int
    start: int
    end: int
    token: str


def redactions(
    segments: Sequence[Segment], findings: Iterable[Finding], placeholders: Placeholders
) -> list[Replacement]:
    """Replacements in the order of place and position; they never overlap.

    Findings that overlap become one replacement over all of them, named by the longest. Raises ValueError
    for a finding outside its text or in a part that must not be edited.
    """
    by_place = {segment.place: segment for segment in segments}
    for segment in segments:
        if segment.origin in _WRITTEN and segment.editable:
            placeholders.reserve(segment.text)
    result = []
    for place, start, end, kind in _spans(findings):
        target = by_place.get(place)
        if target is None or not target.editable or not 0 <= start < end <= len(target.text):
            raise ValueError(f"a finding in place {place} cannot be replaced")
        result.append(Replacement(place, start, end, placeholders.issue(kind, target.text[start:end])))
    return result


def _spans(findings: Iterable[Finding]) -> list[tuple[int, int, int, str]]:
    spans: list[tuple[int, int, int, str, int]] = []
    for finding in sorted(set(findings)):
        size = finding.end - finding.start
        if spans and spans[-1][0] == finding.place and finding.start < spans[-1][2]:
            place, start, end, kind, longest = spans[-1]
            name = min((-longest, kind), (-size, finding.kind))
            spans[-1] = (place, start, max(end, finding.end), name[1], -name[0])
        else:
            spans.append((finding.place, finding.start, finding.end, finding.kind, size))
    return [span[:4] for span in spans]
