"""Where names begin and end, and who is well-known, with runs as the model would give them."""

import pytest

from classifiers.names.cases import is_inflected
from classifiers.names.frames import Frame
from classifiers.names.judge import Judge
from classifiers.names.known import Known
from classifiers.names.runs import Name
from classifiers.names.spans import Spans
from classifiers.names.words import Word, words_of


def run(text: str, words: list[Word], part: str, chance: float = 0.99, famous: float = 0.0) -> Name:
    start = text.index(part)
    inside = [at for at, word in enumerate(words) if start <= word.start < start + len(part)]
    return Name(inside[0], inside[-1] + 1, "PERSON", chance, famous)


def spans(text: str, *parts: str) -> list[str]:
    words = words_of(text)
    names = Spans(text, words).of([run(text, words, part) for part in parts])
    return [text[words[one.first].start : words[one.last - 1].end] for one in names]


@pytest.mark.parametrize(
    ("text", "parts", "wanted"),
    [
        ("R.E. Glenn", ("R.E.", "Glenn"), ["R.E. Glenn"]),
        (
            'Bartholomew "Bart" Nkemelu, chair',
            ("Bartholomew", "Bart", "Nkemelu"),
            ['Bartholomew "Bart" Nkemelu'],
        ),
        ('jefe Rodolfo "Rolo" Antiquera la', ("Rodolfo",), ['Rodolfo "Rolo" Antiquera']),
        ("gérant Erwan Kerloc'h, 06", ("Erwan Kerloc",), ["Erwan Kerloc'h"]),
        ("LINDQVIST, MARTA E   MRN: 00418827", ("LINDQVIST, MARTA",), ["LINDQVIST, MARTA E"]),
        ("- Kofi A: reads well; then Kofi I", ("Kofi",), ["Kofi A"]),
        ("tell Kofi A is right", ("Kofi",), ["Kofi"]),
        ("Huisarts Ten Kate komt", ("Kate",), ["Ten Kate"]),
        ("voor mevr De Raaf-Timmermans, dus", ("Raaf-Timmermans",), ["De Raaf-Timmermans"]),
        ("dat Achmed el Bouazzaoui hem pest", ("Achmed",), ["Achmed el Bouazzaoui"]),
        ("nota\nRemedios Dolores Olmo DNI", ("Olmo",), ["Remedios Dolores Olmo"]),
        ("see Remedios Dolores Olmo", ("Olmo",), ["Dolores Olmo"]),
        ("P.S. Tom, please call", ("P.S. Tom",), ["Tom"]),
        ("Kevin A. Boone Accenture -- Houston", ("Kevin A. Boone Accenture",), ["Kevin A. Boone"]),
        ("Stimmt das? Nilüfer Aydın-Roth zahlt", ("Aydın-Roth",), ["Nilüfer Aydın-Roth"]),
        ("utente Deolinda Pacheco Furtado, SNS", ("Pacheco Furtado",), ["Deolinda Pacheco Furtado"]),
        ("Summer Roth and Microsoft Roth", ("Roth",), ["Roth"]),
        ('Empleado Rodolfo "Rolo" Antiquera, bodega', ("Rodolfo", "Antiquera"), ['Rodolfo "Rolo" Antiquera']),
        ("la vivienda es para ella, dice Rodolfo", ("ella", "Rodolfo"), ["Rodolfo"]),
        ("Ed Wong of the paper", ("Ed Wong of",), ["Ed Wong"]),
        ("Jane Roe ouvre, puis", ("Jane Roe ouvre",), ["Jane Roe"]),
        ("controlla i conti, laura ferri paga", ("conti, laura ferri",), ["laura ferri"]),
        ("buckley, john - leave", ("buckley, john",), ["buckley, john"]),
        ("kun je necdat yilmaz bellen", ("necdat", "yilmaz"), ["necdat yilmaz"]),
        (
            "Owner: Maria Lopez/John Smithers",
            ("Maria Lopez", "John Smithers"),
            ["Maria Lopez", "John Smithers"],
        ),
        ("Jane Roe@HQ and jane@corp.example", ("Jane Roe", "jane"), ["Jane Roe@HQ"]),
        ("spoke w/ Kevin", ("Kevin",), ["Kevin"]),
        ("docs/Jane Miller.txt and /home/Maria/x", ("Jane Miller", "Maria"), []),
        ("Henström, Peter; Roe, Ann", ("Peter",), ["Henström, Peter"]),
        ("on Monday, Peter came", ("Peter",), ["Peter"]),
        ("prévenir son fils Ronan", ("fils Ronan",), ["Ronan"]),
        ("Di Lorenzo, Chiara", ("Di Lorenzo, Chiara",), ["Di Lorenzo, Chiara"]),
        ("y Leire Etxebarria firman", ("Leire",), ["Leire Etxebarria"]),
        ("then Peter Monday", ("Peter",), ["Peter"]),
        ("turni: Tamara riposo", ("Tamara riposo",), ["Tamara"]),
        ("then Jane roe", ("Jane roe",), ["Jane roe"]),
        ("tell Sarvinoz Ulug‘bekov that", ("Sarvinoz Ulug‘bekov",), ["Sarvinoz Ulug‘bekov"]),
        ("tell Kim Dong-hyun that", ("Kim Dong-hyun",), ["Kim Dong-hyun"]),
        ("trina mac cobhthaigh said", ("trina", "cobhthaigh"), ["trina mac cobhthaigh"]),
        ("albert ó ciardhubháin said", ("albert", "ciardhubháin"), ["albert ó ciardhubháin"]),
        ("albert o ciardhubháin said", ("albert", "ciardhubháin"), ["albert", "ciardhubháin"]),
        ("trina and cobhthaigh said", ("trina", "cobhthaigh"), ["trina", "cobhthaigh"]),
        ("mail aan ji-hoon kwon dat", ("ji-hoon", "kwon"), ["ji-hoon kwon"]),
        ("my name is vũ quốc trang", ("vũ quốc trang",), ["vũ quốc trang"]),
        ("promemoria: chiamare ravinder", ("chiamare ravinder",), ["ravinder"]),
    ],
)
def test_a_name_has_its_own_words_and_no_others(text: str, parts: tuple[str, ...], wanted: list[str]) -> None:
    assert spans(text, *parts) == wanted


