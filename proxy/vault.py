"""The vault: which values stand behind the placeholders of a conversation, and which conversation goes on which.

Rule 1: an owner is an opaque tag of client, person, service and conversation; nothing is ever found across owners.
Rule 2: values live in memory. They go to disk only where settings ask for it, sealed with the client's key (AES-GCM,
the owner bound in as associated data); if they are lost, answers keep their placeholders, nothing worse.
Rule 3: what is on disk in the clear are keyed digests only: follow-ups (which conversation an answer's id goes on),
links for files that an answer told (with the service's id), and coaching shown. What was said of such a file lies
beside its link, sealed.
"""

import hashlib
import hmac
import json
import os
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from proxy.capture import Hint

_CONVERSATIONS = 5_000
_MOST_DAYS = 365
_DAY = 24 * 3600
_COACH_SECONDS = 15 * 60
_LINKS = 20_000
_LINK_SECONDS = (
    24 * 3600
)  # signed links live minutes to a day; sessions of Google a week, but are used at once
_SCHEMA = """
CREATE TABLE IF NOT EXISTS follow(thread TEXT PRIMARY KEY, owner TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS shown(digest TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS announced(
    link TEXT PRIMARY KEY, service TEXT NOT NULL, owner TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS hint(link TEXT PRIMARY KEY, box BLOB NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sealed(
    owner TEXT NOT NULL, slot TEXT NOT NULL, box BLOB NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY(owner, slot)) WITHOUT ROWID;
"""


class VaultFault(OSError):
    """Storage's fault: the vault's file cannot be used."""


