"""A client's own words in a text: whole words, any case, any white space between their parts. Pure."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from classifiers.finding import Finding
from classifiers.segment import Segment
from policies.policy import Policy

DETECTOR = "words"
_SCORE = 100.0


def kind_of(class_id: str) -> str:
    """The kind of the words of a class: ``biz.confidential`` gives BIZ_CONFIDENTIAL."""
    return class_id.upper().replace(".", "_")


def find_words(policy: Policy, segments: Sequence[Segment]) -> Iterator[Finding]:
    """Every place where a term of the policy stands. Terms may overlap what a detector finds."""
    if not policy.words:
        return
    for segment in segments:
        folded = _fold(segment.text)
        for words in policy.words:
            for term in words.terms:
                probe, pattern = _compiled(term)
                if probe in folded:
                    for found in pattern.finditer(segment.text):
                        yield Finding(segment.place, found.start(), found.end(), words.kind, DETECTOR, _SCORE)


@lru_cache(maxsize=65_536)
def _compiled(term: str) -> tuple[str, re.Pattern[str]]:
    """A cheap probe (the longest part, folded) and the pattern that tells where the term stands."""
    parts = term.split()
    before = r"(?<!\w)" if re.match(r"\w", parts[0]) else ""
    after = r"(?!\w)" if re.search(r"\w$", parts[-1]) else ""
    body = r"\s+".join(re.escape(part) for part in parts)
    return _fold(max(parts, key=len)), re.compile(f"{before}{body}{after}", re.IGNORECASE)


def _fold(text: str) -> str:
    # "re" takes the Turkish dotted and dotless i for i; the probe must never be stricter than the pattern.
    return text.casefold().replace("\u0307", "").replace("\u0131", "i")
