"""Tables in a text: from a head line to the cells below it, with their places.

A table is a line of at least two short cells and, right below, lines that the same mark parts into as many cells.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARKS = ("\t", ";", "┆", "│", "|", ",")
_TEX = "&"  # where the line ends with two strokes
_WIKI = "||"  # of rows; between heads stand two marks of exclamation
_WIDE_MARK = "  "
_RULE_LINE = re.compile(r"[\s|:+\-=─━═┼╪╬├┤╞╡╟╢┌┐└┘╔╗╚╝╭╮╰╯┬┴╤╧╦╩│┃║]+")
_RULED = re.compile(r"[=\-]{2,}(?: +[=\-]{2,})+\s*")
_QUOTED = re.compile(r"(?:>[ \t]?){1,4}")  # as mail quotes what it answers
_DIGIT = re.compile(r"(?<![^\W\d_])(?<![^\W\d_][ _])\d")  # none of a name: `phone1`, `line 2`
_QUOTES = "\"'`"
_END_OF_STRING = re.compile(r"(?P<quote>[\"'`])(?P=quote){0,2}[\s)\]},;]{0,12}$")
_CODE = re.compile(r"[{}\[\]<>=]")
_NO_HEAD = re.compile(
    rf"{_CODE.pattern}|:\s?[^\s]|\w\([^()]*+\)\s*$|[()]\)\s*$|;\s*$"
)  # code, JSON and sentences are no heads
_WIDE = re.compile(r"[^\s](?:[^\n]{0,200}?[^\s])??(?= {2,}|\s*$)")
_HEAD_LINE = re.compile(
    r"(?:[^\n;,|\t│┆&!]{0,60}+(?:[;,|\t│┆&!][^\n;,|\t│┆&!]{0,60}+){1,60}+|[^\n]{0,60}?\S {2,}+\S[^\n]{0,500}+)$",
    re.MULTILINE,
)
_AROUND = " \t\r\n'\"`*│\\"
_MOST_HEAD = 600  # characters; a longer line is no head
_MOST_CELL = 48
_MOST_LINE = 20_000  # characters; a longer line is no row
_MOST_STRAY = 3  # lines in a row that are none of a table which goes on behind them
_MOST_SPILT = 3  # cells too many in a row, where nothing quotes the mark
_MOST_OVER = 12  # lines that a cell in quotes runs over


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
        if text.startswith(">", start) and (quote := _QUOTED.match(text, start)) is not None:
            start = quote.end()
        # Line by line: for `^` the engine would stop at every character. Most lines that are no head are code.
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if _CODE.search(text, start, end) is not None:
            start = _opened(text, start, end)
        elif (colon := text.rfind(": ", start, end)) >= 0:  # "Columns: name, ssn, born"
            start = colon + 2
        if start < end and (line := _HEAD_LINE.match(text, start)) is not None:
            yield line.span()
        start = end + 1


def _opened(text: str, start: int, end: int) -> int:
    """Where a string begins that runs over the end of a line of code, as a table in one does: `"text": "name,ssn`."""
    at = max(text.rfind(mark, start, end) for mark in _QUOTES) + 1
    return at if at > start and text[at : at + 1].isalpha() else end


def head(text: str, start: int, end: int) -> tuple[str, list[Cell]] | None:
    """The mark and the cells of a head line; None where the line is no head of a table."""
    if end - start > _MOST_HEAD or end >= len(text):
        return None
    line = text[start:end]
    below_start, below_end = line_at(text, end + 1)
    if _RULE_LINE.fullmatch(text, below_start, below_end) and below_end < len(text):
        below_start, below_end = line_at(text, below_end + 1)
    below_end = _closed(text, below_start, below_end)
    if line.startswith("||") and text.startswith("|", below_start):  # a wiki's
        return "|", [cell for cell in _cells(text, start, end, "||") if cell.start < cell.end]
    if line.startswith("!") and "!!" in line:
        return _WIKI, _cells(text, start + 1, end, "!!")
    for mark in (*_MARKS, *((_TEX,) if line.rstrip().endswith("\\\\") else ())):
        count = line.count(mark)
        if count and text.count(mark, below_start, below_end) >= count:
            cells = _cells(text, start, end, mark)
            break
    else:
        mark = _WIDE_MARK
        if mark not in line.strip():
            return None
        cells = _cells(text, start, end, mark)
        places = _places(text, end)
        if mark not in text[below_start:below_end].strip() and len(places) <= len(cells):
            return None
        if len(places) > len(cells):  # a ruled line tells them apart where one blank parts the names
            cells = _under(text, start, end, places)
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
    """The rows below a head that ends at ``end``: where each ends, and its cells.

    Some lines that are no rows may stand between (blank ones, a sum, the foot of a page); behind such a gap a line
    without a digit may be the head of another table and ends this one.
    """
    above = _places(text, end) if mark == _WIDE_MARK else []
    stray = 0
    while end < len(text) and stray <= _MOST_STRAY:
        start, end = line_at(text, end + 1)
        if text.startswith(">", start) and (quote := _QUOTED.match(text, start)) is not None:
            start = quote.end()
        blank = end - start > _MOST_LINE or not text[start:end].strip()
        if not blank and _RULE_LINE.fullmatch(text, start, end):
            continue
        end = _closed(text, start, end) if mark in _MARKS else end
        found = [] if blank else _row(text, start, _unquoted(text, start, end), mark, width, above)
        if not found:
            stray += 1
        elif stray and (width < 3 or _DIGIT.search(text, start, end) is None):
            return
        else:
            stray = 0
            for cells in found:
                yield end, cells


def _row(text: str, start: int, end: int, mark: str, width: int, above: list[int]) -> list[list[Cell]]:
    """The cells of a line: none, one way to read them, or two where it has some too many."""
    if mark == _WIKI:
        start += text.startswith("|", start)
    cells = _cells(text, start, end, mark)
    if mark == _WIDE_MARK and len(cells) == width + 1 and text[cells[0].start : cells[0].end].isdigit():
        del cells[0]  # the number of the row, which a data frame prints without a head
    if len(cells) != width and mark == _WIDE_MARK:
        cells = _under(text, start, end, above)
    if len(cells) == width:
        return [cells]
    if mark in _MARKS and 2 < width < len(cells) <= width + _MOST_SPILT:
        return [cells[:width], cells[-width:]]
    return []


def _closed(text: str, start: int, end: int) -> int:
    """Where a row ends that begins a line: behind the quote that closes its last cell, if lines below hold it."""
    stop = end
    for _ in range(_MOST_OVER):
        if text.count('"', start, stop) % 2 == 0:
            return stop
        if stop >= len(text):
            break
        stop = line_at(text, stop + 1)[1]
    return end


def _unquoted(text: str, start: int, end: int) -> int:
    """Where a row ends that ends the string in which its table stands."""
    done = _END_OF_STRING.search(text, max(start, end - 20), end)
    return done.start() if done is not None and text.count(done["quote"], start, end) % 2 else end


def _places(text: str, end: int) -> list[int]:
    """Where columns of fixed width begin: below the marks of a ruled line, or below the names."""
    low = text.rfind("\n", 0, end) + 1
    ruled = _RULED.fullmatch(text, *line_at(text, end + 1))
    if ruled is not None:
        return [found.start() for found in re.finditer(r"[=\-]+", ruled[0])]
    return [cell.start - low for cell in _cells(text, low, end, _WIDE_MARK)]


def _under(text: str, start: int, end: int, above: list[int]) -> list[Cell]:
    """The cells of a line of fixed width by where those of the head begin; none where a word stands across one.

    A full cell leaves one space to the next, an empty one leaves too many.
    """
    places = [start + offset for offset in above if start + offset < end]
    if len(places) < len(above) or any(place > start and not text[place - 1].isspace() for place in places):
        return []
    return [trimmed(text, low, high) for low, high in zip(places, [*places[1:], end], strict=True)]


def _cells(text: str, start: int, end: int, mark: str) -> list[Cell]:
    if mark == _WIDE_MARK:
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
            cells.append(trimmed(text, at, end if stop < 0 else stop))
        if stop < 0:
            break
        at = stop + len(mark)
    if mark in "|│":  # a Markdown row begins and ends with the mark
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


def trimmed(text: str, start: int, end: int) -> Cell:
    """A cell without the white space and the quotes around it."""
    while start < end and text[start] in _AROUND:
        start += 1
    while end > start and text[end - 1] in _AROUND:
        end -= 1
    return Cell(start, end)
