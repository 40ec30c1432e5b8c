"""The methods by which 7z packs: LZMA, LZMA2, copy, deflate, bzip2, zstd, delta and the filters of programs' code.

Source: 7zFormat.txt and Methods.txt of the LZMA SDK.
"""

import bz2
import lzma
import zlib
from collections.abc import Callable, Mapping
from typing import Any

from classifiers.documents.contract import Unread

LZMA2 = b"\x21"
_AES = b"\x06\xf1\x07\x01"
_DICTIONARY = 1 << 22  # of what is packed here: 2 << (20 // 2 + 11), said as 20
_SAID = b"\x14"
_CHUNK = 1 << 16
_FILTERS: Mapping[bytes, int] = {
    b"\x04": lzma.FILTER_X86,
    b"\x05": lzma.FILTER_POWERPC,
    b"\x06": lzma.FILTER_IA64,
    b"\x07": lzma.FILTER_ARM,
    b"\x08": lzma.FILTER_ARMTHUMB,
    b"\x09": lzma.FILTER_SPARC,
    b"\x03\x03\x01\x03": lzma.FILTER_X86,
    b"\x03\x03\x02\x05": lzma.FILTER_POWERPC,
    b"\x03\x03\x04\x01": lzma.FILTER_IA64,
    b"\x03\x03\x05\x01": lzma.FILTER_ARM,
    b"\x03\x03\x07\x01": lzma.FILTER_ARMTHUMB,
    b"\x03\x03\x08\x05": lzma.FILTER_SPARC,
}


def unpack(method: bytes, properties: bytes, packed: bytes, size: int) -> bytes:
    """What a coder makes of its input, which has to be ``size`` bytes. Raises Unread."""
    if method == _AES:
        raise Unread("an encrypted 7z archive")
    if method == b"\x00":
        found = packed
    elif method in _METHODS:
        try:
            found = _METHODS[method](properties, packed, size)
        except (lzma.LZMAError, zlib.error, OSError, EOFError, ValueError, IndexError):
            raise Unread("a broken 7z archive") from None
    elif method in _FILTERS:
        found = _filtered({"id": _FILTERS[method]}, packed, size)
    else:
        raise Unread("a 7z archive packed in a rare way")
    if len(found) != size:
        raise Unread("a 7z archive that is not what its header says")
    return found


def pack(plain: bytes) -> tuple[bytes, bytes]:
    """The properties and the packed bytes of LZMA2, in its quick manner: someone waits."""
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 1, "dict_size": _DICTIONARY}]
    return _SAID, lzma.compress(plain, lzma.FORMAT_RAW, filters=filters)


def _raw(filters: list[dict[str, Any]], packed: bytes, size: int) -> bytes:
    """LZMA in any form; never more than ``size`` and one byte."""
    engine = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=filters)
    parts = [engine.decompress(packed, size)] if size else []
    while (left := size - sum(map(len, parts))) and not engine.eof:
        part = engine.decompress(b"", left)
        if not part:
            break
        parts.append(part)
    return b"".join(parts)


def _dictionary(said: int, size: int) -> int:
    """No more of a window than there is to look back to: what is declared would be set aside at once."""
    return max(min(said, size), 4096)


def _lzma(properties: bytes, packed: bytes, size: int) -> bytes:
    first, window = properties[0], int.from_bytes(properties[1:5], "little")
    rest, lc = divmod(first, 9)
    pb, lp = divmod(rest, 5)
    one = {"id": lzma.FILTER_LZMA1, "dict_size": _dictionary(window, size), "lc": lc, "lp": lp, "pb": pb}
    return _raw([one], packed, size)


def _lzma2(properties: bytes, packed: bytes, size: int) -> bytes:
    bits = properties[0]
    window = 0xFFFFFFFF if bits >= 40 else (2 | bits & 1) << (bits // 2 + 11)
    return _raw([{"id": lzma.FILTER_LZMA2, "dict_size": _dictionary(window, size)}], packed, size)


def _delta(properties: bytes, packed: bytes, size: int) -> bytes:
    return _filtered({"id": lzma.FILTER_DELTA, "dist": properties[0] + 1}, packed, size)


def _filtered(one: dict[str, int], packed: bytes, size: int) -> bytes:
    """A filter alone: liblzma has it only in front of LZMA2, whose chunks may be unpacked ones."""
    parts: list[bytes] = []
    for at in range(0, len(packed), _CHUNK):
        chunk = packed[at : at + _CHUNK]
        parts += (b"\x02" if at else b"\x01", (len(chunk) - 1).to_bytes(2, "big"), chunk)
    filters = [one, {"id": lzma.FILTER_LZMA2, "dict_size": _CHUNK}]
    return _raw(filters, b"".join((*parts, b"\0")), size)


def _deflate(properties: bytes, packed: bytes, size: int) -> bytes:
    return zlib.decompressobj(-15).decompress(packed, size) if size else b""


def _bzip2(properties: bytes, packed: bytes, size: int) -> bytes:
    """One stream or, where several threads packed it, a few in a row."""
    parts: list[bytes] = []
    while packed and (left := size - sum(map(len, parts))):
        engine = bz2.BZ2Decompressor()
        parts.append(engine.decompress(packed, left))
        while not engine.eof and (left := size - sum(map(len, parts))):
            part = engine.decompress(b"", left)
            if not part and engine.needs_input:
                return b""
            parts.append(part)
        packed = engine.unused_data
    return b"".join(parts)


def _zstd(properties: bytes, packed: bytes, size: int) -> bytes:
    import zstandard

    try:
        with zstandard.ZstdDecompressor(max_window_size=128 << 20).stream_reader(packed) as engine:
            return engine.read(size)
    except zstandard.ZstdError:
        raise ValueError from None


_METHODS: Mapping[bytes, Callable[[bytes, bytes, int], bytes]] = {
    b"\x03": _delta,
    LZMA2: _lzma2,
    b"\x03\x01\x01": _lzma,
    b"\x04\x01\x08": _deflate,
    b"\x04\x02\x02": _bzip2,
    b"\x04\xf7\x11\x01": _zstd,
}
