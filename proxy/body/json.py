"""A JSON reader that keeps positions: strict (RFC 8259), without recursion, in time linear in the text.

Rule 1: every string, key and long number is a leaf with its place; what stands twice is read twice.
Rule 2: what is not JSON to the last character is ``Unreadable``; nothing is guessed.
Rule 3: bytes of UTF-8 are read as they are, and places in them are those of bytes; their long strings are leaves
without a text, because a file or a book need not be held twice.
"""

import codecs
import json
import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, Literal

from proxy.contract import Unreadable

MOST_DEPTH = 256
MOST_LEAVES = 300_000  # about what a body of 30 MB of real talk holds; more is made to keep us busy
_SHORT = 200  # longer strings are no field that tells how to read an object
LONG = 64 * 1024  # bytes from which a string of a body of bytes is a leaf without its text

_WS = r"[ \t\n\r]*+"
_STRING = r'"([^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+)"'
_VALUE = (
    f"{_WS}(?:{_STRING}|"
    r"(-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+)|([{\[])|(true|false|null))"
)


class _Grammar:
    """The patterns of JSON, for texts or for the bytes of UTF-8: all that they name is ASCII."""

    def __init__(self, *, binary: bool) -> None:
        def word(text: str) -> Any:
            return text.encode("ascii") if binary else text

        def made(pattern: str) -> re.Pattern[Any]:
            return re.compile(word(pattern))

        self.value = made(_VALUE).match
        # A key, and the value with it where that is a string: most are, and each match has its price.
        member = f"{_WS}{_STRING}{_WS}:(?:{_WS}{_STRING})?+"
        self.first_member = made(member).match
        self.next_member = made(f"{_WS},{member}").match
        self.comma = made(f"{_WS},").match
        self.close = {True: made(f"{_WS}}}").match, False: made(f"{_WS}]").match}
        self.end = made(f"{_WS}\\Z").match
        self.long_number = made(r"-?[0-9]{7}|-?[0-9.]{8,}[eE]").match
        self.brace, self.null, self.true = word("{"), word("null"), word("true")


_OF_TEXT, _OF_BYTES = _Grammar(binary=False), _Grammar(binary=True)
_RUN = 1 << 18  # bytes of the inside of a literal that are made into a text at a time
_LOOK_BACK = 4096
_LONGEST = 12  # bytes of what belongs together: an escaped surrogate pair
_UNITS = re.compile(
    rb"(?:[\x00-\x5b\x5d-\x7f]|[\xc2-\xf4][\x80-\xbf]++"
    rb"|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\[^u]){1,65536}+"
)
_LONE = re.compile(r"[\ud800-\udfff]")

type Kind = Literal["key", "string", "number", "long"]


@dataclass(slots=True)
class Holder:
    """An object or array: where it hangs, where it stands, and its short fields by name.

    The parent of the outermost one is a holder that stands for the whole text.
    """

    parent: "Holder | None"
    name: str  # its key in an object; "[]" in an array; empty at the root
    is_object: bool
    start: int
    end: int = -1
    numbers: int = 0  # how many numbers an array holds directly
    fields: dict[str, str | bool] = field(default_factory=dict, repr=False)


# A leaf is a plain tuple, for there are many: kind, holder, the key under which it stands ("[]" in an array;
# of a key its own text), start and end of the inside of the literal (of a number: the number), and the text, which a
# long string does not have.
type Leaf = tuple[Kind, Holder, str, int, int, str]


@dataclass(frozen=True, slots=True)
class Tree:
    """All leaves and holders, in the order of the text (a holder before what it holds)."""

    holders: list[Holder] = field(repr=False)
    leaves: list[Leaf] = field(repr=False)

    def root(self, name: str) -> str:
        """A short string field of the outermost object; empty where there is none."""
        value = self.holders[0].fields.get(name) if self.holders else None
        return value if isinstance(value, str) else ""

    def child(self, name: str) -> Holder | None:
        """An object or array that hangs directly in the outermost object."""
        root = self.holders[0] if self.holders else None
        return next((h for h in self.holders if root and h.parent is root and h.name == name), None)

    def flag(self, name: str) -> bool:
        """Whether a field of the outermost object is true."""
        return bool(self.holders) and self.holders[0].fields.get(name) is True


def parse(text: str | bytes, known: AbstractSet[str] = frozenset()) -> Tree:
    """Read a whole JSON text; keys that are ``known`` field names are no leaves. Raises Unreadable."""
    try:
        return _parse(text, known, _OF_TEXT if isinstance(text, str) else _OF_BYTES)
    except UnicodeDecodeError:
        raise Unreadable("the body is not valid text") from None


