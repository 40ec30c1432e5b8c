"""XML read with the place of every text in its bytes, and changed by splicing: what is not changed stays as it is.

Rule 1: no document type, so no entities and nothing from outside (expat of the standard library does the reading).
Rule 2: places are offsets in UTF-8; another encoding is put into UTF-8 for reading and back for writing.
"""

import codecs
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol
from xml.parsers import expat

from classifiers.documents.contract import Unread, Unwritten

_DEEPEST = 400
_ENCODINGS = {"utf-8": "utf-8", "us-ascii": "utf-8", "ascii": "utf-8", "utf8": "utf-8"} | {
    name: name for name in ("utf-16", "utf-16le", "utf-16be", "iso-8859-1", "windows-1252")
}
_DECLARED = re.compile(rb"""\s*<\?xml[^>]{0,60}?\sencoding\s*=\s*["']([\w.-]{1,40})["']""")
_ATTRIBUTE = re.compile(rb"""\s+([^\s=>/]+)\s*=\s*("[^"]*"|'[^']*')""")
_TAG = re.compile(rb"""<([^\s>/]+)((?:\s+[^\s=>/]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(/?)>""")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

type Splice = tuple[int, int, bytes]


class Reader(Protocol):
    """What is told of an XML text while it is read. Attributes alternate local names and values."""

    def name(self, qualified: str) -> str:
        """The name to use for "URI local"; asked once for each."""

    def start(self, name: str, attributes: Sequence[str], at: int) -> None:
        """An element begins at ``at``."""

    def end(self, name: str, at: int) -> None:
        """An element ended; ``at`` is the offset behind it."""

    def text(self, text: str, start: int, end: int) -> None:
        """Text between two tags."""

    def comment(self, text: str, start: int, end: int) -> None:
        """A comment or an instruction to programs, from its mark to its end."""


class _Deep(Exception):
    pass


