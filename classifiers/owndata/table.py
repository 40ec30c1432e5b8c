"""Exact data match: cells of a table, found alone where a column says so, else two of one row near one another.

Rule 1: no cell is kept. A gate holds bits of keyed hashes of cells; of cells that count alone and of pairs of cells of
one row keyed hashes are kept, from which neither a cell nor a row can be read.
Rule 2: what fits more than ten rows points at nobody: such a pair, or such a value of a column that counts alone, is
left out.
Rule 3: where both columns repeat their values and one in fifty of all combinations or more stands in some row (first
name and city), a combination says nothing, nor do two places (postcode and town); such columns are not looked for
together. Two cells without a digit count
where both are written as names, or side by side.
Rule 4: a cell is compared by its letters and digits: spaces, hyphens, case and accents do not count. Dates, telephone
numbers, names and streets are known in the other forms in which they are usually written (``forms.py``).
"""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from classifiers.detector import Hit
from classifiers.owndata import gate
from classifiers.owndata.gathering import Column
from classifiers.owndata.keys import Keys, Numbers
from classifiers.owndata.layout import Index
from classifiers.owndata.reading import Places, Reading

FORM = "table"
NEAR = 300  # characters between two cells of one row
_NEIGHBOURS = 16  # cells behind a cell that are tried as its partners
_ADJACENT = 3  # characters between two cells side by side
_ALONE_SCORE, _PAIR_SCORE = 95.0, 90.0
_SEVERAL = re.compile(r"[;!?|\t+*=<>%]|\W{5}|\n\s*\n")  # what never stands inside one value


class Table:
    """The table of an index. Raises KeyError where the index is of another form."""

    def __init__(self, index: Index, keys: Keys) -> None:
        self._columns = [Column(*column) for column in index.head["columns"]]
        self.kinds: frozenset[str] = frozenset(column.kind for column in self._columns)
        self._words: int = index.head["words"]
        self._keys = keys
        self._sections = index.sections

    def find(self, words: Reading, parts: Reading | None, detector: str) -> Iterator[Hit]:
        """Every cell that counts alone, and every two cells of one row that stand near one another."""
        starts, ends, values = self._cells(words)
        if not len(values):
            return
        kept = self._sections
        found: dict[tuple[int, int, str], float] = {}
        for place, at in _members(kept["alone"], values):
            if not _has_several(words, starts[place], ends[place]):
                kind = self._columns[kept["alone_columns"][at]].kind
                _note(found, words, starts[place], ends[place], kind, _ALONE_SCORE)
        one, two = self._neighbours(words, starts, ends, values)
        smaller, greater = np.minimum(values[one], values[two]), np.maximum(values[one], values[two])
        passes, pairs = self._keys.blocks(smaller, greater)
        likely = gate.passing(kept["pair_gate"], passes)
        matches: list[tuple[int, int, int, int]] = []  # distance, pair, its two cells
        members = np.array(list(_members(kept["pairs"], pairs.take(likely))), np.int64).reshape(-1, 2)
        numbers = likely.take(members[:, 0])
        nearest = _nearest(one.take(numbers), two.take(numbers), members[:, 1])
        for number, at in zip(numbers.take(nearest).tolist(), members[nearest, 1].tolist(), strict=True):
            left, right = int(one[number]), int(two[number])
            spans = [(words.begin(starts[cell]), words.finish(ends[cell])) for cell in (left, right)]
            if not any(_SEVERAL.search(words.text, *span) for span in spans) and _believable(
                words.text, *spans
            ):
                matches.append((int(starts[right] - ends[left]), at, left, right))
        for at, left, right in _couples(words, starts, matches):
            columns = int(kept["pair_columns"][at])
            sides = (
                (columns >> 4, columns & 15) if values[left] < values[right] else (columns & 15, columns >> 4)
            )
            if any(
                "DATE" in self._columns[side].kind and not _is_date(words, starts[cell], ends[cell])
                for cell, side in zip((left, right), sides, strict=True)
            ):
                continue
            for cell, side in zip((left, right), sides, strict=True):
                _note(found, words, starts[cell], ends[cell], self._columns[side].kind, _PAIR_SCORE)
        for (start, end, kind), score in found.items():
            yield Hit(start, end, kind, detector, score, True)

    def _cells(self, words: Reading) -> tuple[Places, Places, Numbers]:
        """Runs of words that may be cells, by their start: letters, and the hash of the cell's main form."""
        size = len(words)
        runs = [words.runs(count) for count in range(1, min(self._words, size) + 1)]
        if not runs:
            nothing = np.zeros(0, np.int64)
            return nothing, nothing, np.zeros(0, np.uint64)
        found = gate.passing(self._sections["gate"], np.concatenate([run[0] for run in runs]))
        values = np.concatenate([run[1] for run in runs]).take(found)
        begins = np.cumsum([0, *(len(run[0]) for run in runs)])
        count = np.searchsorted(begins, found, "right")
        first = found - begins.take(count - 1)
        starts, ends = words.starts.take(first), words.ends.take(first + count - 1)
        aliases = self._sections["aliases"]
        if len(aliases):
            low, high = np.searchsorted(aliases, values), np.searchsorted(aliases, values, "right")
            which = np.repeat(np.arange(len(values)), high - low)
            entry = (
                np.arange(len(which))
                - np.repeat(np.cumsum(high - low) - (high - low), high - low)
                + low[which]
            )
            values = np.concatenate((values, self._sections["alias_of"].take(entry)))
            starts, ends = np.concatenate((starts, starts[which])), np.concatenate((ends, ends[which]))
        order = np.argsort(starts, kind="stable")
        return starts[order], ends[order], values[order]

    def _neighbours(
        self, words: Reading, starts: Places, ends: Places, values: Numbers
    ) -> tuple[Places, Places]:
        """Pairs of runs that do not overlap and stand near one another, as two arrays of their numbers."""
        low = np.searchsorted(starts, ends)
        high = np.searchsorted(words.text_places(starts), words.text_places(ends - 1) + NEAR, "right")
        counts = np.clip(high - low, 0, _NEIGHBOURS)
        one = np.repeat(np.arange(len(starts)), counts)
        two = np.arange(len(one)) - np.repeat(np.cumsum(counts) - counts, counts) + np.repeat(low, counts)
        different = values[one] != values[two]
        return one[different], two[different]


