"""SQLite databases: the cells of every table under their columns, the schema, files in cells, deleted rows.

They are read from a copy in memory and never written. Work is counted in steps of SQLite's machine and in characters,
because many tables may share the same pages.
Source: sqlite.org/fileformat2.html; sqlite.org/security.html.
"""

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence

from classifiers.documents.contract import (
    Budget,
    Change,
    File,
    Inner,
    Manner,
    Piece,
    Source,
    Unread,
    Unwritten,
)
from classifiers.documents.flat import Flat
from classifiers.documents.leftovers import leftovers

NAME = "SQLite database"
ORDER = 20

_MAGIC = b"SQLite format 3\0"
_STEPS = 200_000_000
_EVERY = 100_000
_MOST_ROWS = 400_000
_TIMES = 12  # characters told for each byte of the file, at most: names of columns are told with every row
_TINY = 2  # characters of a value that needs no name to be harmless
_SHORT = 64  # bytes of a value that holds no file: a hash, a number, a key
_GLUED = 16  # characters in which two values may stand without anything between them
_STRINGS = re.compile(rb"[\x20-\x7e\xc2-\xf4\x80-\xbf]{5,}")
_READS = frozenset({sqlite3.SQLITE_READ, sqlite3.SQLITE_SELECT, sqlite3.SQLITE_FUNCTION})


def _is_virtual(sql: str) -> bool:
    return [word.lower() for word in sql.split(None, 2)[:2]] == ["create", "virtual"]


def claims(source: Source) -> bool:
    return source.data.startswith(_MAGIC)


def read(source: Source, budget: Budget, inner: Inner) -> File:
    budget.take(len(source.data))
    told = _Told(budget, inner, len(source.data))
    opened = sqlite3.connect(":memory:")
    try:
        _load(opened, source.data)
        for name in told.schema(opened.execute("SELECT name, sql, type FROM sqlite_schema").fetchall()):
            budget.take(0)
            rows = opened.execute('SELECT * FROM "' + name.replace('"', '""') + '"')
            told.table(name, [column[0] for column in rows.description], rows)
    except sqlite3.Error:
        raise Unread("a broken SQLite database, or one that takes too long to read") from None
    finally:
        opened.close()
    told.deleted(leftovers(source.data))
    return Flat(told.pieces, list(told.opaque), _write)


def _load(opened: sqlite3.Connection, data: bytes) -> None:
    """The copy, which may do nothing but read, and not for ever."""
    steps = iter(range(_STEPS // _EVERY))
    opened.deserialize(data[:18] + b"\1\1" + data[20:])  # in memory there is no log ahead of writing
    opened.text_factory = lambda raw: raw.decode("utf-8", "replace")
    opened.execute("PRAGMA trusted_schema = OFF")
    opened.execute("PRAGMA cell_size_check = ON")
    opened.set_progress_handler(lambda: next(steps, None) is None, _EVERY)
    opened.set_authorizer(lambda action, *_: sqlite3.SQLITE_OK if action in _READS else sqlite3.SQLITE_DENY)


class _Told:
    """What was read so far."""

    def __init__(self, budget: Budget, inner: Inner, size: int) -> None:
        self.pieces: list[Piece] = []
        self.opaque: dict[str, None] = {}
        self._inner = inner
        self._left = max(size * _TIMES, 8 << 20)

    def schema(self, entries: Sequence[tuple[str, str | None, str]]) -> Iterator[str]:
        """Tell how all is declared; the names of tables that hold rows."""
        for _, sql, _ in entries:
            self._add(sql or "", "schema")
        for name, sql, sort in entries:
            if sort == "table" and not _is_virtual(sql or ""):
                yield name

    def table(self, name: str, columns: Sequence[str], rows: Iterator[Sequence[object]]) -> None:
        """Tell a table, a row at a time, each value under its column."""
        self._add(name, "table", "\n\n")
        for row in rows:
            cells: list[str] = []
            files: list[bytes] = []
            for column, value in zip(columns, row, strict=True):
                if isinstance(value, bytes):
                    text = self._bytes(value, files)
                else:
                    text = "" if value is None else str(value)
                if text:
                    cells.append(f"{column}: {text}" if len(text) > _TINY else text)
            self._add("\n".join(cells), "table", "\n\n")
            for data in files:
                self._file(data)

    def deleted(self, found: Sequence[str]) -> None:
        """Tell what is left of deleted rows, whose values nothing parts any more."""
        for text in found:
            self._add(text, "deleted rows")
        if any(len(text) >= _GLUED for text in found):
            self.opaque["what is left of deleted rows in a database"] = None

    def _bytes(self, value: bytes, files: list[bytes]) -> str:
        """What a value of bytes says as a cell; a file is told behind its row."""
        try:
            text = value.decode("utf-8")
        except UnicodeDecodeError:
            text = ""
        if text and text.isprintable():
            return text
        if len(value) <= _SHORT:
            return " ".join(run.decode("utf-8", "replace") for run in _STRINGS.findall(value))
        files.append(value)
        return ""

    def _file(self, data: bytes) -> None:
        try:
            file = self._inner(Source(data))
        except Unread as trouble:
            self.opaque[f"{trouble} in a database"] = None
            return
        self.opaque.update(dict.fromkeys(file.opaque))
        for index, piece in enumerate(file.pieces):
            self._add(piece.text, "a file in a database", piece.before if index else "\n\n")

    def _add(self, text: str, where: str, before: str = "\n") -> None:
        self._left -= len(text)
        if self._left < 0 or len(self.pieces) > _MOST_ROWS:
            raise Unread("a database with too many rows")
        if text:
            self.pieces.append(Piece(text, where, False, before))


def _write(changes: Mapping[int, Sequence[Change]], manner: Manner) -> bytes:
    raise Unwritten("a database")
