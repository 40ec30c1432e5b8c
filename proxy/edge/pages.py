"""What a client is told where no dialect can speak: the request is no HTTP, or its service cannot be reached.

mitmproxy's own pages quote what the client sent, what the service answered, and where the proxy would have connected.

Rule: a page says what went wrong, where, and what to do; of the request and of the answer it holds nothing.
"""

from types import SimpleNamespace

from mitmproxy import http, version
from mitmproxy.net.http.http1 import assemble_response
from mitmproxy.proxy.layers.http import _http1 as http1
from mitmproxy.proxy.layers.http import _http2 as http2

_AGAIN = "Try again; if it happens twice, tell your administrator."
_OF_STATUS = {
    400: "Promptward: this is no HTTP request that can be read without doubt, so it was not sent. "
    "Check the program that made it, and that its proxy setting is an http:// address.",
    413: "Promptward: the request is too large to be checked, so it was not sent. Send a smaller piece.",
    431: "Promptward: the head of the request is too large to be checked, so it was not sent. "
    "Delete the cookies of this site and send it again.",
    502: f"Promptward: the service could not be reached, or its answer could not be read. {_AGAIN}",
}
# Words of mitmproxy's messages, and what they mean to a person.
_MEANS = (
    ("ertificate verify failed", "its certificate could not be verified, so nothing was sent to it"),
    ("not speak TLS", "it answered without TLS, so nothing was sent to it"),
    ("TLS handshake", "no protected connection to it could be made, so nothing was sent to it"),
    ("not known", "its name leads to no address, so nothing was sent to it"),
    ("onnect call failed", "it takes no connection, so nothing was sent to it"),
    ("timed out", "it did not answer in time"),
    ("closed connection", "it closed the connection before its answer was complete"),
    ("Cannot parse", "what it answered is no HTTP"),
)
_UNKNOWN = "it could not be reached, or its answer could not be read"


class Told(str):
    """A message of ours, which a client may see as it is."""

    __slots__ = ()


NOT_JUDGED = Told(f"Promptward: the request could not be checked, so it was not sent. {_AGAIN}")


def told(problem: str, host: str) -> Told:
    """What went wrong with a service, by mitmproxy's message of it. ``host`` is a name that was checked."""
    if isinstance(problem, Told):
        return problem
    why = next((meaning for words, meaning in _MEANS if words in problem), _UNKNOWN)
    return Told(f"Promptward: there is trouble with {host}: {why}. {_AGAIN}")


def page(status_code: int, message: str = "") -> bytes:
    """The text for a status; ``message`` is shown only where it is one of ours."""
    text = (
        message
        if isinstance(message, Told)
        else _OF_STATUS.get(status_code, f"Promptward: refused. {_AGAIN}")
    )
    return f"{text}\n".encode()


def error_response(status_code: int, message: str = "") -> bytes:
    """The same as a whole answer of HTTP/1, after which the connection ends."""
    headers = http.Headers(
        Connection="close", Content_Type="text/plain; charset=utf-8", Cache_Control="no-store"
    )
    return bytes(assemble_response(http.Response.make(status_code, page(status_code, message), headers)))


def install() -> None:
    """Put these in the place of mitmproxy's."""
    http1.make_error_response = error_response
    http2.format_error = page
    http2.version = SimpleNamespace(MITMPROXY="Promptward", VERSION=version.VERSION)  # type: ignore[assignment]
