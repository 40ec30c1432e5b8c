"""The formats by name, and the ones that are planned but not there yet."""

from collections.abc import Callable

from reports.catalog import CatalogFault
from reports.page import Page

FORMATS = ("table", "json", "csv", "html")
_LATER = ("pdf", "xlsx")


def renderer(name: str, *, width: int = 100, color: bool = False) -> Callable[[Page], str]:
    """What turns a page into a text. Raises CatalogFault for a format that is not there."""
    if name in _LATER:
        raise CatalogFault(f"format {name} is not available yet. Use html (it prints well) or csv.")
    if name not in FORMATS:
        raise CatalogFault(f"there is no format {name!r}. Formats: {', '.join(FORMATS)}.")
    if name == "table":
        from reports.render import terminal

        return lambda page: terminal.render(page, width, color=color)
    if name == "html":
        from reports.render import html

        return html.render
    if name == "csv":
        from reports.render import csv

        return csv.render
    from reports.render import json

    return lambda page: json.render(page) + "\n"
