"""Windows metafiles, with the enhanced one that they may carry in pieces. Source: [MS-WMF] 2.3, 2.3.6.1."""

import struct

from classifiers.documents.contract import Unread
from classifiers.documents.vector import emf
from classifiers.documents.vector.drawn import Drawn

_PLACEABLE = b"\xd7\xcd\xc6\x9a"
_HEADS = (b"\x01\x00\x09\x00\x00\x03", b"\x01\x00\x09\x00\x00\x01")
_RECORD = struct.Struct("<LH")
_TEXT, _LONG_TEXT, _ESCAPE = 0x0521, 0x0A32, 0x0626
_BITMAPS = {0x0F43: 22, 0x0B41: 20, 0x0940: 16, 0x0D33: 18, 0x0142: 4}  # where the bitmap begins
_OLD_BITMAPS = frozenset({0x0922, 0x0B23, 0x01F9})  # of the device: of no known form
_SHAPES = frozenset({0x0324, 0x0325, 0x0538})
_BOXED, _GLYPHS = 0x6, 0x10  # options of a text
_SMALL = 64
_CARRIED, _CARRIED_AT = b"WMFC\x01\0\0\0", 38  # a piece of an enhanced metafile, and where it begins


def starts(data: bytes) -> bool:
    """Whether bytes are a Windows metafile."""
    return data.startswith(_PLACEABLE) or (data.startswith(_HEADS) and len(data) > 18)


def read(data: bytes) -> Drawn:
    """All records in turn. Raises Unread."""
    found = Drawn()
    carried = bytearray()
    at = (22 if data.startswith(_PLACEABLE) else 0) + 18
    try:
        while at + _RECORD.size <= len(data):
            words, kind = _RECORD.unpack_from(data, at)
            end = at + 2 * words
            if words < 3 or end > len(data):
                raise Unread("a broken drawing")
            body = data[at + _RECORD.size : end]
            if kind == _ESCAPE and body[4:12] == _CARRIED:
                carried += body[_CARRIED_AT : 4 + struct.unpack_from("<H", body, 2)[0]]
            else:
                _record(found, kind, body)
            at = end
            if kind == 0:
                break
    except struct.error:
        raise Unread("a broken drawing") from None
    found.strings(data[at:])
    if carried:
        found.take(emf.read(bytes(carried)))
    return found


def _record(found: Drawn, kind: int, body: bytes) -> None:
    if kind == _TEXT:
        (size,) = struct.unpack_from("<H", body)
        found.texts.append(body[2 : 2 + size].decode("cp1252", "replace"))
    elif kind == _LONG_TEXT:
        size, options = struct.unpack_from("<HH", body, 4)
        at = 16 if options & _BOXED else 8
        found.texts.append(body[at : at + size].decode("cp1252", "replace"))
        found.is_blind |= bool(options & _GLYPHS)
    elif kind in _BITMAPS:
        found.bitmap(body[_BITMAPS[kind] :])
    elif kind == _ESCAPE:
        found.strings(body)
        found.is_blind |= len(body) > _SMALL
    found.is_blind |= kind in _OLD_BITMAPS
    found.shapes += kind in _SHAPES
