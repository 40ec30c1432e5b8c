"""The detector of fields: a value that stands behind its name, or in a column that its name heads.

Rule 1: a name alone says nothing; its value must have the shape that the field demands.
Rule 2: work is bound to the names that occur: a text without any costs one pass over its words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from classifiers.checks.verdict import Check, judged
from classifiers.compiled import compiled
from classifiers.detector import Hit
from classifiers.digest import digest_of
from classifiers.fields import joints, tables
from classifiers.fields.names import LINKS, PERSON_HEADS, bare, normal, plain, without_roles
from classifiers.passage import Passage

MOST_NAMES = 20_000  # occurrences of names in one text; beyond, the text counts as not read to the end
MOST_CHAINED = 50
_LONGEST_CONSTANT = 10  # characters of one of a program: `0x0000ffff`

_WORD = compiled(r"[^\W\d_]+")
_NEVER = compiled(
    r"(?:19|20)\d\d|(?:19|20)\d\d[./\-][01]?\d(?:[./\-][0-3]?\d)?|[0-3]?\d[./\-][0-3]?\d[./\-](?:19|20)?\d\d|"
    r"(\d)\1{3,}|0?12345(?:6(?:7(?:8(?:90?)?)?)?)?|x{3,}|\d{1,2}:\d\d"
)
_PERSON_NEAR = compiled(
    r"(?:e-?mail|phone|\btel|telefon|téléphone|telefono|teléfono|zip|postal|postcode|\bplz|street|straße|strasse|address|"
    r"adresse|indirizzo|dirección|direccion|first.?name|last.?name|full.?name|surname|vorname|nachname|prénom|apellido|"
    r"cognome|imi[eę]|nazwisko|voornaam|achternaam|birth|geburt|naissance|patient|customer|kunde)[^\n:=>]{0,12}[:=>]"
)


@dataclass(frozen=True, slots=True)
class Field:
    """One kind of field: its names in normal form, and the shape of its values. Scores run from 0 to 100.

    ``form``: only as a key with its value, or as a head of a column. ``person``: only among other fields of a person.
    """

    id: str
    kind: str
    names: tuple[str, ...]
    heads: tuple[str, ...]
    value: re.Pattern[str]
    cell: re.Pattern[str]
    score: float
    check: Check | None = None
    checked: float = 0.0
    form: bool = False
    person: bool = False
    free: bool = False
    digest: str = field(default="", compare=False)


class Fields:
    """All fields as one detector."""

    id = "fields"

    def __init__(self, fields: Sequence[Field]) -> None:
        self.kinds = frozenset(one.kind for one in fields)
        self.digest = digest_of(*(one.digest for one in fields))
        # A name in one word, without its `#`, to the fields it may belong to and whether they want a word for number.
        self._by_head: dict[str, list[Field]] = {}
        self._by_joined: dict[str, list[tuple[Field, bool]]] = {}
        firsts: dict[str, set[str]] = {}
        for one in fields:
            for name in {*one.names, *map(plain, one.names)}:
                stem = name.removesuffix(" #")
                self._by_joined.setdefault(stem.replace(" ", ""), []).append((one, name != stem))
                first, *rest = stem.split(" ")
                if rest and len(stem) < 2 * len(rest) + 2:  # `S/N`: the word `s` would be everywhere
                    for mark in "/.":
                        firsts.setdefault(mark.join((first, *rest)), set()).add(stem)
                    continue
                firsts.setdefault(first, set()).add(stem)
                joined = "".join((first, *rest))
                for tail in ("", *_TAILS) if len(joined) > 1 else ("",):
                    if tail == "code" and len(joined) < 3:  # VS Code
                        continue
                    firsts.setdefault(joined + tail, set()).add(stem)
            for name in {*one.names, *one.heads, *map(plain, (*one.names, *one.heads))}:
                for head in {name, name.replace("s #", " #")}:  # `ausweisnr`: the s is no ending here
                    self._by_head.setdefault(head, []).append(one)
        self._firsts = {first: tuple(stems) for first, stems in firsts.items()}
        self._first_words = frozenset(first for first in firsts if first.isalpha())
        self._marked = tuple(first for first in firsts if not first.isalpha())
        self._patterns: dict[str, re.Pattern[str]] = {}
        stems = {name.removesuffix(" #") for name in self._by_head}
        self._head_words = frozenset(
            word + tail
            for stem in stems
            for word in (stem.split(" ")[0], stem.replace(" ", ""))
            for tail in ("", *_TAILS)
        )

    def find(self, passage: Passage) -> Iterator[Hit]:
        """All hits of all fields, unsettled."""
        low = passage.low
        present = passage.words
        yield from self._in_columns(passage, present)
        left = MOST_NAMES
        near: dict[int, bool] = {}
        literals = passage.literals
        marked = filter(literals.has, literals.likely(self._marked))
        for first in (*(present & self._first_words), *marked):
            pattern = self._pattern(first)
            at = low.find(first)
            while at >= 0:
                left -= 1
                if left < 0:
                    passage.give_up()
                    return
                after = at + len(first)
                if not (at and low[at - 1].isalnum()) and (name := pattern.match(low, at)) is not None:
                    yield from self._behind(passage, name, near)
                    after = max(after, name.end())
                at = low.find(first, after)
        for name in joints.DOTTED.finditer(low) if "." in low or "_" in low else ():
            yield from self._behind(passage, name, near)

    def _pattern(self, first: str) -> re.Pattern[str]:
        known = self._patterns.get(first)
        if known is None:
            stems = sorted(self._firsts[first], key=lambda stem: (-len(stem), stem))
            joined = (_spelled(stem.split(" ")) for stem in stems)
            known = self._patterns[first] = compiled("|".join(f"(?:{one})" for one in joined))
        return known

    def _behind(self, passage: Passage, name: re.Match[str], near: dict[int, bool]) -> Iterator[Hit]:
        text, low, end = passage.text, passage.low, name.end()
        pieces = _WORD.findall(name[0])
        letters = max(map(len, pieces)) == 1
        joined = "".join(word for word in pieces if letters or word not in LINKS or name[0].isalpha())
        entries = self._by_joined.get(joined, ())
        numbered = joints.NUMBERED.match(text, end) or None
        if numbered is None and (named := joints.NAMED.match(text, end)) is not None:
            numbered = joints.NUMBERED.match(text, named.end())
        if numbered is None and low[end : end + 1].isalpha():
            return
        if joints.COMPARED.match(text, end) or joints.is_of_code(low, name.start(), end):
            return
        ahead = low[max(0, name.start() - 24) : name.start()]
        base = numbered.end() if numbered else end
        for one, wants_number in entries:
            if one.form:
                if joints.FORM_AHEAD.search(ahead) is None:
                    continue
                form = joints.FORM.match(text, base)
                if form is None or (one.person and not _among_person(low, name.start(), near)):
                    continue
                if (
                    form["quote"] is None
                    and text[form.start() : form.end()].find(">") < 0
                    and not joints.own_line(text, name.start())
                ):
                    continue
                starts = [form.end()]
            elif wants_number and numbered is None and joints.NUMBER_AHEAD.search(ahead) is None:
                continue
            else:
                if one.person and not _among_person(low, name.start(), near):
                    continue
                link = joints.LINK.match(text, base)
                starts = [link.end()] if link is not None else []
            hits = list(self._values(one, text, low, starts))
            if not hits and not one.form:
                hits = list(self._elsewhere(one, text, low, name.start(), base))
            if hits:
                yield from hits
                return

    def _elsewhere(self, one: Field, text: str, low: str, name: int, end: int) -> Iterator[Hit]:
        """Values that do not follow at once: behind the issuer's name, on the next line, in an answer, ahead of it."""
        label = name
        if (number := joints.NUMBER_AHEAD.search(low[max(0, name - 24) : name])) is not None:
            label -= len(number[0].lstrip("\r\n"))
        if (own := joints.OWN.match(text, end)) is not None:
            link = joints.LINK.match(text, own.end())
            yield from self._values(one, text, low, [link.end()] if link is not None else [])
        elif (below := joints.LINE_BELOW.match(text, end)) is not None and joints.is_label(text, label):
            yield from self._alone(one, text, low, below.end())
        elif (answer := joints.ANSWER.match(text, end)) is not None and joints.is_asked(
            text, name, answer[0]
        ):
            yield from self._alone(one, text, low, answer.end())
        elif text[name - 1 : name] == "(" and joints.IN_BRACKETS.match(text, end) is not None:
            ahead = joints.AHEAD_OF_BRACKETS.search(text[max(0, name - 64) : name])
            if ahead is not None:
                start = max(0, name - 64) + ahead.start(1)
                value = one.value.match(text, start)
                if value is not None and value.end() == start + len(ahead[1]):
                    hit = self._hit(one, text, low, start, value.end())
                    yield from () if hit is None else (hit,)

    def _alone(self, one: Field, text: str, low: str, start: int) -> Iterator[Hit]:
        """The value that begins at ``start``, where nothing else stands on the line."""
        value = one.value.match(text, start)
        if value is not None and joints.LINE_END.match(text, value.end()) is not None:
            hit = self._hit(one, text, low, start, value.end())
            yield from () if hit is None else (hit,)

    def _values(self, one: Field, text: str, low: str, starts: list[int]) -> Iterator[Hit]:
        for start in starts:
            at = start
            for _ in range(MOST_CHAINED):
                value = one.value.match(text, at)
                if value is None:
                    break
                hit = self._hit(one, text, low, value.start(), value.end())
                if hit is None:
                    break
                yield hit
                chain = joints.CHAIN.match(text, hit.end)
                if chain is None or one.form:
                    break
                at = chain.end()

    def _hit(self, one: Field, text: str, low: str, start: int, end: int) -> Hit | None:
        if low.startswith("0x", start) and end - start <= _LONGEST_CONSTANT:
            return None
        if not one.free and _NEVER.fullmatch(low, start, end):
            return None
        score, verified = one.score, False
        if one.check is not None:
            left = judged(one.check, text, start, end, low[max(0, start - 100) : start], score, one.checked)
            if left is None:
                return None
            start, end, score, verified = left.start, left.end, left.score, left.verified
        return Hit(start, end, one.kind, one.id, score, verified)

    def _in_columns(self, passage: Passage, present: frozenset[str]) -> Iterator[Hit]:
        text, low = passage.text, passage.low
        if not present & self._head_words:
            return
        if "<tr" in low:
            for cells, below in tables.in_markup(text):
                wanted = self._wanted(text, cells)
                for row in below if wanted else ():
                    yield from self._in_row(text, low, row, wanted)
        if "insert" in low or "copy" in low or "replace" in low:
            for cells, below in tables.in_statements(text):
                wanted = self._wanted(text, cells)
                for row in below if wanted else ():
                    yield from self._in_row(text, low, row, wanted)
        if "\n" not in text:
            return
        at = 0
        for start, end in tables.head_lines(text):
            if start < at or not self._may_be_head(low, start, end):
                continue
            found = tables.head(text, start, end)
            if found is None:
                continue
            mark, cells = found
            wanted = self._wanted(text, cells)
            if not wanted:
                continue
            for row_end, row in tables.rows(text, end, mark, len(cells)):
                at = row_end + 1
                yield from self._in_row(text, low, row, wanted)

    def _may_be_head(self, low: str, start: int, end: int) -> bool:
        known = not self._head_words.isdisjoint(_WORD.findall(low, start, end))
        return known or joints.DOTTED.search(low, start, end) is not None

    def _wanted(self, text: str, cells: list[tables.Cell]) -> list[tuple[int, Field]]:
        """Numbers of columns, by their heads, with the fields that stand in them."""
        names = [normal(text[cell.start : cell.end]) for cell in cells]
        columns = [
            self._headed(name, text[cell.start : cell.end]) for name, cell in zip(names, cells, strict=True)
        ]
        person = sum(name in PERSON_HEADS for name in names)
        return [
            (index, one)
            for index, column in enumerate(columns)
            for one in column
            if not one.person or person > (names[index] in PERSON_HEADS)
        ]

    def _headed(self, name: str, written: str) -> list[Field]:
        """The fields of a column by its head's one form, else by the head without what may stand around a name."""
        for form in (name, normal(bare(written)), *without_roles(name)):
            if (known := self._by_head.get(form)) is not None:
                return known
        return []

    def _in_row(
        self, text: str, low: str, row: list[tables.Cell], wanted: list[tuple[int, Field]]
    ) -> Iterator[Hit]:
        for index, one in wanted:
            cell = row[index]
            if one.cell.fullmatch(text, cell.start, cell.end):
                hit = self._hit(one, text, low, cell.start, cell.end)
                if hit is not None:
                    yield hit


def _spelled(words: list[str]) -> str:
    """A pattern for all ways to write the words of a name; single letters, as in `S/N`, want a mark between them."""
    between = r"[./]" if max(map(len, words)) == 1 else joints.BETWEEN
    return between.join(map(re.escape, words))


_TAILS = ("id", "no", "nr", "num", "number", "nummer", "nummern", "code", "ref")


def _among_person(low: str, at: int, known: dict[int, bool]) -> bool:
    """Whether fields of a person stand near ``at``; answered once for each stretch of 256 characters."""
    block = at // 256
    if block not in known:
        first = max(0, block * 256 - 300)
        names = {match[0][:5] for match in _PERSON_NEAR.finditer(low, first, block * 256 + 556)}
        known[block] = len(names) > 1
    return known[block]
