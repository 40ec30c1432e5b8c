"""Answers of Microsoft 365 Copilot: updates with more text at the cursor, with the text so far, and a final item.

How sure: PyRIT 1.1.0 and open reimplementations agree on the fields; the layout of a refusal was not tried on the page.
"""

import json
from collections.abc import Iterator, Mapping

from proxy.answer.events import listed, mapping
from proxy.answer.jsonbody import Path, Shape
from proxy.answer.records import END, Records
from proxy.answer.refusal import id_for, json_reply, message
from proxy.answer.socket import POLICY_VIOLATION, StreamedMessages
from proxy.answer.stream import Delta, Plan
from proxy.answer.whole import answer
from proxy.contract import Lookup, Refusal, Restorer, SocketRestorer
from proxy.effect import Frames, Reply

_SHAPE = Shape()
_UPDATE, _ITEM, _COMPLETION, _CLOSE = 1, 2, 3, 7  # types of records (SignalR's hub protocol)
_CURSOR = ("cursor",)


class _Updates:
    """The text at the cursor goes on from update to update; all else is whole."""

    shape = _SHAPE
    watches = False

    def plan(self, name: str, event: object) -> Plan:
        body = mapping(event)
        if body.get("type") in (_ITEM, _COMPLETION, _CLOSE):
            return Plan(closes=((),))
        if body.get("type") != _UPDATE or body.get("target") != "update":
            return Plan()
        return Plan(
            tuple(
                delta
                for at, part in enumerate(listed(body.get("arguments")))
                for delta in _deltas(at, mapping(part))
            )
        )

    def extra(self, event: object, delta: Delta, text: str) -> object:
        return {"type": _UPDATE, "target": "update", "arguments": [{"writeAtCursor": text}]}


def _deltas(at: int, part: Mapping[str, object]) -> Iterator[Delta]:
    """Where the text of an answer stands in one argument of an update."""
    if isinstance(part.get("writeAtCursor"), str):
        yield Delta(("arguments", at, "writeAtCursor"), _CURSOR)
    for number, said in enumerate(map(mapping, listed(part.get("messages")))):
        if said.get("author") == "user" or said.get("messageType", "Chat") != "Chat":
            continue  # an echo, or what the service is just doing: whole, and not what the cursor is in
        for path in _texts(said):
            # The text so far: what is held back of it comes with the next text at the cursor, or the next so far.
            yield Delta(("arguments", at, "messages", number, *path), _CURSOR, fresh=True)


def _texts(said: Mapping[str, object]) -> Iterator[Path]:
    if isinstance(said.get("text"), str):
        yield ("text",)
    for number, card in enumerate(map(mapping, listed(said.get("adaptiveCards")))):
        for row, block in enumerate(map(mapping, listed(card.get("body")))):
            if isinstance(block.get("text"), str):
                yield ("adaptiveCards", number, "body", row, "text")


def refuse(route: str, refusal: Refusal, *, stream: bool) -> Reply:
    """A plain error; the chat itself is spoken on sockets."""
    return json_reply(403, {"error": {"code": "policyViolation", "message": message(refusal)}}, refusal)


def refuse_message(route: str, refusal: Refusal) -> Frames:
    """An answer that says why, its end, and the end of the socket: other calls on it wait for nothing."""
    said = {
        "author": "bot",
        "text": message(refusal),
        "messageType": "Chat",
        "messageId": id_for(refusal, "message"),
    }
    records: tuple[object, ...] = (
        {"type": _UPDATE, "target": "update", "arguments": [{"messages": [said]}]},
        {
            "type": _ITEM,
            "invocationId": "0",
            "item": {"messages": [said], "result": {"value": "Success", "message": message(refusal)}},
        },
        {"type": _COMPLETION, "invocationId": "0"},
        {"type": _CLOSE, "error": message(refusal), "allowReconnect": False},
    )
    text = "".join(json.dumps(record, ensure_ascii=False) + END for record in records)
    return Frames((text,), POLICY_VIOLATION)


def socket_restorer(route: str, lookup: Lookup) -> SocketRestorer:
    """Restores records."""
    return Records(StreamedMessages(_Updates(), lookup))


def restorer(route: str, content_type: str, lookup: Lookup) -> Restorer:
    """Restores whatever else comes in answer."""
    return answer(content_type, lookup, _SHAPE, _Updates, lines=True)


def thread(route: str, answer: Mapping[str, object]) -> str:
    """Nothing: the conversation stands in the address of the socket."""
    return ""
