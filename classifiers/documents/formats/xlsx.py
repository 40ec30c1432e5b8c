"""Excel workbooks (xlsx, xlsm, xltx): cells as tables, formulas, comments, names, caches, charts, links."""

import re

from classifiers.documents.cells import FROZEN, SheetWalker, Strings, StringsWalker, tell_unused
from classifiers.documents.contract import Budget, File, Inner, Source, Unread
from classifiers.documents.markup import parse
from classifiers.documents.numbers import Styles
from classifiers.documents.opc import Package, elements, family, open_package, root
from classifiers.documents.slots import Draft

NAME = "Excel workbook"
ORDER = 10

_WHERE = (
    (r"[cC]omments?[^/]*\.xml|persons/", "comments"),
    (r"tables/", "tables"),
    (r"pivot", "pivot tables"),
    (r"charts/|drawings/", "charts and drawings"),
    (r"externalLinks/", "external links"),
    (r"connections\.xml|queryTables/", "connections"),
    (r"\.rels", "links"),
    (r"docProps/", "properties"),
    (r"customXml/", "custom data"),
)


def claims(source: Source) -> bool:
    return family(source) == "xl"


def read(source: Source, budget: Budget, inner: Inner) -> File:
    package = open_package(source, budget)
    if any(name.lower().endswith("workbook.bin") for name in package.binary):
        raise Unread("an Excel workbook in the binary format")
    kinds = {name: root(part) for name, part in package.parts.items()}
    sheets = _sheets(package, kinds)
    chain = [name for name, kind in kinds.items() if kind == "calcChain"]
    looks = next((name for name, kind in kinds.items() if kind == "styleSheet"), None)
    styles = Styles(package.parts[looks] if looks else None)
    strings = Strings()
    tables = [name for name, kind in kinds.items() if kind == "sst"]
    if len(tables) > 1:
        raise Unread("an Excel workbook with two tables of strings")
    for name in tables:
        parse(package.parts[name].raw, StringsWalker(package.parts[name], package.collector, strings))
    for name, where in sheets.items():
        walker = SheetWalker(package.parts[name], package.collector, where, strings, styles)
        parse(package.parts[name].raw, walker)
        walker.finish()
    tell_unused(strings, package.collector)
    package.rest([*sheets, *tables, *chain], inner, _where)

    def finish(draft: Draft) -> None:
        if FROZEN in draft.notes:  # the order of calculation names cells that have no formula any more
            for name in chain:
                package.drop(draft, name)

    return package.file(finish)


def _sheets(package: Package, kinds: dict[str, str]) -> dict[str, str]:
    """The parts of the sheets in their order, each with where it stands; those that no workbook names come last."""
    sheets: dict[str, str] = {}
    workbook = next((name for name, kind in kinds.items() if kind == "workbook"), "")
    if workbook:
        targets = package.targets(workbook)
        for number, (_, fields, _, _) in enumerate(elements(package.parts[workbook], "sheet"), 1):
            hidden = ", hidden" if fields.get("state", "visible") != "visible" else ""
            sheets[targets.get(fields.get("id", ""), "")] = f"sheet {number}{hidden}"
    found = {name: where for name, where in sheets.items() if kinds.get(name) == "worksheet"}
    lost = {name: "a sheet of no workbook" for name, kind in kinds.items() if kind == "worksheet"}
    return found | {name: where for name, where in lost.items() if name not in found}


def _where(name: str) -> str:
    return next((where for pattern, where in _WHERE if re.search(pattern, name)), "workbook")
