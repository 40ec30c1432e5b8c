"""SVG drawings: lines of text as they are seen, titles, descriptions, metadata, pages and pictures in them."""

from classifiers.documents.contract import Budget, File, Inner, Source, Unread
from classifiers.documents.drawing import DrawingReader
from classifiers.documents.encodings import decoded
from classifiers.documents.sniff import sniff
from classifiers.documents.tagged import Sort, tokens

NAME = "SVG drawing"
ORDER = 55  # before other XML

_LOOK = 20_000


def claims(source: Source) -> bool:
    head = source.data[:_LOOK].replace(b"\0", b"")
    if b"svg" not in head or sniff(source.data):
        return False
    found = decoded(source)
    if found is None or not found.text.lstrip().startswith("<"):
        return False
    first = next((one for one in tokens(found.text[:_LOOK], xml=True) if one.sort is Sort.START), None)
    return first is not None and first.name.rpartition(":")[2] == "svg"


def read(source: Source, budget: Budget, inner: Inner) -> File:
    budget.take(len(source.data))
    found = decoded(source)
    if found is None:
        raise Unread("a drawing in an unknown encoding")
    return DrawingReader(source.data, found, inner).read().file()
