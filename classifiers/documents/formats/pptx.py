"""PowerPoint presentations (pptx, pptm, potx): slides, notes, comments, masters, tables, charts, diagrams."""

import re

from classifiers.documents.contract import Budget, File, Inner, Source
from classifiers.documents.opc import family, open_package

NAME = "PowerPoint presentation"
ORDER = 10

_SLIDE = re.compile(r"slides/[^/]{1,80}?(\d{0,6})\.xml\Z")
_WHERE = (
    (r"notes(?:Slides|Masters)/", "notes"),
    (r"comments/|[cC]omment\w*\.xml|authors\.xml", "comments"),
    (r"slide(?:Masters|Layouts)/|handoutMasters/", "masters and layouts"),
    (r"\.rels", "links"),
    (r"docProps/", "properties"),
    (r"charts/", "charts"),
    (r"diagrams/", "diagrams"),
    (r"customXml/", "custom data"),
)


def claims(source: Source) -> bool:
    return family(source) == "ppt"


def read(source: Source, budget: Budget, inner: Inner) -> File:
    package = open_package(source, budget)
    slides = sorted(
        (name for name in package.parts if _SLIDE.search(name)),
        key=lambda name: int((_SLIDE.search(name) or [0, 0])[1] or 0),
    )
    for name in slides:
        package.walk(name, _where(name), inner)
    package.rest(slides, inner, _where)
    return package.file()


def _where(name: str) -> str:
    slide = _SLIDE.search(name)
    if slide:
        return f"slide {slide[1]}".rstrip()
    return next((where for pattern, where in _WHERE if re.search(pattern, name)), "other parts")
