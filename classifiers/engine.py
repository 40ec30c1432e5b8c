"""The byte engine: Hyperscan where it is installed, compiled once for a set of outlines and kept on disk.

Rule 1: without the engine, without a folder to write to, or while it still compiles, everything works; slower.
Rule 2: a kept file is used only if it is ours: our owner, writable by nobody else, whole by its digest, made by the
same engine on the same kind of machine. Any other is ignored and made anew.
Rule 3: a file is written aside and then moved into place, so that nobody reads half of one.
"""

import contextlib
import importlib
import importlib.metadata
import os
import platform
import stat
import tempfile
import threading
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

import platformdirs

from classifiers.prefilter import Scan
from classifiers.rule import digest_of

hyperscan: Any
try:
    hyperscan = importlib.import_module("hyperscan")
except ImportError:  # no wheel for this platform
    hyperscan = None

FORMAT = "1"  # raise when the same outlines would be compiled differently
KEPT_FILES = 12
_HEAD = b"promptward outlines\n"
_DIGEST_BYTES = 32
# Stands for an expression that the engine refuses: what cannot be told apart is seen everywhere.
_ANYTHING = r"[\x00-\xff]"


def is_installed() -> bool:
    """Whether this installation has the engine."""
    return hyperscan is not None


def folder() -> Path:
    """Where compiled outlines are kept: the user's cache folder."""
    return Path(platformdirs.user_cache_dir("promptward", appauthor=False))


class Engine:
    """Expressions with numbers; ``scan`` says which numbers a text holds. Safe to share between threads.

    What is kept on disk is loaded at once. What is not is compiled in a thread of its own, which takes about 20 ms
    an expression; until then ``scan`` is None.
    """

    def __init__(self, expressions: Sequence[tuple[str, int]], kept: Path | None) -> None:
        self.scan: Scan | None = None
        self._expressions = tuple(expressions)
        self._thread: threading.Thread | None = None
        if hyperscan is None or not expressions:
            return
        file = kept / f"outlines-{self._digest()}.db" if kept is not None else None
        database = _read(file) if file is not None else None
        if database is not None:
            self._use(database)
            return
        # Whoever cannot keep it need not wait for it at the end, either.
        lasting = file is not None and _is_ours(file.parent, make=True)
        self._thread = threading.Thread(
            target=self._compile, args=(file if lasting else None,), name="outlines", daemon=not lasting
        )
        self._thread.start()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until the expressions are compiled; whether they are."""
        if self._thread is not None:
            self._thread.join(seconds)
        return self.scan is not None

    def _digest(self) -> str:
        made_by = (FORMAT, importlib.metadata.version("hyperscan"), platform.machine(), platform.system())
        return digest_of(*made_by, *(f"{number}:{text}" for text, number in self._expressions))

    def _compile(self, file: Path | None) -> None:
        with contextlib.suppress(hyperscan.error):  # a processor that the engine does not know
            database = _compiled(self._expressions)
            self._use(database)
            if file is not None:
                _write(file, hyperscan.dumpb(database))

    def _use(self, database: Any) -> None:
        mine = threading.local()

        def note(number: int, start: int, end: int, flags: int, seen: list[int]) -> None:
            seen.append(number)

        def scan(data: bytes, seen: list[int]) -> None:
            scratch = getattr(mine, "scratch", None)
            if scratch is None:
                scratch = mine.scratch = hyperscan.Scratch(database)
            database.scan(data, note, 0, seen, scratch)

        with contextlib.suppress(hyperscan.error):
            scan(b"", [])
            self.scan = scan


def _compiled(expressions: Sequence[tuple[str, int]]) -> Any:
    """The expressions as one database. Raises hyperscan.error where the engine cannot work at all."""
    try:
        return _together(expressions)
    except hyperscan.error:
        return _together(
            [(text if _is_accepted(text) else _ANYTHING, number) for text, number in expressions]
        )


def _together(expressions: Sequence[tuple[str, int]]) -> Any:
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=[text.encode("ascii") for text, _ in expressions],
        ids=[number for _, number in expressions],
        elements=len(expressions),
        flags=hyperscan.HS_FLAG_SINGLEMATCH,
    )
    return database


def _is_accepted(text: str) -> bool:
    try:
        _together([(text, 0)])
    except hyperscan.error:
        return False
    return True


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


def _read(file: Path) -> Any:
    """The database of a kept file; None where there is none, or none to trust."""
    if not (_is_ours(file.parent) and _is_ours(file)):
        return None
    try:
        content = file.read_bytes()
        body = content[len(_HEAD) + _DIGEST_BYTES :]
        if content[: len(_HEAD) + _DIGEST_BYTES] != _HEAD + _checksum(body):
            return None
        database = hyperscan.loadb(body, hyperscan.HS_MODE_BLOCK)
        with contextlib.suppress(OSError):
            file.touch()
        return database
    except (OSError, hyperscan.error):
        return None


def _checksum(body: bytes) -> bytes:
    return blake2b(body, digest_size=_DIGEST_BYTES).digest()


def _write(file: Path, body: bytes) -> None:
    """Keep a database, and drop those that were not used for longest."""
    with contextlib.suppress(OSError):
        handle, aside = tempfile.mkstemp(dir=file.parent, prefix="outlines-", suffix=".new")
        try:
            with os.fdopen(handle, "wb") as out:  # created with mode 0600
                out.write(_HEAD + _checksum(body) + body)
            Path(aside).replace(file)
        except OSError:
            Path(aside).unlink(missing_ok=True)
            raise
        kept = sorted(file.parent.glob("outlines-*.db"), key=lambda one: one.stat().st_mtime, reverse=True)
        for old in kept[KEPT_FILES:]:
            old.unlink(missing_ok=True)
