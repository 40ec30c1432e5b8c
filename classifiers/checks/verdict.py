"""What a check says about a candidate: refused, a shape only, or verified."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """A candidate that stays. ``verified``: a checksum or structure held. ``start`` and ``end`` narrow the
    value
    (``end`` counts from the start of the value; None means to its end). ``score`` replaces the rule's
    score."""

    verified: bool
    start: int = 0
    end: int | None = None
    score: float | None = None


SHAPE = Verdict(verified=False)
SURE = Verdict(verified=True)

# Given: the value, and up to 100 lower-cased characters in front of it. None refuses the candidate.
type Check = Callable[[str, str], Verdict | None]


def sure(passed: bool) -> Verdict | None:
    """Verified if passed, else refused."""
    return SURE if passed else None


def shape(passed: bool) -> Verdict | None:
    """A shape that stays if passed, else refused; for judgements that are no checksum."""
    return SHAPE if passed else None
