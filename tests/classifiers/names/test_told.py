"""What the model tells: found beside somebody, silent alone; other findings keep their place."""

import re

import numpy as np
import pytest

from classifiers import catalog
from classifiers.detector import Hit
from classifiers.names.facts import asked, facts_of, families
from classifiers.names.told import ToldCombiner, ToldSieve
from classifiers.names.words import words_of
from classifiers.passage import Passage
from classifiers.segment import Segment

KINDS = ("PERSON", "IDENTIFIER", "FINANCIAL_AMOUNT", "MEDICAL_CONDITION")
TOGETHER = families(KINDS)


def chances(*labels: int, sure: float = 0.9) -> np.ndarray:
    found = np.full((len(labels), 9), (1 - sure) / 8, dtype=np.float32)
    found[np.arange(len(labels)), labels] = sure
    return found


def test_runs_end_where_a_value_begins_a_kind_changes_and_a_line_ends() -> None:
    words = words_of("Ann Lee Bo owes 40\nLee")
    #                 B-P I-P B-P  -   B-A  break I-P
    runs = facts_of(chances(1, 2, 1, 0, 5, 0, 2), words, TOGETHER)
    assert [(run.first, run.last, KINDS[run.kind]) for run in runs] == [
        (0, 2, "PERSON"),
        (2, 3, "PERSON"),
        (4, 5, "FINANCIAL_AMOUNT"),
        (6, 7, "PERSON"),
    ]
    assert runs[0].chance == pytest.approx(0.9 + 0.0125)


def test_marks_are_not_asked_about_and_count_with_the_words_around() -> None:
    words = words_of("born 3 / 4 / 1980 .")
    assert [words[at].plain for at in asked(words)] == ["born", "3", "4", "1980"]
    (run,) = facts_of(chances(0, 3, 0, 4, 0, 4, 0), words, TOGETHER)
    assert (run.first, run.last) == (1, 6)


def test_words_that_may_go_on_with_a_run_are_counted_up_to_the_next_run_or_the_end_of_the_line() -> None:
    words = words_of("no sugar since a stroke , so she shakes\nat home")
    found = chances(0, 0, 0, 0, 7, 0, 0, 0, 7, 0, 0, 0, sure=1.0)
    for at, share in ((1, 0.1), (2, 0.2), (3, 0.4), (6, 0.3), (7, 0.3), (10, 0.4)):
        found[at] = 0
        found[at, (0, 8)] = 1 - share, share
    assert [(run.first, run.last, run.ahead, run.behind) for run in facts_of(found, words, TOGETHER)] == [
        (4, 5, 2, 3),
        (8, 9, 0, 0),
    ]


def test_what_may_be_either_of_one_family_is_as_sure_as_both() -> None:
    kinds = ("PERSON", "ORGANIZATION", "MEDICAL_CONDITION", "NRP")
    found = np.zeros((3, 9), dtype=np.float32)
    found[0, (0, 1, 3)] = 0.1, 0.4, 0.5  # a person or a firm
    found[2, (0, 5, 7)] = 0.2, 0.4, 0.4  # an illness or a faith
    (run,) = facts_of(found, words_of("Quillstack\nsober"), families(kinds))
    assert (run.first, run.last, kinds[run.kind]) == (0, 1, "ORGANIZATION")
    assert run.chance == pytest.approx(0.9)


@pytest.fixture(scope="module")
def combiner() -> ToldCombiner:
    return ToldCombiner()


def told(combiner: ToldCombiner, text: str, *known: str, kind: str = "PERSON") -> dict[str, str]:
    """What is told in a text where others found the ``known`` values."""
    hits = [
        Hit(at.start(), at.end(), kind, "other", 93.0)
        for one in known
        for at in re.finditer(re.escape(one), text)
    ]
    found = combiner.combine(Passage(text), sorted(hits))
    assert found.if_named == ()
    return {text[hit.start : hit.end]: hit.kind for hit in found.hits}


NOTE = (
    "Could you word a note to the insurer? Zofia Brankowska hasn't walked properly since her stroke in May, "
    "she owes Tidewell Laundry about 40k, and her member no is TW-88-4471."
)


def test_facts_count_beside_somebody(combiner: ToldCombiner) -> None:
    found = told(combiner, NOTE, "Zofia Brankowska")
    assert "MEDICAL_CONDITION" in found.values() and found["Tidewell Laundry"] == "ORGANIZATION"
    assert found["40k"] == "FINANCIAL_AMOUNT" and found["TW-88-4471"] == "CUSTOMER_ID"
    assert all(
        65 <= hit.score < 70
        for hit in combiner.combine(Passage(NOTE), [Hit(38, 54, "PERSON", "a", 93.0)]).hits
    )


def test_nothing_is_told_where_nobody_is_known(combiner: ToldCombiner) -> None:
    assert told(combiner, NOTE) == {}
    weak = Hit(38, 54, "PERSON", "other", 55.0)
    assert combiner.combine(Passage(NOTE), [weak]).hits == ()


