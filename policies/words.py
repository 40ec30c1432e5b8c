"""A client's own words in a text: whole words, any case, any white space between their parts. Pure."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from classifiers.disguise.letters import plain_letters
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
        as_written = set(_found(policy, segment.text))
        for kind, start, end in sorted(as_written):
            yield _finding(segment, kind, start, end)
        # Unseen, wide and look-alike letters are read as the plain ones; a text in ASCII has none of them.
        plain = None if segment.text.isascii() else plain_letters(segment.text)
        for kind, start, end in _found(policy, plain.text) if plain is not None else ():
            if plain is not None and plain.shows(start, end):
                for low, high in plain.spans(start, end):
                    if (
                        kind,
                        low,
                        high,
                    ) not in as_written:  # the pattern reads accents that stand apart itself
                        yield _finding(segment, kind, low, high)


def _finding(segment: Segment, kind: str, start: int, end: int) -> Finding:
    return Finding(segment.place, start, end, kind, DETECTOR, _SCORE)


def _found(policy: Policy, text: str) -> Iterator[tuple[str, int, int]]:
    """Kind and place of every term in a text."""
    folded = _fold(text)
    for words in policy.words:
        for term in words.terms:
            probe, pattern = _compiled(term)
            if probe in folded:
                for found in pattern.finditer(text):
                    yield words.kind, found.start(), found.end()


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
    """A part as it may be written: its letters composed, or each with its marks behind it; ss for sharp s."""
    forms = {part, *(unicodedata.normalize(form, part) for form in ("NFC", "NFD"))}
    # The longest first, so that no mark is left standing alone.
    escaped = (re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
    return "(?:" + "|".join(_SHARP_S.sub("(?:ss|ß|ẞ)", form) for form in escaped) + ")"


_SHARP_S = re.compile("ss|ß|ẞ", re.IGNORECASE)


def _probe(term: str) -> str:
    """The longest run of plain letters and digits of a term, which every form of it has; empty for none.

    The letter i is left out: "re" takes the Turkish ones for it, and the probe must never be stricter than the pattern.
    """
    return max(re.findall("[a-hj-z0-9]+", term.casefold()), key=len, default="")


def _fold(text: str) -> str:
    return text.casefold()
