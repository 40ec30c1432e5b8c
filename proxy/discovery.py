"""Discovery: which hosts outside the catalogue a client's people reach, in connections and bytes, for no person alone.

Rule 1: only clients whose policy says ``discover`` are counted; a count holds a host's name, numbers and two days.
Rule 2: bounded: at most ``MOST`` hosts a client; those that were seen longest ago go.
If the file is lost, counting begins anew; whoever changes it changes what is shown, and nothing else.
"""

import logging
import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from proxy.tally import opened

log = logging.getLogger("promptward.discovery")

MOST = 5_000
_HELD = 20_000  # hosts in memory between two writes
_SCHEMA = """
CREATE TABLE IF NOT EXISTS hosts (
    client TEXT NOT NULL, host TEXT NOT NULL, connections INTEGER NOT NULL, up INTEGER NOT NULL,
    down INTEGER NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL, PRIMARY KEY (client, host)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS not_ai (host TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_ADD = """
INSERT INTO hosts VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (client, host) DO UPDATE SET
    connections = connections + excluded.connections, up = up + excluded.up, down = down + excluded.down,
    last = excluded.last
"""
_TRIM = """
DELETE FROM hosts WHERE client = ?1 AND host NOT IN (
    SELECT host FROM hosts WHERE client = ?1 ORDER BY last DESC, connections DESC LIMIT ?2)
"""
# Names that services of this kind like to have; a hint for whoever reads the list, and nothing more.
_HINT = re.compile(
    r"(?:^|[.-])(?:ai|llms?|gpt|chatbot|copilot|inference|genai|openai|ollama)\d?(?=[.-])"
    r"|\.ai$|(?:^|[.-])[a-z0-9]{0,30}gpt[a-z0-9]{0,30}\."
)


@dataclass(frozen=True, slots=True)
class Host:
    """One host as a client's people reach it: connections, bytes in both directions, first and last day (UTC)."""

    host: str
    connections: int
    up: int
    down: int
    first: str
    last: str

    @property
    def hints(self) -> bool:
        """Whether the name sounds like an AI service."""
        return looks_like_ai(self.host)


@dataclass(slots=True)
class Traffic:
    """The bytes of one connection, while it lasts."""

    up: int = 0
    down: int = 0


def looks_like_ai(host: str) -> bool:
    """Whether a host's name sounds like an AI service: ``ai`` or a model's word as a label, or the domain .ai."""
    return _HINT.search(host) is not None


class Discovery:
    """Collects counts in memory; ``flush`` writes them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._counts: dict[tuple[str, str], list[int]] = {}

    def connected(self, client: str, host: str) -> None:
        """Count a connection to a host outside the catalogue."""
        self._add(client, host, 1, 0, 0)

    def ended(self, client: str, host: str, traffic: Traffic) -> None:
        """Count the bytes of a connection that has ended."""
        self._add(client, host, 0, traffic.up, traffic.down)

    def _add(self, client: str, host: str, *numbers: int) -> None:
        counts = self._counts.setdefault((client, host), [0, 0, 0])
        for at, number in enumerate(numbers):
            counts[at] += number
        if len(self._counts) > _HELD:
            del self._counts[next(iter(self._counts))]

    def flush(self, day: str) -> None:
        """Write what was counted since the last time; what cannot be written is kept for the next."""
        counts, self._counts = self._counts, {}
        if not counts:
            return
        try:
            with opened(self._path, _SCHEMA) as database:
                database.executemany(
                    _ADD, [(client, host, *numbers, day, day) for (client, host), numbers in counts.items()]
                )
                for client in {client for client, _ in counts}:
                    database.execute(_TRIM, (client, MOST))
        except (OSError, sqlite3.Error) as error:
            log.error("discovered hosts were not written: %s", type(error).__name__)
            for (client, host), numbers in counts.items():
                self._add(client, host, *numbers)


def hosts(path: Path, client: str, *, everything: bool = False) -> list[Host]:
    """The hosts of a client, the most bytes sent first, without those that are known to be no AI. Raises OSError."""
    if not path.exists():
        return []
    where = "" if everything else "AND host NOT IN (SELECT host FROM not_ai) "
    with opened(path, _SCHEMA) as database:
        rows = database.execute(
            "SELECT host, connections, up, down, first, last FROM hosts WHERE client = ? "
            f"{where}ORDER BY up DESC, host",
            (client,),
        ).fetchall()
    return [Host(*row) for row in rows]


def set_not_ai(path: Path, host: str) -> None:
    """Put a host on the list of those that are no AI. Raises OSError."""
    with opened(path, _SCHEMA) as database:
        database.execute("INSERT OR IGNORE INTO not_ai VALUES (?)", (host,))
