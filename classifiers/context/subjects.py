"""Whom a fact is about where the model of names saw nobody: a run of words in its sentence that is somebody's name.

Only beside a fact that is tied ("tested positive for", "leidet an") is so little enough; a name here is one that the
lists of names know, or that stands behind a title. Well-known people stay silent.
"""

import re
from collections.abc import Iterator

from classifiers.brands import brands, figures, given, listed
from classifiers.detector import Hit
from classifiers.plain import plain

SCORE = 72.0
ID = "context-subject"
_AROUND = 140  # characters of a sentence on either side of the fact
_TITLE = (
    r"(?:(?:[Mm]rs?|[Mm]s|Miss|Mister|Dr|Prof|Herrn?|Frau|M|Mme|Mlle|Monsieur|Madame|Sra?|Srta|Señora?|Doña|Don|Sig|"
    r"Sig\.ra|Signora?|Dhr|Mevr|Mw|Mevrouw|Meneer|Senhora?|Dona|Pani?|Pana|Panią)\.? )"
)
_WORD = r"[A-ZÀ-ÖØ-ÞŁŚŻŹĆŃŠŽČĐŐŰ][^\W\d_]{1,20}(?:['’-](?!s(?![^\W_]))[^\W\d_]{1,20})?"
_SMALL = r"(?:van|von|de|den|der|da|di|del|della|dos|das|do|la|le|el|al|bin|ten|ter|zu|du|y|e)"
_RUN = re.compile(
    rf"(?<![^\W_])({_TITLE})?({_WORD}(?: (?:{_SMALL} ){{0,2}}{_WORD}){{0,3}})(?![^\W_]|['’](?!s(?![^\W_]))\w)"
)
_STOPS = re.compile(r"[.!?;:]\s|\n")


def subjects(text: str, start: int, end: int) -> Iterator[Hit]:
    """Persons in the sentence around the fact at ``start`` to ``end``."""
    low, high = max(0, start - _AROUND), min(len(text), end + _AROUND)
    for stop in _STOPS.finditer(text, low, start):
        if not _is_abbreviation(text, stop.start()):
            low = stop.end()
    behind = _STOPS.search(text, end, high)
    high = behind.start() if behind else high
    for run in _RUN.finditer(text, low, high):
        first, last = run.span(2)
        if (last <= start or first >= end) and _is_somebody(text[first:last], titled=run[1] is not None):
            yield Hit(first, last, "PERSON", ID, SCORE)


def _is_abbreviation(text: str, at: int) -> bool:
    """Whether a full stop belongs to a title or an initial."""
    word = text[max(0, at - 4) : at].rpartition(" ")[2]
    return text[at] == "." and (
        len(word) == 1 or word in ("Mr", "Mrs", "Ms", "Dr", "Sra", "Sr", "Prof", "Hr", "Fr")
    )


def _is_somebody(run: str, *, titled: bool) -> bool:
    words = [plain(word) for word in re.split(r"[ ]", run)]
    if words[0] in ("st", "saint", "sankt"):  # a saint, a church, a wort
        return False
    # With a first name of its own a family's name is no player's or painter's alone: Rosa Iniesta is somebody else.
    namesake = len(words) > 1 and words[0] in given()
    if tuple(words) in brands() or any(
        tuple(words[-len(name) :]) == name and not (namesake and len(name) == 1)
        for name in figures().get(words[-1], ())
    ):
        return False
    if any(tuple(words[: len(name)]) == name for name in figures().get(words[0], ())):
        return False
    common, first, last = listed("common.txt"), given(), listed("last.txt")
    if titled:
        return words[-1] not in common
    if len(words) == 1:
        return False
    known = words[0] in first and (words[0] not in common or words[-1] not in common)
    return known or (words[-1] in last and words[-1] not in common and words[0] not in common)