@pytest.mark.parametrize(
    ("text", "part", "famous", "wanted"),
    [
        ("like Stephen King", "Stephen King", 0.0, True),
        ("powieści Stephena Kinga", "Stephena Kinga", 0.0, True),
        ("Picard again", "Picard", 0.0, True),
        ("copie à Solange Picard", "Solange Picard", 0.0, False),
        ("Russell Dyk", "Russell Dyk", 0.9, False),
        ("Ngozi Achebe-Williams", "Ngozi Achebe-Williams", 0.0, False),
    ],
)
def test_well_known_is_a_whole_name(text: str, part: str, famous: float, wanted: bool) -> None:
    words = words_of(text)
    one = run(text, words, part, famous=famous)
    assert (one.last - 1 in Known(text, words, Frame(text, words)).among([one])) == wanted


@pytest.mark.parametrize(
    ("text", "famous", "wanted"),
    [
        ("Summarise Jane Deshpande and her view of the world", 0.0, True),
        ("Summarise Jane Deshpande and her view of the world", 0.2, False),
        ("Summarise Jane and her view of the world", 0.0, False),
        ("Did Jane Deshpande sign the paper?", 0.0, True),
        ("Did Jane Deshpande sign conventions win?", 0.0, False),
    ],
)
def test_a_question_of_knowledge_is_about_those_who_may_be_known(
    text: str, famous: float, wanted: bool
) -> None:
    words = words_of(text)
    name = "Jane Deshpande" if "Deshpande" in text else "Jane"
    hits = Judge(text, words).hits([run(text, words, name, famous=famous)])
    assert any(hit.score >= 65 for hit in hits) == wanted


