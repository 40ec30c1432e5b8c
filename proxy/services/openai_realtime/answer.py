"""Events of OpenAI's Realtime API: texts, transcripts of what is said and heard, arguments of functions.

Source: openai 3.52.0, ``types/realtime``. What is spoken is sound and keeps its placeholders' words.
"""

from collections.abc import Mapping

from proxy.answer.events import carrier, mapping, place
from proxy.answer.jsonbody import Shape
from proxy.answer.refusal import id_for, json_reply, openai_error
from proxy.answer.socket import StreamedMessages, refuse_with
from proxy.answer.stream import Channel, Delta, Plan
from proxy.answer.whole import answer
from proxy.contract import Lookup, Refusal, Restorer, SocketRestorer
from proxy.effect import Frames, Reply

_SHAPE = Shape(nested=frozenset({"arguments"}), sealed=frozenset({"logprobs"}))
_SOUND = ("response.output_audio", "response.audio")
_ENDS = ("done", "completed", "failed")


class _Events:
    """Events of responses and of the conversation, told apart by their items."""

    shape = _SHAPE
    watches = False

    def plan(self, name: str, event: object) -> Plan:
        body = mapping(event)
        about, _, end = str(body.get("type") or "").rpartition(".")
        if about == "response" and end in _ENDS:
            return Plan(closes=((place(mapping(body.get("response")).get("id")),),))
        item: Channel = (place(body.get("response_id")), place(body.get("item_id")))
        if about in ("response.output_item", "response.content_part") and end in _ENDS:
            whole = mapping(body.get("item")).get("id")
            return Plan(closes=((item[0], place(whole)) if whole is not None else item,))
        channel: Channel = (*item, about, place(body.get("content_index")))
        if end in _ENDS:
            return Plan(closes=(channel,))
        if end != "delta" or about in _SOUND or not isinstance(body.get("delta"), str):
            return Plan()
        return Plan((Delta(("delta",), channel, fragment="arguments" in about),))

    def extra(self, event: object, delta: Delta, text: str) -> object:
        return carrier(event, delta.path, text)


def refuse(route: str, refusal: Refusal, *, stream: bool) -> Reply:
    """An error object that the SDKs raise and do not retry."""
    return json_reply(400, openai_error(refusal), refusal, ("x-should-retry", "false"))


def refuse_message(route: str, refusal: Refusal) -> Frames:
    """An error event, as the service has for an event it does not take; the session goes on."""
    error = mapping(mapping(openai_error(refusal)).get("error"))
    return refuse_with(
        {"type": "error", "event_id": id_for(refusal, "event"), "error": {**error, "event_id": None}}
    )


def socket_restorer(route: str, lookup: Lookup) -> SocketRestorer:
    """Restores events that come as messages."""
    return StreamedMessages(_Events(), lookup)


def restorer(route: str, content_type: str, lookup: Lookup) -> Restorer:
    """Restores a session that is said again."""
    return answer(content_type, lookup, _SHAPE, _Events, lines=False)


def thread(route: str, answer: Mapping[str, object]) -> str:
    """Nothing: the socket is the conversation."""
    return ""
