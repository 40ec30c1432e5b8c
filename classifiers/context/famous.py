"""Facts of well-known people: where the only person of a text is one of them, the day of birth or the illness is too.

A fact goes when a well-known person's whole name stands ahead of it in the same paragraph, nobody else is told of in
the text, and the writer does not come between ("I was born on ...").
"""

import re
from collections.abc import Sequence

from classifiers.brands import figures
from classifiers.detector import Hit, Sieve
from classifiers.digest import digest_of
from classifiers.passage import Passage
from classifiers.persons import identifies
from classifiers.plain import plain

_FACTS = frozenset(
    [
        "DATE_OF_BIRTH",
        "MEDICAL_CONDITION",
        "CRIMINAL_RECORD",
        "FINANCIAL_SITUATION",
        "NRP",
        "SEXUAL_ORIENTATION",
        "CASE_NUMBER",
    ]
)
_REACH = 200  # characters between the name and the fact
_WORD = re.compile(r"[^\W\d_]{2,30}(?:['’\-][^\W\d_]{1,20})?")
_WRITER = re.compile(
    r"\b(?:I|my|our|we|me|ich|mein\w{0,2}|unser\w{0,2}|je|mon|ma|notre|yo|mi|nuestr[oa]|io|mio|mia|ik|mijn|onze|eu|meu|minha|"
    r"ja|mój|moja|patient\w{0,3}|client\w?|customer|employee|colleague)\b|\n\s{0,8}\n",
    re.IGNORECASE,
)


class FamousSieve:
    """Takes away facts that everybody knows of somebody whom everybody knows."""

    id = "context-famous"
    kinds: frozenset[str] = frozenset()
    digest = digest_of("1", _WRITER.pattern)

    def left(self, passage: Passage, hits: Sequence[Hit]) -> Sequence[Hit]:
        """The hits without such facts."""
        facts = [hit for hit in hits if hit.kind in _FACTS and not hit.is_foreign]
        if not facts or any(identifies(hit) and hit.kind not in _FACTS for hit in hits):
            return hits
        text = passage.text
        names = _names(text, facts)
        known = {
            hit
            for hit in (facts if names else ())
            if any(
                hit.start - _REACH <= start and end <= hit.start and _carries(text, end, hit)
                for start, end in names
            )
        }
        return [hit for hit in hits if hit not in known]


def _names(text: str, facts: Sequence[Hit]) -> list[tuple[int, int]]:
    """Where whole names of well-known people stand ahead of some fact."""
    first, last = min(hit.start for hit in facts) - _REACH, max(hit.start for hit in facts)
    spelled = [(plain(found[0]), *found.span()) for found in _WORD.finditer(text, max(0, first), last)]
    names: list[tuple[int, int]] = []
    for place, (word, start, _) in enumerate(spelled):
        for name in figures().get(word, ()):
            if len(name) > 1 and tuple(one for one, _, _ in spelled[place : place + len(name)]) == name:
                names.append((start, spelled[place + len(name) - 1][2]))
                break
    return names


def _carries(text: str, end: int, fact: Hit) -> bool:
    """Whether nobody comes between a name and the fact."""
    return _WRITER.search(text, end, fact.start) is None


def sieves() -> list[Sieve]:
    """For the catalogue."""
    return [FamousSieve()]
