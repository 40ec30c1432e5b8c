"""The holder: pieces of uploads wait here until the whole is there, and never longer than their time.

Rule 1: an upload belongs to the client and the person that began it; another one's pieces never join.
Rule 2: an upload that is finished, given up, too long or too old is closed, and with it its bytes are gone.
Rule 3: what is not wholly here is never sent; a piece too many or one missing is answered as a service would.
Rule 4: where parts of an upload have left, no other part of it is kept: what joins them would be read by nobody.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import assert_never

from proxy.capture import Capture
from proxy.effect import Reply
from proxy.uploads.bodies import THRESHOLD, Intake
from proxy.uploads.contract import Asked, Dropped, Finished, Kept, Outgoing, Passed, Step, Unheld
from proxy.uploads.parted import Part, Parted, numbers_in
from proxy.uploads.spool import Spool

_SECONDS = 3600.0
_MOST = 256  # uploads at once
_MOST_OF_ONE = 16  # of one person
_MOST_PARTS = 10_000
_STEP = 1 << 20
_TOTAL = 10  # uploads of the largest size, all in all


class TooMuchHeld(ValueError):
    """The traffic's fault: more bytes or more uploads than are held."""


class CannotHold(ValueError):
    """The traffic's fault: pieces of a kind that cannot be held."""


type _Key = tuple[str, str, str]


@dataclass(slots=True)
class _Upload:
    spool: Spool
    at: float
    places: dict[str, tuple[int, int]] = field(default_factory=dict, repr=False)
    mark: str = field(default="", repr=False)
    heads: dict[str, Capture] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class _Sent:
    """An upload of which parts have left."""

    at: float
    mark: str = field(repr=False)
    tags: Mapping[int, str] = field(repr=False)


