"""What stands right beside somebody's name and nothing calls: `Ruth Abernethy (E4471)`, `Jas Bains, LH-20418,`,
`Tess (@tess-h7)`, `Emre Aksoy (HD-EA 2204)`.

Rule 1: the value begins where the name ends, but for a bracket, a comma or a dash, and ends its bracket or item.
Rule 2: in brackets five digits count, unless they are round or a year's; elsewhere letters lead the code.
"""

import re
from collections.abc import Iterator, Sequence

from classifiers.checks.contact import network_handle
from classifiers.checks.payment import imei
from classifiers.checks.records import document_number
from classifiers.compiled import compiled
from classifiers.context.codes import is_a_birthday
from classifiers.detector import Combined, Combiner, Hit
from classifiers.digest import digest_of
from classifiers.passage import Passage
from classifiers.settle import LOW_LEVEL

SCORE = 72.0
_LETTERED = (
    r"(?:[A-Z]{1,4}-?\d{4,9}[A-Z]?|[A-Z]{2,4}-\d{2,4}-\d{3,6}|[A-Z]-\d{3,6}-[A-Z0-9]|[A-Z]{2} \d{6,8})"
)
_PLATE = (
    r"(?:(?!PN-|[A-Z]{2,3}-EN )[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} \d{1,4}|[A-Z]{2}\d{2} [A-Z]{3}|"
    r"[A-Z]{2}-\d{3}-[A-Z]{2}|[A-Z]{2} \d{3} [A-Z]{2}|"
    r"\d{4} [BCDFGHJ-NPRSTV-Z]{3}|\d\d-[A-Z]{2}-\d\d|[A-Z]{2}-\d\d-[A-Z]{2}|\d{3}-[A-Z]{2}-\d|[A-Z]{2}-\d{3}-[A-Z])"
)
_DIGITS = r"(?:\d{5,9}|\d{15}|\d{4}[\-/]\d\d\d?|\d{3}-\d{4}-\d\d|\d{3}\.\d{3}\.\d{3}-\d)"
_HANDLE = r"@[a-z_][\w.\-]{1,30}\w"
_IN_BRACKETS = compiled(
    rf" ?[(\[](?:(?P<handle>{_HANDLE})|(?P<plate>{_PLATE})|(?P<code>{_LETTERED}|{_DIGITS}))(?=[)\],;])"
)
_APPOSED = compiled(
    rf"(?:,? | [\-–] )(?:(?P<handle>{_HANDLE})|(?P<plate>{_PLATE})|(?P<code>{_LETTERED}))"
    rf"(?=[,;:)]|\.?\s*$|\.\s|\n| [\-–] )"
)
_SUM = re.compile(r"\d{1,7}0{2,7}|(?:19|20)\d\d[\-/]\d{2,3}|(?:19|20)\d{4}|1?2?34567?8?9?")
_KINDS = {"handle": "USERNAME", "plate": "LICENSE_PLATE", "code": "CUSTOMER_ID"}


class BadgesCombiner:
    """Codes, plates and handles right beside the name of whose they are."""

    id = "context-badges"
    kinds = frozenset(_KINDS.values())
    digest = digest_of("2", _IN_BRACKETS.pattern, _APPOSED.pattern, _SUM.pattern)

    def combine(self, passage: Passage, hits: Sequence[Hit]) -> Combined:
        """A hit for each such value."""
        return Combined(tuple(_badges(passage.text, hits, self.id)))


def _badges(text: str, hits: Sequence[Hit], detector: str) -> Iterator[Hit]:
    for person in hits:
        if person.kind != "PERSON" or person.score < LOW_LEVEL:
            continue
        for found in (_IN_BRACKETS.match(text, person.end), _APPOSED.match(text, person.end)):
            if found is not None and found.lastgroup is not None:
                sort, value = found.lastgroup, found[found.lastgroup]
                if _is_own(sort, value, text[max(0, person.start - 60) : person.start].lower()):
                    yield Hit(*found.span(sort), _KINDS[sort], detector, SCORE)


def _is_own(sort: str, value: str, before: str) -> bool:
    if sort == "handle":
        return network_handle(value, before) is not None
    if sort == "plate":
        return True
    if _SUM.fullmatch(value) or is_a_birthday(value):
        return False
    return document_number(value, "") is not None and (len(value) != 15 or imei(value, "") is not None)


def combiners() -> list[Combiner]:
    """The one combiner of this module."""
    return [BadgesCombiner()]
