"""Records: values near each other that say more together, and how rules count them."""

from collections.abc import Callable, Sequence

import pytest

from classifiers.finding import Finding, Scan
from classifiers.segment import Segment
from policies.decide import decide
from policies.decision import Decision, Hold, Level, Redact
from policies.policy import Combination, Policy
from policies.records import records_of
from policies.volume import Severity

PolicyOf = Callable[[str], Policy]

KINDS = {
    "N": "PERSON",
    "B": "DATE_OF_BIRTH",
    "S": "US_SSN",
    "C": "CREDIT_CARD",
    "V": "CARD_CVV",
    "M": "EMAIL_ADDRESS",
    "E": "CARD_EXPIRY",
    "H": "MEDICAL_CONDITION",
    "A": "STREET_ADDRESS",
    "R": "MEDICAL_RECORD_NUMBER",
    "I": "IBAN_CODE",
}
PERSON = Combination(
    "p", "pii.record", 20, (frozenset({"PERSON"}), frozenset({"DATE_OF_BIRTH"}), frozenset({"US_SSN"}))
)


def request(*texts: str) -> tuple[list[Finding], list[Segment]]:
    """Findings from texts in which ``N1`` stands for the name number 1, and so on."""
    findings, segments = [], []
    for place, text in enumerate(texts):
        segments.append(Segment(place, text))
        for at, letter in enumerate(text):
            if letter in KINDS and text[at + 1 : at + 2].isdigit():
                findings.append(Finding(place, at, at + 2, KINDS[letter], "test", 90.0))
    return findings, segments


@pytest.mark.parametrize(
    ("texts", "records"),
    [
        (["N1 B1 S1"], 1),
        (["N1 B1"], 0),
        (["S1, B1 and then N1"], 1),
        (["N1 B1 S1 N2"], 2),  # both names are near the rest
        (["N1 B1\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n S1"], 0),
        (["N1;" + "x" * 300 + ";B1;" + "x" * 300 + ";S1"], 1),  # one row of a table, however wide
        (["N1;" + "x" * 3_000 + ";B1;S1"], 0),  # too wide for a row
        (["N1;B1;S1\nN2;B2;S2\nN3;B3;S3"], 3),
        (["N1", "B1", "S1"], 1),  # the fields of a form
        (["N1" + "\n" * 40, "B1", "S1"], 0),
        (["N1 B1", "word " * 10, "S1"], 0),
    ],
)
def test_what_is_a_record(texts: list[str], records: int) -> None:
    findings, segments = request(*texts)
    found = records_of([PERSON], findings, segments)
    assert len(found.anchors.get("pii.record", ())) == records
    assert bool(found.members) == bool(records)


def test_order_of_texts_and_findings_does_not_matter() -> None:
    findings, segments = request("N1", "B1", "S1 N2")
    assert records_of([PERSON], findings, segments) == records_of([PERSON], findings[::-1], segments[::-1])


def test_sets_that_share_kinds_need_different_findings() -> None:
    both = frozenset({"PERSON", "EMAIL_ADDRESS"})
    twice = Combination("t", "pii.record", 20, (both, both))
    assert not records_of([twice], *request("N1 S1")).members
    assert records_of([twice], *request("N1 M1")).members
    mixed = Combination("m", "pii.record", 20, (frozenset({"PERSON"}), both, frozenset({"EMAIL_ADDRESS"})))
    assert not records_of([mixed], *request("N1 M1")).members
    assert records_of([mixed], *request("N1 M1 M2")).members


def test_a_long_table_is_judged_in_time() -> None:
    findings, segments = request("\n".join("N1;B1;S1" for _ in range(5_000)))
    assert len(records_of([PERSON], findings, segments).anchors["pii.record"]) == 5_000


def judge(policy: Policy, *texts: str, score: float = 90.0) -> Decision:
    findings, segments = request(*texts)
    return decide(policy, Scan(tuple(findings), 1, 1), segments, service="x", level=Level.UNDERSTOOD)


RECORDS = "rules:\n - {id: records, classes: pii.record, at_least: LEAST, action: hold}\n"


def rows(count: int) -> str:
    """A table of so many different people; names, dates and numbers differ by their digit and its neighbours."""
    return "\n".join(f"N{n} B{n} S{n}" for n in range(count))


