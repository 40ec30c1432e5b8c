"""A JSON reader that keeps positions: strict (RFC 8259), without recursion, in time linear in the text.

Rule 1: every string, key and long number is a leaf with its place; what stands twice is read twice.
Rule 2: what is not JSON to the last character is ``Unreadable``; nothing is guessed.
"""

import json
import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Literal

from proxy.contract import Unreadable

MOST_DEPTH = 256
MOST_LEAVES = 300_000  # about what a body of 30 MB of real talk holds; more is made to keep us busy
_SHORT = 200  # longer strings are no field that tells how to read an object

_WS = r"[ \t\n\r]*+"
_STRING = r'"([^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+)"'
_VALUE = re.compile(
    f"{_WS}(?:{_STRING}|"
    r"(-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+)|([{\[])|(true|false|null))"
)
_KEY = re.compile(f"{_WS}{_STRING}{_WS}:")
_NEXT_KEY = re.compile(f"{_WS},{_WS}{_STRING}{_WS}:")
_COMMA = re.compile(f"{_WS},")
_CLOSE = {True: re.compile(f"{_WS}}}"), False: re.compile(f"{_WS}]")}
_END = re.compile(f"{_WS}\\Z")
_LONG_NUMBER = re.compile(r"-?[0-9]{7}|-?[0-9.]{8,}[eE]")
_LONE = re.compile(r"[\ud800-\udfff]")

type Kind = Literal["key", "string", "number"]


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
# of a key its own text), start and end of the inside of the literal (of a number: the number), and the text.
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


def parse(text: str, known: AbstractSet[str] = frozenset()) -> Tree:
    """Read a whole JSON text; keys that are ``known`` field names are no leaves. Raises Unreadable."""
    holders: list[Holder] = []
    leaves: list[Leaf] = []
    value, first_key, next_key, comma = _VALUE.match, _KEY.match, _NEXT_KEY.match, _COMMA.match
    top = Holder(None, "", False, 0)
    holder = top
    name = ""
    depth = at = 0
    while True:
        found = value(text, at)
        if found is None:
            raise Unreadable("the body is not valid JSON")
        if len(leaves) > MOST_LEAVES:
            raise Unreadable("the JSON has more texts than can be read")
        at = found.end()
        which = found.lastindex
        opened = False
        if which == 1:
            start, end = found.span(1)
            word = found[1]
            if "\\" in word:
                word = _decoded(word)
            if end - start <= _SHORT:
                holder.fields[name] = word
            leaves.append(("string", holder, name, start, end, word))
        elif which == 2:
            start = found.start(2)
            holder.numbers += 1
            if at - start >= 7 and _LONG_NUMBER.match(text, start):
                leaves.append(("number", holder, name, start, at, found[2]))
        elif which == 3:
            depth += 1
            if depth > MOST_DEPTH:
                raise Unreadable(f"the JSON is nested deeper than {MOST_DEPTH} levels")
            holder = Holder(holder, name, found[3] == "{", at - 1)
            holders.append(holder)
            if len(holders) > MOST_LEAVES:
                raise Unreadable("the JSON has more objects than can be read")
            name = "[]"
            opened = True
        elif found[4] != "null":
            holder.fields[name] = found[4] == "true"
        while True:  # close what ends here, then find where the next value stands
            if holder.is_object:
                member = first_key(text, at) if opened else next_key(text, at)
                if member is not None:
                    name = member[1]
                    if "\\" in name:
                        name = _decoded(name)
                    if name not in known:
                        leaves.append(("key", holder, name, *member.span(1), name))
                    at = member.end()
                    break
            elif holder is top:
                if _END.match(text, at) is None:
                    raise Unreadable("the body goes on after its JSON")
                return Tree(holders, leaves)
            elif opened:
                if _CLOSE[False].match(text, at) is None:
                    break
            elif (mark := comma(text, at)) is not None:
                name = "[]"
                at = mark.end()
                break
            close = _CLOSE[holder.is_object].match(text, at)
            if close is None or holder.parent is None:
                raise Unreadable("the body is not valid JSON")
            at = holder.end = close.end()
            holder = holder.parent
            depth -= 1
            opened = False


def _decoded(inside: str) -> str:
    """The text of the inside of a literal; half of a surrogate pair becomes U+FFFD."""
    word: str = json.loads(f'"{inside}"')
    return word if word.isprintable() else _LONE.sub("\ufffd", word)
