"""Alternatives that are put together match what they match one by one."""

import random
import re

from hypothesis import given
from hypothesis import strategies as st

from classifiers.either import alternatives, either

_ALTERNATIVES = (
    "tel",
    "telefon",
    r"\btel\.",
    r"\bt",
    r"(?<![^\W_])dob(?![^\W\d_])",
    r"(?<![^\W_])d\.o(?![^\W\d_])",
    "ab?c",
    "a",
    "é[tl]",
    r"@\w",
    "x{2}",
    r"(?:b|\bk)o",
)


@given(st.sets(st.sampled_from(_ALTERNATIVES), min_size=1), st.integers(0, 10**6))
def test_a_choice_is_found_where_one_of_its_alternatives_is(chosen: set[str], seed: int) -> None:
    draw = random.Random(seed)
    text = "".join(draw.choices("telfonéd.obackx@ _1", k=60))
    together = re.compile(either(sorted(chosen)))
    for at in range(len(text)):
        assert bool(together.match(text, at)) == any(re.compile(one).match(text, at) for one in chosen)


def test_bars_within_brackets_part_nothing() -> None:
    assert list(alternatives(r"a|(?:b|[|)]c)|[(|]\||\(|")) == ["a", "(?:b|[|)]c)", r"[(|]\|", r"\(", ""]
