"""Gathering a table chunk by chunk into what its index keeps: gates, keyed hashes of cells and of pairs of one row.

The rules of what is kept and left out stand in ``table.py``.
"""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifiers.owndata import gate
from classifiers.owndata.fault import DataFault
from classifiers.owndata.forms import forms
from classifiers.owndata.keys import Keys, Numbers
from classifiers.owndata.reading import read

MOST_ROWS_OF_A_PAIR = 10
MOST_COLUMNS = 16
MOST_ROWS = 5_000_000
_LONGEST, _MOST_WORDS, _WORDS_OF_A_NUMBER = 100, 9, 6
_FEWEST_LETTERS, _FEWEST_OF_A_PAIR = 2, 6
_FEWEST_ALONE, _FEWEST_DIGITS_ALONE = 5, 6
_DENSEST = 0.02  # share of all numbers of a length that a column which counts alone may hold
_FEWEST_WEAK = 1_000  # rows from which on the combinations of two columns are weighed
_FEWEST_WEAK_PLACES = 50  # where one of them holds places, of which everybody writes
# What a town has and everybody knows: two of them together are nobody's.
_PLACE = re.compile(
    r"(?:^|_)(?:CITY|TOWN|MUNICIPALITY|POSTAL|POSTALCODE|POSTCODE|ZIP|ZIPCODE|PLZ|ORT|WOHNORT|STADT|STATE|REGION|COUNTY|"
    r"COUNTRY|PROVINCE|VILLE|CIUDAD|CITTA)(?:_|$)"
)
_ROWS_AT_ONCE = 4_000
_MOST_SEEN = 100_000  # cells of a column that are remembered: dates and first names come again
_COMPACT_AFTER = 50  # chunks


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. ``alone`` says that one cell is enough to be found."""

    name: str
    kind: str
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of the chosen columns, in their order, and the line on which the row stands."""

    line: int
    cells: Sequence[str]


