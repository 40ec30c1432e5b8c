"""What a pdf says besides its pages: properties, notes, links, form fields, bookmarks, alternative texts, files in it.

All objects that can be reached are walked, so that a text in an unusual place is read as well.
"""

import io
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from classifiers.documents.contract import Budget, Source, Unread
from classifiers.documents.encodings import decoded
from classifiers.documents.exif import plain_xmp
from classifiers.documents.pdf.lost import lost
from classifiers.documents.pdf.marked import marked_texts

_MOST = 300_000
_BEGINS, _SHOWS = re.compile(rb"\bBT\s"), re.compile(rb"[)\]>]\s{0,9}T[jJ]\b")  # text that is drawn
_DATE = re.compile(r"D:\d{4,14}[Z+\-\d']*")
_PRIVATE = "data of another program"
_PLACES = {
    "/Info": "document properties",
    "/Metadata": "document properties",
    "/Annots": "annotation",
    "/AcroForm": "form field",
    "/Outlines": "bookmark",
    "/StructTreeRoot": "alternative text",
    "/OCProperties": "layer",
    "/EmbeddedFiles": "attachment",
    "/JS": "script",
    "/PieceInfo": _PRIVATE,
}
_BINARY = frozenset(
    [
        "/ID",
        "/CheckSum",
        "/O",
        "/U",
        "/OE",
        "/UE",
        "/Perms",
        "/DA",
        "/DS",
        "/Lang",
        "/Cert",
        "/ByteRange",
        "/IDS",
    ]
)
_SKIP = frozenset(
    ["/Font", "/ColorSpace", "/Shading", "/Encrypt", "/Parent", "/P", "/FontDescriptor", "/Thumb"]
)
_LONG = ("/V", "/DV", "/RV", "/RC", "/JS")
_PLAYED = frozenset(["/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"])


@dataclass(slots=True)
class Parts:
    """``strings`` are pairs of place and text; ``files`` pairs of name and bytes; ``forms`` are forms in XML."""

    strings: list[tuple[str, str]] = field(default_factory=list, repr=False)
    files: list[tuple[str, bytes]] = field(default_factory=list, repr=False)
    forms: list[bytes] = field(default_factory=list, repr=False)
    opaque: dict[str, None] = field(default_factory=dict)
    signed: bool = False


