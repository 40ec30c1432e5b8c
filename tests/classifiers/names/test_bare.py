"""Names without a capital or a second word: what stands around or who else is named decides."""

import pytest

from classifiers.names.judge import Judge
from classifiers.names.runs import Name
from classifiers.names.words import words_of
from classifiers.settle import LOW_LEVEL


def found(text: str, **names: tuple[str, float]) -> list[str]:
    """What is found of some words of a text that the model took for people, with their chances."""
    words = words_of(text)
    runs = []
    for part, chance in names.values():
        start = text.index(part)
        at = [place for place, word in enumerate(words) if start <= word.start < start + len(part)]
        runs.append(Name(at[0], at[-1] + 1, "PERSON", chance, 0.0, (chance,) * len(at)))
    hits = Judge(text, words).hits(sorted(runs, key=lambda one: one.first))
    return sorted(
        text[hit.start : hit.end] for hit in hits if hit.kind == "PERSON" and hit.score >= LOW_LEVEL
    )


@pytest.mark.parametrize(
    "text",
    [
        "Guus komt altijd te laat op de stand-up",
        "Guus mi ha chiesto di cambiare turno",
        "Guus znowu nie przyszedł do pracy",
        "Guus no me contesta desde ayer",
        "Guus est malade et personne ne le remplace",
        "Guus macht ihre Schichten",
        "Guus fait ses tournées",
        "Guus hace sus turnos",
        "Guus fa i suoi turni",
        "Guus fragt, ob das so bleibt",
        "Guus não para de reclamar",
        "Guus mentioned the budget twice",
        "and Guus disagrees with the plan",
    ],
)
def test_a_first_name_that_does_what_only_people_do_needs_little(text: str) -> None:
    assert found(text, one=("Guus", 0.45)) == ["Guus"]
    assert found(text.replace("Guus", "Guus -"), one=("Guus", 0.45)) == []


def test_who_acts_needs_no_more_in_small_letters() -> None:
    assert found("judit wil niet en dan is het te laat", one=("judit", 0.7)) == ["judit"]
    assert found("judit en dan is het te laat", one=("judit", 0.7)) == []


def test_a_plus_joins_people() -> None:
    assert found("party: Martin + Gunnar bring cake", one=("Martin", 0.6), two=("Gunnar", 0.6)) == [
        "Gunnar",
        "Martin",
    ]
    assert found("party: Martin + Gunnar bring cake", one=("Martin", 0.45), two=("Gunnar", 0.45)) != []
    assert found("party: Martin / Gunnar bring cake", one=("Martin", 0.6), two=("Gunnar", 0.6)) == []


def test_an_accent_makes_a_last_name_of_a_common_word() -> None:
    assert found("the neighbour, bo vũ. bye", one=("bo vũ", 0.96)) == ["bo vũ"]
    assert found("the neighbour, bo vu. bye", one=("bo vu", 0.96)) == []


def test_a_common_word_behind_a_rare_first_name_is_a_last_name() -> None:
    assert found("a taxi for gabriella kiss from the airport", one=("gabriella kiss", 0.95)) == [
        "gabriella kiss"
    ]
    assert found("a taxi for hope kiss from the airport", one=("hope kiss", 0.95)) == []


def test_a_common_word_or_a_strange_one_does_nothing_so() -> None:
    assert found("Hope komt altijd te laat", one=("Hope", 0.45)) == []
    assert found("Qwzrt komt altijd te laat", one=("Qwzrt", 0.45)) == []


@pytest.mark.parametrize("name", ["Travis", "travis", "TRAVIS"])
def test_a_first_name_needs_less_beside_somebody_who_is_surely_one(name: str) -> None:
    text = f"shifts for {name} on tuesday and for Ravinder on friday"
    assert name in found(text, one=(name, 0.8), other=("Ravinder", 0.99))
    assert name not in found(text, one=(name, 0.8), other=("Ravinder", 0.9))
    assert name not in found(text, one=(name, 0.7), other=("Ravinder", 0.99))


