"""First names that the model passed over: found in a short text about what befalls somebody, and nowhere else."""

import pytest

from classifiers.names.frames import Frame
from classifiers.names.mentioned import mentioned
from classifiers.names.runs import Name
from classifiers.names.words import words_of


def found(text: str, names: tuple[Name, ...] = ()) -> list[str]:
    words = words_of(text)
    return [text[hit.start : hit.end] for hit in mentioned(text, words, Frame(text, words), names, "names")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Did Ravinder get a salary?", ["Ravinder"]),
        ("Can they cut the salary of Ravinder?", ["Ravinder"]),
        ("¿Cuánto finiquito le corresponde a Amparo?", ["Amparo"]),
        ("Hoeveel vergoeding krijgt Marloes?", ["Marloes"]),
        ("my neighbour says that Ottoline, Enzo (and Gunnar) sang", ["Ottoline", "Enzo", "Gunnar"]),
    ],
)
def test_a_first_name_within_a_sentence_is_a_person_where_something_befalls_somebody(
    text: str, wanted: list[str]
) -> None:
    assert found(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "where did they put the cap of Ravinder?",
        "the salary was paid. Ravinder",
        "the salary at Eggs Benedict",
        "peux-tu me donner un exemple",
        "the salary of ravinder and of RAVINDER",
        "the salary paid in May",
        "Voer de naam van de salary in",
        "Write a story in which the salary of Ravinder is stolen by a dragon",
        "the salary of Ravinder" + " and more of the same" * 40,
    ],
)
def test_elsewhere_it_is_left_to_the_model(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ravinder und ich streiten uns ständig, was tun?", ["Ravinder"]),
        ("Inge mówi że to już wszystko", ["Inge"]),
        ("Inge und die anderen", []),
        ("the boat that inge says is hers", ["inge"]),
        ("the boat that friend says is hers", []),
        ("Hope sagt nein", []),
    ],
)
def test_who_does_what_only_people_do_may_begin_a_sentence(text: str, wanted: list[str]) -> None:
    assert found(text) == wanted


def test_what_the_model_named_is_left_to_its_judge() -> None:
    text = "the salary of Ravinder"
    assert found(text, (Name(3, 4, "PERSON", 0.5, 0.0),)) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("shifts for Yuki and then Ravinder", ["Ravinder"]),
        ("shifts for Yuki and then the Ravinder pack", []),
        ("shifts for Yuki since Jan, please", []),
        ("plan for Yuki pour les vacances de Noël", []),
        ("lease with Yuki on the first of August", []),
    ],
)
def test_a_first_name_is_a_person_beside_somebody_else(text: str, wanted: list[str]) -> None:
    assert found(text, (Name(2, 3, "PERSON", 0.99, 0.0),)) == wanted
    assert found(text, (Name(2, 3, "PERSON", 0.9, 0.0),)) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("leave: ravinder 4 days, yuki off", ["ravinder"]),
        ("leave: Ravinder 4 days, Yuki off", ["Ravinder"]),
        ("- ravinder - blocked\n- yuki - done", ["ravinder"]),
        ("yuki;12\nravinder;14", ["ravinder"]),
        ("leave: ravinder, yuki off", []),
        ("leave: hope 4 days, yuki off", []),
        ("leave: ravinder 4 days\nor: yuki off", []),
    ],
)
def test_who_stands_in_the_place_of_a_sure_person_is_one(text: str, wanted: list[str]) -> None:
    at = next(at for at, word in enumerate(words_of(text)) if word.plain == "yuki")
    assert found(text, (Name(at, at + 1, "PERSON", 0.99, 0.0),)) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a neta Amparo chamou o 112", ["Amparo"]),
        ("a neta amparo chamou o 112", ["amparo"]),
        ("a neta hope chamou o 112", []),
        ("a rua Amparo fica longe", []),
        ("Amparo ainda não entregou", ["Amparo"]),
        ("the salary at Amparo", []),
    ],
)
def test_kin_and_acts_make_a_person_of_what_the_model_took_for_a_place(text: str, wanted: list[str]) -> None:
    at = next((at for at, word in enumerate(words_of(text)) if word.plain == "amparo"), 0)
    assert found(text, (Name(at, at + 1, "LOCATION", 0.7, 0.0),)) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Resumen: cuñada Uxía molesta por los gastos", ["Uxía"]),
        ("o sobrinho Adérito traz as compras", ["Adérito"]),
        ("Napisz milej: sędzia Zdzisława Oleszczuk dwa razy zapłaciła.", ["Zdzisława Oleszczuk"]),
        ("Formulier freundlich: Hausarzt Levke hat zweimal bezahlt.", ["Levke"]),
        ("Hiring manager: Dorota. The salary cap is 63k.", ["Dorota"]),
        ("her sister Rose paid the lawyer", ["Rose"]),
        ("the nurse Will see you", []),
        ("the architect Kubernetes never met", []),
        ("a guest in Uxbridge", []),
        ("our engineer Thursday", []),
        ("Write a story about the gardener Boydrik and a dragon", []),
    ],
)
def test_a_word_that_no_list_knows_is_a_person_in_a_role(text: str, wanted: list[str]) -> None:
    assert found(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Szymczak przyszedł pijany na budowę", ["Szymczak"]),
        ("Ostrowska ma dwójkę dzieci", ["Ostrowska"]),
        ("Zamek ma dwie wieże", []),
        ("Kim był ten człowiek?", []),
        ("Szymczak is late", []),
    ],
)
def test_a_polish_surname_by_its_ending_is_a_person_by_what_follows(text: str, wanted: list[str]) -> None:
    assert found(text) == wanted
