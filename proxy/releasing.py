"""Releasing: the parts of an upload leave, each to its own link, when the request comes that ends it.

Rule 1: they are judged and recorded as one request of its own; refused, the request that ends it is refused, too.
Rule 2: from the first part on that leaves, no other part of that upload is taken, whatever becomes of it.
"""

import asyncio
import time
import uuid
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from proxy.capture import Capture
from proxy.case import Case, new_ticket
from proxy.effect import Forward, Reply
from proxy.identity import Person
from proxy.recorder import Recorder
from proxy.seal import seal
from proxy.uploads.contract import Outgoing
from proxy.uploads.holder import CannotHold, Holder
from proxy.uploads.parted import NotTaken, Parted, numbers_in, plain_tag, told
from proxy.verdict import Verdict
from proxy.wording import NOT_TAKEN

_STEP = 256 * 1024


class Send(Protocol):
    """Who brings a part to the service."""

    async def __call__(
        self, verdict: Verdict, head: Capture, size: int, read: Callable[[int], bytes]
    ) -> Mapping[str, str]:
        """Send what a verdict lets go, ``size`` bytes that ``read`` gives; the headers of the answer. Raises
        NotTaken."""


class Releasing:
    """One per proxy process."""

    def __init__(self, holder: Holder, recorder: Recorder) -> None:
        self._holder, self._recorder = holder, recorder

    async def release(
        self, case: Case, judge: Callable[[Case], Awaitable[Verdict]], send: Send | None
    ) -> Case | Verdict:
        """The request as it goes on, with the service's ETags in place of ours; or what is said instead.

        Most requests end no upload and come back as they are. ``judge`` judges the parts as one. Raises CannotHold
        and NotTaken.
        """
        person, capture = case.person, case.capture
        for parted in await self._ended(person, capture):
            tags = parted.tags
            if tags is None:
                if send is None or seal(capture) is not None:
                    raise CannotHold("a request whose ETags cannot be changed")
                step = parted.finished
                whole = await asyncio.to_thread(self._holder.take, person.client, person.name, step)
                if not isinstance(whole, Outgoing):
                    return Verdict(case.id, _reply(whole), person.client, person.name)
                parts = Case(
                    uuid.uuid4().hex,
                    new_ticket(),
                    whole.capture,
                    person,
                    time.perf_counter(),
                    whole,
                    asked=capture,
                )
                verdict = await judge(parts)
                if not isinstance(verdict.effect, Forward):
                    return verdict
                tags = await self._send(parted, verdict, parts, send)
            if not {*numbers_in(parted.mark, capture.body)} <= tags.keys():
                raise CannotHold("a part of an upload of which others have left")
            changed = replace(case.capture, body=told(parted.mark, case.capture.body, tags))
            case = replace(case, capture=changed, whole=Outgoing(changed))
        return case

    async def _ended(self, person: Person, capture: Capture) -> Sequence[Parted]:
        if capture.method not in ("POST", "PUT", "PATCH") or not self._holder.may_end:
            return ()
        return await asyncio.to_thread(self._holder.ended, person.client, person.name, capture.body)

    async def _send(self, parted: Parted, verdict: Verdict, parts: Case, send: Send) -> Mapping[int, str]:
        """Send what was judged, cut as it came; the ETags by number."""
        effect, person = verdict.effect, parts.person
        assert isinstance(effect, Forward)
        tags: dict[int, str] = {}
        failure, status = NOT_TAKEN, 502
        try:
            size = effect.outflow.size if effect.outflow else len(effect.body or b"")
            sizes = parted.sizes(size)
            self._holder.sent(person.client, person.name, parted, {})
            read = _Reader(effect.outflow.chunks(_STEP) if effect.outflow else [effect.body or b""]).read
            for part, count in zip(parted.parts, sizes, strict=True):
                answer = await send(verdict, part.head, count, read)
                tags[part.number] = plain_tag(answer.get("etag", ""))
            self._holder.sent(person.client, person.name, parted, tags)
            failure, status = "", 200
        except ValueError:
            raise NotTaken("a file that can no longer be cut into as many parts") from None
        finally:
            if effect.outflow:
                effect.outflow.close()
            self._recorder.end(
                verdict.id,
                verdict.client,
                verdict.inspection.service if verdict.inspection else "unknown",
                parts.capture.host,
                status=status,
                failure=failure,
                restored=0,
                millis=parts.millis(),
            )
        return tags


class _Reader:
    """Bytes out of chunks, so many at a time."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._left = memoryview(b"")

    def read(self, most: int) -> bytes:
        """At least one byte while there are any."""
        while not self._left:
            chunk = next(self._chunks, None)
            if chunk is None:
                return b""
            self._left = memoryview(chunk)
        data, self._left = bytes(self._left[:most]), self._left[most:]
        return data


def _reply(answer: Reply | None) -> Reply:
    if answer is None:
        raise CannotHold("an upload that is not here")
    return answer