def _members(sorted_values: Numbers, sought: Numbers) -> Iterator[tuple[int, int]]:
    """Which of the sought numbers are among sorted ones: index there, index here."""
    if not len(sorted_values) or not len(sought):
        return
    at = np.minimum(np.searchsorted(sorted_values, sought), len(sorted_values) - 1)
    for place in (sorted_values.take(at) == sought).nonzero()[0].tolist():
        yield place, int(at[place])


def _nearest(left: Places, right: Places, pair: Places) -> Places:
    """Of the places of a pair those that are next to their left or their right cell, so that work stays linear."""
    if not len(left):
        return left
    wide = np.int64(int(pair.max()) + 1)
    from_left = np.unique(left * wide + pair, return_index=True)[1]  # in the order of their right cells
    backward = np.unique((right * wide + pair)[::-1], return_index=True)[1]
    return np.union1d(from_left, len(right) - 1 - backward)


def _couples(
    words: Reading, starts: Places, matches: Sequence[tuple[int, int, int, int]]
) -> Iterator[tuple[int, int, int]]:
    """Of the places of one pair those next to each other; a further one only where it is written as a name or number.

    So "will" is taken for the name beside the family name, and not wherever else the verb stands.
    """
    taken: set[tuple[int, int]] = set()
    for _, pair, left, right in sorted(matches):
        fresh = [cell for cell in (left, right) if (pair, cell) not in taken]
        if len(fresh) == 2 or (fresh and not words.text[words.begin(starts[fresh[0]])].islower()):
            taken.update((pair, cell) for cell in (left, right))
            yield pair, left, right


def _believable(text: str, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Whether two cells may be meant: with digits, written as names, or side by side."""
    one, two = text[slice(*left)], text[slice(*right)]
    if any(map(str.isdigit, one + two)) or not (one[0].islower() or two[0].islower()):
        return True
    return right[0] - left[1] <= _ADJACENT and min(len(one), len(two)) > 2


def _is_date(words: Reading, start: int, end: int) -> bool:
    """Whether digits stand as in a date: in one group, in three, or beside the name of a month."""
    written = words.text[words.begin(start) : words.finish(end)]
    return len(re.findall(r"\d+", written)) in (1, 3) or any(map(str.isalpha, written))


def _has_several(words: Reading, start: int, end: int) -> bool:
    return bool(_SEVERAL.search(words.text, words.begin(start), words.finish(end)))


def _note(
    found: dict[tuple[int, int, str], float], words: Reading, start: int, end: int, kind: str, score: float
) -> None:
    begin = words.begin(start)
    if begin and words.text[begin - 1] == "+":  # of a telephone number
        begin -= 1
    span = (begin, words.finish(end))
    found[*span, kind] = max(score, found.get((*span, kind), 0.0))
