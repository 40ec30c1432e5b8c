"""Pings of a socket: a client's go on under numbers, so that nothing that was not judged leaves in them."""

from collections import OrderedDict, deque

_MOST = 16  # that are remembered


class Pings:
    """One per socket."""

    def __init__(self) -> None:
        self._named: OrderedDict[bytes, bytes] = (
            OrderedDict()
        )  # the client's, by the number they went out under
        self._asked: deque[bytes] = deque(maxlen=_MOST)  # the service's
        self._number = 0

    def numbered(self, payload: bytes) -> bytes:
        """What goes on in place of a client's ping."""
        self._number += 1
        name = self._number.to_bytes(8)
        self._named[name] = payload
        if len(self._named) > _MOST:
            self._named.popitem(last=False)
        return name

    def answered(self, payload: bytes) -> bytes:
        """What the client waits for, by what the service answered."""
        return self._named.pop(payload, payload)

    def asked(self, payload: bytes) -> None:
        """A ping of the service."""
        self._asked.append(payload)

    def is_answer(self, payload: bytes) -> bool:
        """Whether a client's pong says again what the service asked."""
        return payload in self._asked
