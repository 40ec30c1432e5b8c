"""A report as CSV (RFC 4180), one line a number: section, item, measure, value.

A cell that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection).
"""

import csv
import io

from reports.page import Cell, Page

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe(cell: Cell) -> Cell:
    """A cell that no spreadsheet runs."""
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return "'" + cell
    return "" if cell is None else cell


def render(page: Page) -> str:
    """All numbers of the report. The first lines, with section ``report``, say what it is about."""
    lines: list[tuple[Cell, ...]] = [("section", "item", "measure", "value")]
    about: tuple[tuple[str, Cell], ...] = (
        ("title", page.title),
        ("client", page.client),
        ("client name", page.client_name),
        ("from", page.period.start.isoformat()),
        ("to", page.period.end.isoformat()),
        ("time zone", page.period.zone),
        ("generated", page.generated),
        ("ledger size", page.proof.size),
        ("ledger root", page.proof.root),
        ("verify", page.proof.command),
        *((f"note {number}", note) for number, note in enumerate(page.notes, 1)),
    )
    lines.extend(("report", page.id, name, value) for name, value in about)
    lines.extend(("figure", figure.id, figure.unit.value, figure.value) for figure in page.figures)
    for table in page.tables:
        for row in table.rows:
            for column, cell in zip(table.columns[1:], row[1:], strict=True):
                lines.append((table.id, row[0], column.id, cell))
    sink = io.StringIO()
    csv.writer(sink).writerows([safe(cell) for cell in line] for line in lines)
    return sink.getvalue()
