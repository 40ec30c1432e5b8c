"""Office drawings in binary: whether pictures are kept with them, and the pictures that are kept by themselves.

Source: [MS-ODRAW] 2.2.12 (OfficeArtDggContainer), 2.2.20 (OfficeArtBStoreContainer).
"""

import struct
from collections.abc import Iterator

_DRAWINGS, _PICTURES = 0xF000, 0xF001
_MAGICS = (b"\x89PNG\r\n", b"\xff\xd8\xff")
_HEAD = 64  # bytes of digests before a picture


def holds_pictures(data: bytes) -> bool:
    """Whether the drawings of a file, whose container begins the bytes, hold pictures."""
    if len(data) < 8 or struct.unpack_from("<HH", data)[1] != _DRAWINGS:
        return False
    at, end = 8, min(8 + int.from_bytes(data[4:8], "little"), len(data))
    while at + 8 <= end:
        _, kind, size = struct.unpack_from("<HHL", data, at)
        if kind == _PICTURES and size:
            return True
        at += 8 + size
    return False


def pictures(data: bytes) -> Iterator[bytes]:
    """The pictures of a stream of them, each as a file; empty for one in a format that is none (a drawing)."""
    at = 0
    while at + 8 <= len(data):
        (size,) = struct.unpack_from("<L", data, at + 4)
        part = data[at + 8 : at + 8 + size]
        starts = [start for magic in _MAGICS if (start := part.find(magic, 0, _HEAD)) >= 0]
        yield part[min(starts) :] if starts else b""
        at += 8 + size
