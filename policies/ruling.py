"""A ruling: what the rules of a policy say about one class of data at one service. Pure.

Rule 1: of everything that matches, the strictest wins; the default of the class's sensitivity is the floor.
Rule 2: an exemption caps what packs and defaults ask for; a client's own rules stand above it, and
        credentials know no exemption.
Rule 3: where a value cannot be replaced, everything that asks for a replacement asks for a block, before the
        strictest is chosen: so a hold cannot open what a redaction would have closed (law 7).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from policies.classes import UNKNOWN, DataClass
from policies.decision import Action, strictest
from policies.policy import Author, Exemption, Policy, Rule
from policies.wording import Obstacle, because_of, instead_of, with_obstacle

DEFAULT_RULE = "default"

_REPLACING = (Action.REDACT, Action.COACH)


@dataclass(frozen=True, slots=True)
class Said:
    """A rule that reached the action of a ruling, with its words for a person."""

    rule: str
    because: str
    instead: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """The action for one class.

    ``by`` are the rules that reached it: a client's first, then those of packs; or the exemption or default.
    """

    class_id: str
    action: Action
    by: tuple[Said, ...]


def class_of(policy: Policy, class_id: str) -> DataClass:
    """A class of the policy, or the class of unknown data."""
    return policy.classes.get(class_id, UNKNOWN)


def classes_of(policy: Policy, kind: str) -> list[DataClass]:
    """The classes of a kind; a kind that nobody mapped is unknown data."""
    return [class_of(policy, class_id) for class_id in policy.kinds.get(kind, (UNKNOWN.id,))]


def strictest_ruling(
    policy: Policy,
    kind: str,
    service: str,
    score: float,
    counts: Mapping[str, int],
    obstacle: Obstacle | None = None,
    records: Collection[str] = (),
) -> Ruling:
    """The strictest ruling over all classes of a kind and the ``records`` it takes part in.

    Of equal ones that of the kind's own class, and of the most sensitive one.
    """
    own = classes_of(policy, kind)
    joined = [class_of(policy, class_id) for class_id in sorted(records)]
    ruled = [
        (-ruling.action.rank, number, -item.sensitivity.rank, item.id, ruling)
        for number, items in enumerate((own, joined))
        for item in items
        for ruling in (ruling_on(policy, item, service, score, counts, obstacle),)
    ]
    return min(ruled, key=lambda row: row[:4])[4]


def ruling_on(
    policy: Policy,
    item: DataClass,
    service: str,
    score: float,
    counts: Mapping[str, int] | None = None,
    obstacle: Obstacle | None = None,
) -> Ruling:
    """What a policy says about one class at one service.

    ``counts`` gives the different values per rule id; without it every rule that counts is taken as reached.
    ``obstacle`` says why nothing can be replaced there, None that it can.
    """
    rules = [
        rule
        for rule in policy.rules
        if item.id in rule.classes
        and score >= rule.confidence
        and rule.covers(service)
        and (counts is None or counts.get(rule.id, 0) >= rule.at_least)
    ]
    floor = policy.defaults[item.sensitivity]
    from_packs = [floor, *(rule.action for rule in rules if rule.author is Author.PACK)]
    pack = strictest(_asked(action, obstacle) for action in from_packs)
    own = strictest(_asked(rule.action, obstacle) for rule in rules if rule.author is Author.CLIENT)
    cap = _cap(policy, item, service)
    capped = cap is not None and _asked(cap.action, obstacle).rank < pack.rank
    if cap is not None and capped:
        pack = _asked(cap.action, obstacle)
    action = strictest([pack, own])
    by = [rule for rule in rules if not (capped and rule.author is Author.PACK)]
    plain = [rule for rule in by if rule.action is action]
    forced = [rule for rule in by if rule.action is not action and _asked(rule.action, obstacle) is action]
    said = [_said(rule, item) for rule in sorted(plain, key=_client_first)]
    if not said:
        said = [_forced(rule.id, obstacle, item) for rule in sorted(forced, key=_client_first)]
    if not said and cap is not None and capped:
        lifted = cap.action is action
        said = [Said(cap.id, cap.because, instead_of(action)) if lifted else _forced(cap.id, obstacle, item)]
    if not said:
        name = f"{DEFAULT_RULE}/{item.sensitivity}"
        own_words = floor is action
        said = [
            Said(name, because_of(action, item), instead_of(action))
            if own_words
            else _forced(name, obstacle, item)
        ]
    return Ruling(item.id, action, tuple(said))


def _asked(action: Action, obstacle: Obstacle | None) -> Action:
    return Action.BLOCK if obstacle and action in _REPLACING else action


def _client_first(rule: Rule) -> tuple[str, str]:
    return (rule.author.value, rule.id)


def _said(rule: Rule, item: DataClass) -> Said:
    return Said(
        rule.id, rule.because or because_of(rule.action, item), rule.instead or instead_of(rule.action)
    )


def _forced(name: str, obstacle: Obstacle | None, item: DataClass) -> Said:
    return Said(name, *with_obstacle(obstacle or Obstacle.SIGNED, item))


def _cap(policy: Policy, item: DataClass, service: str) -> Exemption | None:
    if item.never:
        return None
    found = [each for each in policy.exemptions if item.id in each.classes and each.covers(service)]
    return min(found, key=lambda each: (-each.action.rank, each.id), default=None)
