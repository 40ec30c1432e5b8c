"""The messages of one side of a WebSocket, put together from what wsproto gives: pieces of frames."""

from dataclasses import dataclass, field

from wsproto.events import BytesMessage, TextMessage

_MOST_PIECES = 1 << 17

type Payload = str | bytes


class Oversize(ValueError):
    """The traffic's fault: a message that is larger, or in more pieces, than is read here."""


@dataclass(frozen=True, slots=True)
class Message:
    """A whole message. ``frames`` are its frames, of which a text may have shifted a cut to the end of a character."""

    payload: Payload = field(repr=False)
    frames: tuple[Payload, ...] = field(repr=False)


class Incoming:
    """Collects one message at a time; ``limit`` is its most bytes."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._frames: list[Payload] = []
        self._pieces: list[Payload] = []
        self._size = self._count = 0

    def add(self, event: TextMessage | BytesMessage) -> Message | None:
        """The message that is complete with this piece, if one is. Raises Oversize."""
        piece = event.data if isinstance(event.data, str) else bytes(event.data)
        self._size += _size(piece)
        self._count += 1
        if self._size > self._limit or self._count > _MOST_PIECES:
            self._clear()
            raise Oversize
        self._pieces.append(piece)
        if event.frame_finished:
            self._frames.append(_joined(self._pieces))
            self._pieces = []
        if not event.message_finished:
            return None
        frames = tuple(self._frames)
        self._clear()
        return Message(_joined(frames), frames)

    def _clear(self) -> None:
        self._frames, self._pieces = [], []
        self._size = self._count = 0


def _size(piece: Payload) -> int:
    return (
        len(piece) if isinstance(piece, bytes) or piece.isascii() else len(piece.encode("utf-8", "replace"))
    )


def _joined(pieces: "list[Payload] | tuple[Payload, ...]") -> Payload:
    if len(pieces) == 1:
        return pieces[0]
    if isinstance(pieces[0], str):
        return "".join(piece for piece in pieces if isinstance(piece, str))
    return b"".join(piece for piece in pieces if isinstance(piece, bytes))
