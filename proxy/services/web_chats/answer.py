"""Answers of chat pages: snapshots, patches, lines and events of any JSON."""

from collections.abc import Mapping

from proxy.answer.anyevents import ANY_SHAPE, AnyEvents
from proxy.answer.refusal import copilot_reply, json_reply, message
from proxy.answer.whole import answer
from proxy.contract import Lookup, Refusal, Restorer
from proxy.effect import Reply


def refuse(route: str, refusal: Refusal, *, stream: bool) -> Reply:
    """An error in the words that these pages look for, each under its own name; never a made-up answer.

    How sure: the shapes of Grok and DeepSeek are from captures; that each page shows the text was not tried.
    """
    text = message(refusal)
    body = {"error": {"code": 3, "message": text}, "detail": text, "msg": text, "message": text}
    return copilot_reply(body, refusal) if route.startswith("copilot.") else json_reply(400, body, refusal)


def restorer(route: str, content_type: str, lookup: Lookup) -> Restorer:
    """Restores whatever comes."""
    return answer(content_type, lookup, ANY_SHAPE, AnyEvents, lines=True)


def thread(route: str, answer: Mapping[str, object]) -> str:
    """Nothing: the ids in these answers are not known well enough."""
    return ""