class _Build:
    """What is gathered of a table, chunk by chunk."""

    def __init__(self, columns: Sequence[Column], keys: Keys) -> None:
        self.columns, self.keys = columns, keys
        self.count = self.long_cells = 0
        self.most_words, self.has_numbers = 1, False
        self.seen: list[set[str]] = [set() for _ in columns]  # cells whose other forms are gathered already
        self.passes: list[Numbers] = []
        self.alone: list[Numbers] = []
        self.alone_columns: list[NDArray[np.uint8]] = []
        self.aliases: list[tuple[Numbers, Numbers]] = []
        self.pair_passes: list[Numbers] = []
        self.pairs: list[Numbers] = []
        self.pair_columns: list[NDArray[np.uint8]] = []
        self.mains: list[list[Numbers]] = [[] for _ in columns]
        self.both = np.zeros((len(columns), len(columns)), np.int64)  # rows that have cells in two columns
        self.numbers: list[dict[int, set[int]]] = [{} for _ in columns]

    def add(self, rows: Sequence[Row]) -> None:
        """Take in some rows."""
        self.count += len(rows)
        drawn: list[tuple[Numbers, NDArray[np.int64]]] = []
        for number, column in enumerate(self.columns):
            drawn.append(self._column(number, column, [row.cells[number] for row in rows]))
        for one, two in itertools.combinations(range(len(self.columns)), 2):
            self._pairs(one, two, drawn[one], drawn[two])
        if len(self.passes) > _COMPACT_AFTER * len(self.columns):
            self._compact()

    def _compact(self) -> None:
        """Keep what came several times once: dates and first names come again and again."""
        self.passes = [np.unique(_joined(self.passes))]
        self.mains = [[np.unique(_joined(each))] for each in self.mains]
        others = _joined([other for other, _ in self.aliases])
        mains = _joined([main for _, main in self.aliases])
        order = np.lexsort((mains, others))
        if len(order):
            order = order[np.append(True, (np.diff(others[order]) != 0) | (np.diff(mains[order]) != 0))]
        self.aliases = [(others[order], mains[order])]

    def _column(self, number: int, column: Column, cells: Sequence[str]) -> tuple[Numbers, NDArray[np.int64]]:
        """The keyed hash of every cell, and how many letters it has; 0 letters for a cell that is left out."""
        written: list[str] = []
        firsts: list[int] = []
        for cell in cells:
            firsts.append(len(written))
            if len(cell) > _LONGEST:
                self.long_cells += 1
                written.append("")
            elif cell in self.seen[number]:
                written.append(cell)
            else:
                written.extend(forms(cell, column.kind))
                if len(self.seen[number]) < _MOST_SEEN:
                    self.seen[number].add(cell)
        passes, values, sizes, words, digits = _hashes(written, self.keys)
        usable = (sizes >= _FEWEST_LETTERS) & (words <= _MOST_WORDS)
        first = np.array(firsts, np.int64)
        of = np.repeat(np.arange(len(cells)), np.diff(np.append(first, len(written))))
        main = values.take(first)
        used = usable & usable.take(first).take(of)
        self.long_cells += int((words.take(first) > _MOST_WORDS).sum())
        if used.any():
            self.most_words = max(self.most_words, int(words[used].max()))
            self.has_numbers |= bool(digits[used].any())
        self.passes.append(passes[used])
        other = used.copy()
        other[first] = False
        self.aliases.append((values[other], main.take(of[other])))
        kept = np.where(usable.take(first), sizes.take(first), 0)
        self.mains[number].append(main[kept > 0])
        if column.alone:
            fewest = np.where(digits.take(first) == kept, _FEWEST_DIGITS_ALONE, _FEWEST_ALONE)
            enough = kept >= fewest
            self.alone.append(main[enough])
            self.alone_columns.append(np.full(int(enough.sum()), number, np.uint8))
            for size, value in zip(
                kept[enough & (digits.take(first) == kept)].tolist(),
                main[enough & (digits.take(first) == kept)].tolist(),
                strict=True,
            ):
                self.numbers[number].setdefault(size, set()).add(value)
        return main, kept

    def _pairs(
        self,
        one: int,
        two: int,
        first: tuple[Numbers, NDArray[np.int64]],
        second: tuple[Numbers, NDArray[np.int64]],
    ) -> None:
        (a, sizes_a), (b, sizes_b) = first, second
        both = (sizes_a > 0) & (sizes_b > 0) & (sizes_a + sizes_b >= _FEWEST_OF_A_PAIR) & (a != b)
        self.both[one, two] += both.sum()
        a, b = a[both], b[both]
        passes, pairs = self.keys.blocks(np.minimum(a, b), np.maximum(a, b))
        self.pair_passes.append(passes)
        self.pairs.append(pairs)
        self.pair_columns.append(np.where(a < b, one << 4 | two, two << 4 | one).astype(np.uint8))

    def weak(self) -> list[tuple[int, int]]:
        """Columns of which two values together say nothing of anybody: two of places, as a postcode and its town, and
        those of which nearly any two values may stand in some row."""
        values = [len(np.unique(_joined(each))) for each in self.mains]
        places = [_PLACE.search(column.kind) is not None for column in self.columns]
        return [
            (one, two)
            for one, two in itertools.combinations(range(len(values)), 2)
            if (places[one] and places[two])
            or (
                (rows := int(self.both[one, two]))
                >= (_FEWEST_WEAK_PLACES if places[one] or places[two] else _FEWEST_WEAK)
                and rows >= 2 * max(values[one], values[two])
                and rows > _DENSEST * values[one] * values[two]
            )
        ]

    def sections(self) -> dict[str, NDArray[Any]]:
        """All that is kept."""
        alone, alone_columns = _rare(_joined(self.alone), _joined(self.alone_columns, np.uint8))
        pairs, passes, pair_columns = _rare(
            _joined(self.pairs), _joined(self.pair_passes), _joined(self.pair_columns, np.uint8)
        )
        self._compact()
        weak = np.array([one << 4 | two for one, two in self.weak()], np.uint8)
        sides = np.sort(np.stack((pair_columns >> 4, pair_columns & 15)), axis=0)
        strong = ~np.isin(sides[0] << 4 | sides[1], weak)
        pairs, passes, pair_columns = pairs[strong], passes[strong], pair_columns[strong]
        return {
            "gate": gate.build(self.passes[0]),
            "alone": alone,
            "alone_columns": alone_columns,
            "aliases": _joined([other for other, _ in self.aliases]),
            "alias_of": _joined([main for _, main in self.aliases]),
            "pair_gate": gate.build(passes),
            "pairs": pairs,
            "pair_columns": pair_columns,
        }


