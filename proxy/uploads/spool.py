"""A spool: bytes that wait on disk, readable only while this object lives.

Rule 1: the file has no name (it is unlinked as it is made; on Windows it is deleted when closed), so that nothing is
left behind by whatever end of the process. Rule 2: it is encrypted with AES-CTR under a key that is only in memory, one
for each spool, so that what the disk keeps is noise once the spool is closed.
"""

import os
import tempfile
import threading
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CTR

_BLOCK = 16


class Spool:
    """Append and read, by several threads if need be. Raises OSError where the disk does."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file = tempfile.TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115 (it lives as long as the spool)
        self._key = os.urandom(32)
        self._seal = Cipher(
            AES(self._key), CTR(bytes(_BLOCK))
        ).encryptor()  # one key a spool: the counter starts at 0
        self._turn = threading.Lock()  # the file has one position, which a read moves
        self.size = 0

    def append(self, data: bytes) -> int:
        """Add bytes at the end; gives the place where they begin. Close a spool to which a write has failed."""
        with self._turn:
            sealed = memoryview(self._seal.update(data))
            self._file.seek(0, os.SEEK_END)
            while sealed:
                sealed = sealed[self._file.write(sealed) or 0 :]
            start = self.size
            self.size += len(data)
        return start

    def read(self, start: int, size: int) -> bytes:
        """Bytes from any place."""
        first = start // _BLOCK
        chunks: list[bytes] = []
        with self._turn:
            self._file.seek(first * _BLOCK)
            wanted = min(start + size, self.size) - first * _BLOCK
            while wanted > 0 and (chunk := self._file.read(wanted)):
                chunks.append(chunk)
                wanted -= len(chunk)
        opened = Cipher(AES(self._key), CTR(first.to_bytes(_BLOCK, "big"))).decryptor()
        return opened.update(b"".join(chunks))[start - first * _BLOCK :]

    def close(self) -> None:
        """Shred: the key is forgotten and the file given back."""
        self._key = b""
        self._file.close()
