"""Facts of well-known people: where the only person of a text is one of them, the day of birth or the illness is too.

A fact goes when a well-known person's whole name stands ahead of it in the same paragraph, nobody else is told of in
the text, and the writer does not come between ("I was born on ...").
"""

import re
from collections.abc import Iterator, Sequence

from classifiers.brands import figures
from classifiers.detector import Hit, Sieve
from classifiers.passage import Passage
from classifiers.persons import identifies
from classifiers.plain import plain
from classifiers.rule import digest_of

_FACTS = frozenset(
    [
        "DATE_OF_BIRTH",
        "MEDICAL_CONDITION",
        "CRIMINAL_RECORD",
        "NRP",
        "SEXUAL_ORIENTATION",
        "CASE_NUMBER",
    ]
)
_FOREIGN = "presidio:"
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
        facts = [hit for hit in hits if hit.kind in _FACTS and not hit.detector.startswith(_FOREIGN)]
        if not facts or any(identifies(hit) and hit.kind not in _FACTS for hit in hits):
            return hits
        text = passage.text
        known = {hit for hit in facts if any(_carries(text, end, hit) for end in _names(text, hit))}
        return [hit for hit in hits if hit not in known]


def _names(text: str, fact: Hit) -> Iterator[int]:
    """Where whole names of well-known people end that stand ahead of a fact."""
    spelled = [
        (plain(found[0]), found.end())
        for found in _WORD.finditer(text, max(0, fact.start - _REACH), fact.start)
    ]
    for place, (word, _) in enumerate(spelled):
        for name in figures().get(word, ()):
            if len(name) > 1 and tuple(one for one, _ in spelled[place : place + len(name)]) == name:
                yield spelled[place + len(name) - 1][1]
                break


def _carries(text: str, end: int, fact: Hit) -> bool:
    """Whether nobody comes between a name and the fact."""
    return _WRITER.search(text, end, fact.start) is None


def sieves() -> list[Sieve]:
    """For the catalogue."""
    return [FamousSieve()]
