"""Answers of the ChatGPT web application: the "delta v1" stream, whole snapshots, and histories.

A delta is ``{p, o, v, c}``: a JSON pointer, an operation, a value. A missing pointer or operation is
that of the delta before. How sure: reverse-engineered clients and captures (2025 to 2026), no document
of the vendor.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from proxy.answer.events import listed, mapping, place
from proxy.answer.jsonbody import Path, Shape
from proxy.answer.refusal import id_for, json_reply, message, stream_reply
from proxy.answer.sse import SseReader
from proxy.answer.stream import DEEPEST, Channel, Delta, Plan, StreamRestorer
from proxy.answer.text import TextRestorer
from proxy.answer.whole import answer
from proxy.contract import Lookup, Refusal, Restorer, SocketRestorer
from proxy.effect import Reply
from proxy.services.chatgpt_web.handoff import Topics

_SHAPE = Shape()
_MOST_TEXT = 4_000_000  # characters kept to follow "truncate"; a longer answer is not followed
_STATUS = "/message/status"
# What the page asks on its own while a person types: an answer with nothing in it, so that no error is shown for what
# nobody sent. The turn itself is judged when it is sent.
_WHILE_TYPING: Mapping[str, object] = {
    "prepare": {"status": "ok"},
    "autocompletions": {"completions": [], "suggestions": []},
}


def _channel(pointer: str) -> Channel:
    return tuple(pointer.split("/"))


@dataclass(slots=True)
class _Deltas:
    """What one event does, while it is being worked out."""

    strings: list[Delta] = field(default_factory=list)
    before: list[Channel] = field(default_factory=list)
    ends: bool = False


class _Turns:
    """Follows the pointers, the operations, the lengths of lists and, for ``truncate``, the texts."""

    shape = _SHAPE
    watches = True

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._pointer = ""
        self._operation = "add"
        self._text = "/message/content/parts/0"
        self._lengths: dict[str, int] = {}
        self._sources: dict[str, list[str]] = {}
        self._kept = 0

    def plan(self, name: str, event: object) -> Plan:
        """A delta's strings by their pointers; any other event carries whole texts."""
        body = mapping(event)
        if "v" not in body or "type" in body:
            over = body.get("type") == "message_stream_complete" or bool(body.get("error"))
            return Plan(closes=((),)) if over else _snapshot(body)
        pointer, operation = self._inherit(body)
        value = body["v"]
        deltas = _Deltas()
        instead: object = None
        if operation == "patch" and isinstance(value, list):
            new = [self._step(pointer, op, ("v", place, "v"), deltas) for place, op in enumerate(value)]
            if any(op is not None for op in new):
                instead = {**body, "v": [op or old for op, old in zip(new, value, strict=True)]}
        elif operation == "patch" and isinstance(value, str):
            # Seen after a patch: the answer's text goes on.
            self._apply(self._text, "append", value, ("v",), deltas)
        else:
            instead = self._step("", {"p": pointer, "o": operation, "v": value}, ("v",), deltas)
        lead = "".join(
            f"{json.dumps(key)}:{json.dumps(known)},"
            for key, known in (("p", pointer), ("o", operation))
            if key not in body
        )
        closes: tuple[Channel, ...] = ((),) if deltas.ends else ()
        return Plan(tuple(deltas.strings), tuple(deltas.before), closes, lead, instead)

    def extra(self, event: object, delta: Delta, text: str) -> object:
        return {"p": "/".join(str(step) for step in delta.channel), "o": "append", "v": text}

    def _inherit(self, body: Mapping[str, object]) -> tuple[str, str]:
        pointer, operation = body.get("p"), body.get("o")
        if isinstance(pointer, str):
            self._pointer = pointer
        if isinstance(operation, str):
            self._operation = operation
        value = body["v"]
        if "o" not in body and isinstance(value, list) and value and all("o" in mapping(op) for op in value):
            self._operation = "patch"
            self._pointer = self._pointer if "p" in body else ""
        elif "p" not in body and "message" in mapping(value):
            self._pointer, self._operation = "", "add"
        return self._pointer, self._operation

    def _step(self, prefix: str, item: object, path: Path, deltas: _Deltas) -> dict[str, object] | None:
        """One operation; gives the operation to send in its place, if it has to be another one."""
        op = mapping(item)
        sub, kind, value = op.get("p"), op.get("o"), op.get("v")
        pointer = prefix + (sub if isinstance(sub, str) else "")
        if kind == "truncate" and isinstance(value, int):
            return self._truncate(dict(op), pointer, value, path, deltas)
        self._apply(pointer, kind if isinstance(kind, str) else "append", value, path, deltas)
        return None

    def _apply(self, pointer: str, kind: str, value: object, path: Path, deltas: _Deltas) -> None:
        if kind == "append" and isinstance(value, str):
            self._text = pointer
            self._keep(pointer, value)
            deltas.strings.append(Delta(path, _channel(pointer)))
        elif kind == "append" and isinstance(value, list):
            start = self._lengths.get(pointer, 0)
            for place, item in enumerate(value):
                self._begin(f"{pointer}/{start + place}", item, (*path, place), deltas)
            self._lengths[pointer] = start + len(value)
        elif kind == "append":
            start = self._lengths.get(pointer, 0)
            self._begin(f"{pointer}/{start}", value, path, deltas)
            self._lengths[pointer] = start + 1
        elif kind == "remove":
            deltas.before.append(_channel(pointer))
        elif kind in ("add", "replace"):
            if pointer == "" and isinstance(value, dict):
                # Another message; nothing can be added to the one before.
                deltas.before.append(())
                self._lengths.clear()
                self._sources.clear()
                self._kept = 0
            self._begin(pointer, value, path, deltas)
            if pointer == _STATUS and isinstance(value, str) and value.startswith("finished"):
                deltas.ends = True

    def _begin(self, pointer: str, value: object, path: Path, deltas: _Deltas) -> None:
        """A value that stands at a pointer from now on, and each string in it."""
        open_values = [(pointer, value, path)]
        while open_values:
            where, item, at = open_values.pop()
            if len(at) > DEEPEST:
                continue
            if isinstance(item, str):
                self._sources.pop(where, None)
                self._keep(where, item)
                deltas.strings.append(Delta(at, _channel(where), fresh=True))
            elif isinstance(item, list):
                self._lengths[where] = len(item)
                open_values += ((f"{where}/{place}", part, (*at, place)) for place, part in enumerate(item))
            elif isinstance(item, dict):
                open_values += (
                    (f"{where}/{key.replace('~', '~0').replace('/', '~1')}", part, (*at, key))
                    for key, part in item.items()
                )

    def _keep(self, pointer: str, text: str) -> None:
        self._kept += len(text)
        if self._kept <= _MOST_TEXT:
            self._sources.setdefault(pointer, []).append(text)
        else:
            self._sources.pop(pointer, None)

    def _truncate(
        self, op: dict[str, object], pointer: str, length: int, path: Path, deltas: _Deltas
    ) -> dict[str, object] | None:
        """The service counts in its own text, the page has the restored one: send what is left instead.

        Lengths are taken as UTF-16 units, for the page is a program in JavaScript. (Guessed.)
        """
        source = "".join(self._sources.get(pointer, ()))
        restorer = TextRestorer(self._lookup)
        if restorer.feed(source) == source:
            if pointer in self._sources:
                self._sources[pointer] = [_units(source, length)]
            return None
        self._begin(pointer, _units(source, length), path, deltas)
        return {**op, "o": "replace", "v": _units(source, length)}


