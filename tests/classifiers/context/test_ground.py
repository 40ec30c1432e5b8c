"""Ground answers as a look at every hit would."""

from hypothesis import given, settings
from hypothesis import strategies as st

from classifiers.context.ground import Ground
from classifiers.detector import Hit

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=8)


@given(SPANS, st.integers(0, 70), st.integers(1, 9), st.integers(0, 12))
@settings(deadline=None)
def test_meets_and_near(spans: list[tuple[int, int]], start: int, size: int, reach: int) -> None:
    hits = [Hit(at, at + length, "PERSON", "given", 85.0) for at, length in spans]
    ground = Ground(hits)
    assert ground.meets(start, start + size) == any(
        one.start < start + size and start < one.end for one in hits
    )
    assert ground.near(start, reach) == any(one.start - reach <= start <= one.end + reach for one in hits)
