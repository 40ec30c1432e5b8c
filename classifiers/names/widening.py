"""What belongs to a name and the model passed over: first and last names beside it, initials, particles, endings."""

import re
from collections.abc import Sequence
from dataclasses import replace

from classifiers.brands import brands
from classifiers.edges import before
from classifiers.names import lists
from classifiers.names.insmall import NO_NAME
from classifiers.names.runs import Name
from classifiers.names.wordings import PARTICLES, announces, is_only_common, is_rare, is_titled
from classifiers.names.words import ACCENT, CLOSE, INNER, LOWER, TITLE, UPPER, Word

NICKNAME = re.compile(r" [\"“«(‘'][A-ZÀ-Þ][\w.\-]{1,15}[\"”»)’'] ")  # between a first name and a last one
_SAINTS = frozenset(
    {"da", "das", "do", "dos", "del", "della", "los", "las"}
)  # particles before any word: "dos Anjos"
_LONGEST = 6  # words of a name with its particles
_CLOSES_AN_INITIAL = ".:,;)|/\n\t–-"
# What stands around a last name that comes first, as in lists of addressees.
_OPENS, _CLOSES = "\n\"';:<([|\t>", "\n\"';<([|\t)]"


class Widening:
    """The words of one text."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self._text = text
        self._words = words
        self._common = lists.words("common.txt")
        self._first = lists.given()
        self._last = lists.words("last.txt")

    def of(self, one: Name) -> Name:
        """The name of a person with all that belongs to it; any other as it is."""
        if one.kind != "PERSON" or one.last <= one.first:
            return one
        steps = (
            *(self._turned, self._with_first, self._with_listed, self._with_last, self._with_particles),
            *(self._with_initial, self._with_all_ahead),
        )
        for step in steps:
            one = step(one)
        return one

    def _turned(self, one: Name) -> Name:
        """A first name in a list of addressees with the last name ahead, which the model passed over: "Roe, Jane"."""
        words, text = self._words, self._text
        if one.first < 2 or one.last - one.first > 2:
            return one
        last_name, comma, end = words[one.first - 2], words[one.first - 1], words[one.last - 1].end
        turned = (
            comma.plain == ","
            and last_name.shape % CLOSE in (TITLE, INNER)
            and not is_only_common(last_name)
            and last_name.plain not in self._first
            and (words[one.first].plain in self._first or words[one.first].plain in self._last)
            and before(text, last_name.start, " ") in ("", *_OPENS)
            and text[end : end + 2].strip(" ")[:1] in ("", *_CLOSES)
        )
        return replace(one, first=one.first - 2) if turned else one

    def _with_first(self, one: Name) -> Name:
        """A single strange last name with the strange first name ahead that begins the line or stands behind a mark,
        which the model passed over: "Vladi Pimenov ext. 37625"."""
        if one.last - one.first != 1 or one.first < 1:
            return one
        first, last = self._words[one.first - 1], self._words[one.first]
        strange = all(
            word.shape == TITLE  # and no accent: half of the words of Vietnamese look like this
            and len(word.plain) > 2
            and word.plain not in self._common
            and (word.plain,) not in brands()
            and not word.plain.endswith(NO_NAME)
            for word in (first, last)
        )
        if (
            strange
            and is_rare(first)  # and not "Pourquoi"
            and last.plain not in self._first
            and self._text[first.end : last.start] == " "
            and before(self._text, first.start, " ") in ("", *_OPENS)
        ):
            return replace(one, first=one.first - 1)
        return one

    def _with_listed(self, one: Name) -> Name:
        """A name with the rare first names of the list ahead of it that the model passed over: "Nilüfer Aydın-Roth"."""
        first = one.first
        while first > 0 and one.last - first < _LONGEST and self._is_next(first - 1):
            word = self._words[first - 1]
            if (
                word.shape not in (TITLE, TITLE + ACCENT)
                or word.plain not in self._first
                or not is_rare(word)
                or (word.plain,) in brands()
            ):
                break
            first -= 1
        return replace(one, first=first)

    def _with_last(self, one: Name) -> Name:
        """A single first name with the last name behind it, which the model passed over; and a name with its "@HQ" or
        the end of a Breton one."""
        words = self._words
        if one.last >= len(words):
            return one
        if self._is_at_home(one) or self._is_breton(one):
            return replace(one, last=one.last + 2)
        nickname = NICKNAME.match(self._text, words[one.last - 1].end)
        if nickname is not None:
            at = next(
                (at for at in range(one.last, len(words)) if words[at].start >= nickname.end()), one.last
            )
            return replace(one, last=at + 1) if self._is_strange(words[at]) else one
        if one.last - one.first != 1:
            return one
        first, behind = words[one.first], words[one.last]
        if (
            first.plain in self._first
            and self._text[first.end : behind.start] == " "
            and behind.shape in (TITLE, TITLE + ACCENT)
            and behind.plain not in self._common
            and not behind.plain.endswith(NO_NAME)
            and (behind.plain in self._last or (behind.plain,) not in brands())
        ):
            return replace(one, last=one.last + 1)
        return one

    def _with_particles(self, one: Name) -> Name:
        """A last name with the particles between it and a title, "Mr de la Cruz"; a first name with a last name behind
        particles, which the model passed over, "Ivy van de Water"."""
        words = self._words
        first, end = one.first, one.last
        while end - first > 1 and self._is_particle(end - 1):
            end -= 1
        last = end
        while first and self._is_particle(first - 1) and self._is_next(first - 1):
            first -= 1
        if not is_titled(words, first):
            first = one.first
        if first and self._is_capital_particle(first - 1):
            first -= 1
        while last < len(words) and self._is_particle(last) and self._is_next(last - 1):
            last += 1
        if (
            last == end
            or last == len(words)
            or last - first > _LONGEST
            or words[last].shape not in (TITLE, TITLE + ACCENT)
            or not (words[end - 1].plain in self._first or is_rare(words[end - 1]))
            or not self._is_next(last - 1)
            or not (self._may_end(words[last]) or last - end > 1 or words[last - 1].plain in _SAINTS)
            or (words[last].plain,) in brands()
            or words[last].plain in lists.trades()
        ):
            return replace(one, first=first, last=end)
        last += 1
        while (
            last < len(words)
            and last - first < _LONGEST
            and self._is_next(last - 1)
            and self._may_end(words[last])
        ):
            last += 1
        return replace(one, first=first, last=last)

    def _may_end(self, word: Word) -> bool:
        """Whether a word in its capital may be a last name."""
        return word.shape in (TITLE, TITLE + ACCENT) and (word.plain in self._last or is_rare(word))

    def _with_initial(self, one: Name) -> Name:
        """A name with the initial with which its part, line or cell ends: "Kofi A:", "LINDQVIST, MARTA E  "."""
        if one.last >= len(self._words):
            return one
        before, behind = self._words[one.last - 1], self._words[one.last]
        ends = self._text[behind.end : behind.end + 2]
        if (
            len(behind.plain) == 1
            and behind.plain.isalpha()
            and behind.plain != "i"
            and self._text[before.end : behind.start] == " "
            and (self._text[behind.start].isupper() or self._text.islower())
            and (not ends or ends[0] in _CLOSES_AN_INITIAL or ends == "  ")
        ):
            return replace(one, last=one.last + 1)
        return one

    def _with_all_ahead(self, one: Name) -> Name:
        """A last name with what begins the line ahead of it where all of that is a name of some list, the first word a
        first name: "Remedios Pastrana Olmo"."""
        words, first = self._words, one.first
        while (
            first > 0
            and one.first - first < 3
            and self._is_next(first - 1)
            and self._may_be_named(words[first - 1])
        ):
            first -= 1
        alone = first < one.first and before(self._text, words[first].start, " ") in ("", "\n")
        sure = one.last - first > 2 or any(map(is_rare, words[first : one.first]))  # and not "Summer Roth"
        if alone and sure and words[first].plain in self._first:
            return replace(one, first=first)
        return one

    def _may_be_named(self, word: Word) -> bool:
        known = word.plain in self._first or word.plain in self._last
        return word.shape % CLOSE == TITLE and known and (word.plain,) not in brands()

    def _is_capital_particle(self, at: int) -> bool:
        """Whether a word is a particle with a capital behind a title or a role: "mevrouw De Raaf"."""
        word = self._words[at]
        if word.plain not in PARTICLES or word.shape % CLOSE != TITLE or not self._is_next(at) or not at:
            return False
        return is_titled(self._words, at) or announces(self._words[at - 1], word)

    def _is_particle(self, at: int) -> bool:
        return self._words[at].plain in PARTICLES and self._words[at].shape % CLOSE == LOWER

    def _is_next(self, at: int) -> bool:
        """Whether one blank stands between a word and the next."""
        return self._text[self._words[at].end : self._words[at + 1].start] == " "

    def _is_strange(self, word: Word) -> bool:
        return word.shape in (TITLE, TITLE + ACCENT) and is_rare(word) and (word.plain,) not in brands()

    def _is_breton(self, one: Name) -> bool:
        """Whether behind a name stands what Breton ones end with: "Kerloc'h"."""
        end = self._words[one.last - 1].end
        return self._text[end - 1 : end + 2] in ("c'h", "c’h") and not self._text[end + 2 : end + 3].isalpha()

    def _is_at_home(self, one: Name) -> bool:
        """Whether a whole name ends like an address within an old mail program: "Jane Roe@HQ"."""
        words = self._words
        if one.last - one.first < 2 or words[one.last].plain != "@" or one.last + 1 >= len(words):
            return False
        home = words[one.last + 1]
        return (
            home.shape % CLOSE in (TITLE, UPPER)
            and words[one.last - 1].end == home.start - 1
            and self._text[home.end : home.end + 1] != "."
        )
