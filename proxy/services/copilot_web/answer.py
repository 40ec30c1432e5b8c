"""Events that Microsoft Copilot answers with: texts that go on, or are replaced."""

import json
from collections.abc import Mapping

from proxy.answer.events import mapping, place
from proxy.answer.jsonbody import Shape
from proxy.answer.refusal import id_for, json_reply, message
from proxy.answer.socket import StreamedMessages
from proxy.answer.stream import Channel, Delta, Plan
from proxy.answer.whole import answer
from proxy.contract import Lookup, Refusal, Restorer, SocketRestorer
from proxy.effect import Frames, Reply

_SHAPE = Shape()
_GOES_ON = {"appendText": "text", "replaceText": "text", "chainOfThought": "thought"}


class _Events:
    """The texts of messages and their parts."""

    shape = _SHAPE
    watches = False

    def plan(self, name: str, event: object) -> Plan:
        body = mapping(event)
        kind = body.get("event")
        message = place(body.get("messageId"))
        part: Channel = (message, place(body.get("partId")))
        if kind == "partCompleted":
            return Plan(closes=(part,))
        if kind in ("done", "error"):
            return Plan(closes=((message,) if message is not None else (),))
        if not isinstance(kind, str) or kind not in _GOES_ON or not isinstance(body.get("text"), str):
            return Plan()
        return Plan((Delta(("text",), (*part, _GOES_ON[kind]), fresh=kind == "replaceText"),))

    def extra(self, event: object, delta: Delta, text: str) -> object:
        body = dict(mapping(event))
        if body.get("event") == "replaceText":
            body["event"] = "appendText"
        return {**body, "text": text}


def refuse(route: str, refusal: Refusal, *, stream: bool) -> Reply:
    """A plain error."""
    return json_reply(403, {"error": {"message": message(refusal)}}, refusal)


def refuse_message(route: str, refusal: Refusal) -> Frames:
    """An answer that says why, and its end; the socket goes on. (Not tried on the page itself.)"""
    named = {"messageId": id_for(refusal, "message"), "partId": id_for(refusal, "part")}
    events: tuple[object, ...] = (
        {"event": "startMessage", "messageId": named["messageId"]},
        {"event": "appendText", **named, "text": message(refusal)},
        {"event": "partCompleted", **named},
        {"event": "done", "messageId": named["messageId"]},
    )
    return Frames(tuple(json.dumps(event, ensure_ascii=False) for event in events))


def socket_restorer(route: str, lookup: Lookup) -> SocketRestorer:
    """Restores events that come as messages."""
    return StreamedMessages(_Events(), lookup)


def restorer(route: str, content_type: str, lookup: Lookup) -> Restorer:
    """Restores whatever else comes in answer."""
    return answer(content_type, lookup, _SHAPE, _Events, lines=True)


def thread(route: str, answer: Mapping[str, object]) -> str:
    """Nothing: the client names the conversation in each event."""
    return ""
