"""Answers of Ollama's own API: one JSON object, or lines of them. Shapes: the types of ollama 0.6 (Python)."""

from collections.abc import Mapping

from proxy.answer.events import mapping
from proxy.answer.jsonbody import Shape
from proxy.answer.refusal import json_reply, message
from proxy.answer.stream import Delta, Plan
from proxy.answer.whole import answer
from proxy.contract import Lookup, Refusal, Restorer
from proxy.effect import Reply

_SHAPE = Shape(sealed=frozenset({"logprobs"}))
_TEXTS = (("message", "content"), ("message", "thinking"), ("response",), ("thinking",))


class _Lines:
    """Lines of a chat or a generation; tool calls come whole. Keeps nothing."""

    shape = _SHAPE
    watches = False

    def plan(self, name: str, event: object) -> Plan:
        body = mapping(event)
        over = body.get("done") is True or bool(body.get("error"))
        return Plan(tuple(Delta(path, path) for path in _TEXTS), closes=((),) if over else ())

    def extra(self, event: object, delta: Delta, text: str) -> object:
        """A line of its own; the SDK's types want the role and whether it is the last."""
        body = mapping(event)
        line = {key: body[key] for key in ("model", "created_at") if key in body}
        if delta.path[0] == "message":
            inner = {"role": mapping(body.get("message")).get("role", "assistant"), "content": ""}
            return {**line, "message": {**inner, str(delta.path[-1]): text}, "done": False}
        return {**line, "response": "", str(delta.path[-1]): text, "done": False}


def refuse(route: str, refusal: Refusal, *, stream: bool) -> Reply:
    """The error object that its clients raise as a ResponseError; they try nothing twice."""
    return json_reply(403 if refusal.held else 400, {"error": message(refusal)}, refusal)


def restorer(route: str, content_type: str, lookup: Lookup) -> Restorer:
    """Restores an object or lines."""
    return answer(content_type, lookup, _SHAPE, _Lines, lines=True)


def thread(route: str, answer: Mapping[str, object]) -> str:
    """Nothing: every request brings its whole history."""
    return ""
