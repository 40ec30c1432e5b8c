"""The file in a large body: where it stands, and the rest of the body, which is read as any other.

Rule 1: only a body that is the file, or a form in which one file is large, has one.
Source: RFC 7578.
"""

import re
from dataclasses import dataclass, field

from proxy.body.hints import source_of
from proxy.capture import Capture
from proxy.large.cuts import Read

_BOUNDARY = re.compile(r';\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))', re.IGNORECASE)
_FILE_NAME = re.compile(rb';\s*filename="?([^";\r\n]{0,300})', re.IGNORECASE)
_KIND = re.compile(rb"^content-type:[ \t]*([^\r\n]{0,200})", re.IGNORECASE | re.MULTILINE)
_ENCODED = re.compile(rb"^content-transfer-encoding:", re.IGNORECASE | re.MULTILINE)
_STEP = 1 << 20
_MOST_PARTS = 100
_MOST_REST = 1 << 20  # bytes beside the file


@dataclass(frozen=True, slots=True)
class Form:
    """The file stands from ``start`` to ``end``; ``number`` counts the marks of a form before it."""

    start: int
    end: int
    name: str = field(repr=False)
    declared: str
    mark: bytes = field(default=b"", repr=False)
    number: int = 0

    def rest(self, read: Read, size: int) -> bytes:
        """The body without its file."""
        return read(0, self.start) + read(self.end, size - self.end)

    def place_in(self, rest: bytes) -> int:
        """Where the file belongs in such a rest, which may have been edited. Raises ValueError."""
        if not self.mark:
            return 0
        places = list(_marks(lambda start, size: rest[start : start + size], len(rest), self.mark))
        return rest.index(b"\r\n\r\n", places[self.number - 1]) + 4


def form_of(capture: Capture, read: Read, size: int) -> Form | None:
    """Where the file is in a body of so many bytes; None where there is none that could be read apart."""
    kind = capture.header("content-type")
    if not kind.lower().startswith("multipart/"):
        said = source_of(capture, b"")
        return Form(0, size, said.name, said.declared)
    found = _BOUNDARY.search(kind)
    if found is None:
        return None
    mark = b"--" + (found[1] or found[2]).encode("latin-1")
    places = list(_marks(read, size, mark))
    if not 2 <= len(places) <= _MOST_PARTS or places[0] != 0:
        return None
    parts = zip(places, places[1:], range(1, len(places)), strict=False)
    begin, stop, number = max(parts, key=lambda part: part[1] - part[0])
    head = read(begin, 16 * 1024)
    gap = head.find(b"\r\n\r\n")
    if gap < 0 or _ENCODED.search(head[:gap]):
        return None
    named, declared = _FILE_NAME.search(head[:gap]), _KIND.search(head[:gap])
    start, end = begin + gap + 4, stop - 2  # the line end before a mark is no part of the file
    if named is None or start > end or size - (end - start) > _MOST_REST:
        return None
    return Form(
        start,
        end,
        named[1].decode("utf-8", "replace"),
        declared[1].decode("latin-1") if declared else "",
        mark,
        number,
    )


def _marks(read: Read, size: int, mark: bytes) -> list[int]:
    """Where the marks of a form begin, at most one more than there may be: each at the begin of a line."""
    found = [0] if read(0, len(mark)) == mark else []
    line = b"\r\n" + mark
    at = 0
    while at < size and len(found) <= _MOST_PARTS:
        data = read(at, _STEP + len(line) - 1)
        begin = 0
        while (place := data.find(line, begin)) >= 0 and len(found) <= _MOST_PARTS:
            if at + place + 2 not in found[-1:]:
                found.append(at + place + 2)
            begin = place + 1
        at += _STEP
    return found
