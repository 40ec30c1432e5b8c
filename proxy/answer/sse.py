"""Reading a stream of events and writing one event anew, byte for byte where nothing changes.

Server-sent events as the HTML standard, section 9.2.6, has them: lines end in LF, CRLF or CR; an empty
line ends an event; several ``data`` lines make one payload. A stream of JSON lines is read by the same
interface.
"""

import re
from typing import Protocol

LARGEST_EVENT = 8 * 1024 * 1024  # bytes; a larger one is no event that a person reads as it comes

_BLANK = re.compile(rb"(?>\r\n|\n|\r)(?>\r\n|\n|\r)")
_EOL = re.compile(rb"\r\n|\n|\r")
PREFIX = re.compile(rb'\s*([0-9A-Za-z]{1,4}:)(?=["{\[])')
_BOM = b"\xef\xbb\xbf"
_FIELDS = (b"data", b"event", b"id", b"retry")


class Event(Protocol):
    """One unit of a stream."""

    raw: bytes

    @property
    def name(self) -> str:
        """The event's name; empty where it has none."""

    @property
    def payload(self) -> str | None:
        """Its text; None where it carries none or is not UTF-8."""

    def rebuilt(self, payload: str) -> bytes:
        """The event with another payload, all else as it was."""

    def like(self, payload: str, name: str) -> bytes:
        """A new event with the line ends of this one."""


class Reader(Protocol):
    """Cuts a stream into events; together their ``raw`` is the stream."""

    def feed(self, data: bytes) -> list[Event]:
        """The events that are complete now."""

    def rest(self) -> bytes:
        """What is left, taken out of the reader."""

    def last(self, rest: bytes) -> Event:
        """An event out of what was left at the end of a stream."""

    @property
    def broken(self) -> bool:
        """Whether this is no stream of events, or an event is too large; what is left is plain bytes."""


class SseEvent:
    """One server-sent event; read only when asked for."""

    __slots__ = ("_data", "_lines", "_name", "raw")

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self._lines: list[bytes] = []
        self._data: list[int] = []
        self._name = b""

    def _parse(self) -> None:
        if self._lines:
            return
        self._lines = self.raw.splitlines(keepends=True)  # bytes are cut at LF, CRLF and CR only
        for number, line in enumerate(self._lines):
            key, value = _field(line)
            if key == b"data":
                self._data.append(number)
            elif key == b"event":
                self._name = value

    @property
    def name(self) -> str:
        self._parse()
        return self._name.decode("utf-8", "replace")

    @property
    def payload(self) -> str | None:
        self._parse()
        if not self._data:
            return None
        try:
            return b"\n".join(_field(self._lines[number])[1] for number in self._data).decode("utf-8")
        except UnicodeDecodeError:
            return None

    def rebuilt(self, payload: str) -> bytes:
        self._parse()
        first = self._lines[self._data[0]]
        end = _line_end(first) or self._line_end()
        opening = b"data: " if first.lstrip(_BOM).startswith(b"data: ") else b"data:"
        body = [opening + line.encode("utf-8") + end for line in payload.split("\n")]
        if first.startswith(_BOM):
            body[0] = _BOM + body[0]
        if not _line_end(self._lines[-1]) and self._data[-1] == len(self._lines) - 1:
            body[-1] = body[-1][: -len(end)]  # the stream broke off within this line
        out: list[bytes] = []
        for number, line in enumerate(self._lines):
            if number == self._data[0]:
                out += body
            elif number not in self._data:
                out.append(line)
        return b"".join(out)

    def like(self, payload: str, name: str) -> bytes:
        self._parse()
        end = self._line_end()
        named = b"event: " + name.encode("utf-8", "replace") + end if name else b""
        return named + b"data: " + payload.encode("utf-8") + end + end

    def _line_end(self) -> bytes:
        return next((end for end in map(_line_end, self._lines) if end), b"\n")


def _line_end(line: bytes) -> bytes:
    return line[len(line.rstrip(b"\r\n")) :]


def _field(line: bytes) -> tuple[bytes, bytes]:
    line = line.rstrip(b"\r\n")
    if line.startswith(_BOM):
        line = line[len(_BOM) :]
    key, _, value = line.partition(b":")
    return key, value[1:] if value.startswith(b" ") else value


