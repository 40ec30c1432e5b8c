"""Sockets of the stand-in: what is said on one, message by message. A path without a function here gets 426."""

import itertools
import json
import time
from collections.abc import Callable, Iterator

from proxy.standin import gemini_api, openai_api
from proxy.standin.model import Turn

Said = str | bytes
Speaker = Callable[[Said], Iterator[Said]]


def speaker(path: str) -> Speaker | None:
    """The function that answers messages on a path; None where the stand-in has no socket."""
    return _SPEAKERS.get(path)


def _echo(message: Said) -> Iterator[Said]:
    """The text of ``{"text": ...}`` again, in pieces of seven characters, and an end; anything else as it is."""
    try:
        value = json.loads(message)
        text = value["text"]
    except (ValueError, TypeError, KeyError):
        yield message
        return
    for at in range(0, len(text), 7):
        yield json.dumps({"type": "delta", "text": text[at : at + 7]})
    yield json.dumps({"type": "done"})


def _responses(message: Said) -> Iterator[Said]:
    """Events of OpenAI's Responses API for a ``response.create``, each a message."""
    body = json.loads(message)
    if body.pop("type", "") != "response.create":
        return
    turn = Turn(next(_TURNS), int(time.time()), split=5)
    for event in openai_api.responses(turn, {**body, "stream": True}, {}).pieces:
        for line in event.decode().splitlines():
            if line.startswith("data: "):
                yield line.removeprefix("data: ")


def _realtime(message: Said) -> Iterator[Said]:
    """Events of OpenAI's Realtime API: an item is said again, a response speaks of its instructions."""
    body = json.loads(message)
    kind, where = body.get("type", ""), {"response_id": "resp_1", "item_id": "item_1", "content_index": 0}
    if kind == "conversation.item.create":
        yield json.dumps({"type": "conversation.item.added", "item": body.get("item")})
    elif kind == "response.create":
        text = f"You wrote: {body.get('response', {}).get('instructions', '')}"
        for at in range(0, len(text), 5):
            yield json.dumps({"type": "response.output_text.delta", **where, "delta": text[at : at + 5]})
        yield json.dumps({"type": "response.output_text.done", **where, "text": text})
        yield json.dumps({"type": "response.done", "response": {"id": "resp_1", "status": "completed"}})


_TURNS = itertools.count(1)
_LIVE = "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent"
_SPEAKERS: dict[str, Speaker] = {
    "/echo": _echo,
    _LIVE: gemini_api.live,
    f"/{_LIVE}": gemini_api.live,  # as the Python SDK asks for it
    "/v1/realtime": _realtime,
    "/v1/responses": _responses,
    "/backend-api/codex/responses": _responses,
}
