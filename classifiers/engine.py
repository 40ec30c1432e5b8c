"""The byte engine: Hyperscan where it is installed, compiled once for a set of outlines and kept on disk; and one whole
pattern after the other, for those of which the outlines saw how they begin.

Without the engine, without a folder to write to, and while it still compiles, everything works; slower.
"""

import atexit
import contextlib
import importlib
import struct
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from classifiers.detector import Detector
from classifiers.digest import digest_of
from classifiers.kept import Kept, code_digest, folder, ground_digest
from classifiers.prefilter import Holds, Prefilter, Scan

hyperscan: Any
try:
    hyperscan = importlib.import_module("hyperscan")
except ImportError:  # no wheel for this platform
    hyperscan = None

FORMAT = "5"  # raise when the same outlines would be compiled differently
# Expressions compiled into one database. All thousand in one take four times as long to compile as lots of fifty; lots
# of a hundred a quarter longer, and are read 5 % quicker.
LOT = 100
MOST_BYTES = 350_000  # of a whole pattern; a larger one is left to `re`
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
    return prefilter, Engine(prefilter.expressions, kept, prefilter.wholes)


class Engine:
    """Expressions with numbers; ``scan`` says which numbers a text holds. Of ``wholes``, each some expressions of which
    one is to match, ``holds`` says by its number whether a text may hold it. Safe to share between threads.

    What is kept on disk is loaded at once. What is not is compiled in a thread of its own, in a few seconds; until
    then ``scan`` is None, and so is ``holds``.
    """

    def __init__(
        self,
        expressions: Sequence[tuple[str, int]],
        kept: Kept,
        wholes: Sequence[Sequence[str]] = (),
    ) -> None:
        self.scan: Scan | None = None
        self.holds: Holds | None = None
        self._thread: threading.Thread | None = None
        self._stopped = threading.Event()
        if hyperscan is None or not expressions:
            return
        # What begins alike is looked for together, which takes a fifth less.
        alike = sorted(expressions)
        lots = [alike[start : start + LOT] for start in range(0, len(alike), LOT)]
        outlined = _Set(
            f"outlines-{_digest_of(f'{number}:{text}' for text, number in expressions)}",
            lots,
            _compiled,
            self._use,
        )
        apart = _Set(f"wholes-{_digest_of(map(repr, wholes))}", wholes, _compiled_alone, self._use_wholes)
        missing = [one for one in (outlined, apart) if one.lots and not _is_kept(one, kept)]
        if not missing:
            return
        # A short process does not wait for all of it at its end; one that lasts, such as a worker, keeps it for all.
        self._thread = threading.Thread(
            target=self._compile, args=(kept, missing), name="outlines", daemon=True
        )
        atexit.register(self._stop)  # native code must not be on its way when the interpreter goes
        self._thread.start()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until the expressions are compiled; whether they are."""
        if self._thread is not None:
            self._thread.join(seconds)
        return self.scan is not None

    def _stop(self) -> None:
        self._stopped.set()
        self.wait()

    def _compile(self, kept: Kept, missing: "Sequence[_Set]") -> None:
        with contextlib.suppress(hyperscan.error):  # a processor that the engine does not know
            for one in missing:
                bodies: list[bytes] = []
                for lot in one.lots:
                    if self._stopped.is_set():
                        return
                    bodies.append(one.compile(lot))
                one.use(bodies)
                kept.write(one.name, _packed(bodies))
        atexit.unregister(self._stop)

    def _use(self, bodies: Sequence[bytes]) -> None:
        databases = [hyperscan.loadb(body, hyperscan.HS_MODE_BLOCK) for body in bodies]
        mine = threading.local()

        def scan(data: bytes, seen: list[int]) -> None:
            pairs = getattr(mine, "pairs", None)
            if pairs is None:
                pairs = mine.pairs = [(one.scan, hyperscan.Scratch(one)) for one in databases]
            for ask, scratch in pairs:
                ask(data, _note, 0, seen, scratch)

        scan(b"", [])
        self.scan = scan

    def _use_wholes(self, bodies: Sequence[bytes]) -> None:
        databases = [hyperscan.loadb(body, hyperscan.HS_MODE_BLOCK) if body else None for body in bodies]
        mine = threading.local()

        def holds(number: int, data: bytes) -> bool:
            database = databases[number]
            if database is None:
                return True
            scratches = getattr(mine, "scratches", None)
            if scratches is None:
                scratches = mine.scratches = {}
            scratch = scratches.get(number)
            if scratch is None:
                scratch = scratches[number] = hyperscan.Scratch(database)
            seen: list[int] = []
            database.scan(data, _note, 0, seen, scratch)
            return bool(seen)

        self.holds = holds


def _note(number: int, start: int, end: int, flags: int, seen: list[int]) -> None:
    seen.append(number)


@dataclass(frozen=True, slots=True)
class _Set:
    """Lots of expressions, the file that keeps their databases, how a lot becomes one, and who uses them."""

    name: str
    lots: Sequence[Any]
    compile: Callable[[Any], bytes]
    use: Callable[[Sequence[bytes]], None]


def _is_kept(one: _Set, kept: Kept) -> bool:
    """Whether the databases were kept, so that they are in use now."""
    body = kept.read(one.name)
    if body is None:
        return False
    try:
        one.use(list(_unpacked(body)))
    except (ValueError, struct.error, hyperscan.error):
        return False
    return True


def _digest_of(texts: Iterable[str]) -> str:
    return digest_of(FORMAT, ground_digest(), *texts)


def _packed(bodies: Sequence[bytes]) -> bytes:
    """Databases one behind the other, each after its length."""
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


def _compiled(expressions: Sequence[tuple[str, int]]) -> bytes:
    """The expressions as one database. Raises hyperscan.error where the engine cannot work at all."""
    try:
        return _together(expressions)
    except hyperscan.error:
        return _together(
            [(text if _is_accepted(text) else _ANYTHING, number) for text, number in expressions]
        )


def _compiled_alone(texts: Sequence[str]) -> bytes:
    """A whole pattern as a database; empty where it would be too large, or the engine refuses it."""
    try:
        body = _together([(text, 0) for text in texts])
    except hyperscan.error:
        return b""
    return body if len(body) <= MOST_BYTES else b""


def _together(expressions: Sequence[tuple[str, int]]) -> bytes:
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=[text.encode("ascii") for text, _ in expressions],
        ids=[number for _, number in expressions],
        elements=len(expressions),
        flags=hyperscan.HS_FLAG_SINGLEMATCH,
    )
    body: bytes = hyperscan.dumpb(database)
    return body


def _is_accepted(text: str) -> bool:
    try:
        _together([(text, 0)])
    except hyperscan.error:
        return False
    return True
