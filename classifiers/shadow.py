"""Characters of a pattern as bytes of the shadow: one byte for each character of a text.

ASCII is shown as it is, any other character by the last seven bits of its number, above ASCII. So a word of Cyrillic
looks like hardly any other; with one sign for all that is not ASCII, each such word looked like every other, and the
engine stopped at all of them.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from re import _casefix  # type: ignore[attr-defined]
from re import _constants as ops  # type: ignore[attr-defined]
from typing import Any

import numpy as np

# Characters that fold to an ASCII letter; every Turkish text has one. A pattern may ask for the letter or for what is
# none, so such a text has two shadows, of which one shows the letter.
FOLDING = re.compile("[\u0130\u0131\u017f\u212a]")
_LETTER_OF = str.maketrans("\u0130\u0131\u017f\u212a", "iisk")

_IGNORECASE, _DOTALL = int(re.IGNORECASE), int(re.DOTALL)

_ASCII, _BEYOND = frozenset(range(128)), frozenset(range(128, 256))
ALL = _ASCII | _BEYOND
WORD = frozenset(code for code in range(128) if chr(code).isalnum() or code == ord("_"))
_DIGIT = frozenset(b"0123456789")
_LETTERS = frozenset(code for code in range(128) if chr(code).isalpha())
_SPACE = frozenset(code for code in range(128) if chr(code).isspace())
_CATEGORIES = {
    ops.CATEGORY_WORD: WORD,
    ops.CATEGORY_NOT_WORD: _ASCII - WORD,
    ops.CATEGORY_DIGIT: _DIGIT,
    ops.CATEGORY_NOT_DIGIT: _ASCII - _DIGIT,
    ops.CATEGORY_SPACE: _SPACE,
    ops.CATEGORY_NOT_SPACE: _ASCII - _SPACE,
}
_FOLDED_LETTERS = frozenset(b"iIkKsS")
# Categories of which not all bytes are.
_FEW: dict[Any, Callable[[str], bool]] = {ops.CATEGORY_DIGIT: str.isdecimal, ops.CATEGORY_SPACE: str.isspace}
_SCRIPTS = 0x20000  # beyond there are no digits, blanks or cases
_LENGTH = 1 << 16  # characters that are shown at a time; at once they would take ten bytes each


def shadows(text: str) -> tuple[bytes, ...]:
    """The shadows of a text, one byte for each character."""
    if text.isascii():
        return (text.encode(),)
    if FOLDING.search(text) is None:
        return (_shown(text),)
    return _shown(text), _shown(folded(text))


def _shown(text: str) -> bytes:
    return b"".join(_bytes_of(text[start : start + _LENGTH]) for start in range(0, len(text), _LENGTH))


def _bytes_of(text: str) -> bytes:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return np.where(codes < 128, codes, codes & 127 | 128).astype(np.uint8).tobytes()


def _byte_of(code: int) -> int:
    """The byte that shows a character that is not ASCII."""
    return code & 127 | 128


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
        return ALL - _ascii(members, flags)
    allowed = _ascii(members, flags)
    if any(_is_beyond(*member) for member in members):
        allowed |= frozenset(_beyond(members, flags))
        if flags & _IGNORECASE and any(_folds(*member) for member in members):
            allowed |= _FOLDED_LETTERS
    return allowed


def surely(op: Any, value: Any, flags: int) -> frozenset[int]:
    """The bytes of the shadow that the item stands for whatever character they show."""
    if op is ops.ANY:
        return _ASCII - {10}
    members = [(ops.LITERAL, value)] if op in (ops.LITERAL, ops.NOT_LITERAL) else value
    if _negated(op, value):
        return _ASCII - _ascii(members, flags) - _FOLDED_LETTERS
    return _ascii(members, flags)


def _negated(op: Any, value: Any) -> bool:
    return op is ops.NOT_LITERAL or (op is ops.IN and value[0][0] is ops.NEGATE)


def _ascii(members: Iterable[Any], flags: int) -> frozenset[int]:
    """The ASCII characters among the members of a class."""
    codes: set[int] = set()
    for kind, item in members:
        if kind is ops.LITERAL:
            codes |= {item} & _ASCII
        elif kind is ops.RANGE:
            codes.update(range(item[0], min(item[1], 127) + 1))
        elif kind is ops.CATEGORY:
            codes |= _CATEGORIES[item]
        elif kind is not ops.NEGATE:
            raise NotImplementedError(str(kind))
    if flags & _IGNORECASE:
        codes |= {code ^ 32 for code in codes & _LETTERS}
    return frozenset(codes)


def _beyond(members: Iterable[Any], flags: int) -> Iterator[int]:
    """The bytes that show the other characters among the members of a class."""
    for kind, item in members:
        if kind is ops.CATEGORY:
            yield from _of_category(item)
        elif kind is ops.LITERAL or kind is ops.RANGE:
            low, high = (item, item) if kind is ops.LITERAL else item
            for code in range(max(low, 128), high + 1)[: len(_BEYOND)]:  # more of them have no other bytes
                yield _byte_of(code)
                if flags & _IGNORECASE:
                    yield from _cases().get(code, ())


@cache
def _of_category(category: Any) -> frozenset[int]:
    if category not in _FEW:
        return _BEYOND
    belongs = _FEW[category]
    return frozenset(_byte_of(code) for code in range(128, _SCRIPTS) if belongs(chr(code)))


@cache
def _cases() -> dict[int, frozenset[int]]:
    """The bytes of what is the same letter as another where case is ignored."""
    alike: dict[int, set[int]] = {}
    for code in range(128, _SCRIPTS):
        letter = chr(code)
        others = {ord(other) for other in (letter.lower(), letter.upper()) if len(other) == 1} - {code}
        for other in {*others, *_casefix._EXTRA_CASES.get(code, ())}:
            group = alike.setdefault(code, {code}) | alike.setdefault(other, {other})
            alike.update(dict.fromkeys(group, group))
    return {code: frozenset(_byte_of(one) for one in group if one > 127) for code, group in alike.items()}


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
    return chr(code) if code < 128 and chr(code).isalnum() else f"\\x{code:02x}"
