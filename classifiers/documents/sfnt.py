"""The tables of a font file: as they are (TrueType, OpenType, collections), or packed for pages (WOFF, WOFF2).

Rule 1: bytes that belong to no table are no font; whoever hides something behind one gets no reading.
Sources: OpenType 1.9 (font file), W3C WOFF 1.0 and WOFF 2.0.
"""

import struct
import zlib
from dataclasses import dataclass, field

from classifiers.documents.contract import Budget, Unread

PLAIN = (b"\0\1\0\0", b"OTTO", b"true")
_MOST_TABLES = 200
_MOST_FONTS = 100
_STEP = 1 << 20
# In the order of their numbers in WOFF2.
_TAG_WORDS = """
    cmap head hhea hmtx maxp name OS/2 post cvt_ fpgm glyf loca prep CFF_ VORG EBDT EBLC gasp hdmx kern LTSH PCLT VDMX
    vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG_ sbix acnt avar bdat bloc bsln cvar fdsc feat
    fmtx fvar gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill
"""
_TAGS = _TAG_WORDS.split()


@dataclass(frozen=True, slots=True)
class Font:
    """Tables with their tags (a space at the end is none), what else it says of itself, and bytes of unknown use."""

    tables: list[tuple[str, bytes]] = field(repr=False)
    about: bytes = field(default=b"", repr=False)
    private: bytes = field(default=b"", repr=False)


def is_font(data: bytes) -> bool:
    """Whether bytes begin as a font does."""
    if data.startswith((b"wOFF", b"wOF2", b"ttcf\0")):
        return True
    is_named = all(32 <= byte < 127 for byte in data[12:16])
    return data.startswith(PLAIN) and 0 < int.from_bytes(data[4:6]) <= _MOST_TABLES and is_named


def unpacked(data: bytes, budget: Budget) -> Font:
    """The tables of a font. Raises Unread, and struct.error for one that is cut."""
    if data.startswith(b"wOF2"):
        return _woff2(data, budget)
    if data.startswith(b"wOFF"):
        return _woff(data, budget)
    starts = [0]
    if data.startswith(b"ttcf"):
        version, count = struct.unpack_from(">LL", data, 4)
        if count > _MOST_FONTS:
            raise Unread("a font with too many parts")
        starts = list(struct.unpack_from(f">{count}L", data, 12))
        taken = [(0, 12 + 4 * count + (12 if version >= 0x20000 else 0))]
    else:
        taken = []
    found: dict[tuple[str, int, int], bytes] = {}  # fonts of a collection share tables
    for start in starts:
        (count,) = struct.unpack_from(">H", data, start + 4)
        taken.append((start, start + 12 + 16 * count))
        for number in range(count):
            tag, _, at, size = struct.unpack_from(">4sLLL", data, start + 12 + 16 * number)
            found[_tag(tag), at, size] = data[at : at + size]
            taken.append((at, at + size))
    _whole(data, taken)
    return Font([(tag, table) for (tag, _, _), table in found.items()])


def _woff(data: bytes, budget: Budget) -> Font:
    length, count, _, _, *_, about, packed, _, private, size = struct.unpack_from(">LHHLHHLLLLL", data, 8)
    taken = [(0, 44 + 20 * count), (about, about + packed), (private, private + size)]
    tables: list[tuple[str, bytes]] = []
    for number in range(count):
        tag, at, less, full, _ = struct.unpack_from(">4sLLLL", data, 44 + 20 * number)
        budget.take(full, less)
        part = data[at : at + less]
        taken.append((at, at + less))
        tables.append((_tag(tag), part if less == full else _inflated(part, full)))
    _whole(data[:length], taken)
    if length != len(data):
        raise Unread("a font with other data behind it")
    return Font(tables, _about(data[about : about + packed], budget), data[private : private + size])


def _woff2(data: bytes, budget: Budget) -> Font:
    flavor, length, count, _, _, packed = struct.unpack_from(">4sLHHLL", data, 4)
    about, less, _, private, size = struct.unpack_from(">LLLLL", data, 28)
    if flavor == b"ttcf":
        raise Unread("a packed collection of fonts")
    at, entries = 48, []
    for _ in range(count):
        flags, at = data[at], at + 1
        tag = _TAGS[flags & 63] if flags & 63 < 63 else _tag(data[at : at + 4])
        at += 4 * (flags & 63 == 63)
        full, at = _number(data, at)
        if (flags >> 6 != 3) if tag in ("glyf", "loca") else (flags >> 6 != 0):
            full, at = _number(data, at)
        entries.append((tag, full))
    whole = sum(full for _, full in entries)
    budget.take(whole, packed)
    _whole(data, [(0, at), (at, at + packed), (about, about + less), (private, private + size)])
    stream, tables, begin = _unbrotli(data[at : at + packed], whole), [], 0
    if length != len(data) or len(stream) != whole:
        raise Unread("a font with other data behind it")
    for tag, full in entries:
        tables.append((tag, stream[begin : begin + full]))
        begin += full
    said = data[about : about + less]
    return Font(tables, _unbrotli(said, _STEP) if said else b"", data[private : private + size])


def _tag(tag: bytes) -> str:
    return tag.decode("latin-1").replace(" ", "_")


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A number in UIntBase128, and where it ends."""
    value = 0
    for index in range(at, at + 5):
        value = value << 7 | data[index] & 127
        if data[index] < 128:
            return value, index + 1
    raise Unread("a broken font")


def _about(packed: bytes, budget: Budget) -> bytes:
    budget.take(_STEP)
    return _inflated(packed, _STEP) if packed else b""


def _inflated(packed: bytes, most: int) -> bytes:
    stream = zlib.decompressobj()
    found = stream.decompress(packed, most)
    if not stream.eof or stream.unused_data:
        raise Unread("a font that is packed in an unknown way")
    return found


def _unbrotli(packed: bytes, most: int) -> bytes:
    import brotli

    stream = brotli.Decompressor()
    found = bytearray(stream.process(packed, output_buffer_limit=_STEP))
    while not stream.is_finished() and len(found) <= most:
        more = stream.process(b"", output_buffer_limit=_STEP)
        if not more and stream.can_accept_more_data():
            break
        found += more
    if not stream.is_finished() or len(found) > most:
        raise Unread("a font that is packed in an unknown way")
    return bytes(found)


def _whole(data: bytes, taken: list[tuple[int, int]]) -> None:
    """Look whether every byte belongs to something, but for up to three that fill up. Raises Unread."""
    reached = 0
    for start, end in sorted(part for part in taken if part[0] < part[1]):
        if start > reached and (start - reached > 3 or data[reached:start].strip(b"\0")):
            raise Unread("a font with other data between its tables")
        reached = max(reached, end)
    if reached > len(data):
        raise Unread("a broken font")
    if len(data) - reached > 3 or data[reached:].strip(b"\0"):
        raise Unread("a font with other data behind it")
