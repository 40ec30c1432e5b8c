"""The values that a count comes to: requests by what was done with them, tools, durations."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

ACTIONS = ("allow", "redact", "coach", "hold", "block")


@dataclass(frozen=True, slots=True)
class Tally:
    """Requests that share something, by what was done with them; ``values`` are the sensitive values seen."""

    requests: int = 0
    values: int = 0
    actions: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Durations:
    """Milliseconds: how many were measured, the median and the 95th percentile (nearest rank)."""

    count: int = 0
    median: float | None = None
    p95: float | None = None


@dataclass(frozen=True, slots=True)
class Finds:
    """Answers in which a class was found, and the values of it."""

    answers: int
    values: int


@dataclass(frozen=True, slots=True)
class ToolUse:
    """One tool: how often it was called, in which requests, and the sensitive values in what it gave back."""

    calls: int
    tally: Tally
    answered: int


@dataclass(slots=True)
class Count:
    """Counts requests that share something, one by one; ``tally`` gives the result."""

    requests: int = 0
    values: int = 0
    actions: Counter[str] = field(default_factory=Counter)

    def add(self, action: str, values: int) -> None:
        self.requests += 1
        self.values += values
        self.actions[action] += 1

    def tally(self) -> Tally:
        return Tally(self.requests, self.values, {name: self.actions[name] for name in ACTIONS})


def busiest(counts: Mapping[str, Count]) -> dict[str, Tally]:
    """Tallies by key, the most requests first."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1].requests, item[0]))
    return {key: count.tally() for key, count in ordered}


def durations(values: Iterable[float]) -> Durations:
    """Median and 95th percentile by nearest rank: the smallest value that so many percent do not exceed."""
    ordered = sorted(values)
    if not ordered:
        return Durations()
    count = len(ordered)
    rank = {share: ordered[math.ceil(count * share / 100) - 1] for share in (50, 95)}
    return Durations(count, rank[50], rank[95])
