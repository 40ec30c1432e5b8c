"""The last group of a number that was found: `NSS 48 29 86 3173 9`, `contrat 4471-09382-M`, `0482917 KX`.

Each rule knows how its own numbers are grouped; clerks and cards group them otherwise, and what is left behind may be
the check digit. So a number that was found grows over what is written as its end. A number whose check digit is right
is whole and stays as it is.

Rule 1: what a hyphen, a stroke or a full stop joins without a space is a part of the number.
Rule 2: digits behind a space are one where the number is written in groups, capitals where it is not a name's or a
unit's first; behind them the phrase must end or go on in small letters that count nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from classifiers.checks.words import words
from classifiers.compiled import compiled
from classifiers.detector import Combined, Combiner, Hit
from classifiers.digest import digest_of
from classifiers.passage import Passage
from classifiers.settle import LOW_LEVEL

_KINDS = words(
    "NATIONAL_ID CUSTOMER_ID HEALTH_PLAN_ID MEDICAL_RECORD_NUMBER EMPLOYEE_ID CASE_NUMBER US_CLAIM_NUMBER "
    "US_HEALTH_INSURANCE_MEMBER_ID US_DRIVER_LICENSE DRIVER_LICENSE MEDICAL_LICENSE LICENSE_PLATE PASSPORT "
    "DE_SOCIAL_SECURITY"
)
_LEAST = 5  # digits of a number that may grow
_MOST = 3  # groups
_JOINED = compiled(r"[\-/.][A-Z\d]{1,4}(?![\w%€£$]|[\-/.,:]\w)")
# What goes on behind a number in small letters; any other word may be what the digits count.
_GOES_ON = (
    r"(?=[ \t]{0,3}(?:[.,;:!?)\]\"'»|<]|\r?\n|$)|"
    r" (?:and|und|et|y|e|i|en|or|oder|ou|o|is|was|ist|war|est|es|è|é|jest|of|de|del|do|da|du|des|della|van|von|for|für|"
    r"pour|para|per|voor|dla|at|on|in|im|bei|auf|aus|depuis|seit|since|desde|dal|sinds|od|has|have|hat)(?!\w))"
)
_DIGITS = compiled(rf"[ \u00a0](?!(?:19|20)\d\d(?!\d))\d{{1,4}}[A-Z]?{_GOES_ON}")
_LETTERS = compiled(rf"[ \u00a0](?P<letters>[A-Z]{{1,2}})(?!\.){_GOES_ON}")
_GROUPED = compiled(r"\w[ \u00a0\-/.]\w")
_OTHERS = words(
    "kg gb mb tb kb km cm mm ml mg eu us uk pm am de fr es it nl pl pt be at ch ag sa se i a o ok no id"
)


class GroupsCombiner:
    """Found numbers again, with the groups that end them."""

    id = "context-groups"
    kinds = _KINDS
    digest = digest_of("1", *sorted(_KINDS), _JOINED.pattern, _DIGITS.pattern, _LETTERS.pattern)

    def combine(self, passage: Passage, hits: Sequence[Hit]) -> Combined:
        """A longer hit, with the detector and the score of the number, for each number that grows."""
        return Combined(tuple(_grown(passage.text, hits)))


def _grown(text: str, hits: Sequence[Hit]) -> Iterator[Hit]:
    whole = {hit.end for hit in hits if hit.verified}
    taken = {hit.start for hit in hits}
    for hit in hits:
        if hit.kind not in _KINDS or hit.score < LOW_LEVEL or hit.end in whole:
            continue
        value = text[hit.start : hit.end]
        if sum(map(str.isdigit, value)) < _LEAST or not value[-1].isalnum():
            continue
        end = hit.end
        for _ in range(_MOST):
            group = _behind(text, hit.start, end)
            if group is None or group.start() + 1 in taken:
                break
            end = group.end()
        if end > hit.end:
            yield replace(hit, end=end)


def _behind(text: str, start: int, end: int) -> re.Match[str] | None:
    """The group that ends the number from ``start`` to ``end``, if one does."""
    if (joined := _JOINED.match(text, end)) is not None:
        return joined
    if (digits := _DIGITS.match(text, end)) is not None:
        return digits if _GROUPED.search(text, start, end) is not None else None
    letters = _LETTERS.match(text, end)
    return None if letters is None or letters["letters"].lower() in _OTHERS else letters


def combiners() -> list[Combiner]:
    """The one combiner of this module."""
    return [GroupsCombiner()]
