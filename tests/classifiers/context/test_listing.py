"""Tests of lists of facts."""

import pytest

from classifiers.context.listing import behind_a_label, behind_a_tie, items, neighbours, rare, reasons


def told(low: str, places: list[tuple[int, int]]) -> list[str]:
    return [low[start:end] for start, end in places]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("ihd, ckd3b; gallops + oedema", ["ihd", "ckd3b", "gallops", "oedema"]),
        ("z.n. op 2016, ck 4,200. leber gross", ["z.n. op 2016", "ck 4,200", "leber gross"]),
        ("fever and chills - decorso: rash", ["fever", "chills", "rash"]),
        ("", []),
    ],
)
def test_items_stand_between_separators_and_labels_are_none(line: str, wanted: list[str]) -> None:
    assert told(line, list(items(line, 0, len(line)))) == wanted


def test_a_label_leads_to_the_items_of_its_line() -> None:
    low = "pmh: ihd, 2014, she lives alone, brittle nails\ngallops"
    assert told(low, list(behind_a_label(low, 5))) == ["ihd", "brittle nails"]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("wobbly knees since may, and gout", ["wobbly knees"]),
        ("wobbly knees, gout and he is cross", ["wobbly knees", "gout"]),
        ("what he did", []),
        ("wobbly knees. cats, dogs", ["wobbly knees"]),
    ],
)
def test_a_tie_leads_to_a_phrase_and_its_list(sentence: str, wanted: list[str]) -> None:
    assert told(sentence, list(behind_a_tie(sentence, 0))) == wanted


@pytest.mark.parametrize(
    ("low", "facts", "wanted"),
    [
        ("roe: gout, wobbly knees, asthma, cross", ["gout", "asthma"], ["wobbly knees", "cross"]),
        ("roe: gout, wobbly knees, cross", ["gout"], []),
        ("roe: gout, asthma. leeds, bath", ["gout", "asthma"], []),
        ("roe: gout, asthma, ann lives here, bath", ["gout", "asthma"], []),
        ("roe: gout, roe, asthma", ["gout", "asthma"], []),
    ],
)
def test_beside_two_facts_of_a_row_stands_another(low: str, facts: list[str], wanted: list[str]) -> None:
    places = [(low.index(fact), low.index(fact) + len(fact)) for fact in facts]
    taken = [(found, found + 3) for found in range(len(low)) if low.startswith("roe", found)]
    assert told(low, list(neighbours(low, places, taken))) == wanted


@pytest.mark.parametrize(
    ("low", "fact", "wanted"),
    [
        ("fluconazole for itchy toes, since may", "fluconazole", ["itchy toes"]),
        ("fluconazole for two weeks", "fluconazole", []),
        ("fluconazole wegen wackliger knie", "fluconazole", ["wackliger knie"]),
        ("fluconazole and sleep", "fluconazole", []),
    ],
)
def test_what_a_drug_is_for_is_a_fact(low: str, fact: str, wanted: list[str]) -> None:
    assert told(low, list(reasons(low, [(0, len(fact))]))) == wanted


def test_one_fact_makes_a_list_in_a_text_full_of_them() -> None:
    low = "gout; asthma. copd. ulcer, wobbly knees"
    places = [(low.index(one), low.index(one) + len(one)) for one in ("gout", "asthma", "copd", "ulcer")]
    assert told(low, list(neighbours(low, places, []))) == ["wobbly knees"]
    assert told(low, list(neighbours(low, places[2:], []))) == []


@pytest.mark.parametrize(
    ("low", "wanted"),
    [
        ("talofen, 5 drops", ["talofen"]),
        ("coffee, black", []),
        ("talofen drops", []),
        ("xyloprim since may", ["xyloprim"]),
    ],
)
def test_a_word_that_no_list_has_is_what_somebody_takes(low: str, wanted: list[str]) -> None:
    assert told(low, list(rare(low, 0))) == wanted
