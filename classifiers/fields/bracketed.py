"""Tables in brackets: a list of names, and behind it lists of as many values, as programs and their data write them.

`[["name", "ssn"], ["Ann", "..."]]`, `{"columns": [...], "data": [[...]]}`, `HEADS = (...)` and `ROWS = [(...), ...]`.
"""

import re
from collections.abc import Iterator

from classifiers.compiled import compiled
from classifiers.fields.tables import Cell

_LONGEST_CELL = 400
_WORD = r"""(?:"[^"\n]{1,48}+"|'[^'\n]{1,48}+')"""
# Names and nothing else; the first is no value of a pair, and so no row of a table that has one above it.
_HEAD = compiled(
    rf"[\[(]\s{{0,12}}(?P<cells>{_WORD}(?:\s{{0,12}},\s{{0,12}}{_WORD}){{1,60}}+),?\s{{0,12}}[\])]"
)
_VALUE = (
    rf"""(?:"(?:[^"\\\n]|\\.){{0,{_LONGEST_CELL}}}+"|'(?:[^'\\\n]|\\.){{0,{_LONGEST_CELL}}}+'"""
    r"""|\[[^\[\]\n]{0,200}\]|\{[^{}\n]{0,200}\}"""
    r"""|[^\s"'\[\](){},:;=][^"'\[\](){},;=\n]{0,60}+)"""
)
_ROW = compiled(
    rf"\s{{0,40}}[\[(]\s{{0,40}}(?P<cells>{_VALUE}(?:\s{{0,40}},\s{{0,40}}{_VALUE}){{1,60}}+),?\s{{0,40}}[\])]\s{{0,40}},?"
)
# From the names to the first row: the end of one list, perhaps the name of another, and its beginning.
_BETWEEN = compiled(
    r"""\s{0,40}[\]),;]{0,3}\s{0,40}(?:["']?[A-Za-z_]\w{0,30}["']?\s{0,4}[:=]\s{0,40})?[\[(]?(?=\s{0,40}[\[(])"""
)
_CELL = compiled(_VALUE)
_OPENS = compiled(r"\s{0,40}[\[(]")
_FURTHER = compiled(r"[\])]\s{0,40},(?=\s{0,40}[\[(])")  # the end of a row that holds something else
_LONGEST_ROW = 4_000
_MARKS = "\"' "


def in_brackets(text: str) -> Iterator[tuple[list[Cell], list[list[Cell]]]]:
    """The cells of each list of names, and the rows of as many values behind it."""
    at = 0
    while (head := _HEAD.search(text, at)) is not None:
        at = head.end()
        cells = _cells(text, head)
        rows: list[list[Cell]] = []
        lost = 0  # lists of another shape ahead of the first row
        between = _BETWEEN.match(text, at)
        stop = between.end() if between is not None else at
        while True:
            row = _ROW.match(text, stop)
            if row is None:
                opens = _OPENS.match(text, stop) is not None
                further = _FURTHER.search(text, stop, stop + _LONGEST_ROW) if opens else None
                if further is None or (lost > 1 and not rows):
                    break  # what stands behind the end of the table has names of its own
                stop, lost = further.end(), lost + 1
                continue
            at = stop = row.end()
            if len(found := _cells(text, row)) == len(cells):
                rows.append(found)
        if rows:
            yield cells, rows


def _cells(text: str, row: re.Match[str]) -> list[Cell]:
    cells: list[Cell] = []
    for found in _CELL.finditer(text, *row.span("cells")):
        start, end = found.span()
        while start < end and text[start] in _MARKS:
            start += 1
        while end > start and text[end - 1] in _MARKS:
            end -= 1
        cells.append(Cell(start, end))
    return cells
