"""mitmproxy's HTTP layers with the doors shut: nothing reaches an upstream unless the gate has lifted the refusal.

Each class names the hole of mitmproxy 12.2.3 that it closes; the tests in tests/proxy/edge try every one of them.

Rule 1: ``make_server_connection`` is the only way to an upstream and asks for the pass.
Rule 2: an exception in a stream function resets that stream, on both sides.
Rule 3: an empty chunk is never written: in HTTP/1 it would end the body early.
Rule 4: a body that nobody will read is not kept; one over the limit ends at the limit.
"""

import time
from collections.abc import Callable, Iterable

from mitmproxy import flow as mflow
from mitmproxy import http
from mitmproxy.proxy import commands, events, layer
from mitmproxy.proxy.layers import http as layers
from mitmproxy.proxy.layers import tcp
from mitmproxy.proxy.layers.http import (
    ErrorCode,
    GetHttpConnection,
    HttpErrorHook,
    HttpLayer,
    HttpRequestHook,
    HttpResponseHeadersHook,
    HttpStream,
    RequestData,
    RequestProtocolError,
    RequestTrailers,
    ResponseData,
    ResponseProtocolError,
    SendHttp,
)
from mitmproxy.proxy.layers.http._base import HttpConnection

from proxy.edge.exchange import Tunnel, exchange
from proxy.edge.http1 import BoundedHttp1Server
from proxy.edge.pages import NOT_JUDGED, told
from proxy.edge.socket import GuardedSocket
from proxy.edge.spooling import PIECE, TakeInHook, poured
from proxy.uploads.bodies import THRESHOLD, Intake
from reports.record import safe_host

_MOST_WAITS = 3  # as many times its patience a request may take that always brings a little more

Generator = layer.CommandGenerator[None]


def may_pass(flow: http.HTTPFlow) -> bool:
    """Whether the gate has lifted the refusal of this flow."""
    return exchange(flow).passes


