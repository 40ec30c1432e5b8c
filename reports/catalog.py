"""The catalogue of reports: every module in ``reports.kinds`` is one, found by being there.

A kind offers ``ID``, ``TITLE``, ``ABOUT`` (one sentence), ``BY`` (the breakdowns that ``--by`` may name) and
``build(request) -> Page``.
"""

import importlib
import pkgutil
from typing import Protocol, cast

import reports.kinds
from reports.page import Page, Request


class Kind(Protocol):
    """One report, as its module offers it."""

    ID: str
    TITLE: str
    ABOUT: str
    BY: tuple[str, ...]

    def build(self, request: Request) -> Page:
        """The report as a page. Raises LedgerFault."""


class CatalogFault(ValueError):
    """The caller's fault: a report, a format or a breakdown that is not there."""


def kinds() -> dict[str, Kind]:
    """All reports by their id."""
    found: dict[str, Kind] = {}
    for module in pkgutil.iter_modules(reports.kinds.__path__):
        kind = cast(Kind, importlib.import_module(f"reports.kinds.{module.name}"))
        found[kind.ID] = kind
    return found


def kind_of(name: str) -> Kind:
    """A report by its id. Raises CatalogFault."""
    known = kinds()
    if name not in known:
        raise CatalogFault(f"there is no report {name!r}. Reports: {', '.join(known)}.")
    return known[name]
