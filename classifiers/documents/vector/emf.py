"""Enhanced metafiles, with the orders of GDI+ in their comments. Source: [MS-EMF] 2.3, [MS-EMFPLUS] 2.3."""

import struct

from classifiers.documents.contract import Unread
from classifiers.documents.vector.drawn import Drawn

_RECORD = struct.Struct("<LL")
_HEADER, _COMMENT = 1, 70
_NARROW, _WIDE, _SHORT = 83, 84, 108
_MANY = frozenset({96, 97})
_BITMAPS = {76: 84, 77: 84, 114: 84, 116: 84, 80: 48, 81: 48}  # where it is said where the bitmap stands
_RARE_BITMAPS = frozenset({78, 79})
_SHAPES = frozenset({2, 3, 7, 8, 63, 64, 85, 86, 90, 91})
_GLYPHS, _NO_BOX, _BYTES = 0x10, 0x100, 0x200  # options of a text
_SMALL = 64
_PLUS, _PLUS_TEXT, _PLUS_GLYPHS, _PLUS_OBJECT = b"EMF+", 0x401C, 0x4036, 0x4008
_PLUS_PICTURE, _CHARACTERS = 5, 1


def starts(data: bytes) -> bool:
    """Whether bytes are an enhanced metafile."""
    return data.startswith(b"\x01\0\0\0") and data[40:44] == b" EMF"


def read(data: bytes) -> Drawn:
    """All records in turn. Raises Unread."""
    found = Drawn()
    at = 0
    try:
        while at + _RECORD.size <= len(data):
            kind, size = _RECORD.unpack_from(data, at)
            if size < _RECORD.size or at + size > len(data):
                raise Unread("a broken drawing")
            _record(found, kind, data[at : at + size])
            at += size
    except struct.error:
        raise Unread("a broken drawing") from None
    found.strings(data[at:])
    return found


def _record(found: Drawn, kind: int, record: bytes) -> None:
    if kind == _HEADER:
        count, at = struct.unpack_from("<LL", record, 60)
        found.texts += _wide(record, at, count).strip("\0").split("\0")
    elif kind in (_NARROW, _WIDE):
        _text(found, record, 36, wide=kind == _WIDE)
    elif kind in _MANY:
        (count,) = struct.unpack_from("<L", record, 36)
        for number in range(min(count, len(record) // 40)):
            _text(found, record, 40 + 40 * number, wide=kind == max(_MANY))
    elif kind == _SHORT:
        count, options = struct.unpack_from("<LL", record, 16)
        at = 36 if options & _NO_BOX else 52
        found.texts.append(
            record[at : at + count].decode("latin-1") if options & _BYTES else _wide(record, at, count)
        )
        found.is_blind |= bool(options & _GLYPHS)
    elif kind in _BITMAPS:
        head, head_size, bits, bits_size = struct.unpack_from("<4L", record, _BITMAPS[kind])
        if head_size:
            found.bitmap(record[head : head + head_size], record[bits : bits + bits_size])
    elif kind == _COMMENT:
        _comment(found, record[12 : 12 + struct.unpack_from("<L", record, 8)[0]])
    found.is_blind |= kind in _RARE_BITMAPS
    found.shapes += kind in _SHAPES


def _text(found: Drawn, record: bytes, where: int, *, wide: bool) -> None:
    count, at, options = struct.unpack_from("<3L", record, where + 8)
    found.texts.append(
        _wide(record, at, count) if wide else record[at : at + count].decode("cp1252", "replace")
    )
    found.is_blind |= bool(options & _GLYPHS)


def _comment(found: Drawn, body: bytes) -> None:
    if not body.startswith(_PLUS):
        found.strings(body)
        found.is_blind |= len(body) > _SMALL
        return
    at = len(_PLUS)
    while at + 12 <= len(body):
        kind, flags, size, _ = struct.unpack_from("<HHLL", body, at)
        data = body[at + 12 : at + max(size, 12)]
        if kind == _PLUS_TEXT:
            found.texts.append(_wide(data, 28, struct.unpack_from("<L", data, 8)[0]))
        elif kind == _PLUS_GLYPHS:
            _, options, _, count = struct.unpack_from("<4L", data)
            found.texts += [_wide(data, 16, count)] if options & _CHARACTERS else []
            found.is_blind |= not options & _CHARACTERS
        elif kind == _PLUS_OBJECT:
            found.is_blind |= flags >> 8 & 0x7F == _PLUS_PICTURE
        at += max(size, 12)


def _wide(data: bytes, at: int, count: int) -> str:
    return data[at : at + 2 * count].decode("utf-16-le", "replace")