def _snapshot(body: Mapping[str, object]) -> Plan:
    """A message that is told whole each time: its texts are certain within the event."""
    said = mapping(body.get("message"))
    parts = listed(mapping(said.get("content")).get("parts"))
    strings = tuple(
        Delta(("message", "content", "parts", at), ("snapshot", place(said.get("id")), at), fresh=True)
        for at, part in enumerate(parts)
        if isinstance(part, str)
    )
    return Plan(strings, closes=(("snapshot",),) if strings else ())


def _units(text: str, length: int) -> str:
    return text.encode("utf-16-le", "surrogatepass")[: 2 * length].decode("utf-16-le", "surrogatepass")


def refuse(route: str, refusal: Refusal, *, stream: bool) -> Reply:
    """An error the page shows, or, where it waits for a stream, an answer in that stream that says why.

    How sure: the error is what the page shows for its own limits; that it shows a made-up stream was
    not tried on the page itself. The stream names no conversation, for the conversation it belongs to
    is not known here and a wrong one would lead the page astray.
    """
    if route in _WHILE_TYPING:
        return json_reply(200, _WHILE_TYPING[route], refusal)
    if not stream:
        return json_reply(400, {"detail": message(refusal)}, refusal)
    answering: dict[str, object] = {
        "id": id_for(refusal, "message"),
        "author": {"role": "assistant", "name": None, "metadata": {}},
        "create_time": None,
        "update_time": None,
        "content": {"content_type": "text", "parts": [""]},
        "status": "in_progress",
        "end_turn": None,
        "weight": 1.0,
        "metadata": {},
        "recipient": "all",
        "channel": "final",
    }
    end = [
        {"p": _STATUS, "o": "replace", "v": "finished_successfully"},
        {"p": "/message/end_turn", "o": "replace", "v": True},
    ]
    events: list[tuple[str, object]] = [
        ("delta_encoding", '"v1"'),
        ("delta", {"p": "", "o": "add", "v": {"message": answering, "error": None}, "c": 0}),
        ("delta", {"p": "/message/content/parts/0", "o": "append", "v": message(refusal)}),
        ("delta", {"p": "", "o": "patch", "v": end}),
        ("", {"type": "message_stream_complete"}),
        ("", "[DONE]"),
    ]
    return stream_reply(events, refusal)


def restorer(route: str, content_type: str, lookup: Lookup) -> Restorer:
    """Restores a streamed turn, a title, a history."""
    return answer(content_type, lookup, _SHAPE, lambda: _Turns(lookup), lines=True)


def socket_restorer(route: str, lookup: Lookup) -> SocketRestorer:
    """Restores turns that go on on a socket."""
    return Topics(lookup, lambda: StreamRestorer(SseReader(), _Turns(lookup), lookup))


def thread(route: str, answer: Mapping[str, object]) -> str:
    """The conversation, which any event may name; a new one is named for the first time in the answer.

    A turn that goes on on the socket is known there by its topic.
    """
    if answer.get("type") == "stream_handoff":
        topics = (mapping(option).get("topic_id") for option in listed(answer.get("options")))
        return next((f"topic:{topic}" for topic in topics if isinstance(topic, str)), "")
    for part in (answer, mapping(answer.get("v")), *map(mapping, listed(answer.get("v")))):
        value = part.get("conversation_id")
        if isinstance(value, str):
            return f"conversation:{value}"
    return ""
