"""HTTP/1 as mitmproxy reads it, with bounds: long heads, heads before an answer, trailers behind a body."""

import logging
import re

from h11 import EndOfMessage
from h11._readers import ChunkedReader
from h11._receivebuffer import ReceiveBuffer
from mitmproxy.proxy import commands, events, layer
from mitmproxy.proxy.layers import http as layers
from mitmproxy.proxy.layers.http import _http1 as http1

from proxy.edge.pages import error_response, install

_HEAD_LIMIT = 128 * 1024
_INFORMATIONAL = re.compile(rb"HTTP/1\.[01] 1(?!01)\d\d")

log = logging.getLogger("promptward.edge")

Generator = layer.CommandGenerator[None]


class BoundedHttp1Server(http1.Http1Server):
    """HTTP/1 towards the client with a limit on the head; trailers are read over instead of crashing the core."""

    def read_headers(self, event: events.ConnectionEvent) -> Generator:
        yield from super().read_headers(event)
        if self.state == self.done:
            log.warning("what %s sent is no HTTP: refused", self._peer())
        elif self.state == self.read_headers and len(self.buf) > _HEAD_LIMIT:
            log.warning("a request head of over %d KB from %s: refused", _HEAD_LIMIT >> 10, self._peer())
            yield commands.SendData(self.conn, error_response(431))
            yield commands.CloseConnection(self.conn)
            self.state = self.done

    def _peer(self) -> str:
        return self.conn.peername[0] if self.conn.peername else "a client"

    def read_body(self, event: events.Event) -> Generator:
        if isinstance(self.body_reader, ChunkedReader):
            self.body_reader = _TrailerlessReader(self.body_reader)  # type: ignore[assignment]
        yield from super().read_body(event)


class _TrailerlessReader:
    """An h11 chunked reader that reports the end of a message without its trailers."""

    def __init__(self, reader: ChunkedReader) -> None:
        self._reader = reader

    def __call__(self, buffer: ReceiveBuffer) -> object:
        event = self._reader(buffer)
        return EndOfMessage() if isinstance(event, EndOfMessage) else event

    def read_eof(self) -> object:
        return self._reader.read_eof()


class PatientHttp1Client(http1.Http1Client):
    """HTTP/1 towards a service: informational heads (100, 103) are read over, and so are trailers."""

    def read_headers(self, event: events.ConnectionEvent) -> Generator:
        while isinstance(event, events.DataReceived) and self.request:
            found = _INFORMATIONAL.match(bytes(self.buf))
            if found is None:
                break
            if not self.buf.maybe_extract_lines():
                return  # the rest of that head is still to come
        yield from super().read_headers(event)

    def read_body(self, event: events.Event) -> Generator:
        if isinstance(self.body_reader, ChunkedReader):
            self.body_reader = _TrailerlessReader(self.body_reader)  # type: ignore[assignment]
        yield from super().read_body(event)


install()
layers.Http1Client = PatientHttp1Client  # type: ignore[misc]  # the one name that HttpClient makes its layer from
