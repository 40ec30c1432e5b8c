"""Compile: a client's policy and the library of packs become one frozen ``Policy``. Pure.

Rule 1: what could have no effect is a fault: a misspelt class, an empty family, a rule that a stricter one
        covers.
Rule 2: everything that is wrong is reported at once.
"""

import ipaddress
from collections.abc import Collection, Sequence
from dataclasses import replace

from policies.accounts import AccountRules, rules_of, slips
from policies.classes import Sensitivity
from policies.effect import moots
from policies.fault import quoted
from policies.model import ClientModel, ExemptionModel, RuleModel
from policies.pack import Library, Pack
from policies.policy import Author, DataSet, Exemption, Network, Policy, Rule, digest_of
from policies.remainder import WHOLE, Rest
from policies.resolve import at_or_above, floors, pack_rules
from policies.shape import suggestion
from policies.source import Path, Source, field_name
from policies.vocabulary import NOTHING, Vocabulary


class Compiler(Vocabulary):
    """Compiles one file; ``faults`` fills while it works."""

    def __init__(
        self,
        source: Source,
        library: Library,
        services: Collection[str] = (),
        data: Sequence[DataSet] = (),
        rest: Rest = WHOLE,
    ) -> None:
        super().__init__(source, library, data, rest)
        self.services = frozenset(services)

    def client(self, model: ClientModel) -> Policy | None:
        """The policy of a client, or None where there are faults."""
        packs = self._packs(model)
        self.own_classes(model)
        self.own_kinds(model)
        words = self.own_words(model)
        self.own_data()
        self._unique("rules", [rule.id for rule in model.rules])
        self._unique("exceptions", [item.id for item in model.exceptions])
        self._unique("combinations", [item.id for item in model.combinations])
        own = [
            rule
            for index, item in enumerate(model.rules)
            if (rule := self.rule(item, ("rules", index), item.id, Author.CLIENT)) is not None
            and not self.rest.touches(("rules", index))
        ]
        from_packs = [rule for pack in packs for rule in pack_rules(pack, self.classes)]
        exemptions = [
            item
            for index, each in enumerate(model.exceptions)
            if (item := self._exemption(each, ("exceptions", index))) is not None
        ]
        policy = Policy(
            client=model.client,
            name=model.name,
            mode=model.mode,
            packs=tuple(sorted({pack.id for pack in packs})),
            networks=self._networks(model),
            vault_days=model.vault_days,
            opaque=model.opaque,
            generic=model.generic,
            redacted_pdf=model.redacted_pdf,
            answers=model.answers,
            defaults=floors(packs),
            classes=dict(sorted(self.classes.items())),
            kinds=dict(sorted(self.kinds.items())),
            rules=tuple(sorted([*own, *from_packs], key=lambda rule: rule.id)),
            exemptions=tuple(sorted(exemptions, key=lambda item: item.id)),
            words=words,
            combinations=self.combinations(model),
            data=self.data,
            accounts=self._accounts(model),
            uninterceptable=model.uninterceptable,
            discover=model.discover,
            sample_hosts=frozenset(model.sample_hosts),
        )
        if self._may_tell_effects():
            rules, exceptions = [item.id for item in model.rules], [item.id for item in model.exceptions]
            for moot in moots(policy, rules, exceptions):
                self.fault((moot.field, moot.index), moot.wrong, moot.effect, moot.mend)
        self._examples(model, policy)
        return None if self.faults else replace(policy, digest=digest_of(policy))

    def rule(self, item: RuleModel, path: Path, rule_id: str, author: Author) -> Rule | None:
        """A rule with its classes resolved, or None where there is a fault in it."""
        before = len(self.faults)
        classes: frozenset[str] = frozenset()
        if (item.classes is None) == (item.sensitivity is None):
            if self.rest.touches(path):
                return None  # what it names may be what was taken out
            self.fault(
                path,
                "names neither classes nor a sensitivity"
                if item.classes is None
                else "names classes and a sensitivity",
                "" if item.classes is None else "It would not be clear which of them is meant",
                "Give one of them, such as 'classes: pii.contact' or 'sensitivity: S2'",
            )
        elif item.classes is not None:
            classes = self.resolve(item.classes, (*path, "classes"))
        elif item.sensitivity is not None:
            classes = at_or_above(item.sensitivity, self.classes.values())
        services = self._service_set(item.services, (*path, "services"))
        if len(self.faults) > before:
            return None
        confidence = item.confidence
        return Rule(
            rule_id,
            author,
            classes,
            services,
            confidence,
            item.at_least,
            item.action,
            item.because,
            item.instead,
        )

    def _accounts(self, model: ClientModel) -> AccountRules:
        for path, wrong, effect, mend in slips(model.accounts):
            # Of an organisation and its owner, one may be what was taken out.
            if not any(
                self.rest.touches(("accounts", name, path[1])) for name in ("organisations", "owners")
            ):
                self.fault(("accounts", *path), wrong, effect, mend)
        return rules_of(model.accounts)

    def _packs(self, model: ClientModel) -> list[Pack]:
        found = []
        for index, name in enumerate(model.packs):
            pack = self.library.packs.get(name)
            if pack is None:
                self.fault(
                    ("packs", index),
                    f"there is no pack {quoted(name)}",
                    "Its rules would not apply",
                    suggestion(name, self.library.packs),
                )
            else:
                found.append(pack)
        self._unique("packs", list(model.packs), item_is_id=True)
        return found

    def _exemption(self, item: ExemptionModel, path: Path) -> Exemption | None:
        before = len(self.faults)
        classes = self.resolve(item.classes, (*path, "classes"))
        never = sorted(class_id for class_id in classes if self.classes[class_id].never)
        if never:
            self.fault(
                (*path, "classes"),
                f"{', '.join(never)} can never leave",
                "The exception would have no effect there",
                "Name the other classes one by one",
            )
        services = self._service_set(item.services, (*path, "services"))
        if len(self.faults) > before:
            return None
        return Exemption(item.id, classes, services, item.action, item.because)

    def _service_set(self, services: Sequence[str], path: Path) -> frozenset[str] | None:
        if "*" in services:
            return None
        for index, service in enumerate(services):
            if self.services and service not in self.services:
                self.fault(
                    self.item(path, index),
                    f"there is no service {quoted(service)} in the catalogue",
                    NOTHING,
                    suggestion(service, self.services),
                )
        return frozenset(services)

    def _networks(self, model: ClientModel) -> tuple[Network, ...]:
        found: list[Network] = []
        for index, text in enumerate(model.networks):
            path: Path = ("networks", index)
            try:
                network = ipaddress.ip_network(text)
            except ValueError:
                try:
                    meant = f"Did you mean {ipaddress.ip_network(text, strict=False)}?"
                except ValueError:
                    meant = "Write it as 10.1.0.0/16 or 2001:db8::/32"
                self.fault(path, f"{quoted(text)} is not a network", "Nobody would be found by it", meant)
                continue
            if network in found:
                self.fault(
                    path, f"{quoted(text)} stands twice here", "The second one has no effect", "Remove it"
                )
            found.append(network)
        return tuple(found)

    def _unique(self, field: str, ids: Sequence[str], *, item_is_id: bool = False) -> None:
        first: dict[str, int] = {}
        for index, each in enumerate(ids):
            path: Path = (field, index) if item_is_id else (field, index, "id")
            if each in first:
                self.fault(
                    path,
                    f"{quoted(each)} stands in {field_name(self.rest.in_file((field, first[each])))} too",
                    "A record could not say which of them decided",
                    "Remove it" if item_is_id else "Give it an id of its own",
                )
            first.setdefault(each, index)

    def _may_tell_effects(self) -> bool:
        """Whether the faults so far leave enough to say which rules have no effect."""
        own = ("rules[", "exceptions[", "networks", "accounts")
        return self.rest.tells_effects and all(
            fault.field.startswith(own) and not fault.field.endswith(".id") for fault in self.faults
        )

    def _examples(self, model: ClientModel, policy: Policy) -> None:
        """An example that names a rule or a class which does not exist could never pass."""
        rules = {rule.id for rule in policy.rules}
        rules |= {item.id for item in model.rules} | {item.id for item in model.exceptions}
        rules |= {f"default/{level}" for level in Sensitivity} | {"opaque", "unread"}
        tells_rules = self.rest.has_all("rules", "exceptions", "packs") and not any(
            fault.field.startswith("packs") for fault in self.faults
        )
        for index, example in enumerate(model.examples):
            if example.rule and example.rule not in rules and tells_rules:
                self.fault(
                    ("examples", index, "rule"),
                    f"there is no rule {quoted(example.rule)}",
                    "This example could never pass",
                    suggestion(example.rule, rules),
                )
            if example.class_id and example.class_id not in policy.classes:
                self.fault(
                    ("examples", index, "class"),
                    f"there is no class {quoted(example.class_id)}",
                    "This example could never pass",
                    suggestion(example.class_id, policy.classes),
                )
            if self.services and example.service != "any" and example.service not in self.services:
                self._service_set([example.service], ("examples", index, "service"))