class GuardedStream(HttpStream):
    """One request and its answer, refused until the gate says otherwise."""

    _heard = (
        0.0  # when the request last brought something, and when it began, on a clock that never goes back
    )
    _begun = 0.0

    def _handle_event(self, event: events.Event) -> Generator:
        if isinstance(event, events.Wakeup):
            yield from self._waited()
        else:
            yield from super()._handle_event(event)

    def state_wait_for_request_headers(self, event: layers.RequestHeaders) -> Generator:
        """A request that may never end by itself (a call in both directions) is waited for, and then refused."""
        yield from super().state_wait_for_request_headers(event)
        patience = exchange(self.flow).patience
        if patience is not None and self.client_state == self.state_consume_request_body:
            self._begun = self._heard = time.monotonic()
            yield commands.RequestWakeup(patience)

    def _waited(self) -> Generator:
        if self.client_state != self.state_consume_request_body:
            return
        known, now = exchange(self.flow), time.monotonic()
        patience = known.patience or 0.0
        left = min(self._heard + patience, self._begun + _MOST_WAITS * patience) - now
        if left > 0:
            yield commands.RequestWakeup(left)
        else:
            known.endless = True
            yield from self._end_early("refused: a request without an end")

    def make_server_connection(self) -> layer.CommandGenerator[bool]:
        """The choke point: without a pass the client gets 503 and no connection is opened."""
        if not may_pass(self.flow):
            yield from self._reset(NOT_JUDGED, ErrorCode.CONNECT_FAILED)
            return False
        target = exchange(self.flow).target
        if target is None:
            return (yield from super().make_server_connection())
        connection, problem = yield GetHttpConnection(
            target, self.flow.request.scheme == "https", None, "tcp"
        )
        if problem:
            yield from self.handle_protocol_error(
                ResponseProtocolError(self.stream_id, problem, ErrorCode.CONNECT_FAILED)
            )
            return False
        self.context.server = self.flow.server_conn = connection
        return True

    def handle_protocol_error(self, event: RequestProtocolError | ResponseProtocolError) -> Generator:
        """What is wrong with a service is told in words of ours."""
        if isinstance(event, ResponseProtocolError):
            event.message = told(event.message, safe_host(self.flow.request.host))
        yield from super().handle_protocol_error(event)

    def handle_connect_regular(self) -> Generator:
        """A tunnel to a port where the server speaks first is not peeked into."""
        if exchange(self.flow).tunnel is Tunnel.BLIND:
            self.child_layer = tcp.TCPLayer(self.context, ignore=True)
            yield from self.handle_connect_finish()
        else:
            yield from super().handle_connect_regular()

    def state_consume_request_body(self, event: events.Event) -> Generator:
        if isinstance(event, RequestData):
            self._heard = time.monotonic()
            if self.flow.response is None:
                self.request_body_buf += event.data
                known = exchange(self.flow)
                held = known.intake.size if known.intake else 0
                if known.limit is not None and held + len(self.request_body_buf) > known.limit:
                    known.oversize = True
                    yield from self._end_early("refused: body over the limit")
                elif known.intake is not None:
                    yield from self._take_in(known.intake, PIECE if held else THRESHOLD)
            return
        if isinstance(event, RequestTrailers):
            return  # no dialect has them, nobody has read them: they do not leave
        known = exchange(self.flow)
        if known.intake is not None and known.intake.size:
            yield from self._take_in(known.intake, 0)
            if self.client_state != self.state_consume_request_body:
                return
        yield from poured(
            super().state_consume_request_body(event),
            self.stream_id,
            self.flow,
            lambda: known.outflow,
        )

    def _take_in(self, intake: Intake, most: int) -> Generator:
        """Write to disk what came, if it is more than so many bytes."""
        if len(self.request_body_buf) <= most:
            return
        data = bytes(self.request_body_buf)
        self.request_body_buf.clear()
        yield TakeInHook(self.flow, intake, data)
        if intake.is_full and self.client_state == self.state_consume_request_body:
            yield from self._end_early("refused: no room on the disk")

    def _end_early(self, why: str) -> Generator:
        """Judge and answer a request whose body is not waited for any longer."""
        self.request_body_buf.clear()
        self.flow.request.data.content = b""
        self.flow.request.timestamp_end = time.time()
        self.client_state = self.state_errored
        yield HttpRequestHook(self.flow)
        if (yield from self.check_killed(True)):
            return
        if self.flow.response is None:
            yield from self._reset(why, ErrorCode.REQUEST_TOO_LARGE)
            return
        self.flow.response.timestamp_start = time.time()
        yield HttpResponseHeadersHook(self.flow)
        if (yield from self.check_killed(True)):
            return
        self.client_state = self.state_done
        yield from self.send_response()
        self.client_state = self.state_errored

    def state_stream_request_body(self, event: events.Event) -> Generator:
        if isinstance(event, RequestData) and not event.data:
            return
        try:
            yield from super().state_stream_request_body(event)
        except Exception:  # noqa: BLE001 (whatever it was, this stream ends here)
            yield from self._reset("refused: request stream failed", ErrorCode.KILL)

    def flow_done(self) -> Generator:
        """After an accepted upgrade only our own layer speaks: mitmproxy's would pass messages that nobody judged.

        An answer that was held comes here, whole.
        """
        known = exchange(self.flow)
        tail, known.tail = known.tail, b""
        if tail:
            yield SendHttp(ResponseData(self.stream_id, tail), self.context.client)
        if self.flow.response is None or self.flow.response.status_code != 101 or not self.flow.websocket:
            yield from super().flow_done()
            return
        if known.untouched:
            self.child_layer = tcp.TCPLayer(self.context, ignore=True)
        else:
            self.child_layer = GuardedSocket(self.context, self.flow)
        self._handle_event = self.passthrough  # type: ignore[method-assign]
        yield from self.child_layer.handle_event(events.Start())
        yield SendHttp(layers.ResponseEndOfMessage(self.stream_id), self.context.client)

    def start_response_stream(self) -> Generator:
        self._frame()
        yield from super().start_response_stream()

    def send_response(self, already_streamed: bool = False) -> Generator:
        if not already_streamed:
            self._frame()
            if self.flow.request.method == "HEAD" and self.flow.response is not None:
                self.flow.response.data.content = b""  # a body here would be taken for the next answer
        yield from super().send_response(already_streamed)

    def state_stream_response_body(self, event: events.Event) -> Generator:
        if isinstance(event, ResponseData) and not event.data:
            return
        response = self.flow.response
        if response is not None and callable(response.stream):
            response.stream = _without_empty(response.stream)
        try:
            yield from super().state_stream_response_body(event)
        except Exception:  # noqa: BLE001 (an answer that cannot be restored is cut, never shown half done)
            yield from self._reset("answer could not be restored", ErrorCode.KILL)

    def _frame(self) -> None:
        """An answer without length to an HTTP/1 client is chunked, so that a cut is seen as one."""
        response, request = self.flow.response, self.flow.request
        if response is None or request.is_http2 or request.is_http10 or request.method == "HEAD":
            return
        if response.status_code in (204, 304) or response.status_code < 200:
            return
        if "content-length" not in response.headers and "transfer-encoding" not in response.headers:
            if response.stream:
                response.headers["transfer-encoding"] = "chunked"
            else:
                response.headers["content-length"] = str(len(response.raw_content or b""))

    def _reset(self, message: str, code: ErrorCode) -> Generator:
        self.flow.error = mflow.Error(message)
        self.flow.live = False
        talked = self.server_state not in (self.state_uninitialized, self.state_wait_for_response_headers)
        if talked and self.flow.server_conn.connected:
            yield SendHttp(
                RequestProtocolError(self.stream_id, message, ErrorCode.CANCEL), self.flow.server_conn
            )
        yield SendHttp(ResponseProtocolError(self.stream_id, message, code), self.context.client)
        self.client_state = self.server_state = self.state_errored
        yield HttpErrorHook(self.flow)
        yield layers.DropStream(self.stream_id)


class _Filtered:
    """A stream function whose empty chunks are dropped; wrapped once."""

    def __init__(self, function: Callable[[bytes], Iterable[bytes] | bytes]) -> None:
        self.inner = function

    def __call__(self, data: bytes) -> list[bytes]:
        chunks = self.inner(data)
        return [chunk for chunk in ([chunks] if isinstance(chunks, bytes) else chunks) if chunk]


def _without_empty(function: Callable[[bytes], Iterable[bytes] | bytes]) -> _Filtered:
    return function if isinstance(function, _Filtered) else _Filtered(function)


class GuardedHttpLayer(HttpLayer):
    """The HTTP layer that makes guarded streams."""

    def _handle_event(self, event: events.Event) -> Generator:
        if isinstance(event, events.Start) and self.context.client.alpn != b"h2":
            server: HttpConnection = BoundedHttp1Server(self.context.fork())
            self.connections[self.context.client] = server
        yield from super()._handle_event(event)

    def make_stream(self, stream_id: int) -> Generator:
        self.streams[stream_id] = GuardedStream(self.context.fork(), stream_id)
        yield from self.event_to_child(self.streams[stream_id], events.Start())
