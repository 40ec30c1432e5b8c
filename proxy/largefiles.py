"""Large files: held encrypted until a worker has read them window by window, then sent from a second spool.

Rule 1: nothing of a file leaves before all of it was read and judged as one request.
Rule 2: this process holds a few windows at a time; workers hold one each.
Rule 3: what waits on disk is encrypted under keys in memory; closing a file gives it back, whatever became of it.
"""

import asyncio
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from classifiers.documents.contract import Source
from policies.decision import Block, Coach, Hold, Level, Redact
from policies.policy import Policy
from proxy.capture import Capture
from proxy.child import PoolFault
from proxy.inspect import Inspection, Task, owner_tag
from proxy.large.cuts import Uncut, Window, windows
from proxy.large.form import Form, form_of
from proxy.large.noted import Noted
from proxy.large.reading import TABLE, Excerpt, format_for, head_of
from proxy.large.tasks import Begin, End, Look, Seen, Settle, Settled, Summed
from proxy.pool import Pool
from proxy.uploads.bodies import Intake, Outflow, Part
from proxy.uploads.spool import Spool

_LOOK = 64 * 1024  # bytes at the begin by which a format is known
_MOST_SECONDS = 1800.0
_SECONDS_A_MEGABYTE = 60.0
_MOST_COUNTED = 10_000  # different values of one class, unless a rule counts further


class Unwindowed(ValueError):
    """The traffic's fault: a large body that is no text to be read in windows."""


class Gone(ConnectionError):
    """The client did not wait."""


