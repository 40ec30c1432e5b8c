"""What a worker does for a large file: it looks at windows one by one, in any order, and then settles them in order.

Rule 1: of a look, the worker keeps nothing; of settling, only the placeholders and the sum of the decisions.
Rule 2: counts of different values are those of the whole file, so that a window is judged as a part of it.
"""

import hashlib
import pickle
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from classifiers.detector import Detector
from classifiers.documents.contract import Unread, Unwritten
from classifiers.finding import Finding, Scan
from classifiers.scanner import Scanner
from classifiers.segment import Segment
from policies.decide import decide
from policies.decision import Action, Block, Coach, Decision, Level, Redact
from policies.distinct import Values, counts_of_rules, values_in, volume_over
from policies.placeholders import PATTERN, Placeholders
from policies.policy import Policy
from policies.redact import redactions
from proxy.capture import Capture
from proxy.contract import Edit
from proxy.large.reading import Excerpt, Reading
from proxy.large.sum import Sum
from proxy.seal import Seal, seal
from proxy.services.catalog import Catalogue

MOST_VALUES = 20_000  # different values that are replaced in one file


class TooMany(ValueError):
    """The traffic's fault: more different values than are replaced in one file."""


@dataclass(frozen=True, slots=True)
class Look:
    """Scan a window. ``key`` is that of the client's placeholders, ``data_key`` that of its own data."""

    excerpt: Excerpt
    service: str
    key: bytes = field(repr=False)
    data_key: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Counted:
    """Keyed digests of different values, by rule and by class."""

    rules: Mapping[tuple[str, str], frozenset[int]] = field(repr=False)
    classes: Mapping[str, frozenset[int]] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look found: ``notes`` for settling the window, ``counted`` alone and as if another text named a person.

    ``reserved`` are words of the text that look like placeholders.
    """

    notes: bytes = field(repr=False)
    counted: Counted = field(repr=False)
    if_named: Counted = field(repr=False)
    names: bool
    characters: int
    fresh: int
    reserved: frozenset[str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Begin:
    """Settle a file from here on. ``known`` are placeholders that stand already, ``rules`` and ``classes`` how many
    different values there are of each, ``decision`` that about the rest of the request."""

    capture: Capture  # without its body
    service: str
    level: Level
    owner: str
    key: bytes = field(repr=False)
    decision: Decision = field(repr=False)
    known: Mapping[str, str] = field(repr=False)
    reserved: frozenset[str] = field(repr=False)
    rules: Mapping[tuple[str, str], int]
    classes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Settle:
    """Judge and write a window with the notes of its look. ``skip`` bytes of its core went with the one before."""

    excerpt: Excerpt
    notes: bytes = field(repr=False)
    named: bool
    skip: int


@dataclass(frozen=True, slots=True)
class Settled:
    """The core as it would leave (None: as it came), and how many bytes behind it went with it."""

    body: bytes | None = field(repr=False)
    over: int


@dataclass(frozen=True, slots=True)
class End:
    """The last window is settled."""


@dataclass(frozen=True, slots=True)
class Summed:
    """The decision about the whole request, and the placeholders of the file."""

    decision: Decision = field(repr=False)
    tokens: Mapping[str, str] = field(repr=False)
    replaced: int
    seal: Seal | None


type LargeTask = Look | Begin | Settle | End
type LargeResult = Seen | Settled | Summed | None


class Desk:
    """What a worker has of large files: at most one that is being settled."""

    def __init__(self, scanner: Scanner, catalogue: Catalogue) -> None:
        self._scanner, self._catalogue = scanner, catalogue
        self._file: _Settling | None = None

    def answer(self, task: LargeTask, policy: Policy, own: Detector | None) -> LargeResult:
        """Do one thing. Raises TooMany, and what bugs raise; then the file is refused."""
        match task:
            case Look():
                return _look(task, policy, self._scanner, own)
            case Begin():
                sealed = seal(task.capture, self._catalogue.service_for(task.capture.host))
                self._file = _Settling(task, policy, sealed)
                return None
            case Settle():
                return self._open.settle(task)
            case End():
                file, self._file = self._open, None
                return file.summed()

    @property
    def _open(self) -> "_Settling":
        if self._file is None:
            raise LookupError("no file is being settled")
        return self._file


def _look(task: Look, policy: Policy, scanner: Scanner, own: Detector | None) -> Seen:
    try:
        reading = Reading(task.excerpt)
    except Unread as trouble:
        nothing = Counted({}, {})
        return Seen(pickle.dumps(str(trouble)), nothing, nothing, False, 0, 0, frozenset())
    segments = reading.segments
    alone = scanner.scan(segments, own)
    named = scanner.scan(segments, own, named=True)
    counted = _counted(task, policy, alone, reading)
    if_named = counted if named.findings == alone.findings else _counted(task, policy, named, reading)
    reserved = frozenset(
        found.group().upper()
        for segment in segments
        if "[" in segment.text
        for found in PATTERN.finditer(segment.text)
    )
    notes = pickle.dumps((alone, named if if_named is not counted else None))
    return Seen(notes, counted, if_named, alone.names, alone.characters, alone.fresh, reserved)


def _counted(task: Look, policy: Policy, scan: Scan, reading: Reading) -> Counted:
    values: Values = values_in(policy, scan, reading.segments, service=task.service, inside=reading.owns)

    def digests(seen: Iterable[object]) -> frozenset[int]:
        return frozenset(
            int.from_bytes(
                hashlib.blake2b(
                    repr(value).encode("utf-8", "surrogatepass"), digest_size=8, key=task.key[:64]
                ).digest()
            )
            for value in seen
        )

    return Counted(
        {name: digests(seen) for name, seen in values.rules.items()},
        {name: digests(seen) for name, seen in values.classes.items()},
    )


class _Settling:
    """A file that is being settled, window by window."""

    def __init__(self, task: Begin, policy: Policy, sealed: Seal | None) -> None:
        self._task, self._policy, self._sealed = task, policy, sealed
        self._counts = counts_of_rules(policy, task.service, task.rules)
        self._placeholders = Placeholders(task.key, task.owner)
        self._placeholders.adopt(task.known)
        self._placeholders.reserve(" ".join(sorted(task.reserved)))
        self._tokens: dict[str, str] = {}
        self._sum = Sum(policy.digest)
        self._sum.add(task.decision)
        self._replaced = 0

    def settle(self, task: Settle) -> Settled:
        told = pickle.loads(task.notes)
        if isinstance(told, str):
            self._sum.add(self._decide(Scan((), 0, 0), (), None, (told,)))
            return Settled(None, 0)
        alone, named = told
        scan: Scan = named if task.named and named is not None else alone
        reading = Reading(task.excerpt)
        segments = reading.segments
        if self._sealed:
            segments = [one._replace(editable=False) for one in segments]
        decision = self._decide(scan, segments, reading, reading.opaque)
        if self._sealed and isinstance(decision, Block):
            free = self._decide(scan, reading.segments, reading, reading.opaque)
            self._sealed = None if isinstance(free, Block) else self._sealed
        if isinstance(decision, Redact | Coach) and self._sum.action.rank < Action.HOLD.rank:
            try:
                return self._written(decision, reading, segments, task.skip)
            except Unwritten:
                segments = [one._replace(editable=False) for one in segments]
                decision = self._decide(scan, segments, reading, reading.opaque)
        self._sum.add(decision)
        return Settled(None, 0)

    def _written(
        self, decision: Redact | Coach, reading: Reading, segments: Iterable[Segment], skip: int
    ) -> Settled:
        findings = [left for one in decision.redactions if (left := reading.clipped(one, skip)) is not None]
        edits = [Edit(*edit) for edit in redactions(list(segments), findings, self._placeholders)]
        body, over = reading.write(edits, skip)
        self._sum.add(decision)
        self._replaced += len(edits)
        self._tokens |= {edit.text: self._placeholders.resolve(edit.text) or "" for edit in edits}
        if len(self._tokens) > MOST_VALUES:
            raise TooMany("more different values than are replaced in one file")
        return Settled(body, over)

    def _decide(
        self, scan: Scan, segments: Iterable[Segment], reading: Reading | None, opaque: Iterable[str]
    ) -> Decision:
        def inside(finding: Finding) -> bool:
            return reading is not None and reading.owns(finding)

        return decide(
            self._policy,
            scan,
            list(segments),
            service=self._task.service,
            level=self._task.level,
            opaque=tuple(opaque),
            inside=inside,
            counts=self._counts,
        )

    def summed(self) -> Summed:
        decision = self._sum.decision(volume_over(self._policy, self._task.classes))
        sealed = self._sealed if isinstance(decision, Block) else None
        return Summed(decision, self._tokens, self._replaced, sealed)
