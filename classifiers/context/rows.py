"""Rows without a head: days of birth and national numbers in cells beside those that tell who somebody is.

`Lang, Petra;DE8937...;p.lang@x.de;13.09.1979`, `INSERT INTO k VALUES (7, 'Ewa Nowak', '91072770140', 'PL59...')`.
Nothing names the columns, but a row that holds a person and a mail address is that person's, and so are its other
cells. A day counts where somebody could be born on it, a number where its check digits are those of a state's number,
groups of digits as a telephone, and beside a day of birth or a number any other code. A number right beside a name
(``beside``) makes a row that person's, too.

Rule 1: a row has two cells of one person, at least one of them no mere name. A table with a head is the matter of
``fields``, which knows what each column is.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from classifiers.checks.called import is_a_thing
from classifiers.context import beside, codes, records
from classifiers.detector import Combined, Combiner, Hit
from classifiers.digest import digest_of
from classifiers.edges import line_around
from classifiers.passage import Passage
from classifiers.persons import identifies
from classifiers.settle import LOW_LEVEL

SCORE = beside.SCORE
_LONGEST_ROW = 2_000  # characters
_FEWEST_MARKS = 2
_MARKS = re.compile(r"[,;|\t]| {2,}| [\-–] ")
_CELL = re.compile(
    r"(?:^|(?<=[,;|\t(])|(?<=  )|(?<= [\-–] ))"
    r"[ \t]{0,4}[\"']?(?P<cell>(?:\+|[A-Z]{1,3}-?)?\d(?:[\d./\-]| (?! )){6,16}\d)[\"']?"
    r"(?=[ \t]{0,4}[,;|\t)]|  | [\-–] |[ \t]{0,4}$)",
    re.MULTILINE,
)
_CODE = re.compile(r"[A-Z]{1,3}-?\d{5,12}|\d{7,12}")
_NAMED_COLUMNS = re.compile(r"\)\s{0,4}values\b")


class RowsCombiner:
    """Cells of a person's row that nothing but the row tells."""

    id = "context-rows"
    kinds = codes.KINDS
    digest = digest_of("3", _CELL.pattern)

    def combine(self, passage: Passage, hits: Sequence[Hit]) -> Combined:
        """A hit for each such cell."""
        text = passage.text
        telling = [
            hit for hit in hits if identifies(hit) or (hit.kind == "IBAN_CODE" and hit.score >= LOW_LEVEL)
        ]
        persons = sorted((hit for hit in telling if hit.kind == "PERSON"), key=lambda hit: hit.start)
        found = list(beside.numbers(text, persons, self.id))
        telling = sorted([*telling, *found], key=lambda hit: hit.start)
        if len(telling) < 2:
            return Combined()
        before = -2  # the end of the last row without a head
        for (start, end), group in groupby(
            telling, key=lambda hit: line_around(text, hit.start, hit.start, _LONGEST_ROW + 1)
        ):
            row = list(group)
            if not _is_a_row(text, start, end, row) or (
                before + 1 != start and _has_a_head(passage.low, start, end)
            ):
                continue
            before = end
            found.extend(self._cells(text, start, end, row))
        return Combined(tuple(found))

    def _cells(self, text: str, start: int, end: int, row: Sequence[Hit]) -> Iterator[Hit]:
        numbered = any(hit.kind not in records.CONTACT for hit in row)
        for match in _CELL.finditer(text, start, end):
            low, high = match.span("cell")
            if any(hit.start < high and low < hit.end for hit in row):
                continue
            cell = match["cell"]
            kind = "DATE_OF_BIRTH" if codes.is_a_birthday(cell) else codes.number_of(cell)
            if kind is None and numbered and _CODE.fullmatch(cell) and not is_a_thing(cell[:3].lower()):
                kind = codes.code_of(cell)
            if kind is not None:
                yield Hit(low, high, kind, self.id, SCORE)


def _is_a_row(text: str, start: int, end: int, row: Sequence[Hit]) -> bool:
    """Whether a line has cells, and two of them are of a person, at least one by more than a name."""
    if end - start > _LONGEST_ROW or all(hit.kind == "PERSON" for hit in row):
        return False
    apart = any(_MARKS.search(text, one.end, other.start) for one, other in pairwise(row))
    return apart and len(_MARKS.findall(text, start, end)) >= _FEWEST_MARKS


def _has_a_head(low: str, start: int, end: int) -> bool:
    """Whether the line above may be the head of a table, or the statement names its columns."""
    above = low[low.rfind("\n", 0, max(0, start - 1)) + 1 : max(0, start - 1)]
    if above.rstrip().endswith("values"):
        return _NAMED_COLUMNS.search(above) is not None
    return len(_MARKS.findall(above)) >= _FEWEST_MARKS or _NAMED_COLUMNS.search(low, start, end) is not None


def combiners() -> list[Combiner]:
    """The one combiner of this module."""
    return [RowsCombiner()]
