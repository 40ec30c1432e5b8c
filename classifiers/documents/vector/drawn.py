"""What a picture of drawing orders says: its texts, the bitmaps in it, and whether letters may have escaped us."""

import re
import struct
from dataclasses import dataclass, field

_STRINGS = re.compile(rb"(?:[\x20-\x7e]\0){4,4000}|[\x20-\x7e]{4,4000}")
_FILE, _INFO, _CORE = 14, 40, 12  # bytes of a bitmap's headers
_BITFIELDS = 3
_MOST_PALETTE = 8  # bits of a pixel that is a place in a palette
_GOES_ON = re.compile(r"[a-z0-9@._-]")
OUTLINES = 60  # shapes that many outlines of letters make at least


@dataclass(slots=True)
class Drawn:
    """Collected record by record. ``shapes`` count outlines, among which letters may be."""

    texts: list[str] = field(default_factory=list, repr=False)
    bitmaps: list[bytes] = field(default_factory=list, repr=False)
    shapes: int = 0
    is_blind: bool = False

    def strings(self, data: bytes) -> None:
        """Whatever can be read in bytes of unknown meaning."""
        self.texts += (found.replace(b"\0", b"").decode("ascii") for found in _STRINGS.findall(data))

    def bitmap(self, head: bytes, bits: bytes = b"") -> None:
        """A bitmap without the head of its file; ``bits`` where its pixels stand elsewhere."""
        made = _file_of(head, bits)
        if made is None:
            self.is_blind = True
        else:
            self.bitmaps.append(made)

    def take(self, other: "Drawn") -> None:
        """All of another one, which says the same again."""
        self.texts += other.texts
        self.bitmaps += other.bitmaps
        self.shapes += other.shapes
        self.is_blind |= other.is_blind

    @property
    def readings(self) -> tuple[str, str]:
        """The texts as lines, and once more with those joined that seem to go on: programs cut words at their lines."""
        said = list(dict.fromkeys(text for text in self.texts if text.strip()))
        flowing = "".join(text if _GOES_ON.match(text) else f"\n{text}" for text in said)
        return "\n".join(said), flowing.removeprefix("\n")

    @property
    def may_hide_letters(self) -> bool:
        """Whether some may be among what was not read, or among many shapes beside little text."""
        return self.is_blind or self.shapes > max(OUTLINES, sum(map(len, self.texts)))


def _file_of(head: bytes, bits: bytes) -> bytes | None:
    """A bitmap as a file ([MS-WMF] 2.2.2.9); None for one that is none."""
    if len(head) < _CORE:
        return None
    (size,) = struct.unpack_from("<L", head)
    if size < _INFO or len(head) < size:
        return None
    depth, method = struct.unpack_from("<HL", head, 14)
    (colours,) = struct.unpack_from("<L", head, 32)
    if depth <= _MOST_PALETTE:
        colours = colours or 1 << depth
    masks = 12 if method == _BITFIELDS and size == _INFO else 0
    start = size + masks + 4 * colours
    if not bits:
        head, bits = head[:start], head[start:]
    if len(head) < start or not bits:
        return None
    total = _FILE + len(head) + len(bits)
    return struct.pack("<2sLHHL", b"BM", total, 0, 0, _FILE + len(head)) + head + bits
