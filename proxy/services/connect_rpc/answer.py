"""Answers of Connect, gRPC and gRPC-web, and refusals that their clients show.

Sources: the protocol page of connectrpc.com (errors end a stream with HTTP 200; a call without a stream has HTTP 403
and the error as JSON), PROTOCOL-HTTP2.md and PROTOCOL-WEB.md of gRPC. Cursor shows title and detail of ``debug``.
"""

import json
from collections.abc import Mapping
from urllib.parse import quote

from proxy.answer.envelopes import MessageRestorer, envelope_reader
from proxy.answer.events import carrier, mapping, place
from proxy.answer.jsonbody import Path, Shape
from proxy.answer.refusal import headers, json_reply, message
from proxy.answer.stream import DEEPEST, Delta, Plan, StreamRestorer
from proxy.answer.whole import answer
from proxy.body.envelopes import HEAD, LAST, TRAILERS
from proxy.contract import Lookup, Refusal, Restorer
from proxy.effect import Reply

_SHAPE = Shape()
_MOST_STRINGS = 200  # of a message; one with more is no piece of a text
_DENIED = 7  # gRPC's number for permission_denied
_KIMI: Path = ("block", "text", "content")


class Messages:
    """A string may go on with the text at its path, or say it again; Kimi says which in ``op``."""

    shape = _SHAPE
    watches = True  # a message may be packed

    def plan(self, name: str, event: object) -> Plan:
        """Every string, by its path; the end of the stream ends them all."""
        if name == "end":
            return Plan(closes=((),))
        body = mapping(event)
        if body.get("op") in ("set", "append") and "text" in mapping(body.get("block")):
            channel = ("block", place(mapping(body["block"]).get("id")))
            return Plan((Delta(_KIMI, channel, fresh=body["op"] == "set"),))
        strings: list[Delta] = []
        values: list[tuple[Path, object]] = [((), event)]
        while values:
            path, value = values.pop()
            if len(strings) > _MOST_STRINGS:
                return Plan()
            if len(path) > DEEPEST:
                continue
            if isinstance(value, str):
                strings.append(Delta(path, path, repeats=True))
            elif isinstance(value, list):
                values += (((*path, at), item) for at, item in enumerate(value))
            elif isinstance(value, dict):
                values += (((*path, key), item) for key, item in value.items())
        return Plan(tuple(strings))

    def extra(self, event: object, delta: Delta, text: str) -> object:
        """A message that goes on with the text."""
        made = carrier(event, delta.path, text)
        body = mapping(event)
        if "op" in body:
            return {"op": "append", **{key: body[key] for key in ("mask",) if key in body}, **mapping(made)}
        return made


def refuse(route: str, refusal: Refusal, *, stream: bool) -> Reply:
    """An error in the call's own manner: permission denied, which no client tries again."""
    said = message(refusal)
    error = {"code": "permission_denied", "message": said}
    if route == "grpc":
        status = (("grpc-status", str(_DENIED)), ("grpc-message", quote(said)))
        return Reply(200, headers(refusal, "application/grpc") + status, b"")
    if route == "grpc_web":
        trailers = f"grpc-status: {_DENIED}\r\ngrpc-message: {quote(said)}\r\n".encode()
        frame = HEAD.pack(TRAILERS, len(trailers)) + trailers
        return Reply(200, headers(refusal, "application/grpc-web+proto"), frame)
    if route.startswith("unary"):
        return json_reply(403, error, refusal)
    shown = {"title": refusal.title, "detail": said}
    debug = {"error": "ERROR_CUSTOM_MESSAGE", "details": shown}
    details = [{"type": "aiserver.v1.ErrorDetails", "value": "", "debug": debug}]
    end = json.dumps({"error": {**error, "details": details}}).encode()
    kind = "application/connect+json" if route == "connect_json" else "application/connect+proto"
    return Reply(200, headers(refusal, kind), HEAD.pack(LAST, len(end)) + end)


def restorer(route: str, content_type: str, lookup: Lookup) -> Restorer:
    """Restores envelopes, whatever their label says (Cursor calls them text/event-stream), and plain JSON."""
    kind = content_type.partition(";")[0].strip().lower()
    if route == "unary_proto" and kind in ("application/proto", "application/x-protobuf"):
        return MessageRestorer(lookup)
    if route.startswith("unary") or kind == "application/json":
        return answer(content_type, lookup, _SHAPE, Messages, lines=False)
    return StreamRestorer(envelope_reader(is_json=route == "connect_json"), Messages(), lookup)


def thread(route: str, answer: Mapping[str, object]) -> str:
    """Nothing: the id of a new chat comes in an envelope, where it is not looked for."""
    return ""
