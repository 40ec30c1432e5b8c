"""The geometry of a report's charts: where each part of a stacked bar stands. The template draws them."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.page import Cell, Table

WIDTH, HEIGHT = 880.0, 180.0  # of the column chart's drawing area
_GAP = 0.28  # of a column's room, left free


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar; ``series`` names its colour."""

    series: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its parts, the words for it, and the middle of its foot."""

    name: str
    parts: tuple[Part, ...]
    words: str
    foot: float
    labelled: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """A column chart: bars from left to right, and lines with their numbers from the foot up."""

    bars: tuple[Bar, ...]
    lines: tuple[tuple[float, int], ...]


def _number(cell: Cell) -> float:
    return float(cell) if isinstance(cell, int | float) else 0.0


def _series(table: Table) -> list[tuple[int, str, str]]:
    places = {column.id: at for at, column in enumerate(table.columns)}
    return [(places[name], name, table.columns[places[name]].label) for name in table.bars]


def _words(row: Sequence[Cell], series: Sequence[tuple[int, str, str]]) -> str:
    counted = [
        f"{label.lower()} {row[at]:,}" for at, _, label in series if isinstance(row[at], int) and row[at]
    ]
    return f"{row[0]}: {', '.join(counted) or 'none'}"


def nice_step(highest: float, lines: int = 4) -> int:
    """The distance of the lines of a scale: 1, 2 or 5 times a power of ten, at least 1."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if step * factor * lines >= highest:
                return step * factor
        step *= 10


def columns(table: Table) -> Columns:
    """A table as standing stacked columns, one a row."""
    series = _series(table)
    sums = [sum(_number(row[at]) for at, _, _ in series) for row in table.rows]
    highest = max(sums, default=0)
    step = nice_step(highest)
    top = max(step * -(-int(highest) // step), step)
    room = WIDTH / max(1, len(table.rows))
    every = -(-len(table.rows) // 8)
    bars: list[Bar] = []
    for place, row in enumerate(table.rows):
        foot, parts = HEIGHT, []
        width = min(room * (1 - _GAP), 48.0)
        x = place * room + (room - width) / 2
        for at, name, _ in series:
            height = _number(row[at]) / top * HEIGHT
            if height:
                foot -= height
                parts.append(Part(name, round(x, 2), round(foot, 2), round(width, 2), round(height, 2)))
        middle = round(x + width / 2, 2)
        bars.append(Bar(str(row[0]), tuple(parts), _words(row, series), middle, place % every == 0))
    lines = tuple((round(HEIGHT - value / top * HEIGHT, 2), value) for value in range(0, top + 1, step))
    return Columns(tuple(bars), lines)


def lying(table: Table) -> tuple[Bar, ...]:
    """A table as lying stacked bars, one a row; the longest has a width of 100."""
    series = _series(table)
    highest = max((sum(_number(row[at]) for at, _, _ in series) for row in table.rows), default=0) or 1
    bars: list[Bar] = []
    for row in table.rows:
        x, parts = 0.0, []
        for at, name, _ in series:
            width = _number(row[at]) / highest * 100
            if width:
                parts.append(Part(name, round(x, 3), 0, round(width, 3), 10))
                x += width
        bars.append(Bar(str(row[0]), tuple(parts), _words(row, series), 0))
    return tuple(bars)
