"""The gate: mitmproxy's hooks, translated into the guard's questions and the guard's answers into mitmproxy's flow.

Order of one connection: its border (who, what, where to), then request by request: do the host names agree, inspect,
record, lift the refusal; then the answer. Rule: this file decides nothing about data.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from mitmproxy import http

from proxy.capture import Capture
from proxy.edge.answers import Answers
from proxy.edge.border import Border, Client, Parts
from proxy.edge.errands import Errands
from proxy.edge.exchange import exchange
from proxy.edge.heads import (
    apply,
    capture_of,
    keep_deflate,
    like,
    patience_with,
    response_of,
    set_headers,
    spoken,
    text_response,
)
from proxy.edge.hosts import is_local, named_hosts, plain
from proxy.edge.sockethooks import Said
from proxy.edge.spooling import is_here, may_be_large
from proxy.effect import Forward, Frames, Reply
from proxy.holding import Burst
from proxy.identity import Person, Stranger
from proxy.unseen import Unseen
from proxy.verdict import Verdict


class Gate(Border):
    """The addon between mitmproxy and the guard."""

    def __init__(self, parts: Parts, body_limit: int) -> None:
        super().__init__(parts)
        self._body_limit = body_limit
        self._errands = Errands(self._connect_to, parts.upstream_ca)
        self._answers = Answers(parts.guard.back, body_limit)
        self._draining = False

    def begin_drain(self) -> None:
        """From now on finished connections are not kept."""
        self._draining = True

    # requests

    async def requestheaders(self, flow: http.HTTPFlow) -> None:
        known = exchange(flow)
        known.started, known.limit = time.perf_counter(), self._body_limit
        client = self._clients[flow.client_conn.id]
        client.flows += 1
        known.is_open = True
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
            capture = capture_of(flow, client.host, client.port)
            known.patience = patience_with(flow.request, lambda: self._catalogue.never_ends(service, capture))
            if client.person is not None and may_be_large(capture):
                known.intake = await self._guard.arriving.intake(capture, client.person)
                known.limit = known.intake.limit if known.intake else known.limit
            return
        # At a shared host, something that is no AI: it passes as through a tunnel, and is counted as one.
        self._recorder.tunnel(client.person.client, client.host)
        flow.request.stream = True
        known.target = self._target(client)
        set_headers(
            flow.request,
            self._guard.openings.headers(client.person.client, client.host, flow.request.headers),
        )
        known.passes = known.untouched = True

    def _sample(self, flow: http.HTTPFlow, client: Client, person: Person) -> None:
        """Let a request through as it is, and look at it as it passes."""
        assert self._sampling is not None
        request, known = flow.request, exchange(flow)
        headers = {name.lower(): value for name, value in request.headers.items()}
        sample = self._sampling.begin(person.client, client.host, request.method, request.path, headers)
        if sample is not None:
            known.sample = sample
        request.stream = True if sample is None else sample.sent
        known.target = self._target(client)
        known.passes = known.untouched = True

    async def _plain_http(self, flow: http.HTTPFlow, client: Client) -> None:
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
            known = exchange(flow)
            known.passes = known.untouched = True

    async def request(self, flow: http.HTTPFlow) -> None:
        known = exchange(flow)
        if flow.response is not None or known.passes:
            return
        flow.response = http.Response.make(503)  # refuse first
        client = self._clients[flow.client_conn.id]
        if client.person is None:
            raise PermissionError("a request without a person")
        keep_deflate(flow.request)
        # Whoever makes a response lies about until the garbage is collected (mitmproxy's checks of types raise and
        # catch), with all that it names: no body may be among it.
        reply = await self._judged(flow, client, client.person)
        if reply is not None:
            flow.response = response_of(reply)
            flow.request.data.content = b""

    async def _judged(self, flow: http.HTTPFlow, client: Client, person: Person) -> Reply | None:
        """Judge a request; the reply that it gets instead, None where its refusal was lifted."""
        known = exchange(flow)
        capture = capture_of(flow, client.host, client.port)
        intake, here = None if known.endless else known.intake, partial(is_here, flow)
        if intake is not None and (intake.size or intake.is_full or known.oversize):
            verdict = await self._guard.judge_file(capture, person, intake, here, oversize=known.oversize)
        else:
            verdict = await self._guard.judge(
                capture,
                person,
                oversize=known.oversize,
                endless=known.endless,
                here=here,
                send=self._errands.send,
            )
        match verdict.effect:
            case Reply(status=status, headers=headers, body=body):
                return Reply(status, headers, b"" if capture.method == "HEAD" else body)
            case Forward():
                self._let_go(flow, client, replace(capture, body=b""), verdict, verdict.effect)
                return None
            case Frames():
                raise TypeError("messages in answer to a request")

    def _let_go(
        self, flow: http.HTTPFlow, client: Client, asked: Capture, verdict: Verdict, effect: Forward
    ) -> None:
        """Make a request what the guard let go, and lift its refusal."""
        known = exchange(flow)
        known.outflow = effect.outflow
        apply(
            flow.request,
            effect.body,
            effect.headers,
            size=effect.outflow.size if effect.outflow else None,
            restores=verdict.tokens is not None
            or verdict.wrap is not None
            or self._guard.back.listening.masks(verdict.client, ""),
        )
        if effect.path:
            flow.request.path = effect.path
        known.asked = asked
        known.may_announce = asked.method in ("POST", "PUT", "PATCH")
        if asked.asks_for_socket:
            known.conversation = self._guard.back.conversation(
                verdict, lambda heard: self._ending(flow, verdict, known.started)(heard=heard)
            )
            if known.conversation is None:
                raise PermissionError("a socket that nobody inspected")
            client.conversation = known.conversation
        known.verdict = verdict.sent
        known.target = self._target(client)
        flow.response = None
        known.passes = True

    async def socket_message(self, flow: http.HTTPFlow, said: Said) -> None:
        """Judge one message of a client on an open socket."""
        client, known = self._clients.get(flow.client_conn.id), exchange(flow)
        opening, conversation = known.asked, known.conversation
        if client is None or client.person is None or opening is None or conversation is None:
            raise PermissionError("a message without a person")
        begun = time.perf_counter()
        capture = spoken(opening, said.payload)
        verdict = await self._guard.judge(
            capture, client.person, oversize=said.oversize, before=conversation.trail
        )
        match verdict.effect:
            case Forward(body=body):
                end = self._ending(flow, verdict, begun)
                said.forward = said.payload if body is None else like(said.payload, body)
                sent = capture.body if body is None else body
                self._guard.back.goes_on(conversation, verdict, sent, lambda heard: end(heard=heard))
                end()
            case Frames(messages=messages, close=close):
                said.replies, said.close = messages, close
            case Reply():
                raise TypeError("a reply in answer to a message")

    async def socket_answer(self, flow: http.HTTPFlow, burst: Burst) -> None:
        """Read messages of a service that wait on an open socket."""
        conversation = exchange(flow).conversation
        if conversation is None:
            raise PermissionError("messages of a socket that nobody opened")
        await conversation.read(burst)

    # answers

    def responseheaders(self, flow: http.HTTPFlow) -> None:
        response, known = flow.response, exchange(flow)
        assert response is not None
        if self._draining and not flow.request.is_http2 and response.status_code != 101:
            response.headers["connection"] = "close"
        if known.sample is not None:
            known.sample.answered = {name.lower(): value for name, value in response.headers.items()}
            response.stream = known.sample.received
            return
        client = self._clients.get(flow.client_conn.id)
        if (
            client
            and client.intercept
            and not client.samples
            and client.person
            and "alt-svc" in response.headers
        ):
            # RFC 7838, section 3: stay on TCP, and forget what was offered
            response.headers["alt-svc"] = "clear"
            self._recorder.unseen(client.person.client, Unseen.QUIC, client.host)
        if client and client.intercept and "tus-extension" in response.headers:
            self._guard.arriving.told(client.host, response.headers["tus-extension"])
        self._answers.begin(flow)

    async def response(self, flow: http.HTTPFlow) -> None:
        await self._answers.end(flow)
        self._end(flow, "")

    def error(self, flow: http.HTTPFlow) -> None:
        self._end(flow, "cut")

    def _end(self, flow: http.HTTPFlow, failure: str) -> None:
        """Count and record the end of a request, once."""
        client, known = self._clients.get(flow.client_conn.id), exchange(flow)
        for held in (known.intake, known.outflow):
            if held is not None:
                held.close()
        if client and known.is_open:
            client.flows -= 1
        known.is_open = False
        sample, known.sample = known.sample, None
        if sample is not None and self._sampling:
            self._sampling.end(sample)
            if client and client.traffic:
                client.traffic.up += sample.up
                client.traffic.down += sample.down
        verdict, known.verdict = known.verdict, None
        if verdict is not None:
            self._answers.heard(flow, verdict, self._ending(flow, verdict, known.started, failure))
        flow.request.data.content = b""  # a flow lies about until the garbage is collected, its body need not

    def _ending(
        self, flow: http.HTTPFlow, verdict: Verdict, begun: float, failure: str = ""
    ) -> Callable[..., None]:
        """What puts the end of a request or a message on record; it may be given what was heard."""
        inspection = verdict.inspection
        return partial(
            self._recorder.end,
            verdict.id,
            verdict.client,
            inspection.service if inspection else "unknown",
            flow.request.host,
            status=flow.response.status_code if flow.response else 0,
            failure=failure,
            restored=verdict.tokens.restored if verdict.tokens else 0,
            millis={"total": round((time.perf_counter() - begun) * 1000, 3)},
        )
