"""Aliases: a person who was found once is found again as "Jane", "Ms Roe", "J. Roe", and as the user name jroe.

Names are compared word by word and never become a pattern, because compiled patterns are kept.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from classifiers.context.ground import Ground
from classifiers.context.lexicon import Term
from classifiers.detector import Combined, Hit
from classifiers.digest import digest_of
from classifiers.passage import Passage
from classifiers.settle import LOW_LEVEL

MOST_NAMES = 20_000  # different words of names in one text
_SURE = 70.0
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]{2,})?")
# The same that begins with anything but a small letter of ASCII; the letter first, so that `re` leaps to it.
_CAPITAL = re.compile(r"[^\W\d_a-z](?<![^\W\d_].)(?<![^\W\d_]['’].)[^\W\d_]*(?:['’][^\W\d_]{2,})?")
_LOGIN = re.compile(r"(?<![\w@.+\-])[a-z]{1,20}[._\-]?[a-z]{1,20}\d{0,3}(?![\w@\-]|\.\w)")
_FEW_LOGINS = 100  # which are looked for one by one before all words are
_FEWEST = 3  # letters of a name that may stand alone
_INFLECTED = 5  # letters from which a name may carry an ending
# Endings of names in Polish, German and English.
_ENDINGS = frozenset(
    ["s", "a", "u", "em", "ie", "owi", "iem", "ego", "emu", "iego", "iemu", "im", "ą", "ę", "y", "ej", "iej"]
)


class AliasCombiner:
    """Other forms of the persons of one text. ``words`` are names that are words as well, and particles."""

    id = "context-aliases"
    kinds = frozenset({"PERSON", "USERNAME"})

    def __init__(self, words: dict[str, list[Term]]) -> None:
        self._ambiguous = frozenset(term.words[0] for term in words["words"])
        self._particles = frozenset(term.words[0] for term in words["particles"])
        self.digest = digest_of("1", *sorted(self._ambiguous), "", *sorted(self._particles))

    def combine(self, passage: Passage, hits: Sequence[Hit]) -> Combined:
        """Names and user names that stand where no detector found anything."""
        people = [hit for hit in hits if hit.kind == "PERSON" and hit.score >= _SURE]
        if not people:
            return Combined()
        text = passage.text
        parts, logins = self._names(text, people)
        if len(parts) > MOST_NAMES:
            passage.give_up()
            return Combined()
        taken = Ground(hit for hit in hits if hit.score >= LOW_LEVEL)
        found = [*self._again(text, parts, taken), *_logins(passage, logins, taken)]
        return Combined(tuple(found))

    def _names(self, text: str, people: Sequence[Hit]) -> tuple[dict[str, float], frozenset[str]]:
        """The words of all names with the score of an alias, and the user names that can be made of them."""
        parts: dict[str, float] = {}
        logins: set[str] = set()
        for hit in people:
            words = [found[0] for found in _WORD.finditer(text, hit.start, hit.end)]
            names = [word for word in words if word.lower() not in self._particles]
            score = min(hit.score - 4.0, 82.0)
            if score < LOW_LEVEL or not names or (len(names) == 1 and hit.score < 80.0):
                continue
            for name in names:
                name = name.capitalize() if name.isupper() else name
                if len(name) >= _FEWEST and name[0].isupper():
                    parts[name] = max(score, parts.get(name, 0.0))
            if len(names) > 1:
                logins.update(_logins_of(_plain(names[0]), _plain(names[-1])))
        return parts, frozenset(logins)

    def _again(self, text: str, parts: dict[str, float], taken: Ground) -> Iterator[Hit]:
        for found in _CAPITAL.finditer(text):
            word = found[0]
            if not word[0].isupper():
                continue
            score = self._score(word, parts)
            if not score:
                continue
            start, end = found.span()
            if (
                taken.meets(start, end)
                or text[start - 1 : start] in ("_", "@", ".", "/")
                or text[end : end + 1] in ("_", "@")
                or (text[start - 1 : start] == "<" and text[start - 2 : start - 1].isalnum())  # `Set<Long>`
            ):
                continue
            if word.lower() in self._ambiguous and _begins_a_sentence(text, start):
                continue
            if (
                text[start - 3 : start - 2].isupper()
                and text[start - 2 : start] == ". "
                and not text[start - 4 : start - 3].isalpha()
            ):
                start -= 3  # an initial before a surname
            yield Hit(start, end, "PERSON", self.id, score)

    def _score(self, word: str, parts: dict[str, float]) -> float:
        shown = word.capitalize() if word.isupper() and len(word) >= _FEWEST else word
        score = parts.get(shown)
        if score is not None:
            return score
        if len(shown) <= _INFLECTED:
            return 0.0
        for cut in range(1, 5):
            stem, ending = shown[:-cut], shown[-cut:]
            if len(stem) < _INFLECTED - 1 or ending not in _ENDINGS:
                continue
            # Polish feminine names change their last letter: Anna, Annie; the others take an ending.
            for base in (stem, stem + "a"):
                if len(base) >= _INFLECTED - (base != stem) and (score := parts.get(base)) is not None:
                    return max(LOW_LEVEL, score - 4.0) if base.lower() not in self._ambiguous else 0.0
        return 0.0


def _begins_a_sentence(text: str, start: int) -> bool:
    ahead = text[max(0, start - 3) : start].rstrip(" \"'„“(*-")
    return not ahead or ahead[-1] in ".!?:\n;"


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize(
        "NFKD", name.lower().replace("ł", "l").replace("ß", "ss").replace("ø", ("o"))
    )
    return "".join(letter for letter in decomposed if "a" <= letter <= "z")


def _logins_of(first: str, last: str) -> Iterator[str]:
    if len(first) < 2 or len(last) < _FEWEST:
        return
    for mark in ("", ".", "_", "-"):
        yield f"{first}{mark}{last}"
        yield f"{last}{mark}{first}"
        yield f"{first[0]}{mark}{last}"
        yield f"{last}{mark}{first[0]}"


def _logins(passage: Passage, logins: frozenset[str], taken: Ground) -> Iterator[Hit]:
    if len(logins) <= _FEW_LOGINS and not any(login in passage.text for login in logins):
        return
    for found in _LOGIN.finditer(passage.text):
        login = found[0].rstrip("0123456789")
        if login in logins and not taken.meets(*found.span()):
            yield Hit(found.start(), found.end(), "USERNAME", "context-aliases", 76.0)
