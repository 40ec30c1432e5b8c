"""What a check says about a candidate: refused, a shape only, or verified."""

from collections.abc import Callable
from dataclasses import dataclass

from classifiers.asked import Asked


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


@dataclass(frozen=True, slots=True)
class Judged:
    """A value after its check: what is left of it, in the text's offsets, and its score."""

    start: int
    end: int
    score: float
    verified: bool


def judged(
    check: Check,
    text: str,
    start: int,
    end: int,
    ahead: str,
    score: float,
    checked: float,
    asked: Asked | None = None,
) -> Judged | None:
    """What a check makes of a value; None where it refuses it.

    ``ahead`` is the lower-cased text in front. ``score`` is that of a shape, ``checked`` that of a verified value
    (0: the same); ``asked`` knows what the check said of the same value before.
    """
    value = text[start:end]
    verdict = check(value, ahead) if asked is None else asked(check, value, ahead)
    if verdict is None:
        return None
    if verdict.score is not None:
        score = verdict.score
    elif verdict.verified and checked:
        score = checked
    if verdict.end is not None:
        end = start + verdict.end
    return Judged(start + verdict.start, end, score, verdict.verified)
