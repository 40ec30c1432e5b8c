"""Bytes as text: which encoding they are in, and the way back.

Rule 1: only an encoding that gives the very same bytes back is taken, so that what is not changed stays.
Rule 2: a text in UTF-8 may hold a few control characters, as terminals and careless programs leave them, but no
zero; all else with one is no text.
Rule 3: an encoding that is no superset of ASCII is believed only where the bytes are no UTF-8: who reads them
without its name would see other text than was scanned.
"""

import codecs
import re
import sys
from collections.abc import Iterator, Sequence
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
_CONTROL_BYTE = re.compile(_CONTROL.pattern.encode("ascii"))
_CONTROLS = bytes(range(1, 0x20)).translate(None, delete=b"\t\n\v\f\r\x1b")
_MOST_CONTROLS = 50  # one in so many bytes
# Encodings in which ASCII is ASCII and what can be read is written back as it was, without a look.
_FAITHFUL = frozenset({"utf-8", "cp1252", "latin-1"})
_WIDE = frozenset({"utf-16-le", "utf-16-be"})
_STEP = 1 << 18
_CHARSET = re.compile(r";\s*charset=\"?([\w.:-]{1,40})", re.IGNORECASE)
# Where files say it themselves: XML, HTML, CSS and source code (PEP 263).
_SAID = re.compile(
    rb"""(?:encoding=|charset=|@charset |coding[:=][ \t]{0,8})["']?([A-Za-z0-9][\w.:-]{1,39})""",
    re.IGNORECASE,
)
_LOOK = 4096
_PLAIN = bytes(range(0x30, 0x3A)) + bytes(range(0x41, 0x5B)) + bytes(range(0x61, 0x7B)) + b" \n@."
# Letters, digits and blanks of EBCDIC; most of those of ASCII mean signs that are rare there.
_EBCDIC_WORDS = "".join(map(chr, (*range(48, 58), *range(65, 91), *range(97, 123), 32))).encode("cp037")
_ASCII_WORDS = {*range(0x30, 0x3A), 0x20}
_LEAST_EBCDIC, _MOST_OTHERS = 16, 0.3


class Decoded(NamedTuple):
    """A text, its encoding, the byte order mark in front of it, and the bytes behind it, where it is a begin only."""

    text: str
    encoding: str
    mark: bytes
    behind: bytes | memoryview = b""

    def encode(self, text: str) -> bytes:
        """The way back. Raises UnicodeEncodeError."""
        return b"".join(self.stretches(text))

    def stretches(self, text: str) -> Sequence[bytes | memoryview]:
        """The same in stretches."""
        return (self.mark, text.encode(self.encoding), self.behind)


def is_text(source: Source) -> bool:
    """Whether a file is a text."""
    return decoded(source, 1) is not None


def decoded(source: Source, most: int = sys.maxsize) -> Decoded | None:
    """The text of a file; None for what is no text.

    Of a text in a usual encoding ``most`` characters are kept, while all of it is looked at.
    """
    data = source.data
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _decode(data, encoding, mark, most)
    return next((found for name in _guesses(source) if (found := _decode(data, name, b"", most))), None)


def _decode(raw: bytes, encoding: str, mark: bytes, most: int) -> Decoded | None:
    if encoding in _FAITHFUL:
        return _begin(raw, encoding, mark, most)
    data = raw[len(mark) :] if mark else raw
    try:
        if encoding in _WIDE and _CONTROL.search(
            codecs.getincrementaldecoder(encoding)().decode(data[:_LOOK])
        ):
            return None  # what cannot be read at its begin need not be read to its end
        text = data.decode(encoding)
        whole = text.encode(encoding) == data
    except (UnicodeError, LookupError):
        return None
    return Decoded(text, encoding, mark) if whole and not _CONTROL.search(text) else None


def _begin(data: bytes, encoding: str, mark: bytes, most: int) -> Decoded | None:
    if _CONTROL_BYTE.search(data, len(mark)) and not (encoding == "utf-8" and _has_few_controls(data)):
        return None
    try:
        if most >= len(data):
            return Decoded((data[len(mark) :] if mark else data).decode(encoding), encoding, mark)
        text = _looked_through(data, len(mark), encoding, most)
    except UnicodeDecodeError:
        return None
    return Decoded(text, encoding, mark, memoryview(data)[len(mark) + len(text.encode(encoding)) :])


def _has_few_controls(data: bytes) -> bool:
    """Whether bytes hold no zero, and other control characters now and then only."""
    steps = (data[at : at + _STEP] for at in range(0, len(data), _STEP))
    controls = sum(len(step) - len(step.translate(None, delete=_CONTROLS)) for step in steps)
    return b"\0" not in data and controls * _MOST_CONTROLS <= len(data)


def _looked_through(data: bytes, start: int, encoding: str, most: int) -> str:
    """The first characters of data that is decoded to its end. Raises UnicodeDecodeError."""
    decoder = codecs.getincrementaldecoder(encoding)()
    parts: list[str] = []
    size = 0
    for at in range(start, len(data), _STEP):
        part = decoder.decode(data[at : at + _STEP], final=at + _STEP >= len(data))
        if size < most:
            parts.append(part)
            size += len(part)
    return "".join(parts)[:most]


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
    if _is_ebcdic(head):
        yield "cp037"
    yield from ("cp1252", "latin-1")


def _is_ebcdic(head: bytes) -> bool:
    """Whether a text seems to come from a mainframe: its blanks are 0x40, its letters and digits stand high, and there
    is no blank and no digit of ASCII."""
    return (
        len(head) >= _LEAST_EBCDIC
        and not head.translate(None, delete=bytes(set(range(256)) - _ASCII_WORDS))
        and len(head.translate(None, delete=_EBCDIC_WORDS)) <= len(head) * _MOST_OTHERS
    )


def _like_ascii(name: str) -> bool:
    try:
        return _PLAIN.decode(name) == _PLAIN.decode("ascii")
    except (UnicodeError, LookupError):
        return False
