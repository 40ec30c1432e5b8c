"""Which words of a text name somebody or something well-known: figures of the list, brands, authors of works."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from classifiers.names import lists
from classifiers.names.cases import forms
from classifiers.names.cues import people as cues
from classifiers.names.frames import Frame
from classifiers.names.runs import Name
from classifiers.names.wordings import PARTICLES, is_rare
from classifiers.names.words import CLOSE, TITLE, Word

_BEFORE = 100  # characters
_LAST_WORD = 20
_AROUND = 5  # words beside a name that may belong to the well-known one
_PERHAPS = 0.3  # chance of being well-known that speaks for a single word of the list
_SURELY = 0.8  # share of the chance from which on one makes others well-known

type _Index = Mapping[str, Sequence[tuple[str, ...]]]


class Known:
    """One text: the numbers of its words that belong to well-known names."""

    def __init__(self, text: str, words: Sequence[Word], frame: Frame) -> None:
        self._text = text
        self._words = words
        self._frame = frame
        self._first = lists.given()
        self._last = lists.words("last.txt")

    @cached_property
    def _of_a_myth(self) -> bool:
        """Whether the text has such a one and speaks of nobody the writer knows: those beside it are figures, too."""
        return not (self._frame.private or self._frame.ours or self._frame.office) and self._has_one

    @cached_property
    def _has_one(self) -> bool:
        """Whether the text has a figure by one word, as which nobody is called."""
        return any(
            (word.plain,) in lists.figures().get(word.plain, ()) and word.plain not in self._first
            for word in self._words
            if word.shape % CLOSE == TITLE
        )

    def among(self, names: Sequence[Name]) -> set[int]:
        """The words of well-known people, of brands, of authors, and of their last names elsewhere in the text."""
        marked: set[int] = set()
        last_words: set[str] = set()
        figures = {one: list(_listed(self._spelled(one), lists.figures())) for one in names}
        whole = any(len(figure) > 1 for found in figures.values() for figure, _ in found)
        famous = any(one.famous > _SURELY * one.chance for one in names)
        in_company = self._frame.curious and (whole or famous or self._has_one)
        for one in names:
            spelled = self._spelled(one)
            for figure, span in figures[one]:
                if self._goes_on(names, span):
                    continue
                if len(figure) > 1:
                    last_words.add(figure[-1])
                elif not self._stands_for(figure[0], one, span, in_company=in_company):
                    continue
                marked.update(span)
            for _, span in _listed(spelled, lists.brand_index()):
                marked.update(span)
            if self._of_a_work(one):
                marked.update(range(one.first, one.last))
                last_words.update(
                    word.plain
                    for word in self._words[one.first : one.last]
                    if len(word.plain) > 3 and not self._frame.private
                )
        return marked | {
            one.first
            for one in names
            if one.last - one.first == 1 and self._words[one.first].plain in last_words
        }

    def _spelled(self, one: Name) -> list[tuple[int, tuple[str, ...]]]:
        """The words in and beside a name: where each stands, and its forms."""
        low, high = max(0, one.first - _AROUND), min(len(self._words), one.last + _AROUND)
        return [
            (at, forms(word.plain))
            for at, word in enumerate(self._words[low:high], low)
            if word.plain[0].isalnum()
        ]

    def _stands_for(self, word: str, one: Name, span: Sequence[int], *, in_company: bool) -> bool:
        """Whether a single word of the list is that figure here: the whole name, or the last word of one that the model
        holds for well-known, too. "Solange Picard" and "Russell Dyk" are none. ``in_company``: somebody else is
        surely well-known in a question about the world.
        """
        own = [at for at in range(one.first, one.last) if self._words[at].plain[0].isalnum()]
        if own == list(span) or all(map(self._is_one_or_joins, own)):
            known = word not in self._first or word in cues.ALONE or one.famous > _PERHAPS
            return known or in_company or self._of_a_myth
        return one.famous > _PERHAPS and own[-1:] == list(span)

    def _is_one_or_joins(self, at: int) -> bool:
        """Whether a word is well-known by itself or stands between two such, which the model took for one name:
        "Voltaire de Rousseau"."""
        word = self._words[at].plain
        return word in PARTICLES or (word,) in lists.figures().get(word, ())

    def _goes_on(self, names: Sequence[Name], span: Sequence[int]) -> bool:
        """Whether a name begins with several words of the list and ends with a last name of its own: "Victor Hugo
        Ramírez", "pan Tadeusz Wróbel"."""
        last = max((one.last for one in names if one.first <= span[-1] < one.last), default=0)
        return len(span) > 1 and any(
            word.shape % CLOSE == TITLE and (word.plain in self._last or is_rare(word))
            for word in self._words[span[-1] + 1 : last]
        )

    def _of_a_work(self, one: Name) -> bool:
        """Whether the words around make it the name of an author, of a model of style or of a holder of office."""
        text = self._text
        start, end = self._words[one.first].start, self._words[one.last - 1].end
        line = text.rfind("\n", max(0, start - _BEFORE), start)
        low = line + 1 if line >= 0 else max(0, start - _BEFORE)
        if (
            not self._frame.private
            and self._frame.sighted.search(cues.OFFICE, max(low, start - 24), start) is not None
        ):
            return True
        if one.last - one.first == 1 and self._words[one.first].plain in self._first:
            return False  # "the book from Anna", "Anna's book"
        if cues.THEIR_WORK.match(text, end) is not None:
            return True
        ahead = text[max(low, start - _LAST_WORD) : start].rstrip(" [").lower()
        return ahead.endswith(cues.BEFORE_BY) and self._frame.sighted.search(cues.BY, low, start) is not None


def _listed(
    spelled: Sequence[tuple[int, tuple[str, ...]]], index: _Index
) -> Iterator[tuple[tuple[str, ...], list[int]]]:
    """The entries of a list among words, the longest at each word, with the places of the words they take."""
    for place, (_, spellings) in enumerate(spelled):
        if index.keys().isdisjoint(spellings):
            continue
        for entry in (entry for form in spellings for entry in index.get(form, ())):
            there = spelled[place : place + len(entry)]
            if len(there) < len(entry):
                continue
            # A single word may be anything with an ending taken off.
            if len(entry) == 1 and entry[0] != spellings[0]:
                continue
            if all(word in others for word, (_, others) in zip(entry, there, strict=True)):
                yield entry, [at for at, _ in there]
                break
