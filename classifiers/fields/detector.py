"""The detector of fields: a value that stands behind its name, or in a column that its name heads.

Rule 1: a name alone says nothing; its value must have the shape that the field demands.
Rule 2: work is bound to the names that occur: a text without any costs one pass over its words.
"""

import re
from collections.abc import Iterator, Sequence

from classifiers.compiled import compiled
from classifiers.detector import Hit
from classifiers.digest import digest_of
from classifiers.fields import elsewhere, joints
from classifiers.fields.columns import Columns
from classifiers.fields.field import Field
from classifiers.fields.names import LINKS, TAILS, plain
from classifiers.fields.shortened import shortened
from classifiers.passage import Passage

MOST_NAMES = 20_000  # occurrences of names in one text; beyond, the text counts as not read to the end
_SETTERS = ("set", "with")  # `setSsn("...")`

_WORD = compiled(r"[^\W\d_]+")
_PERSON_NEAR = compiled(
    r"(?:e-?mail|phone|\btel|telefon|téléphone|telefono|teléfono|zip|postal|postcode|\bplz|street|straße|strasse|address|"
    r"adresse|indirizzo|dirección|direccion|first.?name|last.?name|full.?name|surname|vorname|nachname|prénom|apellido|"
    r"strtnm|bldgnb|pstcd|\brue\b|\bcalle\b|\bcp\b|cognome|imi[eę]|nazwisko|voornaam|achternaam|birth|geburt|naissance|patient|customer|kunde)[^\n:=>]{0,12}[:=>]"
)


class Fields:
    """All fields as one detector."""

    id = "fields"

    def __init__(self, fields: Sequence[Field]) -> None:
        self.fields = tuple(fields)
        self.kinds = frozenset(one.kind for one in fields)
        self.digest = digest_of(*(one.digest for one in fields))
        # A name in one word, without its `#`, to the fields it may belong to and whether they want a word for number.
        self._columns = Columns(fields)
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
                if len(rest) == 1:  # `dateOfBirth`
                    self._by_joined.setdefault(f"{first}of{rest[0]}", []).append((one, name != stem))
                    firsts.setdefault(f"{first}of{rest[0]}", set()).add(stem)
                for tail in ("", *TAILS) if len(joined) > 1 else ("",):
                    if tail in ("code", "id") and len(joined) < 3:  # VS Code; "we paid 1200300"
                        continue
                    firsts.setdefault(joined + tail, set()).add(stem)
        # The starts of names that may stand for them with a full stop, in so far as they are no names themselves.
        starts = shortened(fields)
        self._cut = frozenset(
            start for start in starts if start not in self._by_joined and start not in firsts
        )
        for start in self._cut:
            self._by_joined[start] = [(one, False) for one in starts[start]]
            firsts[start] = {start}
        self._firsts = {first: tuple(stems) for first, stems in firsts.items()}
        self._first_words = frozenset(first for first in firsts if first.isalpha())
        self._marked = tuple(first for first in firsts if not first.isalpha())
        self._patterns: dict[str, re.Pattern[str]] = {}

    def find(self, passage: Passage) -> Iterator[Hit]:
        """All hits of all fields, unsettled."""
        low = passage.low
        yield from self._columns.find(passage)
        left = MOST_NAMES
        near: dict[int, bool] = {}
        literals = passage.literals
        marked = filter(literals.has, literals.likely(self._marked))
        called = {
            word.removeprefix(verb) for verb in _SETTERS for word in passage.words if word.startswith(verb)
        }
        for first in (*((passage.words | called) & self._first_words), *marked):
            pattern = self._pattern(first)
            at = low.find(first)
            while at >= 0:
                left -= 1
                if left < 0:
                    passage.give_up()
                    return
                after = at + len(first)
                begins = not (at and low[at - 1].isalnum()) or low.endswith(_SETTERS, at - 4, at)
                if begins and (name := pattern.match(low, at)) is not None:
                    yield from self._behind(passage, name, near)
                    after = max(after, name.end())
                at = low.find(first, after)
        for name in joints.dotted(low):
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
        if low.endswith("</", 0, name.start()):  # the end of the element, which held the value
            return
        ahead = low[max(0, name.start() - 24) : name.start()]
        if joined in self._cut and not _is_cut(low, end, ahead, numbered, {one.kind for one, _ in entries}):
            return
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
                if (bracket := joints.BRACKET.match(text, base)) is not None:
                    starts.append(bracket.end())
            hits = list(elsewhere.values(one, text, low, starts))
            # "Kontrollschild SZ 48 317": a word for a number elsewhere.
            if not hits and numbered is not None and (link := joints.LINK.match(text, end)) is not None:
                hits = list(elsewhere.values(one, text, low, [link.end()]))
            if not hits and not one.form:
                hits = elsewhere.found(one, text, low, name.start(), base)
            if hits:
                yield from hits
                return


def _is_cut(low: str, end: int, ahead: str, numbered: re.Match[str] | None, kinds: set[str]) -> bool:
    """Whether a full stop or a stroke cuts a name short at ``end``, and a word for "number", a colon or the shape of a
    telephone or a day says that it is one."""
    if not low.startswith((".", "/"), end):
        return False
    told = numbered is not None or kinds <= elsewhere.SHAPED or low.startswith(":", end + 1)
    return told or joints.NUMBER_AHEAD.search(ahead) is not None


def _spelled(words: list[str]) -> str:
    """A pattern for all ways to write the words of a name; single letters, as in `S/N`, want a mark between them."""
    between = r"[./]" if max(map(len, words)) == 1 else joints.BETWEEN
    if len(words) == 2 and between == joints.BETWEEN:
        between = f"(?:of|{between})"
    return between.join(map(re.escape, words))


def _among_person(low: str, at: int, known: dict[int, bool]) -> bool:
    """Whether fields of a person stand near ``at``; answered once for each stretch of 256 characters."""
    block = at // 256
    if block not in known:
        first = max(0, block * 256 - 300)
        names = {match[0][:5] for match in _PERSON_NEAR.finditer(low, first, block * 256 + 556)}
        known[block] = len(names) > 1
    return known[block]
