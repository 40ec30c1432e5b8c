"""Bodies of multipart/form-data (RFC 7578): fields, files and their names; boundaries and all other headers stay.

The root is the bytes themselves, so that binary parts keep their places and are not held twice.
"""

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import unquote

from classifiers.documents.contract import Change, Source
from classifiers.documents.flat import changed
from classifiers.documents.lettering import InBase64
from classifiers.documents.sniff import sniff
from classifiers.segment import Origin
from proxy.body.builder import Builder
from proxy.body.codecs import Charset, Percent
from proxy.body.files import read_document
from proxy.body.media import as_text, unpacked
from proxy.body.packing import FilePacking, InLatin1
from proxy.body.shape import Shape
from proxy.body.walk import read_inside, read_lines, read_text
from proxy.contract import Unreadable

_BOUNDARY = re.compile(r';\s*boundary=(?:"([^"]{1,200})"|([^\s;"]{1,200}))', re.IGNORECASE)
_PARAMETER = re.compile(r';\s*([\w*-]+)=(?:"((?:[^"\\]|\\.)*)"|([^;"\s]*))\s*')
_PLAIN_HEADERS = ("content-type", "content-length")
_BASE64 = "base64;"  # stands before the name of a file that comes in it (HuggingChat)
_ENCODED = "an encoded part of an upload"
_CHARSET = re.compile(r"[A-Za-z]{2,10}[-_]?\d{0,4}(?:-\d{1,2})?")
_FLAT = re.compile(rb"[A-Za-z0-9+/_-]{8,}+={0,2}")
_MOST_PARTS = 1000
_IN_QUOTES = {'"': "%22", "\\": "%5C", "\r": "%0D", "\n": "%0A"}
_LOOK = 1024  # bytes in which JSON begins; what is blank for so long may be anything


class _Header(NamedTuple):
    name: str
    value: str
    at: int  # where the value begins in the body


class _Part(NamedTuple):
    headers: list[_Header]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _InQuotes:
    """A name in quotes, as browsers write it: what would end it has percent signs (WHATWG, multipart/form-data)."""

    encoding: str

    def carry(self, raw: str, text: str, changes: Sequence[Change]) -> Iterable[Change]:
        whole = changed(text, changes)
        for sign, written in _IN_QUOTES.items():
            whole = whole.replace(sign, written)
        return (Change(0, len(raw), Charset(self.encoding).encode(whole).decode("latin-1")),)


def read_multipart(builder: Builder, content_type: str, shape: Shape) -> None:
    """Read all parts of the root's bytes. Raises Unreadable for one not cut as its boundary says."""
    for count, part in enumerate(_parts(builder.raw, content_type)):
        if count >= _MOST_PARTS:
            raise Unreadable("the multipart body has too many parts")
        _read_part(builder, part, shape)


def file_in(content_type: str, body: bytes, name: str) -> bytes:
    """The bytes of the one part of a form that has a name. Raises Unreadable."""
    for part in _parts(body, content_type):
        for header, value, _ in part.headers:
            if header == "content-disposition" and re.search(
                rf';\s*name="?{re.escape(name)}"?(?:;|\Z)', value
            ):
                return body[part.start : part.end]
    raise Unreadable("the multipart body has no such part")


def _parts(body: bytes, content_type: str) -> Iterator[_Part]:
    found = _BOUNDARY.search(content_type)
    if found is None:
        raise Unreadable("the multipart body has no boundary")
    mark = b"--" + (found[1] or found[2]).encode("latin-1", "replace")
    if not body.startswith(mark):
        raise Unreadable("the multipart body does not begin with its boundary")
    at = len(mark)
    while body[at : at + 2] != b"--":
        if body[at : at + 2] != b"\r\n":
            raise Unreadable("the multipart body is not cut as its boundary says")
        head = body.find(b"\r\n\r\n", at)
        end = body.find(b"\r\n" + mark, head + 2)
        if head < 0 or end < 0:
            raise Unreadable("the multipart body ends too early")
        if body.find(mark, at, head) >= 0:
            raise Unreadable("a part of the multipart body has no end to its headers")
        start = min(head + 4, end)
        yield _Part(_headers(body[at + 2 : head].decode("latin-1"), at + 2), start, max(start, end))
        at = end + 2 + len(mark)
    if body[at + 2 :].strip(b"\r\n"):
        raise Unreadable("the multipart body goes on after its end")


def _headers(block: str, at: int) -> list[_Header]:
    """The headers of a block that begins there in the body. Raises Unreadable."""
    found: list[_Header] = []
    for line in block.split("\r\n"):
        name, mark, value = line.partition(":")
        if line and not mark:
            raise Unreadable("a part of the multipart body has a broken header")
        if line:
            blank = len(value) - len(value.lstrip())
            found.append(_Header(name.strip().lower(), value.strip(), at + len(name) + 1 + blank))
        at += len(line) + 2
    return found


