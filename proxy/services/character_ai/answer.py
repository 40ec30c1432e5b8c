"""Answers of Character.AI: each message says the whole text so far."""

from collections.abc import Mapping
from functools import partial

from proxy.answer.jsonbody import Shape
from proxy.answer.refusal import json_reply, message
from proxy.answer.socket import StreamedMessages, refuse_with
from proxy.answer.stream import WholeEvents
from proxy.answer.whole import answer
from proxy.contract import Lookup, Refusal, Restorer, SocketRestorer
from proxy.effect import Frames, Reply

_SHAPE = Shape()


# A placeholder that is only half there stands so until the next message says the text again.
_turns = partial(WholeEvents, _SHAPE)


def refuse(route: str, refusal: Refusal, *, stream: bool) -> Reply:
    """A plain error."""
    return json_reply(403, {"error": message(refusal)}, refusal)


def refuse_message(route: str, refusal: Refusal) -> Frames:
    """The error that the page shows as it is; the socket goes on."""
    return refuse_with({"command": "neo_error", "comment": message(refusal)})


def socket_restorer(route: str, lookup: Lookup) -> SocketRestorer:
    """Restores messages, each by itself."""
    return StreamedMessages(_turns(), lookup)


def restorer(route: str, content_type: str, lookup: Lookup) -> Restorer:
    """Restores whatever else comes in answer."""
    return answer(content_type, lookup, _SHAPE, _turns, lines=True)


def thread(route: str, answer: Mapping[str, object]) -> str:
    """Nothing: the client names the chat in each command."""
    return ""
