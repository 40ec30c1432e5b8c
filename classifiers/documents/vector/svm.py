"""StarView metafiles: what LibreOffice shows in place of charts and tables.

Source: LibreOffice's ``vcl/source/filter/svm`` and ``include/vcl/metaactiontypes.hxx``.
"""

import struct

from classifiers.documents.contract import Unread
from classifiers.documents.vector.drawn import Drawn

MAGIC = b"VCLMTF"
_HEAD = struct.Struct("<HHL")  # of an action: what, version, bytes
_FIRST, _LAST, _COMMENT = 100, 153, 512
_TEXT, _ARRAY, _STRETCHED, _IN_BOX = 112, 113, 114, 115
_BITMAPS = frozenset(range(116, 125)) | {
    127,
    143,
    147,
    153,
}  # pictures, wallpapers, PostScript, drawings inside
_SHAPES = frozenset({109, 110, 111})
_OWN = ("XGRAD", "XPATH", "XTEXT", "PRNSPOOL", "FIELD_SEQ", "EMF_PLUS_HEADER")
_BEHIND = {_TEXT: 4, _ARRAY: 8, _STRETCHED: 8, _IN_BOX: 2}  # bytes between the two forms of a text
_SMALL = 64  # bytes: a wallpaper of one colour


def read(data: bytes) -> Drawn:
    """All actions in turn. Raises Unread."""
    found = Drawn()
    try:
        at = 12 + struct.unpack_from("<L", data, 8)[0]
        while at + _HEAD.size <= len(data):
            kind, version, size = _HEAD.unpack_from(data, at)
            at += _HEAD.size
            body = data[at : at + size]
            if len(body) < size:
                raise Unread("a broken drawing")
            _action(found, kind, version, body)
            at += size
    except (struct.error, UnicodeDecodeError):
        raise Unread("a broken drawing") from None
    found.strings(data[at:])
    return found


def _action(found: Drawn, kind: int, version: int, body: bytes) -> None:
    if _TEXT <= kind <= _IN_BOX:
        found.texts.append(_said(kind, version, body))
    elif kind == _COMMENT:
        (size,) = struct.unpack_from("<H", body)
        name = body[2 : 2 + size].decode("latin-1")
        if not name.startswith(_OWN):
            found.strings(body)
            found.is_blind |= len(body) > size + _SMALL
    elif kind in _BITMAPS:
        found.is_blind |= len(body) > _SMALL
    elif not (_FIRST <= kind <= _LAST or kind == 0):
        found.is_blind = True
    found.shapes += kind in _SHAPES


def _said(kind: int, version: int, body: bytes) -> str:
    """The text of an action: in Unicode at its begin or behind all else, or in letters of one byte."""
    at = 16 if kind == _IN_BOX else 8
    (size,) = struct.unpack_from("<H", body, at)
    if size and body[at + 2 : at + 4] == b"\0\0":
        return body[at + 4 : at + 4 + 2 * size].decode("utf-16-le")
    narrow = body[at + 2 : at + 2 + size].decode("latin-1")
    at += 2 + size + _BEHIND[kind]
    if kind == _ARRAY:
        at += 4 * struct.unpack_from("<L", body, at - 4)[0]
    if version < 2:
        return narrow
    (size,) = struct.unpack_from("<H", body, at)
    return body[at + 2 : at + 2 + 2 * size].decode("utf-16-le")