def reader_of(data: bytes) -> Any:
    """pypdf's view of a file. Raises Unread for one that needs a password."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings quote what they are about
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unread("an encrypted pdf")
    except PyPdfError:
        raise Unread("a broken pdf") from None
    return reader


def read_parts(data: bytes, budget: Budget) -> Parts:
    """Walk a file. Raises Unread."""
    return _Walk(reader_of(data), budget).run()


class _Walk:
    def __init__(self, reader: Any, budget: Budget) -> None:
        self._reader = reader
        self._budget = budget
        self._parts = Parts()
        self._seen: set[tuple[int, int]] = set()
        self._said: set[tuple[str, str]] = set()
        self._left = _MOST

    def run(self) -> Parts:
        trailer = self._reader.trailer
        self._walk(trailer.get("/Info"), "document properties")
        root = trailer["/Root"]
        for key in ("/Metadata", "/Outlines", "/AcroForm"):
            self._walk(root.get(key) if hasattr(root, "get") else None, _PLACES[key])
        self._walk(trailer, "hidden part")
        for one in lost(self._reader, _MOST):
            if isinstance(one, dict) and (one.get("/Type") == "/Page" or self._draws_text(one)):
                self._parts.opaque["a page of a pdf that nothing leads to"] = None
            elif _is_bare(one) and (found := decoded(Source(self._data(one)))):
                self._say("what was taken out", found.text)
            self._walk(one, "what was taken out")
        return self._parts

    def _draws_text(self, one: Any) -> bool:
        """Whether a stream that nothing leads to is what a page or a form draws."""
        if not hasattr(one, "get_data") or one.get("/Type") in ("/XRef", "/ObjStm", "/Metadata"):
            return False
        if one.get("/Subtype") not in (None, "/Form"):
            return False
        data = self._data(one)
        return bool(_BEGINS.search(data) and _SHOWS.search(data))

    def _walk(self, value: Any, where: str) -> None:
        from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

        stack: list[tuple[Any, str, str]] = [(value, "", where)]
        while stack:
            one, key, where = stack.pop()
            self._left -= 1
            if self._left < 0:
                raise Unread("a pdf with too many parts")
            if isinstance(one, IndirectObject):
                place = (one.idnum, one.generation)
                if place in self._seen:
                    continue
                self._seen.add(place)
                one = one.get_object()
            if isinstance(one, DictionaryObject):
                self._judge(one, where)
                stack += [
                    (inside, name, _PLACES.get(name, where))
                    for name, inside in reversed(list(self._inside(one)))
                ]
            elif isinstance(one, ArrayObject):
                if not one or one[0] != "/Indexed":
                    stack += [(inside, key, where) for inside in reversed(one)]
            else:
                self._string(one, key, where)

    def _inside(self, one: Any) -> Iterator[tuple[str, Any]]:
        sealed = one.get("/Type") == "/Sig" or "/ByteRange" in one
        for name, inside in dict.items(one):
            if (
                name in _BINARY
                or (name in _SKIP and not isinstance(inside, str))
                or (sealed and name == "/Contents")
            ):
                continue
            yield str(name), inside

    def _judge(self, one: Any, where: str) -> None:
        """Note what a dictionary is besides the texts in it."""
        parts = self._parts
        sort = one.get("/Subtype")
        for key in _LONG:  # a text may also be a stream (7.9.3)
            held = one.get(key)
            if hasattr(held, "get_data"):
                self._say(_PLACES.get(key, where), _text(self._data(held)))
        if one.get("/Type") == "/Page" or sort == "/Form":
            for stream in _orders(one):
                for text in marked_texts(self._data(stream)):
                    self._say("alternative text", text)
        if "/XFA" in one:
            self._form(one["/XFA"])
        if where == _PRIVATE and hasattr(one, "get_data"):
            parts.opaque["data of another program in a pdf"] = None
        if sort in _PLAYED:
            parts.opaque["a recording in a pdf"] = None
        if "/ByteRange" in one:
            parts.signed = True
        if "/EF" in one:
            self._file(one)
        described = where == _PLACES["/Metadata"] and hasattr(one, "get_data")
        if one.get("/Type") == "/Metadata" or sort == "/XML" or described:
            text = plain_xmp(self._data(one).decode("utf-8", "replace"))
            for line in text.split("\n"):
                self._say("document properties", line)

    def _form(self, held: Any) -> None:
        """A form in XML (XFA): one stream, or packets of it with their names."""
        packets = [held] if hasattr(held, "get_data") else [one.get_object() for one in list(held)[1::2]]
        if all(hasattr(one, "get_data") for one in packets):
            self._parts.forms.append(b"".join(self._data(one) for one in packets))
        else:
            self._parts.opaque["a form that cannot be read (XFA)"] = None

    def _file(self, one: Any) -> None:
        held = one["/EF"].get_object()
        stream = next((held[key] for key in ("/F", "/UF", "/DOS", "/Unix") if key in held), None)
        name = one.get("/UF") or one.get("/F") or ""
        if stream is None:
            self._parts.opaque["a file in a pdf that cannot be read"] = None
        else:
            self._parts.files.append((str(name), self._data(stream.get_object())))

    def _data(self, stream: Any) -> bytes:
        data: bytes = stream.get_data()
        self._budget.take(len(data))
        return data

    def _string(self, one: Any, key: str, where: str) -> None:
        from pypdf.generic import ByteStringObject, TextStringObject

        if isinstance(one, TextStringObject):
            text = str(one)
        elif isinstance(one, ByteStringObject):
            text = bytes(one).decode("utf-8", "replace")
        else:
            return
        if not _DATE.fullmatch(text):
            self._say(where, text)

    def _say(self, where: str, text: str) -> None:
        text = text.strip("\0\ufeff")
        if any(map(str.isalnum, text)) and (where, text) not in self._said:
            self._said.add((where, text))
            self._parts.strings.append((where, text))


def _orders(one: Any) -> Iterator[Any]:
    """The streams that draw a page or a form."""
    held = one if hasattr(one, "get_data") else one.get("/Contents")
    held = held.get_object() if hasattr(held, "get_object") else held
    for stream in held if isinstance(held, list) else [held]:
        found = stream.get_object() if hasattr(stream, "get_object") else stream
        if hasattr(found, "get_data"):
            yield found


def _is_bare(one: Any) -> bool:
    """Whether an object is a stream of which nothing says what it is for."""
    return hasattr(one, "get_data") and one.get("/Type") is None and one.get("/Subtype") is None


def _text(data: bytes) -> str:
    """A text string (7.9.2.2)."""
    if data.startswith(b"\xfe\xff"):
        return data[2:].decode("utf-16-be", "replace")
    return data.decode("utf-8", "replace")