class BufferedReader:
    """What the readers share: bytes that are no event yet, and how far they have been looked at."""

    __slots__ = ("_buffer", "_seen", "broken")

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._seen = 0
        self.broken = False

    def rest(self) -> bytes:
        """What is left, taken out of the reader."""
        rest = bytes(self._buffer)
        self._buffer.clear()
        self._seen = 0
        return rest

    def _drop(self, done: int) -> None:
        """Take off what has become events."""
        del self._buffer[:done]
        if len(self._buffer) > LARGEST_EVENT:
            self.broken = True


class SseReader(BufferedReader):
    """Cuts bytes into server-sent events."""

    __slots__ = ("_started",)

    def __init__(self) -> None:
        super().__init__()
        self._started = False

    def feed(self, data: bytes) -> list[Event]:
        self._buffer += data
        events: list[Event] = []
        done = 0
        while done < len(self._buffer) and not self.broken:
            if self._buffer[done] in b"\r\n":
                # An empty line of its own, or the LF of a CRLF whose CR ended the event before.
                end = done + 1
            else:
                if not self._started and not self._begins(done):
                    break
                match = _BLANK.search(self._buffer, max(done, self._seen - 3))
                if match is None:
                    break
                end = match.end()
            events.append(SseEvent(bytes(self._buffer[done:end])))
            done = end
            self._seen = end
        self._drop(done)
        self._seen = len(self._buffer)
        return events

    def _begins(self, start: int) -> bool:
        """Whether the first line, as far as it is known, is a field or a comment."""
        head = bytes(self._buffer[start : start + 16])
        if head.startswith(_BOM) or _BOM.startswith(head):
            head = head[len(_BOM) :]
        if not head:
            return False
        line = _EOL.split(head, 1)[0]
        whole = len(line) < len(head) or len(head) > 8
        key, colon, _ = line.partition(b":")
        if colon or whole:
            self._started = True
            self.broken = bool(key) and key not in _FIELDS
        elif not any(known.startswith(key) for known in _FIELDS):
            self.broken = True
        return self._started and not self.broken

    def last(self, rest: bytes) -> Event:
        return SseEvent(rest)


class LineEvent:
    """One line of JSON."""

    __slots__ = ("raw",)

    def __init__(self, raw: bytes) -> None:
        self.raw = raw

    @property
    def name(self) -> str:
        return ""

    @property
    def payload(self) -> str | None:
        try:
            return self.raw.strip().decode("utf-8") or None
        except UnicodeDecodeError:
            return None

    def rebuilt(self, payload: str) -> bytes:
        inner = self.raw.strip()
        start = self.raw.index(inner)
        return self.raw[:start] + payload.encode("utf-8") + self.raw[start + len(inner) :]

    def like(self, payload: str, name: str) -> bytes:
        return payload.encode("utf-8") + b"\n"


class PrefixedEvent(LineEvent):
    """A line that says before its JSON what it is: ``0:"text"`` (AI SDK's data stream, React's server components)."""

    __slots__ = ()

    @property
    def name(self) -> str:
        found = PREFIX.match(self.raw)
        return found[1].decode() if found else ""

    @property
    def payload(self) -> str | None:
        found = PREFIX.match(self.raw)
        try:
            return self.raw[found.end() :].strip().decode("utf-8") if found else None
        except UnicodeDecodeError:
            return None

    def rebuilt(self, payload: str) -> bytes:
        found = PREFIX.match(self.raw)
        inner = self.raw[found.end() :].strip() if found else b""
        start = self.raw.index(inner, found.end() if found else 0)
        return self.raw[:start] + payload.encode("utf-8") + self.raw[start + len(inner) :]

    def like(self, payload: str, name: str) -> bytes:
        return name.encode() + payload.encode("utf-8") + b"\n"


class LineReader(BufferedReader):
    """Cuts bytes into lines."""

    __slots__ = ("_kind",)

    def __init__(self, kind: type[LineEvent] = LineEvent) -> None:
        super().__init__()
        self._kind = kind

    def feed(self, data: bytes) -> list[Event]:
        self._buffer += data
        events: list[Event] = []
        done = 0
        while (end := self._buffer.find(b"\n", max(done, self._seen))) >= 0:
            events.append(self._kind(bytes(self._buffer[done : end + 1])))
            done = end + 1
        self._drop(done)
        self._seen = len(self._buffer)
        return events

    def last(self, rest: bytes) -> Event:
        return self._kind(rest)
