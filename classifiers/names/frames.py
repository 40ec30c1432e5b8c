"""What kind of text this is: a tale, an exercise, a program, news, a question of knowledge, or private business.

A name is judged by its frame: people of tales and sums are invented, people in questions of knowledge are known.
"""

import re
from collections.abc import Sequence, Set
from functools import cache, cached_property
from itertools import takewhile

from classifiers.brands import known
from classifiers.kept import Kept, folder
from classifiers.locales import is_locale, shows_phrases
from classifiers.names import lists, wordings
from classifiers.names.cues import firms, people, things
from classifiers.names.cues import frames as cues
from classifiers.names.words import ACCENT, CLOSE, LOWER, TITLE, Word, words_of
from classifiers.sighting import Sights

_HEAD = 4_000  # characters in which a text says what it is
# Share of strange small words from which on a language is none of ours; where some were set aside as names.
_STRANGE, _STRANGE_BESIDE_NAMES = 0.6, 0.5
_MANY_ACCENTS = 0.5  # share of small words that have one
_TAUGHT = 0.15  # share of small words from which on a language is one of ours
_ASKS = 80  # characters from an order to what it asks for
_FEWEST_KEYS = 3  # of a file that sets up machines
_FEWEST_PAIRS = 12  # of a key and a phrase
_QUESTION = 600  # longer texts are no mere question


@cache
def sights() -> Sights:
    """All that is looked for in most texts with names and found in few."""
    return Sights(
        (
            *(
                cues.OURS,
                cues.DISHES,
                cues.PRIVATE,
                cues.OFFICE,
                cues.MATTER,
                cues.TALE,
                cues.WORKS,
                cues.TOLD,
                cues.SUM,
                cues.STORY_SUMS,
                cues.CAST,
                cues.VERSE,
            ),
            *(cues.NEWS, cues.CONTEST, cues.ELIDED),
            *(people.CITED, people.GOODS, people.CREDIT, people.PERSONA, people.AS_A_NAME, people.LABEL),
            *(people.WORK, people.OFFICE, people.BY),
            *(firms.TIED, firms.STRONG_TIE, firms.DOMAIN),
            *(things.FONTS, things.PACKAGES, things.CALENDAR, things.PROCEDURE),
        ),
        Kept(folder()),
    )


