"""Slips of the finger: a number whose check digit is wrong stays somebody's where the name of such a number stands
right ahead of it, as staff type numbers off a card, and as papers misprint them."""

import re

from classifiers.checks.words import words
from classifiers.compiled import compiled
from classifiers.fields.joints import LINK, NUMBERED

_AHEAD = 64  # characters that a name and what joins it to its number may take
_GLUED = compiled(r"[^\W\d_]{0,12}")  # the rest of a word that the name begins: `Rijksregister|nummer`
# Context that is no name of a number: what it is of, where it is from.
_VAGUE = words(
    "account acct a/c bank bike car certificate controlled driver dr. election expir licence license physician plate "
    "preparer prescriber registration run scooter taxpayer transfer transferencia vehicle betal plat zaplat "
    "innbetaling utbetal said id: bn cvv cvc uid"
)


def names(context: tuple[str, ...]) -> tuple[str, ...]:
    """Those of a rule's context words that name its number."""
    return tuple(word for word in context if word not in _VAGUE)


def is_named(label: re.Pattern[str], text: str, low: str, start: int) -> bool:
    """Whether a name of its number stands right ahead of the value that begins at ``start``."""
    for name in label.finditer(low, max(0, start - _AHEAD), start):
        glued = _GLUED.match(low, name.end(), start)
        stop = glued.end() if glued is not None else name.end()
        numbered = NUMBERED.match(text, stop)
        link = LINK.match(text, numbered.end() if numbered is not None else stop)
        if link is not None and link.end() == start:
            return True
    return False
