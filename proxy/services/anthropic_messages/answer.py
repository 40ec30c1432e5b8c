"""Answers of the Anthropic messages API, and of its older completion API.

Shapes: anthropic 2.11.0 types. Thinking, its signature and compaction blocks are never changed: they come back in the
next request and the service checks them.
"""

from collections.abc import Mapping

from proxy.answer.jsonbody import Shape
from proxy.answer.refusal import json_reply, message
from proxy.answer.stream import Delta, Plan, carrier, mapping
from proxy.answer.whole import answer
from proxy.effect import Reply
from proxy.services.contract import Lookup, Refusal, Restorer

_SHAPE = Shape(
    nested=frozenset({"partial_json"}),
    signed=frozenset(
        {
            "thinking",
            "redacted_thinking",
            "compaction",
            "thinking_delta",
            "signature_delta",
            "compaction_delta",
        }
    ),
)
_ENDS = frozenset({"message_delta", "message_stop", "error"})


class _Events:
    """Message events and the older ``completion`` events; keeps nothing."""

    shape = _SHAPE
    watches = False

    def plan(self, name: str, event: object) -> Plan:
        body = mapping(event)
        kind = body.get("type") or name
        block = ("block", body.get("index"))
        if kind == "content_block_delta":
            delta = mapping(body.get("delta"))
            if delta.get("type") == "text_delta":
                return Plan((Delta(("delta", "text"), block),))
            if delta.get("type") == "input_json_delta":
                return Plan((Delta(("delta", "partial_json"), block, fragment=True),))
            return Plan()
        if kind == "content_block_start":
            # A block may start with some of its text; an empty one is the rule.
            if mapping(body.get("content_block")).get("type") == "text":
                return Plan((Delta(("content_block", "text"), block),), before=(block,))
            return Plan(before=(block,))
        if kind == "content_block_stop":
            return Plan(closes=(block,))
        if kind == "completion":
            ended = body.get("stop_reason") is not None
            return Plan((Delta(("completion",), ("completion",)),), closes=((),) if ended else ())
        return Plan(closes=((),) if kind in _ENDS else ())

    def extra(self, event: object, delta: Delta, text: str) -> object:
        if delta.path[0] == "content_block":
            piece = {"type": "text_delta", "text": text}
            return {"type": "content_block_delta", "index": mapping(event).get("index"), "delta": piece}
        return carrier(event, delta.path, text)


def refuse(route: str, refusal: Refusal, *, stream: bool) -> Reply:
    """An error object that the SDKs raise and do not retry; 401 would make people sign in again, 429 and 5xx repeat."""
    error = {
        "type": "permission_error" if refusal.held else "invalid_request_error",
        "message": message(refusal),
    }
    body = {"type": "error", "error": error, "request_id": f"req_{refusal.ticket}"}
    return json_reply(403 if refusal.held else 400, body, refusal, ("x-should-retry", "false"))


def restorer(route: str, content_type: str, lookup: Lookup) -> Restorer:
    """Restores a message or a stream of its events."""
    return answer(content_type, lookup, _SHAPE, _Events, lines=False)


def thread(route: str, answer: Mapping[str, object]) -> str:
    """Nothing: every request brings its whole history."""
    return ""