@pytest.mark.parametrize(
    ("text", "part", "times"),
    [
        ("did mr petrakis call? then petrakis forgot", "petrakis", 2),
        ("did Mr Petrakis call? then PETRAKIS forgot", "Petrakis", 2),
        ("did Mr Petrakis call? then petrakis.conf broke", "Petrakis", 1),
        ("did mr rose van petrakis call? a rose in a van", "rose van petrakis", 1),
    ],
)
def test_who_is_named_once_is_found_again(text: str, part: str, times: int) -> None:
    words = words_of(text)
    hits = Judge(text, words).hits([run(text, words, part)])
    assert len([hit for hit in hits if hit.kind == "PERSON" and hit.score >= 65]) == times


@pytest.mark.parametrize(("text", "part"), [("see 12 34 there", "12 34"), ("Mutter von ihr", "von")])
def test_a_run_without_letters_or_of_particles_is_no_person(text: str, part: str) -> None:
    words = words_of(text)
    hits = Judge(text, words).hits([run(text, words, part)])
    assert all(hit.score < 65 for hit in hits)


@pytest.mark.parametrize(
    "text",
    [
        "Przygotuj świadectwo pracy dla Ireny.",
        "L'élève Timéo a frappé Lina.",
        "Mon collègue Enzo accuse Priscille de vol.",
        "zrób tabelę: urlop, zwolnienie, praca zdalna",
        "leverancier belt morgen, wachten duurt lang, verslag volgt nog",
    ],
)
def test_short_prompts_of_our_languages_are_not_foreign(text: str) -> None:
    assert not Frame(text, words_of(text)).foreign


@pytest.mark.parametrize(
    "text",
    [
        "Bu akşam yemeğe gelecek misiniz yoksa başka bir gün görüşelim mi",
        "làm văn phòng nặng cho chưa từng tập trong cao theo hay",
    ],
)
def test_other_languages_are_foreign(text: str) -> None:
    assert Frame(text, words_of(text)).foreign


@pytest.mark.parametrize(
    ("text", "matter", "tale"),
    [
        ("Dwayne keeps missing standup and I need a script for the talk.", False, False),
        ("Write a stand-up routine about office life", False, True),
        ("Is it legal to fire Lorna during her maternity leave?", True, False),
        ("The rocket will fire its engines", False, False),
        ("Kann ich Svenja in der Elternzeit kündigen?", True, False),
    ],
)
def test_what_befalls_somebody_is_no_tale(text: str, matter: bool, tale: bool) -> None:
    frame = Frame(text, words_of(text))
    assert (frame.matter, frame.tale) == (matter, tale)


@pytest.mark.parametrize(
    ("word", "is_name"),
    [("dariusza", True), ("bozeny", True), ("wande", False), ("anna", False), ("kontrakta", False)],
)
def test_a_name_may_carry_the_ending_of_a_case(word: str, is_name: bool) -> None:
    assert is_inflected(word, frozenset({"dariusz", "bozena", "wanda", "anna"})) == is_name


@pytest.mark.parametrize(
    ("text", "exercise", "knowledge"),
    [
        ("Il cliente chiede uno sconto, Ellen dice di no.", False, False),
        ("We roll two dice. What does Ellen win?", True, False),
        ("qué le regalo a Gelu por su cumple", False, False),
        ("qué es la regla de Cramer", False, True),
        ("Wer schrieb den Faust?", False, True),
    ],
)
def test_what_looks_like_an_exercise_in_another_language_is_none(
    text: str, exercise: bool, knowledge: bool
) -> None:
    frame = Frame(text, words_of(text))
    assert (frame.exercise, frame.knowledge) == (exercise, knowledge)
