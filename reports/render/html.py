"""A report as one HTML file: no script, no font, no picture, no address to load from.

Every value passes through Jinja's automatic escaping; nothing is marked as safe.
"""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from reports.page import Cell, Page, Table, Unit
from reports.render.bars import HEIGHT, WIDTH, Bar, columns, lying
from reports.render.terminal import number

_MAIN = ("requests", "allow", "redact", "coach", "hold", "block")


def render(page: Page) -> str:
    """The whole file."""
    main = tuple(figure for figure in page.figures if figure.id in _MAIN)
    return _template().render(
        page=page,
        main=main,
        rest=tuple(figure for figure in page.figures if figure not in main),
        charts={table.id: columns(table) for table in page.tables if table.id == "day" and table.rows},
        lying={table.id: _by_row(table) for table in page.tables if table.id != "day" and table.bars},
        width=WIDTH,
        height=HEIGHT,
    )


def _by_row(table: Table) -> tuple[tuple[tuple[Cell, ...], Bar], ...]:
    return tuple(zip(table.rows, lying(table), strict=True))


def _short_day(text: str) -> str:
    """The month and day of a date, for the foot of a chart."""
    return text[5:] if len(text) == 10 else text


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("reports", "render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["number"] = lambda cell, unit="count": number(cell, Unit(unit))
    environment.filters["day"] = _short_day
    return environment.get_template("page.html.j2")
