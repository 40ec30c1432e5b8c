"""OpenDocument files of LibreOffice and others (odt, ods, odp, odg and their templates)."""

import re

from classifiers.documents.contract import Budget, File, Inner, Source, Unread
from classifiers.documents.markup import parse
from classifiers.documents.opc import open_package
from classifiers.documents.opendocument import OdfWalker

NAME = "OpenDocument file"
ORDER = 10

_KIND = b"mimetypeapplication/vnd.oasis.opendocument."
_MANIFEST = "META-INF/manifest.xml"
_MACROS = re.compile(r"(?:Basic|Dialogs|Scripts)/")
_WHERE = {
    "content.xml": "",
    "styles.xml": "headers, footers and styles",
    "meta.xml": "properties",
    "settings.xml": "settings",
}
_FIRST = ("content.xml", "styles.xml", "meta.xml")


def claims(source: Source) -> bool:
    data = source.data[:160]
    return data.startswith(b"PK\x03\x04") and (
        data[30:].startswith(_KIND)
        or (b"mimetype" in data and b"vnd.oasis.opendocument." in source.data[-70_000:])
    )


def read(source: Source, budget: Budget, inner: Inner) -> File:
    package = open_package(source, budget, unread=_MACROS)
    manifest = package.parts.get(_MANIFEST)
    if manifest is not None and b"encryption-data" in manifest.raw:
        raise Unread("an encrypted OpenDocument file")
    if "content.xml" not in package.parts:
        raise Unread("an OpenDocument file without content")
    package.binary = [name for name in package.binary if name != "mimetype"]  # what the file says it is
    names = [name for name in _FIRST if name in package.parts]
    names += [name for name in package.parts if name not in names]
    for name in names:
        if name == _MANIFEST:
            continue
        part = package.parts[name]
        parse(part.raw, OdfWalker(part, package.collector, _where(name)))
    package.rest([*names, _MANIFEST], inner, _where)
    return package.file()


def _where(name: str) -> str:
    return _WHERE.get(name, "an object inside")
