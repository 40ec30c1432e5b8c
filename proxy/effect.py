"""An effect: what the edge does with a request, and all that it obeys."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Forward:
    """Let the request go. ``body`` is None where nothing is changed; else the new bytes, content-encoding removed."""

    body: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Reply:
    """Answer the client ourselves; nothing goes upstream."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = field(repr=False)


type Effect = Forward | Reply
