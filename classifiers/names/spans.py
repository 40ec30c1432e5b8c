"""Where a name begins and ends: runs of the model are joined and trimmed, and what cannot be a name is left out."""

from collections.abc import Sequence
from dataclasses import replace

from classifiers.checks.words import words as words_in
from classifiers.names import lists
from classifiers.names.runs import Name
from classifiers.names.trimming import Trim
from classifiers.names.widening import NICKNAME, Widening
from classifiers.names.wordings import PARTICLES
from classifiers.names.words import ACCENT, CLOSE, INNER, LOWER, MIXED, TITLE, Word

# "She" and "he" of Spanish, Italian and French behind their small words: also first names.
_PRONOUNS = words_in("ella lui lei elle ela")
_BEFORE_THEM = words_in("para con a de por que y sin di per da e pour avec chez à como según entre")
_PARTED = 0.9  # chance that both parts of a name need between which the model passed over a particle
_LONGEST = 6  # words of a name with its particles


class Spans:
    """One text and its words."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self._text = text
        self._words = words
        self._common = lists.words("common.txt")
        self._first = lists.given()
        self._last = lists.words("last.txt")
        self._trim = Trim(words)
        self._widening = Widening(text, words)

    def of(self, names: Sequence[Name]) -> list[Name]:
        """The names with the words that belong to them; ``names`` count words of the whole text."""
        whole = [self._widening.of(self._trim.of(one)) for one in self._joined(names)]
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
            if len(joined) > 1 and self._is_nicknamed(joined[-2], one):
                joined.pop()  # the nickname, which the model took for a name of its own
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
            NICKNAME.fullmatch(self._text, self._words[before.last - 1].end, self._words[one.first].start)
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
