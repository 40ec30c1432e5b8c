"""Bytes as text: which encoding they are in, and the way back.

Rule 1: only an encoding that gives the very same bytes back is taken, so that what is not changed stays.
Rule 2: an encoding that is no superset of ASCII is believed only where the bytes are no UTF-8: who reads them
without its name would see other text than was scanned.
"""

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from classifiers.documents.contract import Source

# Byte order marks (Unicode 16, section 23.8).
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CHARSET = re.compile(r";\s*charset=\"?([\w.:-]{1,40})", re.IGNORECASE)
# Where files say it themselves: XML, HTML, CSS and source code (PEP 263).
_SAID = re.compile(
    rb"""(?:encoding=|charset=|@charset |coding[:=][ \t]{0,8})["']?([A-Za-z0-9][\w.:-]{1,39})""",
    re.IGNORECASE,
)
_LOOK = 4096
_PLAIN = bytes(range(0x30, 0x3A)) + bytes(range(0x41, 0x5B)) + bytes(range(0x61, 0x7B)) + b" \n@."


class Decoded(NamedTuple):
    """A text, its encoding and the byte order mark in front of it."""

    text: str
    encoding: str
    mark: bytes

    def encode(self, text: str) -> bytes:
        """The way back. Raises UnicodeEncodeError."""
        return self.mark + text.encode(self.encoding)


def decoded(source: Source) -> Decoded | None:
    """The text of a file; None for what is no text."""
    data = source.data
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _decode(data[len(mark) :], encoding, mark)
    return next((found for name in _guesses(source) if (found := _decode(data, name, b""))), None)


def _decode(data: bytes, encoding: str, mark: bytes) -> Decoded | None:
    try:
        text = data.decode(encoding)
        whole = text.encode(encoding) == data
    except (UnicodeError, LookupError):
        return None
    return Decoded(text, encoding, mark) if whole and not _CONTROL.search(text) else None


def _guesses(source: Source) -> Iterator[str]:
    """Encodings to try: as declared, UTF-8, UTF-16 by its zero bytes, as the file says, and Windows-1252."""
    head = source.data[:_LOOK]
    declared = _CHARSET.search(source.declared)
    said = _SAID.search(head)
    names = [declared[1]] if declared else []
    names += [said[1].decode("ascii")] if said else []
    wide = [name for name in names if not _like_ascii(name)]
    yield from (name for name in names if name not in wide)
    yield "utf-8"
    if b"\0" in head:
        even, odd = head[::2].count(0), head[1::2].count(0)
        yield "utf-16-le" if odd > even else "utf-16-be"
        return
    yield from wide
    yield from ("cp1252", "latin-1")


def _like_ascii(name: str) -> bool:
    try:
        return _PLAIN.decode(name) == _PLAIN.decode("ascii")
    except (UnicodeError, LookupError):
        return False
