"""The rulebook: what loads, and what does not load and why."""

from pathlib import Path

import pytest

from classifiers import rulebook
from classifiers.catalog import RULES
from classifiers.detector import DetectorFault
from classifiers.passage import Passage

GOOD = """
family: staff
rules:
  - id: badge
    kind: EMPLOYEE_ID
    pattern: '(?<![\\w])B-\\d{5}(?![\\w])'
    keywords: ["badge"]
    score: 80
    finds: ["my badge is «B-12345»"]
    ignores: ["my badge is B-123456", "B-12345"]
"""


def test_a_rule_of_ten_lines_finds() -> None:
    (rule,) = rulebook.read_text(GOOD, "staff.yaml")
    hits = list(rule.find(Passage("badge B-54321")))
    assert [(hit.start, hit.end, hit.kind) for hit in hits] == [(6, 13, "EMPLOYEE_ID")]


FAULTS = [
    ("finds: [", "finds: [«", "finds example", "« without »"),
    ("«B-12345»", "«X-12345»", "badge", "finds example 1 fails"),
    ('"B-12345"]', '"badge B-12345"]', "badge", "ignores example 2 fails"),
    ('\n    finds: ["my badge is «B-12345»"]', "", "badge", "no examples"),
    ("my badge is «B-12345»", "my badge is B-12345", "badge", "mark what must be found"),
    ('keywords: ["badge"]', 'keywords: ["Badge"]', "badge", "lower case"),
    ("score: 80", "score: 80\n    check: payment.nothing", "badge", "no check payment.nothing"),
    ("score: 80", "score: 80\n    check: os.system", "badge", "no check os.system"),
    ("score: 80", "score: 180", "score", "less than or equal to 100"),
    ("score: 80", "scoer: 80", "scoer", "Extra inputs"),
    ("(?<![\\w])B", "(B", "badge", "the pattern is wrong"),
    ("score: 80", "score: 80\n    needs: near", "badge", "needs context but names no context"),
    ("score: 80", "score: 80\n    group: secret", "badge", "no group secret"),
    ("family: staff", "family: [", "staff.yaml", "no valid YAML"),
]


@pytest.mark.parametrize(("old", "new", "where", "what"), FAULTS[1:])
def test_a_wrong_rule_does_not_load_and_says_why(old: str, new: str, where: str, what: str) -> None:
    assert old in GOOD
    with pytest.raises(DetectorFault) as caught:
        rulebook.read_text(GOOD.replace(old, new), "staff.yaml")
    line = str(caught.value)
    assert "staff.yaml" in line and where in line and what in line and "\n" not in line


def test_an_id_is_used_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(DetectorFault, match=r"b\.yaml, rule badge: the id is used twice"):
        rulebook.read(tmp_path)


def test_an_empty_folder_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(DetectorFault, match="no rule files"):
        rulebook.read(tmp_path)


def test_the_digest_follows_the_rule_and_not_its_examples() -> None:
    def digest(text: str) -> str:
        return rulebook.read_text(text, "staff.yaml")[0].digest

    assert digest(GOOD) == digest(GOOD.replace("my badge is «B-12345»", "the badge: «B-00001»"))
    assert digest(GOOD) != digest(GOOD.replace("score: 80", "score: 81"))
    assert digest(GOOD) != digest(GOOD.replace('["badge"]', '["badge", "card"]'))


def test_the_products_rules_hold_no_secret_as_a_literal() -> None:
    for file in RULES.glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        assert "PRIVATE KEY-----\\n" not in text.replace("ATE KEY}}-----", ""), file.name
