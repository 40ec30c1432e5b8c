"""Protocol buffers read without their schema: where their strings stand, and which lengths go with a change.

On the wire a string, bytes and a message within a message look alike: a length and that many bytes. What is valid UTF-8
and no message is a string; what is a message and no text is walked into. Where both fit, a message begins with the tag
of its field 1 (a line feed) and its lengths fit to the last byte, which no text does but by chance; under any other tag
the whole is read as text and may not be edited. Source: the encoding page of protobuf.dev.

Numbers are not read: none of those that people write stands in one.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from classifiers.documents.contract import Change, Source
from classifiers.documents.flat import changed
from classifiers.documents.sniff import sniff
from proxy.body.builder import Builder, TooMuch
from proxy.body.codecs import Charset
from proxy.body.files import read_document
from proxy.body.packing import InLatin1, Packing
from proxy.body.shape import Shape
from proxy.body.walk import read_text
from proxy.contract import Unreadable

_MOST_FIELDS = 300_000
_MOST_DEPTH = 48
_HIGHEST_INSIDE = 1 << 16  # numbers of fields in a guess at a message; a schema may go to 2 ** 29 - 1
_HASH = 64  # bytes: more than that is no digest or id
_READABLE = re.compile(rb"[\x20-\x7e]{6,}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_HEX = re.compile(r"(?:[0-9a-f]{2}){8,}|(?:[0-9A-F]{2}){8,}")
_LETTER = re.compile(r"\w")
_UTF8 = Charset("utf-8")

type _Field = tuple[int, int, int, int]  # its number, the place of its length, and where it begins and ends


class Span(NamedTuple):
    """A field with a length: where the length stands, where what it counts begins and ends, and what is around it."""

    length: int
    start: int
    end: int
    parent: int


class Text(NamedTuple):
    """A string: its span, the numbers of the fields that lead to it, and whether it surely is one."""

    span: int
    path: tuple[int, ...]
    text: str
    sure: bool

    def __repr__(self) -> str:
        return f"Text(path={self.path})"


@dataclass(frozen=True, slots=True)
class Message:
    """A message that was read; spans stand in the order of their beginnings."""

    spans: Sequence[Span] = field(repr=False)
    texts: Sequence[Text] = field(repr=False)
    blobs: Sequence[int] = field(repr=False)  # spans of bytes that are neither text nor a message


def varint(value: int) -> bytes:
    """A length as it is written."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def _read_varint(data: bytes, at: int, end: int) -> tuple[int, int]:
    """A number and the place after it; the place is -1 where there is none."""
    value = shift = 0
    while at < end and shift < 70:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
    return 0, -1


def _fields(data: bytes, start: int, end: int, highest: int) -> list[_Field] | None:
    """Number, place of the length, start and end of each field with a length; None where this is no message."""
    found: list[_Field] = []
    at = start
    while at < end:
        tag, at = _read_varint(data, at, end)
        number, sort = tag >> 3, tag & 7
        if at < 0 or not 0 < number <= highest:
            return None
        if sort == 0:
            _, at = _read_varint(data, at, end)
            if at < 0:
                return None
        elif sort == 1:
            at += 8
        elif sort == 5:
            at += 4
        elif sort == 2:
            length_at = at
            size, at = _read_varint(data, at, end)
            if at < 0 or at + size > end:
                return None
            found.append((number, length_at, at, at + size))
            at += size
        else:
            return None
        if at > end:
            return None
    return found


def parse(data: bytes) -> Message:
    """Read a whole message. Raises Unreadable for bytes that are none, TooMuch for too many fields."""
    outer = _fields(data, 0, len(data), (1 << 29) - 1)
    if outer is None:
        raise Unreadable("the body is not a message of protocol buffers")
    spans: list[Span] = []
    texts: list[Text] = []
    blobs: list[int] = []
    todo: list[tuple[_Field, int, tuple[int, ...]]] = [(one, -1, (one[0],)) for one in reversed(outer)]
    while todo:
        (_, length, start, end), parent, path = todo.pop()
        if len(spans) + len(todo) > _MOST_FIELDS:
            raise TooMuch("the message has more fields than can be read")
        index = len(spans)
        spans.append(Span(length, start, end, parent))
        if start == end:
            continue
        text = _text(data[start:end])
        inner = _fields(data, start, end, _HIGHEST_INSIDE) if len(path) < _MOST_DEPTH else None
        if inner is not None and (text is None or _is_message(data, start, text, inner)):
            todo += [(one, index, (*path, one[0])) for one in reversed(inner)]
        elif text is None:
            blobs.append(index)
        else:
            texts.append(Text(index, path, text, not _may_be_message(data, inner)))
    return Message(spans, texts, blobs)


