"""What is called after somebody and is none: asked for each name, so that it may look no further than it must."""

from collections.abc import Callable

import pytest

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


@pytest.mark.parametrize(
    "text",
    [
        "Frost damaged two of the greenhouses, and Rose bushes are not insured.",
        "Azul o verde? Rosa es demasiado claro, Violeta queda mejor en el gráfico.",
        "Miła obsługa to podstawa. Róża jest kwiatem. Malina to inny owoc.",
        "Jeder Bäcker und jeder Müller zahlt Steuern. Der Koch kocht, der Wagner baut Wagen.",
        "Liste typische Berufe: Müller, Schmied, Weber, Koch, Jäger, Schäfer, Bauer.",
        "Der König war ein Kaiser, der Graf ein Ritter. Frost schadet den Rosen, der Sommer kommt.",
        "Rezept für Schwarzwälder Kirsch, Linzer Torte und Frankfurter Kranz",
        "Is a Granny Smith an apple, and a Shirley Temple a drink? Peach Melba and Bananas Foster, please.",
        "Draw up a list: Bunsen burner, Erlenmeyer flask, Petri dishes, Geiger counter, Allen keys",
        "# Fisher-Yates then Kruskal-Wallis",
        "Apply Levenberg-Marquardt or Nelder-Mead to this.",
        "Grant access to the finance folder. Mark all mails as read. Rob Peter to pay Paul. Drew the line here.",
        "Vergleiche Hanna Schmitz mit Effi Briest. Perché Renzo e Lucia non si sposano?",
        "Receita de bolo Romeu e Julieta.",
        "E quem escreveu Dom Casmurro, Machado de Assis? O que disse Lula?",
    ],
)
def test_trades_dishes_tools_and_orders_are_nobody(found: Callable[[str], list[str]], text: str) -> None:
    assert not found(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("My colleague Rose hates the colour of the walls, what do I answer?", "Rose"),
        ("Violet Ansah rang about the garden fence.", "Violet Ansah"),
        ("Der Koch ist krank, Frau Bäcker vertritt ihn.", "Bäcker"),
        ("Koch und Schmied sind krank, wer übernimmt ihre Schicht?", "Schmied"),
        ("Mark wants the invoice today, send it to him.", "Mark"),
        ("Our tenant Rosa Allen lost her keys.", "Rosa Allen"),
        ("Aunt Eliza Foster is in hospital with a stroke.", "Eliza Foster"),
    ],
)
def test_people_who_are_called_so_stay(
    found: Callable[[str], list[tuple[str, str]]], text: str, name: str
) -> None:
    assert any(kind == "PERSON" and name in value for kind, value in found(text))
