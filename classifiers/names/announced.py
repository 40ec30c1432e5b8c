"""Persons whom the words around announce: asked for a name, called kin, listed under a role, put down as beneficiary.

The model of names judges a name by itself and leaves rare ones out; here the phrase says that a person stands there.
Each phrase gives places; who is well-known, a brand or a common word is left out, and so is everybody in a tale, a
riddle or a report of sport.
"""

import re
from collections.abc import Iterator, Sequence

from classifiers.brands import brands, figures, given, known, listed
from classifiers.checks.words import words
from classifiers.detector import Combined, Combiner, Hit
from classifiers.digest import digest_of
from classifiers.names import lists
from classifiers.names.cases import nominatives
from classifiers.names.cues import (
    announced,
    apposed,
    asked,
    letters,
    matters,
    numbers,
    parties,
    queried,
    titled,
)
from classifiers.names.frames import frame_of
from classifiers.names.phrase import Phrase
from classifiers.names.wordings import PARTICLES
from classifiers.passage import Passage
from classifiers.plain import plain
from classifiers.settle import LOW_LEVEL

SCORE = 76.0
PHRASES = tuple(
    one for cues in (announced, titled, asked, parties, letters, matters, queried) for one in cues.PHRASES
)
_OWN = words(
    "DATE_OF_BIRTH PL_PESEL US_SSN ES_NIF ES_NIE FR_NIR IT_FISCAL_CODE UK_NINO UK_NHS NL_BSN DE_TAX_ID BR_CPF "
    "DE_SOCIAL_SECURITY IN_AADHAAR MEDICAL_RECORD_NUMBER PASSPORT CA_SIN BE_NATIONAL_NUMBER"
)
_REACH = 90  # characters from who is called to the number
_REST = 40  # characters of a well-known name behind its beginning
_ITEM = re.compile(announced.NAME)


class AnnouncedCombiner:
    """Names behind and ahead of phrases that only persons have."""

    id = "context-announced"
    kinds = frozenset({"PERSON"})
    digest = digest_of("11", *(phrase.pattern.pattern for phrase in PHRASES))

    def combine(self, passage: Passage, hits: Sequence[Hit]) -> Combined:
        """Persons that no phrase of a tale names."""
        among = any(hit.kind == "PERSON" and hit.score >= LOW_LEVEL for hit in hits)
        found = [
            place for phrase in PHRASES if among or not phrase.among for place in _places(passage, phrase)
        ]
        for hit in hits:
            if hit.kind == "PHONE_NUMBER":
                found += _reached(passage.text, hit)
            elif hit.kind in _OWN:
                found += _whose(passage.text, hit)
        if not found or _invented(passage):
            return Combined()
        return Combined(tuple(Hit(start, end, "PERSON", self.id, SCORE) for start, end in sorted(set(found))))


def _places(passage: Passage, phrase: Phrase) -> Iterator[tuple[int, int]]:
    text = passage.text
    matches = list(phrase.matches(passage))
    if phrase.several and len({_words(match[0])[0] for match in matches} - known()) < 2:
        return
    for match in matches:
        if _words(match[0]) in brands():
            continue  # "Granny Smith"
        groups = match.groupdict()
        if "list" in groups:
            items = list(_ITEM.finditer(text, *match.span("list")))
            if sum(_is_known(item[0]) for item in items) * 2 >= max(4, len(items)):
                yield from (item.span() for item in items if _may_be(item[0]))
            continue
        address = groups.pop("address", None)
        sure = phrase.sure or (address is not None and _is_named_by(match["name"], address))
        for group, run in groups.items():
            if run is None:
                continue
            start, end = match.span(group)
            start += _verb_ahead(run)
            if group == "shouted":
                end = start + _length_shouted(run)
            if _is_meant(text[start:end], group, sure=sure) and not _begins_a_figure(text, start, end):
                yield start, end


def _is_meant(name: str, group: str, *, sure: bool) -> bool:
    """Whether a phrase means a person by words that stand in one of its groups, which says what ending they have."""
    match group:
        case "whose":
            bare = name.removesuffix("s").rstrip("'’")
            return _may_be(name) and _may_be(bare) and (sure or _is_known(bare))
        case "titled":
            return _may_be(name) or plain(name.removesuffix("s")) in listed("last.txt")
        case "declined":
            return _may_be(name) and any(map(_is_known, nominatives(plain(name))))
        case "small":
            return _is_strange(name) and (lists.roles() | apposed.TRADES).isdisjoint(_words(name))
        case "shouted":
            first = _words(name)[0]
            named = first in given() or first in listed("last.txt")
            return _may_be(name) and first not in lists.roles() and (named or first not in known())
        case "rostered":
            return _may_be(name) and _words(name)[0] not in known()
        case "signed":
            return _is_strange(name) or (_may_be(name) and _words(name)[0] in given())
        case _:
            return _may_be(name) and (sure or _is_known(name))


