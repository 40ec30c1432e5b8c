"""Find rules and exceptions of a client that could never change a decision. Pure.

A rule that silently does nothing is worse than none: its author believes to be protected.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from policies.decision import Action, strictest
from policies.policy import Author, Exemption, Policy, Rule


@dataclass(frozen=True, slots=True)
class Moot:
    """A rule or an exception without effect: where it stands, why, what would happen, what to do."""

    field: Literal["rules", "exceptions"]
    index: int
    wrong: str
    effect: str
    mend: str


def moots(policy: Policy, rules: Sequence[str], exceptions: Sequence[str]) -> Iterator[Moot]:
    """All of them; ``rules`` and ``exceptions`` are the client's ids in the order of the file.

    An id that the policy does not hold is left out: it is at fault in another way.
    """
    by_id = {rule.id: rule for rule in policy.rules}
    findable = {class_id for ids in policy.kinds.values() for class_id in ids} | {"unknown"}
    findable |= {item.class_id for item in policy.combinations}
    for index, rule_id in enumerate(rules):
        rule = by_id.get(rule_id)
        if rule is None:
            continue
        if rule.classes.isdisjoint(findable):
            yield Moot(
                "rules",
                index,
                f"this rule will have no effect because nothing finds {', '.join(sorted(rule.classes))}",
                "Data of that class would pass unseen",
                "List words for it under 'words:', or map a kind to it under 'kinds:'",
            )
            continue
        earlier = set(rules[:index])
        causes = {_cause(policy, rule, class_id, earlier) for class_id in rule.classes}
        if "" not in causes:
            yield Moot(
                "rules",
                index,
                f"this rule will have no effect because {' and '.join(sorted(causes))}",
                "The strictest rule wins",
                "Remove it" if _final(policy, rule) else "To allow more than a pack does, use 'exceptions:'",
            )
    by_exception = {item.id: item for item in policy.exemptions}
    for index, exception_id in enumerate(exceptions):
        item = by_exception.get(exception_id)
        if item is not None and not any(_pack_asks_more(policy, item, class_id) for class_id in item.classes):
            yield Moot(
                "exceptions",
                index,
                "this exception will have no effect because no pack is stricter there",
                "It would only look as if something were allowed",
                "Remove it",
            )


def _final(policy: Policy, rule: Rule) -> bool:
    """Whether no exception could give the rule an effect."""
    return rule.action is Action.BLOCK or all(policy.classes[class_id].never for class_id in rule.classes)


def _cause(policy: Policy, rule: Rule, class_id: str, earlier: set[str]) -> str:
    """Who makes the rule moot for one class, in words; empty where the rule counts."""
    item = policy.classes[class_id]
    floor = policy.defaults[item.sensitivity]
    exempt = any(class_id in each.classes for each in policy.exemptions) and not item.never
    if floor.rank > rule.action.rank and not exempt:
        return f"the default of {item.sensitivity} is {floor}"
    for other in policy.rules:
        if other.id == rule.id or class_id not in other.classes or not _wider(other, rule):
            continue
        if other.author is Author.PACK and exempt:
            continue
        if other.action.rank > rule.action.rank:
            return f"rule {other.id} asks for {other.action} wherever this one applies"
        if other.id in earlier and other.action is rule.action and other.classes == rule.classes:
            return f"rule {other.id} says the same"
    return ""


def _wider(other: Rule, rule: Rule) -> bool:
    """Whether ``other`` applies wherever ``rule`` does (classes aside)."""
    services = other.services is None or (rule.services is not None and rule.services <= other.services)
    return services and other.confidence <= rule.confidence and other.at_least <= rule.at_least


def _pack_asks_more(policy: Policy, exemption: Exemption, class_id: str) -> bool:
    asked: list[Action] = [policy.defaults[policy.classes[class_id].sensitivity]]
    asked += [
        rule.action
        for rule in policy.rules
        if rule.author is Author.PACK
        and class_id in rule.classes
        and (
            rule.services is None
            or exemption.services is None
            or not rule.services.isdisjoint(exemption.services)
        )
    ]
    return strictest(asked).rank > exemption.action.rank
