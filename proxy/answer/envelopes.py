"""Envelopes in an answer, as events of a stream: JSON messages, and protocol buffers as JSON of their strings.

A message of protocol buffers becomes an object whose keys are the paths of its strings ("2.1.1:0", the last number
counts strings of the same path), so that a text that goes on in the next message does so under the same key.
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from classifiers.documents.contract import Change
from classifiers.documents.flat import changed
from proxy.answer.ear import Ear
from proxy.answer.eventstream import FrameReader, Passing
from proxy.answer.sse import Event
from proxy.answer.text import restore_text
from proxy.body.envelopes import HEAD, LAST, PACKED, TRAILERS
from proxy.body.protobuf import Message, parse, settled, varint
from proxy.content import decode
from proxy.contract import Lookup, Unreadable

_LARGEST = 24 * 1024 * 1024  # bytes of a message, unpacked


def written(flags: int, data: bytes) -> bytes:
    """One envelope, not packed."""
    return HEAD.pack(flags & ~PACKED, len(data)) + data


@dataclass(slots=True)
class JsonEnvelope:
    """A message in JSON; the one that ends the stream is named ``end``."""

    raw: bytes = field(repr=False)
    flags: int
    data: bytes = field(repr=False)

    @property
    def name(self) -> str:
        return "end" if self.flags & (LAST | TRAILERS) else ""

    @property
    def payload(self) -> str:
        """Its text; empty where it is none. Trailers end a stream as [DONE] does elsewhere, and hold nobody's text."""
        if self.flags & TRAILERS:
            return "[DONE]"
        try:
            return self.data.decode("utf-8")
        except UnicodeDecodeError:
            return ""

    def rebuilt(self, payload: str) -> bytes:
        return written(self.flags, payload.encode("utf-8"))

    def like(self, payload: str, name: str) -> bytes:
        return written(0, payload.encode("utf-8"))


@dataclass
class MessageEnvelope:
    """A message of protocol buffers."""

    raw: bytes = field(repr=False)
    data: bytes = field(repr=False)
    message: Message = field(repr=False)
    name: str = ""

    @cached_property
    def _texts(self) -> Mapping[str, int]:
        """Which of the message's texts stands under which key; those in doubt are left out."""
        counts: Counter[tuple[int, ...]] = Counter()
        keys: dict[str, int] = {}
        for index, found in enumerate(self.message.texts):
            if found.sure:
                keys[f"{'.'.join(map(str, found.path))}:{counts[found.path]}"] = index
            counts[found.path] += 1
        return keys

    @property
    def payload(self) -> str:
        """An object of its strings; empty where it has none."""
        texts = {key: self.message.texts[index].text for key, index in self._texts.items()}
        return json.dumps(texts) if texts else ""

    def rebuilt(self, payload: str) -> bytes:
        changes = []
        for key, text in json.loads(payload).items():
            found = self.message.texts[self._texts[key]]
            if text != found.text:
                span = self.message.spans[found.span]
                changes.append(
                    Change(span.start, span.end, text.encode("utf-8", "replace").decode("latin-1"))
                )
        data = changed(self.data.decode("latin-1"), settled(self.message.spans, sorted(changes)))
        return written(0, data.encode("latin-1"))

    def like(self, payload: str, name: str) -> bytes:
        """A message that holds only these strings."""
        data = b""
        for key, text in json.loads(payload).items():
            part = text.encode("utf-8", "replace")
            for number in reversed(key.partition(":")[0].split(".")):
                part = varint(int(number) << 3 | 2) + varint(len(part)) + part
            data += part
        return written(0, data)


class MessageRestorer:
    """Restores an answer that is one message of protocol buffers; kept until its end."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._parts = bytearray()
        self._too_large = False

    def feed(self, data: bytes) -> bytes:
        """Nothing, as long as the answer may be a message of an ordinary size."""
        if self._too_large:
            return data
        self._parts += data
        self._too_large = len(self._parts) > _LARGEST
        return self._all() if self._too_large else b""

    def finish(self) -> bytes:
        """The whole answer, restored; what is no message passes."""
        data = self._all()
        try:
            envelope = MessageEnvelope(data, data, parse(data))
        except Unreadable:
            return data
        texts = json.loads(envelope.payload or "{}")
        restored = {key: restore_text(self._heard(key, text), self._lookup) for key, text in texts.items()}
        return data if restored == texts else envelope.rebuilt(json.dumps(restored))[HEAD.size :]

    def _heard(self, key: str, text: str) -> str:
        """Let an Ear hear a text; gives it as it may be shown."""
        if not isinstance(self._lookup, Ear):
            return text
        return self._lookup.hear((key,), text, fresh=False, repeats=False)

    def _all(self) -> bytes:
        data = bytes(self._parts)
        self._parts.clear()
        return data


def envelope_reader(*, is_json: bool) -> FrameReader:
    """A reader of envelopes whose messages are JSON or protocol buffers."""
    return FrameReader(HEAD.size, _length, _json if is_json else _message, _LARGEST)


def _length(head: bytes) -> int | None:
    flags, size = HEAD.unpack(head)
    return None if flags & ~(PACKED | LAST | TRAILERS) else HEAD.size + int(size)


def _unpacked(raw: bytes) -> tuple[int, bytes] | None:
    """Flags and message; None where it is packed in another way than gzip."""
    flags, data = raw[0], raw[HEAD.size :]
    if not flags & PACKED or not data:
        return flags, data
    try:
        return flags, decode("gzip", data, _LARGEST)
    except Unreadable:
        return None


def _json(raw: bytes) -> Event | None:
    found = _unpacked(raw)
    if found is None:
        return Passing(raw)
    envelope = JsonEnvelope(raw, *found)
    return envelope if envelope.payload or not envelope.data else Passing(raw)


def _message(raw: bytes) -> Event | None:
    found = _unpacked(raw)
    if found is None:
        return Passing(raw)
    flags, data = found
    if flags & (LAST | TRAILERS):
        return JsonEnvelope(raw, flags, data)
    try:
        return MessageEnvelope(raw, data, parse(data))
    except Unreadable:
        return Passing(raw)
