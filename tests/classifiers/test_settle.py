"""Settling: order-free, without overlap, and never uncovering what was found."""

import itertools
import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from classifiers.detector import FOREIGN, Hit
from classifiers.settle import LOW_LEVEL, outdone, settle

HITS = st.lists(
    st.builds(
        lambda start, size, kind, detector, score, verified: Hit(
            start, start + size, kind, detector, score, verified
        ),
        st.integers(0, 40),
        st.integers(1, 20),
        st.sampled_from(["PASSWORD", "EMAIL_ADDRESS", "US_SSN"]),
        st.sampled_from(["a", "b", f"{FOREIGN}c"]),
        st.sampled_from([40.0, 65.0, 80.0, 95.0]),
        st.booleans(),
    ),
    max_size=25,
)


def covered(hits: "list[Hit] | tuple[Hit, ...]") -> set[int]:
    return {place for hit in hits for place in range(hit.start, hit.end)}


@given(HITS, st.randoms(use_true_random=False))
def test_any_order_of_raw_hits_gives_the_same_answer(hits: list[Hit], chance: random.Random) -> None:
    shuffled = list(hits)
    chance.shuffle(shuffled)
    assert settle(shuffled) == settle(hits)


@given(HITS)
def test_no_two_hits_overlap_and_all_are_sorted(hits: list[Hit]) -> None:
    settled = settle(hits)
    assert all(first.end <= second.start for first, second in itertools.pairwise(settled))


@given(HITS)
def test_settling_covers_exactly_what_was_found(hits: list[Hit]) -> None:
    assert covered(settle(hits)) == covered([hit for hit in hits if hit.score >= LOW_LEVEL])


@given(HITS)
def test_settling_twice_changes_nothing(hits: list[Hit]) -> None:
    assert settle(settle(hits)) == settle(hits)


@given(HITS)
def test_neither_a_users_kind_nor_ours_hides_the_other(hits: list[Hit]) -> None:
    settled = settle(hits)
    given = [*settled, *outdone(hits, settled)]
    for its in ([hit for hit in hits if hit.is_foreign], [hit for hit in hits if not hit.is_foreign]):
        assert {(hit.start, hit.end, hit.kind) for hit in settle(its)} <= {
            (hit.start, hit.end, hit.kind) for hit in given
        } or not any(hit.is_foreign for hit in hits)


def test_a_users_kind_goes_before_ours_for_the_same_characters() -> None:
    badge = Hit(0, 7, "BADGE", f"{FOREIGN}Badges", 70.0)
    number = Hit(0, 7, "EMPLOYEE_ID", "staff-number", 97.0)
    assert settle([number, badge]) == (badge,)
    assert outdone([number, badge], [badge]) == [number]
    checked = replace(number, kind="CREDIT_CARD", verified=True)
    assert settle([checked, badge]) == (replace(badge, verified=True),)
    # The same kind: the better word for it. Other characters: the longer.
    same = replace(number, kind="BADGE")
    assert settle([same, badge]) == (same,) and outdone([same, badge], [same]) == []
    longer = replace(number, end=9)
    assert settle([longer, badge]) == (longer,) and outdone([longer, badge], [longer]) == [badge]
    assert outdone([longer, same], [longer]) == []


def test_the_documented_order() -> None:
    shape_long = Hit(0, 30, "PASSWORD", "x", 99.0)
    checked_short = Hit(5, 10, "US_SSN", "y", 70.0, verified=True)
    assert settle([shape_long, checked_short]) == (
        Hit(0, 5, "PASSWORD", "x", 99.0),
        checked_short,
        Hit(10, 30, "PASSWORD", "x", 99.0),
    )
    assert settle([Hit(0, 9, "A", "x", 70.0), Hit(0, 8, "A", "x", 90.0)])[0].end == 9
    assert settle([Hit(0, 9, "A", "x", 70.0), Hit(0, 9, "A", "y", 90.0)])[0].detector == "y"
    assert settle([Hit(0, 9, "B", "x", 70.0), Hit(0, 9, "A", "y", 70.0)])[0].kind == "A"


def test_a_part_of_a_checked_value_is_no_longer_verified() -> None:
    settled = settle([Hit(0, 10, "A", "x", 90.0, verified=True), Hit(8, 14, "B", "y", 90.0, verified=True)])
    assert settled == (Hit(0, 10, "A", "x", 90.0, verified=True), Hit(10, 14, "B", "y", 90.0))


def test_what_is_left_of_a_cut_has_no_white_space_at_its_ends() -> None:
    text = "cancer and lupus \n"
    hits = [Hit(0, 6, "A", "a", 90.0, verified=True), Hit(0, 18, "B", "b", 80.0)]
    assert [text[one.start : one.end] for one in settle(hits, text)] == ["cancer", "and lupus"]
    assert settle([Hit(16, 18, "B", "b", 80.0)], text) == ()
