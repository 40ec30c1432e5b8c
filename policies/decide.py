"""Decide: findings and a policy in, a decision out. Pure.

Rule 1: a finding is judged in every class its kind belongs to, and in those of the records it takes part in
        (``records``); ``ruling`` says how.
Rule 2: what would have to be replaced but cannot be (signed, or no way to turn the answer back) is blocked.
Rule 3: what was not read is never clean; the policy's ``opaque`` says what happens with it.
Rule 4: a policy that observes lets everything pass but credentials and texts that could not be scanned to
        the end.
Rule 5: the request gets the strictest action of all its findings and parts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from classifiers.finding import Finding, Scan
from classifiers.segment import Origin, Segment
from policies.classes import Sensitivity
from policies.decision import (
    Action,
    Allow,
    Block,
    Coach,
    Decision,
    Hold,
    Level,
    Match,
    Reason,
    Redact,
    strictest,
)
from policies.distinct import Distinct, Inside, anywhere
from policies.policy import Policy
from policies.records import records_of
from policies.ruling import Ruling, class_of, classes_of, strictest_ruling
from policies.volume import Volume
from policies.wording import Obstacle, of_unread
from policies.words import find_words

OPAQUE_RULE = "opaque"
UNREAD_RULE = "unread"

_NOTHING: frozenset[str] = frozenset()
_FIXED = {Origin.FILE: Obstacle.FILE, Origin.META: Obstacle.NAME}  # what stands there and cannot be edited
_REPLACING = (Action.REDACT, Action.COACH)


@dataclass(frozen=True, slots=True)
class _Judged:
    match: Match
    ruling: Ruling
    sensitivity: Sensitivity  # the highest of all classes of its kind
    never: bool


def decide(
    policy: Policy,
    scan: Scan,
    segments: Sequence[Segment],
    *,
    service: str,
    level: Level,
    opaque: Sequence[str] = (),
    inside: Inside = anywhere,
    counts: Mapping[str, int] | None = None,
) -> Decision:
    """What happens with a request.

    ``service`` is an id of the catalogue, ``level`` says how well the request was read, ``opaque`` names
    parts that were not read. Any order of findings, rules and packs gives the same decision.

    Of a part of something larger, ``inside`` says which findings are its own (others only stand near them), and
    ``counts`` how many different values each rule sees in the whole.
    """
    findings = sorted({*scan.findings, *scan.own, *find_words(policy, segments)})
    obstacles = {segment.place: _obstacle(policy, segment, level) for segment in segments}
    records = records_of(policy.combinations, findings, segments)
    findings = list(filter(inside, findings))
    distinct = Distinct(policy, findings, records, segments, inside)
    if counts is None:
        counts = distinct.of_rules(service)
    memo: dict[tuple[str, float, Obstacle | None, frozenset[str]], Ruling] = {}
    judged: list[_Judged] = []
    for finding in findings:
        obstacle = obstacles.get(finding.place, Obstacle.SIGNED)
        joined = records.members.get(finding, _NOTHING)
        key = (finding.kind, finding.score, obstacle, joined)
        if key not in memo:
            memo[key] = strictest_ruling(
                policy, finding.kind, service, finding.score, counts, obstacle, joined
            )
        judged.append(_judged(policy, finding, memo[key], joined))
    unread = _unread_reasons(policy, scan, level, opaque)
    return _verdict(policy, judged, unread, distinct.volume())


def _obstacle(policy: Policy, segment: Segment, level: Level) -> Obstacle | None:
    """Why a value in this place cannot be replaced; None where it can."""
    if not segment.editable:
        return _FIXED.get(segment.origin, Obstacle.SIGNED)
    if level is not Level.UNDERSTOOD and policy.generic is Action.BLOCK:
        return Obstacle.GENERIC
    return None


def _judged(policy: Policy, finding: Finding, ruling: Ruling, records: Iterable[str]) -> _Judged:
    classes = [*classes_of(policy, finding.kind), *(class_of(policy, class_id) for class_id in records)]
    return _Judged(
        match=Match(finding, ruling.class_id, ruling.by[0].rule, ruling.action),
        ruling=ruling,
        sensitivity=max((item.sensitivity for item in classes), key=lambda each: each.rank),
        never=any(item.never for item in classes),
    )


def _unread_reasons(policy: Policy, scan: Scan, level: Level, opaque: Sequence[str]) -> list[Reason]:
    reasons = []
    parts = len(opaque) or int(level is Level.OPAQUE)
    if parts:
        reasons.append(_not_read(OPAQUE_RULE, policy.opaque, parts, of_unread(opaque)))
    if scan.unread:
        what = "A text of this request could not be checked to its end."
        reasons.append(_not_read(UNREAD_RULE, policy.opaque, len(set(scan.unread)), what))
    return reasons


def _not_read(rule: str, action: Action, count: int, what: str) -> Reason:
    instead = {
        Action.BLOCK: "Send the content as plain text, or leave that part out.",
        Action.HOLD: "Wait for the decision, or send the content as plain text.",
    }.get(action, "")
    return Reason(rule, "", action, count, what, instead)


def _verdict(policy: Policy, judged: Sequence[_Judged], unread: Sequence[Reason], volume: Volume) -> Decision:
    matches = tuple(item.match for item in judged)
    reasons = _reasons(judged, unread)
    enforced = [item for item in judged if policy.mode == "enforce" or item.never]
    asked = [item.match.action for item in enforced]
    asked += [reason.action for reason in unread if policy.mode == "enforce" or reason.rule == UNREAD_RULE]
    action = strictest(asked)
    replaced = {item.match.finding for item in enforced if item.match.action in _REPLACING}
    redactions = tuple(sorted(replaced))
    released = any(
        item.sensitivity.rank >= 2 and item.match.finding not in replaced for item in judged
    ) or bool(unread)
    open_tier = 3 if released else 1
    match action:
        case Action.ALLOW:
            return Allow(matches, reasons, policy.digest, open_tier, volume=volume)
        case Action.REDACT:
            return Redact(matches, reasons, policy.digest, open_tier, redactions, volume=volume)
        case Action.COACH:
            return Coach(matches, reasons, policy.digest, max(2, open_tier), redactions, volume=volume)
        case Action.HOLD:
            return Hold(matches, reasons, policy.digest, 3, volume=volume)
        case Action.BLOCK:
            return Block(matches, reasons, policy.digest, 1, volume=volume)
        case _:
            assert_never(action)


def _reasons(judged: Sequence[_Judged], unread: Sequence[Reason]) -> tuple[Reason, ...]:
    counts: dict[tuple[str, str, str, Action, str, str], int] = {}
    for item in judged:
        for position, said in enumerate(item.ruling.by):
            rule = (said.rule, item.ruling.class_id, f"{position:03}")
            key = (*rule, item.match.action, said.because, said.instead)
            counts[key] = counts.get(key, 0) + 1
    found = [
        (position, Reason(rule, class_id, action, count, because, instead))
        for (rule, class_id, position, action, because, instead), count in counts.items()
    ]
    found += [("999", reason) for reason in unread]
    found.sort(
        key=lambda pair: (-pair[1].action.rank, pair[0], pair[1].rule, pair[1].class_id, pair[1].because)
    )
    return tuple(reason for _, reason in found)
