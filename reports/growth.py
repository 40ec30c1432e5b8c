"""The trees as the writer knows them: each is extended only where it agrees with every head that is known.

The database is read inside the caller's transaction. A head file of an empty tree is written before the first
entry of a client, so that from then on its absence is a finding.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from reports.checkpoint import Checkpoint, private_key
from reports.fault import LedgerFault
from reports.headfile import read_head, write_head
from reports.tree import Frontier, grown, leaf_hash

if TYPE_CHECKING:
    from reports.store import Row, Store


@dataclass(slots=True)
class Tree:
    """What the writer remembers of a client's tree between transactions."""

    frontier: Frontier
    key: Ed25519PrivateKey
    kept: int = 0  # size of the stored frontier
    filed: float = float("-inf")  # when the head file was written, monotonic
    head: Checkpoint | None = None  # newer than the head file


class Trees:
    """All trees that a writer has met."""

    def __init__(self, path: Path, seed: Callable[[str], bytes]) -> None:
        self._path = path
        self._seed = seed
        self._trees: dict[str, Tree] = {}

    def __len__(self) -> int:
        return len(self._trees)

    def __iter__(self) -> Iterator[tuple[str, Tree]]:
        return iter(self._trees.items())

    def current(self, store: "Store", client: str) -> Tree:
        """A client's tree as the database has it now, inside the transaction. Raises LedgerFault."""
        last = store.last(client)
        size, root = (last[0] + 1, last[1]) if last else (0, Frontier().root)
        tree = self._trees.get(client)
        if tree is None:
            tree = self._load(store, client, size, root)
        if size < tree.frontier.size:
            raise self._broken(client, f"has {size} entries where {tree.frontier.size} were written")
        frontier = tree.frontier
        if size > frontier.size:  # another process wrote, or a commit that we saw fail had gone through
            frontier = grown(frontier, store.leaves(client, frontier.size, size))
        if frontier.size != size or frontier.root != root:
            raise self._broken(client, "does not add up to its last root")
        tree.frontier = frontier
        self._trees[client] = tree
        return tree

    def _load(self, store: "Store", client: str, size: int, root: bytes) -> Tree:
        """The first look at a client's tree: it must agree with its signed head and with its head file."""
        head, filed = store.newest_head(client), read_head(self._path, client)
        if (head.size if head else 0) != size or (head and head.root != root):
            raise self._broken(client, "does not agree with its newest signed head")
        key = private_key(self._seed(client))
        for each in (head, filed):
            if each is not None and not each.genuine(key.public_key()):
                raise self._broken(client, "has a head that was signed with another key")
        if filed is not None and filed.size > size:
            raise self._broken(client, f"has {size} entries where its head file has {filed.size}")
        if filed is None:
            if size:
                raise self._broken(client, "has no head file any more")
            self._begin(client, key)
        frontier = store.frontier(client) or Frontier()
        if not self._known(store, client, frontier, size):
            frontier = Frontier()
        return Tree(grown(frontier, store.leaves(client, frontier.size, size)), key, kept=frontier.size)

    @staticmethod
    def _known(store: "Store", client: str, frontier: Frontier, size: int) -> bool:
        """Whether a stored frontier is a state that the tree really had."""
        if not 0 < frontier.size <= size:
            return False
        row = next(store.rows(client, frontier.size - 1, frontier.size), None)
        return row is not None and row.root == frontier.root

    def _begin(self, client: str, key: Ed25519PrivateKey) -> None:
        """The head file of an empty tree, durable before its first entry: from here on its absence is a
        finding."""
        head = Checkpoint(client, 0, Frontier().root, time.time_ns() // 1_000_000).signed(key)
        try:
            write_head(self._path, client, 0, head.note(key.public_key()))
        except OSError as error:
            raise LedgerFault(f"ledger {self._path}: head file: {error.strerror or 'not written'}.") from None

    def _broken(self, client: str, what: str) -> LedgerFault:
        return LedgerFault(
            f"ledger {self._path}: the tree of client {client} {what}; nothing is added to it. "
            "Run 'promptward ledger verify' and bring back a backup."
        )


def extended(frontier: Frontier, bodies: Iterable[bytes]) -> "tuple[Frontier, list[Row]]":
    from reports.store import Row

    rows: list[Row] = []
    for body in bodies:
        leaf = leaf_hash(body)
        frontier = frontier.append(leaf)
        rows.append(Row(frontier.size - 1, body, leaf, frontier.root))
    return frontier, rows
