"""A dictionary: where a term stands, however it is joined, and where it does not."""

import string
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from classifiers.owndata import terms
from classifiers.owndata.fault import DataFault
from classifiers.owndata.keys import Keys
from classifiers.owndata.matcher import OwnData
from classifiers.passage import Passage
from classifiers.scanner import Scanner
from classifiers.segment import Segment
from policies.loader import compile_text
from policies.words import find_words
from tests.cost import ends_within
from tests.fuzzing import examples

TABLE = [
    ("Nightjar", "the nightjar sings", ["nightjar"]),
    ("Nightjar", "NIGHTJAR, Nightjar.", ["NIGHTJAR", "Nightjar"]),
    ("Nightjar", "nightjars and midnightjar", ["nightjars"]),
    ("Nightjar", "class NightjarClient", ["Nightjar"]),
    ("Nightjar", "getNightjarURL, HTTPNightjar, NIGHTJARClient", ["Nightjar", "Nightjar", "NIGHTJAR"]),
    ("Nightjar", "open nightjar_budget.xlsx at nightjar-2.example", ["nightjar", "nightjar"]),
    ("Nightjar", "Nightjar's plan", ["Nightjar"]),
    ("Nightjar", "night jar", []),
    ("NightjarClient", "a nightjarclient or NightjarClientFactory", ["nightjarclient", "NightjarClient"]),
    ("Project Nightjar", "project\n\tNightjar", ["project\n\tNightjar"]),
    ("Project Nightjar", "new ProjectNightjar()", ["ProjectNightjar"]),
    ("Project Nightjar", "a project. Nightjar sings", []),
    ("Project Falke", "Project_Falke.docx project-falke", ["Project_Falke", "project-falke"]),
    ("Straße 9", "die STRASSE 9 und Straße 9", ["STRASSE 9", "Straße 9"]),
    ("Strasse 9", "die Straße 9", ["Straße 9"]),
    ("Istanbul", "İstanbul ıstanbul", ["İstanbul", "ıstanbul"]),
    ("Zürich AG", "Zu\u0308rich AG, ZÜRICH AG, Zurich ag", ["Zu\u0308rich AG", "ZÜRICH AG", "Zurich ag"]),
    ("Zu\u0308rich AG", "Zürich AG", ["Zürich AG"]),
    ("C++ Core", "our C++ core is", ["C++ core"]),
    ("C++", "use C++, not C", ["C++"]),
    (".NET Forge", "with .net forge and net forge", [".net forge"]),
    ("+49 Deal", "x+49 deal", ["+49 deal"]),
    ("a.b.c", "axbxc a.b.c a b c", ["a.b.c"]),
    ("srv-01.acme.local", "ping SRV-01.ACME.LOCAL now", ["SRV-01.ACME.LOCAL"]),
    ("Acme Inc.", "Acme Inc, Acme Inc.", ["Acme Inc", "Acme Inc"]),
    ("O'Neil & Sons", "O’Neil  & sons", ["O’Neil  & sons"]),
    ("東京計画", "これは 東京計画 です", ["東京計画"]),
    ("夜鷹計画", "夜鷹計画について", ["夜鷹計画"]),
    ("夜鷹", "夜鷹計画について", ["夜鷹"]),
    ("Ａcme Corp", "acme corp", ["acme corp"]),
    ("Łódź Œuvre", "lodz oeuvre", ["lodz oeuvre"]),
    ("한국회사", "저는 한국회사에서", ["한국회사"]),
]


@pytest.mark.parametrize(("term", "text", "found"), TABLE)
def test_where_a_term_stands(
    terms_of: Callable[..., OwnData],
    found_in: Callable[[OwnData, str], list[tuple[str, str]]],
    term: str,
    text: str,
    found: list[str],
) -> None:
    own = terms_of("Something Else", term, "A third & last one")
    assert found_in(own, text) == [(piece, "CLIENT_NAME") for piece in found]


