"""How an entry of a zip container is unpacked: deflate, bzip2 and LZMA, never further than its size and one byte.

Rule: the packed bytes end where the entry does; what stood behind its end would leave unread.
Source: APPNOTE.TXT 6.3.10 of PKWARE, 4.4.5 and 5.8.
"""

import bz2
import lzma
import struct
import zipfile
import zlib
from typing import Protocol

from classifiers.documents.contract import Unread

_HEAD = struct.Struct("<2BHBL")  # of LZMA: version, size of the properties, the properties
_PROPERTIES = 5
_ENDS = 0x2  # a flag: the end of LZMA is marked
_LEAST_WINDOW = 4096


class _Engine(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes | memoryview, max_length: int = ...) -> bytes: ...


def unpacked(info: zipfile.ZipInfo, packed: memoryview) -> bytes:
    """The bytes of an entry, of the length that its directory says. Raises Unread."""
    match info.compress_type:
        case zipfile.ZIP_STORED:
            return bytes(packed)
        case zipfile.ZIP_DEFLATED:
            return _inflated(packed, info.file_size)
        case zipfile.ZIP_BZIP2:
            return _run(bz2.BZ2Decompressor(), packed, info.file_size)
        case zipfile.ZIP_LZMA if info.flag_bits & _ENDS and len(packed) >= _HEAD.size:
            return _run(_lzma(packed, info.file_size), packed[_HEAD.size :], info.file_size)
    raise Unread("a zip entry packed in a rare way")


def _inflated(packed: memoryview, size: int) -> bytes:
    engine = zlib.decompressobj(-15)
    try:
        found = engine.decompress(packed, size + 1)
    except zlib.error:
        raise Unread("a broken zip entry") from None
    if not engine.eof and len(found) == size:
        found += engine.decompress(engine.unconsumed_tail, 1)
    return _whole(found, engine)


def _lzma(packed: memoryview, size: int) -> lzma.LZMADecompressor:
    _, _, properties, first, window = _HEAD.unpack_from(packed)
    rest, lc = divmod(first, 9)
    pb, lp = divmod(rest, 5)
    # No more of a window than there is to look back to: what is declared would be set aside at once.
    window = max(min(window, size), _LEAST_WINDOW)
    if properties != _PROPERTIES:
        raise Unread("a zip entry packed in a rare way")
    try:
        one = {"id": lzma.FILTER_LZMA1, "dict_size": window, "lc": lc, "lp": lp, "pb": pb}
        return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[one])
    except (lzma.LZMAError, ValueError):
        raise Unread("a broken zip entry") from None


def _run(engine: _Engine, packed: memoryview, size: int) -> bytes:
    found = bytearray()
    try:
        found += engine.decompress(packed, size + 1)
        while not engine.eof and len(found) <= size:
            part = engine.decompress(b"", size + 1 - len(found))
            if not part and not engine.eof:
                break
            found += part
    except (OSError, EOFError, lzma.LZMAError):
        raise Unread("a broken zip entry") from None
    return _whole(bytes(found), engine)


def _whole(found: bytes, engine: "_Engine | zlib._Decompress") -> bytes:
    if not engine.eof or engine.unused_data:
        raise Unread("a zip entry that is not what its directory says")
    return found
