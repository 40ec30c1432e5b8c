"""A file that holds other files: their pieces in a row, and the way of changes back into each."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from classifiers.documents.contract import Change, File, Inner, Manner, Piece, Source, Unread
from classifiers.documents.flat import Flat

_MOST_TEXTS = 500_000

type Write = Callable[[Mapping[int, Sequence[Change]], Mapping[int, bytes]], bytes]
"""Writes the file from the changes of its own texts (by index) and the new bytes of files inside (by key)."""


class _Inside(NamedTuple):
    key: int
    file: File
    first: int


class Bundle:
    """Collects texts and files inside. ``sealed``: nothing of it may be edited, because it is signed."""

    def __init__(self, data: bytes, *, sealed: bool = False) -> None:
        self._data = data
        self.sealed = sealed
        self._pieces: list[Piece] = []
        self._locked: dict[tuple[str, str], Piece] = {}
        self._inside: list[_Inside] = []
        self._opaque: dict[str, None] = {}

    def text(self, text: str, where: str = "", before: str = "\n") -> int:
        """One text that can be edited, and its index. Raises Unread where there are too many."""
        if len(self._pieces) + len(self._locked) >= _MOST_TEXTS:
            raise Unread("a file with too many texts")
        self._pieces.append(Piece(text, where, not self.sealed, before))
        return len(self._pieces) - 1

    def locked(self, text: str, where: str) -> None:
        """One text that cannot be edited; these come last, so that they part no others."""
        if text.strip():
            self._locked.setdefault((where, text), Piece(text, where, False))

    def opaque(self, reason: str) -> None:
        """Name something that was not read; the same is named once."""
        self._opaque[reason] = None

    def embed(self, key: int, source: Source, inner: Inner, where: str, *, editable: bool = True) -> bool:
        """Read a file inside; what cannot be read of it is named. Empty ones are left out."""
        if not source.data:
            return True
        try:
            file = inner(source)
        except Unread as trouble:
            self.opaque(str(trouble))
            return False
        for reason in file.opaque:
            self.opaque(reason)
        if file.pieces:
            self._inside.append(_Inside(key, file, len(self._pieces)))
        if len(self._pieces) + len(file.pieces) > _MOST_TEXTS:
            raise Unread("a file with too many texts")
        for index, piece in enumerate(file.pieces):
            inside = f"{where}: {piece.where}" if where and piece.where else where or piece.where
            free = piece.editable and editable and not self.sealed
            self._pieces.append(Piece(piece.text, inside, free, piece.before if index else "\n\n"))
        return True

    def built(self, write: Write) -> Flat:
        """The file."""
        inside, data = list(self._inside), self._data

        def written(changes: Mapping[int, Sequence[Change]], manner: Manner) -> bytes:
            own = {index: made for index, made in changes.items() if made}
            replaced: dict[int, bytes] = {}
            for key, file, first in inside:
                theirs = {
                    index: own.pop(first + index) for index in range(len(file.pieces)) if first + index in own
                }
                if theirs:
                    replaced[key] = file.write(theirs, manner)
            return write(own, replaced) if own or replaced else data

        return Flat([*self._pieces, *self._locked.values()], list(self._opaque), written)
