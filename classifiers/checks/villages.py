"""Checks of houses that have no street: farms, hamlets, villages that number their houses."""

import re

from classifiers.checks.called import is_a_thing
from classifiers.checks.counted import COUNTED
from classifiers.checks.verdict import Verdict, shape

_YEAR = re.compile(r"[,\n]\s{0,2}(?:18|19|20)\d\d\s")


def hamlet(value: str, before: str) -> Verdict | None:
    """A farm or a hamlet by its name, with the postcode and the town; no year with its month, and no count."""
    return shape(_YEAR.search(value) is None and value.rsplit(maxsplit=1)[-1].lower() not in COUNTED)


def village(value: str, before: str) -> Verdict | None:
    """A village and the number of a house: no paper's number, no year, and no count behind it."""
    first, last = value.split(maxsplit=1)[0].lower(), value.rsplit(maxsplit=1)[-1].lower()
    of_a_thing = first != "haus" and is_a_thing(first)
    return shape(not of_a_thing and last not in COUNTED and _YEAR.search(value) is None)
