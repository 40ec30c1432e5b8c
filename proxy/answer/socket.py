"""Restoring what a service says on a WebSocket: each message is an event of a stream, and the stream has no end.

The restorers of streams cut bytes into events. Here messages go in and come out as frames of a length, a type and a
payload, so that one message may come out as none, one or two.
"""

import json
import re
import struct
from collections.abc import Sequence

from proxy.answer.sse import LARGEST_EVENT
from proxy.answer.sse import Event as StreamEvent
from proxy.answer.stream import StreamRestorer, Table
from proxy.contract import Lookup, SocketRestorer
from proxy.effect import Frames

_HEAD = struct.Struct(">I?")
_PACKET = re.compile(rb"[0-9]{1,8}(?:-)?(?:/[^,\[{]{0,80},)?[0-9]{0,12}(?=[\[{])")  # Engine.IO 4, Socket.IO 5
POLICY_VIOLATION = 1008  # RFC 6455, section 7.4.1


class _Message:
    """One message as an event; the kind, namespace and number of a packet of Socket.IO stand before its JSON."""

    __slots__ = ("_lead", "_payload", "_text", "raw")

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        _, self._text = _HEAD.unpack_from(raw)
        found = _PACKET.match(raw, _HEAD.size)
        self._lead = found[0] if found else b""
        self._payload = raw[_HEAD.size + len(self._lead) :]

    @property
    def name(self) -> str:
        return ""

    @property
    def payload(self) -> str | None:
        try:
            return self._payload.decode("utf-8")
        except UnicodeDecodeError:
            return None

    def rebuilt(self, payload: str) -> bytes:
        return _framed(self._lead + payload.encode("utf-8", "surrogatepass"), self._text)

    def like(self, payload: str, name: str) -> bytes:
        return self.rebuilt(payload)


class _Messages:
    """A reader that is given one whole frame at a time."""

    broken = False

    def feed(self, data: bytes) -> list[StreamEvent]:
        return [_Message(data)]

    def rest(self) -> bytes:
        return b""

    def last(self, rest: bytes) -> StreamEvent:
        return _Message(rest)


class FramedMessages:
    """A ``Restorer`` of messages that stand one behind the other, as ``framed`` gives them."""

    def __init__(self, inner: SocketRestorer) -> None:
        self._inner = inner

    def feed(self, data: bytes) -> bytes:
        """The messages to show now; whole messages have to come."""
        return b"".join(framed(shown) for message in unframed(data) for shown in self._inner.feed(message))

    def finish(self) -> bytes:
        """Nothing: a socket's end brings no message."""
        return b""


class StreamedMessages:
    """A ``SocketRestorer`` by a dialect's knowledge of its events."""

    def __init__(self, table: Table, lookup: Lookup) -> None:
        self._inner = StreamRestorer(_Messages(), table, lookup)

    def feed(self, message: str | bytes) -> Sequence[str | bytes]:
        """The messages to show now. A binary one that is no text passes as it is."""
        is_text = isinstance(message, str)
        data = message.encode("utf-8", "surrogatepass") if isinstance(message, str) else message
        if len(data) > LARGEST_EVENT or (not is_text and _is_binary(data)):
            return (message,)
        return list(unframed(self._inner.feed(_framed(data, is_text))))


def _framed(payload: bytes, is_text: bool) -> bytes:
    return _HEAD.pack(len(payload), is_text) + payload


def framed(message: str | bytes) -> bytes:
    """A message as bytes that can be told from the next."""
    is_text = isinstance(message, str)
    return _framed(message.encode("utf-8", "surrogatepass") if isinstance(message, str) else message, is_text)


def unframed(data: bytes) -> Sequence[str | bytes]:
    """The messages of ``framed``, one behind the other."""
    found: list[str | bytes] = []
    at = 0
    while at < len(data):
        size, is_text = _HEAD.unpack_from(data, at)
        payload = data[at + _HEAD.size : at + _HEAD.size + size]
        found.append(payload.decode("utf-8", "surrogatepass") if is_text else payload)
        at += _HEAD.size + size
    return found


def last_of(data: bytes, most: int) -> bytes:
    """The last messages of ``framed`` ones, of ``most`` bytes together at most."""
    at = 0
    while len(data) - at > most:
        at += _HEAD.size + int(_HEAD.unpack_from(data, at)[0])
    return data[at:]


def is_opaque(message: str | bytes) -> bool:
    """Whether a message is no text: sound, pictures, protocol buffers."""
    return isinstance(message, bytes) and _is_binary(message)


def _is_binary(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def refuse_with(error: object, close: int = 0) -> Frames:
    """A refusal that is one message of JSON; ``close`` as in ``Frames``."""
    return Frames((json.dumps(error, ensure_ascii=False),), close)
