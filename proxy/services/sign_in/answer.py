"""Answers to signing in: they give the client its tokens, which are never masked. A refusal says why, as JSON."""

from collections.abc import Mapping
from functools import partial

from proxy.answer.jsonbody import Shape
from proxy.answer.refusal import json_reply, message
from proxy.answer.stream import WholeEvents
from proxy.answer.whole import answer
from proxy.contract import Lookup, Refusal, Restorer
from proxy.effect import Reply

_SHAPE = Shape(guess=True)


def refuse(route: str, refusal: Refusal, *, stream: bool) -> Reply:
    """An error in the shape of OAuth 2, whose description clients and pages show."""
    said = message(refusal)
    return json_reply(
        403,
        {"error": "access_denied", "error_description": said, "message": said},
        refusal,
    )


def restorer(route: str, content_type: str, lookup: Lookup) -> Restorer:
    """Restores what repeats a value."""
    return answer(content_type, lookup, _SHAPE, partial(WholeEvents, _SHAPE), lines=True)


def thread(route: str, answer: Mapping[str, object]) -> str:
    """Nothing: this is no conversation."""
    return ""