def build(
    rows: Iterable[Row], columns: Sequence[Column], keys: Keys
) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """Head and sections of an index. Raises DataFault where nothing could be found, or too much would be."""
    if not any(column.alone for column in columns) and len(columns) < 2:
        raise DataFault(
            0, "one column alone finds nothing", "Give a second --column, or let it count with --alone"
        )
    if len(columns) > MOST_COLUMNS:
        raise DataFault(
            0, f"there are more than {MOST_COLUMNS} columns", "Choose those that identify somebody"
        )
    for column in columns:
        if column.alone and "DATE" in column.kind:
            raise DataFault(
                0,
                f"the column {column.name!r} holds dates, which many people share",
                "Do not let it count alone",
            )
    gathered = _Build(columns, keys)
    for chunk in itertools.batched(rows, _ROWS_AT_ONCE):
        gathered.add(chunk)
        if gathered.count > MOST_ROWS:
            raise DataFault(0, f"there are more than {MOST_ROWS:,} rows", "Part the table into several sets")
    if not gathered.count:
        raise DataFault(0, "there are no rows in it", "Give a file with a line of names and rows below it")
    for column, numbers in zip(columns, gathered.numbers, strict=True):
        for size, values in numbers.items():
            if len(values) > _DENSEST * 10**size:
                share = max(1, round(10**size / len(values)))
                raise DataFault(
                    0,
                    f"the column {column.name!r} counts alone, and one in {share} of all numbers of {size} digits "
                    "would be taken for one of its values",
                    "Do not let it count alone",
                )
    sections = gathered.sections()
    if not len(sections["alone"]) and not len(sections["pairs"]):
        raise DataFault(0, "no row has two cells that identify somebody", "Choose other columns")
    words = max(gathered.most_words, _WORDS_OF_A_NUMBER if gathered.has_numbers else 1)
    head = {
        "columns": [[column.name, column.kind, column.alone] for column in columns],
        "count": gathered.count,
        "words": words,
        "left_out": gathered.long_cells,
        "weak": [[columns[one].name, columns[two].name] for one, two in gathered.weak()],
    }
    return head, sections


def _hashes(
    written: Sequence[str], keys: Keys
) -> tuple[Numbers, Numbers, NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Two keyed hashes of every text, and how many letters, words and digits it has."""
    lengths = np.fromiter(map(len, written), np.int64, len(written))
    ends = np.cumsum(lengths + 1) - 1
    reading, _ = read("\n".join(written), keys)
    starts, stops = reading.letters(ends - lengths), reading.letters(ends)
    passes, values = reading.spans(starts, stops)
    words = np.searchsorted(reading.starts, stops) - np.searchsorted(reading.starts, starts)
    digits = reading.digits()
    return passes, values, stops - starts, words, digits.take(stops) - digits.take(starts)


def _joined(pieces: "Sequence[NDArray[Any]]", kind: type = np.uint64) -> NDArray[Any]:
    return np.concatenate(pieces) if pieces else np.zeros(0, kind)


def _rare(values: Numbers, *others: NDArray[Any]) -> tuple[NDArray[Any], ...]:
    """The values that stand for few rows, sorted and once each, and what belongs to them."""
    order = np.argsort(values, kind="stable")
    values = values[order]
    first = np.ones(len(values), bool)
    first[1:] = values[1:] != values[:-1]
    at = first.nonzero()[0]
    counts = np.diff(np.append(at, len(values)))
    at = at[counts <= MOST_ROWS_OF_A_PAIR]
    return values[at], *(other[order[at]] for other in others)
