"""Excel 97 to 2003: the cells of every sheet in rows, and the strings of all else: names, comments, formulas, headers.

Source: [MS-XLS] 2.4 (records), 2.5.293 (XLUnicodeRichExtendedString), 2.5.217 (RkNumber).
"""

import struct
from collections.abc import Iterator

from classifiers.documents.contract import Inner, Unread
from classifiers.documents.numbers import Styles
from classifiers.documents.old.contract import Streams, Texts
from classifiers.documents.old.drawn import holds_pictures

_MORE = 0x3C  # the record goes on
# Records of numbers alone: rows, columns, views, indices, colours, blank cells.
_SILENT = frozenset({0x208, 0x23E, 0x1D, 0xD7, 0x20B, 0xFF, 0x7D, 0x92, 0x201, 0xBE})

type Record = tuple[int, list[bytes]]
"""A kind and the record's bytes, with those of the records that continue it."""


def read(streams: Streams, texts: Texts, inner: Inner) -> None:
    """Read a workbook. Raises Unread; struct.error and IndexError for one that is broken."""
    data = streams["Workbook",]
    if struct.unpack_from("<HHH", data)[0::2] != (0x809, 0x600):
        raise Unread("an Excel workbook in the old binary format of before 1997")
    book = _Book(texts)
    for kind, parts in _records(data):
        book.take(kind, parts)


def _records(data: bytes) -> Iterator[Record]:
    found: Record | None = None
    at = 0
    while at + 4 <= len(data):
        kind, size = struct.unpack_from("<HH", data, at)
        part = data[at + 4 : at + 4 + size]
        at += 4 + size
        if kind == _MORE and found is not None:
            found[1].append(part)
            continue
        if found is not None:
            yield found
        found = (kind, [part])
    if found is not None:
        yield found


