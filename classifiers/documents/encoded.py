"""Files that stand in base64 or uuencode within a text, as tools print them and programs keep them.

Rule 1: base64 counts only where it begins as a known kind of file begins; whatever else is encoded the disguises see
through. uuencode says itself that it is a file.
Rule 2: what then cannot be opened because it is cut or broken was letters where nobody called it a file, and stays what
it was; what is encrypted, or of a kind that is not read, is a blind spot like any other.
Rule 3: a file that was read is no longer part of the text around it; it is written where its letters can be put back
exactly as they stood.
"""

import binascii
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    Unwritten,
)
from classifiers.documents.lettering import Run, base64_of
from classifiers.documents.sniff import sniff
from classifiers.documents.uuencoded import uuencoded

# How base64 of files begins: zip and Office, pdf, pictures, old Office, archives, a database, sound and film.
BEGINNINGS: tuple[str, ...] = (
    *("UEsDB", "JVBERi", "iVBORw0KGgo", "/9j/", "R0lGOD", "SUkqA", "TU0AK", "0M8R4KGxG", "N3q8ryc", "UmFyI"),
    *("UklGR", "U1FMaXRlIGZvcm1hdCAz", "UEFSMQ", "GkXfo", "T2dnU", "ZkxhQ"),
)
LEAST = 80  # characters: no file of these kinds is shorter
_SHORTEST = 24  # characters: nor any text with a file in it
_HEAD = 24  # characters that tell the kind
_LINE = re.compile(r"[A-Za-z0-9+/_-]+={0,2}")
_BREAK = re.compile(r"[ \t]{0,4}(?:\\n|\r?\n)[ \t>#*|]{0,8}")
LEAST_LINE = 40  # characters of a line, where base64 is wrapped
_TO_USUAL = str.maketrans("-_", "+/")


def runs(text: str) -> list[Run]:
    """The files that are written on one line, or over lines of one length, in their order; none over another."""
    return apart([*_in_base64(text), *uuencoded(text)]) if len(text) >= _SHORTEST else []


def apart(found: Iterable[Run]) -> list[Run]:
    """Files in their order, without those that begin in another one."""
    kept: list[Run] = []
    for run in sorted(found, key=lambda run: (run.start, not run.declared)):
        if not kept or run.start >= kept[-1].end:
            kept.append(run)
    return kept


def _in_base64(text: str) -> Iterator[Run]:
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
                yield Run(at, end, data, base64_of(text[at:end], data))
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
class _Held:
    """A file in a text of another one: the place of its text, and where it stands there."""

    place: int
    run: Run
    file: File = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Holding:
    """A file with those that stand encoded in its texts. ``ways`` lead each piece to one of its own texts and where it
    begins there, or to a piece of a file inside.
    """

    file: File
    pieces: Sequence[Piece] = field(repr=False)
    opaque: Sequence[str]
    ways: Sequence[tuple[int | _Held, int]] = field(repr=False)

    def write(self, changes: Mapping[int, Sequence[Change]], manner: Manner) -> bytes:
        return self.file.write(self._own(changes, manner), manner)

    def stretches(
        self, changes: Mapping[int, Sequence[Change]], manner: Manner
    ) -> Sequence[bytes | memoryview]:
        own = self._own(changes, manner)
        if isinstance(self.file, InStretches):
            return self.file.stretches(own, manner)
        return (self.file.write(own, manner),)

    def _own(self, changes: Mapping[int, Sequence[Change]], manner: Manner) -> Mapping[int, Sequence[Change]]:
        """Changes as changes of the file's own texts. Raises Unwritten."""
        own: dict[int, list[Change]] = {}
        inside: dict[int, tuple[_Held, dict[int, Sequence[Change]]]] = {}
        for index, made in changes.items():
            way, at = self.ways[index]
            if isinstance(way, _Held):
                inside.setdefault(id(way), (way, {}))[1][at] = made
            else:
                own.setdefault(way, []).extend(Change(one.start + at, one.end + at, one.text) for one in made)
        for held, theirs in inside.values():
            if held.run.lettering is None:
                raise Unwritten("a file whose letters cannot be put back")
            letters = held.run.lettering.encode(held.file.write(theirs, manner))
            own.setdefault(held.place, []).append(Change(held.run.start, held.run.end, letters))
        return {place: sorted(made) for place, made in own.items()}


def with_encoded(file: File, inner: Inner) -> File:
    """A file with what its texts hold of other files; the same where they hold none."""
    pieces: list[Piece] = []
    ways: list[tuple[int | _Held, int]] = []
    opaque: dict[str, None] = {}
    for place, piece in enumerate(file.pieces):
        at = 0
        for run in runs(piece.text):
            try:
                found = inner(Source(run.data, run.name))
            except Unread as trouble:
                if run.declared or not is_broken(trouble):
                    opaque[str(trouble)] = None
                continue
            opaque |= dict.fromkeys(found.opaque)
            if at < run.start:
                pieces.append(_part(piece, at, run.start))
                ways.append((place, at))
            held, at = _Held(place, run, found), run.end
            where = f"{piece.where}: encoded" if piece.where else "encoded"
            for index, each in enumerate(found.pieces):
                editable = each.editable and piece.editable and run.lettering is not None
                pieces.append(Piece(each.text, where, editable, each.before if index else "\n"))
                ways.append((held, index))
        if at < len(piece.text):
            pieces.append(_part(piece, at, len(piece.text)))
            ways.append((place, at))
    if len(pieces) == len(file.pieces) and not opaque:
        return file
    return _Holding(file, pieces, [*file.opaque, *opaque], ways)


def _part(piece: Piece, start: int, end: int) -> Piece:
    """What stands of a piece before, between or behind files."""
    if end - start == len(piece.text):
        return piece
    return Piece(piece.text[start:end], piece.where, piece.editable, "\n" if start else piece.before)
