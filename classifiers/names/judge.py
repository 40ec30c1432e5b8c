"""The judge of one text: names as the model saw them become hits of people, firms and places.

What is weak is given all the same, with a score below the low level (65): a later stage may lift it. Who is a person is
judged in ``people.py``, whose firm something is in ``firms.py``, by the frame of the whole text (``frames.py``).
"""

from collections.abc import Iterator, Sequence

from classifiers.detector import Hit
from classifiers.names import lists
from classifiers.names.firms import Firms
from classifiers.names.frames import Frame
from classifiers.names.mentioned import mentioned
from classifiers.names.people import LOW, People
from classifiers.names.places import places
from classifiers.names.runs import Name
from classifiers.names.spans import Spans
from classifiers.names.speakers import speakers
from classifiers.names.tails import whole
from classifiers.names.wordings import PARTICLES, has_article
from classifiers.names.words import CLOSE, INNER, LOWER, TITLE, UPPER, Word

ID = "names"
_WHOLE = 0.97  # chance from which on a whole name is no word of a strange language
_SURE = 74.0  # from here on a name is looked for in all the text


class Judge:
    """One text and its words."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self._text = text
        self._words = words
        self._common = lists.words("common.txt")
        self._spans = Spans(text, words)

    def hits(self, names: Sequence[Name]) -> list[Hit]:
        """Hits of all kinds; ``names`` count words of the whole text."""
        names = self._spans.of(names)
        people = [one for one in names if one.kind == "PERSON"]
        frame = Frame(self._text, self._words, frozenset(self._surely_named(people)))
        found = People(self._text, self._words, frame).hits(people, ID)
        hits = [hit for hit, _ in found]
        hits.extend(mentioned(self._text, self._words, frame, names, ID))
        if not frame.tale:
            hits.extend(speakers(self._text, ID))
        hits = whole(self._text, hits)
        hits.extend(self._again([(hit, name) for hit, name in found if hit.score >= _SURE]))
        sure = [hit for hit in hits if hit.score >= LOW]
        hits.extend(Firms(self._text, self._words, frame).hits(names, sure, ID))
        hits.extend(places(self._text, self._words, names, sure, ID))
        return hits

    def _surely_named(self, people: Sequence[Name]) -> Iterator[int]:
        """The places of the words of whole names of which the model and a list are sure."""
        first = lists.given()
        for one in people:
            own = [at for at in range(one.first, one.last) if self._words[at].plain.isalpha()]
            shapes = {self._words[at].shape % CLOSE for at in own}
            alike = shapes <= {TITLE, INNER} or shapes == {LOWER}  # and not "Mikä päivä"
            if (
                one.chance >= _WHOLE
                and len(own) > 1
                and alike
                and any(self._words[at].plain in first for at in own)
            ):
                yield from own

    def _again(self, sure: Sequence[tuple[Hit, Name]]) -> Iterator[Hit]:
        """Other places where a word of a sure name stands, with capitals or as small as there: nobody is named only
        once."""
        known: dict[str, float] = {}
        small: dict[str, float] = {}
        covered: set[int] = set()
        for hit, name in sure:
            covered.update(range(name.first, name.last))
            for word in self._words[name.first : name.last]:
                if len(word.plain) < 3 or word.plain in self._common:
                    continue
                shape = word.shape % CLOSE
                if shape in (TITLE, INNER):
                    known[word.plain] = max(known.get(word.plain, 0.0), hit.score - 5)
                elif shape == LOWER and word.plain not in PARTICLES:
                    small[word.plain] = max(small.get(word.plain, 0.0), hit.score - 5)
        if not known and not small:
            return
        for at, word in enumerate(self._words):
            score = (
                known.get(word.plain)
                if word.shape % CLOSE in (TITLE, INNER, UPPER)
                else small.get(word.plain)
            )
            if (
                score is not None
                and at not in covered
                and not has_article(self._words, at)
                and self._spans.fits(Name(at, at + 1, "PERSON", 1.0, 0.0))
            ):
                yield Hit(word.start, word.end, "PERSON", ID, score)