class Tokens:
    """The placeholders of one conversation, as a ``Lookup`` for restorers. ``restored`` counts what was turned back."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values: dict[str, str] = {}
        self._beginnings: set[str] = set()
        self.restored = 0
        self.add(values)

    def add(self, values: Mapping[str, str]) -> None:
        """More of the same conversation."""
        new = {token.upper(): value for token, value in values.items()}
        self._values |= new
        self._beginnings |= {token[:length] for token in new for length in range(1, len(token))}

    def __len__(self) -> int:
        return len(self._values)

    def resolve(self, token: str) -> str | None:
        """The value behind a placeholder in any case; None for one that is not of this conversation."""
        value = self._values.get(token.upper())
        self.restored += value is not None
        return value

    def may_begin(self, tail: str) -> bool:
        """Whether a text that starts with ``[`` could still become a known placeholder."""
        return tail.upper() in self._beginnings


class Conflict(ValueError):
    """Two values of one conversation would share a placeholder; the inspection is to be made again, knowing both."""


class Vault:
    """Thread-safe. ``now`` gives seconds since the epoch, ``key`` the vault key of a client, ``days`` how long its
    values are kept after they were last added to."""

    def __init__(
        self,
        path: Path,
        key: Callable[[str], bytes],
        now: Callable[[], float],
        *,
        sealed: bool,
        days: Callable[[str], int] = lambda _: _MOST_DAYS,
    ) -> None:
        self._key, self._now, self._sealed, self._days = key, now, sealed, days
        self._lock = threading.Lock()
        self._values: OrderedDict[str, tuple[float, dict[str, str]]] = OrderedDict()
        try:
            self._database = sqlite3.connect(
                path, check_same_thread=False, isolation_level=None, timeout=5, cached_statements=32
            )
        except sqlite3.Error as error:
            raise _unusable(path, error) from None
        try:
            path.chmod(0o600)
            self._database.execute("PRAGMA journal_mode=WAL")
            self._database.execute("PRAGMA synchronous=NORMAL")
            self._database.execute("PRAGMA secure_delete=ON")
            self._database.executescript(_SCHEMA)
            old = int(now()) - _MOST_DAYS * _DAY
            for table in ("follow", "shown", "announced", "hint", "sealed"):
                self._database.execute(f"DELETE FROM {table} WHERE at < ?", (old,))
        except sqlite3.Error as error:
            self._database.close()
            raise _unusable(path, error) from None

    def tag(self, client: str, *parts: str) -> str:
        """An opaque, keyed digest of some strings of one client."""
        text = "\0".join(parts).encode("utf-8", "surrogatepass")
        return hmac.new(self._key(client), text, hashlib.sha256).hexdigest()[:32]

    def root(self, owner: str) -> str:
        """The conversation that this one goes on; itself where it goes on none."""
        with self._lock:
            row = self._database.execute("SELECT owner FROM follow WHERE thread = ?", (owner,)).fetchone()
        return str(row[0]) if row else owner

    def follow(self, thread: str, owner: str) -> None:
        """Remember that the conversation tagged ``thread`` goes on ``owner``."""
        if thread != owner:
            with self._lock:
                self._database.execute(
                    "INSERT OR IGNORE INTO follow VALUES (?, ?, ?)", (thread, owner, int(self._now()))
                )

    def announce(self, client: str, link: str, service: str, owner: str, hint: Hint | None = None) -> None:
        """Remember that a service told the owner's person a link (its tag) to bring a file to, and what the person had
        said of that file."""
        now = int(self._now())
        with self._lock:
            run = self._database.execute
            run("INSERT OR REPLACE INTO announced VALUES (?, ?, ?, ?)", (link, service, owner, now))
            run("DELETE FROM announced WHERE at < ?", (now - _LINK_SECONDS,))
            (count,) = run("SELECT COUNT(*) FROM announced").fetchone()
            if count > _LINKS:
                run(
                    "DELETE FROM announced WHERE link IN (SELECT link FROM announced ORDER BY at LIMIT ?)",
                    (count - _LINKS,),
                )
                run("DELETE FROM hint WHERE link NOT IN (SELECT link FROM announced)")
            run("DELETE FROM hint WHERE link = ? OR at < ?", (link, now - _LINK_SECONDS))
            if hint is not None:
                said = json.dumps([hint.ends, hint.kind, hint.size, hint.is_open]).encode()
                run("INSERT INTO hint VALUES (?, ?, ?)", (link, self._box(client, link, said), now))

    def hint(self, client: str, link: str) -> Hint | None:
        """What was said of the file that is brought to a link (its tag)."""
        oldest = int(self._now()) - _LINK_SECONDS
        with self._lock:
            row = self._database.execute(
                "SELECT box FROM hint WHERE link = ? AND at >= ?", (link, oldest)
            ).fetchone()
        said = self._unbox(client, link, row[0]) if row else None
        return Hint(*json.loads(said)) if said is not None else None

    def announced(self, link: str) -> tuple[str, str] | None:
        """The service that told a link, and the conversation of the request that was answered; None: unknown."""
        oldest = int(self._now()) - _LINK_SECONDS
        with self._lock:
            row = self._database.execute(
                "SELECT service, owner FROM announced WHERE link = ? AND at >= ?", (link, oldest)
            ).fetchone()
        return (str(row[0]), str(row[1])) if row else None

    def known(self, client: str, owner: str) -> dict[str, str]:
        """The placeholders of a conversation and their values."""
        oldest = self._now() - self._days(client) * _DAY
        with self._lock:
            at, values = self._values.get(owner, (0.0, {}))
            if values and at < oldest:
                del self._values[owner]
                values = {}
            elif values:
                self._values.move_to_end(owner)
            elif self._sealed:
                values = self._unseal(client, owner, oldest)
                if values:
                    self._keep(owner, values)
            return dict(values)

    def recall(self, client: str, owner: str) -> tuple[str, dict[str, str]]:
        """The conversation that this one goes on, and its placeholders."""
        root = self.root(owner)
        return root, self.known(client, root)

    def learn(self, client: str, owner: str, tokens: Mapping[str, str]) -> dict[str, str]:
        """Add placeholders to a conversation and give all it has. Raises Conflict where one has another value."""
        known = self.known(client, owner)
        if any(known.get(token, value) != value for token, value in tokens.items()):
            raise Conflict
        fresh = {token: value for token, value in tokens.items() if token not in known}
        if fresh:
            with self._lock:
                self._keep(owner, known | fresh)
                if self._sealed:
                    self._seal(client, owner, fresh)
        return known | fresh

    def coached(self, digest: str) -> bool:
        """Whether this very request was explained to its sender within the window; notes it for the next time."""
        now = int(self._now())
        with self._lock:
            row = self._database.execute("SELECT at FROM shown WHERE digest = ?", (digest,)).fetchone()
            self._database.execute("INSERT OR REPLACE INTO shown VALUES (?, ?)", (digest, now))
        return row is not None and now - int(row[0]) <= _COACH_SECONDS

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._database.close()

    def _keep(self, owner: str, values: dict[str, str]) -> None:
        self._values[owner] = (self._now(), values)
        self._values.move_to_end(owner)
        while len(self._values) > _CONVERSATIONS:
            self._values.popitem(last=False)

    def _seal(self, client: str, owner: str, tokens: Mapping[str, str]) -> None:
        rows = []
        for token, value in tokens.items():
            text = f"{token}\0{value}".encode("utf-8", "surrogatepass")
            slot = hmac.new(self._key(client), token.encode(), hashlib.sha256).hexdigest()[:32]
            rows.append((owner, slot, self._box(client, owner, text), int(self._now())))
        self._database.executemany("INSERT OR REPLACE INTO sealed VALUES (?, ?, ?, ?)", rows)

    def _unseal(self, client: str, owner: str, oldest: float) -> dict[str, str]:
        values = {}
        self._database.execute("DELETE FROM sealed WHERE owner = ? AND at < ?", (owner, int(oldest)))
        for (sealed,) in self._database.execute("SELECT box FROM sealed WHERE owner = ?", (owner,)):
            text = self._unbox(client, owner, sealed)
            if text is not None:  # else that placeholder stays as it is
                token, _, value = text.decode("utf-8", "surrogatepass").partition("\0")
                values[token] = value
        return values

    def _box(self, client: str, bound: str, text: bytes) -> bytes:
        """A text sealed with a client's key and bound to a tag."""
        nonce = os.urandom(12)
        return nonce + AESGCM(self._key(client)).encrypt(nonce, text, bound.encode())

    def _unbox(self, client: str, bound: str, box: bytes) -> bytes | None:
        """What was sealed; None where it was tampered with, or sealed with another key."""
        try:
            return AESGCM(self._key(client)).decrypt(box[:12], box[12:], bound.encode())
        except InvalidTag:
            return None


def _unusable(path: Path, error: sqlite3.Error) -> VaultFault:
    return VaultFault(
        f"{path}: cannot be used ({error}). Remove the file: answers of running conversations "
        "will then keep their placeholders."
    )
