"""What is called after somebody and is none: asked for each name, so that it may look no further than it must."""

from collections.abc import Callable

from classifiers.names.frames import Frame
from classifiers.names.things import Things
from classifiers.names.words import Word, words_of
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


def test_a_feast_is_nobody() -> None:
    text = "un cadeau de Noël, et Joyeux Noël ! Le contrat de Noël Roe est prêt"
    words = words_of(text)
    things = Things(text, words, Frame(text, words))
    starts = [at for at in range(len(text)) if text.startswith("Noël", at)]
    assert [things.is_one_of_its_kind(start) for start in starts] == [True, True, False]


def test_a_parameter_of_a_function_is_nobody() -> None:
    text = '{"%s": [{"name": "loc", "description": "where it is"}]}'
    for key, meant in (("parameters", True), ("employees", False)):
        things, letters = _at(text % key, "loc")
        assert things.is_called_so(letters[0], listed=True, told=True) is meant


def _at(text: str, name: str) -> tuple[Things, list[Word]]:
    words = words_of(text)
    return Things(text, words, Frame(text, words)), [word for word in words if word.plain == name][:1]


def test_illnesses_in_a_row_are_called_after_somebody() -> None:
    for text, meant in (
        ("Alzheimer, Parkinson, Crohn, Hashimoto: which eponyms", True),
        ("Dr Hashimoto saw Mr Wilson and Mrs Turner", False),
    ):
        things, letters = _at(text, "hashimoto")
        assert things.is_an_illness(letters) is meant


def test_a_tone_that_is_asked_for_is_nobody() -> None:
    things, letters = _at("Tom cordial, no máximo 60 palavras", "tom")
    assert things.is_a_tone(letters)
    things, letters = _at("Tom comes late", "tom")
    assert not things.is_a_tone(letters)