def _parse(text: Any, known: AbstractSet[str], grammar: _Grammar) -> Tree:
    holders: list[Holder] = []
    leaves: list[Leaf] = []
    value, comma = grammar.value, grammar.comma
    first_member, next_member = grammar.first_member, grammar.next_member
    binary = grammar is _OF_BYTES
    top = Holder(None, "", False, 0)
    holder = top
    name = ""
    depth = at = 0
    start, end = -1, -1  # of a string that came with its key
    found: Any = None
    while True:
        if len(leaves) > MOST_LEAVES:
            raise Unreadable("the JSON has more texts than can be read")
        opened = False
        if start < 0:
            found = value(text, at)
            if found is None:
                raise Unreadable("the body is not valid JSON")
            at = found.end()
            which = found.lastindex
            if which == 1:
                start, end = found.span(1)
        if start >= 0:
            if binary and end - start >= LONG:
                _check(text, start, end)
                leaves.append(("long", holder, name, start, end, ""))
            else:
                word = text[start:end].decode() if binary else text[start:end]
                if "\\" in word:
                    word = unescaped(word)
                if end - start <= _SHORT:
                    holder.fields[name] = word
                leaves.append(("string", holder, name, start, end, word))
            start = -1
        elif which == 2:
            first = found.start(2)
            holder.numbers += 1
            if at - first >= 7 and grammar.long_number(text, first):
                number = found[2].decode() if binary else found[2]
                leaves.append(("number", holder, name, first, at, number))
        elif which == 3:
            depth += 1
            if depth > MOST_DEPTH:
                raise Unreadable(f"the JSON is nested deeper than {MOST_DEPTH} levels")
            holder = Holder(holder, name, found[3] == grammar.brace, at - 1)
            holders.append(holder)
            if len(holders) > MOST_LEAVES:
                raise Unreadable("the JSON has more objects than can be read")
            name = "[]"
            opened = True
        elif found[4] != grammar.null:
            holder.fields[name] = found[4] == grammar.true
        while True:  # close what ends here, then find where the next value stands
            if holder.is_object:
                member = first_member(text, at) if opened else next_member(text, at)
                if member is not None:
                    name = member[1].decode() if binary else member[1]
                    if "\\" in name:
                        name = unescaped(name)
                    if name not in known:
                        leaves.append(("key", holder, name, *member.span(1), name))
                    at = member.end()
                    start, end = member.span(2)
                    break
            elif holder is top:
                if grammar.end(text, at) is None:
                    raise Unreadable("the body goes on after its JSON")
                return Tree(holders, leaves)
            elif opened:
                if grammar.close[False](text, at) is None:
                    break
            elif (mark := comma(text, at)) is not None:
                name = "[]"
                at = mark.end()
                break
            close = grammar.close[holder.is_object](text, at)
            if close is None or holder.parent is None:
                raise Unreadable("the body is not valid JSON")
            at = holder.end = close.end()
            holder = holder.parent
            depth -= 1
            opened = False


def _check(data: bytes, start: int, end: int) -> None:
    """Look whether a stretch is UTF-8, without a second copy of it. Raises UnicodeDecodeError."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    for at in range(start, end, LONG):
        decoder.decode(data[at : min(at + LONG, end)])
    decoder.decode(b"", final=True)


def runs(inside: memoryview) -> Iterator[tuple[int, str, str]]:
    """The inside of a literal in UTF-8 in stretches: where each begins, as it is written and as it is read.

    No character, escape or surrogate pair is cut. One without escapes is the same text twice.
    """
    at = 0
    while at < len(inside):
        end = at + _RUN
        if end >= len(inside):
            end = len(inside)
        elif (end := _border(inside, end)) < 0:  # escape after escape
            units = _UNITS.match(inside, at)
            end = units.end() if units else len(inside)
        written = str(inside[at:end], "utf-8")
        yield at, written, unescaped(written) if "\\" in written else written
        at = end


def _border(inside: memoryview, at: int) -> int:
    """A place a little before another, between two characters and two escapes; -1 where none is near."""
    tail = bytes(inside[at - _LOOK_BACK : at])
    border = next(place for place in range(len(tail) - 1, -1, -1) if tail[place] & 0xC0 != 0x80)
    while border > _LONGEST:
        before = tail.rfind(b"\\", border - _LONGEST, border)
        if before < 0:
            return at - _LOOK_BACK + border
        border = before
    return -1


def long_text(inside: memoryview, most: int) -> str:
    """The text of the inside of a literal in UTF-8, up to ``most`` characters."""
    if len(inside) <= most:
        word = str(inside, "utf-8")
        return unescaped(word) if "\\" in word else word
    text = ""
    for _, _, read in runs(inside):
        text += read if len(text) + len(read) <= most else read[: most - len(text)]  # grows where it stands
        if len(text) >= most:
            break
    return text


def unescaped(inside: str) -> str:
    """The text of the inside of a literal; half of a surrogate pair becomes U+FFFD."""
    word: str = json.loads(f'"{inside}"')
    return word if word.isprintable() else _LONE.sub("\ufffd", word)
