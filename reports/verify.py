"""Verification: whether every client's tree is what was written, and if not, the first entry that is not.

Rule 1: the stored leaf and root hashes only help to name the entry; what counts is the root computed from the
        bodies against the signed heads.
Rule 2: the newest head's signature is checked always; older heads are bound by it, and their signatures are
        checked when something is wrong, to find out from where on.
Rule 3: a fault in one client's tree says nothing about another's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from reports.checkpoint import Checkpoint, private_key
from reports.fault import LedgerFault
from reports.headfile import Lost, clients_with_heads, lost_heads, read_head
from reports.store import Row, Store
from reports.tree import Frontier, leaf_hash

_STEP = 500  # entries between two reports of progress

type Progress = Callable[[int, int], None]  # entries done, entries in all


class Trouble(StrEnum):
    """What is wrong with an entry."""

    EDITED = "edited"
    MISSING = "missing"
    REORDERED = "reordered"
    CUT = "cut tail"
    UNSIGNED = "unsigned"
    SIGNATURE = "bad signature"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Finding:
    """The first bad entry of a tree and what is wrong with it, in words."""

    index: int
    trouble: Trouble
    words: str


@dataclass(frozen=True, slots=True)
class Tree:
    """The result for one client.

    ``size`` and ``root`` are what was computed; ``bad`` is None where all is well.
    """

    client: str
    size: int
    root: bytes
    heads: int
    bad: Finding | None = None

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return self.bad is None

    @property
    def problem(self) -> str:
        """The first bad entry and what is wrong, in one line; empty where all is well."""
        return f"from entry {self.bad.index} on: {self.bad.trouble}: {self.bad.words}" if self.bad else ""


@dataclass(frozen=True, slots=True)
class Verification:
    """The result for all clients asked for. ``lost`` are the last heads of trees whose database is gone."""

    clients: tuple[Tree, ...]
    lost: tuple[Lost, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether no tree has a bad entry and none is lost: a record that is gone is not a whole record."""
        return not self.lost and all(tree.ok for tree in self.clients)


def verify(
    path: Path, seed: Callable[[str], bytes], client: str = "", progress: Progress | None = None
) -> Verification:
    """Check one client's tree, or all of them.

    The ledger may be written at the same time. Raises LedgerFault where the database cannot be read at all.
    """
    filed = _filed(path)  # before the database: a writer goes on, and no file may seem ahead
    store = Store(path, write=False)
    try:
        with store.snapshot():
            sizes = store.clients()
            names = sorted({*sizes, *filed})
            if client:
                names = [name for name in names if name == client]
            total, done = sum(sizes.get(name, 0) for name in names), 0
            trees: list[Tree] = []
            for name in names:
                before = done

                def step(count: int, before: int = before) -> None:
                    if progress is not None:
                        progress(before + count, total)

                if name not in filed:  # begun since then, or its file is gone
                    filed[name] = _began(store, path, name)
                key = private_key(seed(name)).public_key()
                trees.append(_tree(store, name, key, filed[name], step))
                done += sizes.get(name, 0)
            lost = tuple(head for head in lost_heads(path) if not client or head.client == client)
    finally:
        store.close()
    return Verification(tuple(trees), lost)


@dataclass(slots=True)
class _Walk:
    frontier: Frontier
    heads: int = 0
    covered: int = 0  # size of the last head that agreed
    newest: Checkpoint | None = None


type _Filed = Checkpoint | LedgerFault | None  # a head file: its head, why it has none, or no file


def _filed(path: Path) -> dict[str, _Filed]:
    return {name: _head_of(path, name) for name in clients_with_heads(path)}


def _head_of(path: Path, client: str) -> _Filed:
    try:
        return read_head(path, client)
    except LedgerFault as fault:
        return fault


def _began(store: Store, path: Path, client: str) -> _Filed:
    """The head file of a client that had none a moment ago; the newest head where it is newer than that."""
    head, last = _head_of(path, client), store.last(client)
    if isinstance(head, Checkpoint) and head.size > (last[0] + 1 if last else 0):
        return store.newest_head(client)
    return head


