"""Properties of messages as Outlook and Exchange keep them: what people call them, packed rich text, strings in ids.

Sources: [MS-OXPROPS]; [MS-OXRTFCP] 3.1 (packed rich text).
"""

import re
import struct
from collections.abc import Iterator

from classifiers.documents.contract import Unread

LABELS = {"0037": "Subject", "1000": "Body", "0C1A": "From", "0E04": "To", "0E03": "Cc", "0E02": "Bcc"}
LABELS |= {
    "3001": "Name",
    "39FE": "Address",
    "3003": "Address",
    "3707": "File",
    "3704": "File",
    "007D": "Headers",
}
RICH_START = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor "
    rb"MS Sans SerifSymbolArial"
    rb"Times New RomanCourier{\colortbl\red0\green0\blue0"
    + b"\r\n"
    + rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_STRINGS = re.compile(rb"(?:[\x20-\x7e]\0){6,2000}|[\x20-\x7e]{6,2000}")


def readable(data: bytes) -> Iterator[str]:
    """What can be read in ids and other binary properties, addresses above all."""
    for found in _STRINGS.findall(data):
        yield found.replace(b"\0", b"").decode("ascii")


def unpacked_rich(data: bytes) -> bytes:
    """Packed rich text ([MS-OXRTFCP] 3.1.4). Raises Unread."""
    if len(data) < 16:
        raise Unread("broken rich text")
    _, size, kind, _ = struct.unpack_from("<4L", data)
    if kind == 0x414C454D:
        return data[16 : 16 + size]
    if kind != 0x75465A4C or size > 40 * len(data):
        raise Unread("broken rich text")
    ring = bytearray(4096)
    ring[: len(RICH_START)] = RICH_START
    write = len(RICH_START)
    out = bytearray()
    at = 16
    while at < len(data):
        control = data[at]
        at += 1
        for bit in range(8):
            if at >= len(data):
                return bytes(out)
            if control >> bit & 1 == 0:
                pairs = data[at : at + 1]
                at += 1
            else:
                if at + 2 > len(data):
                    return bytes(out)
                token = data[at] << 8 | data[at + 1]
                at += 2
                start, count = token >> 4, (token & 15) + 2
                if start == write:
                    return bytes(out)
                pairs = b""
                for step in range(count):
                    byte = ring[(start + step) % 4096]
                    pairs += bytes([byte])
                    ring[(write + step) % 4096] = byte
                write = (write + count) % 4096
                out += pairs
                continue
            out += pairs
            ring[write] = pairs[0]
            write = (write + 1) % 4096
    return bytes(out)
