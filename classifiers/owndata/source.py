"""Files of own data as they come: text in some encoding, comma-separated values, documents. Faults name lines.

Nothing here is guessed silently: what is not the text that it should be is a fault that says what to do.
"""

import codecs
import csv
import difflib
import io
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from html.parser import HTMLParser

from classifiers.owndata.fault import DataFault
from classifiers.owndata.gathering import Row
from classifiers.owndata.terms import Term

MOST_BYTES = 2 << 30
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PACKED = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a packed file, such as a Word or Excel document",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel document",
    b"\x1f\x8b": "a packed file",
    b"{\\rtf": "an RTF document",
}
_SAYS_SEPARATOR = re.compile(r"\ufeff?sep=(.)\r?\n", re.IGNORECASE)  # as Excel writes and reads
_DELIMITERS = ",;\t|"
_EXPORT = "Export it as plain text, Markdown or HTML in UTF-8"


def text_of(data: bytes, encoding: str = "") -> str:
    """The text of a file. ``encoding`` empty means UTF-8, or what a byte order mark says. Raises DataFault."""
    for head, what in _PACKED.items():
        if data.startswith(head):
            raise DataFault(0, f"it is {what}, which is not read yet", _EXPORT)
    chosen = encoding or next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(chosen)
    except LookupError:
        raise DataFault(0, f"there is no encoding {encoding!r}", "Name one such as utf-8 or cp1252") from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DataFault(
            line,
            f"it is not {chosen.upper()} there",
            "Save the file as UTF-8, or name its encoding: --encoding cp1252",
        ) from None
    if "\0" in text:
        wide = text.count("\0") * 3 > len(text)
        raise DataFault(
            text.count("\n", 0, text.index("\0")) + 1,
            "it holds NUL bytes and is no text in this encoding",
            "If it is UTF-16, name it: --encoding utf-16-le" if wide else _EXPORT,
        )
    if not text.strip():
        raise DataFault(0, "it is empty", "Give a file that has something in it")
    return text


def lines(text: str) -> Iterator[Term]:
    """One term a line; empty lines and lines that begin with # do not count."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield Term(number, line)


def rows(text: str, columns: Sequence[str], delimiter: str = "") -> Iterator[Row]:
    """The cells of some columns, whose names stand in the first line. Raises DataFault, with the line."""
    stream = io.StringIO(text, newline="")
    separator = delimiter or _delimiter(text)
    begun = 1
    if said := _SAYS_SEPARATOR.match(text):
        separator, begun = delimiter or said[1], 2
        stream.readline()
    reader = csv.reader(stream, delimiter=separator, strict=True)
    before = begun - 1
    names: list[str] | None = None
    chosen: list[int] = []
    try:
        for cells in reader:
            line, begun = begun, before + reader.line_num + 1
            if not cells or cells == [""]:
                continue
            if names is None:
                names = [name.strip() for name in cells]
                chosen = [_place(name, names) for name in columns]
                continue
            if len(cells) != len(names):
                raise DataFault(
                    line,
                    f"the row has {len(cells)} cells, the first line names {len(names)} columns",
                    "Put cells that hold the separator in double quotes, or name another with --delimiter",
                )
            yield Row(line, [cells[place] for place in chosen])
    except csv.Error as error:
        raise DataFault(
            begun, _quoting(str(error)), "Mend the quotes: inside a cell they are doubled"
        ) from None


def terms_of(found: Iterable[Row]) -> Iterator[Term]:
    """The terms of the one column of a table; empty cells do not count."""
    for row in found:
        if row.cells[0].strip():
            yield Term(row.line, row.cells[0])


def plain(text: str, name: str) -> str:
    """The words of a document; of HTML without its tags, scripts and styles."""
    if not name.lower().endswith((".html", ".htm", ".xhtml")):
        return text
    reader = _Words()
    reader.feed(text)
    reader.close()
    return "".join(reader.pieces)


def _delimiter(text: str) -> str:
    first = next((line for line in itertools.islice(text.splitlines(), 20) if line.strip()), "")
    return max(_DELIMITERS, key=first.count)


def _place(name: str, names: Sequence[str]) -> int:
    if names.count(name) > 1:
        raise DataFault(1, f"two columns are named {name!r}", "Rename one of them")
    if name in names:
        return names.index(name)
    folded = [each.casefold() for each in names]
    if folded.count(name.casefold()) == 1:
        return folded.index(name.casefold())
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.7)
    raise DataFault(
        1,
        f"the first line names no column {name!r}; it has {len(names)} columns",
        f"Did you mean {near[0]!r}?" if near else "The first line must hold the names of the columns",
    )


def _quoting(error: str) -> str:
    if "field larger" in error:
        most = csv.field_size_limit()
        return f"a cell has more than {most:,} characters, or the double quote that opens it is not closed"
    if "unexpected end" in error:
        return "a double quote opens a cell there and is not closed"
    if "delimiter expected" in error or "expected after" in error:
        return "something stands behind the closing quote of a cell"
    return "the quotes of a cell do not match"


class _Words(HTMLParser):
    """Gathers what a reader of a page sees."""

    _HIDDEN = frozenset({"script", "style", "template"})
    _BLOCKS = frozenset(
        {"p", "div", "br", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "section"}
    )

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in self._HIDDEN
        if tag in self._BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in self._HIDDEN and self._hidden > 0
        if tag in self._BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(data)