def _read_part(builder: Builder, part: _Part, shape: Shape) -> None:
    kind = file_name = ""
    is_file = is_packed = False
    for name, value, at in part.headers:
        if name == "content-disposition":
            named = _read_names(builder, value, at)
            is_file, file_name = is_file or named is not None, named or file_name
        elif name == "content-type":
            kind = value.lower()
            named = _read_names(builder, value, at, typed=True)
            file_name = file_name or named or ""
        elif name == "content-transfer-encoding":
            is_packed = value.lower() == "base64"
            if not is_packed and value.lower() not in ("7bit", "8bit", "binary"):
                builder.opaque(_ENCODED)
                return
        elif name not in _PLAIN_HEADERS:
            builder.outside(_utf8(value), Origin.META)
    data = builder.raw[part.start : part.end]
    if not data:
        return
    if kind.startswith("multipart/"):
        builder.opaque("parts within a part of an upload")
        return
    if is_packed and _packed(data, file_name, said=True) is None:
        builder.opaque(_ENCODED)  # also what stands in lines, which could not be written as they were
        return
    # A file that may be JSON is read as such, any other one as a file of its kind.
    read = (
        None
        if is_packed or (is_file and not _may_be_json(data))
        else as_text(data, declared=kind.startswith("text/"))
    )
    if read is not None:
        node = builder.node(0, part.start, part.end, read[0], read[1])
        inner = replace(shape, base=Origin.FILE) if is_file else shape
        if read_inside(builder, node, inner) or read_lines(builder, node, inner):
            return
        if not is_file:
            read_text(builder, node, inner)
            return
    source = Source(data, file_name, kind)
    packing: FilePacking = InLatin1()
    if (packed := _packed(data, file_name, said=is_packed)) is not None:
        inside = file_name.removeprefix(_BASE64)
        source, packing = Source(packed[0], inside, kind), InBase64(packed[1], packed[2])
    read_document(builder, 0, (part.start, part.end), source, packing, "in an upload")


def _packed(data: bytes, file_name: str, *, said: bool) -> tuple[bytes, bool, bool] | None:
    """A file in base64 where that is said, or by its name (HuggingChat), or where its kind is known by its bytes."""
    if not _FLAT.fullmatch(data):
        return None
    found = unpacked(data)
    return found if found and (said or file_name.startswith(_BASE64) or sniff(found[0])) else None


def _may_be_json(data: bytes) -> bool:
    begin = data[:_LOOK].removeprefix(codecs.BOM_UTF8).lstrip(b" \t\r\n")
    return begin[:1] in (b"", b"{", b"[") or begin.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def _read_names(builder: Builder, value: str, begin: int, *, typed: bool = False) -> str | None:
    """Make places of the names in a Content-Disposition, which begins there in the body; the name of the file, None
    where it is no file. ``typed``: in a Content-Type, where older programs name the file."""
    file_name: str | None = None
    at = value.find(";") if ";" in value else len(value)
    while (found := _PARAMETER.match(value, at)) is not None:
        at = found.end()
        name, group = found[1].lower(), 2 if found[2] is not None else 3
        word, place = found[group], begin + found.start(group)
        is_file = name.startswith("name" if typed else "filename")
        if typed and name == "charset" and _CHARSET.fullmatch(word):
            continue
        if is_file and name.endswith("*"):
            file_name = _read_extended(builder, word, place)
        elif is_file:
            file_name = _unquoted(word) if group == 2 else _utf8(word)
            _place(builder, word, place, file_name, is_plain=group == 2 and "\\" not in word)
        elif name != "name" or not re.fullmatch(r"file|purpose|model|data|prompt|image(\[\])?", word):
            text = unquote(word.rpartition("'")[2]) if name.endswith("*") else _utf8(word)
            builder.outside(text, Origin.META)
    if at < len(value):
        builder.outside(_utf8(value), Origin.META)
    return file_name


def _place(builder: Builder, word: str, place: int, text: str, *, is_plain: bool) -> None:
    """Make a name of a file a place; it can be written anew where it stands in quotes, and no sign in it is escaped."""
    if not is_plain:
        builder.outside(text, Origin.META)
        return
    codec = _InQuotes("utf-8" if word.isascii() or _utf8(word) != word else "latin-1")
    skipped = len(_BASE64) if text.startswith(_BASE64) else 0  # that mark stays
    node = builder.node(0, place + skipped, place + len(word), text[skipped:], codec)
    builder.segment(node, Origin.META)


def _read_extended(builder: Builder, word: str, place: int) -> str:
    """Make a name with its charset and percent signs a place (RFC 8187); it is written anew in UTF-8 alone."""
    charset, _, rest = word.partition("'")
    _, mark, packed = rest.partition("'")
    try:
        if charset.lower() != "utf-8" or not mark or not packed.isascii():
            raise ValueError
        text = unquote(packed, errors="strict")
    except ValueError:
        text = unquote(word.rpartition("'")[2])
        builder.outside(text, Origin.META)
        return text
    start = place + len(word) - len(packed)
    builder.segment(builder.node(0, start, start + len(packed), text, Percent(plus=False)), Origin.META)
    return text


def _unquoted(word: str) -> str:
    """A name as it stands in quotes."""
    text = _utf8(word)
    for sign, written in _IN_QUOTES.items():
        text = text.replace(written, sign)
    return text


def _utf8(text: str) -> str:
    """Text of a Latin-1 view as the UTF-8 that browsers write."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
