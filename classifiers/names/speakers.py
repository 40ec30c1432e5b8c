"""Who speaks in a chat that was pasted: the name ahead of each message, beside its time.

A chat is two and more such lines. What stands there is a name if a list knows its first word or it speaks twice,
unless it is a common word, a program or somebody well-known.
"""

import re
from collections import Counter
from collections.abc import Iterator

from classifiers.brands import brands, figures, given, listed
from classifiers.compiled import compiled
from classifiers.detector import Hit
from classifiers.plain import plain

_WORD = r"[A-ZÀ-ÖØ-ÞĀ-Ž][^\W\d_]{1,20}(?:['’\-][^\W\d_]{1,20}){0,2}"
_NAME = (
    rf"(?P<name>{_WORD}(?: (?:van|von|de|den|der|da|di|del|dos|el|al|bin|ten|ter)){{0,2}}"
    rf"(?: (?:{_WORD}|[A-Z]\.)){{0,2}})"
)
_TIME = r"(?:\d{1,4}[./\-]\d{1,2}(?:[./\-]\d{2,4})?,? )?\d{1,2}[:.h]\d\d(?::\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?"
# "[10:41] Jane Roe: ...", "12/03/24, 10:41 - Jane: ...", "Jane Roe, [12.03.24 10:41]:", and "Jane Roe  10:41 AM" alone.
_TOLD = _NAME.replace("<name>", "<told>")
SPEAKS = compiled(
    rf"^[ \t>]{{0,4}}(?:\[?{_TIME}\]?(?: [\-–])? {_NAME}:(?= ?\S)|"
    rf"{_TOLD}(?:, \[{_TIME}\]:?|[ ,]{{1,3}}{_TIME})[ \t]*$)",
    re.MULTILINE,
)
SCORE = 80.0
_MOST = 400  # messages


def speakers(text: str, detector: str) -> Iterator[Hit]:
    """Hits for those who speak."""
    places: list[tuple[int, int]] = []
    for match in SPEAKS.finditer(text):
        group = "name" if match["name"] else "told"
        places.append(match.span(group))
        if len(places) == _MOST:
            break
    if len(places) < 2:
        return
    times = Counter(text[start:end] for start, end in places)
    for start, end in places:
        if _is_a_person(text[start:end], times[text[start:end]]):
            yield Hit(start, end, "PERSON", detector, SCORE)


def _is_a_person(name: str, times: int) -> bool:
    spelled = tuple(plain(word.strip(".")) for word in name.replace("-", " ").split())
    common, first = listed("common.txt"), given()
    if spelled in brands() or (spelled[0],) in brands() or spelled in figures().get(spelled[0], ()):
        return False
    if all(word in common and word not in first for word in spelled):
        return False
    return spelled[0] in first or times > 1
