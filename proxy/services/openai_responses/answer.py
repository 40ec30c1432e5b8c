"""Answers of the OpenAI Responses API, also as Codex and Azure OpenAI use it.

Shapes: openai 3.52.0 types. The same text comes up to five times: in deltas, in the ``done`` events of
the text, the part and the item, and in the whole response at the end; all of them are restored alike.
"""

from collections.abc import Mapping

from proxy.answer.events import carrier, mapping, place
from proxy.answer.jsonbody import Shape
from proxy.answer.refusal import openai_error, openai_reply
from proxy.answer.socket import StreamedMessages, refuse_with
from proxy.answer.stream import Channel, Delta, Plan
from proxy.answer.whole import answer
from proxy.contract import Lookup, Refusal, Restorer, SocketRestorer
from proxy.effect import Frames, Reply

_SHAPE = Shape(nested=frozenset({"arguments"}), sealed=frozenset({"logprobs"}))
_PARTS = ("content_index", "summary_index", "command_index", "output_content_index")
_OBJECT_TEXTS = ("stdout", "stderr")
_WHOLE = frozenset(f"response.{end}" for end in ("completed", "incomplete", "failed", "cancelled")) | {
    "error"
}
_ITEM = frozenset(
    {"response.output_item.done", "response.content_part.done", "response.reasoning_summary_part.done"}
)


class _Events:
    """Events of one or more responses, told apart by ``stream_id``; keeps nothing."""

    shape = _SHAPE
    watches = False

    def plan(self, name: str, event: object) -> Plan:
        body = mapping(event)
        kind = str(body.get("type") or name)
        lane: Channel = (place(body.get("stream_id")),)
        if kind in _WHOLE:
            return Plan(closes=(lane,))
        # Some services give every event another item_id, so the place in the output goes first.
        item = (*lane, place(body.get("output_index", body.get("item_id"))))
        if kind in _ITEM:
            return Plan(closes=(item,))
        about, _, end = kind.rpartition(".")
        channel: Channel = (*item, about, *(place(body.get(part)) for part in _PARTS))
        if end == "done":
            return Plan(closes=(channel,))
        if end != "delta":
            return Plan()
        if isinstance(body.get("delta"), str):
            return Plan((Delta(("delta",), channel, fragment="arguments" in about),))
        return Plan(
            tuple(
                Delta(("delta", key), (*channel, key))
                for key in _OBJECT_TEXTS
                if isinstance(mapping(body.get("delta")).get(key), str)
            )
        )

    def extra(self, event: object, delta: Delta, text: str) -> object:
        extra = carrier(event, delta.path, text)
        if "logprobs" in mapping(event) and isinstance(extra, dict):
            extra["logprobs"] = []  # the SDK's types want it where the service sends it
        return extra


def refuse(route: str, refusal: Refusal, *, stream: bool) -> Reply:
    """An error object that the SDKs raise and do not retry; never a stream.

    Codex shows the text of a 400 as it is; other statuses it words itself.
    """
    return openai_reply(route, refusal)


def refuse_message(route: str, refusal: Refusal) -> Frames:
    """An error event, after which the socket goes on; Codex shows its text as it is."""
    return refuse_with({"type": "error", "status": 400, **mapping(openai_error(refusal))})


def socket_restorer(route: str, lookup: Lookup) -> SocketRestorer:
    """Restores events that come as messages."""
    return StreamedMessages(_Events(), lookup)


def restorer(route: str, content_type: str, lookup: Lookup) -> Restorer:
    """Restores a response or a stream of its events."""
    return answer(content_type, lookup, _SHAPE, _Events, lines=False)


def thread(route: str, answer: Mapping[str, object]) -> str:
    """The response, as ``request.py`` will name it when the next turn sends its id as ``previous_response_id``."""
    response = mapping(answer.get("response"))
    if not response and answer.get("object") == "response":
        response = answer
    value = response.get("id")
    return f"response:{value}" if isinstance(value, str) else ""
