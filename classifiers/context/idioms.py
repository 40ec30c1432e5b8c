"""Idioms: words of illness that tell of a thing or a mood ("a depression in the road", "der kritische Pfad").

Only what lies within such a phrase is taken away; beside it, people are as ill as they are.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from sys import maxsize
from typing import Any

import yaml

from classifiers.authored import Loader
from classifiers.compiled import compiled
from classifiers.context.lexicon import windows
from classifiers.context.told import asked
from classifiers.detector import Hit, Sieve
from classifiers.digest import digest_of
from classifiers.passage import Passage

_LIST = Path(__file__).parent / "lists" / "idioms.yaml"
_KINDS = frozenset({"MEDICAL_CONDITION", "CRIMINAL_RECORD"})
_AROUND = 80  # characters around a fact in which an idiom is looked for
_ARTICLE = 4  # characters by which a fact may begin ahead of it


class IdiomsSieve:
    """Takes away words of illness that mean something else."""

    id = "context-idioms"
    kinds: frozenset[str] = frozenset()
    digest = digest_of("1", _LIST.read_text(encoding="utf-8"))

    def left(self, passage: Passage, hits: Sequence[Hit]) -> Sequence[Hit]:
        """The hits without such words."""
        facts = [hit for hit in hits if hit.kind in _KINDS and not hit.is_foreign]
        if not facts:
            return hits
        words = passage.words
        patterns = [
            pattern
            for near, also, pattern in _idioms()
            if not near.isdisjoint(words) and not (also and also.isdisjoint(words))
        ]
        idioms = sorted(
            found.span()
            for first, last in windows(sorted({hit.start for hit in facts}), _AROUND, _AROUND)
            for pattern in patterns
            for found in pattern.finditer(passage.low, first, last)
        )
        taken = {hit for hit in facts if _is_within(idioms, hit)}
        return [hit for hit in hits if hit not in taken]


def _is_within(idioms: Sequence[tuple[int, int]], fact: Hit) -> bool:
    """Whether a fact lies in one of some places that are in order."""
    first = bisect_left(idioms, (fact.start - _AROUND, 0))
    last = bisect_right(idioms, (fact.start + _ARTICLE, maxsize))
    return any(fact.end <= end for _, end in idioms[first:last])


@cache
def _idioms() -> tuple[tuple[frozenset[str], frozenset[str], re.Pattern[str]], ...]:
    lists: dict[str, Any] = yaml.load(_LIST.read_text(encoding="utf-8"), Loader=Loader)
    lines = map(asked, lists["lines"])
    return tuple((near, also, compiled(pattern)) for near, also, pattern in lines)


def sieves() -> list[Sieve]:
    """For the catalogue."""
    return [IdiomsSieve()]
