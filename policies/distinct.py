"""Distinct: how many different values a request holds, for rules that count and for its volume. Pure.

A history that is sent again does not count twice: what counts is the kind and the spelling, not the place; of a number
its letters and digits only, so that `4111 1111 ...` and `4111-1111-...` are one card.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from classifiers.finding import Finding, Scan
from classifiers.segment import Segment
from policies.policy import Policy
from policies.records import Records, records_of
from policies.ruling import class_of, classes_of
from policies.volume import Volume, volume_of
from policies.words import find_words

type Inside = Callable[[Finding], bool]


def anywhere(finding: Finding) -> bool:
    """Of a whole request, every finding is its own."""
    return True


@dataclass(frozen=True, slots=True)
class Values:
    """The different values in a part of something larger: by class, and by rule (its values under an empty name, the
    records of a class under the class)."""

    rules: Mapping[tuple[str, str], frozenset[object]] = field(repr=False)
    classes: Mapping[str, frozenset[object]] = field(repr=False)


def counts_of_rules(policy: Policy, service: str, seen: Mapping[tuple[str, str], int]) -> Mapping[str, int]:
    """How many different values each rule sees in the whole, from the numbers of each set of its values."""
    counts = {rule.id: 1 if rule.at_least == 1 else 0 for rule in policy.rules if rule.covers(service)}
    for (rule_id, _), count in seen.items():
        counts[rule_id] = max(counts[rule_id], count)
    return counts


def values_in(
    policy: Policy, scan: Scan, segments: Sequence[Segment], *, service: str, inside: Inside
) -> Values:
    """The different values of a part, to be counted over the whole. They hold what was written: keep them secret."""
    findings = sorted({*scan.findings, *scan.own, *find_words(policy, segments)})
    records = records_of(policy.combinations, findings, segments)
    distinct = Distinct(policy, list(filter(inside, findings)), records, segments, inside)
    rules = distinct.sets_of_rules(service)
    return Values(
        {
            (rule, name): frozenset(seen)
            for rule, sets in rules.items()
            for name, seen in sets.items()
            if seen
        },
        {class_id: frozenset(seen) for class_id, seen in distinct.sets_of_classes().items() if seen},
    )


class Distinct:
    """The different values among some findings."""

    def __init__(
        self,
        policy: Policy,
        findings: Iterable[Finding],
        records: Records,
        segments: Sequence[Segment],
        inside: Inside,
    ) -> None:
        self._policy = policy
        texts = {segment.place: segment.text for segment in segments}

        def value_of(finding: Finding) -> object:
            text = texts.get(finding.place, "")[finding.start : finding.end]
            return (finding.kind, _spelled(text)) if text else finding

        classes = _cached_classes(policy)
        self._values = [(finding.score, classes(finding.kind), value_of(finding)) for finding in findings]
        self._records = {
            class_id: [(anchor.score, value_of(anchor)) for anchor in anchors if inside(anchor)]
            for class_id, anchors in records.anchors.items()
        }

    def of_rules(self, service: str) -> Mapping[str, int]:
        """How many different values each rule sees, or records where these are more."""
        counts = {rule.id: 1 for rule in self._policy.rules if rule.at_least == 1}
        return counts | {
            rule: max(map(len, sets.values())) for rule, sets in self.sets_of_rules(service).items()
        }

    def sets_of_rules(self, service: str) -> Mapping[str, dict[str, set[object]]]:
        """For each rule that counts: the different values that it sees (under no name), the records of each class."""
        found: dict[str, dict[str, set[object]]] = {}
        for rule in self._policy.rules:
            if rule.at_least == 1 or not rule.covers(service):
                continue
            values = {
                value
                for score, classes, value in self._values
                if score >= rule.confidence and not rule.classes.isdisjoint(classes)
            }
            records = {
                class_id: {value for score, value in self._records[class_id] if score >= rule.confidence}
                for class_id in sorted(rule.classes & self._records.keys())
            }
            found[rule.id] = {"": values, **records}
        return found

    def volume(self) -> Volume:
        """Different values of every class, and records."""
        return volume_over(
            self._policy, {class_id: len(seen) for class_id, seen in self.sets_of_classes().items()}
        )

    def sets_of_classes(self) -> Mapping[str, set[object]]:
        """Different values and records by class."""
        values: dict[str, set[object]] = {}
        for _, classes, value in self._values:
            for class_id in classes:
                values.setdefault(class_id, set()).add(value)
        for class_id, anchors in self._records.items():
            values.setdefault(class_id, set()).update(("record", value) for _, value in anchors)
        return values


def _spelled(text: str) -> str:
    """A value in the one spelling that it counts as."""
    low = unicodedata.normalize("NFKC", text).casefold()
    bare = _SIGNS.sub("", low)
    return bare if 2 * sum(map(str.isdigit, bare)) >= max(_FEWEST_DIGITS, len(bare)) else low


_SIGNS = re.compile(r"[\W_]+")
_FEWEST_DIGITS = 12  # twice as many as a number has at least


def volume_over(policy: Policy, counts: Mapping[str, int]) -> Volume:
    """The volume of so many different values by class."""
    return volume_of(counts, (class_of(policy, class_id) for class_id in counts))


def _cached_classes(policy: Policy) -> Callable[[str], frozenset[str]]:
    known: dict[str, frozenset[str]] = {}

    def classes(kind: str) -> frozenset[str]:
        if kind not in known:
            known[kind] = frozenset(item.id for item in classes_of(policy, kind))
        return known[kind]

    return classes
