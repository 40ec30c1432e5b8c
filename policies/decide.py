"""Decide: findings and a policy in, a decision out. Pure.

Rule 1: a finding is judged in every class its kind belongs to; ``ruling`` says how.
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
from classifiers.segment import Segment
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
from policies.policy import Policy
from policies.ruling import Ruling, classes_of, strictest_ruling
from policies.words import find_words

OPAQUE_RULE = "opaque"
UNREAD_RULE = "unread"

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
) -> Decision:
    """What happens with a request.

    ``service`` is an id of the catalogue, ``level`` says how well the request was read, ``opaque`` names
    parts that were not read. Any order of findings, rules and packs gives the same decision.
    """
    findings = sorted({*scan.findings, *scan.own, *find_words(policy, segments)})
    editable = {segment.place: segment.editable for segment in segments}
    counts = _counts(policy, findings, segments, service)
    memo: dict[tuple[str, float, str], Ruling] = {}
    judged: list[_Judged] = []
    for finding in findings:
        obstacle = _obstacle(policy, editable.get(finding.place, False), level)
        key = (finding.kind, finding.score, obstacle)
        if key not in memo:
            memo[key] = strictest_ruling(policy, finding.kind, service, finding.score, counts, obstacle)
        judged.append(_judged(policy, finding, memo[key]))
    unread = _unread_reasons(policy, scan, level, opaque)
    return _verdict(policy, judged, unread)


def _counts(
    policy: Policy, findings: Iterable[Finding], segments: Sequence[Segment], service: str
) -> Mapping[str, int]:
    """How many different values each rule sees. A history that is sent again does not count twice."""
    counting = [rule for rule in policy.rules if rule.at_least > 1 and rule.covers(service)]
    counts = {rule.id: 1 for rule in policy.rules if rule.at_least == 1}
    if not counting:
        return counts
    texts = {segment.place: segment.text for segment in segments}
    values: dict[str, set[object]] = {rule.id: set() for rule in counting}
    for finding in findings:
        text = texts.get(finding.place, "")[finding.start : finding.end]
        value: object = (finding.kind, text.casefold()) if text else finding
        classes = {item.id for item in classes_of(policy, finding.kind)}
        for rule in counting:
            if finding.score >= rule.confidence and not rule.classes.isdisjoint(classes):
                values[rule.id].add(value)
    return counts | {rule_id: len(seen) for rule_id, seen in values.items()}


def _obstacle(policy: Policy, editable: bool, level: Level) -> str:
    """Why a value in this place cannot be replaced; empty where it can."""
    if not editable:
        return "signed"
    if level is not Level.UNDERSTOOD and policy.generic is Action.BLOCK:
        return "generic"
    return ""


def _judged(policy: Policy, finding: Finding, ruling: Ruling) -> _Judged:
    classes = classes_of(policy, finding.kind)
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
        reasons.append(_not_read(OPAQUE_RULE, policy.opaque, parts))
    if scan.unread:
        reasons.append(_not_read(UNREAD_RULE, policy.opaque, len(set(scan.unread))))
    return reasons


def _not_read(rule: str, action: Action, count: int) -> Reason:
    what = (
        "A part of this request could not be read, such as an image or a file of an unknown format."
        if rule == OPAQUE_RULE
        else "A text of this request could not be checked to its end."
    )
    instead = {
        Action.BLOCK: "Send the content as plain text, or leave that part out.",
        Action.HOLD: "Wait for the decision, or send the content as plain text.",
    }.get(action, "")
    return Reason(rule, "", action, count, what, instead)


def _verdict(policy: Policy, judged: Sequence[_Judged], unread: Sequence[Reason]) -> Decision:
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
            return Allow(matches, reasons, policy.digest, open_tier)
        case Action.REDACT:
            return Redact(matches, reasons, policy.digest, open_tier, redactions)
        case Action.COACH:
            return Coach(matches, reasons, policy.digest, max(2, open_tier), redactions)
        case Action.HOLD:
            return Hold(matches, reasons, policy.digest, 3)
        case Action.BLOCK:
            return Block(matches, reasons, policy.digest, 1)
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
