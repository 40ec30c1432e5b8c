"""The cells of a worksheet: rows as lines, cells parted by tabs, each written where its value stands.

Rule 1: a number that is replaced becomes a text in the same cell, with the same style.
Rule 2: a formula whose value is replaced goes, and the text stays: it would work the value out again. With the first
of a shared formula go all that share it, and their values stay.
Rule 3: in a formula, only what stands in quotes is replaced; if anything else had to be, the formula goes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from classifiers.documents.collector import Collector
from classifiers.documents.contract import Change
from classifiers.documents.flat import changed
from classifiers.documents.heads import AGAIN
from classifiers.documents.markup import escaped, retagged, tag_at
from classifiers.documents.numbers import Styles
from classifiers.documents.ooxml import Walker
from classifiers.documents.sheettexts import MARGINS, by_number, margin
from classifiers.documents.slots import Draft, Part, Slot, TextSlot, in_quotes

_WIDEST = 40  # cells in a row that are empty and still told
_LONGEST_HEAD = 500
_MAY_TELL = re.compile(
    r"[\"'@]|[0-9]{7}"
)  # formulas without any of these hold no words and no numbers of anybody
FROZEN = "frozen"  # named in a draft when a formula went


@dataclass(slots=True, eq=False)
class Cell:
    """One cell while it is read. ``formula``: where its ``f`` stands; ``group``: the cells that share it."""

    part: Part
    start: int
    tag: int
    style: int = 0
    kind: str = ""
    column: int = 0
    end: int = 0
    value: tuple[str, int, int] | None = None
    formula: tuple[int, int] | None = None
    formula_text: tuple[str, int, int] | None = None
    group: "list[Cell] | None" = None
    leads: bool = False

    def put(self, old: str, changes: Sequence[Change], draft: Draft) -> None:
        """Make the cell a text of its own."""
        raw = self.part.raw
        prefix = tag_at(raw, self.tag)[1].rpartition(b"c")[0]

        def attribute(name: str, value: str) -> str | None:
            return value if name in ("r", "s", "ph") else None

        _, _, head = retagged(raw, self.tag, attribute)
        text = escaped(changed(old, changes))
        new = b'%s t="inlineStr"><%sis><%st xml:space="preserve">%s</%st></%sis></%sc>' % (
            head.rstrip(b"/>"),
            *(prefix, prefix, text, prefix, prefix, prefix),
        )
        draft.splice(self.part, (self.start, self.end, new))
        self.freeze(draft)

    def freeze(self, draft: Draft) -> None:
        """Take the formula out, and those that lean on it."""
        if self.formula is None:
            return
        draft.notes.add(FROZEN)
        for cell in [self, *(self.group or ())] if self.leads else [self]:
            if cell.formula:
                draft.splice(cell.part, (*cell.formula, b""))


@dataclass(frozen=True, slots=True, eq=False)
class FormulaSlot:
    """The text of a formula."""

    cell: Cell
    start: int
    end: int

    def put(self, old: str, changes: Sequence[Change], draft: Draft) -> None:
        quoted = in_quotes(old, changes)
        if quoted is None:
            self.cell.freeze(draft)
        else:
            draft.splice(self.cell.part, (self.start, self.end, escaped(quoted)))


@dataclass(slots=True)
class Strings:
    """The shared strings of a workbook: each the texts of its runs."""

    items: list[list[tuple[str, Slot]]] = field(default_factory=list, repr=False)
    used: set[int] = field(default_factory=set, repr=False)


class StringsWalker(Walker):
    """Reads the table of shared strings."""

    def __init__(self, part: Part, collector: Collector, strings: Strings) -> None:
        super().__init__(part, collector, "unused strings")
        self._strings = strings

    def start(self, name: str, attributes: Sequence[str], at: int) -> None:
        if name == "si":
            self._strings.items.append([])
        super().start(name, attributes, at)

    def text(self, text: str, start: int, end: int) -> None:
        if self.stack[-1] == "t" and self._strings.items and "rPh" not in self.stack:
            coded = by_number(self.part, text, start, end)
            self._strings.items[-1].append(coded or (text, TextSlot(self.part, start, end, self.tag)))
        else:
            super().text(text, start, end)


class SheetWalker(Walker):
    """Reads a worksheet: its cells, and all else as in any part."""

    def __init__(
        self, part: Part, collector: Collector, where: str, strings: Strings, styles: Styles
    ) -> None:
        super().__init__(part, collector, where)
        self._strings = strings
        self._styles = styles
        self._cell: Cell | None = None
        self._inline: list[tuple[str, Slot]] = []
        self._shared: dict[str, list[Cell]] = {}
        self._last = -1  # column of the cell before
        self._row: list[str] = []
        self._head = ""
        self._first = 0  # column of the first cell of the head
        self._told = 0
        self._formula_at = 0
        self._formulas: list[tuple[str, Slot]] = []

    def start(self, name: str, attributes: Sequence[str], at: int) -> None:
        cell = self._cell
        if cell is None:
            if name == "c" and self.stack[-1:] == ["row"]:
                fields = dict(zip(attributes[::2], attributes[1::2], strict=True))
                style = fields.get("s", "0")
                self._cell = Cell(
                    self.part, at, at, int(style) if style.isdigit() else 0, fields.get("t", "n")
                )
                self._cell.column = _column(fields.get("r", "")) or self._last + 1
                attributes = ()
            elif name == "row":
                self._last, self._row = -1, []
        elif name == "f":
            self._formula_at = at
            fields = dict(zip(attributes[::2], attributes[1::2], strict=True))
            if fields.get("t") == "shared":
                cell.group = self._shared.setdefault(fields.get("si", ""), [])
                cell.group.append(cell)
                cell.leads = "ref" in fields
        super().start(name, attributes, at)

    def end(self, name: str, at: int) -> None:
        super().end(name, at)
        cell = self._cell
        if name == "f" and cell is not None:
            cell.formula = (self._formula_at, at)
        elif name == "c" and cell is not None and self.stack[-1:] == ["row"]:
            cell.end = at
            self._tell_cell(cell)
            self._cell, self._inline = None, []
        elif name == "row" and not self._head and len(self._row) > 1:
            head = "\t".join(self._row)
            self._head = head if len(head) <= _LONGEST_HEAD else " "

    def text(self, text: str, start: int, end: int) -> None:
        cell, name = self._cell, self.stack[-1]
        if cell is None and name in MARGINS:
            self.tell(*margin(self.part, text, start, end))
        elif cell is None:
            super().text(text, start, end)
        elif name == "v":
            cell.value = (text, start, end)
        elif name == "f":
            cell.formula_text = (text, start, end)
        elif name == "t":
            coded = by_number(self.part, text, start, end)
            self._inline.append(coded or (text, TextSlot(self.part, start, end, self.tag)))
        else:
            super().text(text, start, end)

    def _tell_cell(self, cell: Cell) -> None:
        texts: Sequence[tuple[str, Slot]] = self._inline
        if cell.value is not None:
            text, start, end = cell.value
            if cell.kind == "s":
                texts = self._string(text)
            elif cell.kind in ("str", "d", "e"):
                plain = cell.formula is None and cell.kind == "str"
                texts = [(text, TextSlot(self.part, start, end) if plain else cell)]
            elif cell.kind != "b":
                texts = [(self._styles.shown(text.strip(), cell.style), cell)]
        elif cell.formula is not None and texts:
            texts = [("".join(text for text, _ in texts), cell)]
        before = self._between(cell)
        for text, slot in texts:
            self.collector.add(text, slot, self.where, before)
            self._told += len(text) + len(before)
            before = ""
        if texts:
            self._last = cell.column
            self._row.append("".join(text for text, _ in texts))
        if cell.formula_text is not None:
            text, start, end = cell.formula_text
            if _MAY_TELL.search(text):
                self._formulas.append((text, FormulaSlot(cell, start, end)))

    def finish(self) -> None:
        """Tell the formulas, below the rows."""
        for text, slot in self._formulas:
            self.collector.add(text, slot, f"{self.where}, formulas")

    def _string(self, text: str) -> Sequence[tuple[str, Slot]]:
        index = int(text) if text.strip().isdigit() and len(text) < 12 else -1
        if not 0 <= index < len(self._strings.items):
            return ()
        self._strings.used.add(index)
        return self._strings.items[index]

    def _between(self, cell: Cell) -> str:
        """What stands in front of a cell: tabs, or a line break and, now and then, the head once more."""
        if self._last >= 0:
            return "\t" * min(max(cell.column - self._last, 1), _WIDEST)
        if not self._head:
            self._first = cell.column
        indent = "\t" * min(max(cell.column - self._first, 0), _WIDEST)
        if self._told > AGAIN and self._head.strip():
            self._told = 0
            return f"\n\n{self._head}\n{indent}"
        return "\n" + indent


def _column(reference: str) -> int:
    """The number of a column, from the name of a cell (C7: 3); 0 where there is none."""
    number = 0
    for letter in reference[:4]:
        if not "A" <= letter <= "Z":
            break
        number = number * 26 + ord(letter) - 64
    return number


def tell_unused(strings: Strings, collector: Collector) -> None:
    """Tell the strings that no cell shows."""
    for index, item in enumerate(strings.items):
        if index not in strings.used:
            before = "\n"
            for text, slot in item:
                collector.add(text, slot, "unused strings", before)
                before = ""
