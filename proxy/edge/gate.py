"""The gate: mitmproxy's hooks, translated into the guard's questions and the guard's answers into mitmproxy's flow.

Order of one connection: who is it (CONNECT), what is it (ClientHello: tunnel or intercept), then request by request:
do the host names agree, inspect, record, lift the refusal. Rule: this file decides nothing about data.
"""

import asyncio
import logging
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from mitmproxy import connection, http, tls
from mitmproxy.proxy import layer, server_hooks
from mitmproxy.proxy.layers import ClientTLSLayer, ServerTLSLayer, modes
from mitmproxy.proxy.layers.http import HTTPMode
from mitmproxy.tls import ClientHello

from proxy.answering import Answer, decoder
from proxy.capture import Capture
from proxy.contract import Unreadable
from proxy.conversation import Conversation
from proxy.discovery import Discovery, Traffic
from proxy.edge.deflate import chosen
from proxy.edge.engine import Refused
from proxy.edge.heads import (
    READING,
    apply,
    capture_of,
    copying,
    has_body,
    is_decoded,
    is_json,
    keep_deflate,
    like,
    response_of,
    restoring,
    set_headers,
    spoken,
    text_response,
)
from proxy.edge.held import FOUND, HELD, TAIL, Held, is_cut, is_sse, restored, said_in
from proxy.edge.hosts import MORE, address_of, client_hello, greets_plainly, is_local, named_hosts, plain
from proxy.edge.socket import BACK, Said
from proxy.edge.stream import (
    ENDLESS,
    LIMIT,
    OVERSIZE,
    PASS,
    PATIENCE,
    TARGET,
    TUNNEL,
    UNTOUCHED,
    GuardedHttpLayer,
)
from proxy.edge.tunnel import CountedTunnel
from proxy.effect import Forward, Frames, Reply
from proxy.guard import Guard, Verdict
from proxy.identity import Identities, Person, Stranger
from proxy.listening import Copy, Told
from proxy.recorder import Recorder
from proxy.sampling import Sample, Sampling
from proxy.services.catalog import Catalogue
from proxy.unseen import Pins, Unseen, distrusts, hides
from proxy.uploads.links import MOST_BYTES
from proxy.wording import access_message
from reports.record import safe_host

log = logging.getLogger("promptward.edge")

VERDICT = "promptward.verdict"
STARTED = "promptward.started"
OPEN = "promptward.open"
ANSWER = "promptward.answer"
SOCKET = "promptward.socket"
CONVERSATION = "promptward.conversation"
ANNOUNCES = "promptward.announces"
COPY = "promptward.copy"
SAMPLE = "promptward.sample"
HEARD_AS = "promptward.heard-as"
_HELLO_LIMIT = 64 * 1024
# Seconds without a byte after which a request is taken for one without an end: where the route is known for it, and
# where only its framing allows it.
_SOON, _LATER = 0.5, 10.0
_FRAMED = re.compile(r"application/(?:connect\+|grpc|vnd\.amazon\.eventstream)", re.IGNORECASE)
_REWRITTEN = (
    "content-encoding",
    "content-length",
    "etag",
    "content-md5",
    "digest",
)  # no longer true of a new body
# Here the server speaks first (FTP, SSH, mail, databases), so nothing is waited for from the client; nobody serves
# HTTP there. On every other port the client's first bytes are looked at before the tunnel opens.
_SERVER_FIRST = frozenset((21, 22, 25, 110, 119, 143, 587, 3306, 5432, 5900, 6667))


@dataclass(slots=True)
class _Client:
    """What is known of one client connection."""

    person: Person | None = field(default=None, repr=False)
    host: str = ""
    port: int = 0
    intercept: bool = False
    samples: bool = False  # opened to be looked at only
    traffic: Traffic | None = None
    flows: int = 0


