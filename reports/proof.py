"""A proof of one entry, as an object to hand out, and its check without the ledger."""

import base64
from collections.abc import Mapping
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from reports.checkpoint import Checkpoint, parse_note, verifier_line
from reports.fault import LedgerFault
from reports.tree import included, inclusion_proof, leaf_hash

if TYPE_CHECKING:
    from reports.store import Store


def prove(store: "Store", head: Checkpoint, index: int, key: Ed25519PublicKey) -> dict[str, object]:
    """The entry, its path to the root of a signed head, the head and the key. Raises LedgerFault."""
    row = next(store.rows(head.client, index, index + 1), None)
    if row is None:
        raise LedgerFault(f"ledger {store.path}: entry {index} is missing. Run 'promptward ledger verify'.")
    path = inclusion_proof(lambda start, end: store.leaves(head.client, start, end), index, head.size)
    if not included(leaf_hash(row.body), index, head.size, path, head.root):
        raise LedgerFault(
            f"ledger {store.path}: the entries do not add up to the head. Run 'promptward ledger verify'."
        )
    return {
        "client": head.client,
        "index": index,
        "size": head.size,
        "body": row.body.decode(),
        "leaf": row.leaf.hex(),
        "path": [step.hex() for step in path],
        "root": head.root.hex(),
        "note": head.note(key),
        "key": verifier_line(head.client, key),
    }


def proven(proof: Mapping[str, object], key: str) -> bool:
    """Whether a proof holds under a public key that one trusts (the ``key`` line of ``ledger head``)."""
    try:
        head = parse_note(str(proof["note"]))
        public = Ed25519PublicKey.from_public_bytes(base64.b64decode(key.split("+", 2)[2])[1:])
        path = [bytes.fromhex(str(step)) for step in _listed(proof["path"])]
        body, index = str(proof["body"]).encode(), proof["index"]
    except (KeyError, ValueError, IndexError):
        return False
    if type(index) is not int or key != verifier_line(head.client, public):
        return False
    return head.genuine(public) and included(leaf_hash(body), index, head.size, path, head.root)


def _listed(value: object) -> list[object]:
    if not isinstance(value, list):
        raise ValueError("a path is a list")
    return value