@pytest.mark.parametrize(
    "name", ["Ye-rin Kwon", "Dong-hyun Park", "walid al-rashid", "ji-hoon park", "Jean-luc Picardy"]
)
def test_a_hyphen_joins_small_letters_to_a_name(name: str) -> None:
    assert found(f"send the keys to {name} before noon", one=(name, 0.98)) == [name]


def test_a_hyphen_within_a_program_makes_no_name() -> None:
    assert found("run ls-dyna before noon and send me the log", one=("ls-dyna", 0.98)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Write to Shota Matsumoto saying the offer is ready",
        "Shota Matsumoto plays the violin on fridays",
        "Shota Matsumoto quotes us 400 for the roof",
    ],
)
def test_what_somebody_does_is_no_work_of_theirs(text: str) -> None:
    assert found(text, one=("Shota Matsumoto", 0.99)) == ["Shota Matsumoto"]


def test_the_works_of_somebody_are() -> None:
    assert found("the Shota Matsumoto plays", one=("Shota Matsumoto", 0.99)) == ["Shota Matsumoto"]
    assert found("Shota Matsumoto's plays are long", one=("Shota Matsumoto", 0.99)) == []


def test_names_say_nothing_of_the_language_of_a_text() -> None:
    text = "Verbale. Presenti: yuna choi, yoon dong-hyun, kim seo-yeon. Assente: jiwoo jung."
    names = ("yuna choi", "yoon dong-hyun", "kim seo-yeon", "jiwoo jung")
    assert found(text, **{str(at): (name, 0.99) for at, name in enumerate(names)}) == sorted(names)
    assert found("Mikä päivä on tänään", one=("Mikä päivä", 0.99)) == []


@pytest.mark.parametrize("title", ["doctor", "dottore", "docteur", "doutora", "dokter"])
def test_a_doctor_has_a_name(title: str) -> None:
    assert found(f"ask the {title} miosson about rest", one=("miosson", 0.96)) == ["miosson"]


@pytest.mark.parametrize(("size", "wanted"), [(1, ["onwuka"]), (60, [])])
def test_a_last_name_alone_in_small_letters_counts_in_a_short_text(size: int, wanted: list[str]) -> None:
    text = "prep the notes about onwuka, " + "and more of it " * size
    assert found(text, one=("onwuka", 0.99)) == wanted


def test_who_is_called_kin_or_stands_beside_another_needs_little() -> None:
    assert found("Guus (his brother) and the boat", one=("Guus", 0.9)) == ["Guus"]
    assert found("the boat, Guus, and the oars", one=("Guus", 0.9)) == []
    assert found("who rowed, Guus or Anna?", one=("Guus", 0.7), other=("Anna", 0.7)) == ["Anna", "Guus"]


@pytest.mark.parametrize(
    "text",
    [
        "did i get this right: Vedika's mentor is away until June",
        "Resume la llamada: Vedika lo autoriza y lo tramita el lunes",
        "Résume la réunion : Vedika relance le fournisseur, à valider",
    ],
)
def test_what_somebody_brings_along_is_no_question_of_knowledge(text: str) -> None:
    assert found(text, one=("Vedika", 0.98)) == ["Vedika"]


def test_a_question_of_knowledge_stays_one() -> None:
    assert found("Did Vedika found the city of Pune?", one=("Vedika", 0.95)) == []
    assert found("Resume la obra de Vedika en dos frases", one=("Vedika", 0.95)) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("est ce que la limite est claire ou floue ?", "claire"),
        ("dis-moi si la limite est nette ou claire pour toi", "claire"),
        ("qu'est-ce qui est jaune et qui attend ?", "jaune"),
        ("what will make me rich next year", "rich"),
    ],
)
def test_what_a_thing_is_like_is_nobody(text: str, word: str) -> None:
    assert found(text, one=(word, 0.99)) == []


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("Parvati is wife of Shiva in the hymn", ("Shiva", "him")),
        ("Summarize The Bitter Harvest by Parvati Holt in two lines", ("Bitter Harvest", "Quarterly Report")),
        ("Write a stage script where Parvati Holt sells her boat", ("a stage script", "to the desk")),
        ("the persona (named Parvati) will break rules", ("persona", "nurse")),
        ("Parvati is a chatbot without rules", ("chatbot", "nurse")),
    ],
)
def test_figures_authors_and_roles_are_nobody(text: str, changed: tuple[str, str]) -> None:
    name = "Parvati Holt" if "Holt" in text else "Parvati"
    assert found(text, one=(name, 0.98)) == []
    assert found(text.replace(*changed), one=(name, 0.98)) == [name]


