"""Any XML part of an OpenDocument package (OASIS OpenDocument 1.3) as texts.

Rule 1: all text in a paragraph is one line, whatever spans part it; annotations, who made them and when, and the marks
of notes are lines of their own.
Rule 2: a paragraph with tracked changes comes twice, as it is and as it was.
Rule 3: a cell whose text or value is replaced becomes a cell of text; its formula goes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from classifiers.documents.collector import Collector
from classifiers.documents.contract import Change
from classifiers.documents.flat import changed
from classifiers.documents.markup import retagged
from classifiers.documents.numbers import whole_digits
from classifiers.documents.ooxml import Paragraph, Run, Walker, wordless
from classifiers.documents.slots import AttributeSlot, Draft, Part, Slot, TextSlot

_WORDS_OF = """
    string-value title label current-value description author prompt help-message alt display-name text-value
"""
_WORDS = frozenset(_WORDS_OF.split())
_WORDS_IN = """
    user-defined/name frame/name user-field-decl/name variable-decl/name dde-connection/dde-item placeholder/description
    option/value button/value text/value textarea/value hidden/value listbox/value combobox/value
    content-validation/condition
    named-expression/expression page/name custom-shape/name line/name rect/name ellipse/name path/name polygon/name
    g/name connector/name object/name image/name
    error-message/title help-message/title dropdown/name database-display/table-name label/value sender/name
