"""What a durable record costs: alone, and with 64 waiting at once; beside a bare SQLite commit."""

import sqlite3
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import wait
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from reports.ledger import Ledger
from reports.record import Event, Record, canonical
from reports.verify import verify

_ROUNDS = 300


def _seed(client: str) -> bytes:
    return client.encode().ljust(32, b".")


def _record() -> Record:
    return Record(
        event=Event.REQUEST,
        id=uuid.uuid4().hex,
        time=1_795_000_000_000,
        client="acme",
        person="person-abcdefgh",
        service="openai-api",
        host="api.example.com",
        route="chat.completions",
        level="understood",
        action="redact",
        tier=1,
        classes={"pii.contact": 2},
        kinds={"EMAIL_ADDRESS": 2},
        rules=("baseline/pii",),
        policy="ab" * 32,
        detectors="cd" * 32,
        model="gpt-5.1",
        digest="ef" * 32,
        sizes={"in": 2000, "out": 1999},
        millis={"added": 3.25, "scan": 2.1},
        counts={"redacted": 2},
    )


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger.open(tmp_path / "ledger.db", _seed)
    opened.append(_record()).result(20)
    yield opened
    opened.close()
    assert verify(tmp_path / "ledger.db", _seed).ok


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Callable[[], None]]:
    connection = sqlite3.connect(tmp_path / "bare.db", isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE bare (body BLOB)")
    body = canonical(_record())

    def commit() -> None:
        connection.execute("INSERT INTO bare VALUES (?)", (body,))

    yield commit
    connection.close()


def test_a_bare_commit(benchmark: BenchmarkFixture, bare: Callable[[], None]) -> None:
    benchmark.pedantic(bare, rounds=_ROUNDS, warmup_rounds=20)


def test_an_append_alone(benchmark: BenchmarkFixture, ledger: Ledger) -> None:
    benchmark.pedantic(lambda: ledger.append(_record()).result(20), rounds=_ROUNDS, warmup_rounds=20)
    assert benchmark.stats.stats.median < 0.02


def test_64_appends_at_once(benchmark: BenchmarkFixture, ledger: Ledger) -> None:
    """The time until all 64 are durable; divide by 64 for the share of one."""
    records = [_record() for _ in range(64)]

    def burst() -> None:
        done, waiting = wait([ledger.append(record) for record in records], 20)
        assert len(done) == 64
        assert not waiting

    benchmark.pedantic(burst, rounds=60, warmup_rounds=3)
    assert benchmark.stats.stats.median < 0.25