def _length_shouted(run: str) -> int:
    """How many characters of words in capitals are a name, and none of the sentence: "ANN ROE THIS MORNING"."""
    at = run.find(" ")
    while at >= 0:
        word = plain(run[at + 1 :].partition(" ")[0])
        if word in known() and word not in listed("last.txt") and word not in PARTICLES:
            return at
        at = run.find(" ", at + 1)
    return len(run)


def _reached(text: str, number: Hit) -> Iterator[tuple[int, int]]:
    """Who is reached at a number: a first name right ahead of it or behind it, and whom one is told to call there."""
    ahead = numbers.REACHED.search(text, max(0, number.start - _REACH), number.start)
    behind = numbers.AT_THE_PHONE.match(text, number.end)
    for match in (ahead, behind):
        if match is not None:
            start, end = match.span("name")
            while (skipped := _verb_ahead(text[start:end])) > 0:
                start += skipped
            name = text[start:end]
            if _is_surely_known(name) or (match is ahead and match["call"] and _is_strange(name)):
                yield start, end


def _whose(text: str, number: Hit) -> Iterator[tuple[int, int]]:
    """Who has a number that only people have, by two words and more right ahead of it: "Stanisława Bąbel PESEL ..."."""
    match = numbers.HOLDS.search(text, max(0, number.start - _REACH), number.start)
    if match is None:
        return
    start, end = match.span("name")
    while (skipped := _verb_ahead(text[start:end])) > 0:
        start += skipped
    while (label := text[start:end].rpartition(" "))[1] and _is_label(label[2]):
        end = start + len(label[0])
    if len(_words(text[start:end])) > 1 and _may_be(text[start:end]):
        yield start, end


def _is_label(word: str) -> bool:
    """Whether a word in capitals is what the number is called, and no part of a name: "Jane Roe PESEL ..."."""
    return plain(word) in listed("common.txt") or (word.isupper() and len(word) < 7)


def _is_surely_known(name: str) -> bool:
    """Whether it begins with a first name that is no common word."""
    first = _words(name)[0]
    return first in given() and first not in listed("common.txt") and _may_be(name)


def _is_strange(name: str) -> bool:
    return known().isdisjoint(_words(name)) and _may_be(name)


def _verb_ahead(name: str) -> int:
    """How many characters of a run with capitals are the verb that begins its sentence: "Add Jane Roe"."""
    word, _, rest = name.partition(" ")
    spelled = plain(word)
    verb = word.istitle() and spelled in listed("common.txt") and spelled not in given()
    return len(word) + 1 if rest and verb else 0


def _is_named_by(name: str, address: str) -> bool:
    """Whether the part of an address in front of the @ is made of a name: "Roe, Jane" and "jane.roe"."""
    spelled = plain(address)
    return any(len(word) > 2 and word in spelled for word in _words(name))


def _may_be(name: str) -> bool:
    """Whether words may be somebody's name: nobody well-known, no brand and no common words."""
    spelled = _words(name)
    first, common = given(), listed("common.txt")
    if spelled in brands() or all(
        (word in common and word not in first) or len(word) == 1 for word in spelled
    ):
        return False
    return not any(
        len(known) == 1 or spelled[: len(known)] == known
        for known in figures().get(spelled[0], ())
        if spelled[: len(known)] == known
    )


def _begins_a_figure(text: str, start: int, end: int) -> bool:
    """Whether a phrase gave the beginning of a well-known name: "Thomas" of "Thomas Mann"."""
    spelled, given_to = _words(text[start : end + _REST]), len(_words(text[start:end]))
    return any(
        len(known) > given_to and spelled[: len(known)] == known for known in figures().get(spelled[0], ())
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


def _invented(passage: Passage) -> bool:
    """Whether the people of the text are made up, or play."""
    frame = passage.once(frame_of)
    return frame.tale or frame.riddle or frame.contest or frame.exercise


def combiners() -> list[Combiner]:
    """The one combiner of this module."""
    return [AnnouncedCombiner()]
