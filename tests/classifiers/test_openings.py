"""Openings: a pattern that is tried only where its first words stand finds what it finds anywhere."""

import random
import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from classifiers import rulebook
from classifiers.catalog import RULES
from classifiers.examples import example
from classifiers.openings import Sought, firsts, openings
from classifiers.passage import Passage
from classifiers.rule import Rule
from tests.fuzzing import examples


@pytest.fixture(scope="module")
def rules() -> list[Rule]:
    return [
        rule for rule in rulebook.read(RULES) if any(openings(one) or firsts(one) for one in rule.patterns)
    ]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"(?i)\b(?:log ?in|log off)\s", ("log in", "log of", "login")),
        (r"(?i)pass(?:word)?s?:", ("pass:", "passs:", "passwo")),
        (r"(?i)(?:clé|key)=", ("cl", "key=")),
        (r"(?i)(?:pass|pin)(?=:)", ("pass", "pin")),
        (r"(?i)[gh]a{2,3}x", ("ga", "ha")),
        (r"(?i:pw)d=", ("pwd=",)),
        (r"(?i)(?:a|pin)=", ("a=", "pin=")),
        (r"(?i)x?\d", ()),
        (r"(?i)(?:pin)?=", ()),
        (r"(?i)\w+pin", ()),
        (r"pin=", ()),  # `re` by itself is quick
        (r"(?<![\w])pin=", ("pin=",)),
        (r"", ()),
    ],
)
def test_a_pattern_has_openings(pattern: str, expected: tuple[str, ...]) -> None:
    assert openings(re.compile(pattern)) == expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"(?<![\w.])\d{3}", r"[\d](?<![\w.][\d])"),
        (r"(?<![\w])(?<=[ #])[A-F]\d", "[A-F](?<![\\w][A-F])(?<=[ #][A-F])"),
        (r"(?<![\w])(?:\d|(?<!:)\+\d)", r"[\+\d](?<![\w][\+\d])"),
        (r"(?<![\w:])\d|(?<![\w])\+\d", r"[\+\d]"),  # the condition holds for the first branch only
        (r"(?:(?<![\w])7|8)", "[78]"),
        (r"(?<!\d)(?:\d,)?[A-Z]", r"[A-Z\d]"),
        (r"(?i)(?<![\w])[A-F]\d", None),  # letters in any case
        (r"(?<![\w])[a-f]\d", None),  # most characters of a text
        (r"(?<![\w])\s\d", None),
        (r"(?<![\w])[^a]\d", None),
        (r"(?<![\w])\d?", None),
        (r"\d{3}", None),  # `re` by itself is quick
    ],
)
def test_a_pattern_has_first_characters(pattern: str, expected: str | None) -> None:
    found = firsts(re.compile(pattern))
    assert (found.pattern if found is not None else None) == expected


def spans(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [found.span() for found in Sought(pattern).matches(Passage(text), start, end)]


def test_every_example_is_found_alike(rules: list[Rule]) -> None:
    assert len(rules) > 50
    draw = random.Random(4)
    finds = _finds()
    texts = {
        rule.id: [
            example(one, f"{rule.id}:finds:{number}").text for number, one in enumerate(finds[rule.id], 1)
        ]
        for rule in rules
    }
    every = [text for some in texts.values() for text in some]
    found = 0
    for rule in rules:
        own = texts[rule.id]
        mixed = "\n".join([*own, *draw.sample(every, 8), *map(str.upper, own), *own])
        start, end = draw.randrange(4), len(mixed) - draw.randrange(4)
        for pattern in rule.patterns:
            expected = [one.span() for one in pattern.finditer(mixed, start, end)]
            assert spans(pattern, mixed, start, end) == expected
            found += bool(expected)
    assert found > 50


def _finds() -> dict[str, list[str]]:
    """The examples of each rule."""
    read = (yaml.safe_load(file.read_text(encoding="utf-8"))["rules"] for file in RULES.glob("*.yaml"))
    return {rule["id"]: rule.get("finds", []) for some in read for rule in some}


@examples(200)
@given(st.text(alphabet=st.sampled_from("pPaAsSiInN kKſıİ\u212aé=:\n"), max_size=60))
def test_any_text_is_read_alike(text: str) -> None:
    for written in (r"(?i)\b(?:pass|pin|ski)\s?[=:]", r"(?i)(?:pa|pas)(?:s|in)?", r"(?im)^\bki|(?<=a)is"):
        pattern = re.compile(written)
        assert spans(pattern, text, 0, len(text)) == [one.span() for one in pattern.finditer(text)]


@pytest.mark.parametrize(
    ("pattern", "quick"),
    [
        (r"(?i)(?<!\w)(?:account|конто|agent)\s?\d", False),
        (r"(?<!\w)(?:account|конто|agent)\s?\d", True),
        (r"(?i)(?<!\w)(?:account|agent)\s?\d", True),
    ],
)
def test_a_pattern_in_any_case_without_openings_is_dear(pattern: str, quick: bool) -> None:
    assert Sought(re.compile(pattern)).is_quick is quick


def test_rules_for_telephones_ask_for_their_words_first(rules: list[Rule]) -> None:
    chosen = {rule.id: rule for rule in rules if rule.id in ("phone-cued", "phone-word-behind")}
    assert len(chosen) == 2 and all(rule.hint.needs for rule in chosen.values())


def test_english_streets_are_looked_for_by_their_beginnings(rules: list[Rule]) -> None:
    [street] = [rule for rule in rules if rule.id == "address-english"]
    assert all(openings(one) or firsts(one) for one in street.patterns)