class _Book:
    """A workbook while its records come."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._shared: list[str] = []
        self._codes: dict[int, str] = {}
        self._looks: list[int] = []
        self._styles: Styles | None = None
        self._row = -1
        self._formulas: list[bytes] = []  # of a sheet, which are read behind its rows
        self._waits = -1  # the row of a formula whose text follows

    def take(self, kind: int, parts: list[bytes]) -> None:
        """One record ([MS-XLS] 2.3.2 has the numbers of all)."""
        data = parts[0]
        match kind:
            case 0x2F:  # FilePass
                raise Unread("an encrypted Office file")
            case 0x809 | 0x0A:  # BOF, EOF
                self._row = -1
                for formula in self._formulas:
                    self._texts.strings(formula, "formulas")
                self._formulas.clear()
            case 0xFC:  # SST
                letters = _Letters(parts, 8)
                (count,) = struct.unpack_from("<L", data, 4)
                self._shared = [letters.string() for _ in range(count)]
                self._texts.strings(letters.aside, "readings")
            case 0x41E:  # Format
                (number,) = struct.unpack_from("<H", data)
                self._codes[number] = _Letters(parts, 2).string()
                self._texts.add(self._codes[number], "formats")
            case 0xE0:  # XF
                self._looks.append(struct.unpack_from("<H", data, 2)[0])
            case 0xFD | 0x204 | 0xD6 | 0x203 | 0x27E | 0xBD | 0x06 | 0x207:
                self._cells(kind, parts)
            case 0x1B6:  # TxO: its letters stand in the parts behind it
                (size,) = struct.unpack_from("<H", data, 10)
                self._texts.add(_Letters(parts, len(data)).letters(size), "comments and boxes")
            case 0x1C | 0x14 | 0x15 | 0x5C if len(data) > 2:  # Note, Header, Footer, WriteAccess
                at = 8 if kind == 0x1C else 0
                self._texts.add(_Letters(parts, at).string(), "headers and authors")
            case 0x85:  # BoundSheet8
                self._texts.add(
                    _Letters(parts, 8).letters(data[6], wide=bool(data[7] & 1)), "names of sheets"
                )
            case _:
                if kind == 0xEB and holds_pictures(b"".join(parts)):  # MsoDrawingGroup
                    self._texts.opaque["pictures in an old Office file"] = None
                for part in parts if kind not in _SILENT else ():
                    self._texts.strings(part, "names, formulas and settings")

    def _cells(self, kind: int, parts: list[bytes]) -> None:
        """Cells of a row: of shared and own texts, of numbers, of formulas with what they came to."""
        data = parts[0]
        (row,) = struct.unpack_from("<H", data)
        match kind:
            case 0xFD:  # LabelSst
                self._cell(row, self._shared[struct.unpack_from("<L", data, 6)[0]])
            case 0x204 | 0xD6:  # Label, RString
                self._cell(row, _Letters(parts, 6).string())
            case 0x203:  # Number
                self._value(row, *struct.unpack_from("<Hd", data, 4))
            case 0x27E:  # RK
                look, packed = struct.unpack_from("<HL", data, 4)
                self._value(row, look, _unpacked(packed))
            case 0xBD:  # MulRk
                for at in range(4, len(data) - 2, 6):
                    look, packed = struct.unpack_from("<HL", data, at)
                    self._value(row, look, _unpacked(packed))
            case 0x06:  # Formula
                self._waits = row
                if data[12:14] != b"\xff\xff":
                    self._value(row, *struct.unpack_from("<Hd", data, 4))
                self._formulas.append(data[20:])
            case _:  # String: what the formula before it came to
                self._cell(self._waits, _Letters(parts, 0).string())

    def _value(self, row: int, look: int, number: float) -> None:
        self._styles = self._styles or Styles(None, self._looks, self._codes)
        self._cell(row, self._styles.shown(repr(number).removesuffix(".0"), look))

    def _cell(self, row: int, text: str) -> None:
        self._texts.add(text, "cells", "\t" if row == self._row else "\n")
        self._row = row


def _unpacked(packed: int) -> float:
    """A number in four bytes: a whole one or the upper half of a double, perhaps a hundred times as large."""
    if packed & 2:
        number = float((packed >> 2) - (1 << 30 if packed & 1 << 31 else 0))
    else:
        (number,) = struct.unpack("<d", bytes(4) + struct.pack("<L", packed & 0xFFFFFFFC))
    return number / 100 if packed & 1 else number


class _Letters:
    """Strings that go on over the parts of a record; each further part says anew how wide its letters are."""

    def __init__(self, parts: list[bytes], at: int) -> None:
        self._parts, self._number, self._at = parts, 0, at
        self.aside = b""  # how texts are to be read aloud

    def string(self) -> str:
        """A string with its length, without its looks."""
        size, flags = struct.unpack("<HB", self._bytes(3))
        runs = struct.unpack("<H", self._bytes(2))[0] if flags & 8 else 0
        more = struct.unpack("<L", self._bytes(4))[0] if flags & 4 else 0
        text = self.letters(size, wide=bool(flags & 1))
        self._bytes(4 * runs)
        self.aside += self._bytes(more)
        return text

    def letters(self, size: int, *, wide: bool = False) -> str:
        """So many letters."""
        found: list[str] = []
        while size > 0:
            part = self._parts[self._number]
            if self._at >= len(part):
                self._next()
                wide = bool(self._bytes(1)[0] & 1)
                continue
            width = 2 if wide else 1
            end = min(self._at + size * width, len(part))
            found.append(part[self._at : end].decode("utf-16-le" if wide else "latin-1", "replace"))
            size -= max((end - self._at) // width, 1)
            self._at = end
        return "".join(found)

    def _bytes(self, size: int) -> bytes:
        found = b""
        while len(found) < size:
            part = self._parts[self._number]
            if self._at >= len(part):
                self._next()
                continue
            more = part[self._at : self._at + size - len(found)]
            self._at += len(more)
            found += more
        return found

    def _next(self) -> None:
        self._number, self._at = self._number + 1, 0
        if self._number >= len(self._parts):
            raise Unread("a broken Excel workbook")
