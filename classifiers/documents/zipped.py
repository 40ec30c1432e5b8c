"""A zip container read strictly, and written again with its untouched entries as they were packed.

Rule 1: every reader must see the same entries: no two of one name, none over another, nothing between or behind them.
Rule 2: sizes are checked against the budget before anything is unpacked, and what is unpacked against sizes and CRC.
Source: APPNOTE.TXT 6.3.10 of PKWARE.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from classifiers.documents.contract import Budget, Unread
from classifiers.documents.zipmethods import unpacked

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s4B4HL2L5H2L")
_END = struct.Struct("<4s4H2LH")
_ENCRYPTED, _STREAMED = 0x1, 0x8
_OF_METHOD = 0x6  # flags that mean another thing for each method
_ZIP64 = 1
_HIDDEN = 40  # bytes that are not zero in an extra field: more than flags, times and owners take
_IN_UNICODE = frozenset({0x6375, 0x7075})  # an entry's comment and name again
_STRING = re.compile(r"[^\W_][^\x00-\x1f\x7f\ufffd]{4,}")
_KNOWN_EXTRAS = frozenset({0x0001, 0x000A, 0x5455, 0x5855, 0x7855, 0x7875, 0xA220, 0xCAFE})


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. ``packed`` are the start and end of its packed bytes in the file."""

    name: str = field(repr=False)
    info: zipfile.ZipInfo = field(repr=False)
    packed: tuple[int, int]
    version: int
    extra: bytes = field(repr=False)  # what stands in front of it; the directory has its own


@dataclass(frozen=True, slots=True)
class Zipped:
    """A container whose directory was read and checked."""

    data: bytes = field(repr=False)
    entries: Mapping[str, Entry] = field(repr=False)
    comments: Sequence[str] = field(repr=False)  # of the whole and of entries, and texts in extra fields
    blind: bool  # some extra field holds more than is known

    def read(self, name: str, budget: Budget) -> bytes:
        """The unpacked bytes of an entry. Raises Unread."""
        start, end = self.entries[name].packed
        budget.take(self.entries[name].info.file_size, end - start)
        return self.unpacked(name)

    def unpacked(self, name: str) -> bytes:
        """The same for an entry that was counted before. Raises Unread."""
        entry = self.entries[name]
        info = entry.info
        found = unpacked(info, memoryview(self.data)[slice(*entry.packed)])
        if len(found) != info.file_size or zlib.crc32(found) != info.CRC:
            raise Unread("a zip entry that is not what its directory says")
        return found

    def write(self, replaced: Mapping[str, bytes], dropped: Collection[str] = ()) -> bytes:
        """The container with entries replaced or dropped; the order and all other packed bytes stay."""
        return b"".join(self.stretches(replaced, dropped))

    def stretches(
        self, replaced: Mapping[str, bytes], dropped: Collection[str] = ()
    ) -> Sequence[bytes | memoryview]:
        """The same in stretches, most of which are the old file's own."""
        out: list[bytes | memoryview] = []
        central = io.BytesIO()
        count = at = 0
        for name, entry in self.entries.items():
            if name in dropped:
                continue
            count += 1
            info = entry.info
            raw, flags = _raw_name(info), info.flag_bits & ~_STREAMED
            method, crc, size = info.compress_type, info.CRC, info.file_size
            packed: bytes | memoryview = memoryview(self.data)[slice(*entry.packed)]
            if name in replaced:
                plain = replaced[name]
                crc, size = zlib.crc32(plain), len(plain)
                if method != zipfile.ZIP_STORED:
                    plain, method, flags = _deflated(plain), zipfile.ZIP_DEFLATED, flags & ~_OF_METHOD
                packed = plain
            time, date = _dos_time(info)
            head = (flags, method, time, date, crc, len(packed), size, len(raw))
            out += (_LOCAL.pack(b"PK\x03\x04", entry.version, *head, 0) + raw, packed)
            extra = _without_zip64(info.extra)
            central.write(
                _CENTRAL.pack(
                    *(b"PK\x01\x02", info.create_version, info.create_system, entry.version & 255, 0, *head),
                    *(len(extra), len(info.comment), 0, info.internal_attr, info.external_attr, at),
                )
                + raw
                + extra
                + info.comment
            )
            at += len(out[-2]) + len(packed)
        comment = self.data[len(self.data) - self._comment_size() :]
        end = _END.pack(b"PK\x05\x06", 0, 0, count, count, central.tell(), at, len(comment))
        return [*out, central.getvalue(), end, comment]

    def _comment_size(self) -> int:
        return _end_of(self.data)[1]


