"""Whom a fact is about, where the model of names saw nobody."""

import pytest

from classifiers.catalog import Options, load
from classifiers.context.subjects import subjects
from classifiers.segment import Segment


@pytest.mark.parametrize(
    ("text", "fact", "found"),
    [
        ("Deborah Shaw's disability is known", "disability", ["Deborah Shaw"]),
        ("Sara Kim tested positive for chlamydia", "chlamydia", ["Sara Kim"]),
        ("Mr Dunne has stage 4 pancreatic cancer.", "cancer", ["Dunne"]),
        ("The shop is shut. Anneliese Kroll leidet an Morbus Crohn", "Morbus Crohn", ["Anneliese Kroll"]),
        ("Ludwig van den Berg relapsed", "relapsed", ["Ludwig van den Berg"]),
        ("Anneliese Kroll called. The dog has asthma", "asthma", []),
        ("A Rosa Iniesta le diagnosticaron esquizofrenia", "esquizofrenia", ["Rosa Iniesta"]),
        ("Mevrouw Joke Veldman heeft schizofrenie", "schizofrenie", ["Joke Veldman"]),
        ("Albert Einstein had asthma", "asthma", []),
        ("The Asthma Society says asthma is common", "asthma is", []),
        ("New York has asthma rates", "asthma", []),
    ],
)
def test_the_sentence_of_a_fact_names_its_person(text: str, fact: str, found: list[str]) -> None:
    start = text.index(fact)
    assert [text[hit.start : hit.end] for hit in subjects(text, start, start + len(fact))] == found


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Kim Yates has a criminal record we must disclose", {"PERSON", "CRIMINAL_RECORD"}),
        ("Frank Ott ist bei der IG Metall", {"PERSON", "TRADE_UNION"}),
        ("Write a poem in which Sara Kim suffers from depression", set()),
        ("What is depression, and how did Abraham Lincoln suffer from it?", set()),
    ],
)
def test_a_fact_and_its_person_are_found_together(text: str, kinds: set[str]) -> None:
    scan = load(Options()).scan([Segment(0, text)])
    assert {finding.kind for finding in scan.findings} == kinds