"""
_PAIRS = frozenset(tuple(pair.split("/")) for pair in _WORDS_IN.split())
_REFERRED = frozenset(
    {("table", "name"), ("bookmark", "name"), ("bookmark-start", "name"), ("named-range", "name")}
)
_VALUES = frozenset(
    {"value", "date-value", "time-value", "boolean-value", "string-value", "currency", "formula"}
)
_ROWS = frozenset({"table-row"})
_CELLS = frozenset({"table-cell", "covered-table-cell"})
# What is told of a picture, the mark of a note, how a word is spoken: no part of the paragraph around it.
_ASIDE = frozenset({"title", "desc", "note-citation", "ruby-text"})
_OF_NOTES = frozenset(
    {"creator", "creator-initials", "date", "date-string"}
)  # in annotations; elsewhere fields
_SPACES = {"tab": "\t", "line-break": "\n", "soft-page-break": ""}
# Names of styles and fonts: what LibreOffice makes of spaces and numbers.
_LOOK = re.compile(r"(?!(?:[^0-9]*[0-9]){9})[\w ,;_()&+.'%#:/-]{1,80}")
_LOOK_FIELDS = frozenset(
    {"name", "class-names", "path", "viewBox", "points", "d", "code", "source", "family", "font-family"}
)
_TIME = re.compile(r"\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?\Z|P(?:\d+[YMD])*(?:T[\dHMS.,]+)?\Z")
_MAY_TELL = re.compile(
    r"[\"'@]|[0-9]{7}"
)  # formulas without any of these hold no words and no numbers of anybody
_MOST_REPEATED = 40


@dataclass(slots=True, eq=False)
class _Cell:
    """A cell while it is read."""

    part: Part
    tag: int
    fields: dict[str, str] = field(repr=False)
    texts: list[tuple[str, TextSlot]] = field(default_factory=list, repr=False)
    typed: bool = False

    def as_text(self, draft: Draft) -> None:
        """Make it a cell of text."""

        def attribute(name: str, value: str) -> str | None:
            return "string" if name == "value-type" else None if name in _VALUES else value

        draft.splice(self.part, retagged(self.part.raw, self.tag, attribute))


@dataclass(frozen=True, slots=True, eq=False)
class _InCell:
    """A text in a cell that also has a value."""

    cell: _Cell
    slot: TextSlot

    def put(self, old: str, changes: Sequence[Change], draft: Draft) -> None:
        self.slot.put(old, changes, draft)
        self.cell.as_text(draft)


@dataclass(frozen=True, slots=True, eq=False)
class _Value:
    """The value of a cell, where it is not what the cell shows: the new text is shown instead."""

    cell: _Cell

    def put(self, old: str, changes: Sequence[Change], draft: Draft) -> None:
        self.cell.as_text(draft)
        new = changed(old, changes)
        for text, slot in self.cell.texts:
            slot.put(text, [Change(0, len(text), new)], draft)
            new = ""


class OdfWalker(Walker):
    """Reads one part into a collector."""

    def __init__(self, part: Part, collector: Collector, where: str) -> None:
        super().__init__(part, collector, where)
        self._cells: list[_Cell] = []
        self._regions: dict[str, list[Run]] = {}  # what was deleted, by the id of the change
        self._region: list[Run] | None = None
        self._kinds: dict[str, str] = {}
        self._change = ""
        self._new: set[str] = set()  # insertions that have begun

    def start(self, name: str, attributes: Sequence[str], at: int) -> None:
        self.stack.append(name)
        self._tags.append(at)
        fields = dict(zip(attributes[::2], attributes[1::2], strict=True)) if attributes else {}
        if fields:
            self._fields(name, fields, at)
        if name in ("p", "h"):
            self._paragraphs.append(Paragraph())
        elif name in _ROWS:
            self._before, self._fresh = "\n", True
        elif name in _CELLS:
            self._next_cell()
            self._cells.append(_Cell(self.part, at, fields, [], not _VALUES.isdisjoint(fields)))
        elif name == "changed-region":
            self._change = fields.get("id", "")
        elif name in ("insertion", "deletion") and "changed-region" in self.stack:
            self._kinds[self._change] = name
            if name == "deletion":
                self._region = self._regions.setdefault(self._change, [])
        elif self._paragraphs:
            self._inside(name, fields)

    def _inside(self, name: str, fields: dict[str, str]) -> None:
        here = self._paragraphs[-1]
        change = fields.get("change-id", "")
        if name in _SPACES:
            here.between += _SPACES[name]
        elif name == "s":
            count = fields.get("c", "1")
            here.between += " " * (min(int(count), 100) if count.isdigit() and len(count) < 6 else 1)
        elif name == "change" and change in self._regions:
            here.runs += self._regions[change]
            here.deleted = True
        elif name == "change-start" and self._kinds.get(change) == "insertion":
            self._new.add(change)
        elif name == "change-end":
            self._new.discard(change)

    def end(self, name: str, at: int) -> None:
        self.stack.pop()
        self._tags.pop()
        if name in ("p", "h") and self._paragraphs:
            self._tell(self._paragraphs.pop())
        elif name in _CELLS and self._cells:
            self._end_cell(self._cells.pop())
        elif name == "deletion":
            self._region = None

    def _next_cell(self) -> None:
        if not self._fresh:
            self._before = "\t" if self._before == "\n" else self._before + "\t"
        self._fresh = False

    def _end_cell(self, cell: _Cell) -> None:
        value = cell.fields.get("value") or cell.fields.get("date-value") or ""
        shown = "".join(text for text, _ in cell.texts)
        if value and not wordless(value) and whole_digits(value) != whole_digits(shown):
            self.collector.add(value, _Value(cell) if cell.texts else None, self.where, " ")
        said = cell.fields.get("string-value", "")
        if said and "".join(said.split()) != "".join(shown.split()):
            self.collector.add(said, _Value(cell) if cell.texts else None, self.where, " ")
        formula = cell.fields.get("formula", "")
        if _MAY_TELL.search(formula):
            self.collector.add(formula, _Formula(cell), f"{self.where}, formulas".removeprefix(", "))
        repeated = cell.fields.get("number-columns-repeated", "1")
        if not cell.texts and repeated.isdigit() and len(repeated) < 3:
            self._before += "\t" * min(int(repeated) - 1, _MOST_REPEATED)

    def text(self, text: str, start: int, end: int) -> None:
        if self._paragraphs and not self._is_aside():
            slot: Slot = self._text_slot(text, start, end)
            here = self._paragraphs[-1]
            run = Run(text, slot, here.between, False, bool(self._new))
            here.between = ""
            here.runs.append(run)
            here.deleted |= run.inserted
            if self._region is not None:
                self._region.append(run._replace(deleted=True))
        elif text.isspace() or _TIME.match(text):
            return
        elif self.stack[-1] != "config-item":
            self.tell(text, TextSlot(self.part, start, end))
        elif not wordless(text):  # what programs note about how they show the file
            self.tell(text, None)

    def _is_aside(self) -> bool:
        name = self.stack[-1]
        return name in _ASIDE or (name in _OF_NOTES and self.stack[-2] == "annotation")

    def _text_slot(self, text: str, start: int, end: int) -> Slot:
        slot = TextSlot(self.part, start, end)
        if not self._cells:
            return slot
        cell = self._cells[-1]
        cell.texts.append((text, slot))
        return _InCell(cell, slot) if cell.typed else slot

    def _fields(self, name: str, fields: dict[str, str], at: int) -> None:
        for index, (key, value) in enumerate(fields.items()):
            if key in _WORDS or (name, key) in _PAIRS:
                if value and not (name in _CELLS and key == "string-value"):
                    self.tell(value, AttributeSlot(self.part, at, index))
                    if name == "user-defined":
                        self._before = ": "
            elif (name, key) in _REFERRED:
                self.tell(value, None)
            elif key == "href" and re.match(r"[a-z][a-z0-9+.-]*:|//|\.\./", value, re.IGNORECASE):
                self.tell(value, AttributeSlot(self.part, at, index, link=True))
            elif name in _CELLS and key in _VALUES:
                continue  # told when the cell ends
            elif not wordless(value) and not (_is_look(key) and _LOOK.fullmatch(value)):
                self.tell(value, None)


@dataclass(frozen=True, slots=True, eq=False)
class _Formula:
    """The formula of a cell: with any change it goes, and what the cell shows stays."""

    cell: _Cell

    def put(self, old: str, changes: Sequence[Change], draft: Draft) -> None:
        def attribute(name: str, value: str) -> str | None:
            return None if name == "formula" else value

        draft.splice(self.cell.part, retagged(self.cell.part.raw, self.cell.tag, attribute))


def _is_look(field: str) -> bool:
    """Whether an attribute names a style, a font or a shape."""
    return field in _LOOK_FIELDS or field.endswith("style-name") or field.startswith("font-")
