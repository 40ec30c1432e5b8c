"""Usage of one client over a period, counted from its ledger.

Rule 1: every number is a count over records of the period; nothing is estimated, kept or carried over.
Rule 2: a request is counted once, by its REQUEST record; OUTCOME records only add what the answer brought.
Rule 3: entries that this version cannot read are counted and shown, never skipped in silence.
"""

import math
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from reports.period import Period, day_of, zone_of
from reports.record import Event, Record, RecordFault, built, loaded

if TYPE_CHECKING:
    from reports.checkpoint import Checkpoint

ACTIONS = ("allow", "redact", "coach", "hold", "block")
SEVERITIES = ("critical", "high", "medium", "low")
UNKNOWN = "(unknown)"
_STEP = 500
_DAYS_SHOWN = 400  # a longer period lists only the days that have records


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
class Usage:
    """What one client's people did in a period. Keys are ids, pseudonyms, dates and codes."""

    client: str
    period: Period
    records: int
    unread: int
    total: Tally
    services: Mapping[str, Tally]
    persons: Mapping[str, Tally]
    classes: Mapping[str, Tally]
    days: Mapping[str, Tally]
    severities: Mapping[str, Tally]
    accounts: Mapping[str, Tally]
    failures: Mapping[str, int]
    accesses: Mapping[str, int]
    tunnels: Mapping[str, int]
    alerts: Mapping[str, int]
    unseen: Mapping[tuple[str, str, str], int]  # by host, sign and action
    redacted: int
    restored: int
    outcomes: int
    outcomes_failed: int
    answers: Mapping[str, int]  # by how well they were read; none of those to which nobody listened
    in_answers: Mapping[str, Finds]
    reveals: int
    added: Durations
    head: "Checkpoint | None"


@dataclass(slots=True)
class _Count:
    requests: int = 0
    values: int = 0
    actions: Counter[str] = field(default_factory=Counter)

    def add(self, action: str, values: int) -> None:
        self.requests += 1
        self.values += values
        self.actions[action] += 1

    def tally(self) -> Tally:
        return Tally(self.requests, self.values, {name: self.actions[name] for name in ACTIONS})


