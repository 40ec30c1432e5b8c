"""Restoring an answer that comes as a stream of events.

Rule 1: an event goes out as soon as it is complete, with as much of its text as is certain.
Rule 2: what is held back comes with the next event of its channel, or in one event of its own before
        the channel ends.
Rule 3: an event that needs no change goes out as the bytes that came in.
Rule 4: what a dialect does not name is restored in full within its event.
"""

import json
import re
from collections import deque
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from proxy.answer.ear import Ear, is_repeated
from proxy.answer.events import mapping, text_at
from proxy.answer.eventstream import Passing
from proxy.answer.jsonbody import Path, Shape, rewrite
from proxy.answer.sse import Event, Reader
from proxy.answer.text import BytesRestorer, TextRestorer, restore_bytes, restore_text
from proxy.answer.token import SUSPECT
from proxy.contract import Lookup

type Channel = tuple[object, ...]

DEEPEST = 64  # steps of a path; text that people read stands nowhere deeper
_LIKE_JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*[\[{"\]\d-])')
_PLAIN: Channel = ("plain text",)  # of events that are no JSON
_MOST_RECENT, _MOST_RECENT_BYTES = 256, 1 << 17  # events that are kept, and their bytes
_MOST_HELD = 4096  # channels with held text; a stream with more is not one that people read


@dataclass(frozen=True, slots=True)
class Delta:
    """A string of an event that belongs to a channel."""

    path: Path
    channel: Channel
    fragment: bool = False  # the channel is the text of a JSON value
    fresh: bool = False  # the string replaces what the channel had
    repeats: bool = False  # the string may also be the whole text so far, said again
    signed: bool = False  # the string is heard, and nothing in it is turned back


@dataclass(frozen=True, slots=True)
class Plan:
    """What an event does to the channels. A channel is meant by each of its beginnings; ``()`` means all."""

    deltas: tuple[Delta, ...] = ()
    before: tuple[Channel, ...] = ()  # end before this event, whose own strings begin anew
    closes: tuple[Channel, ...] = ()  # end with this event
    lead: str = ""  # members to add to the event's object where another event had to be put before it
    instead: object = None  # the event to send in place of this one; the deltas are those of the new one


class Table(Protocol):
    """A dialect's knowledge of its stream; new for each stream, for it may keep state."""

    shape: Shape
    watches: bool  # whether every event must be seen

    def plan(self, name: str, event: object) -> Plan:
        """What an event means."""

    def extra(self, event: object, delta: Delta, text: str) -> object:
        """An event like this one that carries only ``text``, to the channel of ``delta``."""


class WholeEvents:
    """The table of a stream whose events are each a whole: no text of one goes on in the next."""

    watches = False

    def __init__(self, shape: Shape) -> None:
        self.shape = shape

    def plan(self, name: str, event: object) -> Plan:
        """Nothing that lasts."""
        return Plan()

    def extra(self, event: object, delta: Delta, text: str) -> object:
        """The event itself: nothing is ever held back."""
        return event


@dataclass(slots=True)
class _Held:
    restorer: TextRestorer
    extra: bytes = field(repr=False)  # the event that would bring the tail
    source: str = field(repr=False)


class StreamRestorer:
    """A Restorer for a stream of JSON events."""

    def __init__(self, reader: Reader, table: Table, lookup: Lookup) -> None:
        self._reader = reader
        self._table = table
        self._lookup = lookup
        self._held: dict[Channel, _Held] = {}
        self._bytes: BytesRestorer | None = None
        self._ear = lookup if isinstance(lookup, Ear) else None
        self._recent, self._recent_bytes = deque[Event](), 0
        self._is_plain = False  # whether a plain text was seen, ...
        self._is_json = False  # ... or one that is an object or a list

    def feed(self, data: bytes) -> bytes:
        """The events that may go out now."""
        if self._bytes is not None:
            return self._bytes.feed(data)
        out: list[bytes] = []
        for event in self._reader.feed(data):
            self._event(event, out, last=False)
            self._recall(event)
        if self._reader.broken:
            if self._ear is not None:
                self._ear.lose()
            self._bytes = BytesRestorer(self._lookup, fragment=True)
            out += self._flush(((),))
            out.append(self._bytes.feed(self._reader.rest()))
        return b"".join(out)

    def _recall(self, event: Event) -> None:
        """Keep an event for a while."""
        self._recent.append(event)
        self._recent_bytes += len(event.raw)
        while len(self._recent) > _MOST_RECENT or self._recent_bytes > _MOST_RECENT_BYTES:
            self._recent_bytes -= len(self._recent.popleft().raw)

    def finish(self) -> bytes:
        """The rest of a stream that ended, in order or broken off."""
        if self._bytes is not None:
            return self._bytes.finish()
        out: list[bytes] = []
        rest = self._reader.rest()
        if rest:
            self._event(self._reader.last(rest), out, last=True)
        else:
            out += self._flush(((),))
        return b"".join(out)

    def _event(self, event: Event, out: list[bytes], *, last: bool) -> None:
        if not (last or self._held or self._table.watches or self._ear or SUSPECT.search(event.raw)):
            out.append(event.raw)
            return
        payload = event.payload
        if self._ear is not None and isinstance(event, Passing) and event.raw:
            self._ear.lose()
        if payload is None:
            if last:
                out += self._flush(((),))
            out.append(restore_bytes(event.raw, self._lookup, fragment=True))
            return
        try:
            value = json.loads(payload)
        except (ValueError, RecursionError):
            self._plain_event(event, payload, out, last=last)
            return
        if self._is_piece(value):
            self._plain_event(event, payload, out, last=last)
            return
        if self._held:
            out += self._flush((_PLAIN,))
        self._json_event(event, payload, value, out, last=last)

    def _is_piece(self, value: object) -> bool:
        """Whether what looks like a JSON value is a piece of a plain text, such as three digits of a number."""
        if isinstance(value, dict | list):
            self._is_json = True
            return False
        return self._is_plain if isinstance(value, str) else not self._is_json

    def _plain_event(self, event: Event, payload: str, out: list[bytes], *, last: bool) -> None:
        """An event that is no JSON. "[DONE]" and its like end the stream, broken JSON is restored as it stands; any
        other text may go on in the next one of that name."""
        if payload.strip() == "[DONE]" or _LIKE_JSON.match(payload) is not None:
            if last or payload.strip() == "[DONE]":
                out += self._flush(((),))
            text = restore_text(payload, self._lookup, fragment=payload.strip() != "[DONE]")
            if self._ear is not None and payload.strip() != "[DONE]":
                self._ear.beside(payload)
                text = self._ear.others(payload, ()).get((), payload)
            out.append(event.raw if text == payload else event.rebuilt(text))
            return
        channel: Channel = (*_PLAIN, event.name)
        said = payload
        self._is_plain = self._is_plain or not payload.strip().isdecimal()
        if self._ear is not None:
            said = self._ear.hear(channel, payload, fresh=False, repeats=False)
        held = self._held.pop(channel, None)
        if last:
            out += self._flush(((),))
        restorer = held.restorer if held else TextRestorer(self._lookup)
        shown = restorer.feed(said) + (restorer.finish() if last else "")
        if restorer.held:
            self._held[channel] = _Held(restorer, event.like(restorer.held, event.name), "")
        out.append(event.raw if shown == payload else event.rebuilt(shown))

    def _json_event(self, event: Event, payload: str, value: object, out: list[bytes], *, last: bool) -> None:
        plan = self._table.plan(event.name, value)
        changes: dict[Path, str] = {}
        if self._ear is not None:
            changes.update(_hear(self._ear, plan, value if plan.instead is None else plan.instead))
        if plan.instead is not None:
            value, payload = plan.instead, json.dumps(plan.instead, separators=(",", ":"))
        first = len(out)
        if plan.before:
            out += self._flush(plan.before)
        closes: tuple[Channel, ...] = ((),) if last else plan.closes
        if closes and self._held:
            out += self._flush(closes, but=frozenset(delta.channel for delta in plan.deltas))
        inserted = len(out) > first
        last_of = {delta.channel: number for number, delta in enumerate(plan.deltas)} if closes else {}
        for number, delta in enumerate(plan.deltas):
            text = None if delta.signed else text_at(value, delta.path)
            if text is None:
                continue
            ends = last_of.get(delta.channel) == number and _is_in(delta.channel, closes)
            shown = self._delta(event, value, delta, text, ends=ends)
            if shown != text:
                changes[delta.path] = shown
        restored = payload
        if changes or "[" in payload or "u005" in payload:
            own = frozenset(delta.path for delta in plan.deltas)
            restored = rewrite(payload, self._lookup, self._table.shape, changes, own)
        if inserted and plan.lead:
            restored = restored.replace("{", "{" + plan.lead, 1)
        same = restored == payload and plan.instead is None
        out.append(event.raw if same else event.rebuilt(restored))
        if len(self._held) > _MOST_HELD:
            out += self._flush(((),))

    def _delta(self, event: Event, value: object, delta: Delta, text: str, *, ends: bool) -> str:
        held = self._held.pop(delta.channel, None)
        if held is not None and delta.repeats and is_repeated(text, held.source):
            held = None
        if held is None or delta.fresh:
            said = partial(self._said, delta.channel)
            restorer = TextRestorer(self._lookup, fragment=delta.fragment, before=said)
        else:
            restorer = held.restorer
        shown = restorer.feed(text)
        if ends:
            return shown + restorer.finish()
        if restorer.held:
            extra = self._table.extra(value, delta, restorer.held)
            line = json.dumps(extra, separators=(",", ":"))
            # Where the name of an event says again what its data says, it has to agree with the new data.
            name = (
                str(mapping(extra).get("type", ""))
                if event.name == mapping(value).get("type")
                else event.name
            )
            source = text if delta.repeats else ""
            self._held[delta.channel] = _Held(restorer, event.like(line, name), source)
        return shown

    def _said(self, channel: Channel) -> str:
        """What the last events said on a channel, asked only for values that may stand in JSON."""
        table, texts = deepcopy(self._table), ""
        for event in self._recent:
            try:
                value = json.loads(event.payload or "")
            except (ValueError, RecursionError):
                continue
            for delta in table.plan(event.name, value).deltas:
                text = text_at(value, delta.path) if delta.channel == channel else None
                if text is not None:
                    texts = (
                        text if delta.fresh or (delta.repeats and is_repeated(text, texts)) else texts + text
                    )
        return texts

    def _flush(self, channels: tuple[Channel, ...], but: frozenset[Channel] = frozenset()) -> list[bytes]:
        """The events that bring the tails of these channels, which thereby end."""
        ended = [key for key in self._held if key not in but and _is_in(key, channels)]
        return [self._held.pop(key).extra for key in ended]


def _hear(ear: Ear, plan: Plan, event: object) -> Mapping[Path, str]:
    """Let an Ear hear an event; gives new texts for its strings."""
    changes = dict(ear.others(event, own := {delta.path for delta in plan.deltas}))
    ear.end(plan.before)
    for delta in plan.deltas:
        text = text_at(event, delta.path)
        if text is not None:
            said = ear.hear(delta.channel, text, fresh=delta.fresh, repeats=delta.repeats)
            if said != text:
                changes[delta.path] = said
    ear.beside(event, own)
    ear.end(plan.closes)
    return changes


def _is_in(channel: Channel, beginnings: tuple[Channel, ...]) -> bool:
    return any(channel[: len(beginning)] == beginning for beginning in beginnings)
