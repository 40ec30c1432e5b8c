"""What is read of an old Office file, and the strings in those of its parts that no format tells the texts of."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from classifiers.documents.contract import Inner, Piece, Source, Unread

type Streams = dict[tuple[str, ...], bytes]
"""The streams of a compound file by their paths."""

_WIDE = re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\0|[\x00-\xff][\x01-\x05\x1e\x20]){3,8000}")
_NARROW = re.compile(rb"[\x20-\x7e\xa0-\xff]{4,8000}")
_WORD = re.compile(r"\w")
_MOST_PIECES, _MOST_LETTERS = 500_000, 50_000_000
_SIMPLE = re.compile(r"[A-Za-z0-9]")


@dataclass(slots=True)
class Texts:
    """Pieces in reading order and what could not be read."""

    pieces: list[Piece] = field(default_factory=list, repr=False)
    opaque: dict[str, None] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set, repr=False)
    _letters: int = 0

    def add(self, text: str, where: str = "", before: str = "\n") -> None:
        """One text in its place; blank ones are left out. Raises Unread where there is too much."""
        if text.strip():
            self._letters += len(text)
            if len(self.pieces) > _MOST_PIECES or self._letters > _MOST_LETTERS:
                raise Unread("an old Office file with too much text")
            self.pieces.append(Piece(text, where, False, before))

    def embed(self, data: bytes, inner: Inner) -> None:
        """A picture; without its bytes it is one in a format that is not read."""
        if not data:
            self.opaque["a picture in a vector format"] = None
            return
        try:
            file = inner(Source(data))
        except Unread as trouble:
            self.opaque[str(trouble)] = None
            return
        self.opaque |= dict.fromkeys(file.opaque)
        for piece in file.pieces:
            self.add(piece.text, "a picture", piece.before)

    def strings(self, data: bytes, where: str) -> None:
        """The strings in bytes, those that were read already left out."""
        for text in strings(data):
            if text not in self._seen:
                self._seen.add(text)
                self.add(text, where)

    def know(self, texts: Iterable[str]) -> None:
        """Note texts that were read in their place."""
        self._seen.update(texts)


def strings(data: bytes) -> Iterator[str]:
    """Runs of letters in bytes, of one byte each in Windows-1252 and of two in UTF-16, from every place."""
    for start in (0, 1):
        for found in _WIDE.finditer(data, start):
            if (found.start() - start) % 2 == 0:
                text = found[0].decode("utf-16-le", "replace")
                if len(set(_WORD.findall(text))) >= 3:
                    yield text
    for found in _NARROW.finditer(data):
        text = found[0].decode("cp1252", "replace")
        if len(set(_SIMPLE.findall(text))) >= 3 and 2 * len(_SIMPLE.findall(text)) >= len(text):
            yield text
