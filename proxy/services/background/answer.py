"""Answers to what a page asks on its own. A refusal is an answer without anything in it, so that the page lives."""

from collections.abc import Mapping
from functools import partial

from proxy.answer.jsonbody import Shape
from proxy.answer.refusal import json_reply
from proxy.answer.stream import WholeEvents
from proxy.answer.whole import answer
from proxy.contract import Lookup, Refusal, Restorer
from proxy.effect import Reply

_SHAPE = Shape(guess=True)
_EMPTY: Mapping[str, object] = {
    "telemetry": {"success": True},
    "suggest": {"results": [], "suggestions": [], "completions": [], "items": []},
    "suggest.opensearch": ["", []],
}


def refuse(route: str, refusal: Refusal, *, stream: bool) -> Reply:
    """Nothing found, or taken note of; only a header names the ticket."""
    return json_reply(200, _EMPTY.get(route, {}), refusal)


def restorer(route: str, content_type: str, lookup: Lookup) -> Restorer:
    """Restores suggestions that repeat what was typed."""
    return answer(content_type, lookup, _SHAPE, partial(WholeEvents, _SHAPE), lines=True)


def thread(route: str, answer: Mapping[str, object]) -> str:
    """Nothing: this is no conversation."""
    return ""
