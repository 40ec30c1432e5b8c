"""Listening on a WebSocket: what its service says is read in bursts.

Rule 1: a burst is over when the service has been silent for a while, has said much, or the socket has ended.
Rule 2: each burst is on record with the latest message that went before it; a socket on which nothing is said costs
nothing.
Rule 3: the end of a burst is read again with the next, so that no border hides a value; none counts twice.
"""

import asyncio
from collections import deque
from collections.abc import Callable

from proxy.answer.socket import framed, last_of
from proxy.hearing import Heard
from proxy.inspect import Inspection
from proxy.listening import Copy, Listening, Told

QUIET = 5.0  # seconds
MOST_BYTES = 1 << 20  # of one burst
MOST_BEFORE = (
    64 * 1024
)  # bytes of the messages before a burst; events are some twenty times the text they bring
_MOST_ASKED = 256 * 1024  # bytes of messages in which a value of an answer is looked for


class Listener:
    """One per socket; to be used in the event loop."""

    def __init__(self, listening: Listening, client: str) -> None:
        self._listening, self._client = listening, client
        self._copy: Copy | None = None
        self._last = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._asked: deque[bytes] = deque()
        self._asked_bytes = 0
        self._before = b""
        self._about: tuple[Inspection, Callable[[Heard], None]] | None = None

    def sent(self, inspection: Inspection, message: bytes, then: Callable[[Heard], None]) -> None:
        """A client's message left; ``then`` is told what was found in what the service says after it."""
        self._about = inspection, then
        self._asked.append(message)
        self._asked_bytes += len(message)
        while self._asked_bytes > _MOST_ASKED and len(self._asked) > 1:
            self._asked_bytes -= len(self._asked.popleft())

    def said(self, message: str | bytes) -> None:
        """A message of the service came."""
        if self._about is None:
            return
        if self._copy is None:
            self._copy = self._listening.copies(self._client, self._about[0], "")
            if self._copy is None:
                return
        loop = asyncio.get_running_loop()
        self._last = loop.time()
        self._copy.feed(framed(message))
        if (self._copy.taken_bytes or 0) >= MOST_BYTES or self._copy.taken_bytes is None:
            self.over()
        elif self._timer is None:
            self._timer = loop.call_later(QUIET, self._look)

    def over(self) -> None:
        """A burst has ended: have it read."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        copy, self._copy = self._copy, None
        if copy is None or self._about is None:
            return
        inspection, then = self._about
        told = Told("", "", b"\n".join(self._asked), "", framed=True, before=self._before)
        said = copy.taken
        self._before = b"" if said is None else last_of(self._before + said, MOST_BEFORE)
        self._listening.heard(self._client, inspection, copy, told, then)

    def _look(self) -> None:
        loop = asyncio.get_running_loop()
        self._timer = None
        left = self._last + QUIET - loop.time()
        if left > 0.01:
            self._timer = loop.call_later(left, self._look)
        else:
            self.over()
