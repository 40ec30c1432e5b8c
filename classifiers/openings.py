"""Openings: the literals with which every match of a pattern begins, so that it is tried only where one of them stands.

Python's `re` tries a pattern that ignores case, begins with a choice of words, or asks what stands before it, at every
character. To look for the words in the lower-cased text first is ten times as fast, and finds the same.

Rule 1: every match begins with one of the openings, in any case. Letters of other alphabets end an opening.
Rule 2: characters that fold to an ASCII letter (``shadow.FOLDING``) count as that.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from re import _constants as ops  # type: ignore[attr-defined]
from typing import Any

from classifiers.compiled import compiled
from classifiers.outline import reach, tree_of
from classifiers.passage import Passage

MOST = 48  # openings of one pattern; to look for more takes longer than it spares
_LEAST = 2  # characters of an opening
_FEW = 8  # characters that are tried one by one
_LENGTHS = (6, 4, 3, 2)
_MOST_MEMBERS = 4  # of a class that is written out
_IGNORECASE = int(re.IGNORECASE)
_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)
# Conditions on the one character before the match, at the very start of a pattern.
_CONDITION = compiled(r"\(\?<[!=]\[(?:[^\]\\]|\\.)+\]\)")
_BEHIND = compiled(f"(?:{_CONDITION.pattern})+")
_CONDITIONS = (ops.ASSERT, ops.ASSERT_NOT)
_NO_WIDTH = (ops.AT, *_CONDITIONS)


class _TooMany(Exception):
    pass


class Sought:
    """A pattern with how to look for it, worked out when it is first looked for."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern

    @cached_property
    def reach(self) -> int:
        """How many characters behind its start a match can see."""
        return reach(self.pattern)

    @cached_property
    def _begins_with_digits(self) -> bool:
        """Whether the first characters are found in a text full of digits so often that `re` by itself is as fast."""
        first = self._ways[1]
        return first is not None and first.match("7") is not None

    @cached_property
    def _ways(self) -> tuple[tuple[str, ...], re.Pattern[str] | None]:
        heads = openings(self.pattern)
        return heads, None if heads else firsts(self.pattern)

    @property
    def is_quick(self) -> bool:
        """Whether to ask a whole text is cheap. A pattern that ignores case and has no openings is tried at every
        character, with all its words."""
        heads, first = self._ways
        return bool(heads) or first is not None or not self.pattern.flags & _IGNORECASE

    def begun(self, passage: Passage, start: int, before: int) -> Iterator[re.Match[str]]:
        """The matches that begin from ``start`` on and ``before`` there, each as long as it can see. The work is that
        of the few characters between the two, and not that of all it can see."""
        heads, first = self._ways
        text, end = passage.text, min(len(passage.text), before + self.reach)
        spots: Iterable[int]
        if before - start <= _FEW:
            spots = range(start, before)
        elif heads:
            found = places(heads, passage.folded, start, min(end, before + max(_LENGTHS)))
            spots = (at for at in found if at < before)
        elif first is not None:
            spots = (one.start() for one in first.finditer(text, start, before))
        else:
            return itertools.takewhile(
                lambda match: match.start() < before, self.pattern.finditer(text, start, end)
            )
        return matches_at(self.pattern, text, spots, end)

    def matches(self, passage: Passage, start: int, end: int) -> Iterator[re.Match[str]]:
        """What ``pattern.finditer(text, start, end)`` gives."""
        heads, first = self._ways
        text = passage.text
        if heads:
            return matches_at(self.pattern, text, places(heads, passage.folded, start, end), end)
        if first is not None and not (self._begins_with_digits and passage.is_numeric):
            return matches_at(
                self.pattern, text, (one.start() for one in first.finditer(text, start, end)), end
            )
        return self.pattern.finditer(text, start, end)


