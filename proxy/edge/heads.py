"""Requests and answers of mitmproxy's kind as values of ours, and the other way round."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from mitmproxy import http

from proxy.answering import Answer
from proxy.capture import SOCKET, Capture
from proxy.edge.deflate import offers
from proxy.edge.exchange import exchange
from proxy.effect import Reply
from proxy.listening import Copy
from proxy.selfcheck import decodes

# Seconds without a byte after which a request is taken for one without an end: where the route is known for it, and
# where only its framing allows it.
_SOON, _LATER = 0.5, 10.0
_FRAMED = re.compile(r"application/(?:connect\+|grpc|vnd\.amazon\.eventstream)", re.IGNORECASE)


def patience_with(request: http.Request, never_ends: Callable[[], bool]) -> float | None:
    """Seconds without a byte that a request may take; None: as long as it likes. ``never_ends``: its route may go on
    while the answer comes."""
    if request.method != "POST" or "content-length" in request.headers:
        return None
    if never_ends():
        return _SOON
    return _LATER if request.is_http2 and _FRAMED.search(request.headers.get("content-type", "")) else None


def has_body(flow: http.HTTPFlow) -> bool:
    """Whether an answer says anything, be it an error: not to HEAD, not a redirection."""
    response = flow.response
    if response is None or flow.request.method == "HEAD":
        return False
    return 200 <= response.status_code < 300 or response.status_code >= 400


def copying(copy: Copy) -> Callable[[bytes], bytes]:
    """A stream function that passes all on and keeps a copy."""
    return copy.feed


def restoring(answer: Answer, copy: Copy | None) -> Callable[[bytes], bytes]:
    """A stream function that turns an answer back, and may keep a copy of what came."""

    def function(data: bytes) -> bytes:
        if copy is not None:
            copy.feed(data)
        return answer.feed(data) if data else answer.finish()

    return function


def apply(
    request: http.Request,
    body: bytes | None,
    headers: Iterable[tuple[str, str | None]],
    *,
    restores: bool,
    size: int | None = None,
) -> None:
    """Make a request what the guard let go; ``restores``: its answer will be rewritten. ``size`` is that of a body
    that is not held in memory."""
    request.trailers = None
    set_headers(request, headers)
    if restores:
        request.headers["accept-encoding"] = "identity"  # the answer is rewritten: it need not be packed
    if body is not None:
        for name in ("content-encoding", "transfer-encoding", "content-md5", "digest", "content-digest"):
            request.headers.pop(name, None)
        request.raw_content = body
    if body is not None or size is not None:
        request.headers.pop("transfer-encoding", None)
        request.headers["content-length"] = str(len(body or b"") if size is None else size)


def set_headers(request: http.Request, headers: Iterable[tuple[str, str | None]]) -> None:
    """Give a request these headers in place of its own of that name; None takes them away."""
    for name, value in headers:
        request.headers.pop(name, None)
        if value is not None:
            request.headers[name] = value


def capture_of(flow: http.HTTPFlow, host: str, port: int) -> Capture:
    """A request as it stood on the wire."""
    request = flow.request
    headers = tuple(
        (name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in request.headers.fields
    )
    body = request.raw_content or b""
    return Capture(request.method.upper(), host, port, request.path, headers, body)


def spoken(opening: Capture, payload: str | bytes) -> Capture:
    """A message of a socket as it is judged: with the head of the request that opened it."""
    if isinstance(payload, str):
        kind, body = "text/plain; charset=utf-8", payload.encode("utf-8", "surrogatepass")
    else:
        kind, body = "application/octet-stream", payload
    dropped = ("content-type", "content-length", "content-encoding")
    headers = (*((k, v) for k, v in opening.headers if k not in dropped), ("content-type", kind))
    return replace(opening, method=SOCKET, headers=headers, body=body)


def like(payload: str | bytes, body: bytes) -> str | bytes:
    """An edited message in the type that it had."""
    return body.decode("utf-8", "surrogatepass") if isinstance(payload, str) else body


def keep_deflate(request: http.Request) -> None:
    """Of all extensions of WebSockets only permessage-deflate may be asked for: no other is read here."""
    known = offers(request.headers.get_all("sec-websocket-extensions"))
    request.headers.pop("sec-websocket-extensions", None)
    if known:
        request.headers["sec-websocket-extensions"] = known


def is_decoded(flow: http.HTTPFlow) -> bool | None:
    """Whether an answer could be read, for the self-check; None where that does not tell."""
    response, answer = flow.response, exchange(flow).reader
    if response is None or response.headers.get("content-length") == "0":
        return None
    content_type = response.headers.get("content-type", "")
    looks = is_json(content_type) or "event-stream" in content_type
    parsed = answer.parsed if answer is not None and looks else None
    return decodes(response.status_code, content_type, parsed=parsed)


def is_json(content_type: str) -> bool:
    """Whether an answer is one JSON document; JSON lines, sequences and Connect's envelopes are streams."""
    sort = content_type.partition(";")[0].strip().lower()
    return sort in {"application/json", "text/json"} or (sort.endswith("+json") and "connect+" not in sort)


def response_of(reply: Reply) -> http.Response:
    """A reply of ours as a response."""
    headers = [(name.encode(), value.encode()) for name, value in reply.headers]
    return http.Response.make(reply.status, reply.body, http.Headers(headers))


def text_response(status: int, message: str) -> http.Response:
    """A short message as a response that is not to be tried again."""
    return http.Response.make(
        status,
        (message + "\n").encode(),
        {"content-type": "text/plain; charset=utf-8", "cache-control": "no-store", "x-should-retry": "false"},
    )
