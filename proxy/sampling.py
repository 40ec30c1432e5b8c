"""Sampling: exchanges with unlisted hosts that a client allows, looked at in passing and then forgotten.

Rule 1: only hosts that stand in the client's ``sample_hosts``, are in no catalogue, and that the certificate covers;
every other stays a tunnel.
Rule 2: bytes pass as they came, and what fails here fails for the draft alone.
Rule 3: a copy lives in memory until it was scored; of it only a ``Recognition`` remains.
"""

import asyncio
import logging
import zlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

import brotli
import zstandard

from proxy.answering import decoder
from proxy.contract import Unreadable
from proxy.drafts import Drafts
from proxy.recognition import Exchange, Recognition, recognise

log = logging.getLogger("promptward.sampling")

MOST_BYTES = 256 * 1024  # of each side of one exchange
_UNPACKED = 4 * MOST_BYTES
_MOST = 64  # exchanges at a time; further ones pass without being looked at
_PIECE = 4 * 1024


@dataclass(slots=True)
class Sample:
    """One exchange while it lasts. The bytes of both sides are counted whole and kept up to ``MOST_BYTES``."""

    client: str
    host: str
    method: str
    path: str = field(repr=False)
    asked: Mapping[str, str] = field(repr=False)
    answered: Mapping[str, str] = field(default_factory=dict, repr=False)
    up: int = 0
    down: int = 0
    body: bytearray = field(default_factory=bytearray, repr=False)
    answer: bytearray = field(default_factory=bytearray, repr=False)

    def sent(self, data: bytes) -> bytes:
        """Note a piece of the request; gives the very same bytes."""
        self.up += len(data)
        self.body += data[: MOST_BYTES - len(self.body)]
        return data

    def received(self, data: bytes) -> bytes:
        """Note a piece of the answer; gives the very same bytes."""
        self.down += len(data)
        self.answer += data[: MOST_BYTES - len(self.answer)]
        return data


class Sampling:
    """What is sampled now, and what came of it."""

    def __init__(
        self,
        allowed: Callable[[str], Collection[str]],
        is_known: Callable[[str], bool],
        covers: Callable[[str], bool],
        drafts: Drafts,
    ) -> None:
        """``allowed``: a client's hosts; ``is_known``: whether the catalogue has a host; ``covers``: the authority."""
        self._allowed, self._is_known, self._covers, self._drafts = allowed, is_known, covers, drafts
        self._running = 0
        self._tasks: set[asyncio.Task[None]] = set()

    def wants(self, client: str, host: str) -> bool:
        """Whether a client's connections to a host are opened to be sampled."""
        return host in self._allowed(client) and not self._is_known(host) and self._covers(host)

    def begin(
        self, client: str, host: str, method: str, path: str, headers: Mapping[str, str]
    ) -> Sample | None:
        """Begin a sample; None where there are as many as may be."""
        if self._running >= _MOST:
            return None
        self._running += 1
        return Sample(client, host, method, path, headers)

    def end(self, sample: Sample) -> None:
        """Score a sample off the loop, and forget it."""
        task = asyncio.get_running_loop().create_task(self._score(sample))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def finish(self) -> None:
        """Wait for what is being scored."""
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _score(self, sample: Sample) -> None:
        try:
            found = await asyncio.to_thread(judged, sample)
        except Exception as error:  # noqa: BLE001 (whatever it was, it is the draft that is lost, not the traffic)
            log.error("a sample was not scored: %s", type(error).__name__)
            return
        finally:
            self._running -= 1
        if found.raised:
            self._drafts.add(sample.client, sample.host, sample.method, found, sample.up, sample.down)


def judged(sample: Sample) -> Recognition:
    """What a sample shows."""
    return recognise(
        Exchange(
            sample.method,
            sample.path,
            sample.asked,
            _unpacked(bytes(sample.body), sample.asked),
            sample.answered,
            _unpacked(bytes(sample.answer), sample.answered),
        )
    )


def _unpacked(data: bytes, headers: Mapping[str, str]) -> bytes:
    """A body without its encoding, as far as it is whole and small; what is in an unknown one shows nothing."""
    found = bytearray()
    try:
        unpack = decoder(headers.get("content-encoding", ""))
        for at in range(0, len(data), _PIECE):
            found += unpack.feed(data[at : at + _PIECE])
            if len(found) > _UNPACKED:
                break
    except (Unreadable, zlib.error, brotli.error, zstandard.ZstdError, EOFError):
        return b""
    return bytes(found[:_UNPACKED])
