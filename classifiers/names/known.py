"""Which words of a text name somebody or something well-known: figures of the list, brands, authors of works."""

from collections.abc import Iterator, Mapping, Sequence

from classifiers.names import lists
from classifiers.names.cues import people as cues
from classifiers.names.frames import Frame
from classifiers.names.runs import Name
from classifiers.names.words import Word

_BEFORE = 100  # characters
_LAST_WORD = 20
_AROUND = 3  # words beside a name that may belong to the well-known one
_PERHAPS = 0.3  # chance of being well-known that speaks for a single word of the list
# Endings of Polish, German and English cases, which a list of names does not know: "powieści Stephena Kinga".
_CASES = ("owi", "iem", "em", "a", "u", "s")

type _Index = Mapping[str, Sequence[tuple[str, ...]]]


class Known:
    """One text: the numbers of its words that belong to well-known names."""

    def __init__(self, text: str, words: Sequence[Word], frame: Frame) -> None:
        self._text = text
        self._words = words
        self._frame = frame
        self._first = lists.words("first.txt")

    def among(self, names: Sequence[Name]) -> set[int]:
        """The words of well-known people, of brands, of authors, and of their last names elsewhere in the text."""
        marked: set[int] = set()
        last_words: set[str] = set()
        for one in names:
            for figure, span in self._listed(one, lists.figures()):
                if len(figure) > 1:
                    last_words.add(figure[-1])
                elif not self._stands_for(figure[0], one, span):
                    continue
                marked.update(span)
            for _, span in self._listed(one, lists.brand_index()):
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

    def _listed(self, one: Name, index: _Index) -> Iterator[tuple[tuple[str, ...], list[int]]]:
        """The entries of a list in and beside a name, the longest at each word, with the words they take."""
        low, high = max(0, one.first - _AROUND), min(len(self._words), one.last + _AROUND)
        letters = [at for at in range(low, high) if self._words[at].plain[0].isalnum()]
        spelled = [_forms(self._words[at].plain) for at in letters]
        for place, forms in enumerate(spelled):
            for entry in (entry for form in forms for entry in index.get(form, ())):
                there = spelled[place : place + len(entry)]
                if len(there) < len(entry):
                    continue
                # A single word may be anything with an ending taken off.
                if all(map(_is_in, entry, there)) if len(entry) > 1 else entry[0] == there[0][0]:
                    yield entry, letters[place : place + len(entry)]
                    break

    def _stands_for(self, word: str, one: Name, span: Sequence[int]) -> bool:
        """Whether a single word of the list is that figure here: the whole name, or the last word of one that the model
        holds for well-known, too. "Solange Picard" and "Russell Dyk" are none.
        """
        own = [at for at in range(one.first, one.last) if self._words[at].plain[0].isalnum()]
        if own == list(span):
            return word not in self._first or one.famous > _PERHAPS
        return one.famous > _PERHAPS and own[-1:] == list(span)

    def _of_a_work(self, one: Name) -> bool:
        """Whether the words around make it the name of an author, of a model of style or of a holder of office."""
        text = self._text
        start, end = self._words[one.first].start, self._words[one.last - 1].end
        line = text.rfind("\n", max(0, start - _BEFORE), start)
        low = line + 1 if line >= 0 else max(0, start - _BEFORE)
        if not self._frame.private and cues.OFFICE.search(text, max(low, start - 24), start) is not None:
            return True
        if one.last - one.first == 1 and self._words[one.first].plain in self._first:
            return False  # "the book from Anna", "Anna's book"
        if cues.THEIR_WORK.match(text, end) is not None:
            return True
        ahead = text[max(low, start - _LAST_WORD) : start].rstrip(" [").lower()
        return ahead.endswith(cues.BEFORE_BY) and cues.BY.search(text, low, start) is not None


def _forms(word: str) -> tuple[str, ...]:
    """A word and what it may be without the ending of a case."""
    return (word, *(word[: -len(end)] for end in _CASES if word.endswith(end) and len(word) - len(end) > 3))


def _is_in(word: str, forms: Sequence[str]) -> bool:
    return word in forms
