"""A report for the terminal: figures side by side, then one table a breakdown."""

import io

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from reports.page import Cell, Figure, Page, Table, Unit

_STYLES = {"allow": "green", "redact": "cyan", "coach": "yellow", "hold": "magenta", "block": "red"}
_ROWS = 25  # rows of a table; the other formats have them all


def render(page: Page, width: int = 100, *, color: bool = False) -> str:
    """The report in lines of at most ``width`` characters."""
    sink = io.StringIO()
    console = Console(
        file=sink,
        width=width,
        force_terminal=color,
        color_system="standard" if color else None,
        highlight=False,
    )
    console.print(_whole(page, width))
    return "\n".join(line.rstrip() for line in sink.getvalue().splitlines()) + "\n"


def _whole(page: Page, width: int) -> RenderableType:
    parts: list[RenderableType] = [
        Text(f"{page.title}: {page.client_name}", style="bold"),
        Text(f"{page.client} | {page.period.words} | generated {page.generated}", style="dim"),
        Text(""),
        Text(page.summary),
        Text(""),
        _figures(page.figures, 3 if width >= 110 else 2),
    ]
    for table in page.tables:
        if table.rows or table.bars:
            parts.extend((Text(""), _table(table, width)))
    parts.append(Text(""))
    parts.extend(Text(note, style="dim") for note in page.notes)
    parts.append(Text("What each number means stands in --format html and json.", style="dim"))
    if page.proof.size:
        parts.append(Text(f"Ledger: {page.proof.size:,} entries, root {page.proof.root}", style="dim"))
        parts.append(Text(f"Verify: {page.proof.command}", style="dim"))
    else:
        parts.append(Text("Ledger: no entries of this client yet.", style="dim"))
    return Group(*parts)


def number(cell: Cell, unit: Unit = Unit.COUNT) -> str:
    """A number as people read it; a dash where there is none."""
    if cell is None:
        return "-"
    if unit is Unit.MILLIS and isinstance(cell, int | float):
        return f"{cell:,.2f} ms"
    return f"{cell:,}" if isinstance(cell, int | float) else cell


def _figures(figures: tuple[Figure, ...], across: int) -> RenderableType:
    grid = Grid.grid(padding=(0, 3))
    for _ in range(across):
        grid.add_column(style="dim", no_wrap=True)
        grid.add_column(justify="right", no_wrap=True)
    rows = -(-len(figures) // across)
    for row in range(rows):
        cells: list[RenderableType] = []
        for column in range(across):
            at = column * rows + row
            if at < len(figures):
                figure = figures[at]
                style = _STYLES.get(figure.id, "bold") if figure.value else ""
                cells.extend((figure.label, Text(number(figure.value, figure.unit), style=style)))
        grid.add_row(*cells)
    return grid


def _table(table: Table, width: int) -> RenderableType:
    if not table.rows:
        return Group(Text(table.title, style="bold"), Padding(Text(table.empty, style="dim"), (0, 0, 0, 2)))
    grid = Grid(
        box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 2 if width >= 100 else 1, 0, 0), header_style="dim"
    )
    numeric = [isinstance(cell, int | float) for cell in table.rows[0]]
    for column, right in zip(table.columns, numeric, strict=True):
        grid.add_column(
            column.label,
            justify="right" if right else "left",
            style=_STYLES.get(column.id, "") if right else "",
            overflow="fold",
            no_wrap=right,
        )
    rows = [row for row in table.rows if table.id != "day" or any(row[1:])]
    for row in rows[:_ROWS]:
        grid.add_row(*(Text(number(cell)) if cell != 0 else Text("·", style="dim") for cell in row))
    left = len(rows) - _ROWS
    more = Text(f"  and {left:,} more; --format csv has them all", style="dim") if left > 0 else None
    title = Text(table.title, style="bold")
    return Group(title, grid, more) if more else Group(title, grid)
