"""Characters of a pattern as bytes of the shadow: one byte for each character, `?` for each that is not ASCII."""

import re
from collections.abc import Iterable
from functools import lru_cache
from re import _constants as ops  # type: ignore[attr-defined]
from typing import Any

# Characters that fold to an ASCII letter; every Turkish text has one. A pattern may ask for the letter or for what is
# none, so such a text has two shadows, of which one shows the letter.
FOLDING = re.compile("[\u0130\u0131\u017f\u212a]")
_LETTER_OF = str.maketrans("\u0130\u0131\u017f\u212a", "iisk")

_IGNORECASE, _DOTALL = int(re.IGNORECASE), int(re.DOTALL)

ALL = frozenset(range(128))
ODD = ord("?")
WORD = frozenset(code for code in range(128) if chr(code).isalnum() or code == ord("_"))
_DIGIT = frozenset(b"0123456789")
_LETTERS = frozenset(code for code in range(128) if chr(code).isalpha())
_SPACE = frozenset(code for code in range(128) if chr(code).isspace())
_CATEGORIES = {
    ops.CATEGORY_WORD: WORD,
    ops.CATEGORY_NOT_WORD: ALL - WORD,
    ops.CATEGORY_DIGIT: _DIGIT,
    ops.CATEGORY_NOT_DIGIT: ALL - _DIGIT,
    ops.CATEGORY_SPACE: _SPACE,
    ops.CATEGORY_NOT_SPACE: ALL - _SPACE,
}
_FOLDED_LETTERS = frozenset(b"iIkKsS")


def shadows(text: str) -> tuple[bytes, ...]:
    """The shadows of a text, one byte for each character."""
    shown = text.encode("ascii", "replace")
    if len(text) == 0 or text.isascii() or FOLDING.search(text) is None:
        return (shown,)
    return shown, folded(text).encode("ascii", "replace")


def folded(text: str) -> str:
    """A text with ASCII letters for the characters that fold to one."""
    return text.translate(_LETTER_OF)


def is_character(op: Any) -> bool:
    return op in (ops.LITERAL, ops.NOT_LITERAL, ops.ANY, ops.IN)


def may_be(op: Any, value: Any, flags: int) -> frozenset[int]:
    """Every byte of the shadow that the item may stand for."""
    if op is ops.ANY:
        return ALL if flags & _DOTALL else ALL - {10}
    members = [(ops.LITERAL, value)] if op in (ops.LITERAL, ops.NOT_LITERAL) else value
    if _negated(op, value):
        return ALL - _ascii(members, flags) | {ODD}
    allowed = _ascii(members, flags)
    if any(_is_beyond(*member) for member in members):
        allowed |= {ODD}
        if flags & _IGNORECASE and any(_folds(*member) for member in members):
            allowed |= _FOLDED_LETTERS
    return allowed


def surely(op: Any, value: Any, flags: int) -> frozenset[int]:
    """The bytes of the shadow that the item stands for whatever character they show."""
    if op is ops.ANY:
        return ALL - {10, ODD}
    members = [(ops.LITERAL, value)] if op in (ops.LITERAL, ops.NOT_LITERAL) else value
    if _negated(op, value):
        refused = _ascii(members, flags)
        return ALL - refused - _FOLDED_LETTERS - {ODD}
    return _ascii(members, flags) - {ODD}


def _negated(op: Any, value: Any) -> bool:
    return op is ops.NOT_LITERAL or (op is ops.IN and value[0][0] is ops.NEGATE)


def _ascii(members: Iterable[Any], flags: int) -> frozenset[int]:
    """The ASCII characters among the members of a class."""
    codes: set[int] = set()
    for kind, item in members:
        if kind is ops.LITERAL:
            codes |= {item} & ALL
        elif kind is ops.RANGE:
            codes.update(range(item[0], min(item[1], 127) + 1))
        elif kind is ops.CATEGORY:
            codes |= _CATEGORIES[item]
        elif kind is not ops.NEGATE:
            raise NotImplementedError(str(kind))
    if flags & _IGNORECASE:
        codes |= {code ^ 32 for code in codes & _LETTERS}
    return frozenset(codes)


def _is_beyond(kind: Any, item: Any) -> bool:
    """Whether a member of a class may be a character that is not ASCII."""
    if kind is ops.LITERAL:
        return bool(item > 127)
    return kind is ops.CATEGORY or (kind is ops.RANGE and bool(item[1] > 127))


def _folds(kind: Any, item: Any) -> bool:
    """Whether a member of a class may be one of the characters that fold to an ASCII letter."""
    if kind is ops.LITERAL:
        return FOLDING.match(chr(item)) is not None
    return kind is not ops.NEGATE


@lru_cache(maxsize=1_000)
def class_of(codes: frozenset[int]) -> str:
    """A character class of byte values, or something that never matches."""
    if not codes:
        return "[^\\x00-\\xff]"
    ordered = sorted(codes)
    pieces: list[str] = []
    at = 0
    while at < len(ordered):
        end = at
        while end + 1 < len(ordered) and ordered[end + 1] == ordered[end] + 1:
            end += 1
        pieces.append(_byte(ordered[at]) + (f"-{_byte(ordered[end])}" if end > at else ""))
        at = end + 1
    return pieces[0] if len(codes) == 1 else "[" + "".join(pieces) + "]"


def _byte(code: int) -> str:
    return chr(code) if chr(code).isalnum() else f"\\x{code:02x}"
