"""Where a name begins and ends: runs of the model are joined and trimmed, and what cannot be a name is left out."""

from collections.abc import Sequence
from dataclasses import replace

from classifiers.brands import brands
from classifiers.names import lists
from classifiers.names.edges import before
from classifiers.names.insmall import NO_NAME
from classifiers.names.runs import Name
from classifiers.names.wordings import PARTICLES, is_titled
from classifiers.names.words import ACCENT, CLOSE, INNER, LOWER, MIXED, TITLE, UPPER, Word

# What stands around a last name that comes first, as in lists of addressees.
_DOUBTED = 0.7  # chance below which a word of a name is doubted
_LONGEST = 6  # words of a name with its particles
_OPENS, _CLOSES = "\n\"';:<([|\t>", "\n\"';<([|\t)]"


class Spans:
    """One text and its words."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self._text = text
        self._words = words
        self._common = lists.words("common.txt")
        self._first = lists.given()
        self._last = lists.words("last.txt")
        self._cues = lists.words("cues.txt")
        self._titles = lists.words("titles.txt")

    def of(self, names: Sequence[Name]) -> list[Name]:
        """The names with the words that belong to them; ``names`` count words of the whole text."""
        whole = [
            self._with_particles(self._with_last(self._turned(self._trimmed(one))))
            for one in self._joined(names)
        ]
        return [one for one in whole if one.last > one.first and (one.kind != "PERSON" or self.fits(one))]

    def fits(self, one: Name) -> bool:
        """Whether the words can be a name at all: not a part of an address, an identifier or a call."""
        text = self._text
        start, end = self._words[one.first].start, self._words[one.last - 1].end
        on, ahead = text[end : end + 1], text[start - 1 : start]
        words = self._words[one.first : one.last]
        if not any(word.plain.isalpha() and len(word.plain) > 1 for word in words):
            return len(words) > 1 and any(word.plain[0].isalpha() for word in words)
        if (
            on in ("_", "\\", "@", "(")
            or ahead in ("_", "\\", "$", "#")
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
            else:
                joined.append(one)
        return joined

    def _may_follow(self, before: Name, word: Word) -> bool:
        """Whether a word may be the last name of somebody's first; in small letters both must be known ones."""
        if word.shape % CLOSE == LOWER:
            first = self._words[before.first]
            small = before.last - before.first == 1 and first.shape % CLOSE == LOWER
            return small and first.plain in self._first and word.plain in self._last
        return word.shape in (TITLE, TITLE + ACCENT) and (
            word.plain not in self._first or self._is_initials(before)
        )

    def _is_initials(self, one: Name) -> bool:
        """Whether a run is nothing but initials: "R.E."."""
        words = self._words[one.first : one.last]
        return all(len(word.plain) == 1 for word in words) and words[0].plain.isalpha()

    def _trimmed(self, one: Name) -> Name:
        """The name without marks at its ends; a person also without titles and the words of the sentence."""
        first, last = one.first, one.last
        person = one.kind == "PERSON"
        if person and self._spelled(first, 4) == ("p", ".", "s", "."):
            first += 4
        while first < last and (
            not self._words[first].plain[0].isalnum()
            or (person and last - first > 1 and self._words[first].plain in self._titles)
            or (person and self._is_kin(self._words[first]))
            or (person and (self._begins_behind(first, last) or self._is_talk(first, last)))
            or (person and self._is_listed_before(first, last))
        ):
            first += 1
        while last > first and (
            (not self._words[last - 1].plain[0].isalnum() and self._words[last - 1].plain != ".")
            or (person and self._ends_before(first, last))
            or (person and self._trails(one, first, last))
        ):
            last -= 1
        if last - first == 1 and self._words[first].plain in self._titles and one.kind == "PERSON":
            last = first
        return one.cut(first, last)

    def _is_listed_before(self, first: int, last: int) -> bool:
        """Whether a word in small letters and a comma stand before a whole name: "conti, Laura Roe"."""
        return (
            last - first > 3
            and self._words[first].shape % CLOSE == LOWER
            and self._words[first + 1].plain == ","
            and self._words[first + 2].plain in self._first
        )

    def _is_kin(self, word: Word) -> bool:
        """Whether a word in small letters announces a name and is none: "fils Ronan"."""
        return word.shape % CLOSE == LOWER and word.plain in self._cues and word.plain not in self._first

    def _turned(self, one: Name) -> Name:
        """A first name in a list of addressees with the last name ahead, which the model passed over: "Roe, Jane"."""
        words, text = self._words, self._text
        if one.kind != "PERSON" or one.first < 2 or one.last - one.first > 2 or one.first >= one.last:
            return one
        last_name, comma, end = words[one.first - 2], words[one.first - 1], words[one.last - 1].end
        turned = (
            comma.plain == ","
            and last_name.shape % CLOSE in (TITLE, INNER)
            and not self._is_common(last_name)
            and last_name.plain not in self._first
            and (words[one.first].plain in self._first or words[one.first].plain in self._last)
            and before(text, last_name.start, " ") in ("", *_OPENS)
            and text[end : end + 2].strip(" ")[:1] in ("", *_CLOSES)
        )
        return replace(one, first=one.first - 2) if turned else one

    def _with_last(self, one: Name) -> Name:
        """A single first name with the last name behind it, which the model passed over; and a name with its "@HQ"."""
        words = self._words
        if one.kind != "PERSON" or one.last <= one.first or one.last >= len(words):
            return one
        if self._is_at_home(one):
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

    def _begins_behind(self, first: int, last: int) -> bool:
        """Whether a common word stands before what is a first name with a capital: "Defense Hazem Roe"; or before a
        last name, where it begins the sentence: "Vergleiche Schiller".
        """
        if not self._is_common(self._words[first]) or self._words[first].plain in PARTICLES:
            return False
        begins = not first or self._words[first - 1].plain in ("\n", ".", "!", "?", ":")
        if begins and last - first == 2 and self._words[first + 1].plain in self._last:
            return True
        return any(
            word.plain in self._first and word.shape % CLOSE == TITLE
            for word in self._words[first + 1 : last]
        )

    def _is_talk(self, first: int, last: int) -> bool:
        """Whether a common word stands before what is a first name in small letters: "kannst du anna fragen"."""
        word, behind = self._words[first], self._words[min(first + 1, last - 1)]
        return (
            last - first > 1
            and word.shape % CLOSE == LOWER
            and word.plain in self._common
            and word.plain not in self._first
            and behind.shape % CLOSE == LOWER
            and behind.plain in self._first
            and behind.plain not in self._common
            and not is_titled(self._words, first)
        )

    def _ends_before(self, first: int, last: int) -> bool:
        """Whether a word behind the name is none of it: a common one in small letters ("Jane Roe of"), or the firm of a
        person who has a last name already ("Jane Q. Roe Accenture").
        """
        word = self._words[last - 1]
        if last - first < 2:
            return False
        if word.shape % CLOSE == LOWER:
            whole = sum(one.shape % CLOSE in (TITLE, INNER) for one in self._words[first:last]) > 1
            if whole and word.plain not in PARTICLES and word.plain not in self._last:
                return True  # what the person does: "Jane Roe ouvre"
            return self._is_common(word) and (
                self._words[first].shape % CLOSE == TITLE
                or self._words[first].plain in self._first
                or is_titled(self._words, first)
            )
        return (
            last - first > 2
            and (word.plain,) in brands()
            and word.plain not in self._last
            and word.plain not in self._first
        )

    def _trails(self, one: Name, first: int, last: int) -> bool:
        """Whether the last of several words in small letters is one that no list has and that the model doubts, unlike
        those before it: "alba ruiz llamó"."""
        if (
            last - first < 2
            or not one.each
            or any(word.shape % CLOSE != LOWER for word in self._words[first:last])
        ):
            return False
        *others, end = one.each[first - one.first : last - one.first]
        plain = self._words[last - 1].plain
        return (
            end < _DOUBTED and min(others) > _DOUBTED and plain not in self._last and plain not in self._first
        )

    def _spelled(self, first: int, count: int) -> tuple[str, ...]:
        return tuple(word.plain for word in self._words[first : first + count])

    def _is_common(self, word: Word) -> bool:
        return word.plain in self._common and word.plain not in self._first and word.plain not in self._last
