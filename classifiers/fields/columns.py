"""Values in columns that the name of a field heads: tables of all sorts, markup, statements of SQL."""

from collections.abc import Iterable, Iterator, Sequence

from classifiers.compiled import compiled
from classifiers.detector import Hit
from classifiers.fields import joints, tables
from classifiers.fields.bracketed import in_brackets
from classifiers.fields.field import Field
from classifiers.fields.names import PERSON_HEADS, TAILS, bare, normal, plain, without_roles
from classifiers.fields.statements import in_markup, in_statements
from classifiers.passage import Passage

_LEAST_GLUED = 4
_MOST_DIGITS = 3  # in a name: `phone1`, `address line 2`
_WORD = compiled(r"[^\W\d_]+")
_QUOTED = compiled(r"""[\[(]\s{0,12}["'][^"'\n]{1,48}["']\s{0,12},""")  # a list that may be one of names


def _glued(name: str) -> Iterator[str]:
    """A name of several words, or of one and a number, as heads in capitals write it."""
    stem = name.removesuffix(" #").replace(" ", "")
    if stem == name or len(stem) < _LEAST_GLUED:
        return
    yield from (stem + tail for tail in TAILS) if name.endswith(" #") else (stem,)


class Columns:
    """The heads of all fields."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self._by_head: dict[str, list[Field]] = {}
        for one in fields:
            for name in {*one.names, *one.heads, *map(plain, (*one.names, *one.heads))}:
                # `ausweisnr`: the s is no ending here; `DATENAISSANCE`, `VATREGNO`
                for head in {name, name.replace("s #", " #"), *_glued(name)}:
                    self._by_head.setdefault(head, []).append(one)
        stems = {name.removesuffix(" #") for name in self._by_head}
        self._head_words = frozenset(
            word + tail
            for stem in stems
            for word in (stem.split(" ")[0], stem.replace(" ", ""))
            for tail in ("", *TAILS)
        )

    def find(self, passage: Passage) -> Iterator[Hit]:
        """All values below heads, unsettled."""
        text, low = passage.text, passage.low
        if not passage.words & self._head_words:
            return
        if "<tr" in low:
            yield from self._below(text, low, in_markup(text))
        if "insert" in low or "copy" in low or "replace" in low:
            yield from self._below(text, low, in_statements(text))
        if _QUOTED.search(text) is not None:
            yield from self._below(text, low, in_brackets(text))
        if "\n" not in text:
            return
        at = 0
        for start, end in tables.head_lines(text):
            if start < at or not self._may_be_head(low, start, end):
                continue
            found = tables.head(text, start, end)
            if found is None:
                if (form := tables.foot(text, start, end)) is not None:
                    yield from self._in_row(text, low, form[1], self._wanted(text, form[0]))
                continue
            mark, cells = found
            wanted = self._wanted(text, cells)
            if not wanted:
                continue
            for row_end, row in tables.rows(text, end, mark, len(cells)):
                at = row_end + 1
                yield from self._in_row(text, low, row, wanted)

    def _below(
        self, text: str, low: str, found: Iterable[tuple[list[tables.Cell], list[list[tables.Cell]]]]
    ) -> Iterator[Hit]:
        """The values of tables whose rows are known with their heads."""
        for cells, below in found:
            wanted = self._wanted(text, cells)
            for row in below if wanted else ():
                yield from self._in_row(text, low, row, wanted)

    def _may_be_head(self, low: str, start: int, end: int) -> bool:
        known = not self._head_words.isdisjoint(_WORD.findall(low, start, end))
        return known or any(joints.dotted(low, start, end))

    def _wanted(self, text: str, cells: list[tables.Cell]) -> list[tuple[int, Field]]:
        """Numbers of columns, by their heads, with the fields that stand in them."""
        names = [normal(text[cell.start : cell.end]) for cell in cells]
        columns = [
            self._headed(name, text[cell.start : cell.end]) for name, cell in zip(names, cells, strict=True)
        ]
        person = sum(name in PERSON_HEADS for name in names)
        return [
            (index, one)
            for index, column in enumerate(columns)
            for one in column
            if not one.person or person > (names[index] in PERSON_HEADS)
        ]

    def _headed(self, name: str, written: str) -> list[Field]:
        """The fields of a column by its head's one form, else by the head without what may stand around a name."""
        if sum(map(str.isdigit, written)) > _MOST_DIGITS:  # a value: "30590586B" is no column of births
            return []
        for form in (name, normal(bare(written)), *without_roles(name)):
            if (known := self._by_head.get(form)) is not None:
                return known
        return []

    def _in_row(
        self, text: str, low: str, row: list[tables.Cell], wanted: list[tuple[int, Field]]
    ) -> Iterator[Hit]:
        for index, one in wanted:
            cell = row[index]
            if one.cell.fullmatch(text, cell.start, cell.end):
                hit = one.hit(text, low, cell.start, cell.end)
                if hit is not None:
                    yield hit
