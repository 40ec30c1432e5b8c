"""The ChatGPT web application's conversation calls: the answer is a "delta v1" stream.

Shape: as observed in open-source clients in 2026; not documented by the vendor.
"""

from collections.abc import Iterator
from typing import Any

from proxy.standin.answer import Answer, as_events, as_json
from proxy.standin.model import Json, Prompt, Turn, messages, pieces, think

_TEXT = "/message/content/parts/0"


def prepare(turn: Turn, body: Json, names: dict[str, str]) -> Answer:
    """POST /backend-api/f/conversation/prepare: sent while the person is still typing."""
    return as_json({"status": "ok", "conduit_token": f"standin-{turn.number}"})


def conversation(turn: Turn, body: Json, names: dict[str, str]) -> Answer:
    """POST /backend-api/f/conversation: the message is echoed, then answered, then a title quotes it."""
    said = messages(body, "messages")
    last = said[-1] if said else {}
    content = last.get("content")
    parts = content.get("parts") if isinstance(content, dict) else None
    texts = [part for part in parts if isinstance(part, str)] if isinstance(parts, list) else []
    prompt = Prompt(texts[-1] if texts else "")
    return as_events(_events(turn, body, last, prompt))


def _events(turn: Turn, body: Json, asked: Json, prompt: Prompt) -> Iterator[tuple[str, Any]]:
    thread = {"conversation_id": body.get("conversation_id") or f"standin-conversation-{turn.number}"}
    message = {
        "id": f"standin-message-{turn.number}",
        "author": {"role": "assistant", "name": None, "metadata": {}},
        "create_time": float(turn.now),
        "content": {"content_type": "text", "parts": [""]},
        "status": "in_progress",
        "end_turn": None,
        "weight": 1.0,
        "metadata": {"model_slug": body.get("model", "")},
        "recipient": "all",
        "channel": "final",
    }
    yield "delta_encoding", '"v1"'
    yield "", {"type": "resume_conversation_token", "kind": "topic", "token": "standin", **thread}
    yield "", {"type": "input_message", "input_message": asked, **thread}
    yield "delta", {"p": "", "o": "add", "v": {"message": message, **thread, "error": None}, "c": 1}
    where = {"p": _TEXT, "o": "append"}  # later deltas inherit both
    for piece in pieces(think(turn, prompt).text, turn.split):
        yield "delta", {**where, "v": piece}
        where = {}
    ended = [
        {"p": "/message/status", "o": "replace", "v": "finished_successfully"},
        {"p": "/message/end_turn", "o": "replace", "v": True},
    ]
    yield "delta", {"p": "", "o": "patch", "v": ended}
    yield "", {"type": "title_generation", "title": f"About {prompt.text}", **thread}
    yield "", {"type": "message_stream_complete", **thread}
    yield "", "[DONE]"


def error(message: str, status: int) -> Answer:
    """An error in the shape that the page shows."""
    return as_json({"detail": message}, status)
