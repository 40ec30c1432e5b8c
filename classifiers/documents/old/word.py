"""Word 97 to 2003: the whole text by its table of pieces, with notes, headers, comments and boxes.

What a quick save has left in the file besides, names of styles, of authors and of marks are read as strings.
Source: [MS-DOC] 2.4.1 (retrieving text), 2.5 (the file information block), 2.8.35 (PlcPcd), 2.9.38 (Clx).
"""

import re
import struct
from itertools import pairwise

from classifiers.documents.contract import Inner, Unread
from classifiers.documents.old.contract import Streams, Texts
from classifiers.documents.old.drawn import holds_pictures

_SIGN = 0xA5EC
_CLX, _DRAWINGS = 33, 50  # places in the table of the block's parts
_MARKS = {7: "\t", 0x0B: "\n", 0x0C: "\n", 0x0D: "\n", 0x0E: "\n", 0x1E: "-"}
_MARKS |= dict.fromkeys((0x13, 0x14, 0x15), " ")
_MARKS |= dict.fromkeys((*range(7), 8, 0x1F), "")
_LINE = re.compile(r"[^\n]+")


def read(streams: Streams, texts: Texts, inner: Inner) -> None:
    """Read a document. Raises Unread; struct.error and KeyError for one that is broken."""
    main = streams["WordDocument",]
    sign, version, flags = struct.unpack_from("<HH6xH", main)
    if sign != _SIGN or version < 0xC1:
        raise Unread("a Word document in the old binary format of before 1997")
    if flags & 0x8100:
        raise Unread("an encrypted Office file")
    table = streams["1Table" if flags & 0x200 else "0Table",]
    start, size = _part(main, _CLX)
    taken: list[tuple[int, int]] = []
    whole = "".join(_pieces(main, table[start : start + size], taken)).translate(_MARKS)
    for line in _LINE.findall(whole):
        texts.add(line)
    texts.know(_LINE.findall(whole))
    at = 0
    for begin, end in sorted(taken):
        texts.strings(main[at:begin], "left in the document")
        at = max(at, end)
    texts.strings(main[at:], "left in the document")
    start, size = _part(main, _DRAWINGS)
    if holds_pictures(table[start : start + size]) or streams.get(("Data",), b"").strip(b"\0"):
        texts.opaque["pictures in an old Office file"] = None


def _part(main: bytes, number: int) -> tuple[int, int]:
    """Where a part of the file stands in the table stream, by its place in the file information block."""
    (words,) = struct.unpack_from("<H", main, 32)
    (longs,) = struct.unpack_from("<H", main, 34 + 2 * words)
    at = 36 + 2 * words + 4 * longs
    (count,) = struct.unpack_from("<H", main, at)
    if number >= count:
        return 0, 0
    start, size = struct.unpack_from("<LL", main, at + 2 + 8 * number)
    return start, size


def _pieces(main: bytes, clx: bytes, taken: list[tuple[int, int]]) -> list[str]:
    """The pieces of the text in their order; where their bytes stand is added to ``taken``."""
    at = 0
    while at < len(clx) and clx[at] == 1:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if clx[at : at + 1] != b"\2":
        raise Unread("a broken Word document")
    (length,) = struct.unpack_from("<L", clx, at + 1)
    plc = clx[at + 5 : at + 5 + length]
    count = (len(plc) - 4) // 12
    places = struct.unpack_from(f"<{count + 1}L", plc)
    parts: list[str] = []
    size = 0
    for number, (first, last) in enumerate(pairwise(places)):
        (start,) = struct.unpack_from("<L", plc, 4 * (count + 1) + 8 * number + 2)
        narrow, start = bool(start & 0x40000000), start & 0x3FFFFFFF
        start, width = (start // 2, 1) if narrow else (start, 2)
        end = start + width * (last - first)
        size += end - start
        if last < first or end > len(main) or size > 2 * len(main):
            raise Unread("a broken Word document")
        taken.append((start, end))
        parts.append(main[start:end].decode("cp1252" if narrow else "utf-16-le", "replace"))
    return parts
