"""A compiled client policy: everything that decides, resolved, ordered and frozen.

Rules and exceptions are sorted by their ids, since order must not matter (law 7).
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network
from typing import Literal

import rfc8785

from policies.accounts import NO_RULES, AccountRules
from policies.classes import DataClass, Sensitivity
from policies.decision import Action

_FORMAT = 2  # of the digest: another one where the same policy gets another digest

type Mode = Literal["observe", "enforce"]
type Network = IPv4Network | IPv6Network


class Author(StrEnum):
    """Who wrote a rule. A client's rule tightens what the packs say, it never loosens it."""

    CLIENT = "client"
    PACK = "pack"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``classes`` are resolved ids; ``services`` None means every service.

    ``confidence`` is the lowest score (0 to 100) that it judges, ``at_least`` the number of different values
    from which on it applies.
    """

    id: str  # "baseline/credentials" for a pack's rule, "no-cards" for a client's
    author: Author
    classes: frozenset[str]
    services: frozenset[str] | None
    confidence: float
    at_least: int
    action: Action
    because: str = ""
    instead: str = ""

    def covers(self, service: str) -> bool:
        """Whether the rule speaks about a service."""
        return self.services is None or service in self.services


@dataclass(frozen=True, slots=True)
class Exemption:
    """The one way to loosen: packs and defaults ask for at most ``action`` of these classes at these
    services.

    A client's own rules stay, and classes marked never are not touched.
    """

    id: str
    classes: frozenset[str]
    services: frozenset[str] | None
    action: Action
    because: str

    def covers(self, service: str) -> bool:
        """Whether the exemption speaks about a service."""
        return self.services is None or service in self.services


@dataclass(frozen=True, slots=True)
class Words:
    """A client's own terms of one class, found as whole words in any case. ``kind`` names their findings."""

    class_id: str
    kind: str
    terms: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Combination:
    """Kinds that mean more together: one of every set, at most ``within`` characters apart or in the same line.

    The first set says whose record it is. What takes part has the class ``class_id`` besides its own.
    """

    id: str
    class_id: str
    within: int
    of: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class DataSet:
    """Data that a client has registered: an index file, what it finds as which kinds, and its keyed digest in hex.

    ``kinds`` gives the classes of each kind; none for a kind that the packs know. ``count`` counts terms, rows or
    documents, ``size`` bytes of the index; ``added`` is a time in UTC (ISO 8601).
    """

    name: str
    form: str
    kinds: tuple[tuple[str, tuple[str, ...]], ...]
    digest: str
    file: str
    count: int
    size: int
    added: str


@dataclass(frozen=True, slots=True)
class Policy:
    """What may happen with the data of one client. Picklable; equal content has an equal digest."""

    client: str
    name: str
    mode: Mode
    packs: tuple[str, ...]
    networks: tuple[Network, ...]
    vault_days: int
    opaque: Action  # allow, hold or block: what could not be read
    generic: Action  # redact or block: what would be replaced where answers cannot be turned back
    defaults: Mapping[Sensitivity, Action]
    classes: Mapping[str, DataClass]
    kinds: Mapping[str, tuple[str, ...]]
    rules: tuple[Rule, ...]
    exemptions: tuple[Exemption, ...]
    words: tuple[Words, ...]
    data: tuple[DataSet, ...] = ()
    digest: str = ""
    combinations: tuple[Combination, ...] = ()
    redacted_pdf: Literal["pdf", "text"] = (
        "pdf"  # its pages without the values, or a new one set from its text
    )
    discover: bool = False  # hosts outside the catalogue are counted
    sample_hosts: frozenset[str] = frozenset()  # hosts outside the catalogue that are sampled
    accounts: AccountRules = NO_RULES
    uninterceptable: Literal["refuse", "pass"] = "refuse"  # what nobody can look into
    answers: Literal["record", "mask", "off"] = (
        "record"  # what services answer: scanned after or before it is shown
    )


def digest_of(policy: Policy) -> str:
    """SHA-256 (hex) over the canonical JSON (RFC 8785) of everything that changes what the proxy does or says.

    Left out are the examples and the way the file was written.
    """
    content = {"format": _FORMAT} | content_of(policy)
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()  # type: ignore[arg-type]


def content_of(policy: Policy) -> dict[str, object]:
    """What a policy says, field by field, as JSON can hold it and in an order of its own."""
    return {
        "client": policy.client,
        "name": policy.name,
        "mode": policy.mode,
        "packs": sorted(policy.packs),
        "networks": sorted(map(str, policy.networks)),
        "vault_days": policy.vault_days,
        "opaque": policy.opaque.value,
        "generic": policy.generic.value,
        "redacted_pdf": policy.redacted_pdf,
        "answers": policy.answers,
        "defaults": {level.value: action.value for level, action in policy.defaults.items()},
        "classes": {
            item.id: [item.name, item.sensitivity.value, item.never] for item in policy.classes.values()
        },
        "kinds": {kind: sorted(classes) for kind, classes in policy.kinds.items()},
        "rules": [
            [
                rule.id,
                rule.author.value,
                sorted(rule.classes),
                None if rule.services is None else sorted(rule.services),
                float(rule.confidence),
                rule.at_least,
                rule.action.value,
                rule.because,
                rule.instead,
            ]
            for rule in sorted(policy.rules, key=lambda rule: rule.id)
        ],
        "exemptions": [
            [
                item.id,
                sorted(item.classes),
                None if item.services is None else sorted(item.services),
                item.action.value,
                item.because,
            ]
            for item in sorted(policy.exemptions, key=lambda item: item.id)
        ],
        "words": [[words.class_id, words.kind, sorted(words.terms)] for words in policy.words],
        "combinations": [
            [item.id, item.class_id, item.within, [sorted(kinds) for kinds in item.of]]
            for item in sorted(policy.combinations, key=lambda item: item.id)
        ],
        "data": data_digests(policy.data),
        "discover": policy.discover,
        "sample_hosts": sorted(policy.sample_hosts),
        "accounts": policy.accounts.content(),
        "uninterceptable": policy.uninterceptable,
    }


def data_digests(sets: Iterable[DataSet]) -> list[list[object]]:
    """What of data sets decides: names, keyed digests and kinds, in the order of their names."""
    return [
        [each.name, each.form, each.digest, [[kind, sorted(ids)] for kind, ids in each.kinds]]
        for each in sorted(sets, key=lambda each: each.name)
    ]


def digest_of_data(sets: Iterable[DataSet]) -> str:
    """SHA-256 (hex) over all data sets of a client, as it stands in records; empty for none."""
    found = data_digests(sets)
    return hashlib.sha256(rfc8785.dumps(found)).hexdigest() if found else ""  # type: ignore[arg-type]
