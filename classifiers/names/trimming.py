"""What the model took for a part of a name and is none: titles, kin, words of the sentence, marks at its ends."""

from collections.abc import Sequence

from classifiers.brands import brands
from classifiers.names import lists
from classifiers.names.runs import Name
from classifiers.names.wordings import DAYS, PARTICLES, is_only_common, is_titled
from classifiers.names.words import ACCENT, CLOSE, INNER, LOWER, TITLE, UPPER, Word

_APOSTROPHES = ("'", "’", "‘", "ʻ", "ʼ")
_DOUBTED = 0.7  # chance below which a word of a name is doubted


class Trim:
    """The words of one text."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = words
        self._common = lists.words("common.txt")
        self._first = lists.given()
        self._last = lists.words("last.txt")
        self._cues = lists.words("cues.txt")
        self._titles = lists.words("titles.txt")

    def of(self, one: Name) -> Name:
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
        named = word.plain in self._first and word.shape < ACCENT  # and not "mãe"
        announces = word.plain in self._cues or word.plain in lists.roles()
        return word.shape % CLOSE == LOWER and announces and not named

    def _begins_behind(self, first: int, last: int) -> bool:
        """Whether a common word stands before what is a first name with a capital: "Defense Hazem Roe"; or before a
        last name, where it begins the sentence: "Vergleiche Schiller".
        """
        if not is_only_common(self._words[first]) or self._words[first].plain in PARTICLES:
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
            and (word.plain in self._common or (last - first == 2 and word.plain not in self._last))
            and word.plain not in self._first
            and not (word.shape >= ACCENT and word.plain in self._last)  # "vũ quốc trang"
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
        if word.plain in DAYS and (
            len(word.plain) == 3
            or self._words[first].plain not in self._first
            or self._words[first].shape % CLOSE != LOWER == word.shape % CLOSE
        ):
            return True  # "Andrea Tue", "Entlassung Freitag", "Philippe lundi"
        if word.shape % CLOSE == LOWER and not self._clings(last - 1):
            if self._is_done_by(first, last):
                return True
            shapes = [one.shape % CLOSE for one in self._words[first:last]]
            whole = max(shapes.count(TITLE) + shapes.count(INNER), shapes.count(UPPER)) > 1
            if whole and word.plain not in PARTICLES and word.plain not in self._last:
                return True  # what the person does: "Jane Roe ouvre"
            return is_only_common(word) and (
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

    def _is_done_by(self, first: int, last: int) -> bool:
        """Whether a word in small letters that is no last name, or a common word too, stands behind a single first name
        with a capital: "Tamara riposo"."""
        word = self._words[last - 1]
        return (
            last - first == 2
            and self._words[first].shape % CLOSE in (TITLE, INNER)
            and self._words[first].plain not in self._common
            and word.plain not in PARTICLES
            and (word.plain not in self._last or word.plain in self._common)
        )

    def _clings(self, at: int) -> bool:
        """Whether a hyphen or an apostrophe joins a word to the one before: "Min-jun", "Ulug‘bekov"; not "Roe's"."""
        mark, word = self._words[at - 1], self._words[at]
        return (
            mark.end == word.start
            and (
                mark.plain == "-"
                or (mark.plain in _APOSTROPHES and (len(word.plain) > 2 or word.plain == "h"))  # "Kerloc'h"
            )
            and self._words[at - 2].end == mark.start
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
