"""A policy as a table, and what two policies decide differently. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from policies.classes import DataClass
from policies.decision import Action
from policies.policy import Combination, DataSet, Exemption, Policy, Rule
from policies.ruling import class_of, ruling_on

_CERTAIN = 100.0


@dataclass(frozen=True, slots=True)
class Standing:
    """What happens with certain findings of one class, and under what condition."""

    item: DataClass
    action: Action
    rule: str
    when: str  # "from 10 values on"; empty for always


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs between the policies A and B; "-" stands for what one of them lacks."""

    what: str
    where: str
    a: str
    b: str


def standings(policy: Policy, service: str) -> list[Standing]:
    """What a policy says about every class that something can find, the most sensitive first."""
    found = {class_id for classes in policy.kinds.values() for class_id in classes} | {"unknown"}
    found |= {item.class_id for item in policy.combinations}
    rules = {rule.id: rule for rule in policy.rules}
    rows = []
    for class_id in found:
        item = class_of(policy, class_id)
        ruling = ruling_on(policy, item, service, _CERTAIN)
        name = ruling.by[0].rule
        rows.append(Standing(item, ruling.action, name, _condition(rules.get(name))))
    return sorted(rows, key=lambda row: (-row.item.sensitivity.rank, row.item.id))


def differences(one: Policy, two: Policy) -> list[Difference]:
    """Settings, then rules, then actions by class and service."""
    return [*_settings(one, two), *_rules(one, two), *_actions(one, two)]


def _settings(one: Policy, two: Policy) -> Iterator[Difference]:
    names = (
        "mode",
        "opaque",
        "generic",
        "redacted_pdf",
        "answers",
        "uninterceptable",
        "discover",
        "vault_days",
    )
    for name in names:
        a, b = str(getattr(one, name)), str(getattr(two, name))
        if a != b:
            yield Difference("setting", name, a, b)
    for name, a, b in (
        ("packs", ", ".join(one.packs), ", ".join(two.packs)),
        ("networks", _networks(one), _networks(two)),
        ("sample_hosts", ", ".join(sorted(one.sample_hosts)), ", ".join(sorted(two.sample_hosts))),
    ):
        if a != b:
            yield Difference("setting", name, a or "-", b or "-")
    accounts_one, accounts_two = _accounts(one), _accounts(two)
    for name in sorted({*accounts_one, *accounts_two}):
        a, b = accounts_one.get(name, "-"), accounts_two.get(name, "-")
        if a != b:
            yield Difference("accounts", name, a, b)
    words_one = {words.class_id: set(words.terms) for words in one.words}
    words_two = {words.class_id: set(words.terms) for words in two.words}
    for class_id in sorted({*words_one, *words_two}):
        a_terms, b_terms = words_one.get(class_id, set()), words_two.get(class_id, set())
        if a_terms != b_terms:
            yield Difference(
                "words",
                class_id,
                f"{len(a_terms - b_terms)} only here",
                f"{len(b_terms - a_terms)} only here",
            )
    together = [{item.id: _together(item) for item in policy.combinations} for policy in (one, two)]
    for name in sorted({*together[0], *together[1]}):
        a, b = together[0].get(name, "-"), together[1].get(name, "-")
        if a != b:
            yield Difference("combination", name, a, b)
    data_one, data_two = ({each.name: each for each in policy.data} for policy in (one, two))
    for name in sorted({*data_one, *data_two}):
        first, second = data_one.get(name), data_two.get(name)
        if (first and first.digest) != (second and second.digest):
            yield Difference("data", name, _held(first), _held(second))
    kinds = sorted(kind for kind in {*one.kinds, *two.kinds} if one.kinds.get(kind) != two.kinds.get(kind))
    for kind in kinds:
        yield Difference(
            "kind", kind, ", ".join(one.kinds.get(kind, ())) or "-", ", ".join(two.kinds.get(kind, ())) or "-"
        )


def _accounts(policy: Policy) -> dict[str, str]:
    """What a policy says about accounts, by name; ids of organisations are shown, they are no secrets."""
    rules = policy.accounts
    found = {"personal": rules.personal.value, "unknown": rules.unknown.value}
    found |= {name: ", ".join(ids) for name, ids in rules.organisations.items()}
    return found | {f"{name} owner": owner for name, owner in rules.owners.items()}


def _together(item: Combination) -> str:
    sets = " with ".join(" or ".join(sorted(kinds)) for kinds in item.of)
    return f"{item.class_id}: {sets} within {item.within}"


def _held(data: DataSet | None) -> str:
    return f"{data.count:,} {data.form}, digest {data.digest[:16]}" if data else "-"


def _networks(policy: Policy) -> str:
    return ", ".join(sorted(str(network) for network in policy.networks))


def _rules(one: Policy, two: Policy) -> Iterator[Difference]:
    tables = [
        {f"exception {item.id}": _said(item) for item in policy.exemptions}
        | {f"rule {item.id}": _said(item) for item in policy.rules}
        for policy in (one, two)
    ]
    for name in sorted({*tables[0], *tables[1]}):
        a, b = tables[0].get(name, "-"), tables[1].get(name, "-")
        if a != b:
            what, _, where = name.partition(" ")
            yield Difference(what, where, a, b)


def _said(item: Rule | Exemption) -> str:
    parts = [item.action.value, ", ".join(sorted(item.classes))]
    if item.services is not None:
        parts.append("at " + ", ".join(sorted(item.services)))
    condition = _condition(item) if isinstance(item, Rule) else ""
    return "; ".join([*parts, condition] if condition else parts)


def _condition(rule: Rule | None) -> str:
    if rule is None:
        return ""
    parts = [f"from {rule.at_least} values on"] if rule.at_least > 1 else []
    if rule.confidence:
        parts.append(f"confidence {rule.confidence:g} or more")
    return ", ".join(parts)


def _actions(one: Policy, two: Policy) -> Iterator[Difference]:
    services = {"any"}
    for policy in (one, two):
        for rule in policy.rules:
            services |= rule.services or set()
        for exemption in policy.exemptions:
            services |= exemption.services or set()
    for class_id in sorted({*one.classes, *two.classes}):
        rows = [(each, _asked(one, class_id, each), _asked(two, class_id, each)) for each in sorted(services)]
        if len({row[1:] for row in rows}) == 1:
            rows = [("every service", *rows[0][1:])]
        for service, left, right in rows:
            if left != right:
                where = "other services" if service == "any" else service
                yield Difference("action", f"{class_id}, {where}", left, right)


def _asked(policy: Policy, class_id: str, service: str) -> str:
    item = policy.classes.get(class_id)
    return str(ruling_on(policy, item, service, _CERTAIN).action) if item else "-"