def test_terms_that_begin_alike_are_told_apart(
    terms_of: Callable[..., OwnData], found_in: Callable[[OwnData, str], list[tuple[str, str]]]
) -> None:
    own = terms_of("New York Dental", "New York Dental Group West", "New York", "New+")
    text = "New York Dental Group and New York Dental Group West, new+"
    assert [piece for piece, _ in found_in(own, text)] == [
        "New York",
        "New York Dental",
        "New York",
        "New York Dental",
        "New York Dental Group West",
        "new+",
    ]


LETTERS = st.text(alphabet=string.ascii_letters + "äéßøłИж東가-_ '&.+9", min_size=1, max_size=12)


@examples(150)
@given(LETTERS, LETTERS, st.text(alphabet="ab ä東.", max_size=6))
@example("ABc", "a", "")
def test_a_term_is_found_as_it_was_written(
    terms_of: Callable[..., OwnData], term: str, other: str, around: str
) -> None:
    try:
        own = terms_of(term, "Filler Name")
    except DataFault:
        return
    for text in (f"{around} {term} {other}", f"({term})", f"{term}, {around}", f"{around}\n{term}"):
        hits = list(own.find(Passage(text)))
        assert hits, "not found"
        assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)


@pytest.mark.parametrize(("term", "text", "found"), TABLE)
def test_what_words_of_a_policy_find_a_dictionary_finds(
    terms_of: Callable[..., OwnData], term: str, text: str, found: list[str]
) -> None:
    policy, _, faults = compile_text(f'client: a\nname: A\nwords: ["{term}"]\n', "x")
    if policy is None:
        assert len(term) < 3, faults  # words of a policy have three characters
        return
    mine = [(hit.start, hit.end) for hit in terms_of(term).find(Passage(text))]
    for hit in find_words(policy, [Segment(0, text)]):
        assert any(start <= hit.start and hit.end <= end + 1 for start, end in mine)  # +1: the dot of "Inc."


@pytest.mark.parametrize(
    ("texts", "line", "words"),
    [
        (["fine term", "..."], 2, "no letter or digit"),
        (["ab"], 1, "shorter than 3"),
        (["x" * 201], 1, "more than 200"),
        ([" ".join(["word"] * 32)], 1, "more than 31 words"),
        (["fine term", "a\x00bc"], 2, "printed"),
        (["++++++++++name"], 1, "more than 7 signs"),
        ([], 0, "no terms"),
    ],
)
def test_a_term_that_cannot_work_is_a_fault_with_its_line(
    keys: Keys, texts: list[str], line: int, words: str
) -> None:
    with pytest.raises(DataFault, match=words) as caught:
        terms.build([terms.Term(number, text) for number, text in enumerate(texts, 1)], "K", keys)
    assert caught.value.line == line and caught.value.mend


def test_a_term_in_disguise_is_found_by_the_scanner(terms_of: Callable[..., OwnData]) -> None:
    text = "Project N\u200bightjar, and %4Eightjar"
    scan = Scanner([]).scan([Segment(0, text)], terms_of("Nightjar"))
    assert {text[one.start : one.end] for one in scan.own} == {"N\u200bightjar", "%4Eightjar"}


def test_a_term_at_the_border_of_two_chunks_is_found_once_whole(
    terms_of: Callable[..., OwnData], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("classifiers.owndata.matcher.CHUNK", 300)
    monkeypatch.setattr("classifiers.owndata.matcher.OVERLAP", 60)
    own = terms_of("Project Nightjar", "jar")
    for before in range(240, 420):
        text = "x" * (before % 7) + " y" * (before // 2) + " Project Nightjar " + "midnightjars " * 60
        scan = Scanner([]).scan([Segment(0, text)], own)
        assert [text[one.start : one.end] for one in scan.own] == ["Project Nightjar"]


def test_a_text_of_nothing_but_terms_is_read_in_time(terms_of: Callable[..., OwnData]) -> None:
    own = terms_of(*(f"aaa bb {number:03}" for number in range(500)), "aaa", "aaaa bb")
    text = "aaa bb " * 2_900
    assert ends_within(1, lambda: list(own.find(Passage(text))))  # measured 0.06 s; the goal is 0.1 s
