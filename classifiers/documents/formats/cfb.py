"""Compound files (OLE): encrypted Office files and those of before 1997 are named; a file in a wrap is read.

Other programs put their files into documents in such a wrap. Its file is scanned and not edited.
Sources: [MS-CFB]; [MS-OLEDS] 2.3.6 (OLENativeStream); [MS-OFFCRYPTO] 2.3.4; [MS-OXMSG].
"""

import re
import struct
from collections.abc import Mapping, Sequence

from classifiers.documents.contract import (
    Budget,
    Change,
    File,
    Inner,
    Manner,
    Piece,
    Source,
    Unread,
    Unwritten,
)
from classifiers.documents.flat import Flat

NAME = "compound file"
ORDER = 40  # after formats that read a sort of compound file themselves

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NATIVE = "\x01Ole10Native"
_WRAPPED = ("Package", "CONTENTS")
_ABOUT = frozenset({"\x01CompObj", "\x03ObjInfo", "\x01Ole", "\x03LinkInfo"})
# Streams and storages by which a program knows its own files.
_KINDS = (
    ("EncryptedPackage", "an encrypted Office file"),
    ("Book", "an Excel workbook in the old binary format"),
    ("__properties_version1.0", "an Outlook message"),
    ("VisioDocument", "a Visio drawing in the old binary format"),
    ("_VBA_PROJECT_CUR", "macros"),
    ("VBA", "macros"),
)
_STRINGS = re.compile(rb"(?:[\x20-\x7e]\0){5,4000}|[\x20-\x7e]{5,4000}")


def claims(source: Source) -> bool:
    return source.data.startswith(_MAGIC)


def read(source: Source, budget: Budget, inner: Inner) -> File:
    import olefile

    budget.take(len(source.data))
    with olefile.OleFileIO(source.data) as opened:
        paths = opened.listdir(streams=True, storages=True)
        names = {path[-1] for path in paths}
        for name, reason in _KINDS:
            if name in names:
                raise Unread(reason)
        streams = opened.listdir(streams=True, storages=False)
        budget.take(sum(opened.get_size(path) for path in streams))
        contents = {path[0]: opened.openstream(path).read() for path in streams if len(path) == 1}
    if not any(name in contents for name in (_NATIVE, *_WRAPPED)):
        raise Unread("an object of another program")
    pieces: list[Piece] = []
    opaque: dict[str, None] = {}
    for name, data in contents.items():
        if name in _ABOUT:
            pieces += [
                Piece(found.replace(b"\0", b"").decode("ascii"), "an embedded object", False)
                for found in _STRINGS.findall(data)
            ]
        elif name == _NATIVE or name in _WRAPPED:
            wrapped, said = _native(data) if name == _NATIVE else (Source(data), ())
            pieces += [Piece(text, "an embedded object", False) for text in said if text]
            _look(wrapped, inner, pieces, opaque)
        else:
            opaque["a part of an embedded object"] = None
    if len(contents) < len(streams):
        opaque["a part of an embedded object"] = None
    return Flat(pieces, list(opaque), _write)


def _look(wrapped: Source, inner: Inner, pieces: list[Piece], opaque: dict[str, None]) -> None:
    try:
        file = inner(wrapped)
    except Unread as trouble:
        opaque[str(trouble)] = None
        return
    opaque.update(dict.fromkeys(file.opaque))
    pieces += [
        Piece(piece.text, "a file in an embedded object", False, piece.before if index else "\n")
        for index, piece in enumerate(file.pieces)
    ]


def _native(data: bytes) -> tuple[Source, Sequence[str]]:
    """The file of a native stream and the names and paths beside it. Raises Unread."""
    try:
        at = data.index(b"\0", 6)
        label = data[6:at]
        end = data.index(b"\0", at + 1)
        path = data[at + 1 : end]
        (length,) = struct.unpack_from("<L", data, end + 5)
        kept = data[end + 9 : end + 9 + length].rstrip(b"\0")
        start = end + 9 + length + 4
        (size,) = struct.unpack_from("<L", data, start - 4)
    except (ValueError, struct.error):
        raise Unread("an object of another program") from None
    if start + size > len(data):
        raise Unread("an object of another program")
    said = [text.decode("cp1252", "replace") for text in (label, path, kept)]
    wide = data[start + size :]  # the same three names in UTF-16, where the program wrote them
    said.append(wide.decode("utf-16-le", "ignore").replace("\0", " ").strip())
    return Source(data[start : start + size], said[0]), said


def _write(changes: Mapping[int, Sequence[Change]], manner: Manner) -> bytes:
    raise Unwritten("a file in an embedded object")
