"""What `Covered` says is what a look at every hit would say."""

from hypothesis import given
from hypothesis import strategies as st

from classifiers.covered import Covered
from classifiers.detector import Hit

SPAN = st.tuples(st.integers(0, 20), st.integers(1, 8)).map(lambda one: (one[0], one[0] + one[1]))


@given(st.lists(SPAN, max_size=8), SPAN)
def test_a_span_is_held_or_met_by_one_of_the_hits(
    spans: list[tuple[int, int]], asked: tuple[int, int]
) -> None:
    start, end = asked
    covered = Covered(Hit(low, high, "PERSON", "x", 80.0) for low, high in spans)
    assert covered.holds(start, end) == any(low <= start and end <= high for low, high in spans)
    assert covered.meets(start, end) == any(low < end and start < high for low, high in spans)
