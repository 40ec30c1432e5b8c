"""Persons whom the words around announce: asked for a name, called kin, listed under a role, put down as beneficiary.

The model of names judges a name by itself and leaves rare ones out; here the phrase says that a person stands there.
Each phrase gives places; who is well-known, a brand or a common word is left out, and so is everybody in a tale, a
riddle or a report of sport.
"""

import re
from collections.abc import Iterator, Sequence

from classifiers.brands import brands, figures, given, listed
from classifiers.detector import Combined, Combiner, Hit
from classifiers.digest import digest_of
from classifiers.names.cues import announced, asked, titled
from classifiers.names.frames import Frame
from classifiers.names.phrase import Phrase
from classifiers.names.words import words_of
from classifiers.passage import Passage
from classifiers.plain import plain
from classifiers.settle import LOW_LEVEL

SCORE = 76.0
_HEAD = 4_000  # characters in which a text says what it is; the frame reads no further
PHRASES = (*announced.PHRASES, *titled.PHRASES, *asked.PHRASES)
_ITEM = re.compile(announced.NAME)


class AnnouncedCombiner:
    """Names behind and ahead of phrases that only persons have."""

    id = "context-announced"
    kinds = frozenset({"PERSON"})
    digest = digest_of("3", *(phrase.pattern.pattern for phrase in PHRASES))

    def combine(self, passage: Passage, hits: Sequence[Hit]) -> Combined:
        """Persons that no phrase of a tale names."""
        among = any(hit.kind == "PERSON" and hit.score >= LOW_LEVEL for hit in hits)
        found = sorted(
            {place for phrase in PHRASES if among or not phrase.among for place in _places(passage, phrase)}
        )
        if not found or _invented(passage.text):
            return Combined()
        return Combined(tuple(Hit(start, end, "PERSON", self.id, SCORE) for start, end in found))


def _places(passage: Passage, phrase: Phrase) -> Iterator[tuple[int, int]]:
    text = passage.text
    for match in phrase.matches(passage):
        groups = match.groupdict()
        if "list" in groups:
            items = list(_ITEM.finditer(text, *match.span("list")))
            if sum(_is_known(item[0]) for item in items) * 2 >= max(4, len(items)):
                yield from (item.span() for item in items if _may_be(item[0]))
            continue
        sure = phrase.sure or _is_named_by(match["name"], groups.pop("address", ""))
        for group in groups:
            start, end = match.span(group)
            start += _verb_ahead(match[group])
            name = text[start:end]
            if _may_be(name) and (sure or _is_known(name)):
                yield start, end


def _verb_ahead(name: str) -> int:
    """How many characters of a run with capitals are the verb that begins its sentence: "Add Jane Roe"."""
    word, _, rest = name.partition(" ")
    spelled = plain(word)
    return len(word) + 1 if rest and spelled in listed("common.txt") and spelled not in given() else 0


def _is_named_by(name: str, address: str) -> bool:
    """Whether the part of an address in front of the @ is made of a name: "Roe, Jane" and "jane.roe"."""
    spelled = plain(address)
    return any(len(word) > 2 and word in spelled for word in _words(name))


def _may_be(name: str) -> bool:
    """Whether words may be somebody's name: nobody well-known, no brand and no common words."""
    spelled = _words(name)
    first, common = given(), listed("common.txt")
    if spelled in brands() or all(word in common and word not in first for word in spelled):
        return False
    return not any(
        len(known) == 1 or spelled[: len(known)] == known
        for known in figures().get(spelled[0], ())
        if spelled[: len(known)] == known
    )


def _is_known(name: str) -> bool:
    """Whether the lists of names know one of the words, which is no common word."""
    if not _may_be(name):
        return False
    common = listed("common.txt")
    return any(
        word in given() or (word in listed("last.txt") and word not in common) for word in _words(name)
    )


_MARKS = str.maketrans(".,/", "   ")


def _words(name: str) -> tuple[str, ...]:
    """The words of a name as the lists spell them."""
    return tuple(plain(word) for word in name.translate(_MARKS).split())


def _invented(text: str) -> bool:
    """Whether the people of the text are made up, or play."""
    frame = Frame(text, words_of(text, 0, min(len(text), _HEAD)))
    return frame.tale or frame.riddle or frame.contest or frame.exercise


def combiners() -> list[Combiner]:
    """The one combiner of this module."""
    return [AnnouncedCombiner()]