class Counting:
    """Counts records one by one; ``usage`` gives the result."""

    def __init__(self, client: str, period: Period) -> None:
        self._client, self._period = client, period
        self._first, self._after, self._zone = period.first, period.after, zone_of(period.zone)
        self._records = self._unread = 0
        self._total = _Count()
        self._by: dict[str, dict[str, _Count]] = {
            "service": {},
            "person": {},
            "class": {},
            "day": {},
            "severity": {},
            "account": {},
        }
        if len(period.days) <= _DAYS_SHOWN:
            self._by["day"] = {str(day): _Count() for day in period.days}
        self._failures: Counter[str] = Counter()
        self._accesses: Counter[str] = Counter()
        self._tunnels: Counter[str] = Counter()
        self._alerts: Counter[str] = Counter()
        self._unseen: Counter[tuple[str, str, str]] = Counter()
        self._redacted = self._restored = self._outcomes = self._outcomes_failed = self._reveals = 0
        self._answers: Counter[str] = Counter()
        self._in_answers: tuple[Counter[str], Counter[str]] = (Counter(), Counter())  # answers, values
        self._added = array("d")

    def read(self, bodies: Iterable[bytes]) -> None:
        """Count the records among entries that fall into the period."""
        for body in bodies:
            try:
                raw = loaded(body)
                time = raw.get("time")
                if not isinstance(time, int) or self._first <= time < self._after:
                    self._add(built(raw))
                    self._records += 1
            except RecordFault:
                self._unread += 1

    def _add(self, record: Record) -> None:
        match record.event:
            case Event.REQUEST:
                self._request(record)
            case Event.OUTCOME:
                self._outcomes += 1
                self._outcomes_failed += bool(record.failure)
                self._restored += record.counts.get("restored", 0)
                if record.level:
                    self._answers[record.level] += 1
                self._in_answers[0].update(record.classes.keys())
                self._in_answers[1].update(record.classes)
            case Event.FAILURE:
                self._failures[record.failure or UNKNOWN] += 1
            case Event.ACCESS:
                self._accesses[record.failure or UNKNOWN] += 1
            case Event.TUNNELS:
                self._tunnels.update(record.counts)
            case Event.ALERT:
                self._alerts[f"{record.service}: {record.route}: {record.failure}"] += 1
            case Event.UNSEEN:
                for host, count in record.counts.items():
                    self._unseen[host, record.failure, record.action] += count
            case Event.REVEAL:
                self._reveals += 1
            case Event.START | Event.STOP:
                pass

    def _request(self, record: Record) -> None:
        action = record.action or "allow"
        values = sum(record.classes.values())
        self._total.add(action, values)
        self._under("service", record.service, action, values)
        self._under("person", record.person, action, values)
        self._under("day", str(day_of(record.time, self._zone)), action, values)
        for name, count in record.classes.items():
            self._under("class", name, action, count)
        if record.severity:
            self._under("severity", record.severity, action, sum(record.distinct.values()))
        if record.account:
            self._under("account", record.account, action, values)
        self._redacted += record.counts.get("redacted", 0)
        if "added" in record.millis:
            self._added.append(record.millis["added"])

    def _under(self, kind: str, key: str, action: str, values: int) -> None:
        self._by[kind].setdefault(key or UNKNOWN, _Count()).add(action, values)

    def usage(self, head: "Checkpoint | None") -> Usage:
        """Everything counted so far."""
        return Usage(
            client=self._client,
            period=self._period,
            records=self._records,
            unread=self._unread,
            total=self._total.tally(),
            services=_busiest(self._by["service"]),
            persons=_busiest(self._by["person"]),
            classes=_busiest(self._by["class"]),
            severities={
                name: self._by["severity"][name].tally()
                for name in SEVERITIES
                if name in self._by["severity"]
            },
            accounts=_busiest(self._by["account"]),
            days={day: count.tally() for day, count in sorted(self._by["day"].items())},
            failures=dict(self._failures.most_common()),
            accesses=dict(self._accesses.most_common()),
            unseen=dict(self._unseen.most_common()),
            alerts=dict(self._alerts.most_common()),
            tunnels=dict(sorted(self._tunnels.items(), key=lambda item: (-item[1], item[0]))),
            redacted=self._redacted,
            restored=self._restored,
            outcomes=self._outcomes,
            outcomes_failed=self._outcomes_failed,
            answers=dict(sorted(self._answers.items())),
            in_answers={
                name: Finds(count, self._in_answers[1][name])
                for name, count in self._in_answers[0].most_common()
            },
            reveals=self._reveals,
            added=durations(self._added),
            head=head,
        )


def _busiest(counts: Mapping[str, _Count]) -> dict[str, Tally]:
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


def usage(
    path: Path, client: str, period: Period, progress: Callable[[int, int], None] | None = None
) -> Usage:
    """Count one client's records in a period, from one state of the ledger. Raises LedgerFault.

    ``progress`` is told entries done and entries in all. A ledger that is not there yet gives an empty
    result.
    """
    from reports.store import Store  # half a second, which a command's --help need not wait for

    counting = Counting(client, period)
    if not path.exists():
        return counting.usage(None)
    store = Store(path, write=False)
    try:
        with store.snapshot():
            head = store.newest_head(client)
            total, batch, done = head.size if head else 0, [], 0
            for row in store.rows(client):
                batch.append(row.body)
                if len(batch) == _STEP:
                    counting.read(batch)
                    done += len(batch)
                    batch = []
                    if progress is not None:
                        progress(done, max(total, done))
            counting.read(batch)
    finally:
        store.close()
    if progress is not None and total:
        progress(total, total)
    return counting.usage(head)
