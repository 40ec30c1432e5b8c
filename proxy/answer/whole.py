"""Choosing how an answer is restored: by its first bytes, for content types lie, else by its content type."""

import html
import json
import re
from collections.abc import Callable

from proxy.answer.jsonbody import Shape, restore_json
from proxy.answer.sse import PREFIX, LineReader, PrefixedEvent, SseReader
from proxy.answer.stream import StreamRestorer, Table
from proxy.answer.text import BytesRestorer
from proxy.contract import Lookup, Restorer

LARGEST_BODY = 32 * 1024 * 1024  # bytes of a JSON answer that are kept until its end

_SPACE = b" \t\r\n"
_BOM = b"\xef\xbb\xbf"
_FIELDS = (b"data:", b"event:", b"id:", b"retry:", b":")
_JSON = re.compile(rb"\{\s*[\"}]|\[\s*[\[{\"\]\d-]")
_MAYBE_PREFIX = re.compile(rb"[0-9A-Za-z]{1,4}:?")
_LINES = ("ndjson", "jsonl", "json-lines", "jsonlines", "json-seq")


class Untouched:
    """Passes every byte on."""

    def feed(self, data: bytes) -> bytes:
        """All of it."""
        return data

    def finish(self) -> bytes:
        """Nothing is ever held."""
        return b""


class JsonRestorer:
    """Keeps a JSON answer until it is whole. One that turns out to be lines of JSON goes on as a stream.

    ``otherwise`` restores an answer that only looked like JSON.
    """

    def __init__(
        self,
        lookup: Lookup,
        shape: Shape,
        table: Callable[[], Table] | None,
        otherwise: Callable[[], Restorer] | None = None,
    ) -> None:
        self._lookup = lookup
        self._otherwise = otherwise
        self._shape = shape
        self._table = table
        self._parts = bytearray()
        self._line_checked = False
        self._other: Restorer | None = None

    def feed(self, data: bytes) -> bytes:
        """Nothing, as long as the answer may be one JSON value of an ordinary size."""
        if self._other is not None:
            return self._other.feed(data)
        self._parts += data
        if self._table is not None and not self._line_checked and self._has_lines():
            self._other = StreamRestorer(LineReader(), self._table(), self._lookup)
        elif len(self._parts) > LARGEST_BODY:
            self._other = BytesRestorer(self._lookup, fragment=True)
        if self._other is None:
            return b""
        return self._other.feed(bytes(self._parts))

    def finish(self) -> bytes:
        """The whole answer, restored."""
        if self._other is not None:
            return self._other.finish()
        body = bytes(self._parts)
        if self._otherwise is not None and not _is_json(body):
            self._other = self._otherwise()
            return self._other.feed(body) + self._other.finish()
        return restore_json(body, self._lookup, self._shape)

    def _has_lines(self) -> bool:
        """Whether the first line is a JSON value of its own and another one follows."""
        end = self._parts.find(b"\n")
        if end < 0 or not self._parts[end:].strip():
            return False
        self._line_checked = True
        return _is_json(bytes(self._parts[:end]))


def _is_json(text: bytes) -> bool:
    try:
        return isinstance(json.loads(text), dict | list)
    except (ValueError, RecursionError):
        return False


class Sniffer:
    """Waits for the first bytes that tell what an answer is, then hands over."""

    def __init__(self, choose: Callable[[bytes], Restorer | None]) -> None:
        self._choose = choose
        self._head = b""
        self._chosen: Restorer | None = None

    def feed(self, data: bytes) -> bytes:
        """What the chosen restorer shows."""
        if self._chosen is not None:
            return self._chosen.feed(data)
        self._head += data
        self._chosen = self._choose(self._head)
        return b"" if self._chosen is None else self._chosen.feed(self._head)

    def finish(self) -> bytes:
        """What the chosen restorer still has; an answer too short to tell is passed on."""
        return self._head if self._chosen is None else self._chosen.finish()


def answer(
    content_type: str, lookup: Lookup, shape: Shape, table: Callable[[], Table], *, lines: bool
) -> Restorer:
    """A restorer for an answer. ``lines``: JSON may turn out to be lines of JSON."""
    kind, _, parameters = content_type.lower().partition(";")
    kind = kind.strip()

    def sse() -> Restorer:
        return StreamRestorer(SseReader(), table(), lookup)

    def body() -> Restorer:
        sure = not kind or kind.endswith("json")
        return JsonRestorer(lookup, shape, table if lines else None, None if sure else other)

    def other() -> Restorer:
        if kind == "text/event-stream":
            return sse()
        if kind.endswith(("javascript", "json")):
            return BytesRestorer(lookup, fragment=True)
        return BytesRestorer(lookup, encode=_writer(kind, parameters))

    if any(name in kind for name in _LINES):
        return StreamRestorer(LineReader(), table(), lookup)
    if kind and not _is_text(kind):
        return Untouched()

    def choose(head: bytes) -> Restorer | None:
        start = head.removeprefix(_BOM).lstrip(_SPACE)
        if not start or _BOM.startswith(head):
            return None
        if start[:1] in (b"{", b"["):
            if kind.endswith("json"):
                return body()
            if not start[1:].lstrip(_SPACE):
                return None
            return body() if _JSON.match(start) else other()
        if start.startswith(_FIELDS):
            return sse()
        if any(known.startswith(start) for known in _FIELDS):
            return None
        if PREFIX.match(start):
            return StreamRestorer(LineReader(PrefixedEvent), table(), lookup)
        return None if _MAYBE_PREFIX.fullmatch(start) else other()

    return Sniffer(choose)


def _is_text(kind: str) -> bool:
    return kind.startswith("text/") or kind.endswith(("json", "javascript", "xml")) or "event-stream" in kind


def _writer(kind: str, parameters: str) -> Callable[[str], bytes]:
    """How a value is written into text of this type."""
    charset = parameters.partition("charset=")[2].partition(";")[0].strip(" \"'") or "utf-8"
    markup = kind.endswith(("html", "xml"))

    def write(value: str) -> bytes:
        text = html.escape(value) if markup else value
        try:
            return text.encode(charset)
        except (LookupError, UnicodeError):
            return text.encode("utf-8", "replace")

    return write
