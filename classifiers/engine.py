"""The byte engine: Hyperscan where it is installed, compiled once for a set of outlines and kept on disk.

Without the engine, without a folder to write to, and while it still compiles, everything works; slower.
"""

import atexit
import contextlib
import importlib
import struct
import threading
from collections.abc import Iterator, Sequence
from typing import Any

from classifiers.detector import Detector
from classifiers.digest import digest_of
from classifiers.kept import Kept, code_digest, folder, ground_digest
from classifiers.prefilter import Prefilter, Scan

hyperscan: Any
try:
    hyperscan = importlib.import_module("hyperscan")
except ImportError:  # no wheel for this platform
    hyperscan = None

FORMAT = "5"  # raise when the same outlines would be compiled differently
# Expressions compiled into one database. All thousand in one take four times as long to compile as lots of fifty; lots
# of a hundred a quarter longer, and are read 5 % quicker.
LOT = 100
# Stands for an expression that the engine refuses: what cannot be told apart is seen everywhere.
_ANYTHING = r"[\x00-\xff]"


def is_installed() -> bool:
    """Whether this installation has the engine."""
    return hyperscan is not None


def prefiltered(detectors: Sequence[Detector]) -> "tuple[Prefilter, Engine]":
    """The prefilter of some detectors and its engine, with what is kept of them in the user's cache folder."""
    kept = Kept(folder())
    digest = digest_of(FORMAT, code_digest(), *(text for one in detectors for text in (one.id, one.digest)))
    plan = kept.read(f"plan-{digest}")
    prefilter = Prefilter(detectors, plan.decode() if plan is not None else "")
    if plan is None:
        kept.write(f"plan-{digest}", prefilter.plan().encode())
    return prefilter, Engine(prefilter.expressions, kept)


class Engine:
    """Expressions with numbers; ``scan`` says which numbers a text holds. Safe to share between threads.

    What is kept on disk is loaded at once. What is not is compiled in a thread of its own, in a few seconds; until
    then ``scan`` is None.
    """

    def __init__(self, expressions: Sequence[tuple[str, int]], kept: Kept) -> None:
        self.scan: Scan | None = None
        self._expressions = tuple(expressions)
        self._thread: threading.Thread | None = None
        self._stopped = threading.Event()
        if hyperscan is None or not expressions:
            return
        name = f"outlines-{self._digest()}"
        body = kept.read(name)
        databases = _loaded(body) if body is not None else None
        if databases is not None:
            self._use(databases)
            return
        # A short process does not wait for all of it at its end; one that lasts, such as a worker, keeps it for all.
        self._thread = threading.Thread(target=self._compile, args=(kept, name), name="outlines", daemon=True)
        atexit.register(self._stop)  # native code must not be on its way when the interpreter goes
        self._thread.start()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until the expressions are compiled; whether they are."""
        if self._thread is not None:
            self._thread.join(seconds)
        return self.scan is not None

    def _digest(self) -> str:
        return digest_of(FORMAT, ground_digest(), *(f"{number}:{text}" for text, number in self._expressions))

    def _stop(self) -> None:
        self._stopped.set()
        self.wait()

    def _compile(self, kept: Kept, name: str) -> None:
        databases: list[Any] = []
        with contextlib.suppress(hyperscan.error):  # a processor that the engine does not know
            # What begins alike is looked for together, which takes a fifth less.
            alike = sorted(self._expressions)
            for start in range(0, len(alike), LOT):
                if self._stopped.is_set():
                    return
                databases.append(_compiled(alike[start : start + LOT]))
            self._use(databases)
            kept.write(name, _packed(databases))
        atexit.unregister(self._stop)

    def _use(self, databases: Sequence[Any]) -> None:
        mine = threading.local()

        def note(number: int, start: int, end: int, flags: int, seen: list[int]) -> None:
            seen.append(number)

        def scan(data: bytes, seen: list[int]) -> None:
            pairs = getattr(mine, "pairs", None)
            if pairs is None:
                pairs = mine.pairs = [(one.scan, hyperscan.Scratch(one)) for one in databases]
            for ask, scratch in pairs:
                ask(data, note, 0, seen, scratch)

        with contextlib.suppress(hyperscan.error):
            scan(b"", [])
            self.scan = scan


def _packed(databases: Sequence[Any]) -> bytes:
    """Databases one behind the other, each after its length."""
    bodies = [hyperscan.dumpb(one) for one in databases]
    return b"".join(struct.pack(">Q", len(body)) + body for body in bodies)


def _unpacked(body: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(body):
        (size,) = struct.unpack_from(">Q", body, at)
        at += 8
        if at + size > len(body):
            raise ValueError("cut short")
        yield body[at : at + size]
        at += size


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


def _loaded(body: bytes) -> list[Any] | None:
    """The databases of a kept file; None where the engine does not take it."""
    try:
        return [hyperscan.loadb(part, hyperscan.HS_MODE_BLOCK) for part in _unpacked(body)]
    except (ValueError, struct.error, hyperscan.error):
        return None
