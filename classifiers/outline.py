"""Outlines: from a pattern of Python's `re`, an expression for a byte engine that misses no place where it matches.

The engine reads a shadow of the text: one byte for each character. So offsets are those of the text, and no mode for
Unicode is needed.

Rule 1: an outline matches wherever the pattern matches, also where the text is cut off behind the match, at the same
start or one before; it may match elsewhere, too.
Rule 2: it asks for nothing beyond ``MOST_WIDTH`` and the character before: what a pattern asks for there is left out.
Rule 3: a pattern of which too little is left has no outline, and is then tried everywhere.

What cannot be said is left out, which only lets more through: conditions on what stands around, except on the single
character before the start. A back-reference becomes the pattern that it refers to. Most of what rule 2 cuts
off is in ``whole``, which takes the engine longer.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from classifiers.shadow import ALL, WORD, class_of, is_character, may_be, surely

# Longer ones hardly tell more, and take the engine four times as long to compile and twice as long to look for.
MOST_WIDTH = 72
MOST_WHOLE = 200
# An outline whose shortest match is shorter says nothing.
_LEAST_WIDTH = 2
_TELLING = 3
# Repeats beyond which an outline does not count: of one that may differ, of one that is always the same; and those of
# whole patterns, where to count is what takes the engine long.
_COUNTED, _COUNTED_WHOLE = (12, 20), (3, 6)
ENDLESS = 1 << 20
MOST_TEXT = 12_000  # characters of one expression; Hyperscan takes 16,000

# As plain numbers: arithmetic with the flags themselves is what would take most of the time.
_IGNORECASE, _MULTILINE = int(re.IGNORECASE), int(re.MULTILINE)

_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)


@dataclass(frozen=True, slots=True)
class Need:
    """A pattern that must match the lower-cased text for a detector to find anything.

    Its match starts at most ``before`` characters ahead of what the detector's own pattern matches, and at most
    ``after`` behind the start of that; anywhere, if ``before`` is negative.
    """

    pattern: re.Pattern[str]
    before: int = -1
    after: int = 0


@dataclass(frozen=True, slots=True)
class Hint:
    """What must be in a passage before a detector can find anything there.

    One of ``patterns`` matches the text, and all that the detector finds follows from such matches, each of which has
    all of ``needs``.
    """

    patterns: tuple[re.Pattern[str], ...]
    needs: tuple[Need, ...] = ()


def outlines(pattern: re.Pattern[str], *, folded: bool = False) -> tuple[str, ...]:
    """The outline of ``pattern`` in the syntax that Hyperscan shares with PCRE: one expression, or several of which one
    matches; none where there is no outline.

    ``folded`` is for a pattern that is written for the lower-cased text.
    """
    flags = pattern.flags | (_IGNORECASE if folded else 0)
    return _joined(_written(pattern, flags, MOST_WIDTH, _COUNTED))


def whole(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """An outline that asks for nothing beyond ``MOST_WHOLE``, where it tells more than ``outlines``; none elsewhere."""
    short, long = (
        _written(pattern, pattern.flags, room, _COUNTED_WHOLE) for room in (MOST_WIDTH, MOST_WHOLE)
    )
    return _joined(long) if [part.text for part in long] != [part.text for part in short] else ()


def _joined(parts: "list[_Part]") -> tuple[str, ...]:
    if any(part.least < _LEAST_WIDTH or len(part.text) > MOST_TEXT for part in parts):
        return ()
    texts: list[str] = []
    for part in parts:
        if texts and len(texts[-1]) + len(part.text) < MOST_TEXT:
            texts[-1] += "|" + part.text
        else:
            texts.append(part.text)
    return tuple(texts)


def is_telling(pattern: re.Pattern[str]) -> bool:
    """Whether the outline demands a word: enough places that one letter, or its two cases, must take."""
    parts = _written(pattern, pattern.flags, MOST_WIDTH, _COUNTED)
    return bool(parts) and min(part.fixed for part in parts) >= _TELLING


@lru_cache(maxsize=32)
def _written(pattern: re.Pattern[str], flags: int, room: int, counted: tuple[int, int]) -> "list[_Part]":
    """The outline of each alternative."""
    tree = list(tree_of(pattern))
    branches = tree[0][1][1] if len(tree) == 1 and tree[0][0] is ops.BRANCH else [tree]
    try:
        return [_Writer(counted).sequence(branch, room, True, flags) for branch in branches]
    except NotImplementedError:
        return []


def reach(pattern: re.Pattern[str]) -> int:
    """How many characters behind its start a match can see; at least ``ENDLESS`` where nothing bounds it."""
    tree = tree_of(pattern)
    return min(ENDLESS, int(tree.getwidth()[1]) + _ahead(tree) + 1)


@lru_cache(maxsize=16)
def tree_of(pattern: re.Pattern[str]) -> Any:
    """The pattern as `re` parses it."""
    return parser.parse(pattern.pattern, pattern.flags & ~int(re.UNICODE))


def _ahead(items: Iterable[Any]) -> int:
    """The longest condition on what follows, over all of them together."""
    total = 0
    for op, value in items:
        if op in (ops.ASSERT, ops.ASSERT_NOT):
            total += value[1].getwidth()[1] if value[0] > 0 else 0
        elif op in _REPEATS:
            total += _ahead(value[2])
        elif op is ops.SUBPATTERN:
            total += _ahead(value[3])
        elif op is ops.ATOMIC_GROUP:
            total += _ahead(value)
        elif op is ops.BRANCH:
            total += sum(_ahead(branch) for branch in value[1])
        elif op is ops.GROUPREF_EXISTS:
            total += _ahead(value[1]) + _ahead(value[2] or ())
    return total


class _Part:
    """An expression, its shortest and longest match, how many places of every match only one letter can take, and
    whether something was cut off behind it."""

    __slots__ = ("cut", "fixed", "least", "most", "text")

    def __init__(
        self, text: str = "", least: int = 0, most: int = 0, cut: bool = False, fixed: int = 0
    ) -> None:
        self.text, self.least, self.most, self.cut, self.fixed = text, least, most, cut, fixed


class _Writer:
    def __init__(self, counted: tuple[int, int]) -> None:
        self._counted = counted
        self._groups: dict[int, tuple[Any, int]] = {}

    def sequence(self, items: Iterable[Any], room: int, first: bool, flags: int) -> _Part:
        """Parts one behind the other, of at most ``room`` characters; ``first``: nothing stands before them."""
        whole = _Part()
        items = list(items)
        for number, (op, value) in enumerate(items):
            at_start = first and not whole.text
            if at_start and (op, value) == (ops.AT, ops.AT_BOUNDARY):
                part = _apart() if _starts_with_word(items[number + 1 :], flags) else _Part()
            else:
                part = self._item(op, value, room - whole.most, at_start, flags)
                if part.cut and op in _REPEATS and not value[0] and whole.least < _LEAST_WIDTH:
                    part = self._left_out(value, items[number + 1 :], room - whole.most, at_start, flags)
            whole.text += part.text
            whole.least += part.least
            whole.most += part.most
            whole.fixed += part.fixed
            if part.cut:
                whole.cut = True
                break
        return whole

    def _left_out(self, value: Any, rest: Sequence[Any], room: int, first: bool, flags: int) -> _Part:
        """A part that is too long and may be left out: its beginning, or what stands behind it."""
        one = self.sequence(value[2], room, first, flags)
        other = self.sequence(rest, room, first, flags)
        return _Part(
            f"(?:{one.text}|{other.text})",
            min(one.least, other.least),
            max(one.most, other.most),
            True,
            min(one.fixed, other.fixed),
        )

    def _item(self, op: Any, value: Any, room: int, first: bool, flags: int) -> _Part:
        if is_character(op):
            if room < 1:
                return _Part(cut=True)
            codes = may_be(op, value, flags)
            return _Part(class_of(codes), 1, 1, fixed=len(codes) <= 2 and min(codes, default=0) > 32)
        if op in _REPEATS:
            return self._repeat(value, room, first, flags)
        if op is ops.SUBPATTERN:
            number, added, removed, inner = value
            flags = (flags | added) & ~removed
            if number is not None:
                self._groups[number] = (inner, flags)
            return self._choice([inner], room, first, flags)
        if op is ops.ATOMIC_GROUP:
            return self._choice([value], room, first, flags)
        if op is ops.BRANCH:
            return self._choice(value[1], room, first, flags)
        if op is ops.GROUPREF_EXISTS:
            return self._choice([value[1], value[2] or ()], room, first, flags)
        if op is ops.GROUPREF:
            inner, its = self._groups[value]
            return self._choice([inner], room, False, its | flags & _IGNORECASE)
        if op in (ops.ASSERT, ops.ASSERT_NOT):
            return self._condition(op, value, first, flags)
        if op is ops.AT:
            if value is ops.AT_BEGINNING and flags & _MULTILINE and first:
                return _Part("(?:^|\\x0a)")
            return _Part()
        raise NotImplementedError(str(op))

    def _choice(self, branches: Sequence[Any], room: int, first: bool, flags: int) -> _Part:
        parts = [self.sequence(branch, room, first, flags) for branch in branches]
        return _Part(
            "(?:" + "|".join(part.text for part in parts) + ")",
            min(part.least for part in parts),
            max(part.most for part in parts),
            any(part.cut for part in parts),
            min(part.fixed for part in parts),
        )

    def _repeat(self, value: Any, room: int, first: bool, flags: int) -> _Part:
        least, most, inner = value
        one = self.sequence(inner, room, first and most == 1, flags)
        if not one.text:
            return _Part(cut=one.cut)
        if one.cut:
            if not least:
                return _Part(f"(?:{one.text})?", 0, one.most, True)
            return _Part(one.text, one.least, one.most, True, one.fixed)
        if not one.most:
            return _Part()
        fits = room // one.most
        if most is ops.MAXREPEAT or most > fits:
            # As many as must be; what may follow them, and all behind it, is cut off.
            count = min(int(least), fits)
            text = self._times(one.text, count, count)
            return _Part(text, one.least * count, one.most * count, True, one.fixed * count)
        text = self._times(one.text, least, most)
        return _Part(text, one.least * least, one.most * most, False, one.fixed * least)

    def _times(self, text: str, least: int, most: int) -> str:
        """So many of it, or more where that lets the engine count less: its automata are a seventh smaller, and what is
        read of them for each text is what it waits for."""
        if (least, most) == (1, 1):
            return text
        differing, alike = self._counted
        if most > differing and (least < most or least > alike):
            return f"(?:{text}){{{min(least, alike)},}}"
        return f"(?:{text}){{{least},{most}}}" if most else ""

    def _condition(self, op: Any, value: Any, first: bool, flags: int) -> _Part:
        """The character before the start becomes a part of the expression; it does not count as its width."""
        direction, inner = value
        if direction > 0 or not first or len(inner) != 1 or not is_character(inner[0][0]):
            return _Part()
        kind, item = inner[0]
        if op is ops.ASSERT:
            return _Part(class_of(may_be(kind, item, flags)))
        return _Part(f"(?:^|{class_of(ALL - surely(kind, item, flags))})")


def _apart() -> _Part:
    """What stands ahead of a word's first letter: nothing, or a character that is of no word."""
    return _Part(f"(?:^|{class_of(ALL - WORD)})")


def _starts_with_word(items: Sequence[Any], flags: int) -> bool:
    """Whether all that the items match starts with an ASCII letter, digit or underscore."""
    if not items:
        return False
    op, value = items[0]
    if is_character(op):
        return may_be(op, value, flags) <= WORD
    if op is ops.SUBPATTERN:
        return _starts_with_word(value[3], (flags | value[1]) & ~value[2])
    if op is ops.ATOMIC_GROUP:
        return _starts_with_word(value, flags)
    if op is ops.BRANCH:
        return all(_starts_with_word(branch, flags) for branch in value[1])
    if op in _REPEATS and value[0] > 0:
        return _starts_with_word(value[2], flags)
    return False
