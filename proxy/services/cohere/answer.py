"""Answers of Cohere's API. Version 2 streams server-sent events, version 1 lines of JSON or events.

Shapes: the stream types of the vendor's Python SDK (cohere 5 to 7).
"""

from collections.abc import Mapping

from proxy.answer.events import carrier, mapping, place
from proxy.answer.jsonbody import Path, Shape
from proxy.answer.refusal import json_reply, message
from proxy.answer.stream import Channel, Delta, Plan
from proxy.answer.whole import answer
from proxy.contract import Lookup, Refusal, Restorer
from proxy.effect import Reply

_SHAPE = Shape(nested=frozenset({"arguments"}), sealed=frozenset({"logprobs"}))
_MESSAGE: Path = ("delta", "message")
_DELTAS: Mapping[str, tuple[tuple[Path, bool], ...]] = {
    "content-delta": (
        ((*_MESSAGE, "content", "text"), False),
        ((*_MESSAGE, "content", "thinking"), False),
    ),
    "tool-plan-delta": (((*_MESSAGE, "tool_plan"), False),),
    "tool-call-delta": (((*_MESSAGE, "tool_calls", "function", "arguments"), True),),
    "text-generation": ((("text",), False),),
    "tool-calls-chunk": (
        (("text",), False),
        (("tool_call_delta", "parameters"), True),
        (("tool_call_delta", "text"), False),
    ),
}
_ENDS = frozenset({"content-end", "tool-call-end"})
_OVER = frozenset({"message-end", "stream-end"})


class _Events:
    """Events of both versions; keeps nothing."""

    shape = _SHAPE
    watches = False

    def plan(self, name: str, event: object) -> Plan:
        body = mapping(event)
        kind = str(body.get("type") or body.get("event_type") or name)
        lane: Channel = (place(body.get("index")),)
        if kind in _OVER:
            return Plan(closes=((),))
        if kind in _ENDS:
            return Plan(closes=(lane,))
        return Plan(tuple(Delta(path, (*lane, *path), fragment=json) for path, json in _DELTAS.get(kind, ())))

    def extra(self, event: object, delta: Delta, text: str) -> object:
        """The event's kind must stay, under the name that version 1 has for it, too."""
        extra = carrier(event, delta.path, text)
        kind = mapping(event).get("event_type")
        return {"event_type": kind, "is_finished": False, **mapping(extra)} if kind else extra


def refuse(route: str, refusal: Refusal, *, stream: bool) -> Reply:
    """The error object that the SDK raises as a BadRequestError, or a ForbiddenError where it is held."""
    return json_reply(403 if refusal.held else 400, {"message": message(refusal)}, refusal)


def restorer(route: str, content_type: str, lookup: Lookup) -> Restorer:
    """Restores a whole answer, events, or lines."""
    return answer(content_type, lookup, _SHAPE, _Events, lines=True)


def thread(route: str, answer: Mapping[str, object]) -> str:
    """Nothing: a conversation has an id only where the client makes one."""
    return ""
