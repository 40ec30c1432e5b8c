"""Large bodies between the wire and the disk: taken in piece by piece, and poured out as the service takes them.

Rule 1: the loop never waits for the disk: each piece is a hook, and meanwhile no more is read from that client.
Rule 2: no more than ``_AHEAD`` bytes are handed to a connection before it has sent what it has.
"""

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from mitmproxy import connection, http
from mitmproxy.proxy import commands, events, layer
from mitmproxy.proxy.context import Context
from mitmproxy.proxy.layers import http as layers
from mitmproxy.proxy.layers.http import RequestData, RequestEndOfMessage, RequestHeaders, SendHttp
from mitmproxy.proxy.layers.http import _http2 as http2

from proxy.capture import Capture
from proxy.effect import Outflow
from proxy.uploads.bodies import THRESHOLD, Intake

PIECE = 1 << 20
_AHEAD = 256 * 1024
_PAUSE = 1.0  # seconds after which a stream that waits is looked at in any case

type Generator = layer.CommandGenerator[None]


@dataclass
class TakeInHook(commands.StartHook):
    """A piece of a body that is to be written to disk."""

    flow: http.HTTPFlow
    intake: Intake = field(repr=False)
    data: bytes = field(repr=False)

    async def run(self) -> None:
        """Write it."""
        await asyncio.to_thread(self.intake.add, self.data)


class PacedHttp2Client(http2.Http2Client):
    """HTTP/2 towards a service, which can be asked whether a stream has sent all that it was given."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.moved = asyncio.Event()  # something has happened since this was cleared
        _PACED[context.server] = self

    def _handle_event(self, event: events.Event) -> Generator:
        yield from super()._handle_event(event)
        self.moved.set()

    def has_unsent(self, stream_id: int) -> bool:
        """Whether bytes of a stream wait here until the service takes more."""
        ours = self.our_stream_id.get(stream_id)
        queued = stream_id in self.stream_queue
        return queued or (ours is not None and bool(self.h2_conn.stream_buffers.get(ours)))


_PACED: WeakKeyDictionary[connection.Connection, PacedHttp2Client] = WeakKeyDictionary()
layers.Http2Client = PacedHttp2Client  # type: ignore[misc]  # the one name that HttpClient makes its layer from


@dataclass
class PourHook(commands.StartHook):
    """The next piece of a body is to be read from disk, once the one before is on its way.

    ``data`` is to be filled in, empty at the end. ``gone``: the service takes no more.
    """

    flow: http.HTTPFlow
    server: connection.Connection
    stream_id: int
    chunks: Iterator[bytes] = field(repr=False)
    data: bytes = field(default=b"", repr=False)
    gone: bool = True

    async def run(self, writer: asyncio.StreamWriter | None) -> None:
        """Wait, then read. Raises OSError where the disk does."""
        if writer is None:
            return
        try:
            await writer.drain()
        except OSError:
            return
        paced = _PACED.get(self.server)
        while paced is not None and paced.has_unsent(self.stream_id) and not writer.is_closing():
            paced.moved.clear()
            with contextlib.suppress(TimeoutError):  # a connection may close without another word
                async with asyncio.timeout(_PAUSE):
                    await paced.moved.wait()
        if not writer.is_closing():
            self.data = await asyncio.to_thread(next, self.chunks, b"")
            self.gone = False


def is_here(flow: http.HTTPFlow) -> bool:
    """Whether a client still listens."""
    return bool(flow.client_conn.state & connection.ConnectionState.CAN_READ)


def may_be_large(capture: Capture) -> bool:
    """Whether the body of a request may be one to be held on disk."""
    length = capture.header("content-length")
    small = length.isascii() and length.isdigit() and len(length) < 19 and int(length) <= THRESHOLD
    return capture.method in ("POST", "PUT", "PATCH") and not small


def poured(
    inner: layer.CommandGenerator[None],
    stream_id: int,
    flow: http.HTTPFlow,
    outflow: Callable[[], Outflow | None],
) -> Generator:
    """The commands of a stream that sends its request, with an outflow in place of the body."""
    reply = None
    while True:
        try:
            command = inner.send(reply)
        except StopIteration:
            return
        body = outflow()
        if body is not None and isinstance(command, SendHttp):
            if isinstance(command.event, RequestHeaders):
                command.event.end_stream = body.size == 0
            elif isinstance(command.event, RequestEndOfMessage):
                yield from _pour(stream_id, flow, body, command.connection)
        reply = yield command


def _pour(stream_id: int, flow: http.HTTPFlow, body: Outflow, server: connection.Connection) -> Generator:
    chunks = iter(body.chunks(_AHEAD))
    sent = 0
    while True:
        hook = PourHook(flow, server, stream_id, chunks)
        yield hook
        if not hook.data:
            break
        sent += len(hook.data)
        yield SendHttp(RequestData(stream_id, hook.data), server)
    if sent != body.size and not hook.gone:
        raise ConnectionAbortedError("a body that could not be read to its end")