class LargeFile:
    """One request with a large file, and what stands in for the pool where it is inspected.

    ``here`` says whether the client still waits.
    """

    def __init__(
        self, pool: Pool, folder: Path, capture: Capture, intake: Intake, here: Callable[[], bool]
    ) -> None:
        self._pool, self._folder, self._capture, self._intake, self._here = (
            pool,
            folder,
            capture,
            intake,
            here,
        )
        self._form: Form | None = None
        self._format = ""
        self._head = b""
        self._rest = b""
        self._windows: list[Window] = []
        self._noted: Noted | None = None
        self._notes: Spool | None = None
        self._spools: list[Spool] = []
        self._parts: list[Part] = []  # of the file as it would leave
        self._digest = b""
        self.outflow: Outflow | None = None

    @property
    def size(self) -> int:
        """Bytes of the whole body."""
        return self._intake.size

    def prepare(self) -> None:
        """Find the file and its windows; reads the disk. Raises Unwindowed."""
        read, size = self._intake.read, self._intake.size
        form = form_of(self._capture, read, size)
        if form is None:
            raise Unwindowed("no file that is read in windows")
        begin = read(form.start, min(_LOOK, form.end - form.start))
        begin = begin[: begin.rfind(b"\n") + 1]
        self._format = format_for(Source(begin, form.name, form.declared)) if begin else ""
        if not self._format:
            raise Unwindowed("a file of a format that is not read in windows")
        try:
            self._windows = list(windows(read, form.start, form.end, quoted=self._format == TABLE))
        except Uncut:
            raise Unwindowed("a text with lines too long to be cut") from None
        self._head, self._form, self._rest = head_of(begin, self._format), form, form.rest(read, size)

    @property
    def unchanged(self) -> Outflow:
        """The body as it came."""
        return Outflow([(self._intake, 0, self._intake.size)])

    async def inspect(self, task: Task, policy: Policy, affinity: str) -> tuple[Inspection, float]:
        """The inspection of the whole request; its ``outflow`` is then what may leave. Raises as the pool does, and
        TooMany and Gone."""
        rest = replace(task, capture=replace(task.capture, body=self._rest))
        inspection, millis = await self._pool.inspect(rest, policy, affinity)
        if inspection.level is Level.OPAQUE or isinstance(inspection.decision, Block | Hold):
            return inspection, millis
        size = self.size / (1 << 20)
        try:
            async with asyncio.timeout(min(_MOST_SECONDS, 60 + size * _SECONDS_A_MEGABYTE)):
                noted = self._noted = self._noted or await self._look(task, policy, inspection.service)
                summed = await self._settle(task, policy, affinity, inspection, noted)
        except TimeoutError:
            raise PoolFault("scan-timeout") from None
        judged = await asyncio.to_thread(self._judged, task, policy, inspection, summed, noted)
        return judged, millis + noted.millis

    # looking

    async def _look(self, task: Task, policy: Policy, service: str) -> Noted:
        """Have all windows looked at, several at a time."""
        self._notes = self._spool()
        noted = Noted()
        most = max(_MOST_COUNTED, *(rule.at_least for rule in policy.rules), 0)
        todo = iter(range(len(self._windows)))
        found: dict[int, tuple[int, int]] = {}
        naming: dict[int, bool] = {}

        async def looking() -> None:
            for index in todo:
                self._check()
                excerpt = await asyncio.to_thread(self._excerpt, self._windows[index])
                look = Look(excerpt, service, task.key, task.data_key)
                seen, millis = await self._pool.ask(look, policy)
                if not isinstance(seen, Seen):
                    raise TypeError("a worker's answer to another question")
                assert self._notes is not None
                found[index] = await asyncio.to_thread(self._notes.append, seen.notes), len(seen.notes)
                naming[index] = seen.names
                noted.add(seen, most)
                noted.millis += millis

        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(self._pool.breadth):
                    group.create_task(looking())
        except BaseExceptionGroup as several:
            raise several.exceptions[0] from None
        noted.notes = [found[index] for index in range(len(self._windows))]
        noted.naming = [naming[index] for index in range(len(self._windows))]
        return noted

    # settling

    async def _settle(
        self, task: Task, policy: Policy, affinity: str, inspection: Inspection, noted: Noted
    ) -> Summed:
        """Have all windows judged and written, one by one."""
        naming = sum(noted.naming)
        values = noted.if_named if naming else noted.alone
        out: Spool | None = None
        copied = self._form.start if self._form else 0  # up to here the file is in the outflow
        parts: list[Part] = []
        begin = Begin(
            replace(task.capture, body=b""),
            inspection.service,
            inspection.level,
            inspection.owner,
            task.key,
            inspection.decision,
            {**task.known, **inspection.tokens},
            frozenset(noted.reserved),
            values.rules,
            values.classes,
        )
        async with self._pool.lend(policy, affinity) as ask:
            await ask(begin)
            skip = 0
            for index, window in enumerate(self._windows):
                self._check()
                excerpt = await asyncio.to_thread(self._excerpt, window)
                assert self._notes is not None
                notes = await asyncio.to_thread(self._notes.read, *noted.notes[index])
                named = naming > noted.naming[index]
                settled = await ask(Settle(excerpt, notes, named, skip))
                if not isinstance(settled, Settled):
                    raise TypeError("a worker's answer to another question")
                start = window.start + skip
                if settled.body is not None:
                    if copied < start:
                        parts.append((self._intake, copied, start))
                    if out is None or not parts or parts[-1] is not out:
                        out = self._spool()
                        parts.append(out)
                    await asyncio.to_thread(out.append, settled.body)
                    copied = window.end + settled.over
                skip = settled.over
            summed = await ask(End())
        if not isinstance(summed, Summed):
            raise TypeError("a worker's answer to another question")
        if copied < self._end:
            parts.append((self._intake, copied, self._end))
        self._parts = parts
        return summed

    def _judged(
        self, task: Task, policy: Policy, inspection: Inspection, summed: Summed, noted: Noted
    ) -> Inspection:
        """The inspection of the rest as that of the whole; makes the outflow. Reads the disk."""
        form = self._form
        assert form is not None
        decision = summed.decision
        changed = isinstance(decision, Redact | Coach)
        rest = self._rest if inspection.body is None or not changed else inspection.body
        place = form.place_in(rest)
        if changed:
            self.outflow = Outflow([rest[:place], *self._parts, rest[place:]])
        else:
            self.outflow = self.unchanged
        sent = hmac.new(task.key, digestmod=hashlib.sha256)
        for chunk in self.outflow.chunks(1 << 20):
            sent.update(chunk)
        if not self._digest:
            came = hmac.new(task.key, digestmod=hashlib.sha256)
            for chunk in self.unchanged.chunks(1 << 20):
                came.update(chunk)
            self._digest = came.digest()
        return replace(
            inspection,
            decision=decision,
            body=rest if changed else None,
            tokens={**inspection.tokens, **summed.tokens} if changed else {},
            replaced=inspection.replaced + summed.replaced if changed else 0,
            characters=inspection.characters + noted.characters,
            fresh=inspection.fresh + noted.fresh,
            digest=sent.hexdigest(),
            said=owner_tag(task.key, policy.client, task.person, inspection.service, self._digest.hex()),
            spoken=True,
            seal=summed.seal or inspection.seal,
        )

    # bytes

    @property
    def _end(self) -> int:
        return self._form.end if self._form else 0

    def _excerpt(self, window: Window) -> Excerpt:
        form = self._form
        assert form is not None
        return Excerpt(
            self._intake.read(window.first, window.last - window.first),
            window.start - window.first,
            window.end - window.first,
            self._format,
            form.name,
            form.declared,
            self._head if window.first > form.start else b"",
        )

    def _spool(self) -> Spool:
        spool = Spool(self._folder)
        self._spools.append(spool)
        return spool

    def _check(self) -> None:
        if not self._here():
            raise Gone("the client did not wait")

    def tidy(self) -> None:
        """Give the space back that the way out does not need; all of it where there is none."""
        kept = self.outflow.spools if self.outflow else ()
        for spool in self._spools:
            if spool not in kept:
                spool.close()


class LargeFiles:
    """What one proxy process needs for them. ``limit`` is the most bytes of one."""

    def __init__(self, pool: Pool, folder: Path, limit: int) -> None:
        self._pool, self._folder, self.limit = pool, folder, limit

    def intake(self) -> Intake:
        """Room for one body."""
        return Intake(self._folder, self.limit)

    def file(self, capture: Capture, intake: Intake, here: Callable[[], bool]) -> LargeFile:
        """A body that has come."""
        return LargeFile(self._pool, self._folder, capture, intake, here)
