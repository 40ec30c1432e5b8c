"""Files in bodies: a document's texts become places of the body, and its changes a file written anew.

The file's node holds all of its texts in reading order, so that a value may stand in two runs or two cells; its codec
carries changes of that text into the file and the file into the text around it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from classifiers.documents.contract import Change, File, InStretches, Manner, Source, Unread, Unwritten
from classifiers.documents.heads import leads
from classifiers.documents.opening import open_file
from classifiers.segment import Origin
from proxy.body.builder import Builder
from proxy.body.layers import SAME, Body
from proxy.body.packing import FilePacking
from proxy.body.pieces import Packed, Patch
from proxy.contract import Document

_USUAL = Manner()
_LARGEST = 64 * 1024  # characters of one place: a long document is several, cut between pieces


@dataclass(frozen=True, slots=True)
class FileCodec:
    """Carries changes of a file's text into the file. ``starts`` are where its pieces begin in that text."""

    file: File = field(repr=False)
    starts: Sequence[int] = field(repr=False)
    packing: FilePacking
    manner: Manner = _USUAL

    def mannered(self, manner: Manner) -> "FileCodec":
        """The same with another manner of writing."""
        return replace(self, manner=manner)

    def carry(self, raw: str, text: str, changes: Sequence[Change]) -> Iterable[Change]:
        """One change: the whole file. Raises Unwritten."""
        written = self.file.write(self._by_piece(text, changes), self.manner)
        return (Change(0, len(raw), self.packing.encode(written)),)

    def patches(
        self, raw: memoryview, span: tuple[int, int], text: str, changes: Sequence[Change]
    ) -> Iterable[Patch]:
        """The same in bytes, packed only while they are sent. Raises Unwritten."""
        made = self._by_piece(text, changes)
        if isinstance(self.file, InStretches):
            written = self.file.stretches(made, self.manner)
        else:
            written = (self.file.write(made, self.manner),)
        return ((*span, Packed(written, self.packing)),)

    def _by_piece(self, text: str, changes: Sequence[Change]) -> Mapping[int, Sequence[Change]]:
        by_piece: dict[int, list[Change]] = {}
        for change in changes:
            self._share(text, change, by_piece)
        return by_piece

    def _share(self, text: str, change: Change, by_piece: dict[int, list[Change]]) -> None:
        """A change over several pieces: the first takes the new text, the others lose their part of the old.

        What the format puts between pieces (a tab, the name of a header) stays: no value may begin or end there.
        Raises Unwritten.
        """
        new, first, last = change.text, change.end, change.start
        for index in range(max(bisect_right(self.starts, change.start) - 1, 0), len(self.starts)):
            begin = self.starts[index]
            if begin >= max(change.end, change.start + 1):
                break
            size = len(self.file.pieces[index].text)
            start, end = max(change.start - begin, 0), min(change.end - begin, size)
            if start < end:
                by_piece.setdefault(index, []).append(Change(start, end, new))
                new, first, last = "", min(first, begin + start), begin + end
        if any(map(str.isalnum, text[change.start : first] + text[last : change.end])):
            raise Unwritten("a value in what stands between the texts of a file")


def in_manner(document: Document, manner: Manner) -> Document:
    """The same document, whose files are written in another manner."""
    if manner == _USUAL or not isinstance(document, Body):
        return document
    nodes = (
        node._replace(codec=node.codec.mannered(manner)) if isinstance(node.codec, FileCodec) else node
        for node in document.nodes
    )
    return replace(document, nodes=tuple(nodes))


def read_document(
    builder: Builder, parent: int, span: tuple[int, int], source: Source, packing: FilePacking, where: str
) -> None:
    """Make places of the texts of a file that stands at ``span`` of the parent's text. Never raises for the file.

    What could not be read of it is noted as opaque, with ``where`` it stands ("in an upload").
    """
    try:
        file = open_file(source)
    except Unread as trouble:
        builder.opaque(f"{trouble} {where}")
    else:
        read_opened(builder, parent, span, file, packing, where)


def read_opened(
    builder: Builder,
    parent: int,
    span: tuple[int, int],
    file: File,
    packing: FilePacking,
    where: str,
    *,
    editable: bool = True,
) -> None:
    """The same for a file that was opened before."""
    for reason in file.opaque:
        builder.opaque(f"{reason} {where}")
    if not file.pieces:
        return
    parts: list[str] = []
    starts: list[int] = []
    ahead = ["", *leads(file.pieces)[1:]]  # nothing is seen ahead of the first
    at = 0
    for piece, before in zip(file.pieces, ahead, strict=True):
        starts.append(at + len(before))
        parts += (before, piece.text)
        at = starts[-1] + len(piece.text)
    text = file.pieces[0].text if len(file.pieces) == 1 else "".join(parts)  # a join would be a copy
    node = builder.node(parent, *span, text, FileCodec(file, starts, packing))
    for begin, end, writable in _groups(file, ahead, starts):
        if begin == 0 and end == len(text):
            builder.segment(node, Origin.FILE, editable=editable and writable)
        else:
            inner = builder.node(node, begin, end, text[begin:end], SAME)
            builder.segment(inner, Origin.FILE, editable=editable and writable)


def _groups(file: File, ahead: Sequence[str], starts: Sequence[int]) -> Iterable[tuple[int, int, bool]]:
    """Runs of pieces that are scanned together: alike in whether they may be edited, and not too long.

    What is seen ahead of the first piece belongs to its run, and a run ends where the head of a table is said again, so
    that the next one begins with it.
    """
    pieces = file.pieces
    first = begin = said = 0
    for after in range(1, len(pieces) + 1):
        cut = after
        if after < len(pieces):
            if ahead[after].strip():
                said = after
            if pieces[after].editable == pieces[first].editable:
                if starts[after] + len(pieces[after].text) - starts[first] <= _LARGEST:
                    continue
                cut = said if said > first else after
        end = starts[cut - 1] + len(pieces[cut - 1].text)
        yield begin, end, pieces[first].editable
        first, begin = cut, end
