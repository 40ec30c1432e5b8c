"""Reading a stream that is one JSON array and grows by an element at a time, as Google's APIs send it by default.

What stands before an element (the opening bracket, a comma, white space) goes with it, so that an element put in
between brings a comma of its own.
"""

import re

from proxy.answer.sse import BufferedReader, Event

_MARK = re.compile(rb'\\[\x00-\xff]|["{}\[\]]')
_LEAD = re.compile(rb"[\s,\[]*")


class _Element:
    """One element of the array, with what stands before it."""

    __slots__ = ("_start", "raw")

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        found = _LEAD.match(raw)
        self._start = found.end() if found else 0

    @property
    def name(self) -> str:
        return ""

    @property
    def payload(self) -> str | None:
        try:
            return self.raw[self._start :].decode("utf-8") or None
        except UnicodeDecodeError:
            return None

    def rebuilt(self, payload: str) -> bytes:
        return self.raw[: self._start] + payload.encode("utf-8")

    def like(self, payload: str, name: str) -> bytes:
        return b",\n" + payload.encode("utf-8")


class ArrayReader(BufferedReader):
    """Cuts a growing array into its elements; each is found once all of it is there."""

    __slots__ = ("_depth", "_quoted")

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0
        self._quoted = False

    def feed(self, data: bytes) -> list[Event]:
        self._buffer += data
        events: list[Event] = []
        done = 0
        at = self._seen
        for mark in _MARK.finditer(self._buffer, self._seen):
            at = mark.end()
            sign = mark[0]
            if self._quoted:
                self._quoted = sign != b'"'
            elif sign == b'"':
                self._quoted = True
            elif sign in b"{[":
                self._depth += 1
            elif sign in b"}]":
                self._depth -= 1
                if self._depth == 1:
                    events.append(_Element(bytes(self._buffer[done:at])))
                    done = at
        # A backslash at the end is half of an escape.
        self._seen = max(at, len(self._buffer) - self._buffer.endswith(b"\\")) - done
        self._drop(done)
        return events

    def last(self, rest: bytes) -> Event:
        return _Element(rest)
