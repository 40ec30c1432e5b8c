"""Records, seeds and a filled ledger for the tests of this room."""

import sqlite3
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reports.ledger import Ledger
from reports.record import Event, Record

type Make = Callable[..., Record]


def _make(**changes: object) -> Record:
    values: dict[str, object] = {
        "event": Event.REQUEST,
        "id": uuid.uuid4().hex,
        "time": 1_795_000_000_000,
        "client": "acme",
        "person": "person-abcdefgh",
        "service": "openai-api",
        "host": "api.example.com",
        "route": "chat.completions",
        "level": "understood",
        "action": "allow",
        "tier": 1,
    }
    return Record(**(values | changes))  # type: ignore[arg-type]


def _seed(client: str) -> bytes:
    return client.encode().ljust(32, b".")


@pytest.fixture
def make() -> Make:
    """A record with some fields changed."""
    return _make


@pytest.fixture
def seed() -> Callable[[str], bytes]:
    """The secret bytes of a client."""
    return _seed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the ledger of a test stands."""
    return tmp_path / "ledger.db"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    """An open ledger."""
    opened = Ledger.open(path, _seed, busy_seconds=0.2)
    yield opened
    opened.close()


@pytest.fixture
def filled(path: Path) -> Path:
    """A closed ledger: client acme with 20 entries, a signed head after each fourth; client other with 3."""
    opened = Ledger.open(path, _seed)
    for start in range(0, 20, 4):
        futures = [opened.append(_make(time=start + n)) for n in range(4)]
        for future in futures:
            future.result(10)
    for _ in range(3):
        opened.append(_make(client="other")).result(10)
    opened.close()
    _drop_heads(path)
    return path


def _drop_heads(path: Path) -> None:
    """Leave every fourth head only: how appends fall into groups is a matter of timing."""
    connection = sqlite3.connect(path)
    with connection:
        (trigger,) = connection.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'heads_no_delete'"
        ).fetchone()
        connection.execute("DROP TRIGGER heads_no_delete")
        connection.execute("DELETE FROM heads WHERE client = 'acme' AND size % 4")
        connection.execute(trigger)
    connection.close()
