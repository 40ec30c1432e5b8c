"""Plain text in any encoding: source code, Markdown, CSV, logs, and whatever else has no format of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

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
from classifiers.documents.encodings import Decoded, decoded, is_text
from classifiers.documents.flat import changed
from classifiers.documents.sniff import sniff
from classifiers.segment import MOST_CHARACTERS

NAME = "text file"
ORDER = 90


def claims(source: Source) -> bool:
    return not sniff(source.data) and is_text(source)


def read(source: Source, budget: Budget, inner: Inner) -> File:
    found = decoded(source, MOST_CHARACTERS + 1)  # no more of it would be read
    if found is None:
        raise Unread("a file of an unknown kind")
    budget.take(len(source.data))
    return _Text(found)


@dataclass(frozen=True, slots=True)
class _Text:
    """A file that is one text."""

    found: Decoded = field(repr=False)
    opaque: Sequence[str] = ()

    @property
    def pieces(self) -> Sequence[Piece]:
        return (Piece(self.found.text),) if self.found.text else ()

    def write(self, changes: Mapping[int, Sequence[Change]], manner: Manner) -> bytes:
        return b"".join(self.stretches(changes, manner))

    def stretches(
        self, changes: Mapping[int, Sequence[Change]], manner: Manner
    ) -> Sequence[bytes | memoryview]:
        try:
            return self.found.stretches(changed(self.found.text, changes.get(0, ())))
        except UnicodeEncodeError:
            raise Unwritten("a replacement that the file's encoding cannot write") from None
