"""Where a name begins and ends: runs of the model are joined and trimmed, and what cannot be a name is left out."""

import re
from collections.abc import Sequence
from dataclasses import replace

from classifiers.brands import brands
from classifiers.checks.words import words as words_in
from classifiers.edges import before
from classifiers.names import lists
from classifiers.names.insmall import NO_NAME
from classifiers.names.runs import Name
from classifiers.names.trimming import Trim
from classifiers.names.wordings import PARTICLES, is_only_common, is_rare, is_titled
from classifiers.names.words import ACCENT, CLOSE, INNER, LOWER, MIXED, TITLE, UPPER, Word

# "She" and "he" of Spanish, Italian and French behind their small words: also first names.
_PRONOUNS = words_in("ella lui lei elle ela")
_BEFORE_THEM = words_in("para con a de por que y sin di per da e pour avec chez à como según entre")
_NICKNAME = re.compile(r" [\"“«(‘'][A-ZÀ-Þ][\w.\-]{1,15}[\"”»)’'] ")
_PARTED = 0.9  # chance that both parts of a name need between which the model passed over a particle
_LONGEST = 6  # words of a name with its particles
# What stands around a last name that comes first, as in lists of addressees.
_OPENS, _CLOSES = "\n\"';:<([|\t>", "\n\"';<([|\t)]"


