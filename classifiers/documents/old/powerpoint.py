"""PowerPoint 97 to 2003: the texts of slides, notes, masters and comments, also of earlier edits that a save has left.

Source: [MS-PPT] 2.3.1 (RecordHeader), 2.9.42 (TextCharsAtom), 2.9.43 (TextBytesAtom), 2.4.8 (CString).
"""

import struct

from classifiers.documents.contract import Inner, Unread
from classifiers.documents.old.contract import Streams, Texts
from classifiers.documents.old.drawn import pictures

_WIDE, _NARROW, _NAMED = 0x0FA0, 0x0FA8, 0x0FBA
_OBJECT, _ENCRYPTED = 0x1011, 0x2F14
_SEALED = 0xF3D1C4DF  # in the stream about the current user: the document is encrypted
_MARKS = {0x0D: "\n", 0x0B: "\n"}


def read(streams: Streams, texts: Texts, inner: Inner) -> None:
    """Read a presentation. Raises Unread; struct.error for one that is broken."""
    data = streams["PowerPoint Document",]
    user = streams.get(("Current User",), b"")
    if len(user) >= 16 and struct.unpack_from("<L", user, 12)[0] == _SEALED:
        raise Unread("an encrypted Office file")
    at = 0
    while at + 8 <= len(data):
        head, kind, size = struct.unpack_from("<HHL", data, at)
        at += 8
        if kind == _ENCRYPTED:
            raise Unread("an encrypted Office file")
        if kind == _OBJECT:
            texts.opaque["an embedded object in an old Office file"] = None
        if head & 15 == 15 and kind != _OBJECT:
            continue  # a container: its records follow
        part = data[at : at + size]
        if kind in (_WIDE, _NAMED):
            _add(texts, part.decode("utf-16-le", "replace"))
        elif kind == _NARROW:
            _add(texts, part.decode("latin-1"))
        elif kind != _OBJECT:
            texts.strings(part, "names and settings")
        at += size
    for picture in pictures(streams.get(("Pictures",), b"")):
        texts.embed(picture, inner)


def _add(texts: Texts, text: str) -> None:
    for line in text.translate(_MARKS).split("\n"):
        texts.add(line)
