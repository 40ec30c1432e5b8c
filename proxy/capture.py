"""A capture: one request as it stood on the wire, without any type of the engine in it."""

from dataclasses import dataclass, field

SOCKET = "WEBSOCKET"  # the method of a capture that is one message of an open socket


@dataclass(frozen=True, slots=True)
class Hint:
    """What is said of a file before it comes. ``ends`` are those of its name (".csv.gz"), whose rest is not kept;
    ``kind`` is its media type, ``size`` how many bytes were declared, -1: none. ``is_open``: that was not told the
    service, which learns the length with the last bytes."""

    ends: str = field(default="", repr=False)
    kind: str = field(default="", repr=False)
    size: int = -1
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Capture:
    """What was seen of one request.

    ``host`` is the checked host name in lower case (CONNECT, SNI and Host agree), ``path`` begins with ``/`` and
    still has its query; ``headers`` keep order and repetition, names in lower case. ``body`` is raw, as sent,
    still content-encoded. ``hint`` is what an earlier request of the same upload said of the file, if one did;
    ``away`` counts bytes of the body that are not here but on disk, or still to come.
    """

    method: str
    host: str
    port: int
    path: str = field(repr=False)
    headers: tuple[tuple[str, str], ...] = field(repr=False)
    body: bytes = field(repr=False)
    hint: Hint | None = None
    away: int = 0

    @property
    def size(self) -> int:
        """Bytes of the body, wherever they are."""
        return len(self.body) + self.away

    @property
    def asks_for_socket(self) -> bool:
        """Whether the request asks to go on as a WebSocket (RFC 6455, section 4.1)."""
        if self.method == SOCKET:
            return False
        return "websocket" in self.header_all("upgrade").lower() or bool(self.header("sec-websocket-key"))

    @property
    def asks_for_page(self) -> bool:
        """Whether a browser asks for what it will show as a page (Fetch Metadata; without it by what is accepted)."""
        shown_in = self.header("sec-fetch-dest")
        if shown_in:
            return shown_in in ("document", "iframe", "frame")
        return self.method != SOCKET and self.header("accept").startswith("text/html")

    def header(self, name: str) -> str:
        """The first value of a header, given in lower case; empty where it is absent."""
        return next((value for key, value in self.headers if key == name), "")

    def header_all(self, name: str) -> str:
        """All values of a header joined by commas (RFC 9110, section 5.3)."""
        return ", ".join(value for key, value in self.headers if key == name)
