"""Names of fields that look like somebody's, and cells that say what somebody does: the model of names sees one word.

Rule 1: what a field is called is nobody where its value follows, or where it is a cell of its own in a line without a
digit, as heads of tables are: `NINO AB 12 34 56 C`, `name | Aadhaar | status`.
Rule 2: below a head such as "department" or "status" stands one of a few words, whoever is called so elsewhere.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from classifiers.brands import given
from classifiers.checks.words import words
from classifiers.compiled import compiled
from classifiers.detector import Hit
from classifiers.digest import digest_of
from classifiers.fields import joints, tables
from classifiers.fields.field import Field
from classifiers.fields.names import bare, normal
from classifiers.passage import Passage
from classifiers.plain import plain

_NAMED = frozenset({"PERSON", "ORGANIZATION"})
_MODEL = frozenset({"names", "context-aliases", "told"})
_LONGEST = 40  # characters of a name
_REACH = 24  # characters from a name to its value
_CELL_ENDS = compiled(r"[ \t]{0,40}(?:[,;|\t\n]|$)")
_CELL_BEGINS = compiled(r"(?:^|[,;|\t\n])[ \t]{0,40}$")
_CELL_AHEAD = compiled(r"(?<=[,;|\t] )[^\s,;|]{1,12}(?: [^\s,;|]{1,12}){0,2} $")
_DIGIT = compiled(r"\d")
_KINDS_OF_CELLS = words(
    "dept department role roles position status state type team unit division abteilung rolle funktion bereich service "
    "rôle statut fonction département departamento puesto estado cargo rol reparto ruolo stato mansione afdeling "
    "functie setor função situação dział stanowisko"
)


class LabelsSieve:
    """Takes away names of persons and firms that are a field's, or a kind of cell."""

    id = "field-labels"
    kinds: frozenset[str] = frozenset()

    def __init__(self, fields: Iterable[Field]) -> None:
        names = {name for one in fields for name in (*one.names, *one.heads)}
        self._names = frozenset({*names, *(name.removesuffix(" #") for name in names)})
        self.digest = digest_of("1", *sorted(self._names), *sorted(_KINDS_OF_CELLS))

    def left(self, passage: Passage, hits: Sequence[Hit]) -> Sequence[Hit]:
        """The hits without those names."""
        named = [hit for hit in hits if hit.detector in _MODEL and hit.kind in _NAMED]
        if not named:
            return hits
        text = passage.text
        values = [hit.start for hit in hits if hit.kind not in _NAMED]
        gone = {hit for hit in named if self._is_a_label(text, hit, values)}
        if "\n" in text and not passage.words.isdisjoint(_KINDS_OF_CELLS):
            cells = _cells_of_kinds(text)
            gone.update(hit for hit in named if (hit.start, hit.end) in cells)
        return [hit for hit in hits if hit not in gone] if gone else hits

    def _is_a_label(self, text: str, hit: Hit, values: Sequence[int]) -> bool:
        if hit.end - hit.start > _LONGEST:
            return False
        hit = _with_its_cell(text, hit)
        written = text[hit.start : hit.end]
        if normal(written) not in self._names and normal(bare(written)) not in self._names:
            return False
        if plain(written) in given() and not written.isupper():
            return False  # Nino, Rut and Pol are people, too
        links = (joints.LINK.match(text, hit.end), joints.BRACKET.match(text, hit.end))
        behind = max((link.end() for link in links if link is not None), default=hit.end)
        if any(hit.end <= start <= min(behind, hit.end + _REACH) for start in values):
            return True
        start, end = tables.line_at(text, hit.start)
        return (
            _CELL_ENDS.match(text, hit.end) is not None
            and _CELL_BEGINS.search(text, max(0, hit.start - 42), hit.start) is not None
            and (start < hit.start or hit.end < end)
            and _DIGIT.search(text, start, end) is None
        )


def _with_its_cell(text: str, hit: Hit) -> Hit:
    """The hit from the beginning of its cell on, where it stands in one: of "T.C. Kimlik" only a part is a name."""
    ahead = _CELL_AHEAD.search(text, max(0, hit.start - _LONGEST), hit.start)
    return hit if ahead is None else replace(hit, start=ahead.start())


def _cells_of_kinds(text: str) -> set[tuple[int, int]]:
    """Where cells stand below heads of kinds."""
    found: set[tuple[int, int]] = set()
    at = 0
    for start, end in tables.head_lines(text):
        if start < at or (head := tables.head(text, start, end)) is None:
            continue
        mark, cells = head
        columns = [
            i for i, cell in enumerate(cells) if normal(text[cell.start : cell.end]) in _KINDS_OF_CELLS
        ]
        for row_end, row in tables.rows(text, end, mark, len(cells)) if columns else ():
            at = row_end + 1
            found.update((row[index].start, row[index].end) for index in columns)
    return found
