"""The way back: what is done with the answer to a forwarded request."""

import json
import zlib
from collections.abc import Callable

import brotli
import zstandard

from proxy.contract import Dialect, Restorer, Unreadable

_PEEK = 8 * 1024 * 1024
_FURTHER = 256  # events after the first id in which one of another sort is looked for


class Plain:
    """An answer that came without compression."""

    def feed(self, data: bytes) -> bytes:
        return data

    def whole(self) -> bool:
        return True


class Inflate:
    """gzip or zlib, as a stream."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=47)

    def feed(self, data: bytes) -> bytes:
        return self._inner.decompress(data)

    def whole(self) -> bool:
        return self._inner.eof


class Brotli:
    """Brotli, as a stream."""

    def __init__(self) -> None:
        self._inner = brotli.Decompressor()

    def feed(self, data: bytes) -> bytes:
        return bytes(self._inner.process(data))

    def whole(self) -> bool:
        return bool(self._inner.is_finished())


class Zstandard:
    """Zstandard, as a stream."""

    def __init__(self) -> None:
        self._inner = zstandard.ZstdDecompressor().decompressobj()

    def feed(self, data: bytes) -> bytes:
        return self._inner.decompress(data)

    def whole(self) -> bool:
        return bool(self._inner.eof)


type Decoder = Plain | Inflate | Brotli | Zstandard


def decoder(encoding: str) -> Decoder:
    """A streaming decoder for one Content-Encoding; raises Unreadable for any other."""
    match encoding.strip().lower():
        case "" | "identity":
            return Plain()
        case "gzip" | "x-gzip" | "deflate":
            return Inflate()
        case "br":
            return Brotli()
        case "zstd":
            return Zstandard()
        case _:
            raise Unreadable("unknown content encoding of the answer")


class Answer:
    """One answer on its way back to the person: decoded, restored, and asked for the id its next turn will name.

    ``feed`` gives the bytes that may be shown now, ``finish`` the rest. ``found`` is called with the id, once for each
    sort of id ("conversation:", "topic:"), for a turn may go on elsewhere under another name.
    """

    def __init__(
        self,
        restorer: Restorer | None,
        decode: Decoder,
        dialect: Dialect,
        route: str,
        found: Callable[[str], None],
    ) -> None:
        self._restorer, self._decoder = restorer, decode
        self._dialect, self._route, self._found = dialect, route, found
        self._peeked: bytearray | None = bytearray()
        self._sorts: set[str] = set()
        self._left = _FURTHER
        self._fed = False
        self.parsed = False  # whether some JSON of it could be read

    def feed(self, data: bytes) -> bytes:
        """Some bytes from the service."""
        self._fed = True
        plain = self._decoder.feed(data)
        if self._peeked is not None:
            self._peek(plain)
        return self._restorer.feed(plain) if self._restorer else plain

    def finish(self) -> bytes:
        """The end of the answer. Raises Unreadable where the packed answer was cut: it must not look whole."""
        if self._fed and not self._decoder.whole():
            raise Unreadable("the packed answer was cut")
        if self._peeked:
            self._peek(b"\n\n")
        return self._restorer.finish() if self._restorer else b""

    def _peek(self, plain: bytes) -> None:
        """Look for the id in the first events (or the JSON body), until it is found or it is not worth more."""
        assert self._peeked is not None
        self._peeked += plain
        events = self._peeked.replace(b"\r\n", b"\n").split(b"\n\n")
        for event in events[:-1]:
            lines = [line[5:] for line in event.split(b"\n") if line.startswith(b"data:")]
            thread = self._thread(b"\n".join(lines) if lines else bytes(event))
            sort = thread.partition(":")[0]
            if thread and sort not in self._sorts:
                self._sorts.add(sort)
                self._found(thread)
            self._left -= bool(self._sorts)
            if not self._left:
                self._peeked = None
                return
        self._peeked = bytearray(events[-1]) if len(events[-1]) < _PEEK else None

    def _thread(self, text: bytes) -> str:
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            lines = (line for line in text.split(b"\n") if line.startswith(b"[[") and line != text)
            return next(filter(None, map(self._thread, lines)), "")
        if isinstance(value, list):
            value = {"[]": value}
        self.parsed = True
        return self._dialect.thread(self._route, value) if isinstance(value, dict) else ""
