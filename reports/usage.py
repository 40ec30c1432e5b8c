"""Usage of one client over a period, counted from its ledger.

Rule 1: every number is a count over records of the period; nothing is estimated, kept or carried over.
Rule 2: a request is counted once, by its REQUEST record; OUTCOME records only add what the answer brought.
Rule 3: entries that this version cannot read are counted and shown, never skipped in silence.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reports.counts import Count, Durations, Finds, Tally, ToolUse, busiest, durations
from reports.period import Period, day_of, zone_of
from reports.record import Event, Record, RecordFault, built, loaded

if TYPE_CHECKING:
    from reports.checkpoint import Checkpoint

SEVERITIES = ("critical", "high", "medium", "low")
UNKNOWN = "(unknown)"
_STEP = 500
_DAYS_SHOWN = 400  # a longer period lists only the days that have records


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
    tools: Mapping[str, ToolUse]  # by name, as far as the wire names them
    reveals: int
    added: Durations
    head: "Checkpoint | None"


class Counting:
    """Counts records one by one; ``usage`` gives the result."""

    def __init__(self, client: str, period: Period) -> None:
        self._client, self._period = client, period
        self._first, self._after, self._zone = period.first, period.after, zone_of(period.zone)
        self._records = self._unread = 0
        self._total = Count()
        self._by: dict[str, dict[str, Count]] = {
            "service": {},
            "person": {},
            "class": {},
            "day": {},
            "severity": {},
            "account": {},
            "tool": {},
        }
        if len(period.days) <= _DAYS_SHOWN:
            self._by["day"] = {str(day): Count() for day in period.days}
        self._failures: Counter[str] = Counter()
        self._accesses: Counter[str] = Counter()
        self._tunnels: Counter[str] = Counter()
        self._alerts: Counter[str] = Counter()
        self._unseen: Counter[tuple[str, str, str]] = Counter()
        self._redacted = self._restored = self._outcomes = self._outcomes_failed = self._reveals = 0
        self._answers: Counter[str] = Counter()
        self._in_answers: tuple[Counter[str], Counter[str]] = (Counter(), Counter())  # answers, values
        self._calls: Counter[str] = Counter()
        self._tool_answers: Counter[str] = Counter()
        self._called: dict[
            str, tuple[str, ...]
        ] = {}  # the tools of requests whose answers are to come, by id
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
                for name in self._called.pop(record.ref, ()):
                    self._tool_answers[name] += sum(record.classes.values())
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
                    if count:  # else the bytes of one that was counted before
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
        for name, calls in record.tools.items():
            self._calls[name] += calls
            self._under("tool", name, action, values)
        if record.tools and not record.status:  # what was refused here has no answer to come
            self._called[record.id] = tuple(record.tools)
        self._redacted += record.counts.get("redacted", 0)
        if "added" in record.millis:
            self._added.append(record.millis["added"])

    def _under(self, kind: str, key: str, action: str, values: int) -> None:
        self._by[kind].setdefault(key or UNKNOWN, Count()).add(action, values)

    def usage(self, head: "Checkpoint | None") -> Usage:
        """Everything counted so far."""
        return Usage(
            client=self._client,
            period=self._period,
            records=self._records,
            unread=self._unread,
            total=self._total.tally(),
            services=busiest(self._by["service"]),
            persons=busiest(self._by["person"]),
            classes=busiest(self._by["class"]),
            severities={
                name: self._by["severity"][name].tally()
                for name in SEVERITIES
                if name in self._by["severity"]
            },
            accounts=busiest(self._by["account"]),
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
            tools={
                name: ToolUse(self._calls[name], count.tally(), self._tool_answers[name])
                for name, count in sorted(
                    self._by["tool"].items(), key=lambda item: (-self._calls[item[0]], item[0])
                )
            },
            reveals=self._reveals,
            added=durations(self._added),
            head=head,
        )


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
