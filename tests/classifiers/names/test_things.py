"""What is called after somebody and is none: asked for each name, so that it may look no further than it must."""

from collections.abc import Callable

from classifiers.names.frames import Frame
from classifiers.names.things import Things
from classifiers.names.words import words_of
from tests.cost import grows_linearly


def test_a_name_is_looked_around_no_further_in_a_long_line() -> None:
    def call_of(count: int) -> Callable[[], object]:
        text = "ask Jane Roe about the days of the month, " * count
        words = words_of(text)
        things = Things(text, words, Frame(text, words))
        starts = [word.start for word in words if word.plain == "jane"]
        return lambda: [things.is_one_of_its_kind(start) for start in starts]

    assert grows_linearly(call_of, 300)


def test_names_of_months_are_nobodys() -> None:
    text = "'months' => ['April', 'June'],\nand then June Roe called"
    words = words_of(text)
    things = Things(text, words, Frame(text, words))
    assert things.is_one_of_its_kind(text.index("June"))
    assert not things.is_one_of_its_kind(text.rindex("June"))