def open_zip(data: bytes, budget: Budget) -> Zipped:
    """Read the directory of a container. Raises Unread for one that two programs could read in two ways."""
    if data.count(b"PK\x01\x02") > budget.count:
        raise Unread("a zip container with too many entries")
    end_at, _ = _end_of(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            infos, start = opened.infolist(), opened.start_dir
            comments = [opened.comment, *(info.comment for info in infos)]
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        ValueError,
        NotImplementedError,
        struct.error,
        EOFError,
    ):
        raise Unread("a broken zip container") from None
    entries: dict[str, Entry] = {}
    for info in infos:
        if info.filename in entries:
            raise Unread("a zip container with two entries of one name")
        entries[info.filename] = _entry(data, info, start)
    at = 0
    for entry in sorted(entries.values(), key=lambda one: one.info.header_offset):
        _joins(data, at, entry.info.header_offset)
        at = entry.packed[1]
    _joins(data, at, start)
    if not start <= end_at:
        raise Unread("a broken zip container")
    extras = {extra for entry in entries.values() for extra in (entry.info.extra, entry.extra) if extra}
    said = [comment.decode("utf-8", "replace") for comment in comments if comment]
    said += dict.fromkeys(text for extra in extras for text in _said(extra))
    return Zipped(data, entries, said, any(_hides(extra) for extra in extras))


def _end_of(data: bytes) -> tuple[int, int]:
    """Where the end record stands, and how long the comment behind it is."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - _END.size - 0xFFFF))
    while at >= 0:
        if at + _END.size <= len(data):
            size = _END.unpack_from(data, at)[-1]
            if at + _END.size + size == len(data):
                return at, size
        at = data.rfind(b"PK\x05\x06", 0, at)
    raise Unread("a broken zip container")


def _entry(data: bytes, info: zipfile.ZipInfo, directory: int) -> Entry:
    at = info.header_offset
    if at < 0 or at + _LOCAL.size > directory:
        raise Unread("a broken zip container")
    mark, version, flags, method, _, _, crc, packed, size, name, extra = _LOCAL.unpack_from(data, at)
    start = at + _LOCAL.size + name + extra
    end = start + info.compress_size
    said = (crc, packed, size)
    if mark != b"PK\x03\x04" or data[at + _LOCAL.size : start - extra] != _raw_name(info) or end > directory:
        raise Unread("a broken zip container")
    if (flags | info.flag_bits) & _ENCRYPTED:
        raise Unread("an encrypted zip entry")
    streamed = flags & _STREAMED and said == (0, 0, 0)
    plain = (info.CRC, info.compress_size, info.file_size)
    large = 0xFFFFFFFF in (packed, size) and crc in (0, info.CRC)
    if method != info.compress_type or not (streamed or large or said == plain):
        raise Unread("a zip entry that is not what its directory says")
    return Entry(info.filename, info, (start, end), version, data[start - extra : start])


def _joins(data: bytes, end: int, following: int) -> None:
    """What stands behind one entry and in front of the next: nothing, or the sizes of the one (its descriptor)."""
    gap = following - end
    if gap == 0 or (gap in (16, 24) and data[end : end + 4] == b"PK\x07\x08") or (gap in (12, 20) and end):
        return
    raise Unread("a zip container with entries over one another or bytes between them")


def _deflated(plain: bytes) -> bytes:
    engine = zlib.compressobj(6, zlib.DEFLATED, -15)
    return engine.compress(plain) + engine.flush()


def _raw_name(info: zipfile.ZipInfo) -> bytes:
    return info.orig_filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437")


def _dos_time(info: zipfile.ZipInfo) -> tuple[int, int]:
    year, month, day, hour, minute, second = info.date_time
    return hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day


def _extras(extra: bytes) -> Sequence[tuple[int, bytes]]:
    found, at = [], 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<2H", extra, at)
        found.append((kind, extra[at : at + 4 + size]))
        at += 4 + size
    return found


def _without_zip64(extra: bytes) -> bytes:
    return b"".join(field for kind, field in _extras(extra) if kind != _ZIP64)


def _hides(extra: bytes) -> bool:
    return any(
        kind not in _IN_UNICODE and len(field) - field.count(0) > _HIDDEN for kind, field in _extras(extra)
    )


def _said(extra: bytes) -> Iterator[str]:
    """Texts in fields that are not known to hold none."""
    for kind, found in _extras(extra):
        if kind not in _KNOWN_EXTRAS:
            yield from _STRING.findall(found[4:].decode("utf-8", "replace"))
