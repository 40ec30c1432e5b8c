"""Usage: every number adds up to the records, counted again by another route (SQL over the stored JSON)."""

import random
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median_high, median_low

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.counts import ACTIONS, Durations, ToolUse, durations
from reports.ledger import Ledger
from reports.period import Period
from reports.record import Event, Record, canonical
from reports.usage import Counting, Usage, usage

type Make = Callable[..., Record]

PERIOD = Period(date(2026, 11, 3), date(2026, 11, 9))


def _some(chance: random.Random, count: int) -> Iterator[Record]:
    """Records of every event, in and around the period."""
    start = round(datetime(2026, 11, 1, tzinfo=UTC).timestamp() * 1000)
    for _ in range(count):
        event = chance.choices(list(Event), [10, 6, *[1] * (len(Event) - 2)])[0]
        common = {
            "event": event,
            "id": uuid.UUID(int=chance.getrandbits(128)).hex,
            "time": start + chance.randrange(12 * 86_400_000),
            "client": chance.choice(["acme", "acme", "acme", "other"]),
        }
        match event:
            case Event.REQUEST:
                classes = chance.sample(["pii.contact", "secret.api_token", "pci.pan"], chance.randrange(4))
                yield Record(
                    **common,
                    person=chance.choice(["", "person-aaaaaaaa", "person-bbbbbbbb", "person-cccccccc"]),
                    service=chance.choice(["openai-api", "claude-web", "gemini-web"]),
                    action=chance.choice(ACTIONS),
                    classes={name: chance.randrange(1, 9) for name in classes},
                    counts=chance.choice([{}, {"redacted": chance.randrange(9)}]),
                    account=chance.choice(["", "company", "personal", "unknown"]),
                    severity=chance.choice(["", "low", "medium", "high", "critical"]),
                    distinct={name: chance.randrange(1, 5) for name in classes},
                    millis=chance.choice([{}, {"added": chance.uniform(0, 40), "scan": 1.0}]),
                    tools=chance.choice([{}, {}, {"send_mail": 2}, {"search": 1, "other": 3}]),
                )
            case Event.OUTCOME:
                yield Record(
                    **common,
                    service="openai-api",
                    action="allow",
                    failure=chance.choice(["", "", "reset"]),
                    counts={"restored": chance.randrange(3), "redacted": 7},
                    millis={"added": 1000.0},
                )
            case Event.FAILURE | Event.ACCESS:
                yield Record(
                    **common, failure=chance.choice(["", "scan-timeout", "wrong-password"]), action="block"
                )
            case Event.TUNNELS:
                yield Record(**common, counts={"www.example.com": 2, f"h{chance.randrange(4)}.example": 5})
            case _:
                yield Record(**common)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("usage") / "ledger.db"
    ledger = Ledger.open(path, lambda client: client.encode().ljust(32, b"."))
    for future in [ledger.append(record) for record in _some(random.Random(11), 3000)]:
        future.result(20)
    ledger.close()
    return path


@pytest.fixture(scope="module")
def found(mixed: Path) -> Usage:
    return usage(mixed, "acme", PERIOD)


@pytest.fixture
def ask(mixed: Path) -> Iterator[Callable[..., list[tuple[object, ...]]]]:
    """SQL over the records of client acme in the period, as table ``r`` with column ``j``."""
    connection = sqlite3.connect(mixed)
    first = round(datetime(2026, 11, 3, tzinfo=UTC).timestamp() * 1000)
    after = round(datetime(2026, 11, 10, tzinfo=UTC).timestamp() * 1000)
    common = (
        "WITH r AS (SELECT CAST(body AS TEXT) AS j FROM entries WHERE client = 'acme' AND "
        f"json_extract(CAST(body AS TEXT), '$.time') BETWEEN {first} AND {after - 1}), "
        "q AS (SELECT j FROM r WHERE j ->> 'event' = 'request') "
    )
    yield lambda sql: connection.execute(common + sql).fetchall()
    connection.close()


type Ask = Callable[[str], list[tuple[object, ...]]]


def test_records_and_requests(found: Usage, ask: Ask) -> None:
    assert [(found.records,)] == ask("SELECT count(*) FROM r")
    assert [(found.total.requests,)] == ask("SELECT count(*) FROM q")
    assert 300 < found.total.requests < found.records < 2000
    assert found.unread == 0


def test_actions(found: Usage, ask: Ask) -> None:
    assert dict(found.total.actions) == dict(ask("SELECT j ->> 'action', count(*) FROM q GROUP BY 1"))
    assert sum(found.total.actions.values()) == found.total.requests


