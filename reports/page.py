"""A page: what a report says, before it has a format. Figures, tables and bars; every number with its
definition."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from reports.period import Period

type Cell = str | int | float | None


class Unit(StrEnum):
    """What a number counts."""

    COUNT = "count"
    MILLIS = "ms"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the summary."""

    id: str
    label: str
    value: Cell
    definition: str
    unit: Unit = Unit.COUNT


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; the first column of a table names the row."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a name and numbers. ``bars`` are the columns to be drawn stacked, in this order; none for no
    chart."""

    id: str
    title: str
    definition: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str
    bars: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """The head of the ledger at the time of the report, and how to check it. ``size`` is 0 for an empty
    ledger."""

    size: int
    root: str
    command: str


@dataclass(frozen=True, slots=True)
class Page:
    """A whole report. ``data`` is what the JSON format gives besides."""

    id: str
    title: str
    client: str
    client_name: str
    period: Period
    generated: str  # UTC, ISO 8601
    summary: str
    notes: tuple[str, ...]
    figures: tuple[Figure, ...]
    tables: tuple[Table, ...]
    proof: Proof


@dataclass(frozen=True, slots=True)
class Request:
    """What a report is asked for. ``by`` narrows it to one table; ``names`` turns pseudonyms into names."""

    ledger: Path
    client: str
    client_name: str
    period: Period
    generated: str
    by: str = ""
    names: Mapping[str, str] = field(default_factory=dict, repr=False)
    progress: Callable[[int, int], None] | None = None
