"""Listening: copies of answers, kept until their end and then scanned by the pool, one after the other.

Rule 1: an answer never waits: its bytes are copied on their way, and looked at when it is over.
Rule 2: memory is bounded, for one answer and for all; an answer that does not fit is on record as unread.
Rule 3: requests go first: an answer waits for an idle worker, and no two answers are scanned at once.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from policies.clients import Clients
from policies.datasets import PURPOSE
from policies.keys import Keyring
from policies.policy import Policy
from proxy.child import PoolFault
from proxy.hearing import UNREAD, Heard, names_beside
from proxy.inspect import Inspection
from proxy.pool import Pool
from proxy.saying import Hearing
from proxy.services.catalog import GENERIC, hands_keys

MOST_BYTES = 4 << 20  # of one answer, as it comes: events are some twenty times the text they bring
MOST_WAITING = 64 << 20  # of all answers that are under way or wait
_MOST_ASKED = 4 << 20  # bytes of a request in which a value of its answer is looked for
_PARTS_OF_PAGES = ("text/html", "text/css", "application/wasm")
_MEDIA = ("image", "audio", "video", "font")
_IDLE_SECONDS = 2.0
_LOOK_SECONDS = 0.02


class Copy:
    """The bytes of one answer so far; None in ``taken`` where it did not fit."""

    def __init__(self, budget: "Listening") -> None:
        self._budget = budget
        self._body: bytearray | None = bytearray()

    def feed(self, data: bytes) -> bytes:
        """Keep a copy; gives the very same bytes."""
        if self._body is not None and data:
            if len(self._body) + len(data) > MOST_BYTES or not self._budget.takes(len(data)):
                self.drop()
            else:
                self._body += data
        return data

    def drop(self) -> None:
        """Forget it all."""
        if self._body is not None:
            self._budget.gives_back(len(self._body))
            self._body = None

    @property
    def taken_bytes(self) -> int | None:
        """How many there are."""
        return None if self._body is None else len(self._body)

    @property
    def taken(self) -> bytes | None:
        return None if self._body is None else bytes(self._body)


@dataclass(frozen=True, slots=True)
class Told:
    """How an answer came, and the request as it left: its body, None where it was not kept, and its encoding.

    ``framed``: messages of a socket; ``before`` and ``after`` are those around them.
    """

    content_type: str
    encoding: str
    asked: bytes | None = field(repr=False)
    asked_encoding: str
    framed: bool = False
    before: bytes = field(default=b"", repr=False)
    after: bytes = field(default=b"", repr=False)


def is_part_of_page(content_type: str) -> bool:
    """Whether it is what a page is made of, and no answer where no dialect knows the request."""
    kind = content_type.partition(";")[0].strip().lower()
    return kind in _PARTS_OF_PAGES or kind.endswith("javascript") or is_media(content_type)


def _answers(inspection: Inspection, content_type: str) -> bool:
    """Whether a page answers a request in which somebody said something."""
    return inspection.spoken and content_type.partition(";")[0].strip().lower() == "text/html"


def is_media(content_type: str) -> bool:
    """Whether it is no text at all."""
    return content_type.partition("/")[0].strip().lower() in _MEDIA


def asked_of(body: bytes | None) -> bytes:
    """The part of a request in which values of its answer are looked for: all of it, or nothing where it is large."""
    return body if body is not None and len(body) <= _MOST_ASKED else b""


class Listening:
    """One per proxy process."""

    def __init__(self, pool: Pool, clients: Clients, keyring: Keyring) -> None:
        self._pool, self._clients, self._keyring = pool, clients, keyring
        self._kept = 0
        self._turn = asyncio.Semaphore(1)
        self._running: set[asyncio.Task[None]] = set()

    def copies(self, client: str, inspection: Inspection | None, content_type: str) -> Copy | None:
        """What copies an answer that is to be read when it is over; None for one that nobody wants to know."""
        if inspection is None or self._clients.get(client).answers == "off":
            return None
        if (
            inspection.dialect == GENERIC
            and is_part_of_page(content_type)
            and not _answers(inspection, content_type)
        ):
            return None
        copy = Copy(self)
        if is_media(content_type):
            copy.drop()
        return copy

    def heard(
        self, client: str, inspection: Inspection, copy: Copy, answer: Told, then: Callable[[Heard], None]
    ) -> None:
        """An answer is over: read it when there is time, and tell ``then`` what was found."""
        policy = self._clients.get(client)
        self.over(copy, self._hearing(client, policy, inspection, answer), policy, then)

    def masks(self, client: str, content_type: str, inspection: Inspection | None = None) -> bool:
        """Whether a client's answers are read before they are shown, and this one has text.

        A page that no dialect expects is shown: it may be any page of the service, whose keys it needs. So are tokens
        for whoever signs in, and links for files: a client could do nothing without.
        """
        if inspection is not None and inspection.dialect == GENERIC and is_part_of_page(content_type):
            return False
        if inspection is not None and hands_keys(inspection.dialect, inspection.route):
            return False
        return self._clients.get(client).answers == "mask" and not is_media(content_type)

    async def masked(self, client: str, inspection: Inspection, copy: Copy, answer: Told) -> Heard:
        """Read an answer that is held. Without ``body`` it may not be shown, as where it was not read."""
        body, policy = copy.taken, self._clients.get(client)
        copy.drop()
        if body is None:
            return UNREAD
        hearing = self._hearing(client, policy, inspection, answer)(body)
        try:
            return await self._pool.listen(replace(hearing, masks=True), policy)
        except PoolFault:
            return UNREAD

    def _hearing(
        self, client: str, policy: Policy, inspection: Inspection, answer: Told
    ) -> Callable[[bytes], Hearing]:
        others = names_beside(
            policy.name, [one.name for one in self._clients.policies() if one is not policy]
        )
        key = self._keyring.derive(client, PURPOSE) if policy.data else b""

        def hearing(body: bytes) -> Hearing:
            return Hearing(
                service=inspection.service,
                dialect=inspection.dialect,
                route=inspection.route,
                content_type=answer.content_type,
                encoding=answer.encoding,
                body=body,
                asked=asked_of(answer.asked),
                asked_encoding=answer.asked_encoding,
                others=others,
                data_key=key,
                framed=answer.framed,
                before=answer.before,
                after=answer.after,
            )

        return hearing

    def takes(self, size: int) -> bool:
        """Whether there is room for some more bytes; then they are counted."""
        if self._kept + size > MOST_WAITING:
            return False
        self._kept += size
        return True

    def gives_back(self, size: int) -> None:
        """Bytes that are no longer kept."""
        self._kept -= size

    @property
    def kept(self) -> int:
        """Bytes of answers in memory."""
        return self._kept

    def over(
        self, copy: Copy, hearing: Callable[[bytes], Hearing], policy: Policy, then: Callable[[Heard], None]
    ) -> None:
        """The answer is over: scan it when there is time, and tell ``then`` what was heard, whatever happens."""
        task = asyncio.create_task(self._over(copy, hearing, policy, then))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _over(
        self, copy: Copy, hearing: Callable[[bytes], Hearing], policy: Policy, then: Callable[[Heard], None]
    ) -> None:
        heard = UNREAD
        try:
            body = copy.taken
            if body is not None:
                async with self._turn:
                    await self._pool.quiet(_IDLE_SECONDS, _LOOK_SECONDS)
                    heard = await self._pool.listen(hearing(body), policy)
        except PoolFault:
            pass
        finally:
            copy.drop()
            then(heard)

    async def finish(self, seconds: float) -> None:
        """Wait for the answers that are over; those that are not scanned in time are on record as unread."""
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