def test_severities_come_worst_first_with_their_different_values(found: Usage, ask: Ask) -> None:
    assert list(found.severities) == ["critical", "high", "medium", "low"]
    requests = ask("SELECT j ->> 'severity', count(*) FROM q WHERE j ->> 'severity' <> '' GROUP BY 1")
    assert {name: tally.requests for name, tally in found.severities.items()} == dict(requests)
    values = ask(
        "SELECT j ->> 'severity', sum(c.value) FROM q, json_each(j, '$.distinct') c "
        "WHERE j ->> 'severity' <> '' GROUP BY 1"
    )
    assert {name: tally.values for name, tally in found.severities.items()} == dict(values)


@pytest.mark.parametrize(
    ("field", "key"),
    [
        ("services", "j ->> 'service'"),
        ("persons", "coalesce(j ->> 'person', '(unknown)')"),
        ("days", "date(j ->> 'time' / 1000, 'unixepoch')"),
    ],
)
def test_breakdowns(found: Usage, ask: Ask, field: str, key: str) -> None:
    tallies = getattr(found, field)
    cells = {(name, action): tally.actions[action] for name, tally in tallies.items() for action in ACTIONS}
    counted = {
        (name, action): n
        for name, action, n in ask(f"SELECT {key}, j ->> 'action', count(*) FROM q GROUP BY 1, 2")
    }
    assert {cell: n for cell, n in cells.items() if n} == counted
    assert {name: tally.requests for name, tally in tallies.items()} == dict(
        ask(f"SELECT {key}, count(*) FROM q GROUP BY 1")
    )
    values = ask(f"SELECT {key}, sum(c.value) FROM q, json_each(j, '$.classes') c GROUP BY 1")
    assert {name: tally.values for name, tally in tallies.items() if tally.values} == dict(values)
    assert sum(tally.requests for tally in tallies.values()) == found.total.requests
    assert sum(tally.values for tally in tallies.values()) == found.total.values


def test_classes(found: Usage, ask: Ask) -> None:
    rows = ask(
        """
        SELECT c.key, j ->> 'action', count(*), sum(c.value)
        FROM q, json_each(j, '$.classes') c GROUP BY 1, 2
        """
    )
    assert {(name, action): n for name, action, n, _ in rows} == {
        (name, action): tally.actions[action] for name, tally in found.classes.items() for action in ACTIONS
    }
    for name, tally in found.classes.items():
        assert tally.values == sum(values for row, _, _, values in rows if row == name)
        assert tally.requests == sum(tally.actions.values())
    assert found.total.values == sum(tally.values for tally in found.classes.values())


def test_tools(found: Usage, ask: Ask) -> None:
    assert found.tools
    calls = ask("SELECT t.key, sum(t.value) FROM q, json_each(j, '$.tools') t GROUP BY 1 ORDER BY 2 DESC, 1")
    assert [(name, use.calls) for name, use in found.tools.items()] == calls
    rows = ask(
        """
        SELECT t.key, j ->> 'action', count(*), total((SELECT sum(c.value) FROM json_each(j, '$.classes') c))
        FROM q, json_each(j, '$.tools') t GROUP BY 1, 2
        """
    )
    for name, use in found.tools.items():
        assert {action: n for row, action, n, _ in rows if row == name} == use.tally.actions
        assert use.tally.requests == sum(use.tally.actions.values())
        assert use.tally.values == sum(values for row, _, _, values in rows if row == name)


def test_what_a_tool_gave_back_counts_for_the_tools_of_its_request(make: Make) -> None:
    calls = [
        make(tools={"search": 1, "send_mail": 2}, classes={"pii.contact": 3}),
        make(tools={"search": 1}, action="block", status=403),
    ]
    answers = [
        make(event=Event.OUTCOME, action="", ref=calls[0].id, classes={"pii.contact": 4, "pci.pan": 1}),
        make(event=Event.OUTCOME, action="", ref=make().id, classes={"pii.contact": 9}),  # of no tool
    ]
    counting = Counting("acme", Period(date(2026, 1, 1), date(2026, 12, 31)))
    counting.read([canonical(record) for record in (*calls, *answers)])
    used = counting.usage(None).tools
    assert {
        name: (use.calls, use.tally.requests, use.tally.values, use.answered) for name, use in used.items()
    } == {
        "search": (2, 2, 3, 5),
        "send_mail": (2, 1, 3, 5),
    }
    assert list(used) == ["search", "send_mail"]  # of as many calls, by name
    assert isinstance(used["search"], ToolUse)


