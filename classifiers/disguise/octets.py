"""Octets: bytes that somebody encoded, read as the text that a person would see, packed or within a format.

Rule: keys, digests, pictures and other random bytes are no text.
"""

import base64
import binascii
import bz2
import codecs
import lzma
import re
import zlib

LEAST_RUN = 12  # characters of an encoded run
LEAST_TURNED = 16
_BINARY_START = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"%PDF",
    b"PK\x03\x04",
    b"RIFF",
    b"\x00\x01\x00\x00",
    b"wOF",
)


_HEX = re.compile("[0-9A-Fa-f]++")


class OctetReader:
    """Reads bytes as text, within the room that is left; ``cut`` says that something was longer, ``tried`` up to
    where lines were tried as one."""

    def __init__(self, room: int) -> None:
        self._room = room
        self.cut = False
        self.tried = 0

    def base64(self, run: str) -> str | None:
        digits = run.rstrip("=").replace("-", "+").replace("_", "/")
        if len(digits) < LEAST_RUN or len(digits) % 4 == 1:
            return None
        # A look at the beginning spares most words the rest.
        try:
            octets = base64.b64decode(digits + "=" * (-len(digits) % 4))
        except binascii.Error:
            return None
        return self.text(octets)

    def base64_or_hex(self, run: str) -> str | None:
        """The text of what stood in several lines."""
        if len(run) % 2 == 0 and _HEX.fullmatch(run):
            return self.text(bytes.fromhex(run))
        return self.base64(run)

    def turned(self, run: str) -> str | None:
        """The text of a long run of base64 whose letters were moved by thirteen."""
        if len(run) < LEAST_TURNED or run.isupper() or run.islower() or not run.isascii():
            return None
        return self.base64(codecs.encode(run, "rot13"))

    def base32(self, run: str) -> str | None:
        digits = run.rstrip("=").upper()
        if len(digits) % 8 in (1, 3, 6):
            return None
        try:
            return self.text(base64.b32decode(digits + "=" * (-len(digits) % 8)))
        except binascii.Error:
            return None

    def text(self, octets: bytes, *, packed: bool = True) -> str | None:
        """The text of some bytes, if it is one that a person can read; unpacked first, where they are packed."""
        if octets.startswith(_BINARY_START):
            return None
        shown = _readable(octets)
        if shown is None and packed and len(octets) >= 12:
            unpacked = self._unpacked(octets)
            if unpacked is not None:
                return self.text(unpacked, packed=False)
        if shown is None:
            shown = _texts_in(octets)
        if shown is None:
            return None
        if len(shown) > self._room:
            self.cut = True
            return None
        self._room -= len(shown)
        return told(shown)

    def _unpacked(self, octets: bytes) -> bytes | None:
        """What is packed as gzip, zlib, raw deflate, bzip2 or xz, up to the room that is left."""
        start = octets[:6]
        most = self._room + 1
        try:
            if start[:2] == b"\x1f\x8b":
                shown = zlib.decompressobj(31).decompress(octets, most)
            elif start[0] == 0x78 and start[1] in (0x01, 0x5E, 0x9C, 0xDA):
                shown = zlib.decompressobj().decompress(octets, most)
            elif start[:3] == b"BZh":
                shown = bz2.BZ2Decompressor().decompress(octets, most)
            elif start == b"\xfd7zXZ\x00":
                shown = lzma.LZMADecompressor(memlimit=32_000_000).decompress(octets, most)
            elif not _may_be_deflated(octets):
                return None
            else:
                raw = zlib.decompressobj(-15)
                shown = raw.decompress(octets, most)
                if not raw.eof or len(shown) < 8:
                    return None
        except (zlib.error, OSError, lzma.LZMAError, EOFError, ValueError):
            return None
        if len(shown) >= most:
            self.cut = True
            return None
        return shown or None


def _may_be_deflated(octets: bytes) -> bool:
    """Whether bytes can begin a raw block (RFC 1951, 3.2.3): its type, and a stored length beside its complement."""
    sort = octets[0] >> 1 & 3
    return sort in (1, 2) or (sort == 0 and octets[1] ^ octets[3] == octets[2] ^ octets[4] == 0xFF)


_UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]")


def may_be_text(digits: str) -> bool:
    """Whether some digits of base64, cut from a longer run at a byte, may go on with a text in UTF-8 or UTF-16."""
    octets = base64.b64decode(digits[: len(digits) // 4 * 4])
    if octets.count(0) * 3 >= len(octets) > 0:
        return True
    try:
        # The first bytes may end a character, the last ones begin another.
        shown = codecs.getincrementaldecoder("utf-8")().decode(octets.lstrip(_GOING_ON))
    except UnicodeDecodeError:
        return False
    return bool(shown) and _UNREADABLE.search(shown) is None


_GOING_ON = bytes(range(0x80, 0xC0))


def _readable(octets: bytes) -> str | None:
    """Bytes as UTF-8 or UTF-16, if there is nothing in them that cannot be shown."""
    if len(octets) >= 12 and len(octets) % 2 == 0 and octets[1:24:2].count(0) > 4:
        shown = octets.decode("utf-16-le", "replace").removeprefix("\ufeff")
    elif len(octets) >= 12 and len(octets) % 2 == 0 and octets[0:24:2].count(0) > 4:
        shown = octets.decode("utf-16-be", "replace").removeprefix("\ufeff")
    else:
        # The first bytes decide in most cases, and cost nothing.
        if len(octets) < 6 or (octets[:32].translate(None, _CONTROL) != octets[:32]):
            return None
        try:
            shown = octets.decode()
        except UnicodeDecodeError:
            return None
    if _UNREADABLE.search(shown):
        return None
    if not shown.isascii() and not all(
        map(str.isprintable, shown.replace("\n", "").replace("\r", "").replace("\t", ""))
    ):
        return None
    return shown


_TEXT_IN = re.compile(
    rb"(?:[\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}){8,}+"
)


def _texts_in(octets: bytes) -> str | None:
    """The texts that stand in bytes of a format, a line each, where they are most of it; random bytes hold none.

    A length in front of a text, as most formats write it, may look like a letter of it.
    """
    found = _TEXT_IN.findall(octets)
    if 2 * sum(map(len, found)) < len(octets) - octets.count(0):  # zeros pad, or separate
        return None
    return "\n".join(run[run[0] == len(run) - 1 :].decode("utf-8", "replace") for run in found)


_CONTROL = bytes({*range(0x20), 0x7F} - {9, 10, 13})


def told(shown: str) -> str:
    """A bare number of nine digits that somebody encoded is written like the one that is hidden most."""
    digits = shown.strip()
    if len(digits) == 9 and digits.isdecimal() and digits.isascii():
        return f"{digits[:3]}-{digits[3:5]}-{digits[5:]}"
    return shown
