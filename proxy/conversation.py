"""The way back on an open WebSocket: whose placeholders its answers may hold, message by message.

One socket may carry many conversations of one person (Codex keeps one for a session). Their placeholders differ, so
that all of them can be looked up at once; nobody else's ever come in.
"""

import json
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator, Sequence

from proxy.answer.socket import POLICY_VIOLATION, framed, is_opaque, unframed
from proxy.contract import Dialect
from proxy.effect import Frames
from proxy.holding import Burst, HeldMessages
from proxy.listener import Listener
from proxy.services.catalog import GENERIC
from proxy.trail import NOTHING
from proxy.vault import Tokens

# Seconds of silence after which a text that waits to be read counts as over, where nothing else tells: in dialects that
# have an end for each text, and in others.
_SILENCE, _SILENCE_OF_ANY = 10.0, 3.0
_MOST = 64  # conversations of one socket whose answers are still turned back
_PEEK = 64 * 1024  # bytes of a message in which an id is looked for


class _Lookup:
    """The placeholders of all conversations of a socket, the latest first."""

    def __init__(self) -> None:
        self._tokens: OrderedDict[str, Tokens] = OrderedDict()

    def add(self, owner: str, tokens: Tokens) -> None:
        self._tokens.pop(owner, None)
        self._tokens[owner] = tokens
        if len(self._tokens) > _MOST:
            self._tokens.popitem(last=False)

    def resolve(self, token: str) -> str | None:
        for tokens in reversed(self._tokens.values()):
            if (value := tokens.resolve(token)) is not None:
                return value
        return None

    def may_begin(self, tail: str) -> bool:
        return any(tokens.may_begin(tail) for tokens in self._tokens.values())

    @property
    def is_empty(self) -> bool:
        return not self._tokens


class Conversation:
    """What a socket's answers need. ``feed`` a message of the service, get the messages to show.

    Where ``masks``, messages go into ``held`` instead, and come out of there in bursts, which ``read`` fills in.
    ``refuse`` makes what is shown in place of messages that may not be.
    """

    def __init__(
        self, dialect: Dialect, route: str, listener: Listener, refuse: Callable[[], Frames]
    ) -> None:
        self._dialect, self._route = dialect, route
        self.listener, self._refuse = listener, refuse
        self.trail = NOTHING  # of what the client has said
        self.held = HeldMessages(
            lambda lookup: dialect.socket_restorer(route, lookup),
            listener.listening,
            _SILENCE_OF_ANY if dialect.id == GENERIC else _SILENCE,
        )
        self._lookup = _Lookup()
        self._restorer = dialect.socket_restorer(route, self._lookup)
        self._asked: deque[tuple[str, Callable[[str], None]]] = deque(maxlen=_MOST)

    def goes_on(self, owner: str, tokens: Tokens | None, found: Callable[[str], None] | None) -> None:
        """A message was sent. ``found`` is to be called with the id by which its next turn will be known.

        While the ids of two conversations are outstanding, nobody can tell whose comes first: then none is called.
        """
        if tokens is not None:
            self._lookup.add(owner, tokens)
        if found is not None:
            self._asked.append((owner, found))

    def feed(self, message: str | bytes) -> Sequence[str | bytes]:
        """The messages to show for one of the service; the very same where nothing is to be turned back."""
        self.listener.said(message)
        return self._turned_back(message)

    @property
    def masks(self) -> bool:
        """Whether messages of the service are read before they are shown."""
        return self.listener.masks

    async def read(self, burst: Burst) -> None:
        """Say what is shown of a burst: its messages without what may not be seen, or a refusal and the end."""
        said = [one.payload for one in burst.said if not is_opaque(one.payload)]
        body: bytes | None = None
        if not burst.is_lost:
            after = b"".join(framed(one.payload) for one in burst.after if not is_opaque(one.payload))
            body = (await self.listener.read(b"".join(map(framed, said)), after)).body if said else b""
        if body is None:
            frames = self._refuse()
            burst.shown = [(message, ()) for message in frames.messages]
            burst.close = frames.close or POLICY_VIOLATION
            return
        masked = iter(unframed(body))
        burst.shown = [
            (shown, one.frames if shown is one.payload else ())
            for one in burst.said
            for shown in self._after_reading(one.payload, masked)
        ]
        burst.close = 0

    def _after_reading(self, message: str | bytes, masked: Iterator[str | bytes]) -> Sequence[str | bytes]:
        if is_opaque(message):
            self.listener.said(message)  # it was not read, and goes on record as that
            return self._turned_back(message)
        new = next(masked)
        return self._turned_back(message if new == message else new)

    def _turned_back(self, message: str | bytes) -> Sequence[str | bytes]:
        if self._asked and len(message) <= _PEEK:
            self._peek(message)
        if self._lookup.is_empty:
            return (message,)
        return self._restorer.feed(message)

    def _peek(self, message: str | bytes) -> None:
        try:
            value = json.loads(message)
        except (ValueError, RecursionError):
            return
        thread = self._dialect.thread(self._route, value) if isinstance(value, dict) else ""
        if not thread:
            return
        if len({owner for owner, _ in self._asked}) > 1:
            self._asked.popleft()
            return
        _, found = self._asked[-1]
        self._asked.clear()
        found(thread)
