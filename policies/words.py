"""A client's own words in a text: whole words, any case, any white space between their parts. Pure."""

import re
import unicodedata
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
    """A cheap probe and the pattern that tells where the term stands.

    Parts may be joined by white space, hyphens or underscores, as in names of files; an underscore ends a word. A
    script that puts no spaces between words (Chinese, Thai) has no ends of words to ask for. Composed and decomposed
    letters are the same.
    """
    parts = term.split()
    before = r"(?<![^\W_])" if _SPACED.match(parts[0]) else ""
    after = r"(?![^\W_])" if _SPACED.search(parts[-1][-1]) else ""
    body = r"[\s_\-]+".join(_either(part) for part in parts)
    return _probe(term), re.compile(f"{before}(?:{body}){after}", re.IGNORECASE)


_SPACED = re.compile("[0-9A-Za-z\u00aa-\u0dff\u1e00-\u1fff]")


def _either(part: str) -> str:
    """A part as it may be written: its letters composed, or each with its marks behind it."""
    forms = {part, *(unicodedata.normalize(form, part) for form in ("NFC", "NFD"))}
    # The longest first, so that no mark is left standing alone.
    return (
        "(?:" + "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form))) + ")"
    )


def _probe(term: str) -> str:
    """The longest run of plain letters and digits of a term, which every form of it has; empty for none.

    The letter i is left out: "re" takes the Turkish ones for it, and the probe must never be stricter than the pattern.
    """
    return max(re.findall("[a-hj-z0-9]+", term.casefold()), key=len, default="")


def _fold(text: str) -> str:
    return text.casefold()
