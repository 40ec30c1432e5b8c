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
from classifiers.fields import tables
from classifiers.fields.names import LINKS, NUMBER_WORDS, PERSON_HEADS, normal, plain
from classifiers.passage import Passage

MOST_NAMES = 20_000  # occurrences of names in one text; beyond, the text counts as not read to the end
MOST_CHAINED = 50
_LONGEST_CONSTANT = 10  # characters of one of a program: `0x0000ffff`

_WORD = compiled(r"[^\W\d_]+")
_NUMBER = "|".join(re.escape(word) for word in sorted(NUMBER_WORDS, key=lambda word: (-len(word), word)))
_NUMBERED = compiled(
    rf"(?:[\s_\-./]{{0,2}}(?:(?:n\.?[°º]|n(?=\.\s)|(?:{_NUMBER})(?![^\W\d_]))\.?|[#№]|\((?:{_NUMBER})\))){{1,2}}",
    re.I,
)
# A name of its own may stand between: "policy Northern Mutual no. 123".
_NAMED = compiled(r"(?:\s[A-ZÀ-Ý][\w&\-]{1,20}){1,2}(?=\s{0,2}(?:[Nn][ro]?[.°º]|#))")
# The issuer's own name behind the field's, ahead of the colon: "numéro allocataire CAF : 1739273".
_OWN = compiled(r"(?:\s[A-ZÀ-Ý][^\W\d_]{1,20}){1,2}(?=\s{0,2}:\s)")
_NUMBER_AHEAD = compiled(
    r"(?:^|[^\w])(?:n\.?[°º]|n\.|nr\.?|núm\.?|num\.?|no\.|numéro|número|numero|numer|nummer|réf\.?|ref\.?|code|código|codice|codul|cod|kod|číslo|č\.|identifiant|kennung|identificativo|номер|αριθμός|αρ\.|מספר|رقم)"
    r"\s{0,2}(?:(?:d[eiuao]l{0,2}[ao]?|des|do|da|van|van de|vom|der|z)\s{1,2}|d['’])?(?:(?:la|le|el|l['’])\s{0,1})?$"
)
_LINK = compiled(
    r"""\.?["'\])*_`]{0,3}(?:\s?\([^()\n]{0,30}\)|(?:\s[\w:.\-]{1,24}="[^"<>\n]{0,40}"){1,4}(?=>))?"""
    r"""(?:\s{1,2}(?:is|was|are|ist|lautet|war|est|es|era|è|é|jest|to|är|er|on file)(?![\w])|\s{0,2}[:=])?"""
    r"""(?:\s(?:le|el|il|em|am|on|op|the|a|do|tot|dia|día)(?=\s))?"""
    r"""(?:[ \t]{0,3}[:=|>#–\-][ \t]{0,3}){0,2}"""
    r"""(?:(?<=[:=|>])\s{0,8}\n[ \t]{0,8}|(?<=[:=|>] )\n[ \t]{0,8})?[ \t\u00a0]{0,12}["'(\[<*`]{0,3}"""
)
_BETWEEN = rf"[\s_\-./'’]{{0,2}}(?:(?<=[\s'’])(?:{'|'.join(sorted(LINKS))})[\s'’]{{1,2}}){{0,2}}"
# A form's key: `"city": "`, `City: `, `<city>`; the value follows at once.
# An `==` compares; it gives no value.
_COMPARED = compiled(r"""["'\])]{0,2}\s{0,2}[=!]==?""")
_FORM = compiled(r"""["']?\s{0,2}(?:[:=]\s{0,3}(?P<quote>["'])|>|[:=][ \t]{1,4}(?=[^\W_]))""")
_FORM_AHEAD = compiled(r"""(?:^|[\n\r{,;<"'|\t(])\s{0,8}(?:[\-*•]\s)?$""")
_CHAIN = compiled(r"\s{0,2}(?:[,;/&]|\b(?:and|und|et|y|e|i|en|or|oder|ou|oraz|och|og)\b)\s{0,2}", re.I)
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
                self._by_head.setdefault(name, []).append(one)
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

    def _pattern(self, first: str) -> re.Pattern[str]:
        known = self._patterns.get(first)
        if known is None:
            stems = sorted(self._firsts[first], key=lambda stem: (-len(stem), stem))
            joined = (_spelled(stem.split(" ")) for stem in stems)
            known = self._patterns[first] = compiled("|".join(f"(?:{one})" for one in joined))
        return known

    def _behind(self, passage: Passage, name: re.Match[str], near: dict[int, bool]) -> Iterator[Hit]:
        text, low, end = passage.text, passage.low, name.end()
        joined = "".join(word for word in _WORD.findall(name[0]) if word not in LINKS or name[0].isalpha())
        entries = self._by_joined.get(joined, ())
        numbered = _NUMBERED.match(text, end) or None
        if numbered is None and (named := _NAMED.match(text, end)) is not None:
            numbered = _NUMBERED.match(text, named.end())
        if numbered is None and low[end : end + 1].isalpha():
            return
        if _COMPARED.match(text, end) or _is_of_code(low, name.start(), end):
            return
        ahead = low[max(0, name.start() - 24) : name.start()]
        base = numbered.end() if numbered else end
        for one, wants_number in entries:
            if one.form:
                if _FORM_AHEAD.search(ahead) is None:
                    continue
                form = _FORM.match(text, base)
                if form is None or (one.person and not _among_person(low, name.start(), near)):
                    continue
                if (
                    form["quote"] is None
                    and text[form.start() : form.end()].find(">") < 0
                    and not _own_line(text, name.start())
                ):
                    continue
                starts = [form.end()]
            elif wants_number and numbered is None and _NUMBER_AHEAD.search(ahead) is None:
                continue
            else:
                if one.person and not _among_person(low, name.start(), near):
                    continue
                link = _LINK.match(text, base)
                starts = [link.end()] if link is not None else []
            hits = list(self._values(one, text, low, starts))
            if not hits and not one.form and (own := _OWN.match(text, base)) is not None:
                link = _LINK.match(text, own.end())
                hits = list(self._values(one, text, low, [link.end()] if link is not None else []))
            if hits:
                yield from hits
                return

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
                chain = _CHAIN.match(text, hit.end)
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
            if start < at or self._head_words.isdisjoint(_WORD.findall(low, start, end)):
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

    def _wanted(self, text: str, cells: list[tables.Cell]) -> list[tuple[int, Field]]:
        """Numbers of columns, by their heads, with the fields that stand in them."""
        names = [normal(text[cell.start : cell.end]) for cell in cells]
        columns = [self._by_head.get(name, []) for name in names]
        person = sum(name in PERSON_HEADS for name in names)
        return [
            (index, one)
            for index, column in enumerate(columns)
            for one in column
            if not one.person or person > (names[index] in PERSON_HEADS)
        ]

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
    between = r"[./]" if max(map(len, words)) == 1 else _BETWEEN
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


def _is_of_code(low: str, start: int, end: int) -> bool:
    """Whether a name is the end of a function's, which is called, or the middle of an identifier: `get_by_serial(x)`,
    `OID_id_X25519`."""
    inside = low[start - 1 : start] == "_"
    return inside and (
        low[end : end + 1] == "(" or re.match(r"(?:_id)?_[a-z]{1,3}\d", low[end : end + 8]) is not None
    )


def _own_line(text: str, at: int) -> bool:
    """Whether only white space and a bullet stand before ``at`` on its line."""
    ahead = text[max(0, at - 24) : at]
    line = ahead[ahead.rfind("\n") + 1 :]
    return len(line) < 24 and not line.strip(" \t-*•>\"'")
