"""What was worked out once, kept on disk for the next start: outlines, and which examples have passed.

Rule 1: all of it can be lost or missing; then it is worked out again.
Rule 2: a file is used only if it is ours: our owner, writable by nobody else, whole by its digest. Its name holds the
digest of all that it depends on, this program's own code included.
Rule 3: a file is written aside and then moved into place, so that nobody reads half of one.
"""

import contextlib
import os
import platform
import stat
import sys
import tempfile
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import platformdirs

from classifiers.digest import digest_of

# Files of one kind, which is what their names begin with; compiled outlines are large.
MOST_FILES = {"outlines": 16, "wholes": 16, "patterns": 16, "plan": 16, "tried": 200}
_HEAD = b"promptward kept\n"
_DIGEST_BYTES = 32
_LIBRARIES = ("hyperscan", "python-stdnum", "phonenumbers", "pydantic")


def folder() -> Path:
    """Where things are kept: the user's cache folder."""
    return Path(platformdirs.user_cache_dir("promptward", appauthor=False))


@cache
def code_digest() -> str:
    """A digest of this room's code, and of what it runs on."""
    room = Path(__file__).parent
    sources = [file.read_text(encoding="utf-8") for file in sorted(room.rglob("*.py"))]
    return digest_of(ground_digest(), *sources)


@cache
def ground_digest() -> str:
    """A digest of the interpreter, the machine, and the libraries that answers depend on."""
    return digest_of(sys.version, platform.machine(), platform.system(), *map(_version, _LIBRARIES))


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


class Kept:
    """Small files in one private folder; without a folder nothing is kept."""

    def __init__(self, place: Path | None) -> None:
        self._folder = place

    @property
    def is_writable(self) -> bool:
        """Whether something can be kept at all."""
        return self._folder is not None and _is_ours(self._folder, make=True)

    def read(self, name: str) -> bytes | None:
        """What was kept under a name; None where there is nothing, or nothing to trust."""
        if self._folder is None:
            return None
        file = self._folder / name
        if not (_is_ours(self._folder) and _is_ours(file)):
            return None
        try:
            content = file.read_bytes()
        except OSError:
            return None
        body = content[len(_HEAD) + _DIGEST_BYTES :]
        if content[: len(_HEAD) + _DIGEST_BYTES] != _HEAD + _checksum(body):
            return None
        with contextlib.suppress(OSError):
            file.touch()
        return body

    def write(self, name: str, body: bytes) -> None:
        """Keep something, and drop what was not used for longest."""
        if self._folder is None or not self.is_writable:
            return
        with contextlib.suppress(OSError):
            handle, aside = tempfile.mkstemp(dir=self._folder, suffix=".new")
            try:
                with os.fdopen(handle, "wb") as out:  # created with mode 0600
                    out.write(_HEAD + _checksum(body) + body)
                Path(aside).replace(self._folder / name)
            except OSError:
                Path(aside).unlink(missing_ok=True)
                raise
            kind = name.partition("-")[0]
            files = sorted(self._folder.glob(f"{kind}-*"), key=lambda one: one.stat().st_mtime, reverse=True)
            for old in files[MOST_FILES[kind] :]:
                old.unlink(missing_ok=True)


def _is_ours(place: Path, *, make: bool = False) -> bool:
    """Whether a file or folder belongs to this user and nobody else may write to it."""
    try:
        if make:
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = place.stat()
    except OSError:
        return False
    if os.name == "nt":  # access lists there; the user's own folder is private by default
        return True
    return found.st_uid == os.getuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _checksum(body: bytes) -> bytes:
    return blake2b(body, digest_size=_DIGEST_BYTES).digest()
