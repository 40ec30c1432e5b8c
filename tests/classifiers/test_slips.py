"""A number with a wrong check digit stays somebody's right behind the name of such a number, and nowhere else."""

import re
from collections.abc import Iterator

import pytest

from classifiers.authored import parsed
from classifiers.catalog import RULES
from classifiers.checks.verdict import judged
from classifiers.examples import example
from classifiers.passage import Passage
from classifiers.rule import Rule
from classifiers.rulebook import RuleFile, read
from classifiers.scanner import Scanner
from classifiers.segment import Segment
from classifiers.settle import settle


def _slipped() -> Iterator[tuple[Rule, str]]:
    """Each rule that knows names of its number, with a value of its examples that its check refuses after a slip."""
    rules = {rule.id: rule for rule in read(RULES)}
    for file in sorted(RULES.glob("*.yaml")):
        for data in parsed(
            file.read_text(encoding="utf-8"), RuleFile, file.name, part="field", loss=""
        ).rules:
            rule = rules[data.id]
            if rule.label is not None and (value := _refused(rule, data.finds)) is not None:
                yield rule, value


def _refused(rule: Rule, finds: tuple[str, ...]) -> str | None:
    assert rule.check is not None
    for number, source in enumerate(finds, 1):
        given = example(source, f"{rule.id}:finds:{number}")
        for start, end in given.spans:
            value = given.text[start:end]
            at = max((at for at, one in enumerate(value) if one.isdecimal()), default=None)
            if at is None:
                continue
            for step in range(1, 10):
                slip = f"{value[:at]}{(int(value[at]) + step) % 10}{value[at + 1 :]}"
                if judged(rule.check, slip, 0, len(slip), "", rule.score, rule.checked) is None and _is_read(
                    rule, slip
                ):
                    return slip
    return None


def _is_read(rule: Rule, value: str) -> bool:
    """Whether the rule's patterns see the value at all, and it is no filler such as 1111."""
    digits = re.sub(r"\D", "", value)
    return len(digits) > 5 and len(set(digits)) > 2 and any(one.fullmatch(value) for one in rule.patterns)


SLIPPED = list(_slipped())


def test_most_numbers_with_a_check_are_tried() -> None:
    assert len(SLIPPED) > 90


@pytest.mark.parametrize(("rule", "value"), SLIPPED, ids=[rule.id for rule, _ in SLIPPED])
def test_a_slip_behind_its_name_is_found(rule: Rule, value: str) -> None:
    assert rule.label is not None
    word = next(word for word in rule.words if rule.label.fullmatch(word))
    told, apart = f"{word}: {value}", f"{word}, see page 4, {value}"
    assert [(hit.start, hit.end) for hit in settle(rule.find(Passage(told)))] == [(len(word) + 2, len(told))]
    assert not [hit for hit in rule.find(Passage(apart)) if hit.score >= 65]


@pytest.mark.parametrize(
    "text",
    [
        "NHS no. 943 476 5912",
        "Mon numéro Rijksregisternummer is 85.07.30-033.29",
        "CF: RCCMNL83S18D969X",
        '{"nif": "54362318K"}',
        "Sozialversicherungsnummer 65 170839 J 009",
        "PESEL: 44051401358",
        "card number is 4539 1488 0343 6461",
    ],
)
def test_slips_as_people_write_them(scanner: Scanner, text: str) -> None:
    found = scanner.scan([Segment(0, text)]).findings
    digits = [at for at, one in enumerate(text) if one.isdecimal()]
    assert all(any(one.start <= at < one.end for one in found) for at in digits)


@pytest.mark.parametrize(
    "text",
    [
        "NHS 111 111 1111",
        "IMEI of the form: 00000000000000, page 2",
        "Aadhaar 2341 2341 2341-7",
        "order 943 476 5912",
    ],
)
def test_fillers_and_other_numbers_stay_silent(scanner: Scanner, text: str) -> None:
    assert not scanner.scan([Segment(0, text)]).findings