def _tree(
    store: Store, client: str, key: Ed25519PublicKey, filed: _Filed, step: Callable[[int], None]
) -> Tree:
    walk = _Walk(Frontier())
    if isinstance(filed, LedgerFault):
        return Tree(client, 0, walk.frontier.root, 0, Finding(0, Trouble.UNREADABLE, str(filed)))
    try:
        bad = _walk(store, client, key, filed, walk, step)
    except LedgerFault as fault:
        bad = Finding(walk.frontier.size, Trouble.UNREADABLE, str(fault))
    except (TypeError, ValueError):
        bad = Finding(walk.frontier.size, Trouble.UNREADABLE, "a stored value is not of its type")
    return Tree(client, walk.frontier.size, walk.frontier.root, walk.heads, bad)


def _walk(
    store: Store,
    client: str,
    key: Ed25519PublicKey,
    filed: Checkpoint | None,
    walk: _Walk,
    step: Callable[[int], None],
) -> Finding | None:
    heads = store.heads(client)
    head = next(heads, None)
    for row in store.rows(client):
        bad = _row(store, client, walk.frontier, row)
        if bad is not None:
            return bad
        walk.frontier = walk.frontier.append(row.leaf)
        size = walk.frontier.size
        while head is not None and head.size < size:
            head = next(heads, None)
        if head is not None and head.size == size:
            if head.root != walk.frontier.root:
                return _rewritten(walk.covered, size) if head.genuine(key) else _forged(walk.covered, size)
            walk.heads, walk.covered, walk.newest = walk.heads + 1, size, head
            head = next(heads, None)
        if filed is not None and filed.size == size and filed.root != walk.frontier.root:
            return _rewritten(_first_forged(store, client, key), size, "the head file")
        if size % _STEP == 0:
            step(size)
    step(walk.frontier.size)
    return _end(store, client, key, filed, walk, head)


def _row(store: Store, client: str, frontier: Frontier, row: Row) -> Finding | None:
    """Check one stored entry against the tree before it."""
    at = frontier.size
    if row.index != at:
        return Finding(at, Trouble.MISSING, f"entry {at} is missing; entry {row.index} follows")
    if leaf_hash(row.body) != row.leaf:
        return Finding(at, Trouble.EDITED, f"the body of entry {at} is not the one that was written")
    if frontier.append(row.leaf).root == row.root:
        return None
    for other in store.rows(client):
        if other.index != at and frontier.append(leaf_hash(other.body)).root in (row.root, other.root):
            return Finding(at, Trouble.REORDERED, f"entry {at} stands at place {other.index}")
        if other.root == row.root and other.index != at:
            return Finding(at, Trouble.REORDERED, f"place {at} holds a copy of entry {other.index}")
    return Finding(at, Trouble.EDITED, f"entry {at} is not the one that was written, nor is its hash")


def _rewritten(first: int, end: int, against: str = "the signed head") -> Finding:
    words = f"entries {first} to {end - 1} do not agree with {against} of size {end}"
    return Finding(first, Trouble.EDITED, words)


def _forged(first: int, end: int) -> Finding:
    words = f"the head of size {end} (entries {first} to {end - 1}) was changed or signed with another key"
    return Finding(first, Trouble.SIGNATURE, words)


def _end(
    store: Store,
    client: str,
    key: Ed25519PublicKey,
    filed: Checkpoint | None,
    walk: _Walk,
    head: Checkpoint | None,
) -> Finding | None:
    """What can only be seen when all entries were read."""
    size = walk.frontier.size
    if head is not None:
        largest = max(each.size for each in store.heads(client))
        return Finding(size, Trouble.CUT, f"{size} entries are there, a signed head has {largest}")
    if filed is not None and filed.size > size:
        if not filed.genuine(key):
            return Finding(size, Trouble.SIGNATURE, "the head file was signed with another key")
        return Finding(size, Trouble.CUT, f"{size} entries are there, the head file has {filed.size}")
    if walk.newest is not None and not walk.newest.genuine(key):
        return _forged(_first_forged(store, client, key), walk.newest.size)
    if walk.covered != size:
        words = f"entries {walk.covered} to {size - 1} have no signed head"
        return Finding(walk.covered, Trouble.UNSIGNED, words)
    if filed is None:
        return Finding(size, Trouble.CUT, "the head file is gone, so that a cut tail could not be seen")
    if not filed.genuine(key):
        return Finding(size, Trouble.SIGNATURE, "the head file was signed with another key")
    return None


def _first_forged(store: Store, client: str, key: Ed25519PublicKey) -> int:
    """The first entry that no genuine head covers."""
    covered = 0
    for head in store.heads(client):
        if not head.genuine(key):
            return covered
        covered = head.size
    return covered
