"""AWS event streams (``application/vnd.amazon.eventstream``), read message by message and written anew.

A message is: total length (4 bytes), length of its headers (4), CRC-32 of these eight (4), headers, payload, CRC-32 of
all before it (4). A header is: length of the name (1), name, type (1), value; strings have type 7 and a length (2).
Source: the event stream specification of Smithy, and botocore's reader of it.

Rule 1: a message that is not changed goes out as the bytes that came in.
Rule 2: from the first message that is not whole or not right, every byte passes as it is: clients check sums, too.
"""

import base64
import binascii
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from struct import Struct
from zlib import crc32

from proxy.answer.sse import Event

MEDIA_TYPE = "application/vnd.amazon.eventstream"
LARGEST_MESSAGE = 24 * 1024 * 1024  # bytes; the specification allows 16 MB of payload
_PRELUDE = Struct(">III")
_WORD = Struct(">I")
_SHORT = Struct(">H")
_LEAST = _PRELUDE.size + _WORD.size
_STRING = 7
_SIZES = {
    0: 0,
    1: 0,
    2: 1,
    3: 2,
    4: 4,
    5: 8,
    8: 8,
    9: 16,
}  # bytes of a value by its type; 6 and 7 bring a length


class Wrapping(Enum):
    """What stands in the ``bytes`` of an event ``chunk``."""

    NONE = "none"  # events have no such bytes
    JSON = "json"  # the model's own event
    TEXT = "text"  # a piece of text


def written(headers: bytes, payload: bytes) -> bytes:
    """One message, with its lengths and sums."""
    prelude = _PRELUDE.pack(_LEAST + len(headers) + len(payload), len(headers), 0)[:8]
    body = b"".join((prelude, _WORD.pack(crc32(prelude)), headers, payload))
    return body + _WORD.pack(crc32(body))


def header(name: str, value: str) -> bytes:
    """One header whose value is a string."""
    told, said = name.encode(), value.encode()
    return bytes((len(told),)) + told + bytes((_STRING,)) + _SHORT.pack(len(said)) + said