class Spans:
    """One text and its words."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self._text = text
        self._words = words
        self._common = lists.words("common.txt")
        self._first = lists.given()
        self._last = lists.words("last.txt")
        self._trim = Trim(words)

    def of(self, names: Sequence[Name]) -> list[Name]:
        """The names with the words that belong to them; ``names`` count words of the whole text."""
        whole = [
            self._with_particles(
                self._with_last(self._with_listed(self._with_first(self._turned(self._trim.of(one)))))
            )
            for one in self._joined(names)
        ]
        return [one for one in whole if one.last > one.first and (one.kind != "PERSON" or self.fits(one))]

    def fits(self, one: Name) -> bool:
        """Whether the words can be a name at all: not a part of an address, an identifier or a call."""
        text = self._text
        start, end = self._words[one.first].start, self._words[one.last - 1].end
        on, ahead = text[end : end + 1], text[start - 1 : start]
        words = self._words[one.first : one.last]
        if all(word.plain in PARTICLES and word.shape % CLOSE == LOWER for word in words):
            return False
        if len(words) == 1 and words[0].plain in _PRONOUNS and words[0].shape % CLOSE == LOWER and one.first:
            return self._words[one.first - 1].plain not in _BEFORE_THEM
        if not any(word.plain.isalpha() and len(word.plain) > 1 for word in words):
            return len(words) > 1 and any(word.plain[0].isalpha() for word in words)
        if (
            on in ("_", "\\", "@", "(")
            or ahead in ("_", "\\", "$", "#")
            or text[start - 2 : start] == "::"  # `Dist::Milla`
            or (ahead == "/" and not self._is_beside_another(one))
            or (ahead == "@" and text[start - 2 : start - 1].isalnum())
        ):
            return False
        if (
            ahead == "."
            and text[start - 2 : start - 1].isalnum()
            and not text[start - 3 : start - 2].isspace()
            and len(words) == 1
        ):
            return start >= 3 and text[start - 3 : start - 2] in (" ", "") and text[start - 2].isupper()
        if on == "." and text[end + 1 : end + 2].islower() and text[end + 1 : end + 2].isalpha():
            return False
        if on in ("=", ":") and text[end + 1 : end + 2] in (":", "=") and len(words) == 1:
            return False
        return not (len(words) == 1 and words[0].shape % CLOSE == MIXED and words[0].plain not in self._first)

    def _is_beside_another(self, one: Name) -> bool:
        """Whether the slash in front of a name stands behind a name or a short word ("w/", "c/o") and not in a path."""
        end = self._words[one.last - 1].end
        if self._text[end : end + 1] == "/" or one.first < 2:
            return False
        before = self._words[one.first - 2]
        whole = before.start == 0 or self._text[before.start - 1] in ' \t\n"(,;:'
        if whole and before.plain in ("w", "c", "o", "cc", "attn"):
            return True
        named = before.plain in self._first or before.plain in self._last
        return (
            named
            and before.shape % CLOSE in (TITLE, INNER)
            and (whole or self._text[before.start - 1] == "-")
        )

    def _joined(self, names: Sequence[Name]) -> list[Name]:
        """The names; a word behind a person belongs to that person if it is no first name or initials stand ahead."""
        joined: list[Name] = []
        for one in names:
            before = joined[-1] if joined else None
            if (
                before is not None
                and before.kind == one.kind == "PERSON"
                and before.last == one.first == one.last - 1
                and self._may_follow(before, self._words[one.first])
                and self._text[self._words[one.first - 1].end : self._words[one.first].start] == " "
            ):
                joined[-1] = replace(before, last=one.last, each=before.each + one.each)
            elif before is not None and (self._is_parted(before, one) or self._is_nicknamed(before, one)):
                apart = one.first - before.last
                joined[-1] = replace(
                    before,
                    last=one.last,
                    each=(*before.each, *one.each[:1] * apart, *one.each) if one.each else (),
                )
            else:
                joined.append(one)
        return joined

    def _is_parted(self, before: Name, one: Name) -> bool:
        """Whether the model passed over a particle between a first name and a last name that are written alike: "trina
        mac cobhthaigh"."""
        words = self._words
        if before.kind != "PERSON" or one.kind != "PERSON" or one.first != before.last + 1:
            return False
        first, particle, last = words[before.first], words[before.last], words[one.first]
        return (
            before.last - before.first == one.last - one.first == 1
            and min(before.chance, one.chance) >= _PARTED
            and first.plain in self._first
            and last.plain not in self._common
            and first.shape % CLOSE == last.shape % CLOSE == LOWER
            and (particle.plain in PARTICLES or (particle.plain == "o" and particle.shape >= ACCENT))
            and self._text[first.end : last.start] == f" {self._text[particle.start : particle.end]} "
        )

    def _is_nicknamed(self, before: Name, one: Name) -> bool:
        """Whether nothing but a nickname stands between two parts of a name: "Rodolfo "Rolo" Antiquera"."""
        if before.kind != "PERSON" or one.kind != "PERSON":
            return False
        return (
            _NICKNAME.fullmatch(self._text, self._words[before.last - 1].end, self._words[one.first].start)
            is not None
            and one.last - before.first <= _LONGEST + 2
        )

    def _may_follow(self, before: Name, word: Word) -> bool:
        """Whether a word may be the last name of somebody's first; in small letters both must be known ones."""
        if word.shape % CLOSE == LOWER:
            first = self._words[before.first]
            parts = self._words[before.first : before.last]
            alone = len(parts) == 1 or [part.plain for part in parts[1::2]] == ["-"]  # "ji-hoon"
            small = alone and first.shape % CLOSE == LOWER
            return small and first.plain in self._first and word.plain in self._last
        return word.shape in (TITLE, TITLE + ACCENT) and (
            word.plain not in self._first or self._is_initials(before)
        )

    def _is_initials(self, one: Name) -> bool:
        """Whether a run is nothing but initials: "R.E."."""
        words = self._words[one.first : one.last]
        return all(len(word.plain) == 1 for word in words) and words[0].plain.isalpha()

    def _turned(self, one: Name) -> Name:
        """A first name in a list of addressees with the last name ahead, which the model passed over: "Roe, Jane"."""
        words, text = self._words, self._text
        if one.kind != "PERSON" or one.first < 2 or one.last - one.first > 2 or one.first >= one.last:
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
        if one.kind != "PERSON" or one.last - one.first != 1 or one.first < 1:
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
            and last.plain not in self._first
            and self._text[first.end : last.start] == " "
            and before(self._text, first.start, " ") in ("", *_OPENS)
        ):
            return replace(one, first=one.first - 1)
        return one

    def _with_listed(self, one: Name) -> Name:
        """A name with the rare first names of the list ahead of it that the model passed over: "Nilüfer Aydın-Roth"."""
        first = one.first
        if one.kind != "PERSON" or one.last <= first:
            return one
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
        if one.kind != "PERSON" or one.last <= one.first or one.last >= len(words):
            return one
        if self._is_at_home(one) or self._is_breton(one):
            return replace(one, last=one.last + 2)
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
        if one.kind != "PERSON" or one.last <= one.first:
            return one
        first, end = one.first, one.last
        while end - first > 1 and self._is_particle(end - 1):
            end -= 1
        last = end
        while first and self._is_particle(first - 1) and self._is_next(first - 1):
            first -= 1
        if not is_titled(words, first):
            first = one.first
        while last < len(words) and self._is_particle(last) and self._is_next(last - 1):
            last += 1
        if (
            last == end
            or last == len(words)
            or last - first > _LONGEST
            or words[last].shape not in (TITLE, TITLE + ACCENT)
            or words[end - 1].plain not in self._first
            or not self._is_next(last - 1)
            or not (words[last].plain in self._last or last - end > 1)
            or (words[last].plain,) in brands()
        ):
            return replace(one, first=first, last=end)
        return replace(one, first=first, last=last + 1)

    def _is_particle(self, at: int) -> bool:
        return self._words[at].plain in PARTICLES and self._words[at].shape % CLOSE == LOWER

    def _is_next(self, at: int) -> bool:
        """Whether one blank stands between a word and the next."""
        return self._text[self._words[at].end : self._words[at + 1].start] == " "

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
