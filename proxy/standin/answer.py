"""The shapes of an answer: JSON in one piece, or a stream of server-sent events with one piece per event."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: ``pieces`` are sent one after the other."""

    pieces: tuple[bytes, ...] = field(repr=False)
    content_type: str = "application/json"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def stream(self) -> bool:
        return self.content_type.startswith("text/event-stream")


def as_json(value: Any, status: int = 200) -> Answer:
    """One JSON document."""
    return Answer((json.dumps(value, ensure_ascii=False).encode(),), status=status)


def as_events(events: Iterable[tuple[str, Any]]) -> Answer:
    """Server-sent events from (name, data) pairs: no ``event:`` line for an empty name, text as it is."""
    return Answer(tuple(_event(name, data) for name, data in events), "text/event-stream; charset=utf-8")


def _event(name: str, data: Any) -> bytes:
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return (f"event: {name}\n" if name else "").encode() + f"data: {text}\n\n".encode()
