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

import numpy as np

from proxy.contract import Unreadable

MOST_DEPTH = 256
MOST_LEAVES = 300_000  # about what a body of 30 MB of real talk holds; more is made to keep us busy
_SHORT = 200  # longer strings are no field that tells how to read an object
LONG = 64 * 1024  # bytes from which a string of a body of bytes is a leaf without its text

_WS = r"[ \t\n\r]*+"
_INSIDE = r'([^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+)"'
_STRING = f'"{_INSIDE}'
_OTHER = r"(-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+)|([{\[])|(true|false|null)"
_SHORT_PLAIN = r'[^"\\\x00-\x1f\x80-\xff]{0,40}+'
_FIRST_PRINTED = 32  # what stands below it is a control character


class _Grammar:
    """The patterns of JSON, for texts or for the bytes of UTF-8: all that they name is ASCII."""

    def __init__(self, *, binary: bool) -> None:
        def word(text: str) -> Any:
            return text.encode("ascii") if binary else text

        def made(pattern: str) -> re.Pattern[Any]:
            return re.compile(word(pattern))

        # A pattern takes many times as long to pass over a string as bytes take to find its end.
        string = '(")' if binary else _STRING
        one = f"{_WS}(?:{string}|{_OTHER})"
        self.value = made(one).match
        self.inside = made(_INSIDE).match
        # Each match has its price: a key comes with its value where that is a string, as most are, and whether an
        # object or array goes on or ends (then no group takes part) is one question.
        member = f"{_WS}{_STRING}{_WS}:(?:{_WS}{string})?+"
        self.first = {True: made(f"{member}|{_WS}}}").match, False: made(f"{one}|{_WS}]").match}
        self.next = {True: made(f"{_WS}(?:,{member}|}})").match, False: made(f"{_WS}(?:,{one}|])").match}
        # Turns of a talk are alike: one ends, and the next begins with a short field: {"role": "user", "content": "...
        short = f'{_WS}"({_SHORT_PLAIN})"{_WS}'
        self.turn = made(f"{_WS},{_WS}({{){short}:{short},{member}")
        self.end = made(f"{_WS}\\Z").match
        self.long_number = made(r"-?[0-9]{7}|-?[0-9.]{8,}[eE]").match
        self.ends = {True: word("}"), False: word("]")}
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
    value, first, after = grammar.value, grammar.first, grammar.next
    turn, ends = grammar.turn, grammar.ends
    binary = grammar is _OF_BYTES
    is_clean = binary and not _has_controls(text)
    quote, escape = b'"', b"\\"
    top = holder = Holder(None, "", False, 0)
    name = ""
    depth = 0
    found = value(text, 0)
    while found is not None:
        if len(leaves) > MOST_LEAVES:
            raise Unreadable("the JSON has more texts than can be read")
        which = found.lastindex
        group = 1
        if found.re is turn:
            holder = Holder(holder, "[]", True, found.start(1))
            holders.append(holder)
            depth += 1  # as deep as the one before it
            name, word = found[2].decode(), found[3].decode()
            if name not in known:
                leaves.append(("key", holder, name, *found.span(2), name))
            holder.fields[name] = word
            start, end = found.span(3)
            leaves.append(("string", holder, name, start, end, word))
            which, group = 2 if found[5] else 1, 4
        if which and holder.is_object:
            name = found[group].decode() if binary else found[group]
            if "\\" in name:
                name = unescaped(name)
            if name not in known:
                leaves.append(("key", holder, name, *found.span(group), name))
            if which == 2:
                which, group = 1, group + 1
            else:
                found = value(text, found.end())
                if found is None:
                    break
                which = found.lastindex
        at = found.end()
        opened = closed = False
        if which is None:
            at -= 1  # an end, and ends are seen to below
        elif which == 1:
            if binary:  # and the match ended with the quote
                start, end = at, text.find(quote, at)
                if not is_clean or end < 0 or text.find(escape, start, end) >= 0:
                    whole = grammar.inside(text, start)
                    if whole is None:
                        break
                    end = whole.end(1)
                at = end + 1
            else:
                start, end = found.span(group)
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
        elif which == 2:
            start = found.start(2)
            holder.numbers += 1
            if at - start >= 7 and grammar.long_number(text, start):
                number = found[2].decode() if binary else found[2]
                leaves.append(("number", holder, name, start, at, number))
        elif which == 3:
            depth += 1
            if depth > MOST_DEPTH:
                raise Unreadable(f"the JSON is nested deeper than {MOST_DEPTH} levels")
            holder = Holder(holder, name, found[3] == grammar.brace, at - 1)
            holders.append(holder)
            if len(holders) > MOST_LEAVES:
                raise Unreadable("the JSON has more objects than can be read")
            opened = True
        elif found[4] != grammar.null:
            holder.fields[name] = found[4] == grammar.true
        # An end mostly follows at once, and costs less to look at than to match.
        while holder is not top and text[at : at + 1] == ends[holder.is_object]:
            holder.end = at = at + 1
            holder = holder.parent or top
            depth -= 1
            closed = True
        if holder is top:
            if grammar.end(text, at) is None:
                raise Unreadable("the body goes on after its JSON")
            return Tree(holders, leaves)
        name = "[]"  # in an object each member brings its own
        found = turn.match(text, at) if closed and binary and not holder.is_object else None
        if found is None:
            found = (first if opened and not closed else after)[holder.is_object](text, at)
    raise Unreadable("the body is not valid JSON")


def _has_controls(data: bytes) -> bool:
    """Whether there are control characters, as there are between the tokens of a body that was written for people."""
    return bool(data) and int(np.frombuffer(data, np.uint8).min()) < _FIRST_PRINTED


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
