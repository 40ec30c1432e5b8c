"""Private people who bear a well-known person's name, and those whom the model only holds for well-known.

A name alone does not say whose it is; what stands beside it does. "What did Thomas Müller say?" is about the player,
"our tenant Thomas Müller owes rent" is about somebody else. Who is private once is private in the whole text. It is
asked only about names that would be passed over as well-known, so it costs nothing elsewhere.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from classifiers.compiled import compiled
from classifiers.names import wordings
from classifiers.names.cues import namesakes as cues
from classifiers.names.runs import Name
from classifiers.names.words import Word

_SENTENCE = 200  # characters on either side that may be of one
_NEXT = 90  # characters of the next sentence, which may go on about the same person
_STOP = compiled(r"[.!?]\s|\n")
# Of whom examples and forms are made: nobody is called so.
_NOBODY = frozenset(
    tuple(name.split())
    for name in (
        *("john doe", "jane doe", "joe bloggs", "joe public", "max mustermann", "erika mustermann"),
        *("erika musterfrau", "foo bar", "fulano de tal", "lorem ipsum", "santa claus"),
    )
)


class Namesakes:
    """One text and the people whom the model saw in it."""

    def __init__(self, text: str, words: Sequence[Word], names: Sequence[Name]) -> None:
        self._text = text
        self._words = words
        self._names = names

    @cached_property
    def _mentions(self) -> Mapping[tuple[str, ...], Sequence[Name]]:
        found = defaultdict[tuple[str, ...], list[Name]](list)
        for one in self._names:
            found[self._spelled(one)].append(one)
        return found

    def is_private(self, one: Name, *, listed: bool) -> bool:
        """Whether the text says of a whole name, here or elsewhere, that the writer deals with the person.

        ``listed``: a list has somebody of that name; of others less says so.
        """
        spelled = self._spelled(one)
        if len(spelled) < 2 or spelled in _NOBODY:
            return False
        return any(map(self._is_dealt_with, self._mentions[spelled])) or (
            not listed and self._is_spoken_of(one)
        )

    def _is_spoken_of(self, one: Name) -> bool:
        """Whether the sentence of a name, or the next one, tells what nobody tells of well-known people."""
        start, end = self._place(one)
        low = max(0, start - _SENTENCE)
        for stop in _STOP.finditer(self._text, low, start):
            low = stop.end()
        high = min(len(self._text), end + _SENTENCE)
        behind = _STOP.search(self._text, end, high)
        if behind is not None:
            following = _STOP.search(self._text, behind.end(), behind.end() + _NEXT)
            high = following.start() if following is not None else behind.end() + _NEXT
        return cues.SPEAKS_OF.search(self._text, low, high) is not None

    def _is_dealt_with(self, one: Name) -> bool:
        text, (start, end) = self._text, self._place(one)
        low = max(0, start - cues.REACH)
        if cues.BEHIND.match(text, end) is not None or cues.AHEAD.search(text, low, start) is not None:
            return True
        greeted = cues.GREETING.search(text, low, start) is not None
        return greeted and cues.IS_WRITTEN_TO.match(text, end) is not None

    def _place(self, one: Name) -> tuple[int, int]:
        return self._words[one.first].start, self._words[one.last - 1].end

    def _spelled(self, one: Name) -> tuple[str, ...]:
        return tuple(word.plain for word in wordings.letters_of(self._words, one.first, one.last))
