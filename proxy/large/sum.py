"""The sum of decisions about the parts of one request: the strictest action, all reasons, all that was found. Pure."""

from collections import Counter
from typing import assert_never

from classifiers.finding import Finding
from policies.decision import (
    Action,
    Allow,
    Block,
    Coach,
    Decision,
    Hold,
    Match,
    Reason,
    Redact,
    strictest,
)
from policies.volume import Volume


class Sum:
    """Adds decisions of one policy. What was found is kept as counts: a match then says nothing of its place."""

    def __init__(self, policy: str) -> None:
        self._policy = policy
        self._matches: Counter[Match] = Counter()
        self._reasons: dict[Reason, int] = {}
        self._tier = 1
        self.action = Action.ALLOW

    def add(self, decision: Decision) -> None:
        """Take one part into account."""
        for match in decision.matches:
            found = match.finding
            bare = Finding(0, 0, 0, found.kind, found.detector, found.score, found.verified)
            self._matches[Match(bare, match.class_id, match.rule, match.action)] += 1
        for reason in decision.reasons:
            one = Reason(reason.rule, reason.class_id, reason.action, 0, reason.because, reason.instead)
            self._reasons[one] = self._reasons.get(one, 0) + reason.count
        self.action = strictest((self.action, decision.action))
        self._tier = max(self._tier, decision.tier)

    def decision(self, volume: Volume) -> Decision:
        """The decision about the whole; its redactions are made already."""
        matches = tuple(self._matches.elements())
        counted = [
            Reason(one.rule, one.class_id, one.action, count, one.because, one.instead)
            for one, count in self._reasons.items()
        ]
        reasons = tuple(sorted(counted, key=lambda reason: -reason.action.rank))
        match self.action:
            case Action.ALLOW:
                return Allow(matches, reasons, self._policy, self._tier, volume=volume)
            case Action.REDACT:
                return Redact(matches, reasons, self._policy, self._tier, (), volume=volume)
            case Action.COACH:
                return Coach(matches, reasons, self._policy, max(2, self._tier), (), volume=volume)
            case Action.HOLD:
                return Hold(matches, reasons, self._policy, 3, volume=volume)
            case Action.BLOCK:
                return Block(matches, reasons, self._policy, 1, volume=volume)
            case _:
                assert_never(self.action)
