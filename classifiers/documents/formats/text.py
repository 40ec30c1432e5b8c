"""Plain text in any encoding: source code, Markdown, CSV, logs, and whatever else has no format of its own."""

import codecs
import re
from collections.abc import Mapping, Sequence

from classifiers.documents.contract import (
    Budget,
    Change,
    File,
    Inner,
    Manner,
    Piece,
    Source,
    Unread,
    Unwritten,
)
from classifiers.documents.flat import Flat, changed
from classifiers.documents.sniff import sniff

NAME = "text file"
ORDER = 90

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CHARSET = re.compile(r";\s*charset=\"?([\w.:-]+)", re.IGNORECASE)
_LOOK = 4096


def claims(source: Source) -> bool:
    return not sniff(source.data) and _decoded(source) is not None


def read(source: Source, budget: Budget, inner: Inner) -> File:
    found = _decoded(source)
    if found is None:
        raise Unread("a file of an unknown kind")
    text, encoding, mark = found
    budget.take(len(source.data))

    def write(changes: Mapping[int, Sequence[Change]], manner: Manner) -> bytes:
        try:
            return mark + changed(text, changes.get(0, ())).encode(encoding)
        except UnicodeEncodeError:
            raise Unwritten("a replacement that the file's encoding cannot write") from None

    return Flat([Piece(text)] if text else [], [], write)


def _decoded(source: Source) -> tuple[str, str, bytes] | None:
    """Text, encoding and byte order mark; None for what is no text."""
    data = source.data
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode(data[len(mark) :], encoding, mark)
    for encoding in _guesses(source):
        if found := _decode(data, encoding, b""):
            return found
    return None


def _decode(data: bytes, encoding: str, mark: bytes) -> tuple[str, str, bytes] | None:
    try:
        text = data.decode(encoding)
        whole = text.encode(encoding) == data
    except (UnicodeError, LookupError):
        return None
    return (text, encoding, mark) if whole and not _CONTROL.search(text) else None


def _guesses(source: Source) -> Sequence[str]:
    """Encodings to try, likeliest first: as declared, UTF-8, UTF-16 by its zero bytes, and Windows-1252."""
    head = source.data[:_LOOK]
    guesses = ["utf-8"]
    if declared := _CHARSET.search(source.declared):
        guesses.insert(0, declared[1])
    if b"\0" in head:
        even, odd = head[::2].count(0), head[1::2].count(0)
        return [*guesses, "utf-16-le" if odd > even else "utf-16-be"]
    return [*guesses, "cp1252", "latin-1"]
