"""A phrase that announces persons, and how it is looked for: only near what each of its matches holds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from classifiers.openings import Sought
from classifiers.passage import Passage

_SMALL, _SHOWN = frozenset(("ms", "me")), ("Ms", "MS", "Me", "ME")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A pattern whose groups ``name``, ``other`` or ``list`` are persons, tried where one of the words ``near`` stands.

    ``sure``: the phrase alone says that any word there is a name; otherwise a list of names must know it, or the group
    ``address`` must hold one of its words. ``among``: it says so only where another person was found in the text.
    ``holds``: literals of which every match holds one, at most ``ahead`` characters behind its start; by its capitals
    alone a pattern would be tried at every other word. ``several``: only where matches begin with different rare words.
    ``titles``: its words are titles, and two of them other words in small letters: "in 12 ms", "help me".
    """

    near: frozenset[str]
    pattern: re.Pattern[str]
    sure: bool
    among: bool = False
    holds: tuple[str, ...] = ()
    ahead: int = 0
    several: bool = False
    titles: bool = False
    _sought: Sought = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_sought", Sought(self.pattern))

    def matches(self, passage: Passage) -> Iterator[re.Match[str]]:
        """What ``pattern.finditer`` gives for the text, if it has one of the words."""
        near = self.near & passage.words
        if not near or (self.titles and near <= _SMALL and not any(one in passage.text for one in _SHOWN)):
            return
        size = len(passage.text)
        if not self.holds:
            yield from self._sought.matches(passage, 0, size)
            return
        last = 0
        for start, end in passage.around(self.holds, self.ahead, 0, (0, size), 0):
            for match in self._sought.begun(passage, max(start, last), end):
                last = match.end()
                yield match
