"""Openings: the literals with which every match of a pattern begins, so that it is tried only where one of them stands.

Python's `re` tries a pattern that ignores case, or begins with a choice of words, at every character. To look for the
words in the lower-cased text first is ten times as fast, and finds the same.

Rule 1: every match begins with one of the openings, in any case. Letters of other alphabets end an opening.
Rule 2: a text with a character that folds to an ASCII letter (``outline.FOLDING``) is searched without openings.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from re import _constants as ops  # type: ignore[attr-defined]
from typing import Any

from classifiers.outline import FOLDING, tree_of

MOST = 48  # openings of one pattern; to look for more takes longer than it spares
_LEAST = 2  # characters of an opening
_LENGTHS = (6, 4, 3, 2)
_MOST_MEMBERS = 4  # of a class that is written out
_IGNORECASE = int(re.IGNORECASE)
_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)
_NO_WIDTH = (ops.AT, ops.ASSERT, ops.ASSERT_NOT)


class _TooMany(Exception):
    pass


@cache
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
        if not kept or min(map(len, kept)) < _LEAST or not reader.folded:
            return ()
        if len(kept) <= MOST:
            return kept
    return ()


def matches(pattern: re.Pattern[str], text: str, low: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What ``pattern.finditer(text, start, end)`` gives; ``low`` is the text in lower case."""
    heads = openings(pattern)
    if not heads or not (text.isascii() or FOLDING.search(text) is None):
        yield from pattern.finditer(text, start, end)
        return
    yield from matches_at(pattern, text, places(heads, low, start, end), end)


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
