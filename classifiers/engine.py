"""The byte engine: Hyperscan where it is installed, compiled once for a set of outlines and kept on disk.

Without the engine, without a folder to write to, and while it still compiles, everything works; slower.
"""

import contextlib
import importlib
import threading
from collections.abc import Sequence
from typing import Any

from classifiers.detector import Detector
from classifiers.kept import Kept, code_digest, folder, ground_digest
from classifiers.prefilter import Prefilter, Scan
from classifiers.rule import digest_of

hyperscan: Any
try:
    hyperscan = importlib.import_module("hyperscan")
except ImportError:  # no wheel for this platform
    hyperscan = None

FORMAT = "1"  # raise when the same outlines would be compiled differently
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

    What is kept on disk is loaded at once. What is not is compiled in a thread of its own, which takes about 20 ms
    an expression; until then ``scan`` is None.
    """

    def __init__(self, expressions: Sequence[tuple[str, int]], kept: Kept) -> None:
        self.scan: Scan | None = None
        self._expressions = tuple(expressions)
        self._thread: threading.Thread | None = None
        if hyperscan is None or not expressions:
            return
        name = f"outlines-{self._digest()}"
        body = kept.read(name)
        database = _loaded(body) if body is not None else None
        if database is not None:
            self._use(database)
            return
        # A short process does not wait for it at its end; one that lasts, such as a worker, keeps it for all.
        self._thread = threading.Thread(target=self._compile, args=(kept, name), name="outlines", daemon=True)
        self._thread.start()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until the expressions are compiled; whether they are."""
        if self._thread is not None:
            self._thread.join(seconds)
        return self.scan is not None

    def _digest(self) -> str:
        return digest_of(FORMAT, ground_digest(), *(f"{number}:{text}" for text, number in self._expressions))

    def _compile(self, kept: Kept, name: str) -> None:
        with contextlib.suppress(hyperscan.error):  # a processor that the engine does not know
            database = _compiled(self._expressions)
            self._use(database)
            kept.write(name, hyperscan.dumpb(database))

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


def _loaded(body: bytes) -> Any:
    """The database of a kept file; None where the engine does not take it."""
    try:
        return hyperscan.loadb(body, hyperscan.HS_MODE_BLOCK)
    except hyperscan.error:
        return None