def _text(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _is_message(data: bytes, start: int, text: str, inner: Sequence[_Field]) -> bool:
    """Whether bytes that are a text and a message are taken for the message."""
    if _CONTROL.search(text):
        return True
    return data[start] == 0x0A and _may_be_message(data, inner)


def _may_be_message(data: bytes, inner: Sequence[_Field] | None) -> bool:
    """Whether a guessed message holds a text, without which it is not worth a doubt."""
    return any(_LETTER.search(_text(data[start:end]) or "") for _, _, start, end in inner or ())


@dataclass(frozen=True, slots=True)
class InHex:
    """Bytes written in hexadecimal digits."""

    upper: bool

    def encode(self, data: bytes) -> str:
        return data.hex().upper() if self.upper else data.hex()


@dataclass(frozen=True, slots=True)
class MessageCodec:
    """Carries changes of a message (bytes as Latin-1) outwards; every length around a change is written anew."""

    spans: Sequence[Span] = field(repr=False)
    packing: Packing

    def carry(self, raw: str, text: str, changes: Sequence[Change]) -> Iterable[Change]:
        data = changed(text, settled(self.spans, changes)).encode("latin-1")
        return (Change(0, len(raw), self.packing.encode(data)),)


def settled(spans: Sequence[Span], changes: Sequence[Change]) -> list[Change]:
    """The changes, with those of all lengths around them."""
    starts = [span.start for span in spans]
    grown: dict[int, int] = {}
    for change in changes:
        index = bisect_right(starts, change.start) - 1
        while index >= 0 and not spans[index].start <= change.start <= change.end <= spans[index].end:
            index = spans[index].parent
        if index < 0:
            raise ValueError("a change outside of every field")
        grown[index] = grown.get(index, 0) + len(change.text) - (change.end - change.start)
    done = list(changes)
    todo = sorted(grown)
    while todo:
        index = todo.pop()  # the last: what is inside stands after what is around it
        span = spans[index]
        written = varint(span.end - span.start + grown[index])
        if grown[index]:
            done.append(Change(span.length, span.start, written.decode("latin-1")))
        if span.parent >= 0:
            if span.parent not in grown:
                grown[span.parent] = 0
                place = bisect_right(todo, span.parent)
                todo.insert(place, span.parent)
            grown[span.parent] += grown[index] + len(written) - (span.start - span.length)
    return sorted(done)


def read_message(
    builder: Builder, parent: int, place: tuple[int, int], data: bytes, packing: Packing, shape: Shape
) -> None:
    """Make places of the strings of a message that stands at a place of the parent's text. Raises Unreadable."""
    message = parse(data)
    node = builder.node(parent, *place, data.decode("latin-1"), MessageCodec(message.spans, packing))
    for found in message.texts:
        span = message.spans[found.span]
        if _read_hex(builder, node, span, found.text, shape):
            continue
        inner = builder.node(node, span.start, span.end, found.text, _UTF8)
        if found.sure:
            read_text(builder, inner, shape)
        else:
            builder.segment(inner, shape.base, editable=False)
    for blob in message.blobs:
        span = message.spans[blob]
        part = data[span.start : span.end]
        if sniff(part):
            here = (span.start, span.end)
            read_document(builder, node, here, Source(part), InLatin1(), "inside the message")
        elif len(part) > _HASH:
            builder.opaque("binary data of an unknown kind inside the message")
        elif said := _READABLE.findall(part):
            builder.outside(b"\n".join(said).decode("ascii"), shape.base)


def _read_hex(builder: Builder, node: int, span: Span, text: str, shape: Shape) -> bool:
    """A message in hexadecimal digits; false where the string is none that holds a text."""
    if not _HEX.fullmatch(text):
        return False
    data = bytes.fromhex(text)
    try:
        if not parse(data).texts:
            return False
        packing = InHex(upper=text != text.lower())
        read_message(builder, node, (span.start, span.end), data, packing, shape)
    except TooMuch:
        raise
    except Unreadable:
        return False
    return True
