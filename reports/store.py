"""The ledger's database: transactions and rows, and its faults in plain words.

An IO file, with ``schema.py`` the only one that knows SQLAlchemy. SQLite is the dialect of one machine; another
dialect needs its own ``_connect`` here and triggers there and nothing elsewhere. Importing this module costs half a
second, so whoever must start quickly imports it in a thread or a function.

SQLite stores any type in any column, so that what is read may be of another type than what was written: that is a
fault of its own, which names the entry.
"""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from reports import schema
from reports.checkpoint import Checkpoint
from reports.fault import LedgerFault, fault_of
from reports.tree import Frontier


@dataclass(frozen=True, slots=True)
class Row:
    """One entry as it is stored."""

    index: int
    body: bytes
    leaf: bytes
    root: bytes


class Store:
    """One connection to a ledger's database, for one thread."""

    def __init__(self, path: Path, *, write: bool, busy_seconds: float = 4.0) -> None:
        """Open the database, and make it where ``write`` is true and it is absent. Raises LedgerFault."""
        self.path = path
        self._write = write
        self._busy = busy_seconds
        self._engine = sa.create_engine(
            "sqlite://", creator=self._connect, poolclass=NullPool, hide_parameters=True
        )
        if write:
            sa.event.listen(self._engine, "begin", _begin_immediate)
        try:
            if write:
                _create(path)
            elif not path.is_file():
                raise LedgerFault(f"ledger {path}: is not there yet. It is made when the proxy first starts.")
            self._connection = self._engine.connect()
            if write:
                self._lay_out()
            self._identity = _identity(path)
        except (DBAPIError, sqlite3.Error) as error:
            raise fault_of(path, error) from None
        except LedgerFault:
            raise
        except OSError as error:
            raise LedgerFault(f"ledger {path}: {error.strerror or 'cannot be opened'}.") from None

    def _lay_out(self) -> None:
        try:
            with self._connection.begin():
                schema.metadata.create_all(self._connection)
                for trigger in schema.TRIGGERS:
                    self._connection.exec_driver_sql(trigger)
        except (DBAPIError, sqlite3.Error):
            self.close()
            raise

    def _connect(self) -> sqlite3.Connection:
        mode = "rw" if self._write else "ro"
        log = self.path.with_name(self.path.name + "-wal")
        if not self._write and not log.exists() and not os.access(self.path.parent, os.W_OK):
            mode = "ro&immutable=1"  # a copy on a medium that takes no lock file, with an auditor say
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=self._busy,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.text_factory = _text
        try:
            for pragma in self.pragmas() if self._write else ():
                connection.execute(f"PRAGMA {pragma}")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def pragmas(self) -> Sequence[str]:
        """What makes a commit durable and a deletion real."""
        return ("journal_mode=WAL", "synchronous=FULL", "fullfsync=ON", "secure_delete=ON")

    def close(self) -> None:
        """Close the connection; never raises."""
        try:
            self._connection.close()
            self._engine.dispose()
        except (DBAPIError, sqlite3.Error):
            return

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """A write that is durable when the block ends, or did not happen. Raises LedgerFault."""
        self.check_in_place()
        with self._faults(), self._connection.begin():
            yield
        self.check_in_place()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """A read that sees one state of the database, however long it takes. Raises LedgerFault."""
        with self._faults():
            transaction = self._connection.begin()
            try:
                if not self._write:  # the driver alone would begin no transaction for a read
                    self._connection.exec_driver_sql("BEGIN")
                yield
            finally:
                with suppress(DBAPIError, sqlite3.Error):  # a damaged page would be reported a second time
                    transaction.rollback()

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, sqlite3.Error) as error:
            raise fault_of(self.path, error) from None

    def check_in_place(self) -> None:
        """Raise LedgerFault where the file (or its log) is no longer the one that was opened.

        SQLite goes on writing into a deleted file without an error; what is written there is lost.
        """
        if _identity(self.path) != self._identity:
            raise LedgerFault(
                f"ledger {self.path}: the file was deleted or replaced while in use. "
                "Bring it back, or start the proxy again to begin a new tree."
            )

    def last(self, client: str) -> tuple[int, bytes] | None:
        """Index and root of a client's last entry."""
        row = self._connection.execute(schema.LAST, {"client": client}).first()
        return (self._index(client, row.idx), self._bytes(client, row, "root")) if row else None

    def newest_head(self, client: str) -> Checkpoint | None:
        """The newest signed head of a client."""
        row = self._connection.execute(schema.NEWEST, {"client": client}).first()
        return self._head(client, row) if row else None

    def frontier(self, client: str) -> Frontier | None:
        """The stored shortcut; None where there is none or it cannot be one."""
        row = self._connection.execute(
            sa.select(schema.frontiers).where(schema.frontiers.c.client == client)
        ).first()
        try:
            return Frontier.decode(row.size, row.hashes) if row else None
        except (ValueError, TypeError):
            return None

    def leaves(self, client: str, start: int, end: int) -> Iterator[bytes]:
        """Leaf hashes in order."""
        for row in self._connection.execute(schema.LEAVES, {"client": client, "start": start, "end": end}):
            yield self._bytes(client, row, "leaf")

    def rows(self, client: str, start: int = 0, end: int | None = None) -> Iterator[Row]:
        """Entries in order, streamed."""
        query = sa.select(schema.entries).where(
            schema.entries.c.client == client, schema.entries.c.idx >= start
        )
        if end is not None:
            query = query.where(schema.entries.c.idx < end)
        query = query.order_by(schema.entries.c.idx).execution_options(yield_per=500)
        with self._faults():
            for row in self._connection.execute(query):
                yield self._row(client, row)

    def heads(self, client: str) -> Iterator[Checkpoint]:
        """Signed heads from the smallest to the largest, streamed."""
        query = sa.select(schema.heads).where(schema.heads.c.client == client).order_by(schema.heads.c.size)
        with self._faults():
            for row in self._connection.execute(query.execution_options(yield_per=500)):
                yield self._head(client, row)

    def clients(self) -> dict[str, int]:
        """Every client with entries or heads, and the count of its entries."""
        count = sa.select(schema.entries.c.client, sa.func.count().label("n")).group_by(
            schema.entries.c.client
        )
        found = {row.client: row.n for row in self._connection.execute(count)}
        for name in self._connection.execute(sa.select(schema.heads.c.client).distinct()).scalars():
            found.setdefault(name, 0)
        if not all(isinstance(name, str) for name in found):
            raise self._tampered("the name of a client")
        return dict(sorted(found.items()))

    def _row(self, client: str, row: Any) -> Row:
        index = self._index(client, row.idx)
        return Row(index, *(self._bytes(client, row, name) for name in ("body", "leaf", "root")))

    def _head(self, client: str, row: Any) -> Checkpoint:
        size, time = row.size, row.time
        if type(size) is not int or type(time) is not int:
            raise self._tampered(f"the size or the time of a head of client {client}")
        if not isinstance(row.root, bytes) or not isinstance(row.signature, bytes):
            raise self._tampered(f"the root or the signature of the head of size {size} of client {client}")
        return Checkpoint(client, size, row.root, time, row.signature)

    def _index(self, client: str, index: object) -> int:
        if type(index) is not int:
            raise self._tampered(f"the number of an entry of client {client}")
        return index

    def _bytes(self, client: str, row: Any, name: str) -> bytes:
        value = getattr(row, name)
        if not isinstance(value, bytes):
            raise self._tampered(f"the {name} of entry {self._index(client, row.idx)} of client {client}")
        return value

    def _tampered(self, what: str) -> LedgerFault:
        return LedgerFault(
            f"ledger {self.path}: {what} is not of the type that was written. "
            "Run 'promptward ledger verify', then bring back a backup."
        )

    def add(self, rows: Sequence[tuple[str, Row]], heads: Sequence[Checkpoint]) -> None:
        """Insert entries and heads, inside a transaction."""
        self._connection.execute(
            schema.INSERT_ENTRY,
            [
                {"client": client, "idx": row.index, "body": row.body, "leaf": row.leaf, "root": row.root}
                for client, row in rows
            ],
        )
        self._connection.execute(
            schema.INSERT_HEAD,
            [
                {
                    "client": head.client,
                    "size": head.size,
                    "root": head.root,
                    "time": head.time,
                    "signature": head.signature,
                }
                for head in heads
            ],
        )

    def keep_frontier(self, client: str, frontier: Frontier) -> None:
        """Store the shortcut for the next start, inside a transaction."""
        values = {"size": frontier.size, "hashes": frontier.encode()}
        changed = self._connection.execute(
            sa.update(schema.frontiers).where(schema.frontiers.c.client == client).values(**values)
        )
        if not changed.rowcount:
            self._connection.execute(sa.insert(schema.frontiers).values(client=client, **values))


def _text(stored: bytes) -> str:
    """Text of the database, of which nothing that we wrote is in another encoding: a fault is told by its entry."""
    return stored.decode("utf-8", "replace")


def _begin_immediate(connection: sa.Connection) -> None:
    # Take the write lock at once: the head that is read inside is then the head that is extended.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _create(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # the new name must survive a power cut as its content does
    finally:
        os.close(folder)


def _identity(path: Path) -> tuple[tuple[int, int] | None, ...]:
    found: list[tuple[int, int] | None] = []
    for name in (path, path.with_name(path.name + "-wal")):
        try:
            status = name.stat()
            found.append((status.st_dev, status.st_ino))
        except OSError:
            found.append(None)
    return tuple(found)
