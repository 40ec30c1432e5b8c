"""A decision: the closed union Allow | Redact | Coach | Hold | Block, from the loosest to the strictest."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from classifiers.finding import Finding
from policies.volume import Volume


class Level(StrEnum):
    """How well a request was read. Unknown is not clean: policy decides what happens with the opaque."""

    UNDERSTOOD = "understood"  # a dialect read it
    GENERIC = "generic"  # every string in it was walked and scanned
    OPAQUE = "opaque"  # not read


class Action(StrEnum):
    """What a rule asks for, in the order of strictness (``Action.rank``).

    ``coach`` stops a request once and explains; sent again by the same person within the window, it leaves
    with its values replaced, as with ``redact``. ``hold`` waits for a person, ``block`` has no way out.
    """

    ALLOW = "allow"
    REDACT = "redact"
    COACH = "coach"
    HOLD = "hold"
    BLOCK = "block"

    @property
    def rank(self) -> int:
        """0 for allow up to 4 for block."""
        return _RANK[self]


_RANK = {action: rank for rank, action in enumerate(Action)}


def strictest(actions: Iterable[Action]) -> Action:
    """The strictest of some actions; allow for none. Order does not matter."""
    return max(actions, key=lambda action: action.rank, default=Action.ALLOW)


@dataclass(frozen=True, slots=True)
class Match:
    """A finding with the class it belongs to and the rule that judged it."""

    finding: Finding
    class_id: str
    rule: str
    action: Action


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, for one rule: safe to show and to store, it quotes nothing of the text."""

    rule: str
    class_id: str  # empty where the reason is not about data (an opaque body, say)
    action: Action
    count: int
    because: str  # plain words for the person
    instead: str  # what to do now


@dataclass(frozen=True, slots=True)
class _Verdict:
    matches: tuple[Match, ...]
    reasons: tuple[Reason, ...]  # strictest first
    policy: str  # digest of the policy that decided
    tier: int  # autonomy tier 1, 2 or 3
    volume: Volume = field(default=Volume(), kw_only=True)


@dataclass(frozen=True, slots=True)
class Allow(_Verdict):
    """Goes out unchanged. Matches may be there: seen, allowed, counted."""

    action = Action.ALLOW


@dataclass(frozen=True, slots=True)
class Redact(_Verdict):
    """Goes out with the spans of ``redactions`` replaced by placeholders."""

    redactions: tuple[Finding, ...]
    action = Action.REDACT


@dataclass(frozen=True, slots=True)
class Coach(_Verdict):
    """Stopped once and explained; sent again it leaves with ``redactions`` replaced."""

    redactions: tuple[Finding, ...]
    action = Action.COACH


@dataclass(frozen=True, slots=True)
class Hold(_Verdict):
    """Waits for a person's decision."""

    action = Action.HOLD


@dataclass(frozen=True, slots=True)
class Block(_Verdict):
    """Does not leave."""

    action = Action.BLOCK


type Decision = Allow | Redact | Coach | Hold | Block