def test_a_rule_names_a_record(policy_of: PolicyOf) -> None:
    policy = policy_of(RECORDS.replace("LEAST", "1"))
    held = judge(policy, "N1 was born on B1, number S1")
    assert isinstance(held, Hold)
    assert {match.class_id for match in held.matches} == {"pii.record"}
    assert isinstance(judge(policy, "N1 was born on B1"), Redact)


@pytest.mark.parametrize(("count", "expected"), [(3, Redact), (4, Hold), (9, Hold)])
def test_a_rule_counts_records_not_their_parts(policy_of: PolicyOf, count: int, expected: type) -> None:
    decision = judge(policy_of(RECORDS.replace("LEAST", "4")), rows(count))
    assert type(decision) is expected
    assert dict(decision.volume.distinct)["pii.record"] == count


def test_the_same_record_again_counts_once(policy_of: PolicyOf) -> None:
    decision = judge(policy_of(RECORDS.replace("LEAST", "2")), "N1 B1 S1", "N1 B1 S1")
    assert isinstance(decision, Redact)
    assert dict(decision.volume.distinct)["pii.record"] == 1


def test_values_keep_their_own_class_where_a_record_asks_for_no_more(policy_of: PolicyOf) -> None:
    decision = judge(policy_of(""), "N1 B1 S1")
    assert isinstance(decision, Redact)
    assert {match.class_id for match in decision.matches} == {"pii.contact", "id.national"}
    assert decision.volume.severity is Severity.HIGH


def test_a_combination_of_the_client(policy_of: PolicyOf) -> None:
    policy = policy_of(
        "classes: {own.pair: {name: Pair, sensitivity: S3}}\n"
        "combinations:\n - {id: pair, class: own.pair, of: [PERSON, pci.pan], within: 10}\n"
        "rules:\n - {id: pairs, classes: own.pair, action: block}\n"
    )
    assert judge(policy, "N1 with C1").action == "block"
    assert judge(policy, "N1 with nothing of that sort\n C1").action == "redact"
    changed = policy_of("classes: {own.pair: {name: Pair, sensitivity: S3}}\n")
    assert policy.digest != changed.digest


@pytest.mark.parametrize(
    ("text", "class_id"),
    [
        ("C1 V1", "fin.npi"),
        ("C1\nuntil: E1", "fin.npi"),
        ("M1 pays by I1, born B1", "fin.npi"),
        ("N1, B1, S1", "pii.record"),
        ("N1 of A1 has H1", "phi.record"),
        ("N1, born B1, file R1", "phi.record"),
    ],
)
def test_the_records_of_the_baseline(policy_of: PolicyOf, text: str, class_id: str) -> None:
    assert dict(judge(policy_of(""), text).volume.distinct)[class_id] == 1


@pytest.mark.parametrize("text", ["N1 has H1", "C1 of N1", "N1 lives at A1", "M1 and I1"])
def test_two_things_about_somebody_are_no_record_yet(policy_of: PolicyOf, text: str) -> None:
    distinct = dict(judge(policy_of(""), text).volume.distinct)
    assert not {"fin.npi", "pii.record", "phi.record"} & distinct.keys()


def kinds(texts: Sequence[str]) -> set[str]:
    return {finding.kind for finding in request(*texts)[0]}


def test_the_texts_of_this_test_hold_what_they_say() -> None:
    assert kinds(["N1 B1 S1 C1 V1 M1 E1 H1 A1 R1 I1"]) == set(KINDS.values())


def test_one_number_in_several_spellings_counts_once(policy_of: PolicyOf) -> None:
    spelled = ["4716253906259330", "4716 2539 0625 9330", "4716-2539-0625-9330", "\uff14716 2539 0625 9330"]
    text = "\n".join([*spelled, "4929 1740 0297 5509"])
    findings = [
        Finding(0, (at := text.index(one)), at + len(one), "CREDIT_CARD", "test", 99.0)
        for one in [*spelled, "4929 1740 0297 5509"]
    ]
    scan = Scan(tuple(findings), len(text), 1)
    decision = decide(policy_of(""), scan, [Segment(0, text)], service="x", level=Level.UNDERSTOOD)
    assert dict(decision.volume.distinct)["pci.pan"] == 2
