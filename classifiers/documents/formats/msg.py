"""Outlook messages (msg, oft): all their texts, recipients and attachments; scanned and not edited.

Sources: [MS-OXMSG] 2.1 to 2.4; [MS-OXCDATA] 2.11.1 (property types).
"""

import struct
from collections.abc import Mapping, Sequence

from classifiers.documents.bundle import Bundle
from classifiers.documents.contract import Budget, Change, File, Inner, Source, Unread, Unwritten
from classifiers.documents.mapi import LABELS, readable, unpacked_rich

NAME = "Outlook message"
ORDER = 20  # before other compound files

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROPERTIES = "__properties_version1.0".encode("utf-16-le")
_STREAM = "__substg1.0_"
_ATTACHMENT = "__attach_version1.0_"
_NAMES = "__nameid_version1.0"  # names of properties as programs know them
_UNICODE, _ANSI, _BINARY, _OBJECT = "001F", "001E", "0102", "000D"
_HTML, _RICH, _DATA = "1013", "1009", "3701"
_SMIME = ("IPM.Note.SMIME", "IPM.Note.Secure", "IPM.Note.rpmsg")


def claims(source: Source) -> bool:
    return (
        source.data.startswith(_MAGIC)
        and _PROPERTIES in source.data
        and b"_\0_\0s\0u\0b\0s\0t\0g\0" in source.data
    )


def read(source: Source, budget: Budget, inner: Inner) -> File:
    import olefile

    budget.take(len(source.data))
    bundle = Bundle(source.data)
    with olefile.OleFileIO(source.data) as opened:
        paths = [path for path in opened.listdir() if path[0] != _NAMES]
        if any(path[-1] == "EncryptedPackage" for path in paths):
            raise Unread("an encrypted Office file")
        streams: dict[tuple[str, ...], bytes] = {}
        for path in paths:
            budget.take(opened.get_size(path))
            streams[tuple(path)] = opened.openstream(path).read()
    page = _code_page(streams)
    for path, data in sorted(streams.items(), key=lambda one: (len(one[0]), one[0])):
        _stream(path, data, page, streams, bundle, inner)

    def write(changes: Mapping[int, Sequence[Change]], replaced: Mapping[int, bytes]) -> bytes:
        raise Unwritten("an Outlook message")

    return bundle.built(write)


def _stream(
    path: tuple[str, ...],
    data: bytes,
    page: str,
    streams: Mapping[tuple[str, ...], bytes],
    bundle: Bundle,
    inner: Inner,
) -> None:
    """One stream: a text, a file, or something of another program."""
    name = path[-1]
    if name == "__properties_version1.0":
        return  # numbers and times, and how long the texts are
    if not name.startswith(_STREAM) or len(name) < len(_STREAM) + 8:
        bundle.opaque("an object in an Outlook message")
        return
    tag, kind = name[len(_STREAM) :][:4].upper(), name[len(_STREAM) + 4 :][:4].upper()
    where = "an attachment" if any(part.startswith(_ATTACHMENT) for part in path) else ""
    label = LABELS.get(tag)
    before = f"{label}: " if label else ""
    if kind == _UNICODE:
        bundle.locked(before + data.decode("utf-16-le", "replace").rstrip("\0"), where)
    elif kind == _ANSI:
        bundle.locked(before + data.decode(page, "replace").rstrip("\0"), where)
    elif kind == _BINARY and tag == _DATA:
        bundle.embed(0, Source(data, _file_name(path, streams, page)), inner, "an attachment", editable=False)
    elif kind == _BINARY and tag == _HTML:
        bundle.embed(0, Source(data, "body.html", "text/html"), inner, where, editable=False)
    elif kind == _BINARY and tag == _RICH:
        rich = unpacked_rich(data)
        pages = any(other[:-1] == path[:-1] and other[-1][-8:-4] == _HTML for other in streams)
        if b"\\fromhtml" not in rich or not pages:  # else it is the same page once more
            bundle.embed(0, Source(rich, "body.rtf"), inner, where, editable=False)
    elif kind == _BINARY:
        for text in readable(data):
            bundle.locked(text, where)
    elif kind[:2] == "10":
        bundle.locked(data.decode("utf-16-le" if kind == "101F" else "latin-1", "replace").strip("\0"), where)
    else:
        bundle.opaque("an object in an Outlook message")
    if tag == "001A" and data.decode("utf-16-le", "ignore").startswith(_SMIME):
        bundle.opaque("an encrypted or signed mail")


def _file_name(path: tuple[str, ...], streams: Mapping[tuple[str, ...], bytes], page: str) -> str:
    for tag in ("3707", "3704"):
        for kind, encoding in ((_UNICODE, "utf-16-le"), (_ANSI, page)):
            found = streams.get((*path[:-1], f"{_STREAM}{tag}{kind}"))
            if found:
                return found.decode(encoding, "replace").rstrip("\0")
    return ""


def _code_page(streams: Mapping[tuple[str, ...], bytes]) -> str:
    """The encoding of texts that are not in Unicode (PidTagMessageCodepage, else Windows-1252)."""
    rows = streams.get(("__properties_version1.0",), b"")[32:]
    for at in range(0, len(rows) - 15, 16):
        tag, _, value = struct.unpack_from("<LLQ", rows, at)
        if tag in (0x3FFD0003, 0x3FDE0003):
            name = "utf-8" if value == 65001 else f"cp{value & 0xFFFF}"
            try:
                b"".decode(name)
            except LookupError:
                continue
            return name
    return "cp1252"