def as_utf8(data: bytes) -> tuple[bytes, str]:
    """An XML text in UTF-8 without a mark, and the encoding it was in. Raises Unread."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            encoding = name
            break
    else:
        declared = _DECLARED.match(data)
        found = _ENCODINGS.get(declared[1].decode("ascii").lower()) if declared else "utf-8"
        if found is None or b"\0" in data[:4]:
            raise Unread("XML in a rare encoding")
        encoding = found
    if encoding == "utf-8":
        return data, encoding
    try:
        return data.decode(encoding).encode("utf-8"), encoding
    except UnicodeError:
        raise Unread("XML that is not in the encoding it says") from None


def from_utf8(data: bytes, encoding: str) -> bytes:
    """The way back of ``as_utf8``."""
    if encoding == "utf-8":
        return data
    return data.decode("utf-8").encode(encoding, "xmlcharrefreplace")


def parse(raw: bytes, reader: Reader) -> None:
    """Read an XML text in UTF-8. Raises Unread for anything that is not well-formed, or deeper than is sane."""
    parser = expat.ParserCreate("utf-8", " ")
    parser.ordered_attributes = True
    buffer: list[str] = []
    begins: list[int] = []
    names: dict[str, str] = {}
    fields: dict[str, str] = {}
    depth = 0
    opened = -1  # where the element began that was the last thing seen

    def local(name: str) -> str:
        found = names.get(name)
        if found is None:
            found = names[name] = reader.name(name)
        return found

    def field(name: str) -> str:
        found = fields.get(name)
        if found is None:
            found = fields[name] = name.rpartition(" ")[2]
        return found

    def flush(at: int) -> None:
        if buffer:
            reader.text("".join(buffer), begins[0], at)
            buffer.clear()
            begins.clear()

    def start(name: str, attributes: list[str]) -> None:
        nonlocal depth, opened
        at = parser.CurrentByteIndex
        flush(at)
        depth += 1
        if depth > _DEEPEST:
            raise _Deep
        if attributes:
            attributes[::2] = [field(one) for one in attributes[::2]]
        reader.start(local(name), attributes, at)
        opened = at

    def end(name: str) -> None:
        nonlocal depth, opened
        at = parser.CurrentByteIndex
        flush(at)
        depth -= 1
        if opened < 0 or raw[at - 2 : at] != b"/>" or at <= opened:
            at = raw.index(b">", at) + 1
        opened = -1
        reader.end(local(name), at)

    def chars(data: str) -> None:
        nonlocal opened
        if not buffer:
            begins.append(parser.CurrentByteIndex)
            opened = -1
        buffer.append(data)

    def comment(data: str) -> None:
        nonlocal opened
        at = parser.CurrentByteIndex
        flush(at)
        opened = -1
        reader.comment(data, at, raw.index(b"-->", at) + 3)

    def instruction(target: str, data: str) -> None:
        nonlocal opened
        at = parser.CurrentByteIndex
        flush(at)
        opened = -1
        reader.comment(f"{target} {data}", at, raw.index(b"?>", at) + 2)

    def doctype(*_: object) -> None:
        raise Unread("XML with a document type")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = chars
    parser.StartCdataSectionHandler = lambda: chars("")
    parser.CommentHandler = comment
    parser.ProcessingInstructionHandler = instruction
    parser.StartDoctypeDeclHandler = doctype
    _run(parser, raw)


def check(raw: bytes) -> None:
    """Raise Unwritten for XML that is not well-formed: a change must never break a file."""
    try:
        _run(expat.ParserCreate("utf-8", " "), raw)
    except Unread:
        raise Unwritten("a change would break the file") from None


def _run(parser: expat.XMLParserType, raw: bytes) -> None:
    try:
        parser.Parse(raw, True)
    except expat.ExpatError:
        raise Unread("broken XML") from None
    except _Deep:
        raise Unread("XML that is nested too deep") from None


def spliced(raw: bytes, splices: Iterable[Splice]) -> bytes:
    """The bytes with splices made; one that lies inside another gives way to it."""
    parts: list[bytes] = []
    at = 0
    for start, end, new in sorted(splices, key=lambda one: (one[0], -one[1])):
        if start < at:
            continue
        parts += (raw[at:start], new)
        at = end
    parts.append(raw[at:])
    return b"".join(parts)


def escaped(text: str, *, attribute: bool = False) -> bytes:
    """Text as it stands in XML. Raises Unwritten for characters that XML cannot hold."""
    if _UNWRITABLE.search(text):
        raise Unwritten("a replacement that XML cannot hold")
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    if attribute:
        text = text.replace('"', "&quot;").replace("'", "&#39;").replace("\n", "&#10;").replace("\t", "&#9;")
    return text.encode("utf-8")


def tag_at(raw: bytes, at: int) -> "re.Match[bytes]":
    """The tag that begins at ``at``: its name, its attributes as written, and its slash where it is empty."""
    found = _TAG.match(raw, at)
    if found is None:
        raise Unwritten("a tag that is written in a rare way")
    return found


def attribute_at(raw: bytes, at: int, index: int) -> tuple[int, int]:
    """Start and end of the value of the attribute number ``index`` (declarations of namespaces not counted)."""
    tag = tag_at(raw, at)
    for found in _ATTRIBUTE.finditer(raw, tag.start(2), tag.end(2)):
        if found[1] == b"xmlns" or found[1].startswith(b"xmlns:"):
            continue
        if index == 0:
            return found.start(2) + 1, found.end(2) - 1
        index -= 1
    raise Unwritten("a tag that is written in a rare way")


def retagged(raw: bytes, at: int, change: Callable[[str, str], str | None]) -> Splice:
    """A start tag with ``change`` made to each attribute: (local name, escaped value) to a value, None to drop it."""
    tag = tag_at(raw, at)
    parts = [b"<", tag[1]]
    for found in _ATTRIBUTE.finditer(raw, tag.start(2), tag.end(2)):
        name, value = found[1].decode("utf-8"), found[2][1:-1].decode("utf-8")
        new = value if name.startswith("xmlns") else change(name.rpartition(":")[2], value)
        if new is not None:
            parts.append(found[0] if new == value else b' %s="%s"' % (found[1], new.encode("utf-8")))
    parts += (tag[3], b">")
    return tag.start(), tag.end(), b"".join(parts)
