"""Tables in a text: from a head line to the cells below it, with their places.

A table is a line of at least two short cells and, right below, lines that the same mark parts into as many cells.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARKS = ("\t", ";", "|", ",")
_RULE_LINE = re.compile(r"[\s|:+\-=]+")
_CODE = re.compile(r"[{}\[\]<>=]")
_NO_HEAD = re.compile(
    rf"{_CODE.pattern}|:\s?[^\s]|\w\([^()]*+\)\s*$|[()]\)\s*$|;\s*$"
)  # code, JSON and sentences are no heads
_WIDE = re.compile(r"[^\s](?:[^\n]{0,200}?[^\s])??(?= {2,}|\s*$)")
_HEAD_LINE = re.compile(
    r"(?:[^\n;,|\t]{0,60}+(?:[;,|\t][^\n;,|\t]{0,60}+){1,60}+|[^\n]{0,60}?\S {2,}+\S[^\n]{0,500}+)$",
    re.MULTILINE,
)
_AROUND = " \t\r\n'\"`*"
_MOST_HEAD = 600  # characters; a longer line is no head
_MOST_CELL = 48


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its place in the text, without quotes and white space around it."""

    start: int
    end: int


def line_at(text: str, at: int) -> tuple[int, int]:
    """Start and end of the line that holds ``at``."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return start, len(text) if end < 0 else end


def head_lines(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every line that may be a head: short pieces between marks or wide gaps."""
    start = 0
    while start < len(text):
        # Line by line: for `^` the engine would stop at every character. Most lines that are no head are code.
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if _CODE.search(text, start, end) is None and (line := _HEAD_LINE.match(text, start)) is not None:
            yield line.span()
        start = end + 1


def head(text: str, start: int, end: int) -> tuple[str, list[Cell]] | None:
    """The mark and the cells of a head line; None where the line is no head of a table."""
    if end - start > _MOST_HEAD or end >= len(text):
        return None
    line = text[start:end]
    below_start, below_end = line_at(text, end + 1)
    if _RULE_LINE.fullmatch(text, below_start, below_end) and below_end < len(text):
        below_start, below_end = line_at(text, below_end + 1)
    if line.startswith("||") and text.startswith("|", below_start):  # a wiki's
        return "|", [cell for cell in _cells(text, start, end, "||") if cell.start < cell.end]
    for mark in _MARKS:
        count = line.count(mark)
        if count and text.count(mark, below_start, below_end) >= count:
            cells = _cells(text, start, end, mark)
            break
    else:
        mark = "  "
        if "  " not in line.strip() or "  " not in text[below_start:below_end].strip():
            return None
        cells = _cells(text, start, end, mark)
    if not cells or text.startswith("- ", cells[0].start):  # an item of a list of settings
        return None
    if sum(cell.start < cell.end for cell in cells) < 2 or any(
        cell.end - cell.start > _MOST_CELL or _NO_HEAD.search(text, cell.start, cell.end) for cell in cells
    ):
        return None
    return mark, cells


def foot(text: str, start: int, end: int) -> tuple[list[Cell], list[Cell]] | None:
    """The cells of a line of names below which nothing stands, and of the line with their values above, as forms are
    printed; None where the line is no such foot."""
    if not start or text[end + 1 : line_at(text, end + 1)[1]].strip():
        return None
    above = line_at(text, start - 1)
    mark = "\t" if "\t" in text[start:end] else "  "
    if above[1] - above[0] > _MOST_HEAD or mark not in text[above[0] : above[1]].strip():
        return None
    names, values = _cells(text, start, end, mark), _cells(text, *above, mark)
    if not 1 < len(names) == len(values) or any(
        _NO_HEAD.search(text, name.start, name.end) for name in names
    ):
        return None
    return names, values


def rows(text: str, end: int, mark: str, width: int) -> Iterator[tuple[int, list[Cell]]]:
    """The rows below a head that ends at ``end``: where each ends, and its cells. Stops where the shape changes."""
    low = text.rfind("\n", 0, end) + 1
    above = [cell.start - low for cell in _cells(text, low, end, mark)] if mark == "  " else []
    while end < len(text):
        start, end = line_at(text, end + 1)
        if end - start > 20_000 or not text[start:end].strip():
            return
        if _RULE_LINE.fullmatch(text, start, end):
            continue
        cells = _cells(text, start, end, mark)
        if mark == "  " and len(cells) == width + 1 and text[cells[0].start : cells[0].end].isdigit():
            del cells[0]  # the number of the row, which a data frame prints without a head
        if len(cells) != width and mark == "  ":
            cells = _under(text, start, end, above)
        if len(cells) != width:
            return
        yield end, cells


def _under(text: str, start: int, end: int, above: list[int]) -> list[Cell]:
    """The cells of a line of fixed width by where those of the head begin; none where a word stands across one.

    A full cell leaves one space to the next, an empty one leaves too many.
    """
    places = [start + offset for offset in above if start + offset < end]
    if len(places) < len(above) or any(place > start and not text[place - 1].isspace() for place in places):
        return []
    return [_trimmed(text, low, high) for low, high in zip(places, [*places[1:], end], strict=True)]


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
        head = [_trimmed(text, *column.span()) for column in _COLUMN.finditer(text, *statement.span("head"))]
        below: list[list[Cell]] = []
        at = statement.end()
        if statement["copy"]:
            below = [cells for _, cells in rows(text, line_at(text, at)[1], "\t", len(head))]
        while (
            not statement["copy"] and (row := _VALUES.match(text, at)) is not None and len(below) < _MOST_ROWS
        ):
            at = row.end()
            below.append([_trimmed(text, *value.span()) for value in _VALUE.finditer(text, *row.span("row"))])
        yield head, [cells for cells in below if len(cells) == len(head)]


_MOST_ROWS = 10_000
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
    return _trimmed(text, start, end if found < 0 else found)


def _cells(text: str, start: int, end: int, mark: str) -> list[Cell]:
    if mark == "  ":
        return [Cell(*found.span()) for found in _WIDE.finditer(text, start, end)]
    cells: list[Cell] = []
    at = start
    while True:
        low = at
        while low < end and text[low] in " '" and mark != " ":
            low += 1
        if low < end and text[low] == '"' and (quote := _closing(text, low + 1, end)) >= 0:
            stop = text.find(mark, quote, end)
            cells.append(Cell(low + 1, quote))
        else:
            stop = text.find(mark, at, end)
            cells.append(_trimmed(text, at, end if stop < 0 else stop))
        if stop < 0:
            break
        at = stop + len(mark)
    if mark == "|":  # a Markdown row begins and ends with the mark
        if cells and cells[0].start == cells[0].end:
            cells = cells[1:]
        if cells and cells[-1].start == cells[-1].end:
            cells = cells[:-1]
    return cells


def _closing(text: str, at: int, end: int) -> int:
    while (quote := text.find('"', at, end)) >= 0:
        if text[quote + 1 : quote + 2] != '"':
            return quote
        at = quote + 2
    return -1


def _trimmed(text: str, start: int, end: int) -> Cell:
    while start < end and text[start] in _AROUND:
        start += 1
    while end > start and text[end - 1] in _AROUND:
        end -= 1
    return Cell(start, end)
