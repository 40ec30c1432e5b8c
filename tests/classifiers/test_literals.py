"""Literals: what is ruled out by runs of characters is not in the text, and the rest is looked for."""

from hypothesis import given
from hypothesis import strategies as st

from classifiers.literals import _FIRST, _LENGTH, Literals
from tests.fuzzing import examples

LETTERS = st.text(alphabet=st.sampled_from("abcé?\ud800 -"), max_size=40)


@examples(300)
@given(LETTERS, st.lists(LETTERS, max_size=20))
def test_a_literal_is_found_if_it_is_there(low: str, asked: list[str]) -> None:
    late = Literals(low)
    for number in range(_FIRST + 1):
        late.has(f"nothing {number}")
    assert late._noted is not None
    pieces = [low[start : start + size] for start in range(0, len(low), 3) for size in (1, 2, 3, 4, 5, 9)]
    for literal in (*asked, *pieces):
        assert late.has(literal) == Literals(low).has(literal) == (literal in low)
        assert late.likely((literal,)) or literal not in low
    assert late.has_any(tuple(asked)) == any(one in low for one in asked)
    assert {*asked, *pieces}.issuperset(late.likely((*asked, *pieces)))
    assert {one for one in (*asked, *pieces) if one in low} <= {*late.likely((*asked, *pieces))}


def test_a_literal_across_two_lengths_of_a_long_text_is_found() -> None:
    strange = [f"{number}word" for number in range(_FIRST)]
    for shift in range(12):
        literals = Literals("." * (_LENGTH - shift) + "passphrase" + "." * _LENGTH)
        assert literals.likely((*strange, "passphrase")) == ("passphrase",)


def test_most_literals_are_ruled_out_without_a_search() -> None:
    literals = Literals("could you go over the minutes of the meeting? " * 20)
    names = [f"{one}{other}vendor" for one in "bcdfg" for other in "qwxyz" for _ in range(6)]
    for number in range(_FIRST):
        literals.has(f"x{number}")
    assert literals.likely((*names, "minutes of")) == ("minutes of",)
    assert literals.likely(("nothing", "minutes of")) == ("minutes of",)