class Holder:
    """Thread-safe. ``limit`` is the most bytes of one upload that leaves from memory, ``most`` of one that leaves from
    disk (0: none does); ``now`` gives seconds that only grow."""

    def __init__(
        self, folder: Path, limit: int, now: Callable[[], float] = time.monotonic, *, most: int = 0
    ) -> None:
        self._folder, self._now = folder, now
        self._limit, self._most, self._spools = limit, max(limit, most), most > limit
        self._lock = threading.Lock()
        self._uploads: OrderedDict[_Key, _Upload] = OrderedDict()
        self._sent: OrderedDict[_Key, _Sent] = OrderedDict()

    def take(self, client: str, person: str, step: Step) -> Reply | Outgoing | None:
        """What becomes of a request: an answer, the whole to be judged, or None: it goes on as it is.

        Raises TooMuchHeld and CannotHold for what is to be refused, ValueError where a client contradicts itself.
        """
        with self._lock:
            self._expire()
            match step:
                case Passed(outgoing=outgoing):
                    return outgoing
                case Unheld():
                    raise CannotHold("pieces that cannot be held")
                case Asked(key=key, reply=reply):
                    held = self._uploads.get((client, person, key))
                    return reply(held.spool.size) if held else None
                case Dropped(key=key, reply=answer):
                    self._close((client, person, key))
                    return answer
                case Kept(key=key):
                    return self._keep((client, person, key), step)
                case Finished(key=key):
                    return self._finish((client, person, key), step)
                case _:
                    assert_never(step)

    @property
    def may_end(self) -> bool:
        """Whether there is any upload that a request could end."""
        return bool(self._uploads or self._sent)

    def ended(self, client: str, person: str, body: bytes) -> Sequence[Parted]:
        """The uploads whose parts a request names in its body, each with those parts."""
        with self._lock:
            self._expire()
            found = [
                Parted(key[2], sent.mark, tags=sent.tags)
                for key, sent in self._sent.items()
                if key[:2] == (client, person) and sent.mark.encode() in body
            ]
            gone = {parted.mark for parted in found}
            for key, held in self._uploads.items():
                if key[:2] != (client, person) or not held.mark or held.mark in gone:
                    continue
                names = [str(number) for number in numbers_in(held.mark, body)]
                if names and all(name in held.heads for name in names):
                    parts = (Part(int(name), held.heads[name], held.places[name][1]) for name in names)
                    found.append(Parted(key[2], held.mark, tuple(parts)))
            return found

    def sent(self, client: str, person: str, parted: Parted, tags: Mapping[int, str]) -> None:
        """Note that parts are about to leave, and then what their ETags are."""
        with self._lock:
            self._sent[client, person, parted.key] = _Sent(self._now(), parted.mark, tags)

    def tidy(self) -> None:
        """Close what is too old."""
        with self._lock:
            self._expire()

    def close(self) -> None:
        """Close everything."""
        with self._lock:
            for key in list(self._uploads):
                self._close(key)

    def __len__(self) -> int:
        return len(self._uploads)

    def _keep(self, key: _Key, step: Kept) -> Reply:
        held = self._uploads.get(key)
        if key in self._sent:
            raise CannotHold("a part of an upload of which others have left")
        if held is None:
            if not step.opens:
                return _unknown()
            if not step.name and step.start:
                return step.reply(0)  # its beginning is not here: the client begins anew
            held = self._open(key)
        self._add(key, held, step.name, step.start, step.data)
        if step.head is not None:
            held.mark, held.heads[step.name] = step.mark, step.head
        return step.reply(held.spool.size)

    def _add(self, key: _Key, held: _Upload, name: str, start: int, data: bytes) -> None:
        """Add what is new of a piece; one that comes again adds nothing, one after a gap neither."""
        if not name:
            if not 0 <= start <= held.spool.size:
                return
            data = data[held.spool.size - start :]
        total = sum(upload.spool.size for upload in self._uploads.values())
        if held.spool.size + len(data) > self._most or total + len(data) > self._most * _TOTAL:
            self._close(key)
            raise TooMuchHeld("an upload larger than is held")
        if name and len(held.places) >= _MOST_PARTS:
            self._close(key)
            raise TooMuchHeld("an upload in too many pieces")
        if name:
            held.places[name] = (held.spool.size, len(data))
        try:
            held.spool.append(data)
        except BaseException:
            self._close(key)
            raise
        held.at = self._now()

    def _finish(self, key: _Key, step: Finished) -> Reply | Outgoing:
        held = self._uploads.get(key)
        if held is None:
            whole = step.order is None and step.start == 0
            return step.make((step.data,)) if whole else step.lost(0)
        if step.order is None:
            self._add(key, held, "", step.start, step.data)
            if not 0 <= step.start <= held.spool.size or held.spool.size != step.start + len(step.data):
                return step.lost(held.spool.size)
        elif not step.order or any(name not in held.places for name in step.order):
            return step.lost(held.spool.size)
        try:
            size = sum(count for _, count in _places(held, step.order))
            if self._spools and step.joined and size > THRESHOLD:
                made = step.make(())
                if not made.capture.header("content-encoding"):
                    return replace(made, intake=self._intake(key, held, step.order, size))
            if size > self._limit:
                raise TooMuchHeld("an upload larger than is held in memory")
            return step.make([held.spool.read(*place) for place in _places(held, step.order)])
        finally:
            self._close(key)

    def _intake(self, key: _Key, held: _Upload, order: Sequence[str] | None, size: int) -> Intake:
        """The whole on disk: where it lies, or put together."""
        if order is None:
            return Intake(self._folder, self._most, self._uploads.pop(key).spool)
        if size > self._most:
            raise TooMuchHeld("an upload larger than is held")
        spool = Spool(self._folder)
        try:
            for start, count in _places(held, order):
                for at in range(start, start + count, _STEP):
                    spool.append(held.spool.read(at, min(_STEP, start + count - at)))
        except BaseException:
            spool.close()
            raise
        return Intake(self._folder, self._most, spool)

    def _open(self, key: _Key) -> _Upload:
        own = [one for one in self._uploads if one[:2] == key[:2]]
        if len(own) >= _MOST_OF_ONE:
            self._close(own[0])
        if len(self._uploads) >= _MOST:
            raise TooMuchHeld("more uploads than are held")
        self._uploads[key] = _Upload(Spool(self._folder), self._now())
        return self._uploads[key]

    def _expire(self) -> None:
        oldest = self._now() - _SECONDS
        for key in [key for key, upload in self._uploads.items() if upload.at < oldest]:
            self._close(key)
        for key in [key for key, sent in self._sent.items() if sent.at < oldest]:
            del self._sent[key]

    def _close(self, key: _Key) -> None:
        held = self._uploads.pop(key, None)
        if held is not None:
            held.spool.close()


def _places(held: _Upload, order: Sequence[str] | None) -> Sequence[tuple[int, int]]:
    """Where the pieces of the whole lie, and how long they are."""
    return [(0, held.spool.size)] if order is None else [held.places[name] for name in order]


def _unknown() -> Reply:
    text = b'{"error": {"message": "This upload is not known here. Start it again.", "type": "invalid_request_error"}}'
    return Reply(404, (("content-type", "application/json"), ("cache-control", "no-store")), text)
