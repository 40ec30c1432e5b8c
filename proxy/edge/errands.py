"""Errands: parts of an upload that leave by themselves, each to its own link, before the request that ends it.

Rule 1: only what a verdict forwards leaves here, and a verdict that forwards is on record.
Rule 2: the service's certificate is checked against the part's own host; no way leads to this machine.
Rule 3: each part has its time; what the service does not take, it has not got, and nothing goes on without it.
"""

import asyncio
import contextlib
import ssl
from collections.abc import Callable, Mapping
from pathlib import Path

import certifi
import h11

from proxy.capture import Capture
from proxy.edge.hosts import is_local
from proxy.effect import Forward
from proxy.uploads.parted import NotTaken
from proxy.verdict import Verdict

_STEP = 256 * 1024
_SECONDS = 60.0  # of a part, and one more for so many bytes
_SLOWEST = 64 * 1024
_MOST_ANSWER = 64 * 1024  # bytes of an answer, which says little more than its ETag
_OWN = frozenset(
    {"connection", "content-length", "expect", "host", "keep-alive", "te", "trailer", "transfer-encoding"}
    | {"upgrade", "accept-encoding"}
)


class Errands:
    """``connect_to`` maps hosts and ports to other addresses, ``trusted`` holds the certificates of authorities."""

    def __init__(
        self, connect_to: Mapping[tuple[str, int], tuple[str, int]], trusted: Path | None = None
    ) -> None:
        self._connect_to, self._trusted = connect_to, trusted
        self._context: ssl.SSLContext | None = None

    async def send(
        self, verdict: Verdict, head: Capture, size: int, read: Callable[[int], bytes]
    ) -> Mapping[str, str]:
        """Send one part, ``size`` bytes that ``read`` gives in steps; the headers of the answer. Raises NotTaken, and
        OSError where the disk does."""
        if not isinstance(verdict.effect, Forward):
            raise PermissionError("a part that nobody let go")
        try:
            async with asyncio.timeout(_SECONDS + size / _SLOWEST):
                return await self._send(head, verdict.effect, size, read)
        except (TimeoutError, ConnectionError, ssl.SSLError, h11.ProtocolError) as error:
            raise NotTaken(f"a part was not taken ({type(error).__name__})") from None

    async def _send(
        self, head: Capture, effect: Forward, size: int, read: Callable[[int], bytes]
    ) -> Mapping[str, str]:
        asked = (head.host, head.port)
        host, port = self._connect_to.get(asked, asked)
        context = self._context = self._context or await asyncio.to_thread(self._trust)
        reader, writer = await asyncio.open_connection(host, port, ssl=context, server_hostname=head.host)
        try:
            peer = writer.get_extra_info("peername")
            if asked not in self._connect_to and (not peer or is_local(str(peer[0]))):
                raise NotTaken("a name that leads to this machine")
            wire = h11.Connection(h11.CLIENT)
            writer.write(wire.send(_request(head, effect, size)) or b"")
            left = size
            while left:
                data = await asyncio.to_thread(read, min(left, _STEP))
                if not data:
                    raise NotTaken("a part that is shorter than it was")
                left -= len(data)
                writer.write(wire.send(h11.Data(data=data)) or b"")
                await writer.drain()
            writer.write(wire.send(h11.EndOfMessage()) or b"")
            await writer.drain()
            return await _answer(wire, reader)
        finally:
            writer.transport.abort()  # nothing more is wanted of it
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    def _trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self._trusted or certifi.where()))


def _request(head: Capture, effect: Forward, size: int) -> h11.Request:
    set_here = {name for name, _ in effect.headers}
    headers = [(name, value) for name, value in head.headers if name not in _OWN | set_here]
    headers += [(name, value) for name, value in effect.headers if value is not None]
    host = head.host if head.port == 443 else f"{head.host}:{head.port}"
    headers += [("host", host), ("content-length", str(size)), ("connection", "close")]
    return h11.Request(
        method=head.method,
        target=head.path.encode("utf-8", "surrogateescape"),
        headers=[(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers],
    )


async def _answer(wire: h11.Connection, reader: asyncio.StreamReader) -> Mapping[str, str]:
    """The headers of a good answer. Raises NotTaken for any other."""
    taken = 0
    while True:
        event = wire.next_event()
        if event is h11.NEED_DATA:
            data = await reader.read(_STEP)
            taken += len(data)
            if taken > _MOST_ANSWER:
                raise NotTaken("an answer that is too long")
            wire.receive_data(data)
        elif isinstance(event, h11.Response):
            if not 200 <= event.status_code < 300:
                raise NotTaken(f"a part was answered with {event.status_code}")
            return {name.decode("latin-1"): value.decode("latin-1") for name, value in event.headers}
        elif not isinstance(event, h11.InformationalResponse):
            raise NotTaken("no answer")
