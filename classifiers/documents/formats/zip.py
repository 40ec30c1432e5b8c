"""Zip archives, and everything that is one inside: epub, jar, and packages of other programs."""

from collections.abc import Mapping, Sequence

from classifiers.documents.bundle import Bundle
from classifiers.documents.contract import Budget, Change, File, Inner, Source, Unread
from classifiers.documents.zipped import open_zip

NAME = "zip archive"
ORDER = 20  # after the packages of programs that have a format of their own

_UNSIGNED = ("META-INF/MANIFEST.MF",)
_SIGNATURES = (".SF", ".RSA", ".DSA", ".EC", "META-INF/signatures.xml", "_xmlsignatures/origin.sigs")


def claims(source: Source) -> bool:
    return source.data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def read(source: Source, budget: Budget, inner: Inner) -> File:
    container = open_zip(source.data, budget)
    names = list(container.entries)
    bundle = Bundle(source.data, sealed=any(_signs(name) for name in names))
    for number, name in enumerate(names):
        bundle.locked(name, "names of files")
        if name.endswith("/") and not container.entries[name].info.file_size:
            continue
        try:
            data = container.read(name, budget)
        except Unread as trouble:
            bundle.opaque(str(trouble))
            continue
        # What a package says it is (epub, OpenDocument) must be its first entry, as it is.
        if not (name == "mimetype" and number == 0):
            bundle.embed(number, Source(data, name), inner, "a file in the archive")
    for comment in container.comments:
        bundle.locked(comment, "comments of the archive")
    if container.blind:
        bundle.opaque("hidden data between entries of a zip archive")

    def write(changes: Mapping[int, Sequence[Change]], replaced: Mapping[int, bytes]) -> bytes:
        return container.write({names[key]: data for key, data in replaced.items()})

    return bundle.built(write)


def _signs(name: str) -> bool:
    return (
        name not in _UNSIGNED
        and name.startswith(("META-INF/", "_xmlsignatures/"))
        and name.endswith(_SIGNATURES)
    )
