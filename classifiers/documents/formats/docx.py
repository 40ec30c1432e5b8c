"""Word documents (docx, docm, dotx): body, tables, boxes, headers, notes, comments, tracked changes, field codes."""

import re

from classifiers.documents.contract import Budget, File, Inner, Source
from classifiers.documents.opc import family, open_package, root

NAME = "Word document"
ORDER = 10

_WHERE = (
    (r"header\d*\.xml", "header"),
    (r"footer\d*\.xml", "footer"),
    (r"footnotes\.xml", "footnotes"),
    (r"endnotes\.xml", "endnotes"),
    (r"comments\w*\.xml", "comments"),
    (r"\.rels", "links"),
    (r"docProps/", "properties"),
    (r"customXml/", "custom data"),
    (r"charts/", "charts"),
    (r"diagrams/", "diagrams"),
    (r"glossary/", "building blocks"),
    (r"(?:settings|styles|numbering|people|fontTable|webSettings|theme\d*)\.xml", "settings"),
)


def claims(source: Source) -> bool:
    return family(source) == "word"


def read(source: Source, budget: Budget, inner: Inner) -> File:
    package = open_package(source, budget)
    first = [name for name, part in package.parts.items() if root(part) == "document"]
    for name in first:
        package.walk(name, "", inner)
    package.rest(first, inner, _where)
    return package.file()


def _where(name: str) -> str:
    return next((where for pattern, where in _WHERE if re.search(pattern, name)), "other parts")
