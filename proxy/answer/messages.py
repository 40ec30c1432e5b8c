"""The event stream of Anthropic's messages, which its API and its web application share.

Shapes: anthropic 2.11.0 types, and the older ``completion`` events. Thinking, its signature and
compaction blocks are never changed: they come back in the next request and the service checks them.
"""

from proxy.answer.events import carrier, mapping, place
from proxy.answer.jsonbody import Shape
from proxy.answer.refusal import message
from proxy.answer.stream import Delta, Plan
from proxy.contract import Refusal

SIGNED = frozenset(
    {
        "thinking",
        "redacted_thinking",
        "compaction",
        "thinking_delta",
        "signature_delta",
        "compaction_delta",
    }
)
MESSAGE_SHAPE = Shape(nested=frozenset({"partial_json"}), signed=SIGNED)
_ENDS = frozenset({"message_delta", "message_stop", "error"})
# Deltas that are said piece by piece, and where; what is signed is only heard.
_PIECES = {"text_delta": "text", "thinking_delta": "thinking", "compaction_delta": "content"}


class MessageEvents:
    """Message events and ``completion`` events; keeps nothing."""

    shape = MESSAGE_SHAPE
    watches = False

    def plan(self, name: str, event: object) -> Plan:
        """Text and tool arguments belong to their block."""
        body = mapping(event)
        kind = str(body.get("type") or name)
        block = ("block", place(body.get("index")))
        if kind == "content_block_delta":
            delta = mapping(body.get("delta"))
            sort = str(delta.get("type"))
            if sort in _PIECES:
                return Plan((Delta(("delta", _PIECES[sort]), block, signed=sort in SIGNED),))
            if sort == "input_json_delta":
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
        """A delta of the same block."""
        if delta.path[0] == "content_block":
            piece = {"type": "text_delta", "text": text}
            return {"type": "content_block_delta", "index": mapping(event).get("index"), "delta": piece}
        return carrier(event, delta.path, text)


def error_object(refusal: Refusal, kind: str) -> object:
    """The error object that Anthropic's clients show."""
    return {
        "type": "error",
        "error": {"type": kind, "message": message(refusal)},
        "request_id": f"req_{refusal.ticket}",
    }
