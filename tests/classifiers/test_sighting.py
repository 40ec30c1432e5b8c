"""Sighting: with the engine and without it, patterns are found at the same places."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.edges import before, behind
from classifiers.engine import is_installed
from classifiers.kept import Kept
from classifiers.names.cues import firms, frames, people
from classifiers.names.frames import sights
from classifiers.sighting import BLOCK, Sights
from tests.fuzzing import examples as tries

needs_the_engine = pytest.mark.skipif(not is_installed(), reason="no engine for this platform")
PATTERNS = tuple(
    value
    for module in (firms, frames, people)
    for value in vars(module).values()
    if isinstance(value, re.Pattern)
)
PIECES = (
    *("My boss said ", "a short story about ", "call 020 7946 0958 ", "the Premier League ", "by Ann", "(c) 2019 "),
    *("# author: ", "et al", "you are ", "Genesis 1:1", "How many apples are left?", "GmbH ", "Alice", " Bob "),
    *("our client ", "ſtory ", "\u212aing ", "l'eau ", "\n", " ", "x" * 70, "é", "@corp.example", "written by "),
)  # fmt: skip


@pytest.fixture(scope="module")
def ready() -> Sights:
    made = Sights(PATTERNS, Kept(None))
    assert made.engine.wait(120)
    return made


@needs_the_engine
@tries(120)
@given(
    parts=st.lists(st.sampled_from(PIECES), max_size=40), start=st.integers(0, 900), size=st.integers(0, 900)
)
def test_where_the_engine_saw_nothing_nothing_is(
    ready: Sights, parts: Sequence[str], start: int, size: int
) -> None:
    text = "".join(parts)
    sighted = ready.of(text)
    for pattern in PATTERNS:
        for low, high in ((0, None), (start, start + size)):
            end = len(text) if high is None else high
            wanted = pattern.search(text, low, end)
            found = sighted.search(pattern, low, high)
            assert (found and found.span()) == (wanted and wanted.span()), pattern
            assert [one.span() for one in sighted.finditer(pattern, low, high)] == [
                one.span() for one in pattern.finditer(text, low, end)
            ]


@needs_the_engine
def test_re_is_not_asked_where_the_engine_saw_nothing(ready: Sights) -> None:
    text = "a" * (3 * BLOCK + 100) + " a short story " + "b" * BLOCK
    sighted = ready.of(text)
    assert sighted._first(frames.WORKS, 0, len(text)) == 3 * BLOCK
    assert sighted._first(frames.WORKS, 0, 3 * BLOCK) == -1
    assert sighted._first(frames.CONTEST, 0, len(text)) == -1
    folding = "a \u017fhort \u017ftory"
    assert ready.of(folding).search(frames.WORKS) is not None


def test_without_the_engine_re_is_asked() -> None:
    made = Sights((frames.WORKS, re.compile("x")), Kept(None))
    made.engine.scan = None
    assert made.of("a story").search(frames.WORKS) is not None
    assert made.of("y x").search(re.compile("x")) is not None


def test_the_judges_patterns_have_outlines() -> None:
    """What has none costs the time of `re` in every text with names."""
    known = sights()
    assert not {pattern.pattern[:60] for pattern in known.patterns} - {
        one.pattern[:60] for one in known._numbers
    }


@given(text=st.text(" \n\tab", max_size=90), at=st.integers(0, 90))
def test_what_stands_next_to_a_place(text: str, at: int) -> None:
    for blanks in (None, " "):
        assert before(text, at, blanks) == text[:at].rstrip(blanks)[-1:]
        assert behind(text, at, blanks) == text[at:].lstrip(blanks)[:1]
