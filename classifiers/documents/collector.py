"""What is read of a package, in order: texts, files inside, blind spots."""

from collections.abc import Callable, Sequence

from classifiers.documents.contract import Change, File, Inner, Piece, Source, Unread
from classifiers.documents.slots import Draft, Embedded, PackageFile, Slot, Text
from classifiers.documents.zipped import Zipped

_MOST_TEXTS = 500_000


class _Gone:
    """Where a text stands that leaves with its picture."""

    def put(self, old: str, changes: Sequence[Change], draft: Draft) -> None:
        """Nothing has to be written."""


_GONE = _Gone()


class Collector:
    """Collects while a package is read; what cannot be edited comes last, so that it parts no texts."""

    def __init__(self, *, signed: bool) -> None:
        self._signed = signed
        self._texts: list[Text] = []
        self._locked: dict[tuple[str, str], Text] = {}
        self._files: list[tuple[str, File, str]] = []
        self._opaque: dict[str, None] = {}

    def add(self, text: str, slot: Slot | None, where: str, before: str = "\n") -> None:
        """One text; without a slot it cannot be edited. Raises Unread where there are too many."""
        if not text:
            return
        if slot is None:
            self._locked.setdefault((where, text), Text(Piece(text, where, False), None))
        else:
            self._texts.append(Text(Piece(text, where, not self._signed, before), slot))
        if len(self._texts) + len(self._locked) > _MOST_TEXTS:
            raise Unread("a file with too many texts")

    def opaque(self, reason: str) -> None:
        """Name something that was not read; the same is named once."""
        self._opaque[reason] = None

    def embed(self, name: str, data: bytes, inner: Inner, where: str) -> None:
        """Read the file in an entry; what cannot be read of it is named."""
        file = self._opened(name, data, inner)
        if file and file.pieces:
            self._files.append((name, file, where))

    def preview(self, name: str, data: bytes, inner: Inner) -> None:
        """Read a picture that goes with any change, so that whatever is found in it may be replaced."""
        file = self._opened(name, data, inner)
        for piece in file.pieces if file else ():
            self.add(piece.text, _GONE, "a preview", piece.before)

    def look(self, data: bytes, inner: Inner, where: str) -> None:
        """Read a file that stands somewhere in a part, where it stays as it is."""
        file = self._opened("", data, inner)
        for piece in file.pieces if file else ():
            self.add(piece.text, None, where)

    def _opened(self, name: str, data: bytes, inner: Inner) -> File | None:
        """A file inside; what cannot be read of it is named."""
        try:
            file = inner(Source(data, name))
        except Unread as trouble:
            self.opaque(_reason(trouble, name))
            return None
        for reason in file.opaque:
            self.opaque(reason)
        return file

    def built(self, zipped: Zipped, finish: Callable[[Draft], None]) -> PackageFile:
        """The package as a file."""
        texts = [*self._texts, *self._locked.values()]
        pieces = [text.piece for text in texts]
        embedded = []
        for name, file, where in self._files:
            embedded.append(Embedded(name, file, len(pieces)))
            for index, piece in enumerate(file.pieces):
                inside = f"{where}: {piece.where}" if piece.where else where
                before = piece.before if index else "\n\n"
                pieces.append(Piece(piece.text, inside, piece.editable and not self._signed, before))
        return PackageFile(zipped, texts, embedded, pieces, list(self._opaque), finish)


def _reason(trouble: Unread, name: str) -> str:
    """Why an entry was not read, with the sort of entry where its bytes do not tell."""
    suffix = name.rpartition(".")[2].lower()
    if suffix in ("emf", "wmf", "emz", "wmz", "pict", "pct"):
        return "a vector picture"
    return "an embedded font" if suffix in ("odttf", "fntdata", "ttf", "otf") else str(trouble)
