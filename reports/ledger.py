"""The ledger: one append-only Merkle tree per client; a receipt means that the entry is on the disk.

Rule 1: one thread writes. All that waits goes into one transaction (group commit), each client's signed
        head with it; the futures resolve after COMMIT returned, never before.
Rule 2: a tree is extended only from the head that is read inside the same transaction, so that several
        processes may write one file; and only where it is no shorter than every head we know of.
Rule 3: what failed is reported as failed. After a failed commit nothing is assumed: the connection is
        dropped and the next append reads the database anew.
Rule 4: an append that was cancelled before its turn is not written.
"""

import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reports.checkpoint import Checkpoint
from reports.fault import LedgerFault
from reports.growth import Tree, Trees, extended
from reports.headfile import set_aside, write_head
from reports.record import Record, canonical
from reports.tree import Frontier

if TYPE_CHECKING:
    from reports.store import Row, Store

__all__ = ["SEED_PURPOSE", "Ledger", "LedgerFault", "Receipt"]

SEED_PURPOSE = "ledger"  # of the client's derived key that signs its heads
_GROUP = 512  # entries in one transaction at most
_HEAD_FILE_SECONDS = 1.0  # a head file is at most this far behind the database
_FRONTIER_EVERY = 4096  # entries; the start reads no more leaves than this


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof of the writing: entry ``index`` of a client's tree, which has ``size`` entries and a signed
    head."""

    client: str
    index: int
    size: int
    leaf: bytes


@dataclass(frozen=True, slots=True)
class _Append:
    client: str
    body: bytes
    future: Future[Receipt]


class Ledger:
    """The writing end. Thread-safe; made by ``Ledger.open``, ended by ``close``."""

    def __init__(self, path: Path, seed: Callable[[str], bytes], busy_seconds: float) -> None:
        self._path = path
        self._busy_seconds = busy_seconds
        self._queue: queue.SimpleQueue[_Append | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        self._store: Store | None = None
        self._trees = Trees(path, seed)
        self.head_file_fault = ""  # why the newest head file could not be written; empty when all is well
        self._thread = threading.Thread(target=self._run, name="ledger", daemon=True)

    @classmethod
    def open(cls, path: Path, seed: Callable[[str], bytes], *, busy_seconds: float = 4.0) -> "Ledger":
        """Start the writer on a database, made on first use.

        ``seed`` gives the 32 secret bytes of a client from which its signing key is made. The database is
        opened in the writer's thread: a fault of the storage fails the first appends, not this call.
        ``busy_seconds`` is how long another process may keep the database locked.
        """
        ledger = cls(path, seed, busy_seconds)
        ledger._thread.start()
        return ledger

    def append(self, record: Record) -> "Future[Receipt]":
        """Write a record; the future resolves when it is durable, or fails with LedgerFault.

        Raises RecordFault at once for a record that is too long.
        """
        future: Future[Receipt] = Future()
        item = _Append(record.client, canonical(record), future)
        with self._lock:
            if not self._closed:
                self._queue.put(item)
                return future
        future.set_exception(LedgerFault(f"ledger {self._path}: closed; the record was not written."))
        return future

    def close(self, timeout: float | None = None) -> None:
        """Write what waits, refresh the head files and stop the writer. May be called twice."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._thread.join(timeout)

    # The writer's thread.

    def _run(self) -> None:
        with suppress(LedgerFault):  # the first append tries again and reports it
            self._open_store()
        going = True
        while going:
            batch, going = self._collect()
            if batch:
                self._settle(batch)
            self._write_heads(due_only=going)
        self._finish()

    def _collect(self) -> tuple[list[_Append], bool]:
        """Wait for the next appends; false with them when the ledger is being closed."""
        waiting = [tree.filed for _, tree in self._trees if tree.head is not None]
        wait = max(0.0, min(waiting) + _HEAD_FILE_SECONDS - time.monotonic()) if waiting else None
        batch: list[_Append] = []
        try:
            item = self._queue.get(timeout=wait)
            while item is not None:
                if item.future.set_running_or_notify_cancel():
                    batch.append(item)
                if len(batch) >= _GROUP:
                    return batch, True
                item = self._queue.get_nowait()
        except queue.Empty:
            return batch, True
        return batch, False

    def _settle(self, batch: list[_Append]) -> None:
        receipts: dict[int, Receipt] = {}
        refused: dict[str, LedgerFault] = {}
        broken: LedgerFault | None = None
        try:
            receipts, refused = self._commit(batch)
        except LedgerFault as fault:
            broken = fault
        except Exception as error:  # noqa: BLE001  a fault of ours refuses those who wait, and hangs nobody
            broken = LedgerFault(f"ledger {self._path}: cannot be written ({type(error).__name__}).")
        if broken is not None:
            self._drop()
        for item in batch:
            receipt = receipts.get(id(item))
            if receipt is not None:
                item.future.set_result(receipt)
            else:
                item.future.set_exception(LedgerFault(str(broken or refused[item.client])))

    def _commit(self, batch: list[_Append]) -> tuple[dict[int, Receipt], dict[str, LedgerFault]]:
        """One transaction for a batch.

        A client whose tree is not to be extended is refused, the others go on.
        """
        store = self._store or self._open_store()
        groups: dict[str, list[_Append]] = {}
        for item in batch:
            groups.setdefault(item.client, []).append(item)
        receipts: dict[int, Receipt] = {}
        refused: dict[str, LedgerFault] = {}
        grown_trees: dict[str, tuple[Tree, Frontier, Checkpoint, bool]] = {}
        rows: list[tuple[str, Row]] = []
        now = time.time_ns() // 1_000_000
        with store.transaction():
            for client, items in groups.items():
                try:
                    tree = self._trees.current(store, client)
                except LedgerFault as fault:
                    refused[client] = fault
                    continue
                frontier, fresh = extended(tree.frontier, [item.body for item in items])
                rows.extend((client, row) for row in fresh)
                head = Checkpoint(client, frontier.size, frontier.root, now).signed(tree.key)
                keep = frontier.size - tree.kept >= _FRONTIER_EVERY
                if keep:
                    store.keep_frontier(client, frontier)
                grown_trees[client] = (tree, frontier, head, keep)
                for item, row in zip(items, fresh, strict=True):
                    receipts[id(item)] = Receipt(client, row.index, frontier.size, row.leaf)
            if rows:
                store.add(rows, [head for _, _, head, _ in grown_trees.values()])
        for tree, frontier, head, keep in grown_trees.values():
            tree.frontier, tree.head = frontier, head
            if keep:
                tree.kept = frontier.size
        return receipts, refused

    def _write_heads(self, *, due_only: bool) -> None:
        """Refresh the head files.

        Their entries are durable already, so that a fault here waits and is tried again.
        """
        now = time.monotonic()
        for client, tree in self._trees:
            if tree.head is None or (due_only and now < tree.filed + _HEAD_FILE_SECONDS):
                continue
            tree.filed = now
            try:
                note = tree.head.note(tree.key.public_key())
                write_head(self._path, client, tree.head.size, note)
            except OSError as error:
                self.head_file_fault = f"head file of {client}: {error.strerror or 'not written'}."
            else:
                tree.head, self.head_file_fault = None, ""

    def _open_store(self) -> "Store":
        from reports.store import Store  # half a second: imported here, beside the start of everything else

        if not self._path.exists() and self._store is None and not self._trees:
            try:
                set_aside(self._path, time.time_ns() // 1_000_000)
            except OSError as error:
                raise LedgerFault(
                    f"ledger {self._path}: head files: {error.strerror or 'in the way'}."
                ) from None
        elif not self._path.exists():
            raise LedgerFault(
                f"ledger {self._path}: the file was deleted while in use. "
                "Bring it back, or start the proxy again to begin a new tree."
            )
        self._store = Store(self._path, write=True, busy_seconds=self._busy_seconds)
        return self._store

    def _drop(self) -> None:
        if self._store is not None:
            self._store.close()
        self._store = None

    def _finish(self) -> None:
        """Store the shortcuts for the next start. Losing them costs time only."""
        if self._store is None:
            return
        with suppress(LedgerFault), self._store.transaction():
            for client, tree in self._trees:
                if tree.frontier.size > tree.kept:
                    self._store.keep_frontier(client, tree.frontier)
        self._store.close()