class Gate:
    """The addon between mitmproxy and the guard."""

    def __init__(
        self,
        guard: Guard,
        recorder: Recorder,
        identities: Identities,
        catalogue: Catalogue,
        *,
        connect_to: Mapping[tuple[str, int], tuple[str, int]],
        body_limit: int,
        asks_for_password: bool,
        discovery: Discovery | None = None,
        sampling: Sampling | None = None,
    ) -> None:
        self._discovery, self._sampling = discovery, sampling
        self._guard, self._recorder = guard, recorder
        self._identities, self._catalogue = identities, catalogue
        self._connect_to, self._body_limit = dict(connect_to), body_limit
        self._asks = asks_for_password
        self._clients: dict[str, _Client] = {}
        self._pins = Pins(time.monotonic)
        self._draining = False

    # connections

    def client_connected(self, client: connection.Client) -> None:
        self._clients[client.id] = _Client()

    def client_disconnected(self, client: connection.Client) -> None:
        known = self._clients.pop(client.id, None)
        if known and known.person and known.traffic and self._discovery:
            self._discovery.ended(known.person.client, known.host, known.traffic)

    def busy(self, client_id: str) -> bool:
        """Whether a connection has a request under way."""
        known = self._clients.get(client_id)
        return bool(known and known.flows)

    def begin_drain(self) -> None:
        """From now on finished connections are not kept."""
        self._draining = True

    async def http_connect(self, flow: http.HTTPFlow) -> None:
        client, host, port = self._clients[flow.client_conn.id], plain(flow.request.host), flow.request.port
        flow.response = http.Response.make(503)  # refuse first
        person = await self._person(flow)
        if isinstance(person, Stranger):
            flow.response = self._stranger(person)
            await self._recorder.access(host, "", person.value)
            return
        if is_local(host) and (host, port) not in self._connect_to:
            flow.response = text_response(403, "Promptward: no tunnels to this machine's own addresses.")
            return
        client.person, client.host, client.port = person, host, port
        client.intercept = self._guard.opens(person.client, host)
        if client.intercept and self._pins.is_pinned(address_of(flow.client_conn), host):
            client.intercept = not self._guard.lets_unseen_through(person.client)
            self._recorder.unseen(person.client, Unseen.PINNED, host, passed=not client.intercept)
        if not client.intercept:
            flow.metadata[TUNNEL] = "blind" if port in _SERVER_FIRST else "peek"
            self._recorder.tunnel(person.client, host)
            if self._discovery and self._guard.discovers(person.client) and safe_host(host) == host:
                self._discovery.connected(person.client, host)
                client.traffic = Traffic()
            if self._sampling and port not in _SERVER_FIRST and self._sampling.wants(person.client, host):
                client.samples = not self._pins.is_pinned(address_of(flow.client_conn), host)
        flow.response = None

    def next_layer(self, nextlayer: layer.NextLayer) -> None:
        """Which protocol comes next; anything not named here is cut."""
        context = nextlayer.context
        client = self._clients[context.client.id]
        data = nextlayer.data_client()
        if len(context.layers) == 1 and isinstance(context.layers[0], modes.HttpProxy):
            nextlayer.layer = GuardedHttpLayer(context, HTTPMode.regular)
            return
        if any(isinstance(above, ClientTLSLayer) for above in context.layers):
            nextlayer.layer = GuardedHttpLayer(context, HTTPMode.transparent)
            return
        hello = client_hello(data)
        if hello is MORE and len(data) < _HELLO_LIMIT:
            return
        if client.samples:
            client.samples = client.intercept = greets_plainly(hello, client.host)
        if not client.intercept:
            name = plain(hello.sni or "") if isinstance(hello, ClientHello) else ""
            if name and name != client.host and self._catalogue.service_for(name):
                raise Refused("an AI host behind another name")
            if (
                isinstance(hello, ClientHello)
                and client.person
                and hides(client.host, name, hello.extensions)
            ):
                passed = self._guard.lets_unseen_through(client.person.client)
                self._recorder.unseen(client.person.client, Unseen.ECH, client.host, passed=passed)
                if not passed:
                    raise Refused("an encrypted greeting that hides a name")
            nextlayer.layer = CountedTunnel(context, client.traffic or Traffic())
            return
        if not isinstance(hello, ClientHello):
            raise Refused(f"no TLS towards {client.host}")
        server = ServerTLSLayer(context)
        server.child_layer = ClientTLSLayer(context)
        nextlayer.layer = server

    def tls_clienthello(self, hello: tls.ClientHelloData) -> None:
        client = self._clients[hello.context.client.id]
        name = plain(hello.client_hello.sni or client.host)
        if not client.intercept or name != client.host:
            raise Refused("server name and CONNECT host disagree")
        if b"h2" in (hello.context.client.alpn_offers or ()):
            hello.context.client.alpn = (
                b"h2"  # what a server of today would choose, in whatever order it is offered
            )

    def tls_established_client(self, data: tls.TlsData) -> None:
        client = self._clients.get(data.context.client.id)
        if client is not None:
            self._pins.trusted(address_of(data.context.client), client.host)

    async def tls_failed_client(self, data: tls.TlsData) -> None:
        """A client that does not trust the certificate: worth a line, because the person sees a broken tool."""
        client = self._clients.get(data.context.client.id)
        if client and client.host:
            log.warning("TLS with a client failed for %s: is Promptward's CA installed there?", client.host)
            person, address = client.person, address_of(data.context.client)
            if person and distrusts(data.conn.error) and self._pins.failed(address, client.host):
                log.warning("%s: a client takes no certificate but its own", client.host)
                self._recorder.unseen(person.client, Unseen.PINNED, client.host)
            await self._recorder.access(client.host, person.client if person else "", "client-tls")

    def server_connect(self, data: server_hooks.ServerConnectionHookData) -> None:
        client = self._clients[data.client.id]
        if client.intercept:
            data.server.sni = client.host  # whatever the address is, the certificate must be the host's
            if data.server.address == self._target(client):
                return
            raise Refused("an upstream that nobody asked for")
        address = data.server.address
        if address is not None:
            data.server.address = self._connect_to.get((plain(address[0]), address[1]), address)

    def server_connected(self, data: server_hooks.ServerConnectionHookData) -> None:
        peer = data.server.peername
        mapped = data.server.address in self._connect_to.values()
        own = data.server.sockname
        if peer and not mapped and (is_local(str(peer[0])) or (own and own[0] == peer[0])):
            raise Refused("a name that leads to this machine")

    def _target(self, client: _Client) -> tuple[str, int]:
        return self._connect_to.get((client.host, client.port), (client.host, client.port))

    # requests

    async def requestheaders(self, flow: http.HTTPFlow) -> None:
        flow.metadata[STARTED] = time.perf_counter()
        flow.metadata[LIMIT] = self._body_limit
        client = self._clients[flow.client_conn.id]
        client.flows += 1
        flow.metadata[OPEN] = True
        if not client.host:
            await self._plain_http(flow, client)
            return
        named = named_hosts(flow)
        if not flow.request.is_http2:
            flow.request.authority = ""  # upstream is asked in origin form
        if not named or not named <= {client.host, f"{client.host}:{client.port}"}:
            flow.response = text_response(
                421, "Promptward: the request is for another host than its connection."
            )
            person = client.person
            await self._recorder.access(client.host, person.client if person else "", "host-mismatch")
            return
        if client.samples and self._sampling and client.person:
            self._sample(flow, client, client.person)
            return
        service = self._catalogue.service_for(client.host)
        if service is None or client.person is None or service.covers(flow.request.path):
            self._await_its_end(flow, client)
            return
        # At a shared host, something that is no AI: it passes as through a tunnel, and is counted as one.
        self._recorder.tunnel(client.person.client, client.host)
        flow.request.stream = True
        flow.metadata[TARGET] = self._target(client)
        set_headers(
            flow.request, self._guard.headers(client.person.client, client.host, flow.request.headers)
        )
        flow.metadata[PASS] = flow.metadata[UNTOUCHED] = True

    def _sample(self, flow: http.HTTPFlow, client: _Client, person: Person) -> None:
        """Let a request through as it is, and look at it as it passes."""
        assert self._sampling is not None
        request = flow.request
        headers = {name.lower(): value for name, value in request.headers.items()}
        sample = self._sampling.begin(person.client, client.host, request.method, request.path, headers)
        if sample is not None:
            flow.metadata[SAMPLE] = sample
        request.stream = True if sample is None else sample.sent
        flow.metadata[TARGET] = self._target(client)
        flow.metadata[PASS] = flow.metadata[UNTOUCHED] = True

    def _await_its_end(self, flow: http.HTTPFlow, client: _Client) -> None:
        """Say how long a request is waited for that may go on while its answer comes."""
        request = flow.request
        if request.method != "POST" or "content-length" in request.headers:
            return
        service = self._catalogue.service_for(client.host)
        if self._catalogue.never_ends(service, capture_of(flow, client.host, client.port)):
            flow.metadata[PATIENCE] = _SOON
        elif request.is_http2 and _FRAMED.search(request.headers.get("content-type", "")):
            flow.metadata[PATIENCE] = _LATER

    async def _plain_http(self, flow: http.HTTPFlow, client: _Client) -> None:
        """A request in absolute form, without CONNECT: never for an AI host, untouched for any other."""
        host, port = plain(flow.request.host), flow.request.port
        person = await self._person(flow)
        if isinstance(person, Stranger):
            flow.response = self._stranger(person)
            await self._recorder.access(host, "", person.value)
        elif any(map(self._catalogue.service_for, (host, *named_hosts(flow)))):
            flow.response = text_response(403, "Promptward: AI services are only reached over https.")
            await self._recorder.access(host, person.client, "plain-http")
        elif flow.request.scheme != "http" or (is_local(host) and (host, port) not in self._connect_to):
            flow.response = text_response(403, "Promptward: this address is not reached through the proxy.")
        else:
            self._recorder.tunnel(person.client, host)
            flow.request.headers.pop("proxy-connection", None)
            flow.request.stream = True
            flow.metadata[PASS] = flow.metadata[UNTOUCHED] = True

    async def request(self, flow: http.HTTPFlow) -> None:
        if flow.response is not None or flow.metadata.get(PASS):
            return
        flow.response = http.Response.make(503)  # refuse first
        client = self._clients[flow.client_conn.id]
        if client.person is None:
            raise PermissionError("a request without a person")
        keep_deflate(flow.request)
        capture = capture_of(flow, client.host, client.port)
        verdict = await self._guard.judge(
            capture,
            client.person,
            oversize=bool(flow.metadata.get(OVERSIZE)),
            endless=bool(flow.metadata.get(ENDLESS)),
        )
        match verdict.effect:
            case Reply(status=status, headers=headers, body=body):
                shown = b"" if capture.method == "HEAD" else body
                flow.response = response_of(Reply(status, headers, shown))
            case Forward(body=body, headers=changes, path=path):
                apply(
                    flow.request,
                    body,
                    changes,
                    restores=verdict.tokens is not None
                    or verdict.wrap is not None
                    or self._guard.listening.masks(verdict.client, ""),
                )
                if path:
                    flow.request.path = path
                if capture.method in ("POST", "PUT", "PATCH"):
                    flow.metadata[ANNOUNCES] = replace(capture, body=b"")
                if capture.asks_for_socket:
                    self._open_socket(flow, capture, verdict)
                flow.metadata[VERDICT] = verdict
                flow.metadata[TARGET] = self._target(client)
                flow.response = None
                flow.metadata[PASS] = True
            case Frames():
                raise TypeError("messages in answer to a request")

    # sockets

    def _open_socket(self, flow: http.HTTPFlow, capture: Capture, verdict: Verdict) -> None:
        conversation = self._guard.conversation(verdict)
        if conversation is None:
            raise PermissionError("a socket that nobody inspected")
        flow.metadata[SOCKET] = capture
        flow.metadata[BACK] = conversation.feed
        flow.metadata[CONVERSATION] = conversation

    async def socket_message(self, flow: http.HTTPFlow, said: Said) -> None:
        """Judge one message of a client on an open socket."""
        client = self._clients.get(flow.client_conn.id)
        opening, conversation = flow.metadata[SOCKET], flow.metadata[CONVERSATION]
        if client is None or client.person is None or not isinstance(conversation, Conversation):
            raise PermissionError("a message without a person")
        begun = time.perf_counter()
        verdict = await self._guard.judge(
            spoken(opening, said.payload), client.person, oversize=said.oversize
        )
        match verdict.effect:
            case Forward(body=body):
                self._guard.goes_on(conversation, verdict)
                said.forward = said.payload if body is None else like(said.payload, body)
                inspection = verdict.inspection
                self._recorder.end(
                    verdict.id,
                    verdict.client,
                    inspection.service if inspection else "unknown",
                    flow.request.host,
                    status=101,
                    failure="",
                    restored=0,
                    millis={"total": round((time.perf_counter() - begun) * 1000, 3)},
                )
            case Frames(messages=messages, close=close):
                said.replies, said.close = messages, close
            case Reply():
                raise TypeError("a reply in answer to a message")

    # answers

    def responseheaders(self, flow: http.HTTPFlow) -> None:
        response = flow.response
        assert response is not None
        if self._draining and not flow.request.is_http2 and response.status_code != 101:
            response.headers["connection"] = "close"
        sample = flow.metadata.get(SAMPLE)
        if isinstance(sample, Sample):
            sample.answered = {name.lower(): value for name, value in response.headers.items()}
            response.stream = sample.received
            return
        client = self._clients.get(flow.client_conn.id)
        if (
            client
            and client.intercept
            and not client.samples
            and client.person
            and "alt-svc" in response.headers
        ):
            response.headers["alt-svc"] = (
                "clear"  # RFC 7838, section 3: stay on TCP, and forget what was offered
            )
            self._recorder.unseen(client.person.client, Unseen.QUIC, client.host)
        verdict = flow.metadata.get(VERDICT)
        if not isinstance(verdict, Verdict):
            response.stream = flow.metadata.get(PASS) is True
            return
        if response.status_code == 101:
            self._check_upgrade(flow)
            response.stream = False  # what follows are messages, not a body
            return
        content_type = response.headers.get("content-type", "")
        copy = None
        if has_body(flow):
            copy = self._guard.listening.copies(verdict.client, verdict.inspection, content_type)
        if copy is not None:
            flow.metadata[COPY] = copy
            flow.metadata[HEARD_AS] = (content_type, response.headers.get("content-encoding", ""))
        masks = copy is not None and self._guard.listening.masks(verdict.client, content_type)
        # What is masked was unpacked for it.
        encoding = "" if masks else response.headers.get("content-encoding", "")
        try:
            answer = self._guard.answer(verdict, content_type, encoding)
        except Unreadable:
            answer = None  # an answer in an unknown encoding keeps its placeholders
        flow.metadata[READING] = answer
        if copy is not None and masks:
            self._hold(flow, verdict, copy, answer)
            return
        if self._may_announce(flow, verdict):
            flow.metadata[ANSWER] = answer
            return
        flow.metadata.pop(ANNOUNCES, None)
        if answer is None:
            response.stream = True if copy is None else copying(copy)
            return
        for name in _REWRITTEN:
            response.headers.pop(name, None)
        if is_json(content_type):
            flow.metadata[ANSWER] = answer  # whole bodies are restored off the loop
        else:
            response.stream = restoring(answer, copy)

    def _hold(self, flow: http.HTTPFlow, verdict: Verdict, copy: Copy, answer: Answer | None) -> None:
        """Let nothing of an answer be shown before it has been read."""
        response = flow.response
        assert response is not None
        content_type = response.headers.get("content-type", "")
        whole = self._may_announce(flow, verdict) or is_json(content_type)
        if not self._may_announce(flow, verdict):
            flow.metadata.pop(ANNOUNCES, None)
        for name in _REWRITTEN:
            response.headers.pop(name, None)
        flow.metadata[ANSWER], flow.metadata[HELD] = answer, True
        if not whole:
            response.stream = Held(
                copy,
                lambda: said_in(self._refused(flow, verdict, stream=True), response),
                time.monotonic,
                is_sse=is_sse(content_type),
            )

    def _refused(self, flow: http.HTTPFlow, verdict: Verdict, *, stream: bool) -> Reply:
        client = self._clients[flow.client_conn.id]
        return self._guard.refuse_answer(verdict, capture_of(flow, client.host, client.port), stream=stream)

    async def _read_held(self, flow: http.HTTPFlow) -> None:
        """Read an answer that was held, and show it or its refusal."""
        verdict, copy, shown = flow.metadata[VERDICT], flow.metadata[COPY], flow.response
        answer = flow.metadata.pop(ANSWER, None)
        assert shown is not None
        held = shown.stream
        if not held:
            flow.response = http.Response.make(503)
        heard = await self._guard.listening.masked(verdict.client, verdict.inspection, copy, self._told(flow))
        flow.metadata[FOUND] = heard
        body = await asyncio.to_thread(restored, heard, answer)
        if held:
            # One that was cut has had its refusal.
            if not is_cut(held):
                reply = None if body is not None else self._refused(flow, verdict, stream=True)
                flow.metadata[TAIL] = body if reply is None else said_in(reply, shown)
        elif body is None:
            flow.metadata.pop(ANNOUNCES, None)
            flow.response = response_of(self._refused(flow, verdict, stream=False))
        else:
            shown.raw_content = body
            shown.headers["content-length"] = str(len(body))
            flow.response = shown

    def _check_upgrade(self, flow: http.HTTPFlow) -> None:
        """Raises Refused where a service changes to what nobody asked for."""
        response = flow.response
        assert response is not None
        request = flow.request
        asked = isinstance(flow.metadata.get(CONVERSATION), Conversation) and not request.is_http2
        plain = request.method == "GET" and request.headers.get("sec-websocket-version") == "13"
        if not asked or not plain or response.headers.get("upgrade", "").lower() != "websocket":
            raise Refused("an upgrade that nobody asked for")
        answer = ",".join(response.headers.get_all("sec-websocket-extensions"))
        try:
            if chosen(answer, self._body_limit) and "sec-websocket-extensions" not in request.headers:
                raise Refused("an extension that nobody asked for")
        except ValueError:
            raise Refused("an extension that is not read here") from None

    async def response(self, flow: http.HTTPFlow) -> None:
        copy = flow.metadata.get(COPY)
        if isinstance(copy, Copy) and flow.response is not None and not flow.response.stream:
            copy.feed(flow.response.raw_content or b"")
        if flow.metadata.pop(HELD, False):
            await self._read_held(flow)
        answer = flow.metadata.pop(ANSWER, None)
        step = flow.metadata.pop(ANNOUNCES, None)
        if isinstance(step, Capture) and flow.response is not None:
            await self._announced(flow, step)
        if isinstance(answer, Answer) and flow.response is not None:
            raw = flow.response.raw_content or b""
            body = await asyncio.to_thread(lambda: answer.feed(raw) + answer.finish())
            for name in _REWRITTEN:
                flow.response.headers.pop(name, None)
            flow.response.raw_content = body
            flow.response.headers["content-length"] = str(len(body))
        verdict = flow.metadata.get(VERDICT)
        if isinstance(verdict, Verdict) and verdict.wrap and isinstance(step, Capture):
            assert flow.response is not None
            flow.response.raw_content = verdict.wrap(flow.response.raw_content or b"")
            flow.response.headers["content-length"] = str(len(flow.response.raw_content))
        if isinstance(verdict, Verdict):
            await self._guard.answered(verdict, is_decoded(flow))
        self._end(flow, "")

    def _may_announce(self, flow: http.HTTPFlow, verdict: Verdict) -> bool:
        """Whether an answer is a step of an upload, small enough to be read before it is shown."""
        response = flow.response
        if response is None or ANNOUNCES not in flow.metadata or not 200 <= response.status_code < 400:
            return False
        headers = response.headers
        sort = headers.get("content-type", "")
        if (
            verdict.wrap
            or "x-goog-upload-url" in headers
            or ("location" in headers and "event-stream" not in sort)
        ):
            return True
        length = headers.get("content-length", "0")
        return (
            is_json(sort)
            and length.isascii()
            and length.isdigit()
            and int(length) <= MOST_BYTES
            and self._guard.announces(verdict)
        )

    async def _announced(self, flow: http.HTTPFlow, step: Capture) -> None:
        """Read the answer of a step; it is refused first, and shown when it was learned from."""
        verdict, shown = flow.metadata[VERDICT], flow.response
        assert shown is not None
        flow.response = http.Response.make(503)
        unpack = decoder(shown.headers.get("content-encoding", ""))
        body = await asyncio.to_thread(unpack.feed, shown.raw_content or b"")
        headers = {name.lower(): value for name, value in shown.headers.items()}
        reply = await self._guard.announced(verdict, step, body, headers, shown.status_code)
        if reply is None:
            flow.response = shown
        else:
            flow.metadata.pop(ANSWER, None)
            flow.response = response_of(reply)

    def error(self, flow: http.HTTPFlow) -> None:
        self._end(flow, "cut")

    def _end(self, flow: http.HTTPFlow, failure: str) -> None:
        client = self._clients.get(flow.client_conn.id)
        if client and flow.metadata.pop(OPEN, False):
            client.flows -= 1
        sample = flow.metadata.pop(SAMPLE, None)
        if isinstance(sample, Sample) and self._sampling:
            self._sampling.end(sample)
            if client and client.traffic:
                client.traffic.up += sample.up
                client.traffic.down += sample.down
        verdict = flow.metadata.pop(VERDICT, None)
        if isinstance(verdict, Verdict):
            status = flow.response.status_code if flow.response else 0
            begun = flow.metadata.get(STARTED, 0.0)
            total = round((time.perf_counter() - begun) * 1000, 3)
            inspection = verdict.inspection
            end = partial(
                self._recorder.end,
                verdict.id,
                verdict.client,
                inspection.service if inspection else "unknown",
                flow.request.host,
                status=status,
                failure=failure,
                restored=verdict.tokens.restored if verdict.tokens else 0,
                millis={"total": total},
            )
            self._heard(flow, verdict, end)

    def _heard(self, flow: http.HTTPFlow, verdict: Verdict, end: Callable[..., None]) -> None:
        """Record the end: at once, or when its answer has been read."""
        copy = flow.metadata.pop(COPY, None)
        if not isinstance(copy, Copy) or verdict.inspection is None:
            end()
            return
        found = flow.metadata.pop(FOUND, None)
        if found is not None:
            end(heard=found)
            return
        told, listening = self._told(flow), self._guard.listening
        listening.heard(verdict.client, verdict.inspection, copy, told, lambda heard: end(heard=heard))

    def _told(self, flow: http.HTTPFlow) -> Told:
        packed = flow.request.headers.get("content-encoding", "")
        content_type, encoding = flow.metadata[HEARD_AS]
        return Told(content_type, encoding, flow.request.raw_content, packed)

    # people

    async def _person(self, flow: http.HTTPFlow) -> Person | Stranger:
        known = self._clients[flow.client_conn.id].person
        authorization = flow.request.headers.pop("proxy-authorization", "")
        if known is not None and not authorization:
            return known
        peer = flow.client_conn.peername
        address = peer[0] if peer else ""
        person = await self._identities.find(address, authorization)
        if isinstance(person, Stranger):
            log.warning("refused %s: %s", address, person.value)
        return person

    def _stranger(self, why: Stranger) -> http.Response:
        if why is Stranger.UNKNOWN and not self._asks:
            return text_response(403, access_message(why))
        response = text_response(407, access_message(why))
        response.headers["proxy-authenticate"] = 'Basic realm="Promptward", charset="UTF-8"'
        return response
