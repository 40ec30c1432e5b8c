"""Checkpoints and proofs: what an outsider can check with a public key and nothing else of ours."""

import base64
import copy
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from reports.checkpoint import Checkpoint, CheckpointFault, parse_note, private_key, verifier_line
from reports.fault import LedgerFault
from reports.proof import prove, proven
from reports.store import Store
from reports.tree import leaf_hash

type Seed = Callable[[str], bytes]

KEY = private_key(b"s" * 32)
HEAD = Checkpoint("acme", 7, bytes(range(32)), 1_795_000_000_000).signed(KEY)


def test_a_note_comes_back_as_it_was() -> None:
    note = HEAD.note(KEY.public_key())
    assert parse_note(note) == HEAD
    assert note.splitlines()[:4] == [
        "promptward.ledger/acme",
        "7",
        base64.b64encode(bytes(range(32))).decode(),
        "time 1795000000000",
    ]
    assert HEAD.genuine(KEY.public_key())


def test_the_signature_is_a_signed_note_s() -> None:
    """C2SP signed-note: key id is SHA-256(name, newline, 0x01, key) cut to 4 bytes; Ed25519 over the text."""
    name, key_id, shown = verifier_line("acme", KEY.public_key()).split("+", 2)
    raw = base64.b64decode(shown)
    assert raw[0] == 1
    assert hashlib.sha256(name.encode() + b"\n" + raw).hexdigest()[:8] == key_id
    text, signed = HEAD.note(KEY.public_key()).split("\n\n")
    signature = base64.b64decode(signed.split(" ")[2])
    assert signature[:4].hex() == key_id
    Ed25519PublicKey.from_public_bytes(raw[1:]).verify(signature[4:], (text + "\n").encode())


@pytest.mark.parametrize("field", ["client", "size", "root", "time"])
def test_a_changed_head_is_not_genuine(field: str) -> None:
    values = {"client": "other", "size": 8, "root": b"\0" * 32, "time": 1}
    fields = {name: getattr(HEAD, name) for name in ("client", "size", "root", "time", "signature")}
    assert not Checkpoint(**(fields | {field: values[field]})).genuine(KEY.public_key())


@pytest.mark.parametrize(
    "change",
    [
        lambda note: "",
        lambda note: note.replace("\n\n", "\n"),
        lambda note: note.replace("promptward.ledger/acme\n7", "elsewhere/acme\n7"),
        lambda note: note.replace("\n7\n", "\nseven\n"),
        lambda note: note.replace("time ", "Time "),
        lambda note: note.replace("— ", "- "),
        lambda note: note[:-10] + "!!\n",
        lambda note: note + note,
    ],
)
def test_what_is_no_note(change: Callable[[str], str]) -> None:
    with pytest.raises(CheckpointFault):
        parse_note(change(HEAD.note(KEY.public_key())))


@pytest.mark.parametrize("index", [0, 7, 19])
def test_a_proof_holds_and_a_changed_one_does_not(filled: Path, seed: Seed, index: int) -> None:
    public = private_key(seed("acme")).public_key()
    store = Store(filled, write=False)
    head = store.newest_head("acme")
    assert head is not None
    proof = json.loads(json.dumps(prove(store, head, index, public)))
    key = verifier_line("acme", public)
    assert proven(proof, key)
    changes: dict[str, object] = {
        "body": proof["body"].replace("allow", "block"),
        "index": index + 1,
        "path": proof["path"][:-1],
        "note": proof["note"].replace("\n20\n", "\n21\n"),
    }
    for name, value in changes.items():
        assert not proven(copy.deepcopy(proof) | {name: value}, key), name
    assert not proven(proof, verifier_line("acme", KEY.public_key()))
    assert not proven(proof, verifier_line("other", public))
    assert not proven({}, key)
    assert not proven(proof | {"path": "none"}, key)
    assert not proven(proof, "no key")
    store.close()


def test_no_proof_against_a_head_that_does_not_fit(filled: Path, seed: Seed) -> None:
    public = private_key(seed("acme")).public_key()
    store = Store(filled, write=False)
    with pytest.raises(LedgerFault, match="do not add up"):
        prove(store, Checkpoint("acme", 20, b"\0" * 32, 1), 3, public)
    with pytest.raises(LedgerFault, match="missing"):
        prove(store, Checkpoint("acme", 99, b"\0" * 32, 1), 50, public)
    store.close()


def test_keys_with_plus_signs_of_their_own_are_read_whole() -> None:
    """The key line is NAME+ID+BASE64, and base64 has plus signs, too."""
    plus = 0
    for number in range(100):
        key = Ed25519PrivateKey.from_private_bytes(number.to_bytes(32, "big"))
        head = Checkpoint("acme", 1, leaf_hash(b"{}"), 1_795_000_000_000).signed(key)
        proof = {"index": 0, "body": "{}", "path": [], "note": head.note(key.public_key())}
        line = verifier_line("acme", key.public_key())
        plus += line.count("+") > 2
        assert proven(proof, line)
    assert plus
