"""Answers of Character.AI: each message says the whole text so far."""

from collections.abc import Mapping

from proxy.answer.events import carrier, listed, mapping, place
from proxy.answer.jsonbody import Shape
from proxy.answer.refusal import json_reply, message
from proxy.answer.socket import StreamedMessages, refuse_with
from proxy.answer.stream import Delta, Plan
from proxy.answer.whole import answer
from proxy.contract import Lookup, Refusal, Restorer, SocketRestorer
from proxy.effect import Frames, Reply

_SHAPE = Shape()


class _Turns:
    """The candidates of a turn, each with its text so far, until one says that it is final; keeps nothing."""

    shape = _SHAPE
    watches = False

    def plan(self, name: str, event: object) -> Plan:
        """A text for each candidate."""
        turn = mapping(mapping(event).get("turn"))
        about = place(mapping(turn.get("turn_key")).get("turn_id"))
        deltas, closes = [], []
        for number, one in enumerate(map(mapping, listed(turn.get("candidates")))):
            channel = (about, place(one.get("candidate_id")))
            if isinstance(one.get("raw_content"), str):
                deltas.append(Delta(("turn", "candidates", number, "raw_content"), channel, fresh=True))
            if one.get("is_final") is True:
                closes.append(channel)
        return Plan(tuple(deltas), closes=tuple(closes))

    def extra(self, event: object, delta: Delta, text: str) -> object:
        """The candidate alone."""
        return carrier(event, delta.path, text)


def refuse(route: str, refusal: Refusal, *, stream: bool) -> Reply:
    """A plain error."""
    return json_reply(403, {"error": message(refusal)}, refusal)


def refuse_message(route: str, refusal: Refusal) -> Frames:
    """The error that the page shows as it is; the socket goes on."""
    return refuse_with({"command": "neo_error", "comment": message(refusal)})


def socket_restorer(route: str, lookup: Lookup) -> SocketRestorer:
    """Restores the text so far; what may begin a placeholder at its end comes with the next message."""
    return StreamedMessages(_Turns(), lookup)


def restorer(route: str, content_type: str, lookup: Lookup) -> Restorer:
    """Restores whatever else comes in answer."""
    return answer(content_type, lookup, _SHAPE, _Turns, lines=True)


def thread(route: str, answer: Mapping[str, object]) -> str:
    """Nothing: the client names the chat in each command."""
    return ""
