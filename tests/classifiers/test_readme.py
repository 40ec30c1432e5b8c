"""The room's README: its table of kinds and its worked example are true."""

import re
from pathlib import Path

from classifiers import rulebook
from classifiers.passage import Passage
from classifiers.rulebook import RuleData
from classifiers.scanner import Scanner
from classifiers.settle import LOW_LEVEL

README = (Path(rulebook.__file__).parent / "README.md").read_text(encoding="utf-8")


def test_the_table_of_kinds_names_exactly_the_kinds_of_the_rules(scanner: Scanner) -> None:
    table = README.split("## Kinds")[1].split("\n\nWith a spaCy")[0]
    rows = re.findall(r"^\| ([A-Z][A-Z0-9_, ]+) \|", table, re.MULTILINE)
    named = [kind for row in rows for kind in row.split(", ")]
    assert sorted(named) == sorted(set(named))
    assert set(named) == scanner.kinds


def test_the_table_of_fields_names_exactly_the_fields_of_a_rule() -> None:
    table = README.split("| Field | Meaning |")[1].split("\n\n")[0]
    first_cells = re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE)
    named = {field for cell in first_cells for field in re.findall(r"`(\w+)`", cell)}
    assert named == set(RuleData.model_fields)


def test_the_worked_example_loads_and_finds() -> None:
    source = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert source is not None
    (rule,) = rulebook.read_text(source[1], "staff.yaml")
    (hit,) = rule.find(Passage("the badge was B-98765"))
    assert (hit.kind, hit.start, hit.end) == ("EMPLOYEE_ID", 14, 21)
    assert hit.score >= LOW_LEVEL


def test_every_maker_is_named() -> None:
    from classifiers.examples import _MAKERS

    assert all(f"`{{{{{name}:" in README for name in _MAKERS)