def test_the_other_events(found: Usage, ask: Ask) -> None:
    def codes(event: str) -> dict[object, object]:
        return dict(
            ask(
                "SELECT coalesce(j ->> 'failure', '(unknown)'), count(*) "
                f"FROM r WHERE j ->> 'event' = '{event}' GROUP BY 1"
            )
        )

    assert dict(found.failures) == codes("failure")
    assert dict(found.accesses) == codes("access")
    assert [(sum(found.alerts.values()),)] == ask("SELECT count(*) FROM r WHERE j ->> 'event' = 'alert'")
    accounts = ask("SELECT j ->> 'account', count(*) FROM q WHERE j ->> 'account' <> '' GROUP BY 1")
    assert {name: tally.requests for name, tally in found.accounts.items()} == dict(accounts)
    assert dict(found.tunnels) == dict(
        ask(
            "SELECT c.key, sum(c.value) FROM r, json_each(j, '$.counts') c "
            "WHERE j ->> 'event' = 'tunnels' GROUP BY 1"
        )
    )
    assert [(found.redacted,)] == ask("SELECT sum(j ->> '$.counts.redacted') FROM q")
    assert [(found.restored, found.outcomes, found.outcomes_failed)] == ask(
        "SELECT sum(j ->> '$.counts.restored'), count(*), count(j ->> 'failure') "
        "FROM r WHERE j ->> 'event' = 'outcome'"
    )
    assert [(found.reveals,)] == ask("SELECT count(*) FROM r WHERE j ->> 'event' = 'reveal'")


def test_durations_of_requests_only(found: Usage, ask: Ask) -> None:
    added = sorted(
        value for (value,) in ask("SELECT j ->> '$.millis.added' FROM q WHERE j ->> '$.millis.added' >= 0")
    )
    assert found.added.count == len(added) > 100
    assert found.added.median == median_low(added)
    within = [value for value in added if value <= found.added.p95]
    assert len(within) / len(added) >= 0.95 > (len(within) - 1) / len(added)


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=300))
def test_nearest_ranks(values: list[float]) -> None:
    result = durations(values)
    assert result.count == len(values)
    assert result.median in (median_low(values), median_high(values))
    assert sum(value <= result.p95 for value in values) >= 0.95 * len(values)
    assert sum(value < result.p95 for value in values) < 0.95 * len(values)


def test_no_durations() -> None:
    assert durations([]) == Durations(0, None, None)


def test_the_head_is_the_one_of_the_ledger(found: Usage, mixed: Path) -> None:
    with sqlite3.connect(mixed) as connection:
        (count,) = connection.execute("SELECT count(*) FROM entries WHERE client = 'acme'").fetchone()
    connection.close()
    assert found.head is not None
    assert found.head.size == count


def test_days_follow_the_time_zone(make: Make) -> None:
    late = round(datetime(2026, 11, 3, 23, 30, tzinfo=UTC).timestamp() * 1000)
    counts = {}
    for zone, day in (("UTC", date(2026, 11, 3)), ("Europe/Berlin", date(2026, 11, 4))):
        counting = Counting("acme", Period(day, day, zone))
        counting.read([canonical(make(time=late))])
        counts[zone] = {name: tally.requests for name, tally in counting.usage(None).days.items()}
    assert counts == {"UTC": {"2026-11-03": 1}, "Europe/Berlin": {"2026-11-04": 1}}


def test_days_without_requests_are_in_the_list(found: Usage) -> None:
    assert list(found.days) == [f"2026-11-{day:02}" for day in range(3, 10)]


def test_the_edges_of_the_period(make: Make) -> None:
    first = round(datetime(2026, 11, 3, tzinfo=UTC).timestamp() * 1000)
    after = round(datetime(2026, 11, 10, tzinfo=UTC).timestamp() * 1000)
    counting = Counting("acme", PERIOD)
    counting.read([canonical(make(time=time)) for time in (first - 1, first, after - 1, after)])
    assert counting.usage(None).total.requests == 2


def test_entries_that_cannot_be_read_are_counted_and_not_lost(make: Make) -> None:
    counting = Counting("acme", Period(date(2026, 1, 1), date(2026, 12, 31)))
    counting.read([b"{}", b"junk", canonical(make())])
    result = counting.usage(None)
    assert (result.unread, result.records) == (2, 1)


def test_no_ledger_is_an_empty_result(tmp_path: Path) -> None:
    result = usage(tmp_path / "none.db", "acme", PERIOD)
    assert (result.records, result.total.requests, result.head) == (0, 0, None)
    assert not (tmp_path / "none.db").exists()


def test_progress(mixed: Path) -> None:
    seen: list[tuple[int, int]] = []
    usage(mixed, "acme", PERIOD, lambda done, total: seen.append((done, total)))
    assert seen
    assert seen[-1][0] == seen[-1][1]
