"""Files that stand in base64 within a text, as tools print them and programs keep them.

Rule 1: only what begins as a known kind of file begins counts; whatever else is encoded the disguises see through.
Rule 2: what then cannot be opened because it is cut or broken was letters, and stays what it was; what is encrypted, or
of a kind that is not read, is a blind spot like any other.
"""

import binascii
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from classifiers.documents.contract import (
    Change,
    File,
    Inner,
    InStretches,
    Manner,
    Piece,
    Source,
    Unread,
)
from classifiers.documents.sniff import sniff

# How base64 of files begins: zip and Office, pdf, pictures, old Office, archives, a database, sound and film.
BEGINNINGS: tuple[str, ...] = (
    *("UEsDB", "JVBERi", "iVBORw0KGgo", "/9j/", "R0lGOD", "SUkqA", "TU0AK", "0M8R4KGxG", "N3q8ryc", "UmFyI"),
    *("UklGR", "U1FMaXRlIGZvcm1hdCAz", "UEFSMQ", "GkXfo", "T2dnU", "ZkxhQ"),
)
LEAST = 80  # characters: no file of these kinds is shorter
_HEAD = 24  # characters that tell the kind
_LINE = re.compile(r"[A-Za-z0-9+/_-]+={0,2}")
_BREAK = re.compile(r"(?:\\n|\r?\n)[ \t>#*|]{0,8}")
LEAST_LINE = 40  # characters of a line, where base64 is wrapped
_TO_USUAL = str.maketrans("-_", "+/")


def runs(text: str) -> Iterator[tuple[int, int, bytes]]:
    """Where files begin and end that are written on one line, or over lines of one length; and their bytes."""
    if len(text) < LEAST:
        return
    read = 0
    for at in sorted({place for beginning in BEGINNINGS for place in _places(text, beginning)}):
        if at < read or (at and (text[at - 1].isalnum() or text[at - 1] in "+/_-")):
            continue
        if not sniff(_decoded(text[at : at + _HEAD]) or b""):
            continue
        ends = list(_ends(text, at))
        read = ends[-1] if ends else at
        # The last line is shorter, or no longer part of it: programs print fours of letters.
        tried = [(end, _BREAK.sub("", text[at:end])) for end in reversed(ends[-2:])]
        for end, flat in sorted(tried, key=lambda each: len(each[1]) % 4 != 0):
            data = _decoded(flat) if len(flat) >= LEAST else None
            if data is not None:
                yield at, end, data
                break


def _decoded(flat: str) -> bytes | None:
    letters = flat.rstrip("=").translate(_TO_USUAL)
    try:
        return binascii.a2b_base64(letters + "=" * (-len(letters) % 4))
    except (binascii.Error, ValueError):
        return None


def _places(text: str, beginning: str) -> Iterator[int]:
    at = text.find(beginning)
    while at >= 0:
        yield at
        at = text.find(beginning, at + len(beginning))


def _ends(text: str, at: int) -> Iterator[int]:
    """Where lines of base64 end that begin at a place: the first, and those as long as it, and one shorter."""
    line = _LINE.match(text, at)
    if line is None:
        return
    yield line.end()
    width = len(line.group())
    while width >= LEAST_LINE and not line.group().endswith("="):
        after = _BREAK.match(text, line.end())
        line = _LINE.match(text, after.end()) if after else None
        if line is None or len(line.group()) > width:
            return
        yield line.end()
        if len(line.group()) < width:
            return


def is_broken(trouble: Unread) -> bool:
    """Whether a file could not be opened because it is cut or none."""
    return str(trouble).startswith("a broken ")


@dataclass(frozen=True, slots=True)
class _Holding:
    """A file with the pieces of those that stand encoded in its texts; they stay as they are."""

    file: File
    pieces: Sequence[Piece] = field(repr=False)
    opaque: Sequence[str]

    def write(self, changes: Mapping[int, Sequence[Change]], manner: Manner) -> bytes:
        return self.file.write(changes, manner)

    def stretches(
        self, changes: Mapping[int, Sequence[Change]], manner: Manner
    ) -> Sequence[bytes | memoryview]:
        if isinstance(self.file, InStretches):
            return self.file.stretches(changes, manner)
        return (self.file.write(changes, manner),)


def with_encoded(file: File, inner: Inner) -> File:
    """A file with what its texts hold of other files; the same where they hold none."""
    pieces: list[Piece] = []
    opaque: dict[str, None] = {}
    for piece in file.pieces:
        for _, _, data in runs(piece.text):
            try:
                found = inner(Source(data))
            except Unread as trouble:
                if not is_broken(trouble):
                    opaque[str(trouble)] = None
                continue
            opaque |= dict.fromkeys(found.opaque)
            where = f"{piece.where}: encoded" if piece.where else "encoded"
            pieces += (Piece(each.text, where, editable=False, before=each.before) for each in found.pieces)
    if not pieces and not opaque:
        return file
    return _Holding(file, [*file.pieces, *pieces], [*file.opaque, *opaque])
