"""What macOS puts beside files in archives (AppleDouble, .DS_Store): every string in it; small ones only.

Source: RFC 1740, appendix A and B.
"""

import re
import struct

from classifiers.documents.bundle import Bundle
from classifiers.documents.contract import Budget, File, Inner, Source, Unread, Unwritten

NAME = "metadata of macOS"
ORDER = 20

_DOUBLE, _STORE = b"\x00\x05\x16\x07\x00\x02\x00\x00", b"\x00\x00\x00\x01Bud1"
_LARGEST = 64 * 1024
_RESOURCES = 2  # the number of the entry with a fork of its own
_EMPTY_FORK = 286  # bytes of one that holds nothing
_STRINGS = re.compile(rb"(?:\0[\x20-\x7e]){4,2000}|(?:[\x20-\x7e]\0){4,2000}|[\x20-\x7e]{4,2000}")
_WIDE = re.compile(r"[^\W\d_][\w .@-]{3,200}")


def claims(source: Source) -> bool:
    return source.data.startswith((_DOUBLE, _STORE))


def read(source: Source, budget: Budget, inner: Inner) -> File:
    data = source.data
    budget.take(len(data))
    if len(data) > _LARGEST:
        raise Unread("metadata of macOS that is too large to be only that")
    bundle = Bundle(data)
    if data.startswith(_DOUBLE):
        if len(data) < 26:
            raise Unread("broken metadata of macOS")
        (count,) = struct.unpack_from(">H", data, 24)
        if len(data) < 26 + 12 * count:
            raise Unread("broken metadata of macOS")
        for number in range(count):
            kind, _, size = struct.unpack_from(">3L", data, 26 + 12 * number)
            if kind == _RESOURCES and size > _EMPTY_FORK:
                bundle.opaque("a resource fork")
    for found in _STRINGS.findall(data):
        bundle.locked(found.replace(b"\0", b"").decode("ascii"), NAME)
    for found in _WIDE.findall(data.decode("utf-8", "replace")) + _WIDE.findall(
        data.decode("utf-16-be", "replace")
    ):
        if not found.isascii():
            bundle.locked(found, NAME)
    return bundle.built(_write)


def _write(changes: object, replaced: object) -> bytes:
    raise Unwritten("metadata of macOS")
