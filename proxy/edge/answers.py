"""Answers on their way back: turned back, read, held until they are read, learned from when a file is brought.

Rule 1: an answer that may not be shown is replaced by a refusal; what fails here cuts the answer.
Rule 2: streams go on as they come, unless the policy says that answers are read first.
"""

import asyncio
import time
from collections.abc import Callable

from mitmproxy import http

from proxy.answering import decoder
from proxy.capture import Capture
from proxy.contract import Unreadable
from proxy.edge.deflate import chosen
from proxy.edge.exchange import Exchange, exchange
from proxy.edge.heads import copying, has_body, is_decoded, is_json, response_of, restoring
from proxy.edge.held import Held, is_cut, is_sse, restored, said_in
from proxy.edge.refused import Refused
from proxy.effect import Reply
from proxy.hearing import Heard
from proxy.listening import Copy, Told
from proxy.uploads.links import MOST_BYTES
from proxy.verdict import Verdict
from proxy.wayback import WayBack

# No longer true of a new body.
_REWRITTEN = ("content-encoding", "content-length", "etag", "content-md5", "digest")


class Answers:
    """What becomes of the answers to requests that were let go. ``limit``: bytes of a socket's message."""

    def __init__(self, back: WayBack, limit: int) -> None:
        self._back, self._limit = back, limit

    def begin(self, flow: http.HTTPFlow) -> None:
        """An answer has begun: say how it is passed on. Raises Refused."""
        response, known = flow.response, exchange(flow)
        assert response is not None
        verdict = known.verdict
        if verdict is None:
            response.stream = known.passes
            return
        if response.status_code == 101:
            self._check_upgrade(flow)
            response.stream = False  # what follows are messages, not a body
            return
        if 200 <= response.status_code < 300:
            response.headers.update(
                {name: value for name, value in verdict.shows if name in response.headers}
            )
        content_type = response.headers.get("content-type", "")
        encoding = response.headers.get("content-encoding", "")
        listening = self._back.listening
        if has_body(flow):
            known.copy = listening.copies(verdict.client, verdict.inspection, content_type)
            known.heard_as = (content_type, encoding)
        masks = known.copy is not None and listening.masks(verdict.client, content_type, verdict.inspection)
        try:
            # What is masked was unpacked for it.
            known.reader = self._back.answer(verdict, content_type, "" if masks else encoding)
        except Unreadable:
            known.reader = None  # an answer in an unknown encoding keeps its placeholders
        announces = self._may_announce(flow, known, verdict)
        known.may_announce = announces
        if known.copy is not None and masks:
            self._hold(flow, verdict, known.copy, whole=announces or is_json(content_type))
        elif announces:
            known.is_whole = True
        elif known.reader is None:
            response.stream = True if known.copy is None else copying(known.copy)
        else:
            _take_off_heads(response)
            known.is_whole = is_json(content_type)  # whole bodies are turned back off the loop
            if not known.is_whole:
                response.stream = restoring(known.reader, known.copy)

    def _check_upgrade(self, flow: http.HTTPFlow) -> None:
        """Raises Refused where a service changes to what nobody asked for."""
        response, request = flow.response, flow.request
        assert response is not None
        asked = exchange(flow).conversation is not None and not request.is_http2
        plain = request.method == "GET" and request.headers.get("sec-websocket-version") == "13"
        if not asked or not plain or response.headers.get("upgrade", "").lower() != "websocket":
            raise Refused("an upgrade that nobody asked for")
        answer = ",".join(response.headers.get_all("sec-websocket-extensions"))
        try:
            if chosen(answer, self._limit) and "sec-websocket-extensions" not in request.headers:
                raise Refused("an extension that nobody asked for")
        except ValueError:
            raise Refused("an extension that is not read here") from None

    def _may_announce(self, flow: http.HTTPFlow, known: Exchange, verdict: Verdict) -> bool:
        """Whether an answer is a step of an upload, small enough to be read before it is shown."""
        response = flow.response
        if response is None or not known.may_announce or not 200 <= response.status_code < 400:
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
            and self._back.announces(verdict)
        )

    def _hold(self, flow: http.HTTPFlow, verdict: Verdict, copy: Copy, *, whole: bool) -> None:
        """Let nothing of an answer be shown before it has been read."""
        response, known = flow.response, exchange(flow)
        assert response is not None
        content_type = response.headers.get("content-type", "")
        _take_off_heads(response)
        known.is_held = True
        if not whole:
            response.stream = Held(
                copy,
                lambda: said_in(self._refused(flow, verdict, stream=True), response),
                time.monotonic,
                is_sse=is_sse(content_type),
            )

    def _refused(self, flow: http.HTTPFlow, verdict: Verdict, *, stream: bool) -> Reply:
        return self._back.refuse_answer(verdict, _asked(flow), stream=stream)

    async def end(self, flow: http.HTTPFlow) -> None:
        """An answer is complete: show it, or what stands in its place."""
        response, known = flow.response, exchange(flow)
        verdict = known.verdict
        if response is None or verdict is None:
            return
        if known.copy is not None and not response.stream:
            known.copy.feed(response.raw_content or b"")
        if known.is_held and known.copy is not None:
            await self._read_held(flow, verdict, known.copy)
        if not known.may_announce or await self._learned(flow, verdict):
            await _complete(flow, verdict)
        decoded = is_decoded(flow)
        known.is_decoded = bool(decoded) and known.copy is not None
        if not known.is_decoded:
            await self._back.answered(verdict, decoded)

    async def _read_held(self, flow: http.HTTPFlow, verdict: Verdict, copy: Copy) -> None:
        """Read an answer that was held, and show it or its refusal."""
        shown, known = flow.response, exchange(flow)
        assert shown is not None
        held = shown.stream
        if not held:
            flow.response = http.Response.make(503)
        if verdict.inspection is None:
            raise PermissionError("an answer to what nobody inspected")
        heard = await self._back.listening.masked(verdict.client, verdict.inspection, copy, _told(flow))
        known.found = heard
        body = await asyncio.to_thread(restored, heard, known.reader)
        if held:
            # One that was cut has had its refusal.
            if not is_cut(held):
                reply = None if body is not None else self._refused(flow, verdict, stream=True)
                known.tail = body or b"" if reply is None else said_in(reply, shown)
        elif body is None:
            known.may_announce = False
            flow.response = response_of(self._refused(flow, verdict, stream=False))
        else:
            _give(shown, body)
            flow.response = shown

    async def _learned(self, flow: http.HTTPFlow, verdict: Verdict) -> bool:
        """Read the answer of a step; it is refused first, and shown when it was learned from."""
        shown = flow.response
        assert shown is not None
        flow.response = http.Response.make(503)
        unpack = decoder(shown.headers.get("content-encoding", ""))
        body = await asyncio.to_thread(unpack.feed, shown.raw_content or b"")
        headers = {name.lower(): value for name, value in shown.headers.items()}
        reply = await self._back.announced(verdict, _asked(flow), body, headers, shown.status_code)
        flow.response = shown if reply is None else response_of(reply)
        return reply is None

    def heard(self, flow: http.HTTPFlow, verdict: Verdict, end: Callable[..., None]) -> None:
        """Record the end of a request: at once, or when its answer has been read."""
        known = exchange(flow)
        copy, known.copy = known.copy, None

        def then(heard: Heard) -> None:
            end(heard=heard)
            if known.is_decoded:
                self._back.heard(verdict, heard)

        if copy is None or verdict.inspection is None:
            end()
        elif known.found is not None:
            then(known.found)
        else:
            listening, told = self._back.listening, _told(flow)
            listening.heard(verdict.client, verdict.inspection, copy, told, then)


async def _complete(flow: http.HTTPFlow, verdict: Verdict) -> None:
    """Give a whole answer the form that its client waits for."""
    response, known = flow.response, exchange(flow)
    assert response is not None
    if known.is_whole and known.reader is not None:
        reader, raw = known.reader, response.raw_content or b""
        body = await asyncio.to_thread(lambda: reader.feed(raw) + reader.finish())
        _take_off_heads(response)
        _give(response, body)
    if verdict.wrap and known.may_announce:
        _give(response, verdict.wrap(response.raw_content or b""))


def _take_off_heads(response: http.Response) -> None:
    for name in _REWRITTEN:
        response.headers.pop(name, None)


def _give(response: http.Response, body: bytes) -> None:
    response.raw_content = body
    response.headers["content-length"] = str(len(body))


def _asked(flow: http.HTTPFlow) -> Capture:
    asked = exchange(flow).asked
    if asked is None:
        raise PermissionError("an answer to what nobody judged")
    return asked


def _told(flow: http.HTTPFlow) -> Told:
    packed = flow.request.headers.get("content-encoding", "")
    content_type, encoding = exchange(flow).heard_as
    return Told(content_type, encoding, flow.request.raw_content, packed)
