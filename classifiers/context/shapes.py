"""Shapes: patterns of a topic, tried only around the words that they need."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from classifiers.context.lexicon import spots, windows
from classifiers.context.listing import behind_a_label, behind_a_tie, rare
from classifiers.context.told import clauses

_AROUND = 120  # characters around a word in which a pattern is tried

Reads = Literal["groups", "phrase", "line", "rare"]
Seen = Literal[Reads, "clause"]


@dataclass(frozen=True, slots=True)
class Shape:
    """A pattern of a topic, tried where one of the words ``near`` occurs.

    Its groups are the fact; or what it leads to is: a ``phrase`` and those in one list with it,
    a ``line``, or a ``rare`` word. Of a ``clause`` all is the fact, and one word of ``also`` must be there, too.
    """

    near: frozenset[str]
    pattern: re.Pattern[str]
    tied: bool
    reads: Seen = "groups"
    also: frozenset[str] = frozenset()

    def places(self, low: str, words: frozenset[str]) -> Iterator[tuple[int, int]]:
        """Where its facts stand in a lower-case text with these words."""
        if self.also and self.also.isdisjoint(words):
            return
        for first, last in windows(spots(low, self.near & words), _AROUND, _AROUND):
            if self.reads == "clause":
                yield from clauses(self.pattern, low, first, last)
                continue
            for found in self.pattern.finditer(low, first, last):
                if self.reads == "line":
                    yield from behind_a_label(low, found.end())
                elif self.reads == "phrase":
                    yield from behind_a_tie(low, found.end())
                elif self.reads == "rare":
                    yield from rare(low, found.end())
                else:
                    for group in self.pattern.groupindex:
                        start, end = found.span(group)
                        if 0 <= start < end:
                            yield start, end