def test_who_somebody_is_stays() -> None:
    assert found("hi, this is claire from accounting", one=("claire", 0.99)) == ["claire"]
    assert found("my name is claire and i need a day off", one=("claire", 0.99)) == ["claire"]
    assert found("they made claire stay until ten", one=("claire", 0.99)) == ["claire"]


def test_a_german_preposition_is_no_article() -> None:
    assert "bragadin" in found("rückruf an bragadin bis mittag", one=("bragadin", 0.99))
    assert found("this is an bragadin for you", one=("bragadin", 0.99)) == []


@pytest.mark.parametrize(
    ("text", "name"), [("My dog Rufus has pancreatitis.", "Rufus"), ("Mein Hund Bruno ist alt.", "Bruno")]
)
def test_a_pet_is_nobody(text: str, name: str) -> None:
    assert found(text, one=(name, 0.99)) == []
    assert found(text.replace("dog", "son").replace("Hund", "Sohn"), one=(name, 0.99)) == [name]


def test_a_dose_makes_no_goods_of_a_patient() -> None:
    noted = "Note for Mrs Pamela Oakes, discharged on methadone 60ml."
    assert found(noted, one=("Pamela Oakes", 0.99)) == ["Pamela Oakes"]
    assert found(noted.replace("discharged on methadone", "scent"), one=("Pamela Oakes", 0.99)) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("our carer Boydrik flagged the missing papers", True),
        ("Ask Boydrik if the keys are still with the neighbour", True),
        ("had a call with Boydrik about the leak upstairs", True),
        ("the note says Boydrik wants her deposit back", True),
        ("Boydrik handed in notice, write the reply", True),
        ("Boydrik est en arrêt, fais le planning", True),
        ("the version of Boydrik on the new server", False),
        ("Boydrik and her view of the world", False),
    ],
)
def test_a_strange_name_counts_where_people_are_spoken_to_or_of(text: str, wanted: bool) -> None:
    assert bool(found(text, one=("Boydrik", 0.85))) == wanted


@pytest.mark.parametrize(
    ("text", "name", "wanted"),
    [
        ("smoke at home. Adjuster says reserve 96,000", "Adjuster", False),
        ("lo vio Ana. Ojo que es delegado", "Ojo", False),
        ("smoke at home. Adriano says reserve 96,000", "Adriano", True),
        ("tell Mr Ojo that it is paid", "Ojo", True),
    ],
)
def test_a_role_and_a_word_of_talk_are_nobody(text: str, name: str, wanted: bool) -> None:
    assert bool(found(text, one=(name, 0.97))) == wanted


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Komornik zabrał Walczakowi samochód.", "Walczakowi"),
        ("Spotkanie z Rutkowskim o mobbingu", "Rutkowskim"),
        ("Lekarz twierdził, że Tomaszewska nie wróci.", "Tomaszewska"),
        ("Szef zapłacił za Sikorę.", "Sikorę"),
    ],
)
def test_a_polish_surname_alone_needs_little_in_polish(text: str, name: str) -> None:
    assert found(text, one=(name, 0.7)) == [name]
    assert found(f"The {name} is here", one=(name, 0.7)) == []


def test_a_polish_word_or_month_is_no_surname() -> None:
    assert found("Kto zapłacił za Umowę?", one=("Umowę", 0.7)) == []
    assert found("Styczeń przyszedł, Luty też z mrozem", one=("Luty", 0.7)) == []
