"""Plain text in any encoding: source code, Markdown, CSV, logs, and whatever else has no format of its own."""

from collections.abc import Mapping, Sequence

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
from classifiers.documents.encodings import decoded
from classifiers.documents.flat import Flat, changed
from classifiers.documents.sniff import sniff

NAME = "text file"
ORDER = 90


def claims(source: Source) -> bool:
    return not sniff(source.data) and decoded(source) is not None


def read(source: Source, budget: Budget, inner: Inner) -> File:
    found = decoded(source)
    if found is None:
        raise Unread("a file of an unknown kind")
    text = found.text
    budget.take(len(source.data))

    def write(changes: Mapping[int, Sequence[Change]], manner: Manner) -> bytes:
        try:
            return found.encode(changed(text, changes.get(0, ())))
        except UnicodeEncodeError:
            raise Unwritten("a replacement that the file's encoding cannot write") from None

    return Flat([Piece(text)] if text else [], [], write)
