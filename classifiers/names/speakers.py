"""Who speaks in a chat that was pasted: the name ahead of each message, beside its time.

A chat is two and more such lines. What stands there is a name if a list knows its first word or it speaks twice,
unless it is a common word, a program or somebody well-known.
"""

import re
from collections import Counter
from collections.abc import Iterator

from classifiers.brands import brands, figures, given, known, listed
from classifiers.compiled import compiled
from classifiers.detector import Hit
from classifiers.plain import plain

_WORD = r"[A-ZÀ-ÖØ-ÞĀ-Ž][^\W\d_]{1,20}(?:['’\-][^\W\d_]{1,20}){0,2}"
_NAME = (
    rf"(?P<name>{_WORD}(?: (?:van|von|de|den|der|da|di|del|dos|el|al|bin|ten|ter)){{0,2}}"
    rf"(?: (?:{_WORD}|[A-Z]\.)){{0,2}})"
)
_TIME = r"(?:\d{1,4}[./\-]\d{1,2}(?:[./\-]\d{2,4})?,? )?\d{1,2}[:.h]\d\d(?::\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?"
_HANDLE = r"(?P<handle>[a-zà-ÿ][a-zà-ÿ]{1,19}(?:[._][a-zà-ÿ]{1,20})?)"
# "[10:41] Jane Roe: ...", "12/03/24, 10:41 - Jane: ...", "Jane Roe, [12.03.24 10:41]:", and "Jane Roe  10:41 AM" alone
# or ahead of what is said; "[10:41] jane.r: ..." where nobody writes capitals.
_TOLD, _TYPED = _NAME.replace("<name>", "<told>"), _HANDLE.replace("<handle>", "<typed>")
SPEAKS = compiled(
    rf"^[ \t>]{{0,4}}(?:\[?{_TIME}\]?(?: [\-–])? (?:{_NAME}|<?{_HANDLE}>?):(?= ?\S)|"
    rf"(?:{_TOLD}|{_TYPED})(?:, \[{_TIME}\]:?|[ ,]{{1,3}}{_TIME}(?=[ \t]*$| [^\W\d]| [–-] )))",
    re.MULTILINE,
)
SCORE = 80.0
_MOST = 400  # messages
_PARTS = re.compile(r"[ \-._]")


def speakers(text: str, detector: str) -> Iterator[Hit]:
    """Hits for those who speak."""
    places: list[tuple[int, int]] = []
    timed = True  # trains have times behind their names, too
    for match in SPEAKS.finditer(text):
        group = match.lastgroup
        timed = timed and group in ("told", "typed") and text[match.end() : match.end() + 1] == " "
        places.append(match.span(group or 0))
        if len(places) == _MOST:
            break
    if len(places) < 2 or (timed and not any(_is_surely_one(text[start:end]) for start, end in places)):
        return
    times = Counter(text[start:end] for start, end in places)
    for start, end in places:
        if _is_a_person(text[start:end], times[text[start:end]]):
            yield Hit(start, end, "PERSON", detector, SCORE)


def _spelled(name: str) -> tuple[str, ...]:
    return tuple(plain(word) for word in _PARTS.split(name) if word)


def _is_surely_one(name: str) -> bool:
    """Whether it begins with a first name that is no common word."""
    first = _spelled(name)[0]
    return first in given() and first not in listed("common.txt")


def _is_a_person(name: str, times: int) -> bool:
    spelled = _spelled(name)
    common, first = listed("common.txt"), given()
    if spelled in brands() or (spelled[0],) in brands() or spelled in figures().get(spelled[0], ()):
        return False
    if name[0].islower():  # programs write in small letters, too
        if spelled[0] in first:
            return spelled[0] not in (known() if times == 1 else listed("manuals.txt"))
        return spelled[0] not in known() and times > 1 and len(spelled) > 1
    if all(word in common and word not in first for word in spelled):
        return False
    return spelled[0] in first or times > 1
