"""Answers of routes that no dialect reads: every string is restored, a text may go on at the same path."""

import html
from collections.abc import Mapping

from proxy.answer.jsonbody import Path, Shape
from proxy.answer.messages import SIGNED
from proxy.answer.refusal import headers, json_reply, message
from proxy.answer.socket import POLICY_VIOLATION, StreamedMessages, refuse_with
from proxy.answer.stream import DEEPEST, Channel, Delta, Plan, carrier, place
from proxy.answer.whole import answer
from proxy.contract import Lookup, Refusal, Restorer, SocketRestorer
from proxy.effect import Frames, Reply

_FRAGMENTS = frozenset({"arguments", "partial_json"})
_SHAPE = Shape(nested=_FRAGMENTS, signed=SIGNED, sealed=frozenset({"logprobs"}), guess=True)
_SETS = frozenset({"add", "replace", "set", "put", "test", "move", "copy", "remove"})
_VALUES = frozenset({"value", "v"})
_PATCH = frozenset({"path", "p", "op", "o"})  # says where and how, and holds no text that goes on
_MOST_STRINGS = 200  # of an event; one with more is no piece of a text


def _pointer(value: Mapping[str, object]) -> str:
    """Where a patch is to be made; empty for an object that is none."""
    if not _VALUES & value.keys():
        return ""
    where = value.get("path", value.get("p"))
    return where if isinstance(where, str) else ""


class _AnyEvents:
    """Events of any JSON. A string may go on with the text at its path, say it again, or do neither."""

    shape = _SHAPE
    watches = False

    def __init__(self) -> None:
        self._pointer = ""

    def plan(self, name: str, event: object) -> Plan:
        """Every string that stands outside signed parts, by its path, or by the place that a patch names.

        A patch that sets a text rather than to add to it is whole, and is restored within its event.
        """
        strings: list[Delta] = []
        self._follow(event)
        lane: Channel = (name,) if name.endswith(":") else ()
        values: list[tuple[Path, Channel, object]] = [((), lane, event)]
        while values:
            path, channel, value = values.pop()
            if len(strings) > _MOST_STRINGS:
                return Plan()
            if len(path) > DEEPEST:
                continue
            if isinstance(value, str):
                fragment = bool(path) and path[-1] in _FRAGMENTS
                strings.append(Delta(path, channel, fragment=fragment, repeats=True))
            elif isinstance(value, list):
                values += (((*path, at), (*channel, at), item) for at, item in enumerate(value))
            elif isinstance(value, dict) and place(value.get("type")) not in SIGNED:
                where = self._pointer if not path and "v" in value else _pointer(value)
                base: Channel = (*lane, "patch", where) if where else channel
                sets = str(value.get("op") or value.get("o") or "").lower() in _SETS
                values += (
                    ((*path, key), (*base, key), item)
                    for key, item in value.items()
                    if key not in _SHAPE.sealed and key not in _PATCH and not (sets and key in _VALUES)
                )
        return Plan(tuple(strings))

    def _follow(self, event: object) -> None:
        """A delta without a place goes on at that of the one before (DeepSeek, ChatGPT)."""
        if isinstance(event, dict) and "v" in event:
            self._pointer = _pointer(event) or self._pointer

    def extra(self, event: object, delta: Delta, text: str) -> object:
        return carrier(event, delta.path, text)


def refuse(route: str, refusal: Refusal, *, stream: bool) -> Reply:
    """JSON that most clients show; a small page where a browser asked for one (the route "page").

    A WebSocket is refused with 426, on which clients with another way (Codex) take that at once.
    """
    if route == "websocket":
        return json_reply(426, {"error": {"message": message(refusal)}}, refusal, ("upgrade", "HTTP/1.1"))
    if route.rpartition(".")[2] != "page":
        return json_reply(403, {"error": {"message": message(refusal)}}, refusal)
    title, text = html.escape(refusal.title), html.escape(message(refusal))
    page = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title></head>'
        f'<body style="font-family:sans-serif;max-width:40em;margin:4em auto;padding:0 1em">'
        f"<h1>{title}</h1><p>{text}</p></body></html>"
    )
    return Reply(403, headers(refusal, "text/html; charset=utf-8"), page.encode("utf-8", "replace"))


def refuse_message(route: str, refusal: Refusal) -> Frames:
    """A JSON error, as most clients show it, and the end of the socket: what waits for an answer must not wait on."""
    return refuse_with({"error": {"message": message(refusal)}}, POLICY_VIOLATION)


def socket_restorer(route: str, lookup: Lookup) -> SocketRestorer:
    """Restores messages of JSON or text; a text may go on in the next message, at the same path."""
    return StreamedMessages(_AnyEvents(), lookup)


def restorer(route: str, content_type: str, lookup: Lookup) -> Restorer:
    """Restores JSON, lines of JSON, events and plain text; other content passes as it is."""
    return answer(content_type, lookup, _SHAPE, _AnyEvents, lines=True)


def thread(route: str, answer: Mapping[str, object]) -> str:
    """Nothing: what an unknown service calls a conversation is not known."""
    return ""
