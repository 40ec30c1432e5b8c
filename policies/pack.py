"""A pack: rules, kinds and defaults for a regime or a trade, proved by its own cases.

What a kind means does not depend on which packs a client has chosen: the table of kinds is the union over all
installed packs. A pack that a client adds brings only rules and floors, and both can only tighten (law 7).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from policies.classes import UNKNOWN, DataClass, Sensitivity
from policies.decision import Action
from policies.model import CaseModel, CombinationModel, PackModel, RuleModel


@dataclass(frozen=True, slots=True)
class Pack:
    """One pack as its author wrote it; patterns of classes are resolved where a policy is compiled."""

    id: str
    name: str
    about: str
    as_of: str
    defaults: Mapping[Sensitivity, Action]
    classes: tuple[DataClass, ...]
    kinds: Mapping[str, tuple[str, ...]]
    rules: tuple[RuleModel, ...]
    cases: tuple[CaseModel, ...]
    combinations: tuple[CombinationModel, ...] = ()


@dataclass(frozen=True, slots=True)
class Library:
    """All installed packs, the taxonomy and the table of kinds."""

    packs: Mapping[str, Pack]
    classes: Mapping[str, DataClass]
    kinds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def pack_of(model: PackModel) -> Pack:
    """The pack of a file."""
    return Pack(
        id=model.pack,
        name=model.name,
        about=model.about,
        as_of=model.as_of,
        defaults=model.defaults,
        classes=tuple(
            DataClass(class_id, item.name, item.sensitivity, item.never)
            for class_id, item in model.classes.items()
        ),
        kinds={kind: tuple(sorted(set(classes))) for kind, classes in model.kinds.items()},
        rules=tuple(model.rules),
        cases=tuple(model.cases),
        combinations=tuple(model.combinations),
    )


def library_of(taxonomy: Iterable[DataClass], packs: Iterable[Pack]) -> Library:
    """Put packs together: the union of their classes and of what they say about kinds, in any order."""
    by_id = {pack.id: pack for pack in sorted(packs, key=lambda pack: pack.id)}
    classes = {UNKNOWN.id: UNKNOWN} | {item.id: item for item in taxonomy}
    kinds: dict[str, tuple[str, ...]] = {}
    for pack in by_id.values():
        classes |= {item.id: item for item in pack.classes}
        for kind, ids in pack.kinds.items():
            kinds[kind] = tuple(sorted({*kinds.get(kind, ()), *ids}))
    return Library(by_id, classes, kinds)
