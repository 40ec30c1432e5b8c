"""Answers of Amazon Q Developer and Kiro: an AWS event stream, or JSON for completions.

Source: the model of AWS's streaming client (aws-toolkit-vscode, codewhisperer-streaming).
"""

from collections.abc import Mapping

from proxy.answer.events import carrier, mapping, place
from proxy.answer.eventstream import MEDIA_TYPE, event_stream
from proxy.answer.jsonbody import Shape
from proxy.answer.refusal import json_reply, message
from proxy.answer.stream import Delta, Plan, StreamRestorer
from proxy.answer.whole import answer
from proxy.contract import Lookup, Refusal, Restorer
from proxy.effect import Reply

_SHAPE = Shape(sealed=frozenset({"reasoningContent"}))
_TEXTS = frozenset({"assistantResponseEvent", "codeEvent"})
_ASIDE = frozenset(
    {"messageMetadataEvent", "metadataEvent", "contextUsageEvent", "meteringEvent", "initial-response"}
)


class QEvents:
    """The text is one channel, each use of a tool another; keeps nothing."""

    shape = _SHAPE
    watches = False

    def plan(self, name: str, event: object) -> Plan:
        """A tool's arguments come in fragments, the last event of a use says ``stop``."""
        body = mapping(event)
        if name in _TEXTS:
            return Plan((Delta(("content",), ("text", name)),))
        if name == "reasoningContentEvent":
            return Plan((Delta(("text",), ("text", name), signed=True),))
        if name == "toolUseEvent":
            channel = ("tool", place(body.get("toolUseId")))
            delta = (Delta(("input",), channel, fragment=True),) if "input" in body else ()
            return Plan(delta, closes=(channel,) if body.get("stop") else (("text",),))
        return Plan() if name in _ASIDE else Plan(closes=((),))

    def extra(self, event: object, delta: Delta, text: str) -> object:
        """An event of the same text or use of a tool."""
        made = carrier(event, delta.path, text)
        body = mapping(event)
        kept = {key: body[key] for key in ("toolUseId", "name") if key in body}
        return {**kept, **mapping(made)}


def refuse(route: str, refusal: Refusal, *, stream: bool) -> Reply:
    """An error that AWS's clients raise with its message and do not retry."""
    status, kind = (403, "AccessDeniedException") if refusal.held else (400, "ValidationException")
    body = {"message": message(refusal), "__type": kind}
    return json_reply(status, body, refusal, ("x-amzn-errortype", kind), ("x-amzn-requestid", refusal.ticket))


def restorer(route: str, content_type: str, lookup: Lookup) -> Restorer:
    """Restores an event stream or a JSON answer."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind == MEDIA_TYPE:
        return StreamRestorer(event_stream(), QEvents(), lookup)
    if kind.startswith("application/x-amz-json"):
        content_type = "application/json"
    return answer(content_type, lookup, _SHAPE, QEvents, lines=False)


def thread(route: str, answer: Mapping[str, object]) -> str:
    """Nothing: every request brings its whole history."""
    return ""
