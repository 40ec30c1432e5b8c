"""Drafts: which sampled hosts looked like AI services, by client, host and path template; never what was said there.

Rule 1: a draft holds names of signals, a template, sizes, a number and two days.
Rule 2: bounded: at most ``MOST`` drafts a client; those that were seen longest ago go.
If the file is lost, sampling begins anew; whoever changes it changes what is shown, and nothing else.
"""

import logging
import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from proxy.recognition import Recognition
from proxy.tally import opened

log = logging.getLogger("promptward.drafts")

MOST = 500
_HELD = 1_000  # drafts in memory between two writes
_SCHEMA = """
CREATE TABLE IF NOT EXISTS drafts (
    client TEXT NOT NULL, host TEXT NOT NULL, method TEXT NOT NULL, template TEXT NOT NULL, score INTEGER NOT NULL,
    request TEXT NOT NULL, response TEXT NOT NULL, times INTEGER NOT NULL, up INTEGER NOT NULL, down INTEGER NOT NULL,
    first TEXT NOT NULL, last TEXT NOT NULL, PRIMARY KEY (client, host, method, template)
) WITHOUT ROWID;
"""
# Of the exchanges of one template the one with the most points says which signals there are.
_ADD = """
INSERT INTO drafts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (client, host, method, template) DO UPDATE SET
    request = iif(excluded.score > score, excluded.request, request),
    response = iif(excluded.score > score, excluded.response, response), score = max(score, excluded.score),
    times = times + excluded.times, up = up + excluded.up, down = down + excluded.down, last = excluded.last
"""
_TRIM = """
DELETE FROM drafts WHERE client = ?1 AND (host, method, template) NOT IN (
    SELECT host, method, template FROM drafts WHERE client = ?1 ORDER BY last DESC, score DESC, times DESC LIMIT ?2)
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """One template at one host: points, signals, exchanges that were raised, their bytes, first and last day (UTC)."""

    host: str
    method: str
    template: str
    score: int
    request: tuple[str, ...]
    response: tuple[str, ...]
    times: int
    up: int
    down: int
    first: str = ""
    last: str = ""


class Drafts:
    """Collects drafts in memory; ``flush`` writes them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._found: dict[tuple[str, str, str, str], Draft] = {}

    def add(self, client: str, host: str, method: str, found: Recognition, up: int, down: int) -> None:
        """Note an exchange that was raised."""
        self._put(
            client,
            Draft(host, method, found.template, found.score, found.request, found.response, 1, up, down),
        )

    def _put(self, client: str, new: Draft) -> None:
        key = (client, new.host, new.method, new.template)
        old = self._found.get(key)
        if old is not None:
            best = new if new.score > old.score else old
            new = replace(best, times=old.times + new.times, up=old.up + new.up, down=old.down + new.down)
        self._found[key] = new
        if len(self._found) > _HELD:
            del self._found[next(iter(self._found))]

    def flush(self, day: str) -> None:
        """Write what was noted since the last time; what cannot be written is kept for the next."""
        found, self._found = self._found, {}
        if not found:
            return
        try:
            with opened(self._path, _SCHEMA) as database:
                database.executemany(
                    _ADD, [_row(client, draft, day) for (client, *_), draft in found.items()]
                )
                for client in {client for client, *_ in found}:
                    database.execute(_TRIM, (client, MOST))
        except (OSError, sqlite3.Error) as error:
            log.error("drafts were not written: %s", type(error).__name__)
            for (client, *_), draft in found.items():
                self._put(client, draft)


def drafts(path: Path, client: str) -> list[Draft]:
    """The drafts of a client, the most points first. Raises OSError."""
    if not path.exists():
        return []
    with opened(path, _SCHEMA) as database:
        rows = database.execute(
            "SELECT host, method, template, score, request, response, times, up, down, first, last FROM drafts "
            "WHERE client = ? ORDER BY score DESC, times DESC, host, template",
            (client,),
        ).fetchall()
    return [_draft(*row) for row in rows]


def _row(client: str, draft: Draft, day: str) -> tuple[object, ...]:
    signals = (",".join(draft.request), ",".join(draft.response))
    numbers = (draft.times, draft.up, draft.down)
    return (client, draft.host, draft.method, draft.template, draft.score, *signals, *numbers, day, day)


def _draft(
    host: str, method: str, template: str, score: int, request: str, response: str, *rest: Any
) -> Draft:
    return Draft(host, method, template, score, _names(request), _names(response), *rest)


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split(","))
