"""Counted frames: a number, a newline, JSON, a newline. The number counts UTF-16 units, both newlines too.

Source: the frames that Gemini's page reads, and the parsers of open clients of it (2025 to 2026).
"""

import re
from dataclasses import dataclass, field

from proxy.answer.sse import LARGEST_EVENT

_HEAD = re.compile(rb"(?:\)\]\}')?\s*(\d{1,9})(?=\n)")
_MAY_BE_HEAD = re.compile(rb"\)?\]?\}?'?\s*\d{0,9}\Z")
_FOLLOWS = bytes(range(0x80, 0xC0))  # bytes within a character of UTF-8
_FOURS = bytes(range(0xF0, 0xF8))  # the first of a character that is two units


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands before the number, and the JSON with the newlines around it."""

    lead: bytes
    chunk: bytes = field(repr=False)
    raw: bytes = field(repr=False)

    def rebuilt(self, chunk: str) -> bytes:
        """The frame around another chunk, counted anew."""
        return self.lead + framed(chunk)


def framed(chunk: str) -> bytes:
    """A chunk, with the newlines around it, and its count before it."""
    units = len(chunk.encode("utf-16-le", "surrogatepass")) // 2
    return f"{units}{chunk}".encode("utf-8", "surrogatepass")


class FrameReader:
    """Cuts bytes into frames; together their ``raw`` and the rest are the stream."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._start = -1  # of the chunk, once the number before it is known
        self._lead = b""
        self._units = 0  # of the chunk that are still to come
        self._at = 0
        self.broken = False

    def feed(self, data: bytes) -> list[Frame]:
        """The frames that are complete now. ``broken`` is set where no number stands and none can come."""
        self._buffer += data
        frames: list[Frame] = []
        while not self.broken:
            if self._start < 0 and not self._head():
                break
            if not self._ended():
                break
            frames.append(
                Frame(
                    self._lead, bytes(self._buffer[self._start : self._at]), bytes(self._buffer[: self._at])
                )
            )
            del self._buffer[: self._at]
            self._start = -1
        return frames

    def rest(self) -> bytes:
        """What is left, taken out of the reader."""
        rest = bytes(self._buffer)
        self._buffer.clear()
        return rest

    def _head(self) -> bool:
        found = _HEAD.match(self._buffer)
        if found is None:
            self.broken = not _MAY_BE_HEAD.match(self._buffer)
            return False
        self._lead = bytes(self._buffer[: found.start(1)])
        self._units = int(found[1])
        self._start = self._at = found.end()
        self.broken = self._units > LARGEST_EVENT
        return not self.broken

    def _ended(self) -> bool:
        """Count on. A character has no fewer bytes than units, so as many bytes as units are missing are safe."""
        while self._units > 0 and self._at < len(self._buffer):
            part = bytes(self._buffer[self._at : self._at + self._units])
            heads = part.translate(None, _FOLLOWS)
            self._units -= 2 * len(heads) - len(heads.translate(None, _FOURS))
            self._at += len(part)
        if self._units > 0:
            return False
        while self._at < len(self._buffer) and self._buffer[self._at] in _FOLLOWS:
            self._at += 1
        # The last character of a chunk is a newline, which has no bytes that follow.
        self.broken = self._units < 0 or self._buffer[self._at - 1] != 0x0A
        return not self.broken
