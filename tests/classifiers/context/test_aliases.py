"""A person who was found once is found in every other form."""

from collections.abc import Callable

import pytest

from classifiers.context.aliases import AliasCombiner
from classifiers.context.read import lists
from classifiers.detector import Hit
from classifiers.passage import Passage
from tests.cost import grows_linearly


@pytest.fixture(scope="module")
def judge() -> AliasCombiner:
    return AliasCombiner(lists("names"))


def found(judge: AliasCombiner, text: str, person: str, score: float = 85.0, other: str = "") -> list[str]:
    hits = [Hit(text.find(person), text.find(person) + len(person), "PERSON", "given", score)]
    if other:
        hits.append(Hit(text.find(other), text.find(other) + len(other), "EMAIL_ADDRESS", "given", 90.0))
    combined = judge.combine(Passage(text), sorted(hits))
    return [text[hit.start : hit.end] for hit in sorted(combined.hits)]


@pytest.mark.parametrize(
    ("text", "person", "forms"),
    [
        ("Jane Roe called. Jane is ill; Ms Roe has left. J. Roe", "Jane Roe", ["Jane", "Roe", "J. Roe"]),
        (
            "Jane Roe: the login jroe failed, jane.roe as well, roej too",
            "Jane Roe",
            ["jroe", "jane.roe", "roej"],
        ),
        ("Paweł Kowalski. Umowa Kowalskiego, dla Pawła", "Paweł Kowalski", ["Kowalskiego"]),
        ("Anna Nowak i umowa Anny", "Anna Nowak", []),
        ("Jane's husband saw Jane Roe", "Jane Roe", ["Jane"]),
        ("ROE, JANE is on leave; ask Jane Roe", "Jane Roe", ["ROE", "JANE"]),
        ("Jürgen Groß, Login jgross", "Jürgen Groß", ["jgross"]),
        ("Ludwig van Bergen: van means of", "Ludwig van Bergen", []),
    ],
)
def test_other_forms_are_found(judge: AliasCombiner, text: str, person: str, forms: list[str]) -> None:
    assert found(judge, text, person) == forms


@pytest.mark.parametrize(
    "text",
    [
        "Will Grant called. Will you grant it? Grant it!",
        "Jane Roe wrote jane_roe.py and @Jane and Janet and the roe deer",
        "see JaneRoe, Roe_Deer and Jane Roe",
    ],
)
def test_words_that_only_look_so_stay_silent(judge: AliasCombiner, text: str) -> None:
    assert found(judge, text, "Will Grant" if "Grant" in text else "Jane Roe") == []


def test_what_was_found_is_not_found_again(judge: AliasCombiner) -> None:
    assert found(judge, "Jane Roe, jane.roe@acme.com, jroe", "Jane Roe", other="jane.roe@acme.com") == [
        "jroe"
    ]


def test_a_guess_gives_no_aliases(judge: AliasCombiner) -> None:
    assert found(judge, "Jane Roe and Jane", "Jane Roe", score=66.0) == []


def test_a_list_of_names_costs_what_its_length_does(judge: AliasCombiner) -> None:
    def judged(size: int) -> Callable[[], object]:
        names = [
            f"Jane{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}x Roe{chr(97 + n // 676)}" for n in range(size)
        ]
        text = "\n".join(names)
        hits, at = [], 0
        for name in names:
            hits.append(Hit(at, at + len(name), "PERSON", "given", 85.0))
            at += len(name) + 1
        return lambda: judge.combine(Passage(text), hits)

    assert grows_linearly(judged, 1_000)