class Frame:
    """What a text says about all names in it; each answer is worked out when it is first asked."""

    def __init__(self, text: str, words: Sequence[Word], named: Set[int] = frozenset()) -> None:
        """``named``: the places of words that surely name people; they say nothing of the language of a text."""
        self._text = text
        self._words = words
        self._named = named
        self.sighted = sights().of(text)

    @cached_property
    def ours(self) -> bool:
        """Whether it speaks of somebody whom the writer knows."""
        return self.sighted.search(cues.OURS, 0, _HEAD) is not None

    @cached_property
    def private(self) -> bool:
        """Whether anywhere something stands that only a real person has."""
        return self.sighted.search(cues.PRIVATE) is not None

    @cached_property
    def office(self) -> bool:
        """Whether it is about work or private life."""
        return self.sighted.search(cues.OFFICE, 0, _HEAD) is not None

    @cached_property
    def matter(self) -> bool:
        """Whether it is about what befalls somebody at work, in health or at law."""
        return self.sighted.search(cues.MATTER, 0, _HEAD) is not None

    @cached_property
    def tale(self) -> bool:
        """Whether it asks for something invented, or is it, and speaks of nobody whom the writer knows."""
        if self.ours:
            return False
        if self.sighted.search(cues.TALE, 0, _HEAD) is not None or self._is_of_a_work():
            return True
        return len({one[0].lower() for one in self.sighted.finditer(cues.TOLD, 0, _HEAD)}) >= 3

    def _is_of_a_work(self) -> bool:
        """Whether a song, a story or the like is spoken of; at work, where people joke, only if one is asked for."""
        found = list(self.sighted.finditer(cues.WORKS, 0, _HEAD))
        if not found or not (self.office or self.private):
            return bool(found)
        return any(map(self._is_asked_for, found))

    def _is_asked_for(self, work: re.Match[str]) -> bool:
        at = work.start()
        return cues.ASKED_FOR.search(self._text, max(0, at - _ASKS), at) is not None

    @cached_property
    def code(self) -> bool:
        """Whether a good part of it is a program."""
        for head in (self._text[:_HEAD], self._text[_HEAD : 4 * _HEAD]):  # some begin with a long comment
            found = len(cues.CODE.findall(head))
            lines = head.count("\n")
            if (found >= 4 and found > 0.08 * lines) or (found >= 2 and found >= 0.2 * lines):
                return True
        return False

    @cached_property
    def setup(self) -> bool:
        """Whether it sets up machines, jobs or services: several different keys of such files stand in it."""
        found = [(one["key"], one["own"]) for one in cues.SETUP.finditer(self._text, 0, _HEAD)]
        return len({key for key, _ in found}) >= _FEWEST_KEYS and any(own for _, own in found)

    @cached_property
    def locale(self) -> bool:
        """Whether it holds the texts of a program in one language, one a line."""
        return is_locale(self._text) or shows_phrases(self._text, _FEWEST_PAIRS)

    @cached_property
    def choices(self) -> bool:
        """Whether it gives choices of which one is right."""
        return "\nB" in self._text and cues.CHOICES.search(self._text, 0, _HEAD) is not None

    @cached_property
    def exercise(self) -> bool:
        """Whether it is an exercise or an example with the usual cast."""
        return (
            self.sighted.search(cues.SUM, 0, _HEAD) is not None
            or self.sighted.search(cues.CAST, 0, _HEAD) is not None
            or self.choices
            or self._is_of_a_story_sum()
        )

    def _is_of_a_story_sum(self) -> bool:
        """Whether a sum told as a story is asked for: for nobody who is named ahead of it or has trouble with such."""
        sums = self.sighted.search(cues.STORY_SUMS, 0, _HEAD)
        if sums is None or not self._is_asked_for(sums) or self.matter or self.ours:
            return False
        ahead = takewhile(lambda word: word.start < sums.start(), self._words)
        return not any(word.shape % CLOSE == TITLE and word.plain in lists.given() for word in ahead)

    @cached_property
    def riddle(self) -> bool:
        """Whether it is short and asks a sum or a riddle about people of whom nothing else is known."""
        return (
            len(self._text) < _QUESTION
            and not (self.ours or self.private or self.office)
            and (self.exercise or cues.RIDDLE.search(self._text) is not None)
        )

    @cached_property
    def knowledge(self) -> bool:
        """Whether it is a question of knowledge and nothing else."""
        return (
            len(self._text) < _QUESTION
            and cues.KNOWLEDGE.match(self._text) is not None
            and not (self.ours or self.private or self.office)
            and cues.ROWS.search(self._text) is None
        )

    @cached_property
    def curious(self) -> bool:
        """Whether it is a short question that leaves out whoever asks, and work: rather about the world than about
        anybody they know."""
        return (
            len(self._text) < _QUESTION
            and "?" in self._text
            and not (self.ours or self.private or self.office)
            and cues.FIRST_PERSON.search(self._text) is None
            and cues.ROWS.search(self._text) is None
        )

    @cached_property
    def dishes(self) -> bool:
        """Whether it is short, about what to cook, and about nothing else."""
        return (
            len(self._text) < _QUESTION
            and not (self.ours or self.private or self.office)
            and self.sighted.search(cues.DISHES) is not None
        )

    @cached_property
    def news(self) -> bool:
        """Whether it was printed: a verse, or two different marks of a newspaper and nobody whom the writer knows."""
        if self.sighted.search(cues.VERSE, 0, _HEAD) is not None:
            return True
        if self.ours or self.private:
            return False
        return len({one[0].lower() for one in self.sighted.finditer(cues.NEWS, 0, 4 * _HEAD)}) >= 2

    @cached_property
    def contest(self) -> bool:
        """Whether it is about results of sport and games, and nobody's address or number stands in it."""
        if self.ours or self.office or self.sighted.search(cues.CONTEST, 0, _HEAD) is None:
            return False
        return all(cues.A_DATE.fullmatch(one[0]) for one in self.sighted.finditer(cues.PRIVATE, 0, _HEAD))

    @cached_property
    def request(self) -> bool:
        """Whether it asks for something about things rather than people."""
        return cues.REQUEST.match(self._text) is not None

    @cached_property
    def example(self) -> bool:
        """Whether it asks for something of which a name in it is only an example."""
        return cues.EXAMPLE.match(self._text) is not None

    @cached_property
    def _small(self) -> list[Word]:
        return [
            word
            for at, word in enumerate(self._words[:400])
            if word.shape % CLOSE == LOWER and len(word.plain) > 1 and at not in self._named
        ]

    def _is_named(self, word: Word) -> bool:
        """Whether a word is a name before all, also in small letters; such are strange in every language. Short ones
        and those with accents may be words of one."""
        known = word.plain in lists.given() or word.plain in lists.words("last.txt")
        return known and len(word.plain) > 4 and word.shape < ACCENT

    @property
    def short(self) -> bool:
        """Whether there are too few words in small letters to tell its language."""
        return len(self._small) < 8

    @cached_property
    def polish(self) -> bool:
        """Whether a word is Polish by its letters, or a small one that no other of our languages has."""
        return any(one.search(self._text, 0, _HEAD) for one in (cues.POLISH, cues.IN_POLISH))

    @cached_property
    def foreign(self) -> bool:
        """Whether it is in a language that the model was not taught: few of its small words are known."""
        head = self._text[:_HEAD]
        if not head.isascii() and len(cues.OTHER_SCRIPT.findall(head)) > 0.2 * len(head):
            return True
        small = self._small
        # Without its accents half of what is written with so many is a word of another language.
        accents = sum(word.shape >= ACCENT for word in small)
        spoken = lists.words("common.txt") if accents > _MANY_ACCENTS * len(small) else known()
        strange = [word for word in small if word.plain not in spoken and not self._is_named(word)]
        if self.short:
            accented = any(word.shape >= ACCENT for word in strange)
            return accented and len(strange) >= 0.5 * len(small) and not self._taught()
        most = _STRANGE_BESIDE_NAMES if self._named else _STRANGE
        return len(strange) > most * len(small) and self._taught() < _TAUGHT * len(small)

    def _taught(self) -> int:
        """How many of its words every sentence of a language of ours has; a short text has few others that are
        common."""
        own = lists.words("small.txt")
        taught = sum(word.plain in own or word.plain in wordings.DAYS for word in self._words[:400])
        taught += sum(1 for _ in self.sighted.finditer(cues.ELIDED, 0, _HEAD))
        return taught + len(cues.POLISH.findall(self._text[:_HEAD]))


def frame_of(text: str) -> Frame:
    """What a text says of itself by the words of its head; for ``Passage.once``, so that all who ask share it."""
    return Frame(text, words_of(text, 0, min(len(text), _HEAD)))