def test_what_others_found_keeps_its_place(combiner: ToldCombiner) -> None:
    known = sorted([Hit(38, 54, "PERSON", "a", 93.0), *found_at(NOTE, "TW-88-4471", "DRIVER_LICENSE")])
    values = [NOTE[hit.start : hit.end] for hit in combiner.combine(Passage(NOTE), known).hits]
    assert "TW-88-4471" not in values
    cut = sorted([Hit(38, 54, "PERSON", "a", 93.0), *found_at(NOTE, "stroke", "PHONE_NUMBER")])
    for hit in combiner.combine(Passage(NOTE), cut).hits:
        assert "stroke" not in NOTE[hit.start : hit.end]


def found_at(text: str, value: str, kind: str) -> list[Hit]:
    at = text.index(value)
    return [Hit(at, at + len(value), kind, "other", 93.0)]


@pytest.mark.parametrize("value", ["2026-04-12", "12 May 2026", "12:40", "7", "2024", "ann@kites.org"])
def test_dates_times_and_addresses_are_no_numbers(combiner: ToldCombiner, value: str) -> None:
    text = f"Customer number of Zofia Brankowska: {value}"
    assert set(told(combiner, text, "Zofia Brankowska")).isdisjoint({value})


def test_numbers_of_a_first_column_and_days_long_ago_are_told(combiner: ToldCombiner) -> None:
    text = "tess;nome;nato\n0811;Gaudenzio Piccaluga;02/01/1967\n0819;Omar Benhima;21/03/1998\n"
    found = told(combiner, text, "Gaudenzio Piccaluga", "Omar Benhima")
    assert (found["0811"], found["0819"]) == ("CUSTOMER_ID", "CUSTOMER_ID")
    assert (found["02/01/1967"], found["21/03/1998"]) == ("DATE_OF_BIRTH", "DATE_OF_BIRTH")


def test_what_is_left_of_a_place_is_told(combiner: ToldCombiner) -> None:
    text = (
        "Please draft a referral for Tilda Marchbank, living at 14 Larkrise Close, Hoddlesden, about her knee"
    )
    assert told(combiner, text, "Tilda Marchbank", "14 Larkrise Close")["Hoddlesden"] == "LOCATION"


def test_what_is_told_reaches_to_its_ends_and_gives_way_to_others(combiner: ToldCombiner) -> None:
    text = "popraw: Kasia Brodnicka 31 zł za godzinę, zaliczka 500 gotówką"
    found = told(combiner, text, "Kasia Brodnicka")
    assert {value for value, kind in found.items() if kind == "FINANCIAL_AMOUNT"} == {
        "31 zł za godzinę",
        "500 gotówką",
    }
    assert "500" in told(combiner, text, "Kasia Brodnicka", "gotówką")


def test_the_heads_of_a_sheet_tell_its_numbers(combiner: ToldCombiner) -> None:
    people = ("Zofia Brankowska", "Ngozi Adeleke", "Tom Farrow", "Ines Duarte", "Piet Mulder")
    rows = [f"{number};{person};{number * 7};12,40" for number, person in enumerate(people * 2, 40_211)]
    text = "\n".join(rows)
    assert not {"CUSTOMER_ID", "PASSWORD", "FINANCIAL_AMOUNT"} & set(told(combiner, text, *people).values())


@pytest.mark.parametrize(
    "text", ["", "\x00" * 50, "Ann \ud800 Lee owes £4k", "‮Ann Lee‬ has flu", "A" * 100_000]
)
def test_odd_texts_are_read(combiner: ToldCombiner, text: str) -> None:
    hits = [Hit(0, 1, "PERSON", "other", 93.0)] if text else []
    combiner.combine(Passage(text), hits)


def test_no_fact_is_a_finding_in_a_text_about_nobody() -> None:
    scanner = catalog.load()
    texts = (
        "What are the first signs of a stroke, and how long may somebody wait before calling for help in Lisbon?",
        "A shop in Porto sells pens for 2 euros and books for 14 euros. How many can Kim buy with 60 euros?",
    )
    for text in texts:
        assert scanner.scan([Segment(0, text)]).findings == ()


def test_facts_come_with_the_built_in_model_only() -> None:
    bare = catalog.load(catalog.Options(names_model="none"))
    assert "told" not in {one.id for one in bare._combiners}
    assert "told" in {one.id for one in catalog.load()._combiners}


def test_nothing_is_told_where_who_was_known_is_taken_away_again() -> None:
    name, told_of = Hit(0, 3, "PERSON", "names", 93.0), Hit(8, 12, "FINANCIAL_AMOUNT", "told", 68.0)
    passage = Passage("Ann has £400")
    assert list(ToldSieve().left(passage, [name, told_of])) == [name, told_of]
    assert list(ToldSieve().left(passage, [told_of])) == []
    weak = Hit(0, 3, "PERSON", "names", 30.0)
    assert list(ToldSieve().left(passage, [weak, told_of])) == [weak]


def test_what_is_told_ends_where_its_cell_does(combiner: ToldCombiner) -> None:
    text = (
        '<tr><td class="resident">Ignatius Mbabazi</td><td>Room 14</td><td>owes £4,120</td></tr> call Ann Lee'
    )
    assert not any("<" in value for value in told(combiner, text, "Ann Lee"))
