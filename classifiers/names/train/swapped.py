"""Marked texts with other values in the places of theirs, so that the model learns what stands around a value, too.

A value gives way to one of the same kind and as many words from another text, the same one each time it is said; half
of the numbers and sums only change their digits. What is told in words (illnesses, offences) stays: it is bound up with
its sentence.
"""

import random
from collections.abc import Mapping, Sequence

from classifiers.names.train.marked import Place

type Told = tuple[str, Sequence[Place]]

_KINDS = frozenset(
    {"PERSON", "IDENTIFIER", "ORGANIZATION", "LOCATION", "FINANCIAL_AMOUNT", "PROJECT_CODENAME", "SECRET"}
)
_NUMBERS = frozenset({"IDENTIFIER", "FINANCIAL_AMOUNT"})

type _Sort = tuple[str, int, bool, bool, bool, bool]


class Values:
    """All values of some texts, by what they may stand for."""

    def __init__(self, told: Sequence[Told]) -> None:
        pools: dict[_Sort, list[str]] = {}
        for text, places in told:
            for place in places:
                value = text[place.start : place.end]
                if place.kind in _KINDS and not place.optional and "\n" not in value:
                    pools.setdefault(_sort(place.kind, value), []).append(value)
        self._pools: Mapping[_Sort, Sequence[str]] = pools

    def swapped(self, told: Told, chance: random.Random) -> Told:
        """The same text with other values, and their places."""
        text, places = told
        pieces, own = list[str](), list[Place]()
        others: dict[str, str] = {}
        at = size = 0
        for place in sorted(places):
            value = text[place.start : place.end]
            if value not in others:
                others[value] = self._other(place.kind, value, chance)
            pieces += text[at : place.start], others[value]
            size += place.start - at
            own.append(place._replace(start=size, end=size + len(others[value])))
            size += len(others[value])
            at = place.end
        return "".join([*pieces, text[at:]]), own

    def _other(self, kind: str, value: str, chance: random.Random) -> str:
        if kind not in _KINDS:
            return value
        if kind in _NUMBERS and chance.random() < 0.5:
            return "".join(chance.choice("0123456789") if sign.isdecimal() else sign for sign in value)
        return chance.choice(self._pools.get(_sort(kind, value), [value]))


def _sort(kind: str, value: str) -> _Sort:
    """The kind of a value, how many words it has and how it is written."""
    digits = any(map(str.isdigit, value))
    return kind, len(value.split()), value[:1].isupper(), value.isupper(), digits, "@" in value