def _strings(headers: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The headers that are strings; ends where they cannot be read."""
    at = 0
    while at < len(headers):
        name_ends = at + 1 + headers[at]
        if name_ends >= len(headers):
            return
        name, sort = headers[at + 1 : name_ends], headers[name_ends]
        at = name_ends + 1
        if sort in (6, _STRING):
            if at + 2 > len(headers):
                return
            size = _SHORT.unpack_from(headers, at)[0]
            at += 2
        elif sort in _SIZES:
            size = _SIZES[sort]
        else:
            return
        if sort == _STRING:
            yield name, headers[at : at + size]
        at += size


@dataclass(slots=True)
class Message:
    """One message of a stream."""

    raw: bytes = field(repr=False)
    wrapping: Wrapping = Wrapping.NONE

    @property
    def _headers(self) -> bytes:
        return self.raw[_PRELUDE.size : _PRELUDE.size + _WORD.unpack_from(self.raw, 4)[0]]

    @property
    def _payload(self) -> bytes:
        return self.raw[_PRELUDE.size + _WORD.unpack_from(self.raw, 4)[0] : -_WORD.size]

    @property
    def name(self) -> str:
        """The type of the event; ``exception`` for an error of any kind."""
        told = dict(_strings(self._headers))
        if told.get(b":message-type") in (b"exception", b"error"):
            return "exception"
        return told.get(b":event-type", b"").decode("utf-8", "replace")

    @property
    def payload(self) -> str:
        """Its JSON, taken out of the wrapping; a wrapped text as JSON with one field ``text``. Empty for bytes."""
        try:
            whole = self._payload.decode("utf-8")
            if self.wrapping is Wrapping.NONE or self.name != "chunk":
                return whole
            inner = _inner(whole)
            if inner is None:
                return whole
            text = base64.b64decode(inner, validate=True).decode("utf-8")
        except (UnicodeDecodeError, binascii.Error):
            return ""
        return text if self.wrapping is Wrapping.JSON else json.dumps({"text": text})

    def rebuilt(self, payload: str) -> bytes:
        """The message with another payload, its headers as they were."""
        whole = self._payload
        inner = None
        if self.wrapping is not Wrapping.NONE and self.name == "chunk":
            inner = _inner(whole.decode("utf-8"))
        if inner is None:
            return written(self._headers, payload.encode("utf-8"))
        new = base64.b64encode(self._unwrapped(payload).encode("utf-8"))
        return written(self._headers, whole.replace(inner.encode(), new, 1))

    def like(self, payload: str, name: str) -> bytes:
        """A new message with the headers of this one."""
        if self.wrapping is Wrapping.NONE or self.name != "chunk":
            return written(self._headers, payload.encode("utf-8"))
        new = base64.b64encode(self._unwrapped(payload).encode("utf-8")).decode("ascii")
        return written(self._headers, json.dumps({"bytes": new}, separators=(",", ":")).encode())

    def _unwrapped(self, payload: str) -> str:
        return payload if self.wrapping is Wrapping.JSON else str(json.loads(payload)["text"])


def _inner(payload: str) -> str | None:
    """The base64 of a wrapped event; None where there is none."""
    try:
        value = json.loads(payload)
    except (ValueError, RecursionError):
        return None
    found = value.get("bytes") if isinstance(value, dict) else None
    return found if isinstance(found, str) and found in payload else None


@dataclass(slots=True)
class Passing:
    """Bytes that are no message: they pass as they are."""

    raw: bytes = field(repr=False)
    name: str = ""
    payload: str = ""

    def rebuilt(self, payload: str) -> bytes:
        return self.raw

    def like(self, payload: str, name: str) -> bytes:
        return b""


class FrameReader:
    """Cuts bytes into frames whose length stands at their head; where ``length`` is None all the rest passes.

    ``head`` bytes must be there before ``length`` is asked; ``make`` gives the event, or None for a wrong frame.
    """

    __slots__ = ("_buffer", "_head", "_length", "_lost", "_make", "_most")

    def __init__(
        self,
        head: int,
        length: Callable[[bytes], int | None],
        make: Callable[[bytes], Event | None],
        most: int = LARGEST_MESSAGE,
    ) -> None:
        self._head, self._length, self._make, self._most = head, length, make, most
        self._buffer = bytearray()
        self._lost = False

    @property
    def broken(self) -> bool:
        """Never: what cannot be read passes as events without a payload."""
        return False

    def feed(self, data: bytes) -> list[Event]:
        """The events that are whole now."""
        if self._lost:
            return [Passing(data)] if data else []
        self._buffer += data
        events: list[Event] = []
        done = 0
        while not self._lost and len(self._buffer) - done >= self._head:
            size = self._length(bytes(self._buffer[done : done + self._head]))
            if size is None or size > self._most:
                self._lost = True
            elif len(self._buffer) - done < size:
                break
            elif (event := self._make(bytes(self._buffer[done : done + size]))) is None:
                self._lost = True
            else:
                events.append(event)
                done += size
        del self._buffer[:done]
        if self._lost and (rest := self.rest()):
            events.append(Passing(rest))
        return events

    def rest(self) -> bytes:
        """What is left, taken out of the reader."""
        rest = bytes(self._buffer)
        self._buffer.clear()
        return rest

    def last(self, rest: bytes) -> Event:
        """A frame that was cut passes as it is."""
        return Passing(rest)


def event_stream(wrapping: Wrapping = Wrapping.NONE) -> FrameReader:
    """A reader of messages."""

    def message(raw: bytes) -> Event | None:
        right = crc32(raw[: -_WORD.size]) == _WORD.unpack_from(raw, len(raw) - _WORD.size)[0]
        return Message(raw, wrapping) if right else None

    return FrameReader(_PRELUDE.size, _length, message)


def _length(head: bytes) -> int | None:
    total, headers, said = _PRELUDE.unpack(head)
    if said != crc32(head[:8]) or total < _LEAST + headers:
        return None
    return int(total)


def messages(stream: bytes) -> Sequence[Event]:
    """All messages of a stream."""
    return event_stream().feed(stream)
