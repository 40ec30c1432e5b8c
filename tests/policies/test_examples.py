"""Examples inside a policy, run with a scan that is given."""

from collections.abc import Sequence

import pytest

from classifiers.finding import Finding, Scan
from classifiers.segment import Segment
from policies.examples import run_examples
from policies.loader import compile_text


def scan(segments: Sequence[Segment]) -> Scan:
    found = []
    for segment in segments:
        start = segment.text.find("jane@example.com")
        if start >= 0:
            found.append(Finding(segment.place, start, start + 16, "EMAIL_ADDRESS", "fake", 90))
    return Scan(tuple(found), 0, 0)


@pytest.mark.parametrize(
    ("example", "wrong"),
    [
        ("{text: hello, expect: allow}", ""),
        ("{text: to jane@example.com, expect: redact}", ""),
        ("{text: to jane@example.com, expect: redact, rule: baseline/personal, class: pii.contact}", ""),
        ("{text: [to jane@, example.com], expect: redact}", ""),
        ("{text: to jane@example.com, service: there, expect: hold, rule: no-mail}", ""),
        ("{text: to jane@example.com, expect: allow}", "expected allow, got redact"),
        ("{text: hello, expect: redact}", "expected redact, got allow"),
        (
            "{text: to jane@example.com, expect: redact, rule: baseline/cards}",
            "expected rule baseline/cards, got baseline/personal",
        ),
        (
            "{text: to jane@example.com, expect: redact, class: pci.pan}",
            "expected class pci.pan, got pii.contact",
        ),
        (
            "{text: hello, expect: allow, rule: baseline/observed}",
            "expected rule baseline/observed, got none",
        ),
    ],
)
def test_an_example(example: str, wrong: str) -> None:
    text = (
        "client: acme\nname: Acme\nrules:\n"
        " - {id: no-mail, classes: pii.contact, services: there, action: hold}\n"
        f"examples:\n - {example}\n"
    )
    policy, examples, faults = compile_text(text, "x")
    assert policy is not None, faults
    (outcome,) = run_examples(policy, examples, scan)
    assert outcome.wrong == wrong
    assert outcome.passed == (not wrong)
    assert outcome.number == 1


def test_a_policy_that_observes_names_the_rule_that_would_have_decided() -> None:
    text = (
        "client: acme\nname: Acme\nmode: observe\n"
        "examples:\n - {text: to jane@example.com, expect: allow, rule: baseline/personal}\n"
    )
    policy, examples, _ = compile_text(text, "x")
    assert policy is not None
    assert run_examples(policy, examples, scan)[0].passed
