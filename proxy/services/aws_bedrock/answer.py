"""Answers of Bedrock: JSON, and event streams of Converse, of the vendors' models and of agents.

Source: the service models of botocore 1.44.5; the vendors' events as their own APIs send them. Reasoning is signed and
comes back in the next request, so it is never changed.
"""

from collections.abc import Mapping

from proxy.answer.events import carrier, mapping, place
from proxy.answer.eventstream import MEDIA_TYPE, Wrapping, event_stream
from proxy.answer.jsonbody import Path, Shape
from proxy.answer.messages import SIGNED, MessageEvents
from proxy.answer.refusal import json_reply, message
from proxy.answer.stream import Delta, Plan, StreamRestorer
from proxy.answer.whole import answer
from proxy.contract import Lookup, Refusal, Restorer
from proxy.effect import Reply

_SHAPE = Shape(
    nested=frozenset({"partial_json", "arguments"}),
    signed=SIGNED,
    sealed=frozenset({"reasoningContent", "logprobs"}),
    guess=True,
)
_WRAPPED = {"invoke_stream": Wrapping.JSON, "agent": Wrapping.TEXT}
# Where the vendors' events hold a piece of text: Titan, Llama, Cohere, Mistral, Nova, and those that follow OpenAI.
_PIECES: tuple[Path, ...] = (
    ("outputText",),
    ("generation",),
    ("text",),
    ("completion",),
    ("output", "text"),
    ("outputs", 0, "text"),
    ("generations", 0, "text"),
    ("contentBlockDelta", "delta", "text"),
    ("choices", 0, "delta", "content"),
    ("choices", 0, "text"),
    ("delta", "message", "content", "text"),
)
_ARGUMENTS: tuple[Path, ...] = (("contentBlockDelta", "delta", "toolUse", "input"),)


class BedrockEvents:
    """Events of all the runtime's streams; keeps nothing."""

    shape = _SHAPE
    watches = True  # what an event says may stand in base64, where no placeholder is seen before it is read

    def __init__(self) -> None:
        self._messages = MessageEvents()

    def plan(self, name: str, event: object) -> Plan:
        """Text and tool arguments belong to their block; other models have one text."""
        body = mapping(event)
        if name == "exception":
            return Plan(closes=((),))
        if name == "contentBlockDelta":
            return _block((), body)
        if name == "contentBlockStop":
            return Plan(closes=(("block", place(body.get("contentBlockIndex"))),))
        if "type" in body:
            return self._messages.plan(str(body["type"]), body)
        if isinstance(body.get("contentBlockDelta"), dict):
            return _block(("contentBlockDelta",), mapping(body["contentBlockDelta"]))
        deltas = tuple(Delta(path, ("text",)) for path in _PIECES if _stands(body, path))
        return Plan(deltas[:1], closes=() if deltas else ((),))

    def extra(self, event: object, delta: Delta, text: str) -> object:
        """An event of the same block or text."""
        if "type" in mapping(event):
            return self._messages.extra(event, delta, text)
        return _with_index(event, carrier(event, delta.path, text), delta.path)


def _block(above: Path, body: Mapping[str, object]) -> Plan:
    channel = ("block", place(body.get("contentBlockIndex")))
    delta = mapping(body.get("delta"))
    if "text" in delta:
        return Plan((Delta((*above, "delta", "text"), channel),))
    if "reasoningContent" in delta:
        return Plan((Delta((*above, "delta", "reasoningContent", "text"), channel, signed=True),))
    if "toolUse" in delta:
        return Plan((Delta((*above, "delta", "toolUse", "input"), channel, fragment=True),))
    return Plan()


def _stands(body: Mapping[str, object], path: Path) -> bool:
    value: object = body
    for step in path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and len(value) > step else None
        else:
            value = mapping(value).get(step)
    return isinstance(value, str)


def _with_index(event: object, made: object, path: Path) -> object:
    """A made-up event says to which block it belongs."""
    source, target = mapping(event), made
    if path[0] == "contentBlockDelta":
        source = mapping(source["contentBlockDelta"])
        target = mapping(made)["contentBlockDelta"]
    if isinstance(target, dict) and "contentBlockIndex" in source:
        target["contentBlockIndex"] = source["contentBlockIndex"]
    return made


def refuse(route: str, refusal: Refusal, *, stream: bool) -> Reply:
    """An error that the SDKs raise with its message and do not retry; a stream that has not begun ends the same way."""
    status, kind = (403, "AccessDeniedException") if refusal.held else (400, "ValidationException")
    body = {"message": message(refusal), "__type": kind}
    return json_reply(status, body, refusal, ("x-amzn-errortype", kind), ("x-amzn-requestid", refusal.ticket))


def restorer(route: str, content_type: str, lookup: Lookup) -> Restorer:
    """Restores a JSON answer or an event stream."""
    if content_type.partition(";")[0].strip().lower() == MEDIA_TYPE:
        wrapping = _WRAPPED.get(route, Wrapping.NONE)
        return StreamRestorer(event_stream(wrapping), BedrockEvents(), lookup)
    return answer(content_type, lookup, _SHAPE, BedrockEvents, lines=False)


def thread(route: str, answer: Mapping[str, object]) -> str:
    """The session that the service made, which the next turn will name."""
    for name in ("sessionId", "conversationId"):
        if isinstance(found := answer.get(name), str) and found:
            return f"session:{found}"
    return ""
