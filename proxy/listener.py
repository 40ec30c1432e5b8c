"""Listening on a WebSocket: what its service says is read in bursts, after it was shown or before.

Rule 1: a burst is over when the service has been silent for a while, has said much, or the socket has ended.
Rule 2: each burst is on record with the latest message that went before it; a socket on which nothing is said costs
nothing.
Rule 3: the end of a burst is read again with the next, so that no border hides a value; none counts twice.
Rule 4: bursts that are read before they are shown are shorter; they are on record together, as one that is read after.
"""

import asyncio
from collections import deque
from collections.abc import Callable

from proxy.answer.socket import framed, last_of
from proxy.hearing import Heard, together
from proxy.inspect import Inspection
from proxy.listening import Copy, Listening, Told

QUIET = 5.0  # seconds
MOST_BYTES = 1 << 20  # of one burst
MOST_BEFORE = (
    64 * 1024
)  # bytes of the messages before a burst; events are some twenty times the text they bring
_MOST_ASKED = 256 * 1024  # bytes of messages in which a value of an answer is looked for


class Listener:
    """One per socket; to be used in the event loop.

    ``opening`` is what was found in the request that opened it, ``then`` is told of what is said before any message.
    """

    def __init__(
        self, listening: Listening, client: str, opening: Inspection, then: Callable[[Heard], None]
    ) -> None:
        self.listening, self._client = listening, client
        self._copy: Copy | None = None
        self._last = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._asked: deque[bytes] = deque()
        self._asked_bytes = 0
        self._before = b""
        self._about, self._then = opening, then
        self._is_asked = False
        self._found: Heard | None = None  # in what was read before it was shown, and is not on record yet

    @property
    def masks(self) -> bool:
        """Whether messages of the service are read before they are shown."""
        return self.listening.masks(self._client, "")

    def sent(self, inspection: Inspection, message: bytes, then: Callable[[Heard], None]) -> None:
        """A client's message left; ``then`` is told what was found in what the service says after it."""
        self._about, self._then, self._is_asked = inspection, then, True
        self._asked.append(message)
        self._asked_bytes += len(message)
        while self._asked_bytes > _MOST_ASKED and len(self._asked) > 1:
            self._asked_bytes -= len(self._asked.popleft())

    def said(self, message: str | bytes) -> None:
        """A message of the service came, and is shown."""
        if not self._is_asked:
            return
        if self._copy is None:
            self._copy = self.listening.copies(self._client, self._about, "")
            if self._copy is None:
                return
        self._copy.feed(framed(message))
        if (self._copy.taken_bytes or 0) >= MOST_BYTES or self._copy.taken_bytes is None:
            self.over()
        else:
            self._wait()

    async def read(self, said: bytes, after: bytes) -> Heard:
        """What may be shown of ``framed`` messages of the service; ``after`` are messages that are not to be shown yet.

        Without ``body`` none may be shown.
        """
        inspection, copy = self._about, Copy(self.listening)
        copy.feed(said)
        told = Told("", "", b"\n".join(self._asked), "", framed=True, before=self._before, after=after)
        heard = await self.listening.masked(self._client, inspection, copy, told)
        self._before = last_of(self._before + said, MOST_BEFORE)
        self._found = heard if self._found is None else together(self._found, heard)
        self._wait()
        return heard

    def over(self) -> None:
        """A burst has ended: have it read, and put on record what was read before it was shown."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        found, self._found = self._found, None
        if found is not None:
            self._then(found)
        copy, self._copy = self._copy, None
        if copy is None:
            return
        told = Told("", "", b"\n".join(self._asked), "", framed=True, before=self._before)
        said = copy.taken
        self._before = b"" if said is None else last_of(self._before + said, MOST_BEFORE)
        self.listening.heard(self._client, self._about, copy, told, self._then)

    def _wait(self) -> None:
        loop = asyncio.get_running_loop()
        self._last = loop.time()
        if self._timer is None:
            self._timer = loop.call_later(QUIET, self._look)

    def _look(self) -> None:
        loop = asyncio.get_running_loop()
        self._timer = None
        left = self._last + QUIET - loop.time()
        if left > 0.01:
            self._timer = loop.call_later(left, self._look)
        else:
            self.over()
