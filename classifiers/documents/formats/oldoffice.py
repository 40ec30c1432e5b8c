"""Word, Excel and PowerPoint files of before 2007: all their texts; scanned and not edited.

Macros, pictures and embedded objects in them are opaque, and so is what is encrypted or older than 1997.
Sources: [MS-CFB]; [MS-DOC], [MS-XLS], [MS-PPT].
"""

import struct
from collections.abc import Mapping, Sequence

from classifiers.documents.contract import Budget, Change, File, Inner, Manner, Source, Unread, Unwritten
from classifiers.documents.flat import Flat
from classifiers.documents.old import excel, powerpoint, word
from classifiers.documents.old.contract import Streams, Texts

NAME = "old Office file"
ORDER = 30  # before other compound files

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_READERS = {"WordDocument": word.read, "Workbook": excel.read, "PowerPoint Document": powerpoint.read}
_SEALED = ("EncryptedPackage", "\x06DataSpaces")
_MACROS = frozenset({"Macros", "_VBA_PROJECT_CUR", "VBA", "_VBA_PROJECT"})
_READ = frozenset({"WordDocument", "Workbook", "PowerPoint Document", "Data", "Pictures"})
_ABOUT = frozenset(
    {"\x01CompObj", "\x01Ole", "\x03ObjInfo", "MsoDataStore", "_SX_DB_CUR", "Revision Log", "User Names"}
)
_ABOUT |= {"\x05SummaryInformation", "\x05DocumentSummaryInformation", "0Table", "1Table", "Current User"}
_MOST_STREAMS = 2_000
_PREVIEW = 17  # the number of that property


def claims(source: Source) -> bool:
    if not source.data.startswith(_MAGIC):
        return False
    return any(name.encode("utf-16-le") + b"\0\0" in source.data for name in _READERS)


def read(source: Source, budget: Budget, inner: Inner) -> File:
    import olefile

    budget.take(len(source.data))
    streams: Streams = {}
    with olefile.OleFileIO(source.data) as opened:
        paths = opened.listdir()
        names = {name for path in paths for name in path}
        if not names.isdisjoint(_SEALED):
            raise Unread("an encrypted Office file")
        if len(paths) > _MOST_STREAMS:
            raise Unread("an old Office file with too many parts")
        for path in paths:
            budget.take(opened.get_size(path))
            streams[tuple(path)] = opened.openstream(path).read()
        size, table = opened.sector_size, opened.fat
        free = [at for at, following in enumerate(table) if following == olefile.FREESECT]
    main = next((name for name in _READERS if (name,) in streams), None)
    if main is None:
        raise Unread("an object of another program")
    texts = Texts()
    try:
        _READERS[main](streams, texts, inner)
    except (struct.error, KeyError, IndexError):
        raise Unread("a broken old Office file") from None
    for path, data in streams.items():
        if path[0] in _MACROS:
            texts.opaque["macros"] = None
        elif path[0] not in _READ | _ABOUT:
            known = "an embedded object in" if len(path) > 1 else "an unknown part of"
            texts.opaque[f"{known} an old Office file"] = None
        if path[0] not in _READ:
            texts.strings(data, "properties and settings")
    if _has_preview(streams.get(("\x05SummaryInformation",), b"")):
        texts.opaque["a preview picture"] = None
    for at in free:  # of what was deleted
        texts.strings(source.data[(at + 1) * size : (at + 2) * size], "left in the file")
    return Flat(texts.pieces, list(texts.opaque), _write)


def _has_preview(properties: bytes) -> bool:
    """Whether properties hold a picture of the first page ([MS-OLEPS] 2.21)."""
    try:
        (start,) = struct.unpack_from("<L", properties, 44)
        (count,) = struct.unpack_from("<L", properties, start + 4)
        numbers = struct.unpack_from(f"<{2 * min(count, 100)}L", properties, start + 8)[::2]
    except struct.error:
        return False
    return _PREVIEW in numbers


def _write(changes: Mapping[int, Sequence[Change]], manner: Manner) -> bytes:
    raise Unwritten("an old Office file")
