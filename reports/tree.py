"""The mathematics of the ledger: a Merkle tree over SHA-256 as in RFC 6962, section 2 (RFC 9162, section 2).

Pure: leaves come from a reader, a function that gives the leaf hashes from ``start`` up to ``end``.

Rule 1: a leaf is hashed with a zero byte before it, a node with a one byte, so that neither passes for the
        other.
Rule 2: whatever checks a proof takes nothing from the one who made it but the proof.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

type Reader = Callable[[int, int], Iterable[bytes]]

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256().digest()


def leaf_hash(body: bytes) -> bytes:
    """The hash of one entry."""
    return hashlib.sha256(b"\x00" + body).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees side by side."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """All that is needed of a tree to go on: its size and the roots of its perfect subtrees, largest
    first."""

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.hashes) != self.size.bit_count():
            raise ValueError("a frontier has one hash for each bit that is set in its size")

    def append(self, leaf: bytes) -> "Frontier":
        """The frontier after one more leaf hash."""
        hashes = list(self.hashes)
        size = self.size
        while size & 1:
            leaf = node_hash(hashes.pop(), leaf)
            size >>= 1
        hashes.append(leaf)
        return Frontier(self.size + 1, tuple(hashes))

    @property
    def root(self) -> bytes:
        """The root of the whole tree."""
        if not self.hashes:
            return EMPTY_ROOT
        root = self.hashes[-1]
        for left in self.hashes[-2::-1]:
            root = node_hash(left, root)
        return root

    def encode(self) -> bytes:
        """The hashes in one string; together with the size it can be decoded again."""
        return b"".join(self.hashes)

    @staticmethod
    def decode(size: int, data: bytes) -> "Frontier":
        """Read what ``encode`` wrote. Raises ValueError."""
        return Frontier(size, tuple(data[at : at + HASH_BYTES] for at in range(0, len(data), HASH_BYTES)))


def grown(frontier: Frontier, leaves: Iterable[bytes]) -> Frontier:
    """A frontier after more leaf hashes."""
    for leaf in leaves:
        frontier = frontier.append(leaf)
    return frontier


def root_of(read: Reader, start: int, end: int) -> bytes:
    """The root over the leaves from ``start`` up to ``end`` (MTH of RFC 6962)."""
    return grown(Frontier(), read(start, end)).root


def _split(size: int) -> int:
    """The largest power of two below ``size``."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion_proof(read: Reader, index: int, size: int) -> tuple[bytes, ...]:
    """The hashes that lead from leaf ``index`` to the root of the first ``size`` leaves, lowest first."""
    if not 0 <= index < size:
        raise ValueError("the entry is not in a tree of this size")
    path: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(root_of(read, middle, end))
            end = middle
        else:
            path.append(root_of(read, start, middle))
            start = middle
    return tuple(reversed(path))


def consistency_proof(read: Reader, old: int, new: int) -> tuple[bytes, ...]:
    """The hashes that show that the first ``old`` of ``new`` leaves are the older tree, unchanged."""
    if not 0 < old <= new:
        raise ValueError("the older tree must have leaves, and not more than the newer one")
    path: list[bytes] = []
    start, end, whole = 0, new, True  # whole: the older tree ends exactly where this subtree ends
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            path.append(root_of(read, middle, end))
            end = middle
        else:
            path.append(root_of(read, start, middle))
            start, whole = middle, False
    if not whole:
        path.append(root_of(read, start, end))
    return tuple(reversed(path))


def included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether a proof shows that ``leaf`` is entry ``index`` of the tree (RFC 9162, section 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    first, last, result = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if first & 1 or first == last:
            result = node_hash(step, result)
            while not first & 1 and first:
                first, last = first >> 1, last >> 1
        else:
            result = node_hash(result, step)
        first, last = first >> 1, last >> 1
    return last == 0 and result == root


def consistent(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether a proof shows that the newer tree only adds to the older one (RFC 9162, section 2.1.4.2)."""
    if not 0 < old <= new:
        return False
    if old == new:
        return not proof and old_root == new_root
    steps = list(proof)
    if old & (old - 1) == 0:
        steps.insert(0, old_root)
    if not steps:
        return False
    first, last = old - 1, new - 1
    while first & 1:
        first, last = first >> 1, last >> 1
    old_result = new_result = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if first & 1 or first == last:
            old_result, new_result = node_hash(step, old_result), node_hash(step, new_result)
            while not first & 1 and first:
                first, last = first >> 1, last >> 1
        else:
            new_result = node_hash(new_result, step)
        first, last = first >> 1, last >> 1
    return last == 0 and old_result == old_root and new_result == new_root
