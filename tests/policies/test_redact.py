"""Redacting: replacements in order, never overlapping, never outside the text or in a signed part."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.finding import Finding
from classifiers.segment import Segment
from policies.placeholders import Placeholders
from policies.redact import Replacement, redactions


def tokens() -> Placeholders:
    return Placeholders(bytes(32), "acme/jane/1")


def found(place: int, start: int, end: int, kind: str = "PERSON") -> Finding:
    return Finding(place, start, end, kind, "t", 90)


def apply(text: str, edits: list[Replacement]) -> str:
    for edit in reversed(edits):
        text = text[: edit.start] + edit.token + text[edit.end :]
    return text


def test_the_same_value_has_the_same_token_everywhere() -> None:
    segments = [Segment(0, "Ann and Bob"), Segment(1, "Bob and Ann")]
    findings = [found(1, 8, 11), found(0, 8, 11), found(1, 0, 3), found(0, 0, 3)]
    edits = redactions(segments, findings, tokens())
    assert [(edit.place, edit.start) for edit in edits] == [(0, 0), (0, 8), (1, 0), (1, 8)]
    assert edits[0].token == edits[3].token != edits[1].token == edits[2].token


def test_overlapping_findings_become_one_named_by_the_longest() -> None:
    segments = [Segment(0, "mail ann.lee@example.com now")]
    findings = [found(0, 5, 12), found(0, 5, 24, "EMAIL_ADDRESS"), found(0, 13, 28, "URL")]
    held = tokens()
    (edit,) = redactions(segments, findings, held)
    assert (edit.start, edit.end) == (5, 28)
    assert edit.token.startswith("[EMAIL_")
    assert held.resolve(edit.token) == "ann.lee@example.com now"


def test_what_looks_like_a_placeholder_in_any_segment_is_kept_clear() -> None:
    (plain,) = redactions([Segment(0, "Ann")], [found(0, 0, 3)], tokens())
    segments = [Segment(0, "Ann"), Segment(1, f"a literal {plain.token}")]
    (edit,) = redactions(segments, [found(0, 0, 3)], tokens())
    assert edit.token != plain.token


@pytest.mark.parametrize(
    "finding", [found(0, 2, 9), found(0, -1, 2), found(0, 2, 2), found(7, 0, 1), found(1, 0, 3)]
)
def test_what_cannot_be_replaced_is_refused_without_its_text(finding: Finding) -> None:
    segments = [Segment(0, "secret"), Segment(1, "signed", editable=False)]
    with pytest.raises(ValueError, match="cannot be replaced") as caught:
        redactions(segments, [finding], tokens())
    assert "secret" not in str(caught.value)


spans = st.tuples(st.integers(0, 25), st.integers(1, 6), st.sampled_from(["PERSON", "EMAIL_ADDRESS"]))


@given(st.lists(spans, max_size=8), st.randoms(use_true_random=False))
def test_every_found_character_is_gone_and_all_comes_back(
    given_spans: list[tuple[int, int, str]], mixer: object
) -> None:
    text = "abcdefghijklmnopqrstuvwxyzabcdefgh"
    findings = [found(0, start, start + size, kind) for start, size, kind in given_spans]
    held = tokens()
    edits = redactions([Segment(0, text)], findings, held)
    mixer.shuffle(findings)  # type: ignore[attr-defined]
    assert redactions([Segment(0, text)], findings, tokens()) == edits
    covered = {place for start, size, _ in given_spans for place in range(start, start + size)}
    assert {place for edit in edits for place in range(edit.start, edit.end)} == covered
    assert all(left.end <= right.start for left, right in pairwise(edits))
    redacted = apply(text, edits)
    for token, value in held.tokens().items():
        redacted = redacted.replace(token, value)
    assert redacted == text
