"""Examples: marks and makers."""

import pytest

from classifiers.examples import example, expand


def test_marks_become_spans_and_makers_become_text() -> None:
    made = example("id «AB{{upper:4}}» end", "seed")
    (start, end), *others = made.spans
    assert not others
    assert (start, end) == (3, 9)
    assert made.text.startswith("id AB") and made.text.endswith(" end")


def test_the_same_seed_gives_the_same_text_and_another_seed_another() -> None:
    assert expand("{{alnum:30}}", "a") == expand("{{alnum:30}}", "a") != expand("{{alnum:30}}", "b")


@pytest.mark.parametrize("source", ["«a", "a»", "««a»»", "{{nothing:1}}", "{{hex:many}}"])
def test_a_wrong_example_is_an_error(source: str) -> None:
    with pytest.raises(ValueError):
        example(source, "s")
