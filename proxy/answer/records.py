"""Restoring messages of a socket that hold several records, each ended by a record separator (SignalR, RFC 7464)."""

from collections.abc import Sequence

from proxy.contract import SocketRestorer

END = "\x1e"


class Records:
    """A ``SocketRestorer`` that gives another one record by record; a message stays one message."""

    def __init__(self, inner: SocketRestorer) -> None:
        self._inner = inner

    def feed(self, message: str | bytes) -> Sequence[str | bytes]:
        """The message to show; one without a separator is fed as it is."""
        if not isinstance(message, str) or END not in message:
            return self._inner.feed(message)
        *whole, rest = message.split(END)
        out = [str(shown) + END for record in whole for shown in self._inner.feed(record)]
        text = "".join((*out, *map(str, self._inner.feed(rest) if rest else ())))
        return (message,) if text == message else (text,)
