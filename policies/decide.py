"""Decide: findings and a policy in, a decision out. Pure.

Rule 1: a finding is judged in every class its kind belongs to, by every rule that matches; the strictest
        wins.
Rule 2: the default of a class's sensitivity is a floor below every rule, so that no rule can loosen (law 7).
Rule 3: an exemption caps what packs and defaults ask for; a client's own rules and credentials stand above
        it.
Rule 4: what would have to be replaced but cannot be (signed, or no way to turn the answer back) is blocked.
Rule 5: what was not read is never clean; the policy's ``opaque`` says what happens with it.
Rule 6: a policy that observes lets everything pass but credentials and texts that could not be scanned to
        the end.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from classifiers.finding import Finding, Scan
from classifiers.segment import Segment
from policies.classes import UNKNOWN, DataClass, Sensitivity
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
from policies.policy import Author, Exemption, Policy, Rule
from policies.wording import because_of, instead_of, with_obstacle
from policies.words import find_words

OPAQUE_RULE = "opaque"
UNREAD_RULE = "unread"
DEFAULT_RULE = "default"

_REPLACING = (Action.REDACT, Action.COACH)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the rules say about one class at one service, before the place of the finding matters.

    ``by`` are the rules that reached ``action``: rules of the client first, then of packs; or the one
    default or exemption.
    """

    class_id: str
    action: Action
    by: tuple[tuple[str, str, str], ...]  # rule id, because, instead


@dataclass(frozen=True, slots=True)
class _Judged:
    match: Match
    ruling: Ruling
    obstacle: str  # "", "signed" or "generic"
    item: DataClass  # the class that the ruling is about
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
    findings = sorted({*scan.findings, *find_words(policy, segments)})
    editable = {segment.place: segment.editable for segment in segments}
    counts = _counts(policy, findings, segments, service)
    memo: dict[tuple[str, float], Ruling] = {}
    judged: list[_Judged] = []
    for finding in findings:
        key = (finding.kind, finding.score)
        if key not in memo:
            memo[key] = strictest_ruling(policy, finding.kind, service, finding.score, counts)
        judged.append(_place(policy, finding, memo[key], editable.get(finding.place, False), level))
    unread = _unread_reasons(policy, scan, level, opaque)
    return _verdict(policy, judged, unread)


def strictest_ruling(
    policy: Policy, kind: str, service: str, score: float, counts: Mapping[str, int] | None = None
) -> Ruling:
    """The strictest ruling over all classes of a kind; of equal ones, that of the most sensitive class."""
    rulings = [
        ruling_on(policy, item, service, score, counts)
        for item in (class_of(policy, class_id) for class_id in policy.kinds.get(kind, (UNKNOWN.id,)))
    ]
    return min(
        rulings,
        key=lambda ruling: (
            -ruling.action.rank,
            -class_of(policy, ruling.class_id).sensitivity.rank,
            ruling.class_id,
        ),
    )


def class_of(policy: Policy, class_id: str) -> DataClass:
    """A class of the policy, or the class of unknown data."""
    return policy.classes.get(class_id, UNKNOWN)


def ruling_on(
    policy: Policy, item: DataClass, service: str, score: float, counts: Mapping[str, int] | None = None
) -> Ruling:
    """What a policy says about one class at one service. ``counts`` gives the different values per rule id;
    without it every rule that counts is taken as reached."""
    floor = policy.defaults[item.sensitivity]
    rules = [
        rule
        for rule in policy.rules
        if item.id in rule.classes
        and score >= rule.confidence
        and rule.covers(service)
        and (counts is None or counts.get(rule.id, 0) >= rule.at_least)
    ]
    pack = strictest([floor, *(rule.action for rule in rules if rule.author is Author.PACK)])
    own = strictest(rule.action for rule in rules if rule.author is Author.CLIENT)
    cap = _cap(policy, item, service)
    capped = cap is not None and cap.action.rank < pack.rank
    if capped and cap is not None:
        pack = cap.action
    action = strictest([pack, own])
    by = [rule for rule in rules if rule.action is action and not (capped and rule.author is Author.PACK)]
    by.sort(key=lambda rule: (rule.author, rule.id))
    texts = tuple((rule.id, _because(rule, item), rule.instead or instead_of(action)) for rule in by)
    if not texts and cap is not None and capped:
        texts = ((cap.id, cap.because, instead_of(action)),)
    if not texts:
        texts = ((f"{DEFAULT_RULE}/{item.sensitivity}", because_of(action, item), instead_of(action)),)
    return Ruling(item.id, action, texts)


def _because(rule: Rule, item: DataClass) -> str:
    return rule.because or because_of(rule.action, item)


def _cap(policy: Policy, item: DataClass, service: str) -> Exemption | None:
    if item.never:
        return None
    found = [each for each in policy.exemptions if item.id in each.classes and each.covers(service)]
    return min(found, key=lambda each: (-each.action.rank, each.id), default=None)


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
        classes = policy.kinds.get(finding.kind, (UNKNOWN.id,))
        for rule in counting:
            if finding.score >= rule.confidence and not rule.classes.isdisjoint(classes):
                values[rule.id].add(value)
    return counts | {rule_id: len(seen) for rule_id, seen in values.items()}


def _place(policy: Policy, finding: Finding, ruling: Ruling, editable: bool, level: Level) -> _Judged:
    classes = [class_of(policy, class_id) for class_id in policy.kinds.get(finding.kind, (UNKNOWN.id,))]
    action = ruling.action
    obstacle = ""
    if action in _REPLACING:
        if not editable:
            action, obstacle = Action.BLOCK, "signed"
        elif level is not Level.UNDERSTOOD and policy.generic is Action.BLOCK:
            action, obstacle = Action.BLOCK, "generic"
    return _Judged(
        match=Match(finding, ruling.class_id, ruling.by[0][0], action),
        ruling=ruling,
        obstacle=obstacle,
        item=class_of(policy, ruling.class_id),
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
        for position, (rule, because, instead) in enumerate(item.ruling.by):
            if item.obstacle:
                because, instead = with_obstacle(item.obstacle, item.item)
            key = (rule, item.ruling.class_id, f"{position:03}", item.match.action, because, instead)
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
