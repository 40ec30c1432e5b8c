"""A checkpoint: the head of one client's tree, signed, in the form of a signed note (C2SP ``checkpoint``).

The text has the lines origin, size, root in base 64 and ``time`` in UTC milliseconds; then an empty line;
then the signature, Ed25519 over the text. Pure: keys are passed in.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_ORIGIN = "promptward.ledger/"
_ALGORITHM = b"\x01"  # Ed25519 in C2SP signed-note


class CheckpointFault(ValueError):
    """Storage's fault: a text that is no checkpoint."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A tree head. ``signature`` holds 64 bytes."""

    client: str
    size: int
    root: bytes
    time: int
    signature: bytes = b""

    @property
    def origin(self) -> str:
        """The name of the tree."""
        return _ORIGIN + self.client

    @property
    def text(self) -> str:
        """What is signed, with its closing newline."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\ntime {self.time}\n"

    def signed(self, key: Ed25519PrivateKey) -> "Checkpoint":
        """The same head with its signature."""
        signature = key.sign(self.text.encode())
        return Checkpoint(self.client, self.size, self.root, self.time, signature)

    def genuine(self, key: Ed25519PublicKey) -> bool:
        """Whether the signature was made with this key."""
        try:
            key.verify(self.signature, self.text.encode())
        except InvalidSignature:
            return False
        return True

    def note(self, key: Ed25519PublicKey) -> str:
        """The whole signed note."""
        signed = base64.b64encode(_key_id(self.origin, key) + self.signature).decode()
        return f"{self.text}\n— {self.origin} {signed}\n"


def private_key(seed: bytes) -> Ed25519PrivateKey:
    """The signing key of a client, from 32 secret bytes of its own."""
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"ledger head\0" + seed).digest())


def verifier_line(client: str, key: Ed25519PublicKey) -> str:
    """A public key for those who verify, as C2SP signed-note writes it: name, key id, key."""
    origin = _ORIGIN + client
    shown = base64.b64encode(_ALGORITHM + key.public_bytes_raw()).decode()
    return f"{origin}+{_key_id(origin, key).hex()}+{shown}"


def _key_id(name: str, key: Ed25519PublicKey) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + _ALGORITHM + key.public_bytes_raw()).digest()[:4]


def parse_note(note: str) -> Checkpoint:
    """Read a signed note. Raises CheckpointFault; whether it is genuine is another question."""
    try:
        text, signed = note.split("\n\n")
        origin, size, root, stamp = text.split("\n")
        dash, name, signature = signed.rstrip("\n").split(" ")
        time = stamp.removeprefix("time ")
        if not origin.startswith(_ORIGIN) or dash != "—" or name != origin or stamp == time:
            raise ValueError
        return Checkpoint(
            client=origin.removeprefix(_ORIGIN),
            size=int(size),
            root=base64.b64decode(root, validate=True),
            time=int(time),
            signature=base64.b64decode(signature, validate=True)[4:],
        )
    except (ValueError, binascii.Error):
        raise CheckpointFault("not a signed checkpoint of this ledger") from None
