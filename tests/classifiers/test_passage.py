"""The passage: offsets that hold, windows that join."""

import itertools
import re

from hypothesis import given
from hypothesis import strategies as st

from classifiers.passage import Passage


@given(st.text(max_size=200))
def test_the_lower_case_copy_has_the_same_length(text: str) -> None:
    assert len(Passage(text).low) == len(text)


@given(
    st.lists(
        st.sampled_from(["ΣΑΣ ", "ΑΣ", "İx\n", "word_2 ", "Ärger", "x" * 70_000, "a b " * 20_000]), max_size=6
    )
)
def test_a_long_text_is_lowered_and_cut_into_words_as_a_whole(parts: list[str]) -> None:
    passage = Passage("".join(parts))
    assert passage.low == passage.text.replace("\u0130", "i").lower()
    assert passage.words == frozenset(re.findall(r"[^\W_]+", passage.low))


def test_windows_around_literals_are_joined_and_stay_inside() -> None:
    passage = Passage("Key.....key" + "." * 30 + "KEY")
    whole = (0, len(passage.text))
    assert passage.around(("key",), 2, 4, whole, 0) == [(0, 15), (39, 44)]
    assert passage.around(("absent",), 2, 4, whole, 0) == []
    assert passage.around(("key",), 2, 4, (12, 20), 0) == [(6, 15)], "the first ends ahead of the area"
    assert passage.around(("key",), 2, 4, (16, 39), 0) == [], "the second begins where the area ends"
    assert passage.around(("key",), 2, 4, (16, 39), 3) == [(39, 44)]


def test_places_are_those_that_begin_in_the_area() -> None:
    passage = Passage("aaa-key")
    assert passage.places(("aa", "key"), (0, 7)) == [0, 1, 4]
    assert passage.places(("aa", "key"), (1, 4)) == [1]


@given(st.text(alphabet="ab.", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_an_area_leaves_out_only_what_lies_outside(text: str, one: int, other: int) -> None:
    passage = Passage(text)
    start, end = sorted((min(one, len(text)), min(other, len(text))))

    def inside(windows: list[tuple[int, int]]) -> set[int]:
        return {at for low, high in windows for at in range(max(low, start), min(high, end))}

    whole = passage.around(("ab", "bb"), 2, 3, (0, len(text)), 0)
    assert inside(whole) == inside(passage.around(("ab", "bb"), 2, 3, (start, end), 0))


def test_clusters_are_those_that_lead_into_the_area() -> None:
    passage = Passage("1234" + " x" * 50 + "5678")
    assert len(passage.clusters((0, len(passage.text)))) == 2
    assert len(passage.clusters((0, 4))) == len(passage.clusters((100, 108))) == 1
    assert len(passage.clusters((40, 60))) == 0


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
