"""Context words: what is looked for word by word is what one pattern for all of them finds."""

import random
import re

import pytest

from classifiers import rulebook
from classifiers.catalog import RULES
from classifiers.nearby import Context, context_source
from classifiers.passage import Passage

WORDS = ("tel", "ssn", "phone number", "konto", "número", "電話", "n.º", "id", "pin")
CONTEXT = Context(WORDS)


@pytest.mark.parametrize(
    "text",
    [
        "my tel is",
        "setSsn(",
        "withpin",
        "ssns",
        "pin’s",
        "telno",
        "kontonummer",
        "a phone number",
        "新電話は",
        "id",
    ],
)
def test_a_word_is_there(text: str) -> None:
    passage = Passage(text)
    assert CONTEXT.stands(passage, 0, len(text))


@pytest.mark.parametrize("text", ["", "hotel", "telnet", "upsetssn", "phone", "spinning", "offsetid"])
def test_a_part_of_another_word_is_none(text: str) -> None:
    assert not CONTEXT.stands(Passage(text), 0, len(text))


def test_a_word_counts_only_from_where_it_is_looked_for() -> None:
    passage = Passage("setssn 1 pin")
    assert CONTEXT.stands(passage, 0, 6) and not CONTEXT.stands(passage, 1, 8)
    assert not CONTEXT.stands(passage, 7, 11) and CONTEXT.stands(passage, 7, 12)


def test_the_words_of_every_rule_are_found_as_one_pattern_finds_them() -> None:
    draw, found = random.Random(7), 0
    joints = ("", " ", "set", "with", "s", "’s", "no", "number", "x", "_", "ß", "3", ". ", "\n")
    for rule in rulebook.read(RULES):
        if rule.context is None:
            continue
        pattern = re.compile(context_source(rule.context.words))
        for _ in range(6):
            pieces = (
                draw.choice(joints) + draw.choice(rule.context.words)[: draw.choice([1, 3, 40])]
                for _ in range(9)
            )
            passage = Passage("".join(pieces) + draw.choice(joints))
            start = draw.randrange(len(passage.text) + 1)
            end = start + draw.randrange(40)
            there = pattern.search(passage.low, start, end) is not None
            assert rule.context.stands(passage, start, end) == there, (rule.id, passage.text, start, end)
            found += there
    assert found > 300
