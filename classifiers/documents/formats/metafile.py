"""Vector pictures of Windows (wmf, emf) and of LibreOffice (svm): their texts, and the bitmaps in them.

Letters that were drawn by the numbers of their shapes, or as outlines, cannot be read: such a picture is opaque.
"""

from classifiers.documents.bundle import Bundle
from classifiers.documents.contract import Budget, File, Inner, Source, Unwritten
from classifiers.documents.vector import emf, svm, wmf

NAME = "vector picture"
ORDER = 20


def claims(source: Source) -> bool:
    data = source.data
    return data.startswith(svm.MAGIC) or emf.starts(data) or wmf.starts(data)


def read(source: Source, budget: Budget, inner: Inner) -> File:
    data = source.data
    budget.take(len(data))
    reader = svm if data.startswith(svm.MAGIC) else emf if emf.starts(data) else wmf
    drawn = reader.read(data)
    bundle = Bundle(data)
    for text in drawn.readings:
        bundle.locked(text, "a vector picture")
    for bitmap in dict.fromkeys(drawn.bitmaps):
        bundle.embed(0, Source(bitmap), inner, "a vector picture", editable=False)
    if drawn.may_hide_letters:
        bundle.opaque("a vector picture whose letters may be shapes")
    return bundle.built(_write)


def _write(changes: object, replaced: object) -> bytes:
    raise Unwritten("a vector picture")