def openings(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """The openings in lower case, none the beginning of another; none at all where `re` by itself is as fast."""
    tree = tree_of(pattern)
    for length in _LENGTHS:
        reader = _Reader(length)
        try:
            goes_on = reader.sequence(tree, pattern.flags, {""})
        except _TooMany:
            continue
        heads = reader.done | goes_on
        kept = tuple(sorted(head for head in heads if not any(head[:at] in heads for at in range(len(head)))))
        if not kept or min(map(len, kept)) < _LEAST or not (reader.folded or _asks_before(tree)):
            return ()
        if len(kept) <= MOST:
            return kept
    return ()


def firsts(pattern: re.Pattern[str]) -> re.Pattern[str] | None:
    """What matches the first character of every match: one of a few, with what may not stand before it.

    None where that would be most characters of a text, or where `re` by itself is as fast.
    """
    tree = tree_of(pattern)
    members: set[tuple[Any, Any]] = set()
    if not _asks_before(tree) or _first(tree, pattern.flags, members) is not False:
        return None
    if any(_is_common(*member) for member in members):
        return None
    known = "[" + "".join(sorted(_written(*member) for member in members)) + "]"
    # Of the conditions those that hold for all of the pattern, and not for its first branch only.
    shared = sum(1 for _ in itertools.takewhile(lambda item: item[0] in _CONDITIONS, tree))
    behind = _BEHIND.match(pattern.pattern)
    asked = _CONDITION.findall(behind[0])[:shared] if behind is not None else []
    return compiled(known + "".join(f"{one[:-1]}{known})" for one in asked))


def matches_at(
    pattern: re.Pattern[str], text: str, places: Iterable[int], end: int
) -> Iterator[re.Match[str]]:
    """The matches that begin at one of some places, in order and none in another."""
    last = 0
    for at in places:
        if at >= last and (found := pattern.match(text, at, end)) is not None:
            yield found
            last = found.end()


def places(heads: Iterable[str], low: str, start: int, end: int) -> list[int]:
    """Where the literals stand, in order."""
    spots: list[int] = []
    for head in heads:
        at = low.find(head, start, end)
        while at >= 0:
            spots.append(at)
            at = low.find(head, at + 1, end)
    spots.sort()
    return spots


def _asks_before(tree: Iterable[Any]) -> bool:
    """Whether a pattern begins with a condition, which keeps `re` from looking for its first characters."""
    op: Any
    value: Any
    op, value = next(iter(tree), (None, None))
    if op is ops.SUBPATTERN:
        return _asks_before(value[3])
    if op is ops.BRANCH:
        return any(map(_asks_before, value[1]))
    return op in _NO_WIDTH


def _first(items: Iterable[Any], flags: int, members: set[tuple[Any, Any]]) -> bool | None:
    """Add the members of classes that the items may begin with; whether the items may match nothing, None if what they
    begin with cannot be told."""
    for op, value in items:
        empty: bool | None = False
        if op in _NO_WIDTH:
            continue
        if op is ops.LITERAL or (op is ops.IN and value[0][0] is not ops.NEGATE):
            added = {(op, value)} if op is ops.LITERAL else set(value)
            if flags & _IGNORECASE and any(_is_cased(*member) for member in added):
                return None
            members |= added
        elif op is ops.SUBPATTERN:
            empty = _first(value[3], (flags | value[1]) & ~value[2], members)
        elif op is ops.ATOMIC_GROUP:
            empty = _first(value, flags, members)
        elif op is ops.BRANCH:
            some = [_first(branch, flags, members) for branch in value[1]]
            empty = None if None in some else any(some)
        elif op in _REPEATS:
            empty = _first(value[2], flags, members)
            empty = None if empty is None else empty or not value[0]
        else:
            return None
        if not empty:
            return empty
    return True


def _is_cased(kind: Any, item: Any) -> bool:
    """Whether a member of a class may stand for other characters where case is ignored."""
    if kind is ops.LITERAL:
        return chr(item).lower() != chr(item).upper()
    return kind is not ops.CATEGORY and not (
        kind is ops.RANGE and chr(item[0]) >= "0" and chr(item[1]) <= "9"
    )


def _is_common(kind: Any, item: Any) -> bool:
    """Whether a member of a class stands for small letters or white space, of which most of a text consists."""
    if kind is ops.CATEGORY:
        return bool(item is not ops.CATEGORY_DIGIT)
    low, high = (item, item) if kind is ops.LITERAL else item
    return bool((low <= ord("z") and high >= ord("a")) or low <= ord(" "))


def _written(kind: Any, item: Any) -> str:
    """A member of a class as it is written in one."""
    if kind is ops.LITERAL:
        return re.escape(chr(item))
    if kind is ops.RANGE:
        return f"{re.escape(chr(item[0]))}-{re.escape(chr(item[1]))}"
    return r"\d"


class _Reader:
    """Writes out what a pattern may begin with: ``done`` holds what is long enough, or ends where no literal follows.

    ``folded``: some of it stands in any case.
    """

    def __init__(self, length: int) -> None:
        self._length = length
        self.done: set[str] = set()
        self.folded = False

    def sequence(self, items: Iterable[Any], flags: int, heads: set[str]) -> set[str]:
        """What the heads become by the items that follow them; those that go on."""
        for op, value in items:
            if not heads:
                break
            if op not in _NO_WIDTH:
                heads = self._item(op, value, flags, heads)
            if len(heads) + len(self.done) > 40 * MOST:
                raise _TooMany
        return heads

    def _item(self, op: Any, value: Any, flags: int, heads: set[str]) -> set[str]:
        if op is ops.LITERAL:
            return self._either(heads, [value], flags)
        if op is ops.IN and len(value) <= _MOST_MEMBERS and all(kind is ops.LITERAL for kind, _ in value):
            return self._either(heads, [code for _, code in value], flags)
        if op is ops.SUBPATTERN:
            _, added, removed, inner = value
            return self.sequence(inner, (flags | added) & ~removed, heads)
        if op is ops.ATOMIC_GROUP:
            return self.sequence(value, flags, heads)
        if op is ops.BRANCH:
            return {head for branch in value[1] for head in self.sequence(branch, flags, heads)}
        if op in _REPEATS:
            least, most, inner = value
            once = self.sequence(inner, flags, heads)
            if most != 1:
                self.done |= once
                once = set()
            return once if least else heads | once
        self.done |= heads
        return set()

    def _either(self, heads: set[str], codes: list[int], flags: int) -> set[str]:
        """Each head with one of the characters behind it."""
        if any(code > 127 for code in codes):
            self.done |= heads
            return set()
        letters = {chr(code).lower() for code in codes}
        self.folded = self.folded or bool(flags & _IGNORECASE and any(map(str.isalpha, letters)))
        grown = {head + letter for head in heads for letter in letters}
        self.done |= {head for head in grown if len(head) >= self._length}
        return {head for head in grown if len(head) < self._length}
