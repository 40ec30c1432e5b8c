"""How ``promptward clients data add`` reads files and builds indexes of them."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from proxy.commands.terminal import err, fail

if TYPE_CHECKING:
    from classifiers.owndata.gathering import Column, Row
    from classifiers.owndata.keys import Keys
    from classifiers.owndata.terms import Term


class Building:
    """Reads files and builds indexes; every fault names its file and line and ends the command."""

    def __init__(self, keys: "Keys", encoding: str, delimiter: str) -> None:
        self._keys, self._encoding, self._delimiter = keys, encoding, delimiter
        self.judged = 0  # terms, or cells that count alone
        self.common: list[int] = []  # the lines of those that are words of every day

    def terms(
        self, file: Path, kind: str, columns: Sequence[str]
    ) -> tuple[str, dict[str, Any], dict[str, Any]]:
        from classifiers.owndata import source, terms

        with _faults(file):
            text = self._text(file)
            found = (
                source.terms_of(source.rows(text, columns, self._delimiter))
                if columns
                else source.lines(text)
            )
            seen = self._seen(_watched(found, "terms"), lambda term: [term.text])
            return terms.FORM, *terms.build(seen, kind, self._keys)

    def table(self, file: Path, columns: "Sequence[Column]") -> tuple[str, dict[str, Any], dict[str, Any]]:
        from classifiers.owndata import gathering, source, table

        with _faults(file):
            rows: Iterable[Row] = source.rows(
                self._text(file), [column.name for column in columns], self._delimiter
            )
            alone = [place for place, column in enumerate(columns) if column.alone]
            seen = self._seen(_watched(rows, "rows"), lambda row: [row.cells[place] for place in alone])
            return table.FORM, *gathering.build(seen, columns, self._keys)

    def documents(
        self, files: Sequence[Path], ignored: Sequence[Path], kind: str
    ) -> tuple[str, dict[str, Any], dict[str, Any]]:
        from classifiers.owndata import document, source

        def read(path: Path) -> document.Document:
            with _faults(path):
                return document.Document(path.name, source.plain(self._text(path), path.name))

        with _faults(None):
            return document.FORM, *document.build(
                [read(path) for path in files], [read(path) for path in ignored], kind, self._keys
            )

    def _seen[T: (Term, Row)](self, items: "Iterable[T]", texts: "Callable[[T], list[str]]") -> "Iterator[T]":
        """The same items; notes which of their texts people write without meaning them."""
        from classifiers.owndata.spellings import common

        for item in items:
            for text in texts(item):
                if text.strip():
                    self.judged += 1
                    if common(text):
                        self.common.append(item.line)
            yield item

    def _text(self, file: Path) -> str:
        from classifiers.owndata import source
        from classifiers.owndata.fault import DataFault

        try:
            if file.stat().st_size > source.MOST_BYTES:
                raise DataFault(0, "it has more than 2 GB", "Part it into several files and sets")
            data = file.read_bytes()
        except OSError as error:
            fail(f"{file}: cannot be read ({error.strerror}). Give a file that this user may read.")
        return source.text_of(data, self._encoding)


class _faults:
    """Turns a fault in the data into one line on stderr and exit code 2."""

    def __init__(self, file: Path | None) -> None:
        self._file = file

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        from classifiers.owndata.fault import DataFault

        if isinstance(error, DataFault):
            where = (
                f"{self._file}, " if self._file and error.line else f"{self._file}: " if self._file else ""
            )
            end = error.mend if error.mend.endswith("?") else f"{error.mend}."
            line = f"line {error.line}: " if error.line else ""
            fail(f"{where}{line}{error.wrong}. {end} Nothing was registered.")


def _watched[T](items: Iterable[T], what: str) -> Iterator[T]:
    """The same items, with their count on the screen while a person is watching."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    with Progress(
        TextColumn(what), MofNCompleteColumn(), TimeElapsedColumn(), console=err, transient=True
    ) as bar:
        task = bar.add_task(what, total=None)
        begun = time.monotonic()
        for count, item in enumerate(items, 1):
            if time.monotonic() - begun > 0.2:
                begun = time.monotonic()
                bar.update(task, completed=count)
            yield item
