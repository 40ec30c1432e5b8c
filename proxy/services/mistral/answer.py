"""Answers of Mistral's own routes: whole objects, and the events of a conversation.

Shapes: the event types of the vendor's Python SDK (mistralai 3).
"""

from collections.abc import Mapping

from proxy.answer.events import carrier, mapping, place
from proxy.answer.jsonbody import Shape
from proxy.answer.refusal import json_reply, message
from proxy.answer.stream import Channel, Delta, Plan
from proxy.answer.whole import answer
from proxy.contract import Lookup, Refusal, Restorer
from proxy.effect import Reply

_SHAPE = Shape(nested=frozenset({"arguments"}))


class _Events:
    """Events of a conversation; keeps nothing."""

    shape = _SHAPE
    watches = False

    def plan(self, name: str, event: object) -> Plan:
        body = mapping(event)
        kind = str(body.get("type") or name)
        if kind.startswith("conversation.response.") and not kind.endswith("started"):
            return Plan(closes=((),))
        if kind == "message.output.delta":
            lane: Channel = (place(body.get("id")), place(body.get("content_index")))
            texts = (("content",), ("content", "text"))
            return Plan(tuple(Delta(path, lane) for path in texts))
        if kind in ("function.call.delta", "tool.execution.delta"):
            call: Channel = (place(body.get("tool_call_id") or body.get("id")),)
            return Plan((Delta(("arguments",), call, fragment=True),))
        return Plan()

    def extra(self, event: object, delta: Delta, text: str) -> object:
        """The SDK's types want the name of the function in each of its events."""
        extra = carrier(event, delta.path, text)
        kept = {key: value for key, value in mapping(event).items() if key in ("name", "role")}
        return {**mapping(extra), **kept}


def refuse(route: str, refusal: Refusal, *, stream: bool) -> Reply:
    """The error object that the SDK raises with its words; it tries only 429 and 5xx again."""
    error = {
        "object": "error",
        "message": message(refusal),
        "type": "invalid_request_error",
        "param": None,
        "code": "approval_pending" if refusal.held else "policy_violation",
    }
    return json_reply(403 if refusal.held else 400, error, refusal)


def restorer(route: str, content_type: str, lookup: Lookup) -> Restorer:
    """Restores an object or a stream of events."""
    return answer(content_type, lookup, _SHAPE, _Events, lines=False)


def thread(route: str, answer: Mapping[str, object]) -> str:
    """The conversation, as the next turn's path will name it."""
    value = answer.get("conversation_id")
    return f"conversation:{value}" if isinstance(value, str) else ""
