"""Answers of APIs that do one task: an object or a list; a prediction of Replicate is asked for again by its id."""

from collections.abc import Mapping
from functools import partial

from proxy.answer.jsonbody import Shape
from proxy.answer.refusal import json_reply, message
from proxy.answer.stream import WholeEvents
from proxy.answer.whole import answer
from proxy.contract import Lookup, Refusal, Restorer
from proxy.effect import Reply

_SHAPE = Shape(sealed=frozenset({"audio_base64", "base64"}))


def refuse(route: str, refusal: Refusal, *, stream: bool) -> Reply:
    """The error object that each vendor's client quotes."""
    said = message(refusal)
    body: dict[str, object] = {"message": said, "error": said}
    if route == "speech":
        body = {"detail": {"status": "policy_violation", "message": said}}
    elif route in ("predictions", "prediction", "model"):
        body = {"title": "Stopped", "detail": said, "status": 400}
    elif route == "image":
        body = {"name": "content_moderation", "errors": [said], "message": said}
    return json_reply(400, body, refusal)


def restorer(route: str, content_type: str, lookup: Lookup) -> Restorer:
    """Restores an object, a list or whole events."""
    return answer(content_type, lookup, _SHAPE, partial(WholeEvents, _SHAPE), lines=True)


def thread(route: str, answer: Mapping[str, object]) -> str:
    """The prediction, as it is asked for until it is done."""
    value = answer.get("id")
    return f"prediction:{value}" if route == "predictions" and isinstance(value, str) else ""
