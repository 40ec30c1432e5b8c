"""The judge of one text: names as the model saw them become hits of people, firms and places.

What is weak is given all the same, with a score below the low level (65): a later stage may lift it. Who is a person is
judged in ``people.py``, whose firm something is in ``firms.py``, by the frame of the whole text (``frames.py``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from classifiers.detector import Hit
from classifiers.names import lists
from classifiers.names.firms import Firms
from classifiers.names.frames import Frame
from classifiers.names.people import LOW, People
from classifiers.names.places import places
from classifiers.names.runs import Name
from classifiers.names.words import ACCENT, CLOSE, INNER, LOWER, MIXED, TITLE, UPPER, Word

ID = "names"
_SURE = 74.0  # from here on a name is looked for in all the text


class Judge:
    """One text and its words."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self._text = text
        self._words = words
        self._frame = Frame(text, words)
        self._common = lists.words("common.txt")
        self._first = lists.words("first.txt")
        self._last = lists.words("last.txt")
        self._titles = lists.words("titles.txt")

    def hits(self, names: Sequence[Name]) -> list[Hit]:
        """Hits of all kinds; ``names`` count words of the whole text."""
        names = [self._trimmed(one) for one in self._joined(names)]
        names = [one for one in names if one.last > one.first and (one.kind != "PERSON" or self._fits(one))]
        people = [one for one in names if one.kind == "PERSON"]
        found = People(self._text, self._words, self._frame).hits(people, ID)
        hits = [hit for hit, _ in found]
        hits.extend(self._again([(hit, name) for hit, name in found if hit.score >= _SURE]))
        sure = [hit for hit in hits if hit.score >= LOW]
        hits.extend(Firms(self._text, self._words, self._frame).hits(names, sure, ID))
        hits.extend(places(self._text, self._words, names, sure, ID))
        return hits

    def _span(self, one: Name) -> tuple[int, int]:
        return self._words[one.first].start, self._words[one.last - 1].end

    def _joined(self, names: Sequence[Name]) -> list[Name]:
        """The names; a single word behind a person that is no first name belongs to that person."""
        joined: list[Name] = []
        for one in names:
            before = joined[-1] if joined else None
            if (
                before is not None
                and before.kind == one.kind == "PERSON"
                and before.last == one.first == one.last - 1
                and self._words[one.first].shape in (TITLE, TITLE + ACCENT)
                and self._words[one.first].plain not in self._first
                and self._text[self._words[one.first - 1].end : self._words[one.first].start] == " "
            ):
                joined[-1] = replace(before, last=one.last)
            else:
                joined.append(one)
        return joined

    def _trimmed(self, one: Name) -> Name:
        """The name without marks at its ends; a person also without titles and the words of the sentence."""
        first, last = one.first, one.last
        person = one.kind == "PERSON"
        while first < last and (
            not self._words[first].plain[0].isalnum()
            or (person and last - first > 1 and self._words[first].plain in self._titles)
            or (person and self._begins_behind(first, last))
        ):
            first += 1
        while last > first and (
            (not self._words[last - 1].plain[0].isalnum() and self._words[last - 1].plain != ".")
            or (person and self._ends_before(first, last))
        ):
            last -= 1
        if last - first == 1 and self._words[first].plain in self._titles and one.kind == "PERSON":
            last = first
        return replace(one, first=first, last=last)

    def _begins_behind(self, first: int, last: int) -> bool:
        """Whether a common word stands before what is a first name with a capital: "Defense Hazem Roe"."""
        return any(
            word.plain in self._first and word.shape % CLOSE == TITLE
            for word in self._words[first + 1 : last]
        ) and self._is_common(self._words[first])

    def _ends_before(self, first: int, last: int) -> bool:
        """Whether a common word in small letters stands behind a name with a capital: "Jane Roe of"."""
        word = self._words[last - 1]
        return (
            last - first > 1
            and word.shape % CLOSE == LOWER
            and self._words[first].shape % CLOSE == TITLE
            and self._is_common(word)
        )

    def _is_common(self, word: Word) -> bool:
        return word.plain in self._common and word.plain not in self._first and word.plain not in self._last

    def _fits(self, one: Name) -> bool:
        """Whether the words can be a name at all: not a part of an address, an identifier or a call."""
        text = self._text
        start, end = self._span(one)
        behind, before = text[end : end + 1], text[start - 1 : start]
        words = self._words[one.first : one.last]
        if not any(word.plain.isalpha() and len(word.plain) > 1 for word in words):
            return len(words) > 1
        if (
            behind in ("@", "_", "\\")
            or before in ("_", "\\", "$", "#", "/")
            or behind == "("
            or (before == "@" and text[start - 2 : start - 1].isalnum())
        ):
            return False
        if (
            before == "."
            and text[start - 2 : start - 1].isalnum()
            and not text[start - 3 : start - 2].isspace()
            and len(words) == 1
        ):
            return start >= 3 and text[start - 3 : start - 2] in (" ", "") and text[start - 2].isupper()
        if behind == "." and text[end + 1 : end + 2].islower() and text[end + 1 : end + 2].isalpha():
            return False
        if behind in ("=", ":") and text[end + 1 : end + 2] in (":", "=") and len(words) == 1:
            return False
        return not (len(words) == 1 and words[0].shape % CLOSE == MIXED and words[0].plain not in self._first)

    def _again(self, sure: Sequence[tuple[Hit, Name]]) -> Iterator[Hit]:
        """Other places where a word of a sure name stands with the same capitals: nobody is named only once."""
        known: dict[str, float] = {}
        covered: set[int] = set()
        for hit, name in sure:
            covered.update(range(name.first, name.last))
            for word in self._words[name.first : name.last]:
                if (
                    len(word.plain) > 2
                    and word.shape % CLOSE in (TITLE, INNER)
                    and word.plain not in self._common
                ):
                    known[word.plain] = max(known.get(word.plain, 0.0), hit.score - 5)
        if not known:
            return
        for at, word in enumerate(self._words):
            if word.plain in known and at not in covered and word.shape % CLOSE in (TITLE, INNER, UPPER):
                alone = Name(at, at + 1, "PERSON", 1.0, 0.0)
                if self._fits(alone):
                    yield Hit(word.start, word.end, "PERSON", ID, known[word.plain])
