"""The master key of an installation and the keys derived from it, one per client and purpose.

The only file of this room that writes key material. If it is lost, placeholders of old conversations change
and sealed things cannot be opened; if it is copied, sealed things can be read. It stands in a folder of mode
0700.
"""

import contextlib
import errno
import os
import secrets
import stat
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_SIZE = 32
_FILE = "master.key"
_NEEDS_THE_KEY = (
    "ledger.db",
    "vault.db",
    "heads",
    "data",
)  # beside the key folder: somebody has used a key before
_LABEL = b"promptward key 1"


class KeyFault(OSError):
    """The installation's fault: a master key that cannot be made, read or trusted."""

    def __str__(self) -> str:
        return f"{self.filename}: {self.strerror}" if self.filename else str(self.strerror)


class Keyring:
    """Derives keys. Two clients, or two purposes, never share one."""

    __slots__ = ("_master",)

    def __init__(self, master: bytes) -> None:
        if len(master) != _SIZE:
            raise KeyFault(errno.EINVAL, f"a master key must have {_SIZE} bytes, not {len(master)}")
        self._master = bytes(master)

    @classmethod
    def from_bytes(cls, master: bytes) -> "Keyring":
        """A keyring over a master key that is there already. Raises KeyFault for a wrong size."""
        return cls(master)

    @classmethod
    def open(cls, folder: Path) -> "Keyring":
        """The keyring of a folder; its master key is made on first use. Raises KeyFault.

        Several processes may open a fresh folder at once: all get the same key.
        """
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if os.name == "posix" and stat.S_IMODE(folder.stat().st_mode) & 0o077:
                folder.chmod(0o700)
            path = folder / _FILE
            if not path.exists():
                if any((folder.parent / name).exists() for name in _NEEDS_THE_KEY):
                    raise KeyFault(
                        errno.ENOENT,
                        "the master key is missing, and a new one would fit neither the ledger nor the vault; "
                        "bring it back from the backup of the state folder",
                        str(path),
                    )
                _make(folder, path)
            return cls(_read(path))
        except KeyFault:
            raise
        except OSError as error:
            raise KeyFault(
                error.errno,
                f"the key folder cannot be used ({error.strerror}); give it to the proxy's user, mode 0700",
                str(folder),
            ) from None

    def derive(self, client: str, purpose: str) -> bytes:
        """32 bytes for one client and purpose: HKDF-SHA256 (RFC 5869) with both, length-prefixed, as its
        info."""
        info = b"".join((_LABEL, _framed(client), _framed(purpose)))
        return HKDF(algorithm=SHA256(), length=_SIZE, salt=None, info=info).derive(self._master)

    def __repr__(self) -> str:
        return "Keyring(...)"

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("a keyring is not pickled; hand a worker the derived key it needs")


def _framed(text: str) -> bytes:
    data = text.encode("utf-8")
    return len(data).to_bytes(4, "big") + data


def _make(folder: Path, path: Path) -> None:
    """Write a new key beside its place and link it there: whole or not at all, the first of several wins."""
    draft = folder / f".{_FILE}.{os.getpid()}.{secrets.token_hex(4)}"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(secrets.token_bytes(_SIZE))
            stream.flush()
            os.fsync(stream.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    if os.name == "posix":
        entry = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(entry)
        finally:
            os.close(entry)


def _read(path: Path) -> bytes:
    with path.open("rb") as stream:
        mode = stat.S_IMODE(os.fstat(stream.fileno()).st_mode)
        data = stream.read(_SIZE + 1)
    if os.name == "posix" and mode & 0o077:
        raise KeyFault(
            errno.EPERM, f"the master key can be read by others (mode {mode:04o}); run: chmod 600", str(path)
        )
    if len(data) != _SIZE:
        raise KeyFault(
            errno.EINVAL,
            f"the master key must have {_SIZE} bytes; put it back from the backup of the state folder",
            str(path),
        )
    return data
