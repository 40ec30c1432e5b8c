"""The cells of tables in a text with tags: HTML, flat OpenDocument, XML of Excel 2003.

A row is a line, a tab parts its cells, whatever stands in them and however many are empty: who reads the table finds
each cell below the name of its column.

Rule 1: attributes in a row are told behind the table; between two cells they would part the row, between two rows the
table.
Rule 2: an attribute that holds what its cell shows goes when a text of the cell is changed, and the cell becomes one of
text. It is told only where it has other digits than the text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from classifiers.documents.numbers import whole_digits
from classifiers.documents.tagged import Attribute
from classifiers.documents.traced import Splice

TABLES = frozenset({"table", "table:table", "Table", "ss:Table"})
ROWS = frozenset({"tr", "table:table-row", "Row", "ss:Row"})
CELLS = frozenset({"td", "th", "table:table-cell", "table:covered-table-cell", "Cell", "ss:Cell"})
# What a form shows is told where it stands.
SHOWN = frozenset({"value", "content"})
_VALUES = frozenset(
    {"sdval", "x:num", "x:str", "table:formula", "ss:formula", "office:value", "office:date-value"}
    | {"office:time-value", "office:string-value"}
)
_TYPES = {"office:value-type": "string", "calcext:value-type": "string", "ss:type": "String"}
_SPANS = frozenset({"colspan", "table:number-columns-repeated"})
_WIDEST = 40  # columns of one cell, or of empty ones in a run, that are still told
_DEEPEST = 200  # tables in one another


@dataclass(slots=True)
class _Table:
    """Where a table is read. ``ahead``: what stands before the first text of the cell, until it is told."""

    within: bool = False
    ahead: str | None = None
    column: int = 0  # of the cell, from 1; 0 before the first
    width: int = 1
    splices: list[Splice] = field(default_factory=list)
    held: list[tuple[Attribute, str]] = field(default_factory=list)


class Cells:
    """Where in its tables the reader is."""

    def __init__(self) -> None:
        self._tables = [_Table()]

    @property
    def within(self) -> bool:
        """Whether a row is read."""
        return self._tables[-1].within

    def table(self) -> None:
        """A table begins, perhaps in a cell of another."""
        if len(self._tables) < _DEEPEST:
            self._tables.append(_Table())

    def table_ended(self) -> None:
        """The innermost table ends."""
        if len(self._tables) > 1:
            self._tables.pop()

    def row(self) -> None:
        """A row begins."""
        self._tables[-1] = _Table(within=True)

    def row_ended(self) -> None:
        """A row ends."""
        self._tables[-1] = _Table()

    def cell(self, found: Iterable[tuple[Attribute, str]]) -> None:
        """A cell begins, with these attributes and their values."""
        here = self._tables[-1]
        width, index = 1, 0
        here.splices, here.held = [], []
        for one, value in found:
            name = one.name.lower()
            if name in _VALUES:
                here.splices.append((one.at, one.end + len(one.quote), ""))
                here.held.append((one, value))
            elif (name in _SPANS or name == "ss:index") and value.isdigit() and len(value) < 6:
                width, index = (width, int(value)) if name == "ss:index" else (int(value), index)
        steps = min(index - here.column if index > here.column else here.width, _WIDEST)
        here.ahead = (here.ahead or "") + "\t" * steps if here.column else "\n"
        here.column += max(steps, 1)
        here.width = width

    def inside(self, one: Attribute) -> bool:
        """An attribute of the cell or of what stands in it: whether it is the cell's value, which `untold` gives."""
        here = self._tables[-1]
        new = _TYPES.get(one.name.lower())
        if new is not None and here.within:
            here.splices.append((one.start, one.end, new))
        return any(one == held for held, _ in here.held)

    def lead(self) -> str | None:
        """What stands before a text that is the first of its cell; None for any other."""
        here = self._tables[-1]
        ahead, here.ahead = here.ahead, None
        return ahead

    def untold(self, shown: str) -> list[Attribute]:
        """The values of the cell with other digits than the text that is told of it; they are given once."""
        here = self._tables[-1]
        held, here.held = here.held, []
        return [one for one, value in held if whole_digits(value) != whole_digits(shown)]

    def splices(self) -> Sequence[Splice]:
        """What changes in the file with any text of the cell."""
        return tuple(self._tables[-1].splices)
