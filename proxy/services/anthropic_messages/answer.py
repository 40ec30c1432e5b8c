"""Answers of the Anthropic messages API, and of its older completion API. Shapes: anthropic 2.11.0 types."""

from collections.abc import Mapping

from proxy.answer.messages import MESSAGE_SHAPE, MessageEvents, error_object
from proxy.answer.refusal import copilot_reply, json_reply
from proxy.answer.whole import answer
from proxy.contract import Lookup, Refusal, Restorer
from proxy.effect import Reply


def refuse(route: str, refusal: Refusal, *, stream: bool) -> Reply:
    """An error object that the SDKs raise and do not retry.

    Not 401, for people would be asked to sign in again; not 429 and 5xx, for they are tried again.
    """
    if route.startswith("copilot."):
        return copilot_reply(error_object(refusal, "invalid_request_error"), refusal)
    status, kind = (403, "permission_error") if refusal.held else (400, "invalid_request_error")
    return json_reply(status, error_object(refusal, kind), refusal, ("x-should-retry", "false"))


def restorer(route: str, content_type: str, lookup: Lookup) -> Restorer:
    """Restores a message or a stream of its events."""
    return answer(content_type, lookup, MESSAGE_SHAPE, MessageEvents, lines=False)


def thread(route: str, answer: Mapping[str, object]) -> str:
    """Nothing: every request brings its whole history."""
    return ""
