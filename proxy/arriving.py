"""Arriving: what a request is to a file that it brings: all of it, a piece of it, or the last piece.

The clock and chance come in here (names of uploads that are answered by us); all else is decided by values.
"""

import asyncio
import time
import uuid
from dataclasses import replace

from proxy.body.hints import whole
from proxy.capture import SOCKET, Capture
from proxy.effect import Reply
from proxy.identity import Person
from proxy.largefiles import LargeFiles
from proxy.services.catalog import BLOB, GENERIC, Catalogue
from proxy.spoken import is_piece
from proxy.uploads.bodies import Intake
from proxy.uploads.contract import Finished, Outgoing, Passed
from proxy.uploads.holder import CannotHold, Holder
from proxy.uploads.links import may_use_link
from proxy.uploads.protocols import is_whole, step_of
from proxy.uploads.steps import Steps

_LARGE = 256 * 1024  # bytes of a body that is not looked at on the loop
_LONG = 32 * 1024  # the same of a message, which is taken apart
_MOST_HOSTS = 1_000


class Arriving:
    """One per proxy process. ``limit`` is the most bytes of a body in memory."""

    def __init__(
        self, steps: Steps, catalogue: Catalogue, holder: Holder, large: LargeFiles | None, limit: int
    ) -> None:
        self._steps, self._catalogue, self._holder = steps, catalogue, holder
        self._large, self._limit = large, limit
        self._open: dict[str, None] = {}  # hosts that learn the length of a file with its last bytes

    def told(self, host: str, extensions: str) -> None:
        """Note what a service of tus says that it speaks."""
        if "creation-defer-length" in (one.strip().lower() for one in extensions.split(",")):
            self._open[host] = None
            if len(self._open) > _MOST_HOSTS:
                del self._open[next(iter(self._open))]

    async def hinted(self, capture: Capture, person: Person) -> Capture:
        """A request with what was said before of the file that it brings."""
        if capture.hint is not None or not may_use_link(capture):
            return capture
        return await asyncio.to_thread(self._steps.hinted, person.client, person.name, capture)

    async def intake(self, capture: Capture, person: Person) -> Intake | None:
        """Room on disk for the body of a request that brings a file; None for any other. The body is not here yet."""
        if self._large is None or self._large.limit <= self._limit or capture.header("content-encoding"):
            return None
        before = await asyncio.to_thread(self._steps.before, person.client, person.name, capture)
        service = self._catalogue.service_for(capture.host)
        dialect, route = self._catalogue.dialect_for(service, capture, announced=before is not None)
        is_form = capture.header("content-type").lower().startswith("multipart/form-data")
        if not (route and dialect.id != GENERIC if is_form else dialect.id == BLOB):
            return None
        capture = await self.hinted(capture, person)
        to_come = max(whole(capture.header("content-length")), 0)
        if not is_form and not is_whole(step_of(replace(capture, away=to_come), "", 0)):
            return None
        intake = self._large.intake()
        intake.hint = capture.hint
        return intake

    def at_once(self, capture: Capture, size: int) -> Outgoing | None:
        """What is sent in place of a request whose body came to the disk; None: itself. Raises CannotHold."""
        step = step_of(replace(capture, away=size), "", 0)
        if not is_whole(step):
            raise CannotHold("a piece that came as a whole")
        return step.make(()) if isinstance(step, Finished) else None

    async def taken(self, capture: Capture, person: Person) -> Reply | Outgoing | None:
        """What becomes of a request that may bring a piece: our answer, the whole that it completes, or None: it goes
        on as it is. Raises as the holder does."""
        token, now = uuid.uuid4().hex, int(time.time())
        if capture.method == SOCKET:
            if (
                await asyncio.to_thread(is_piece, capture.body)
                if capture.size > _LARGE
                else is_piece(capture.body)
            ):
                raise CannotHold("a piece that came as a message")
            return None
        if capture.size > _LARGE:
            step = await asyncio.to_thread(step_of, capture, token, now)
        else:
            step = step_of(capture, token, now)
        if step is None:
            return None
        if isinstance(step, Passed) and step.deferred is not None and capture.host in self._open:
            step = Passed(step.deferred)
        return await asyncio.to_thread(self._holder.take, person.client, person.name, step)
