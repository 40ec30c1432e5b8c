"""The passage: offsets that hold, windows that join."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from classifiers.passage import Passage


@given(st.text(max_size=200))
def test_the_lower_case_copy_has_the_same_length(text: str) -> None:
    assert len(Passage(text).low) == len(text)


def test_windows_around_literals_are_joined_and_stay_inside() -> None:
    passage = Passage("Key.....key" + "." * 30 + "KEY")
    assert passage.around(("key",), 2, 4) == [(0, 15), (39, 44)]
    assert passage.around(("absent",), 2, 4) == []


def test_clusters_of_digits_need_four_of_them() -> None:
    assert Passage("in 123 days, at 9.30").digits == ()
    ((start, end),) = Passage("x" * 50 + " 12 34 " + "y" * 50).digits
    assert start <= 51 and end >= 56
    assert Passage("1 " * 400).digits == ((0, 800),)


@given(st.text(alphabet="1 .x\n", max_size=120))
def test_windows_are_disjoint_and_in_order(text: str) -> None:
    windows = Passage(text).digits
    assert all(0 <= start < end <= len(text) for start, end in windows)
    assert all(first[1] < second[0] for first, second in itertools.pairwise(windows))
