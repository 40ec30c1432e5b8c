"""What lies in the file of a picture beside the picture: chunks of programs, further comments, data behind its end.

Phones hang films and notes behind their pictures, programs that crop one leave the rest of it there, and some files are
a picture and an archive at once.
Sources: PNG 3 (W3C), ITU-T T.81 (JPEG), GIF89a, WebP container specification, [MS-WMF] 2.2.2.3 (BMP),
ISO/IEC 14496-12 (AVIF).
"""

import contextlib
import re
import struct
from collections.abc import Iterator
from typing import NamedTuple

# Chunks that hold pixels, colours and times, and those whose texts are read where the picture is opened.
_PNG_WORDS = """
    IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB bKGD hIST pHYs tIME acTL fcTL fdAT cICP mDCV cLLI sTER oFFs sCAL
    gIFg iDOT tEXt zTXt iTXt eXIf
"""
_PNG = frozenset(name.encode() for name in _PNG_WORDS.split())
_WEBP = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP", b"EXIF", b"XMP "})
_AVIF = frozenset({b"ftyp", b"meta", b"mdat", b"moov"})
_JPEG = (b"JFIF\0", b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0", b"ICC_PROFILE\0", b"MPF\0", b"Adobe\0")
_GIF = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"XMP DataXMP", b"ICCRGBG1012")
_MARKER = re.compile(rb"\xff([^\x00\xff])", re.DOTALL)
_STRINGS = re.compile(rb"(?:[\x20-\x7e]\0){6,4000}|[\x20-\x7e]{10,4000}")


class Leaving(NamedTuple):
    """Bytes of no picture; ``behind``: they follow its end."""

    data: bytes
    behind: bool = False

    def __repr__(self) -> str:
        return f"Leaving({len(self.data)}, {self.behind})"


def leavings(data: bytes, kind: str) -> list[Leaving]:
    """What lies in a picture of a kind ("PNG", "JPEG" ...), without what is empty; a cut file has no end."""
    walk = _WALKS.get(kind)
    if walk is None:
        return []
    found: list[Leaving] = []
    with contextlib.suppress(struct.error, IndexError):
        found += (one for one in walk(data) if one.data.strip(b"\0 \r\n"))
    return found


def strings(data: bytes) -> list[str]:
    """The readable texts in bytes: all of them where they are text, else runs of letters."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = "\0"
    if not re.search(r"[\0-\x08\x0e-\x1f]", text):
        return [text]
    return [found.replace(b"\0", b"").decode("ascii") for found in _STRINGS.findall(data)]


def _png(data: bytes) -> Iterator[Leaving]:
    at = 8
    while at < len(data):
        size, name = struct.unpack_from(">L4s", data, at)
        if name not in _PNG:
            yield Leaving(data[at + 8 : at + 8 + size])
        at += size + 12
        if name == b"IEND":
            yield Leaving(data[at:], behind=True)
            return


def _jpeg(data: bytes) -> Iterator[Leaving]:
    at, comment = 2, b""
    while (found := _MARKER.search(data, at)) is not None:
        marker, at = found[1][0], found.end()
        if marker == 0xD9:
            if data.startswith(
                b"\xff\xd8\xff", at
            ):  # a further picture of the same camera, which is read as one
                at += 2
                continue
            yield Leaving(data[at:], behind=True)
            return
        if marker in range(0xD0, 0xD9) or marker == 1:
            continue
        (size,) = struct.unpack_from(">H", data, at)
        part = data[at + 2 : at + size]
        if marker == 0xFE:
            yield Leaving(comment)  # the last one is read where the picture is opened
            comment = part
        elif 0xE0 <= marker <= 0xEF and not part.startswith(_JPEG):
            yield Leaving(part)
        at += size


def _gif(data: bytes) -> Iterator[Leaving]:
    at = 13 + _colours(data[10])
    while at < len(data):
        sort, at = data[at], at + 1
        if sort == 0x3B:
            yield Leaving(data[at:], behind=True)
            return
        if sort == 0x2C:
            at += 9 + _colours(data[at + 8]) + 1
        else:
            label, at = data[at], at + 1
            if label == 0xFF and not data.startswith(_GIF, at + 1):
                yield Leaving(b"".join(_blocks(data, at)))
        at += sum(len(block) + 1 for block in _blocks(data, at)) + 1


def _colours(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _blocks(data: bytes, at: int) -> Iterator[bytes]:
    while size := data[at]:
        yield data[at + 1 : at + 1 + size]
        at += size + 1


def _webp(data: bytes) -> Iterator[Leaving]:
    end = 8 + int.from_bytes(data[4:8], "little")
    yield Leaving(data[end + end % 2 :], behind=True)
    at = 12
    while at + 8 <= min(end, len(data)):
        name, size = struct.unpack_from("<4sL", data, at)
        if name not in _WEBP:
            yield Leaving(data[at + 8 : at + 8 + size])
        at += 8 + size + size % 2


def _bmp(data: bytes) -> Iterator[Leaving]:
    size = int.from_bytes(data[2:6], "little")
    if size > 54:
        yield Leaving(data[size:], behind=True)


def _ico(data: bytes) -> Iterator[Leaving]:
    (count,) = struct.unpack_from("<H", data, 4)
    ends = [sum(struct.unpack_from("<LL", data, 14 + 16 * number)) for number in range(count)]
    yield Leaving(data[max(ends, default=len(data)) :], behind=True)


def _avif(data: bytes) -> Iterator[Leaving]:
    at = 0
    while at < len(data):
        size, name = struct.unpack_from(">L4s", data, at)
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, at + 8)
        if not name.isalnum() or 0 < size < 8 or (at and name == b"ftyp"):
            yield Leaving(data[at:], behind=True)
            return
        end = at + size if size else len(data)
        if name not in _AVIF:
            yield Leaving(data[at + 8 : end])
        at = end


_WALKS = {"PNG": _png, "JPEG": _jpeg, "GIF": _gif, "WEBP": _webp, "BMP": _bmp, "ICO": _ico, "AVIF": _avif}
