"""The way back on an open WebSocket: whose placeholders its answers may hold, message by message.

One socket may carry many conversations of one person (Codex keeps one for a session). Their placeholders differ, so
that all of them can be looked up at once; nobody else's ever come in.
"""

import json
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence

from proxy.contract import Dialect
from proxy.listener import Listener
from proxy.vault import Tokens

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
    """What a socket's answers need. ``feed`` a message of the service, get the messages to show."""

    def __init__(self, dialect: Dialect, route: str, listener: Listener) -> None:
        self._dialect, self._route = dialect, route
        self.listener = listener
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
