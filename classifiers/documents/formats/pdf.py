"""Pdf files: pages with unseen text and pictures, notes, properties and attached files; written without the values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from classifiers.documents.contract import (
    Budget,
    Change,
    File,
    Inner,
    Manner,
    Piece,
    Source,
    Unread,
    Unwritten,
)
from classifiers.documents.flat import Flat, changed
from classifiers.documents.pdf.build import build
from classifiers.documents.pdf.check import check, check_streams
from classifiers.documents.pdf.outside import outside
from classifiers.documents.pdf.pages import Page, load, read_page
from classifiers.documents.pdf.parts import Parts, read_parts
from classifiers.documents.pdf.raster import Marks, picture_of
from classifiers.documents.pdf.revisions import OLDER, older
from classifiers.documents.pdf.sheets import stretches
from classifiers.documents.pdf.typeset import typeset
from classifiers.documents.picture import Pictures

NAME = "pdf"
ORDER = 10

_LOOK = 1024  # programs that show pdfs accept other bytes before the header


def claims(source: Source) -> bool:
    return b"%PDF-" in source.data[:_LOOK]


def read(source: Source, budget: Budget, inner: Inner) -> File:
    check_streams(source.data, budget)
    document = load(source.data)
    pictures = Pictures(budget)
    pages: list[Page] = []
    for number in range(len(document)):
        budget.take(0)
        pages.append(read_page(document, number, pictures))
    document.close()
    parts = read_parts(source.data, budget)
    then = older(source.data, pages, parts, pictures, budget)
    aside, beside, unread = outside(source.data)
    parts.strings += [*then.strings, *aside]
    files: list[tuple[str, bytes, File | None]] = []
    opaque = dict.fromkeys(chain.from_iterable(page.opaque for page in pages)) | parts.opaque | then.opaque
    opaque |= dict.fromkeys(unread)
    for name, data in parts.files:
        try:
            files.append((name, data, inner(Source(data, name))))
        except Unread as trouble:
            opaque[f"{trouble} attached to a pdf"] = None
            files.append((name, data, None))
    opaque.update((reason, None) for _, _, file in files for reason in (file.opaque if file else ()))
    left: list[File] = []
    for data in (*parts.forms, *then.files, *beside):
        try:
            left.append(inner(Source(data)))
        except Unread as trouble:
            opaque[f"{trouble} in a pdf"] = None
    opaque.update((reason, None) for file in left for reason in file.opaque)
    pdf = _Pdf(source.data, pages, parts, files, left)
    return Flat(pdf.pieces(), list(opaque), pdf.write)


@dataclass(frozen=True, slots=True)
class _Spot:
    """What a piece is of: a page's text from ``at`` on, a line of a picture on it, a string, a piece of an attached
    file, or of a file that is left behind when a new one is written."""

    sort: str
    number: int
    at: int = 0
    picture: int = 0
    line: int = 0


@dataclass(frozen=True, slots=True)
class _Pdf:
    data: bytes = field(repr=False)
    pages: Sequence[Page] = field(repr=False)
    parts: Parts = field(repr=False)
    files: Sequence[tuple[str, bytes, File | None]] = field(repr=False)
    left: Sequence[File] = field(repr=False)

    def _all(self) -> list[tuple[_Spot, Piece]]:
        free = not self.parts.signed
        found: list[tuple[_Spot, Piece]] = []
        told = stretches([page.text for page in self.pages])
        for number, (page, parts) in enumerate(zip(self.pages, told, strict=True)):
            where = f"page {number + 1}"
            for start, end, before in parts:
                if page.text[start:end].strip():
                    piece = Piece(page.text[start:end], where, free, before)
                    found.append((_Spot("page", number, start), piece))
            for index, shown in enumerate(page.shown):
                for at, (line, before) in enumerate(shown.picture.with_breaks()):
                    spot = _Spot("line", number, 0, index, at)
                    found.append((spot, Piece(line.text, f"image on {where}", free, before)))
        for number, (where, text) in enumerate(self.parts.strings):
            found.append((_Spot("string", number), Piece(text, where, free)))
        for number, (_, _, file) in enumerate(self.files):
            for at, piece in enumerate(file.pieces if file else ()):
                where = f"attachment: {piece.where}" if piece.where else "attachment"
                inside = Piece(piece.text, where, free and piece.editable, piece.before)
                found.append((_Spot("file", number, 0, 0, at), inside))
        for file in self.left:
            for piece in file.pieces:
                inside = Piece(piece.text, f"form: {piece.where}", free, piece.before)
                found.append((_Spot("left", 0), inside))
        return found

    def pieces(self) -> list[Piece]:
        """All texts of the file."""
        return [piece for _, piece in self._all()]

    def write(self, changes: Mapping[int, Sequence[Change]], manner: Manner) -> bytes:
        """The file without the values. Raises Unwritten, also where one is found in what was written."""
        if not any(changes.values()):
            return self.data
        everything = self._all()
        said: dict[str, str] = {}
        marks: dict[int, Marks] = {}
        inside: dict[int, dict[int, Sequence[Change]]] = {}
        for index, some in changes.items():
            spot, piece = everything[index]
            if not piece.editable:
                raise Unwritten("a signed pdf")
            if spot.sort == "string":
                said[piece.text] = changed(piece.text, some)
            elif spot.sort == "left":
                continue
            elif spot.sort == "file":
                inside.setdefault(spot.number, {})[spot.line] = some
            elif spot.sort == "page":
                held = marks.get(spot.number, Marks())
                on_page = (Change(one.start + spot.at, one.end + spot.at, one.text) for one in some)
                marks[spot.number] = Marks((*held.text, *on_page), held.lines)
            else:
                held = marks.get(spot.number, Marks())
                lines = {key: dict(value) for key, value in held.lines.items()}
                lines.setdefault(spot.picture, {})[spot.line] = some
                marks[spot.number] = Marks(held.text, lines)
        after = [changed(piece.text, changes.get(index, ())) for index, (_, piece) in enumerate(everything)]
        if manner.pdf == "text":
            written = typeset(self._sheets(everything, after))
        else:
            files = [
                (
                    said.get(name, name),
                    file.write(inside[number], manner) if file and number in inside else data,
                )
                for number, (name, data, file) in enumerate(self.files)
            ]
            written = self._redacted(marks, said, files)
        values = [
            everything[index][1].text[one.start : one.end] for index, some in changes.items() for one in some
        ]
        check(written, values, after)
        return written

    def _redacted(
        self, marks: Mapping[int, Marks], said: Mapping[str, str], files: Sequence[tuple[str, bytes]]
    ) -> bytes:
        document = load(self.data)
        pictures = {
            number: picture_of(document, number, self.pages[number], some) for number, some in marks.items()
        }
        document.close()
        return build(self.data, pictures, lambda text: said.get(text, text), files)

    def _sheets(self, everything: Sequence[tuple[_Spot, Piece]], after: Sequence[str]) -> list[list[str]]:
        """The texts by page; what stands on none comes last."""
        sheets: list[list[str]] = [[] for _ in range(len(self.pages) + 1)]
        for (spot, piece), text in zip(everything, after, strict=True):
            if piece.where == OLDER:
                continue  # nobody sees it
            at = spot.number if spot.sort in ("page", "line") else len(self.pages)
            if at == len(self.pages):
                text = f"{piece.where}: {text}"
            sheets[at] += text.split("\n")
        return [sheet for sheet in sheets if sheet]
