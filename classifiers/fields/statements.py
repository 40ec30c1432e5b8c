"""Tables that name their columns in their own way: rows of HTML, statements of SQL."""

import re
from collections.abc import Iterator

from classifiers.fields.tables import Cell, line_at, rows, trimmed


def in_markup(text: str) -> Iterator[tuple[list[Cell], list[list[Cell]]]]:
    """Tables of HTML: the cells of the first row, and the rows of as many cells that follow it."""
    head: list[Cell] = []
    below: list[list[Cell]] = []
    after = 0
    for row in _MARKUP_ROW.finditer(text):
        cells = [_untagged(text, *cell.span(1)) for cell in _MARKUP_CELL.finditer(text, *row.span())]
        apart = "<table" in text[after : row.start()].lower() or len(cells) != len(head)
        after = row.end()
        if not apart:
            below.append(cells)
            continue
        if below:
            yield head, below
        head, below = cells, []
    if below:
        yield head, below


# A row runs to the next tag of a row or of a table.
_MARKUP_ROW = re.compile(r"<tr(?:\s[^<>]{0,200})?>(?:[^<]|<(?!/?(?:tr|table)\b))*+", re.IGNORECASE)
_MARKUP_CELL = re.compile(r"<t[hd](?:\s[^<>]{0,200})?>((?:[^<]|<(?!/?t[hdr]\b)){0,200}+)", re.IGNORECASE)


def in_statements(text: str) -> Iterator[tuple[list[Cell], list[list[Cell]]]]:
    """Tables of SQL: the columns that INSERT or COPY names, and the rows of as many values behind them."""
    for statement in _STATEMENT.finditer(text):
        head = [trimmed(text, *column.span()) for column in _COLUMN.finditer(text, *statement.span("head"))]
        below: list[list[Cell]] = []
        at = statement.end()
        if statement["copy"]:
            below = [cells for _, cells in rows(text, line_at(text, at)[1], "\t", len(head))]
        while not statement["copy"] and (row := _VALUES.match(text, at)) is not None:
            at = row.end()
            below.append([trimmed(text, *value.span()) for value in _VALUE.finditer(text, *row.span("row"))])
        yield head, [cells for cells in below if len(cells) == len(head)]


_STATEMENT = re.compile(
    r"\b(?:(?:INSERT\s{1,4}(?:IGNORE\s{1,4}|OR\s{1,4}\w{1,10}\s{1,4})?|REPLACE\s{1,4})INTO|(?P<copy>COPY))\s{1,4}"
    r"[\w.\"`\[\]]{1,80}\s{0,4}\((?P<head>[^()]{2,600})\)\s{0,8}(?(copy)FROM\s{1,4}STDIN\b[^\n]{0,80}|VALUES)",
    re.IGNORECASE,
)
_COLUMN = re.compile(r"[^,]{1,80}")
_VALUES = re.compile(
    r"\s{0,40},?\s{0,40}\((?P<row>(?:'(?:[^'\n]|''){0,2000}+'|[^'()\n]{1,80}+|\([^()\n]{0,80}\)){1,600}+)\)"
)
_VALUE = re.compile(r"(?:'(?:[^'\n]|''){0,2000}+'|[^',]{1,80}+){1,600}+")


def _untagged(text: str, start: int, end: int) -> Cell:
    """A cell without white space and the tags that stand around its text."""
    while start < end and (text[start].isspace() or text[start] == "<"):
        close = text.find(">", start, end) if text[start] == "<" else start
        if close < 0:
            break
        start = close + 1
    found = text.find("<", start, end)
    return trimmed(text, start, end if found < 0 else found)
