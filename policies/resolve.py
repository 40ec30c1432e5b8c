"""Resolve what packs and patterns name: classes, the rules of a pack, the floors of several packs. Pure."""

from collections.abc import Iterable, Mapping

from policies.classes import DataClass, Sensitivity
from policies.decision import Action, strictest
from policies.model import CombinationModel
from policies.pack import Pack
from policies.policy import Author, Combination, Rule


def pack_rules(pack: Pack, classes: dict[str, DataClass]) -> list[Rule]:
    """The rules of a pack with their classes resolved against everything that is known."""
    found = []
    for item in pack.rules:
        if item.classes is not None:
            ids = frozenset(class_id for pattern in item.classes for class_id in matching(pattern, classes))
        else:
            ids = at_or_above(item.sensitivity or Sensitivity.PUBLIC, classes.values())
        confidence = item.confidence
        services = None if "*" in item.services else frozenset(item.services)
        found.append(
            Rule(
                f"{pack.id}/{item.id}",
                Author.PACK,
                ids,
                services,
                confidence,
                item.at_least,
                item.action,
                item.because,
                item.instead,
            )
        )
    return found


def combination_of(
    item: CombinationModel, name: str, classes: Iterable[str], kinds: Mapping[str, tuple[str, ...]]
) -> Combination:
    """A combination with its classes resolved to the kinds that mean them. A set may come out empty."""
    known = list(classes)
    return Combination(
        name,
        item.class_id,
        item.within,
        tuple(
            frozenset(kind for one in options for kind in kinds_of(one, known, kinds)) for options in item.of
        ),
    )


def kinds_of(name: str, classes: Iterable[str], kinds: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """The kinds that a name stands for: a kind itself, or all kinds of a class or a family of classes."""
    if name in kinds:
        return frozenset({name})
    found = matching(name, classes)
    return frozenset(kind for kind, ids in kinds.items() if not found.isdisjoint(ids))


def floors(packs: Iterable[Pack]) -> dict[Sensitivity, Action]:
    """The strictest default of each sensitivity over all packs; a higher sensitivity is never looser."""
    chosen = list(packs)
    result: dict[Sensitivity, Action] = {}
    below = Action.ALLOW
    for level in Sensitivity:
        below = strictest([below, *(pack.defaults[level] for pack in chosen if level in pack.defaults)])
        result[level] = below
    return result


def matching(pattern: str, classes: Iterable[str]) -> frozenset[str]:
    """The classes that a pattern names: one id, a family ("secret.*"), or all ("*")."""
    if pattern == "*":
        return frozenset(classes)
    if pattern.endswith(".*"):
        return frozenset(class_id for class_id in classes if class_id.startswith(pattern[:-1]))
    return frozenset(class_id for class_id in classes if class_id == pattern)


def at_or_above(level: Sensitivity, classes: Iterable[DataClass]) -> frozenset[str]:
    """The classes of a sensitivity or a higher one."""
    return frozenset(item.id for item in classes if item.sensitivity.rank >= level.rank)
