"""Compile: a client's policy and the library of packs become one frozen ``Policy``. Pure.

Rule 1: what could have no effect is a fault: a misspelt class, an empty family, a rule that a stricter one
        covers.
Rule 2: everything that is wrong is reported at once.
"""

import ipaddress
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from policies.accounts import AccountRules, rules_of, slips
from policies.classes import DataClass, Sensitivity
from policies.effect import moots
from policies.fault import PolicyFault, quoted
from policies.model import ClientModel, ExemptionModel, RuleModel
from policies.pack import Library, Pack
from policies.policy import Author, Combination, DataSet, Exemption, Network, Policy, Rule, Words, digest_of
from policies.resolve import at_or_above, combination_of, floors, kinds_of, matching, pack_rules
from policies.shape import suggestion
from policies.source import Path, Source
from policies.words import kind_of

_NOTHING = "This rule will have no effect"


class Compiler:
    """Compiles one file; ``faults`` fills while it works."""

    def __init__(
        self,
        source: Source,
        library: Library,
        services: Collection[str] = (),
        kept: Mapping[str, Sequence[int]] | None = None,
        data: Sequence[DataSet] = (),
    ) -> None:
        self.source = source
        self.library = library
        self.services = frozenset(services)
        self.kept = kept or {}  # the items of a list that are compiled, where some have no shape
        self.data = tuple(data)
        self.faults: list[PolicyFault] = []
        self.classes: dict[str, DataClass] = dict(library.classes)
        self.kinds: dict[str, tuple[str, ...]] = dict(library.kinds)

    def fault(self, path: Path, wrong: str, effect: str = "", mend: str = "", *, key: bool = False) -> None:
        """Note a fault at a path of the file."""
        self.faults.append(self.source.fault(self._in_file(path), wrong, effect, mend, key=key))

    def _in_file(self, path: Path) -> Path:
        """A path of the model as a path of the file."""
        if len(path) > 1 and isinstance(path[0], str) and isinstance(path[1], int) and path[0] in self.kept:
            return (path[0], self.kept[path[0]][path[1]], *path[2:])
        return path

    def _item(self, path: Path, index: int) -> Path:
        """The path of an item, or of the whole where one value stands instead of a list."""
        return (*path, index) if (*self._in_file(path), index) in self.source.values else path

    def client(self, model: ClientModel) -> Policy | None:
        """The policy of a client, or None where there are faults."""
        packs = self._packs(model)
        self._own_classes(model)
        self._own_kinds(model)
        words = self._words(model)
        self._own_data()
        self._unique("rules", [rule.id for rule in model.rules])
        self._unique("exceptions", [item.id for item in model.exceptions])
        self._unique("combinations", [item.id for item in model.combinations])
        own = [
            rule
            for index, item in enumerate(model.rules)
            if (rule := self.rule(item, ("rules", index), item.id, Author.CLIENT)) is not None
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
            combinations=self._combinations(model),
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
            if "rules" not in self.kept and "exceptions" not in self.kept:
                self._examples(model, policy)
        return None if self.faults else replace(policy, digest=digest_of(policy))

    def rule(self, item: RuleModel, path: Path, rule_id: str, author: Author) -> Rule | None:
        """A rule with its classes resolved, or None where there is a fault in it."""
        before = len(self.faults)
        classes: frozenset[str] = frozenset()
        if (item.classes is None) == (item.sensitivity is None):
            self.fault(
                path,
                "names neither classes nor a sensitivity"
                if item.classes is None
                else "names classes and a sensitivity",
                "" if item.classes is None else "It would not be clear which of them is meant",
                "Give one of them, such as 'classes: pii.contact' or 'sensitivity: S2'",
            )
        elif item.classes is not None:
            classes = self._resolve(item.classes, (*path, "classes"))
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

    def _own_classes(self, model: ClientModel) -> None:
        for class_id, item in model.classes.items():
            if class_id in self.library.classes:
                self.fault(
                    ("classes", class_id),
                    f"the class {quoted(class_id)} is there already",
                    "One of the two would silently do nothing",
                    "Give your class a name of its own, such as own." + class_id.rpartition(".")[2],
                    key=True,
                )
            else:
                self.classes[class_id] = DataClass(class_id, item.name, item.sensitivity, item.never)

    def _own_kinds(self, model: ClientModel) -> None:
        for kind, ids in model.kinds.items():
            for index, class_id in enumerate(ids):
                path = self._item(("kinds", kind), index)
                if class_id not in self.classes:
                    self._no_class(class_id, path)
                elif class_id in self.library.kinds.get(kind, ()):
                    self.fault(
                        path,
                        f"{kind} is of the class {class_id} already",
                        "This line will have no effect",
                        "Remove it",
                    )
            near = suggestion(kind, self.library.kinds)
            if kind not in self.library.kinds and near.startswith("Did you mean") and _one_off(kind, near):
                self.fault(
                    ("kinds", kind), f"no detector gives the kind {quoted(kind)}", _NOTHING, near, key=True
                )
            self.kinds[kind] = tuple(sorted({*self.library.kinds.get(kind, ()), *ids}))

    def _words(self, model: ClientModel) -> tuple[Words, ...]:
        found = []
        for class_id, terms in model.words.items():
            if class_id not in self.classes:
                self._no_class(class_id, ("words", class_id), key=True)
                continue
            kind = kind_of(class_id)
            self.kinds[kind] = tuple(sorted({*self.kinds.get(kind, ()), class_id}))
            found.append(Words(class_id, kind, tuple(sorted({" ".join(term.split()) for term in terms}))))
        return tuple(sorted(found, key=lambda words: words.class_id))

    def _combinations(self, model: ClientModel) -> tuple[Combination, ...]:
        """Those of all installed packs, as with kinds, and the client's own."""
        found = [
            combination_of(item, f"{pack.id}/{item.id}", self.classes, self.kinds)
            for pack in self.library.packs.values()
            for item in pack.combinations
        ]
        for index, item in enumerate(model.combinations):
            path: Path = ("combinations", index)
            if item.class_id not in self.classes:
                self._no_class(item.class_id, (*path, "class"))
            for number, options in enumerate(item.of):
                for position, name in enumerate(options):
                    if not kinds_of(name, self.classes, self.kinds):
                        self._no_kind(name, self._item((*path, "of", number), position))
            found.append(combination_of(item, item.id, self.classes, self.kinds))
        return tuple(sorted(found, key=lambda item: item.id))

    def _no_kind(self, name: str, path: Path) -> None:
        known = {*self.kinds, *self.classes}
        wrong = (
            f"nothing finds data of the class {quoted(name)}"
            if matching(name, self.classes)
            else f"there is no kind or class {quoted(name)}"
        )
        self.fault(path, wrong, "This combination would never be found", suggestion(name, known))

    def _own_data(self) -> None:
        """The kinds of registered data; those that packs know keep their classes."""
        for each in self.data:
            for kind, ids in each.kinds:
                for class_id in ids:
                    if class_id not in self.classes:
                        self.faults.append(
                            PolicyFault(
                                self.source.name,
                                0,
                                0,
                                "",
                                f"the data set {quoted(each.name)} is of the class {quoted(class_id)}, which is gone",
                                "Nobody could say what may happen with it",
                                "Define the class again under 'classes:', or remove the data set",
                            )
                        )
                self.kinds[kind] = tuple(sorted({*self.kinds.get(kind, ()), *ids}))

    def _exemption(self, item: ExemptionModel, path: Path) -> Exemption | None:
        before = len(self.faults)
        classes = self._resolve(item.classes, (*path, "classes"))
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

    def _resolve(self, patterns: Sequence[str], path: Path) -> frozenset[str]:
        classes: set[str] = set()
        for index, pattern in enumerate(patterns):
            found = matching(pattern, self.classes)
            if not found:
                self._no_class(pattern, self._item(path, index))
            classes |= found
        return frozenset(classes)

    def _no_class(self, class_id: str, path: Path, *, key: bool = False) -> None:
        families = {f"{known.partition('.')[0]}.*" for known in self.classes if "." in known}
        known = families if class_id.endswith("*") else set(self.classes)
        self.fault(
            path, f"there is no class {quoted(class_id)}", _NOTHING, suggestion(class_id, known), key=key
        )

    def _service_set(self, services: Sequence[str], path: Path) -> frozenset[str] | None:
        if "*" in services:
            return None
        for index, service in enumerate(services):
            if self.services and service not in self.services:
                self.fault(
                    self._item(path, index),
                    f"there is no service {quoted(service)} in the catalogue",
                    _NOTHING,
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
                    f"{quoted(each)} stands in {field}[{first[each]}] too",
                    "A record could not say which of them decided",
                    "Remove it" if item_is_id else "Give it an id of its own",
                )
            first.setdefault(each, index)

    def _may_tell_effects(self) -> bool:
        """Whether the faults so far leave enough to say which rules have no effect."""
        own = ("rules[", "exceptions[", "networks")
        return all(fault.field.startswith(own) and not fault.field.endswith(".id") for fault in self.faults)

    def _examples(self, model: ClientModel, policy: Policy) -> None:
        """An example that names a rule or a class which does not exist could never pass."""
        rules = {rule.id for rule in policy.rules}
        rules |= {item.id for item in model.rules} | {item.id for item in model.exceptions}
        rules |= {f"default/{level}" for level in Sensitivity} | {"opaque", "unread"}
        for index, example in enumerate(model.examples):
            if example.rule and example.rule not in rules:
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


def _one_off(kind: str, near: str) -> bool:
    """Whether a suggestion is so near that a slip is likelier than a detector of the client's own."""
    meant = near.removeprefix("Did you mean ").removesuffix("?")
    return (
        abs(len(meant) - len(kind)) <= 1 and sum(a != b for a, b in zip(kind, meant, strict=False)) <= 2
    ) or (sorted(meant) == sorted(kind))
