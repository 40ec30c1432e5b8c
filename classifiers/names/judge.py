"""From chances of words to hits: which runs of words are names, whose, and how sure that is.

A name of somebody well-known, a brand and a word of program code stay below the low level (65), and so does a place or
a firm that nothing ties to a person or a client. What is weak is given all the same: a later stage may lift it.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from classifiers.detector import Hit
from classifiers.names import cues, lists
from classifiers.names.words import CLOSE, INNER, LOWER, MIXED, TITLE, UPPER, Word

ID = "names"
_LOW = 65.0
WEAK = 40.0  # for what is no finding by itself
_PER, _ORG, _LOC, _PUB = (1, 2), (3, 4), (5, 6), (7, 8)
_KINDS = {1: "PERSON", 3: "ORGANIZATION", 5: "LOCATION", 7: "FIGURE"}
# Calibration on held-back texts (see CARD.md): from this chance on, this score.
_SCORES = ((0.97, 93.0), (0.94, 88.0), (0.9, 80.0), (0.75, 74.0), (0.55, 66.0), (0.3, 55.0), (0.0, 40.0))
_NEAR = 90  # characters
_HEAD = 4_000  # characters in which a text says what it is


@dataclass(frozen=True, slots=True)
class Name:
    """A run of words with its kind, the chance of that kind and of being a well-known person."""

    first: int
    last: int  # the word behind it
    kind: str
    chance: float
    famous: float


def names_of(words: Sequence[Word], chances: Any) -> list[Name]:
    """The runs of words of one window; ``chances`` is words x 9."""
    people = chances[:, 1] + chances[:, 2]
    famous = chances[:, 7] + chances[:, 8]
    labels = chances.argmax(axis=1).tolist()
    # A person who may be a figure or not is still a person: together they may win over no name at all.
    both = people + famous
    for at, (label, chance) in enumerate(zip(labels, both.tolist(), strict=True)):
        if label in (0, 3, 4, 5, 6) and chance > 0.5 and chance > float(chances[at, label]):
            labels[at] = 1 if float(chances[at, 1]) + float(chances[at, 7]) > chance / 2 else 2
    found: list[Name] = []
    at, size = 0, len(labels)
    while at < size:
        label = labels[at]
        if label == 0:
            at += 1
            continue
        base = label - 1 if label % 2 == 0 else label
        family = {1, 2, 7, 8} if base in (1, 7) else {base, base + 1}
        stop = at + 1
        while stop < size and labels[stop] in family and labels[stop] % 2 == 0:
            stop += 1
        inside = chances[at:stop]
        if base in (1, 7):
            person = float((inside[:, 1] + inside[:, 2]).mean())
            figure = float((inside[:, 7] + inside[:, 8]).mean())
            found.append(Name(at, stop, "PERSON", person + figure, figure))
        else:
            found.append(
                Name(at, stop, _KINDS[base], float((inside[:, base] + inside[:, base + 1]).mean()), 0.0)
            )
        at = stop
    return found


def score_of(chance: float) -> float:
    """The score of a chance, by the calibration."""
    return next(score for least, score in _SCORES if chance >= least)


class Judge:
    """One text: its names as the model saw them become hits."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self._text = text
        self._words = words
        self._common = lists.words("common.txt")
        self._first = lists.words("first.txt")
        self._last = lists.words("last.txt")
        self._cues = lists.words("cues.txt")
        self._titles = lists.words("titles.txt")

    def hits(self, names: Sequence[Name]) -> list[Hit]:
        """Hits of all kinds; ``names`` count words of the whole text."""
        names = [self._trimmed(one) for one in names]
        names = [one for one in names if one.last > one.first and (one.kind != "PERSON" or self._fits(one))]
        people: list[tuple[Hit, Name]] = []
        figures = self._figures(names)
        for one in names:
            if one.kind == "PERSON":
                start, end = self._span(one)
                people.append((Hit(start, end, "PERSON", ID, self._person(one, start, end, figures)), one))
        if self._alone(people):
            people = [
                (replace(hit, score=min(hit.score, WEAK + 15)), one) if not self._cued(one) else (hit, one)
                for hit, one in people
            ]
        hits = [hit for hit, _ in people]
        hits.extend(self._again([(hit, name) for hit, name in people if hit.score >= 74]))
        sure = sorted(hit.start for hit in hits if hit.score >= _LOW)
        for one in names:
            if one.kind != "PERSON":
                start, end = self._span(one)
                hits.append(Hit(start, end, one.kind, ID, self._other(one, start, end, sure)))
        return hits

    def _span(self, one: Name) -> tuple[int, int]:
        return self._words[one.first].start, self._words[one.last - 1].end

    def _trimmed(self, one: Name) -> Name:
        """The name without marks and titles at its ends."""
        first, last = one.first, one.last
        while first < last and (
            not self._words[first].plain[0].isalnum()
            or (one.kind == "PERSON" and last - first > 1 and self._words[first].plain in self._titles)
        ):
            first += 1
        while (
            last > first
            and not self._words[last - 1].plain[0].isalnum()
            and self._words[last - 1].plain != "."
        ):
            last -= 1
        if last - first == 1 and self._words[first].plain in self._titles and one.kind == "PERSON":
            last = first
        return replace(one, first=first, last=last)

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

    def _figures(self, names: Sequence[Name]) -> set[int]:
        """The numbers of words that stand in the name of a well-known person somewhere in the text."""
        known = lists.figures()
        marked: set[int] = set()
        last_words: set[str] = set()
        for one in names:
            if one.kind != "PERSON":
                continue
            low, high = max(0, one.first - 3), min(len(self._words), one.last + 3)
            letters = [at for at in range(low, high) if self._words[at].plain[0].isalnum()]
            spelled = [self._words[at].plain for at in letters]
            for place, word in enumerate(spelled):
                for name in known.get(word, ()):
                    if tuple(spelled[place : place + len(name)]) == name:
                        span = letters[place : place + len(name)]
                        if len(name) > 1 or one.famous > 0.3 or name[0] not in self._first:
                            marked.update(range(span[0], span[-1] + 1))
                            if len(name) > 1:
                                last_words.add(name[-1])
                        break
        if last_words:
            for one in names:
                if (
                    one.kind == "PERSON"
                    and one.last - one.first == 1
                    and self._words[one.first].plain in last_words
                ):
                    marked.add(one.first)
        return marked

    def _person(self, one: Name, start: int, end: int, figures: set[int]) -> float:
        score = score_of(one.chance)
        if score < _LOW:
            return score
        words = self._words[one.first : one.last]
        letters = [word for word in words if word.plain[0].isalpha()]
        if not all(word.plain.isascii() for word in letters):
            return WEAK  # the vocabulary knows no other letters
        listed = sum(word.plain in self._first or word.plain in self._last for word in letters)
        single = len(letters) == 1
        shape = letters[0].shape % CLOSE
        cued = self._cued(one)
        if (
            single
            and (letters[0].plain in self._common and letters[0].plain not in self._first)
            and not cued
            and shape != TITLE
        ):
            return WEAK
        if (
            single
            and shape == UPPER
            and (len(letters[0].plain) < 4 or letters[0].plain not in self._first)
            and not cued
        ):
            return WEAK
        if single and shape == LOWER and one.chance < (0.95 if letters[0].plain in self._first else 0.97):
            return WEAK + 15
        if self.code and self._of_the_program(start, end, TITLE if cued else shape):
            return WEAK
        if self._private(start, end):
            if (single and not listed and not cued) or (not listed and one.chance < 0.9):
                return WEAK + 15
            if (
                all(word.plain in self._common and word.plain not in self._first for word in letters)
                and not cued
                and one.chance < 0.97
            ):
                return WEAK + 15
            return score
        if self._silent(one, letters, start, end, figures):
            return WEAK
        if not listed and one.chance < 0.9:
            return WEAK + 15
        if single and not cued and one.chance < (0.8 if letters[0].plain in self._first else 0.9):
            return WEAK + 15
        if single and letters[0].shape % CLOSE in (LOWER, UPPER) and one.chance < 0.9:
            return WEAK + 15
        if single and not listed and not cued:
            return WEAK + 15
        if self.foreign and (single or one.chance < 0.97):
            return WEAK + 15
        return score

    def _silent(self, one: Name, letters: Sequence[Word], start: int, end: int, figures: set[int]) -> bool:
        """Whether somebody well-known, invented or cited is meant, or a thing that is called after somebody."""
        text = self._text
        if one.famous > one.chance / 2 or any(at in figures for at in range(one.first, one.last)):
            return True
        spelled = tuple(word.plain for word in letters)
        if spelled in lists.brands() or cues.CALLED.match(text, end):
            return True
        if all(word in self._common and word not in self._first for word in spelled) and one.chance < 0.9:
            return True
        if self.tale or (len(spelled) == 1 and self.exercise):
            return True
        low, high = self._line(start, end, 200)
        if cues.CREDIT.search(text[low:high]) is not None or cues.CITED.search(text, low, high) is not None:
            return True
        return cues.LABEL.search(text, max(0, start - 40), start) is not None

    def _of_the_program(self, start: int, end: int, shape: int) -> bool:
        """Whether a name in code is a word of the code, or of somebody whose work it is."""
        low, high = self._line(start, end, 200)
        before = self._text.rfind(
            "\n", max(0, low - 300), max(0, low - 1)
        )  # a list of authors takes more lines
        return shape in (UPPER, LOWER) or cues.WORK.search(self._text, max(0, before), high) is not None

    def _alone(self, people: Sequence[tuple[Hit, Name]]) -> bool:
        """Whether a request has single names and nothing that makes a person of them: no whole name, no address, no
        number, nobody whom the writer calls theirs."""
        return (
            all(one.last - one.first == 1 for hit, one in people if hit.score >= _LOW)
            and (cues.REQUEST.match(self._text) is not None or self.exercise)
            and cues.PRIVATE.search(self._text) is None
            and cues.OURS.search(self._text) is None
        )

    def _cued(self, one: Name) -> bool:
        """Whether what stands around says that a person is meant: a title, a greeting, a role or a field's name before,
        an act behind, or nothing else on the line, as under a letter."""
        before = one.first - 1
        while before >= 0 and self._words[before].plain[0] in "\"':=,.<(&[>-|" and one.first - before < 5:
            before -= 1
        if before >= 0 and self._words[before].plain in self._cues:
            return True
        start, end = self._span(one)
        if cues.ACTS.match(self._text, end):
            return True
        before_it = self._text[max(0, start - 4) : start].rpartition("\n")
        behind_it = self._text[end : end + 4].partition("\n")
        if not (before_it[1] or start < 4) or not (behind_it[1] or end + 4 > len(self._text)):
            return False
        rest = before_it[2] + behind_it[0]
        listed = any(word.plain in self._first for word in self._words[one.first : one.last])
        return (listed or one.chance > 0.97) and not any(map(str.isalnum, rest))

    def _private(self, start: int, end: int) -> bool:
        """Whether beside the name, on its line, stands what only a real person has."""
        return cues.PRIVATE.search(self._text, *self._line(start, end, _NEAR)) is not None

    def _line(self, start: int, end: int, most: int) -> tuple[int, int]:
        """The line around a place, at most so many characters on either side."""
        low = self._text.rfind("\n", max(0, start - most), start)
        high = self._text.find("\n", end, end + most)
        return low + 1 if low >= 0 else max(0, start - most), high if high >= 0 else min(
            len(self._text), end + most
        )

    @cached_property
    def tale(self) -> bool:
        """Whether the text asks for something invented, or is it, and speaks of nobody whom the writer knows."""
        return (
            cues.TALE.search(self._text, 0, _HEAD) is not None
            and cues.OURS.search(self._text, 0, _HEAD) is None
        )

    @cached_property
    def code(self) -> bool:
        """Whether a good part of the text is a program."""
        for head in (self._text[:_HEAD], self._text[_HEAD : 4 * _HEAD]):  # some begin with a long comment
            found = len(cues.CODE.findall(head))
            if found >= 4 and found > 0.08 * head.count("\n"):
                return True
        return False

    @cached_property
    def exercise(self) -> bool:
        """Whether the text is an exercise."""
        return cues.SUM.search(self._text, 0, _HEAD) is not None

    @cached_property
    def foreign(self) -> bool:
        """Whether the text is in a language that the model was not taught: few of its small words are known."""
        head = self._text[:_HEAD]
        if len(cues.OTHER_SCRIPT.findall(head)) > 0.2 * len(head):
            return True
        small = [
            word.plain for word in self._words[:400] if word.shape % CLOSE == LOWER and len(word.plain) > 1
        ]
        return len(small) >= 8 and sum(word in self._common for word in small) < 0.4 * len(small)

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

    def _other(self, one: Name, start: int, end: int, people: Sequence[int]) -> float:
        text = self._text
        if one.kind == "ORGANIZATION":
            bare = cues.LEGAL_FORM.sub("", text[start : end + 1]).rstrip(" ,")
            if self.tale or {lists.spelled(text[start:end]), lists.spelled(bare)} & lists.brands():
                return WEAK
            if (
                cues.LEGAL_FORM.search(text[start : end + 1])
                and one.last - one.first > 1
                and one.chance > 0.5
            ):
                return 85.0 if one.chance > 0.8 else 75.0
            if one.chance > 0.7 and cues.TIED_FIRM.search(text, max(0, start - 40), start):
                return 70.0
            return WEAK + 15
        at = bisect_left(people, start - 150)
        near = at < len(people) and people[at] < start + 150
        if one.chance > 0.7 and near and cues.TIED_PLACE.search(text, max(0, start - 30), start):
            return 70.0
        return WEAK
