"""Slots: where the texts of a package stand, and how each is written there; a package as a ``File``.

Rule 1: one slot may be seen by several pieces (a string of many cells; a paragraph before and after its tracked
changes). Changes seen twice are made once, and where they meet they are made as one.
Rule 2: what can hold no text (the value of a number in a cache) becomes 0.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from classifiers.documents.contract import Change, File, Manner, Piece, Unwritten
from classifiers.documents.flat import changed
from classifiers.documents.markup import Splice, attribute_at, check, escaped, from_utf8, spliced, tag_at
from classifiers.documents.zipped import Zipped

_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
_LOST = "#REF!"  # what programs write themselves for cells that are gone
_LONGEST_QUOTED = 255  # characters of a text in a formula of Excel
_NUMBERLIKE = re.compile(r"[0-9][0-9 ()./+-]{5,40}[0-9]")


@dataclass(slots=True)
class Part:
    """One XML entry: its name, its text in UTF-8 and the encoding it was in."""

    name: str = field(repr=False)
    raw: bytes = field(repr=False)
    encoding: str


@dataclass(slots=True)
class Draft:
    """The changes of a package while it is written."""

    splices: dict[str, tuple[Part, list[Splice]]] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    notes: set[str] = field(default_factory=set)  # what slots tell whoever finishes the draft

    def splice(self, part: Part, *splices: Splice) -> None:
        """Change bytes of a part."""
        self.splices.setdefault(part.name, (part, []))[1].extend(splices)


class Slot(Protocol):
    """Where a text stands."""

    def put(self, old: str, changes: Sequence[Change], draft: Draft) -> None:
        """Write the text with (sorted) changes. Raises Unwritten."""


@dataclass(frozen=True, slots=True, eq=False)
class TextSlot:
    """The text between two tags. ``tag``: where its element begins, if spaces at its ends need ``xml:space``."""

    part: Part
    start: int
    end: int
    tag: int = -1

    def put(self, old: str, changes: Sequence[Change], draft: Draft) -> None:
        new = changed(old, changes)
        draft.splice(self.part, (self.start, self.end, escaped(new)))
        if self.tag >= 0 and new != new.strip():
            tag = tag_at(self.part.raw, self.tag)
            if b"xml:space" not in tag[0]:
                draft.splice(self.part, (tag.end(2), tag.end(2), b' xml:space="preserve"'))


@dataclass(frozen=True, slots=True, eq=False)
class NumberSlot:
    """A number that nothing but a number may replace."""

    part: Part
    start: int
    end: int

    def put(self, old: str, changes: Sequence[Change], draft: Draft) -> None:
        draft.splice(self.part, (self.start, self.end, b"0"))


@dataclass(frozen=True, slots=True, eq=False)
class FormulaText:
    """A formula that is no cell's. What stands in quotes is replaced; if anything else has to be, the whole becomes a
    text in quotes, where it may be one (``text``), and else a lost reference."""

    part: Part
    start: int
    end: int
    text: bool

    def put(self, old: str, changes: Sequence[Change], draft: Draft) -> None:
        new = in_quotes(old, changes)
        if new is None:
            new = '"{}"'.format(changed(old, changes).strip('"').replace('"', '""'))
            if not self.text or len(new) > _LONGEST_QUOTED:
                new = _LOST
        draft.splice(self.part, (self.start, self.end, escaped(new)))


def in_quotes(formula: str, changes: Sequence[Change]) -> str | None:
    """A formula with changes inside its quoted strings; None where one lies elsewhere."""
    strings = [found.span(1) for found in _QUOTED.finditer(formula)]
    if not all(any(start <= one.start and one.end <= end for start, end in strings) for one in changes):
        return None
    return changed(formula, [one._replace(text=one.text.replace('"', '""')) for one in changes])


@dataclass(frozen=True, slots=True, eq=False)
class AttributeSlot:
    """The value of an attribute. ``number``: nothing but a number may replace it; ``link``: it is an address."""

    part: Part
    tag: int
    index: int
    number: bool = False
    link: bool = False

    def put(self, old: str, changes: Sequence[Change], draft: Draft) -> None:
        if self.number:
            new = "0"
        elif self.link:  # brackets and spaces are none of an address (RFC 3986)
            new = changed(old, [one._replace(text=_in_address(one.text)) for one in changes])
        else:
            new = changed(old, changes)
        start, end = attribute_at(self.part.raw, self.tag, self.index)
        draft.splice(self.part, (start, end, escaped(new, attribute=True)))


@dataclass(frozen=True, slots=True, eq=False)
class CommentSlot:
    """A comment of the markup itself."""

    part: Part
    start: int
    end: int

    def put(self, old: str, changes: Sequence[Change], draft: Draft) -> None:
        if self.part.raw[self.start : self.start + 4] != b"<!--":
            raise Unwritten("an instruction to programs that would have to change")
        new = changed(old, changes).replace("--", "- -").removesuffix("-")
        escaped(new)  # only for what XML cannot hold
        draft.splice(self.part, (self.start, self.end, b"<!--%s-->" % new.encode("utf-8")))


def _in_address(text: str) -> str:
    return "".join(char if char not in '[]<>"{}|\\^` ' else f"%{ord(char):02X}" for char in text)


@dataclass(frozen=True, slots=True)
class Text:
    """A piece and its slot; a piece without one cannot be edited."""

    piece: Piece
    slot: Slot | None


@dataclass(frozen=True, slots=True)
class Embedded:
    """A file in an entry, whose pieces are those of the package from ``first`` on."""

    name: str = field(repr=False)
    file: File = field(repr=False)
    first: int


@dataclass(frozen=True, slots=True)
class PackageFile:
    """A package that was read. ``finish`` sees every draft before it is written (caches to drop, lists to mend)."""

    zipped: Zipped = field(repr=False)
    texts: Sequence[Text] = field(repr=False)
    embedded: Sequence[Embedded] = field(repr=False)
    pieces: Sequence[Piece] = field(repr=False)
    opaque: Sequence[str]
    finish: Callable[[Draft], None] = field(repr=False)

    def write(self, changes: Mapping[int, Sequence[Change]], manner: Manner) -> bytes:
        """The package with changes in its pieces. Raises Unwritten."""
        return b"".join(self.stretches(changes, manner))

    def stretches(
        self, changes: Mapping[int, Sequence[Change]], manner: Manner
    ) -> Sequence[bytes | memoryview]:
        """The same in stretches, most of which are the old file's own. Raises Unwritten."""
        if not any(changes.values()):
            return (self.zipped.data,)
        draft = Draft()
        for slot, text, made in self._by_slot(changes):
            slot.put(text, made, draft)
        replaced = self._embedded(changes, manner)
        self.finish(draft)
        for name, (part, splices) in draft.splices.items():
            if name not in draft.dropped:
                raw = spliced(part.raw, splices)
                check(raw)
                replaced[name] = from_utf8(raw, part.encoding)
        return self.zipped.stretches(replaced, draft.dropped)

    def _by_slot(
        self, changes: Mapping[int, Sequence[Change]]
    ) -> Sequence[tuple[Slot, str, Sequence[Change]]]:
        """The changes of each slot. A text that is changed is changed wherever it stands alone, as caches keep it."""
        found: dict[int, tuple[Slot, str, list[Change]]] = {}
        alike: dict[str, tuple[str, Sequence[Change]]] = {}
        for index, made in changes.items():
            if index < len(self.texts) and made:
                slot, text = self.texts[index].slot, self.texts[index].piece.text
                if slot is None:
                    raise Unwritten("a text that must stay as it is")
                found.setdefault(id(slot), (slot, text, []))[2].extend(made)
                if any(change.text for change in made):  # not the rest of a value that began in another piece
                    alike[_key(text)] = (text, made)
        for one in self.texts:
            text = one.piece.text
            like = alike.get(_key(text))
            if like and (one.slot is None or id(one.slot) not in found):
                same = _same(text, *like)
                if same and one.slot is None:
                    raise Unwritten("a value that also stands where it cannot be replaced")
                if same and one.slot is not None:
                    found[id(one.slot)] = (one.slot, text, list(same))
        return [(slot, text, _merged(made)) for slot, text, made in found.values()]

    def _embedded(self, changes: Mapping[int, Sequence[Change]], manner: Manner) -> dict[str, bytes]:
        replaced = {}
        for one in self.embedded:
            inner = {
                index: made
                for index in range(len(one.file.pieces))
                if (made := changes.get(one.first + index))
            }
            if inner:
                replaced[one.name] = one.file.write(inner, manner)
        return replaced


def _key(text: str) -> str:
    """The same for all ways to write a number."""
    if _NUMBERLIKE.fullmatch(text):
        return "".join(char for char in text if char.isdigit()).lstrip("0")
    return text


def _same(text: str, like: str, changes: Sequence[Change]) -> Sequence[Change]:
    """The changes of a text as those of one that is written like it."""
    if text == like:
        return changes
    whole = len(changes) == 1 and changes[0].end - changes[0].start >= len(like.strip())
    return [Change(0, len(text), changes[0].text)] if whole else ()


def _merged(changes: list[Change]) -> Sequence[Change]:
    """Sorted changes; those that overlap are made as one, with the text of the first that has one."""
    merged: list[Change] = []
    for change in sorted(set(changes)):
        if merged and (change.start < merged[-1].end or change[:2] == merged[-1][:2]):
            last = merged[-1]
            merged[-1] = Change(last.start, max(last.end, change.end), last.text or change.text)
        else:
            merged.append(change)
    return merged
