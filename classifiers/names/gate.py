"""The gate: which words of a text may be names.

The gate is generous, because what it passes over nobody reads: it asks only for a capital letter on a word that is not
common, for a word that is somebody's first name, or for a word after which a name comes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from classifiers.checks.words import words
from classifiers.names import lists
from classifiers.names.insmall import NO_NAME, in_small, is_in_small, is_no_name
from classifiers.names.wordings import MONTHS
from classifiers.names.words import (
    CLOSE,
    CODE,
    INNER,
    KEPT,
    LOWER,
    MIXED,
    NUMBER,
    SINGLE,
    TITLE,
    UPPER,
    Look,
    Tokens,
    Word,
)

_SHORT_TEXT = 160  # words of a text without capitals whose uncommon words are looked at
_LONGEST_STRANGE = 15  # letters of a name that no list has
_LONGEST_SHOUT = 4  # words in capitals that are rather a heading than a name
_SIGNS = ("+", "/")
_JOINTS = (".", "_", "@", "\\", "=")
# How words with a second capital end that are none: "KeyError", "StrEnum".
_NO_PERSON = (
    "error",
    "exception",
    "warning",
    "type",
    "enum",
    "view",
    "info",
    "handler",
    "manager",
    "factory",
    "service",
)
# The day or the year with the time behind them, in stamps.
_TIME = (NUMBER, NUMBER, ":", NUMBER, ":", NUMBER)

# First names that the list of common words has, too; in small letters they count before a word that it has not.
_NAMES_TOO = words(
    "abril adelaide alexandria april autumn beverly blessing candelaria carina carolina charity daisy dani "
    "destiny edita emmy eugenia faith flora harmony hope ida inga isis ivy jade june katrina klara louisa mara "
    "maximilian maximo melody misty olive patience prudencia raven roland sami santiago sherry siya socorro "
    "summer victoria violet vitoria zita"
)
# What a word does to those behind it. PLAIN is no candidate: a sentence goes on, and what a cue announced is over.
# UNCOMMON is the same, and a candidate behind a cue; PERHAPS, too, with an uncommon word behind it; ODD is one
# everywhere. Marks: OPENING
# leaves a cue as it is, QUOTE all; behind BEGINS and POINT a sentence begins, and POINT leaves a cue; ENDING ends a
# cue only. ASKED is looked at where it stands.
PLAIN, UNCOMMON, OPENING, QUOTE, BEGINS, POINT, ENDING, ASKED, PERHAPS, ODD = range(10)
_MARKS = {
    **dict.fromkeys("'(,<&", OPENING),
    **dict.fromkeys('"', QUOTE),
    **dict.fromkeys("!?•", BEGINS),
    **dict.fromkeys(".:\n", POINT),
    **dict.fromkeys(";|-*>", ENDING),
}


class Gate:
    """The lists as sets: first names, last names, common words."""

    def __init__(self) -> None:
        self._first = lists.given()
        self._last = lists.words("last.txt")
        self._common = lists.words("common.txt") | lists.words("talk.txt") | lists.words("manuals.txt")
        self._cues = lists.words("cues.txt")  # after which a name comes
        self._parts: dict[str, int] = {}  # of the words whose looks are kept

    def candidates(self, tokens: Tokens) -> list[int]:
        """The places among the words of those that may belong to a name."""
        part_of = {token: self._part_of(token, look) for token, look in tokens.different.items()}
        if len(tokens.tokens) <= _SHORT_TEXT and is_in_small(tokens):
            part_of = {token: ODD if part == UNCOMMON else part for token, part in part_of.items()}
        found: list[int] = []
        begins, cued = True, False
        upper = perhaps = -9
        for at, token in enumerate(tokens.tokens):
            part = part_of[token]
            if part == PLAIN:
                begins = cued = False
            elif part == UNCOMMON:
                if cued:
                    found.append(at)
                elif perhaps == at - 1 and not tokens.touch(perhaps):
                    found += (perhaps, at)
                begins = cued = False
            elif part == ODD:
                found.append(at)
                begins = cued = False
            elif part == PERHAPS:
                perhaps = at
                begins = cued = False
            elif part == OPENING:
                begins = False
            elif part == ENDING:
                cued = False
            elif part == POINT:
                begins = True
            elif part == BEGINS:
                begins, cued = True, False
            elif part == ASKED:
                look = tokens.looks[at]
                if self._is_candidate(look, begins, cued):
                    found.append(at)
                elif self._is_rare(look):
                    if at - upper <= 2:
                        found.append(at)
                    upper = at
                begins = False
                if look.shape % CLOSE not in (SINGLE, MIXED):
                    cued = look.plain in self._cues
        return [at for at in found if not _is_of_code(tokens, at) and not _is_of_date(tokens, at)]

    def as_read(self, tokens: Tokens, candidates: Sequence[int]) -> list[Word]:
        """The words as the model reads them: it knows names best by one capital, so those of a text without any have
        one, and so have whole names in capitals among small letters."""
        words = tokens.words
        if is_in_small(tokens):
            changed = [at for at in candidates if self._is_rare_in_small(tokens, at)]
        else:
            changed = self._shouted(tokens, candidates)
        if not changed:
            return words
        read = words.copy()
        for at in changed:
            word = words[at]
            read[at] = word._replace(shape=word.shape - tokens.looks[at].shape % CLOSE + TITLE)
        return read

    def _is_rare_in_small(self, tokens: Tokens, at: int) -> bool:
        low, shape, width = tokens.looks[at]
        if shape % CLOSE != LOWER or width < 3 or low in self._common or _is_of_a_login(tokens, at):
            return False
        listed = low in self._first or low in self._last
        return listed or (width <= _LONGEST_STRANGE and not is_no_name(tokens.tokens[at].rstrip(), low))

    def _shouted(self, tokens: Tokens, candidates: Sequence[int]) -> list[int]:
        """The words of whole names in capitals: a first name and one or two words behind it."""
        looks, texts = tokens.looks, tokens.tokens
        found: list[int] = []
        for at in candidates:
            low, shape, width = looks[at]
            if shape % CLOSE != UPPER or width < 3 or low not in self._first or low in self._common:
                continue
            end = at + 1
            while (
                end < len(looks)
                and end - at < _LONGEST_SHOUT
                and looks[end].shape % CLOSE == UPPER
                and texts[end - 1][looks[end - 1].width :] == " "
            ):
                end += 1
            if 1 < end - at < _LONGEST_SHOUT and (width > 3 or looks[end - 1].plain in self._last):
                found.extend(range(at, end))
        return found

    def _part_of(self, token: str, look: Look) -> int:
        part = self._parts.get(token)
        if part is None:
            part = self._part(look)
            if token in KEPT:
                self._parts[token] = part
        return part

    def _part(self, look: Look) -> int:
        """What a word does, as far as it does so wherever it stands."""
        low, kind = look.plain, look.shape % CLOSE
        if kind == LOWER:
            if low in self._cues or (low in self._first and low not in self._common):
                return ASKED
            if low in _NAMES_TOO:
                return PERHAPS
            return PLAIN if low in self._common and low not in self._first else UNCOMMON
        return ASKED if kind in (TITLE, INNER, UPPER, SINGLE, MIXED) else _MARKS.get(low, PLAIN)

    def _is_candidate(self, look: Look, begins: bool, cued: bool) -> bool:
        """Whether a word may belong to a name at the beginning of a sentence, or behind a cue."""
        first, last, common = self._first, self._last, self._common
        low, shape, width = look
        kind = shape % CLOSE
        if kind == LOWER:
            if cued:
                return low not in common or low in first
            return low in first and low not in common and width > 2
        if kind in (TITLE, INNER):
            if low in common:
                known = low in first or (low in last and not begins) or (cued and low not in self._cues)
                return known and width > 1
            return not low.endswith(NO_NAME) or low in first or low in last or cued
        if kind == UPPER:
            return low in first or (low in last and low not in common) or (cued and width > 2)
        return cued or (kind == MIXED and low in first)

    def _is_rare(self, look: Look) -> bool:
        """Whether a word in capitals may be a name beside another such word."""
        return look.shape % CLOSE == UPPER and look.width > 3 and look.plain not in self._common


@dataclass(frozen=True)
class Looked:
    """A text as the models are to read it, its words, and which of them may be names."""

    text: str
    tokens: Tokens
    candidates: list[int]

    @cached_property
    def words(self) -> list[Word]:
        """The words as the models read them, see ``Gate.as_read``; worked out once somebody asks."""
        return gate().as_read(self.tokens, self.candidates)


@cache
def gate() -> Gate:
    """The one gate: its lists are large."""
    return Gate()


def looked_at(text: str) -> Looked:
    """What the gate says of a text; for ``Passage.once``."""
    text = in_small(text)
    tokens = Tokens(text)
    return Looked(text, tokens, gate().candidates(tokens))


def _is_of_code(tokens: Tokens, at: int) -> bool:
    """Whether a word is called, has a field, or is a part of an identifier or the name of an error; what ends or begins
    so is never taken for a name, see ``Spans.fits``."""
    looks = tokens.looks
    if at and looks[at - 1].plain in ("_", "$", "\\") and tokens.touch(at - 1):
        return True
    if looks[at].shape == INNER and looks[at].plain.endswith(_NO_PERSON):
        return True
    if _is_of_base64(tokens, at):
        return True
    if at + 2 >= len(looks) or not tokens.touch(at):
        return False
    mark = looks[at + 1].plain
    return mark in ("(", "_", "\\") or (
        mark == "." and tokens.touch(at + 1) and looks[at + 2].shape % CLOSE == LOWER
    )


def _is_of_a_login(tokens: Tokens, at: int) -> bool:
    """Whether a dot or another mark of logins, addresses and paths joins a word with one before or behind it."""
    looks = tokens.looks
    return (at > 1 and looks[at - 1].plain in _JOINTS and tokens.touch(at - 1) and tokens.touch(at - 2)) or (
        at + 2 < len(looks)
        and looks[at + 1].plain in _JOINTS
        and tokens.touch(at)
        and tokens.touch(at + 1)
        and looks[at + 2].shape % CLOSE in (LOWER, NUMBER, CODE)
    )


def _is_of_base64(tokens: Tokens, at: int) -> bool:
    """Whether a word stands between two signs of base64 that touch it, and one beyond them is drawn by lot."""
    looks = tokens.looks
    if not 1 < at < len(looks) - 2 or looks[at - 1].plain not in _SIGNS or looks[at + 1].plain not in _SIGNS:
        return False
    return all(map(tokens.touch, range(at - 2, at + 2))) and any(
        looks[beyond].shape % CLOSE in (MIXED, CODE) for beyond in (at - 2, at + 2)
    )


def _is_of_date(tokens: Tokens, at: int) -> bool:
    """Whether a word is the month in the stamp of a log: ``12/Mar/2024``, ``12-Jan-2024``, ``Mar  1 09:14:02``,
    ``12 Jan 2024 09:14:02``. Half of the months are first names, and each line of a log has one."""
    looks = tokens.looks
    if looks[at].plain not in MONTHS:
        return False
    ahead, behind = looks[max(0, at - 2) : at], looks[at + 1 : at + 7]
    if len(ahead) == 2 and ahead[0].shape == NUMBER and ahead[1].plain in ("/", "-"):
        return len(behind) > 1 and behind[0].plain == ahead[1].plain and behind[1].shape == NUMBER
    shapes = tuple(look.shape if look.shape == NUMBER else look.plain for look in behind)
    return shapes[:6] == _TIME
