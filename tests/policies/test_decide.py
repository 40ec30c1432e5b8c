"""Deciding, by table; and law 7: another finding, rule or pack never loosens, and order does not matter."""

import pickle
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.finding import Finding, Scan
from classifiers.segment import Origin, Segment
from policies.classes import UNKNOWN, DataClass, Sensitivity
from policies.decide import decide
from policies.decision import Action, Allow, Block, Coach, Decision, Hold, Level, Redact, strictest
from policies.policy import Author, Combination, Exemption, Policy, Rule

PolicyOf = Callable[[str], Policy]


def request(
    kinds: Sequence[str], score: float = 90.0, *, editable: bool = True
) -> tuple[Scan, list[Segment]]:
    text, findings = "", []
    for number, kind in enumerate(kinds):
        value = f"value{number}"
        findings.append(Finding(0, len(text), len(text) + len(value), kind, "test", score))
        text += value + " "
    return Scan(tuple(findings), len(text), len(text)), [Segment(0, text, editable=editable)]


def judge(
    policy: Policy,
    kinds: Sequence[str],
    *,
    service: str = "openai",
    level: Level = Level.UNDERSTOOD,
    score: float = 90.0,
    editable: bool = True,
    opaque: Sequence[str] = (),
    unread: tuple[int, ...] = (),
) -> Decision:
    scan, segments = request(kinds, score, editable=editable)
    return decide(policy, replace(scan, unread=unread), segments, service=service, level=level, opaque=opaque)


@pytest.mark.parametrize(
    ("kinds", "expected", "tier", "rule"),
    [
        ([], Allow, 1, ""),
        (["IP_ADDRESS"], Allow, 1, "baseline/observed"),
        (["EMAIL_ADDRESS"], Redact, 1, "baseline/personal"),
        (["EMAIL_ADDRESS", "IP_ADDRESS"], Redact, 1, "baseline/personal"),
        (["US_SSN", "CREDIT_CARD"], Redact, 1, "baseline/cards"),
        (["AWS_ACCESS_KEY"], Block, 1, "baseline/credentials"),
        (["EMAIL_ADDRESS", "PASSWORD"], Block, 1, "baseline/credentials"),
        (["BIZ_CONFIDENTIAL", "EMAIL_ADDRESS"], Hold, 3, "baseline/client-confidential"),
        (["SOMETHING_NEW"], Redact, 1, "default/S2"),
    ],
)
def test_baseline(policy_of: PolicyOf, kinds: list[str], expected: type, tier: int, rule: str) -> None:
    decision = judge(policy_of("words: [nightjar]\n"), kinds)
    assert type(decision) is expected
    assert decision.tier == tier
    assert (decision.reasons[0].rule if decision.reasons else "") == rule
    assert len(decision.matches) == len(kinds)


def test_only_what_is_to_be_replaced_is_in_the_redactions(policy_of: PolicyOf) -> None:
    decision = judge(policy_of(""), ["EMAIL_ADDRESS", "IP_ADDRESS", "PERSON"])
    assert isinstance(decision, Redact)
    assert [finding.kind for finding in decision.redactions] == ["EMAIL_ADDRESS", "PERSON"]


@pytest.mark.parametrize("kind", ["EMAIL_ADDRESS", "SOMETHING_NEW"])
def test_signed_parts_are_blocked_never_edited(policy_of: PolicyOf, kind: str) -> None:
    decision = judge(policy_of(""), [kind], editable=False)
    assert isinstance(decision, Block)
    assert "signed" in decision.reasons[0].because
    assert decision.matches[0].action is Action.BLOCK


def test_a_finding_whose_segment_is_missing_is_blocked(policy_of: PolicyOf) -> None:
    scan, _ = request(["EMAIL_ADDRESS"])
    assert isinstance(decide(policy_of(""), scan, [], service="x", level=Level.UNDERSTOOD), Block)


@pytest.mark.parametrize(
    ("body", "kinds", "level", "expected"),
    [
        ("", ["EMAIL_ADDRESS"], Level.GENERIC, Block),
        ("generic: redact\n", ["EMAIL_ADDRESS"], Level.GENERIC, Redact),
        ("", ["IP_ADDRESS"], Level.GENERIC, Allow),
        ("generic: redact\n", ["PASSWORD"], Level.GENERIC, Block),
        ("", [], Level.OPAQUE, Block),
        ("opaque: hold\n", [], Level.OPAQUE, Hold),
        ("opaque: allow\n", [], Level.OPAQUE, Allow),
        ("opaque: allow\n", ["EMAIL_ADDRESS"], Level.OPAQUE, Block),
    ],
)
def test_levels(policy_of: PolicyOf, body: str, kinds: list[str], level: Level, expected: type) -> None:
    assert type(judge(policy_of(body), kinds, level=level)) is expected


def test_what_is_opaque_is_recorded_even_where_it_is_allowed(policy_of: PolicyOf) -> None:
    decision = judge(policy_of("opaque: allow\n"), [], opaque=["image/png in base64", "a"])
    assert isinstance(decision, Allow)
    assert decision.tier == 3
    assert [(reason.rule, reason.action, reason.count) for reason in decision.reasons] == [
        ("opaque", Action.ALLOW, 2)
    ]


def test_reasons_do_not_repeat_what_the_wire_said(policy_of: PolicyOf) -> None:
    decision = judge(policy_of(""), [], opaque=["ada@keller.de", "4111111111111111", "x" * 100, "a\nb"])
    said = repr(decision)
    assert not any(text in said for text in ("ada", "4111", "xxx", "\\n"))


def test_what_could_not_be_read_is_named(policy_of: PolicyOf) -> None:
    """A person who sends three files must know which one is meant."""
    decision = judge(
        policy_of(""), [], opaque=["an encrypted pdf in an upload", "image/heic inside the message"]
    )
    assert "an encrypted pdf in an upload; image/heic inside the message." in decision.reasons[0].because
    many = judge(policy_of(""), [], opaque=[f"a part of kind {letter}" for letter in "abcde"])
    assert "a part of kind c, and 2 more." in many.reasons[0].because


@pytest.mark.parametrize(
    ("origin", "words"),
    [(Origin.FILE, "part of a file"), (Origin.META, "a name, an address"), (Origin.USER, "signed part")],
)
def test_a_person_is_told_why_nothing_can_be_replaced_there(
    policy_of: PolicyOf, origin: Origin, words: str
) -> None:
    scan, segments = request(["EMAIL_ADDRESS"], editable=False)
    segments = [one._replace(origin=origin) for one in segments]
    decision = decide(policy_of(""), scan, segments, service="x", level=Level.UNDERSTOOD)
    assert isinstance(decision, Block)
    assert words in decision.reasons[0].because


@pytest.mark.parametrize(("opaque", "expected"), [("block", Block), ("hold", Hold), ("allow", Allow)])
def test_a_truncated_scan_is_never_clean(policy_of: PolicyOf, opaque: str, expected: type) -> None:
    decision = judge(policy_of(f"opaque: {opaque}\n"), [], unread=(0,))
    assert type(decision) is expected
    assert decision.reasons[0].rule == "unread"


@pytest.mark.parametrize(
    ("kinds", "expected", "tier"),
    [
        (["EMAIL_ADDRESS"], Allow, 3),
        (["IP_ADDRESS"], Allow, 1),
        (["BIZ_CONFIDENTIAL"], Allow, 3),
        (["API_KEY"], Block, 1),
        (["API_KEY", "EMAIL_ADDRESS"], Block, 1),
    ],
)
def test_observe_lets_all_but_credentials_pass(
    policy_of: PolicyOf, kinds: list[str], expected: type, tier: int
) -> None:
    decision = judge(policy_of("mode: observe\nwords: [nightjar]\n"), kinds)
    assert type(decision) is expected
    assert decision.tier == tier
    assert len(decision.matches) == len(kinds)


def test_observe_shows_what_would_have_happened(policy_of: PolicyOf) -> None:
    decision = judge(policy_of("mode: observe\n"), ["EMAIL_ADDRESS"])
    assert decision.matches[0].action is Action.REDACT
    assert decision.reasons[0].action is Action.REDACT


def test_observe_still_stops_what_could_not_be_scanned(policy_of: PolicyOf) -> None:
    policy = policy_of("mode: observe\n")
    assert isinstance(judge(policy, [], unread=(0,)), Block)
    assert isinstance(judge(policy, [], opaque=["image"]), Allow)


RULES = """\
rules:
  - {id: coach-mail, classes: pii.contact, services: [chat, other], action: coach, because: Why not.}
  - {id: sure-cards, classes: pci.pan, confidence: high, action: block}
  - {id: many-people, classes: "pii.*", at_least: 3, action: hold}
  - {id: restricted-there, sensitivity: S3, services: there, action: hold}
"""


@pytest.mark.parametrize(
    ("kinds", "service", "score", "expected", "rule"),
    [
        (["EMAIL_ADDRESS"], "chat", 90, Coach, "coach-mail"),
        (["EMAIL_ADDRESS"], "mine", 90, Redact, "baseline/personal"),
        (["CREDIT_CARD"], "mine", 84.9, Redact, "baseline/cards"),
        (["CREDIT_CARD"], "mine", 85, Block, "sure-cards"),
        (["PERSON"] * 2, "mine", 90, Redact, "baseline/personal"),
        (["PERSON"] * 3, "mine", 90, Hold, "many-people"),
        (["US_SSN"], "there", 90, Hold, "restricted-there"),
        (["IBAN_CODE"], "there", 90, Redact, "baseline/bank-and-tax"),
    ],
)
def test_conditions(
    policy_of: PolicyOf, kinds: list[str], service: str, score: float, expected: type, rule: str
) -> None:
    decision = judge(policy_of(RULES), kinds, service=service, score=score)
    assert type(decision) is expected
    assert decision.reasons[0].rule == rule


def test_coach_is_tier_two_and_says_what_it_would_replace(policy_of: PolicyOf) -> None:
    decision = judge(policy_of(RULES), ["EMAIL_ADDRESS", "US_SSN"], service="chat")
    assert isinstance(decision, Coach)
    assert decision.tier == 2
    assert [finding.kind for finding in decision.redactions] == ["EMAIL_ADDRESS", "US_SSN"]
    assert decision.reasons[0].because == "Why not."


def test_the_same_value_again_does_not_count_twice(policy_of: PolicyOf) -> None:
    policy = policy_of(RULES)
    segments = [Segment(place, "Ann Lee") for place in range(5)]
    findings = tuple(Finding(place, 0, 7, "PERSON", "test", 90) for place in range(5))
    decision = decide(policy, Scan(findings, 35, 35), segments, service="mine", level=Level.UNDERSTOOD)
    assert isinstance(decision, Redact)


EXEMPT = """\
exceptions:
  - {id: own-model, classes: pii.contact, services: [ours], action: allow, because: It runs here.}
"""


def test_an_exception_caps_packs_at_its_services_only(policy_of: PolicyOf) -> None:
    policy = policy_of(EXEMPT)
    allowed = judge(policy, ["EMAIL_ADDRESS"], service="ours")
    assert isinstance(allowed, Allow)
    assert allowed.tier == 3  # confidential data leaves unredacted
    assert allowed.reasons[0].rule == "own-model"
    assert isinstance(judge(policy, ["EMAIL_ADDRESS"], service="theirs"), Redact)
    assert isinstance(judge(policy, ["EMAIL_ADDRESS", "US_SSN"], service="ours"), Redact)


def test_an_exception_does_not_lift_a_rule_of_the_client(policy_of: PolicyOf) -> None:
    policy = policy_of(EXEMPT + "rules:\n  - {id: no-mail, classes: pii.contact, action: hold}\n")
    assert isinstance(judge(policy, ["EMAIL_ADDRESS"], service="ours"), Hold)


def test_an_exception_that_got_past_the_compiler_still_does_not_release_credentials(
    policy_of: PolicyOf,
) -> None:
    exemption = Exemption("open", frozenset({"secret.password", "pci.sad"}), None, Action.ALLOW, "no")
    policy = replace(policy_of(""), exemptions=(exemption,))
    assert isinstance(judge(policy, ["PASSWORD"]), Block)
    assert isinstance(judge(policy, ["CARD_CVV"]), Block)


def test_a_kind_of_several_classes_is_judged_by_the_strictest(policy_of: PolicyOf) -> None:
    body = (
        "classes: {aaa.x: {name: X, sensitivity: S1}, zzz.x: {name: Z, sensitivity: S1}}\n"
        "kinds: {IP_ADDRESS: [aaa.x, zzz.x], TICKET: [aaa.x, zzz.x]}\n"
        "rules:\n - {id: strict, classes: CLASS, action: block}\n"
    )
    for class_id in ("aaa.x", "zzz.x"):
        for kind in ("IP_ADDRESS", "TICKET"):
            decision = judge(policy_of(body.replace("CLASS", class_id)), [kind])
            assert isinstance(decision, Block)
            assert (decision.matches[0].class_id, decision.matches[0].rule) == (class_id, "strict")


def test_words_of_the_client_are_found(policy_of: PolicyOf) -> None:
    policy = policy_of("words: [Project Nightjar]\n")
    segments = [Segment(0, "About project\n NIGHTJAR and its budget")]
    decision = decide(policy, Scan((), 10, 10), segments, service="x", level=Level.UNDERSTOOD)
    assert isinstance(decision, Hold)
    assert decision.matches[0].class_id == "biz.confidential"
    assert (decision.matches[0].finding.start, decision.matches[0].finding.end) == (6, 23)


def test_the_reason_counts_and_names_the_digest(policy_of: PolicyOf) -> None:
    policy = policy_of("")
    decision = judge(policy, ["EMAIL_ADDRESS", "PERSON", "PHONE_NUMBER"])
    assert decision.policy == policy.digest
    assert [reason.count for reason in decision.reasons] == [3]
    assert pickle.loads(pickle.dumps(decision)) == decision


# -- law 7 --

CLASSES = {
    "unknown": UNKNOWN,
    "a.low": DataClass("a.low", "Low", Sensitivity.INTERNAL),
    "a.mid": DataClass("a.mid", "Mid", Sensitivity.CONFIDENTIAL),
    "b.high": DataClass("b.high", "High", Sensitivity.RESTRICTED),
    "b.record": DataClass("b.record", "Record", Sensitivity.RESTRICTED),
    "secret.key": DataClass("secret.key", "Key", Sensitivity.RESTRICTED, never=True),
}
KINDS = {"LOW": ("a.low",), "MID": ("a.mid",), "BOTH": ("a.low", "b.high"), "KEY": ("secret.key",)}
FLOORS = {
    Sensitivity.PUBLIC: Action.ALLOW,
    Sensitivity.INTERNAL: Action.ALLOW,
    Sensitivity.CONFIDENTIAL: Action.REDACT,
    Sensitivity.RESTRICTED: Action.REDACT,
}
TEXT = "alpha beta gamma delta " * 3
SEGMENTS = [Segment(0, TEXT), Segment(1, TEXT, editable=False)]

floors = st.sampled_from([Action.ALLOW, Action.REDACT, Action.COACH, Action.BLOCK])
services = st.sampled_from(["s1", "s2"])
rules = st.builds(
    Rule,
    id=st.text("abcdefgh", min_size=4, max_size=8),
    author=st.sampled_from(Author),
    classes=st.frozensets(st.sampled_from(sorted(CLASSES)), min_size=1),
    services=st.none() | st.frozensets(services, min_size=1),
    confidence=st.sampled_from([0.0, 65.0, 85.0]),
    at_least=st.sampled_from([1, 2, 4]),
    action=st.sampled_from(Action),
)
sets = st.frozensets(st.sampled_from([*KINDS, "NEW"]), min_size=1, max_size=3)
combinations = st.builds(
    lambda within, of: Combination("together", "b.record", within, tuple(of)),
    st.sampled_from([1, 5, 40]),
    st.lists(sets, min_size=2, max_size=3),
)
exemptions = st.builds(
    Exemption,
    id=st.text("xyz", min_size=4, max_size=8),
    classes=st.frozensets(st.sampled_from(["a.low", "a.mid", "b.high"]), min_size=1),
    services=st.none() | st.frozensets(services, min_size=1),
    action=st.sampled_from([Action.ALLOW, Action.REDACT, Action.HOLD]),
    because=st.just("so"),
)
findings = st.builds(
    lambda place, start, size, kind, score: Finding(place, start, start + size, kind, "t", score),
    st.sampled_from([0, 0, 0, 1]),
    st.integers(0, 60),
    st.integers(1, 6),
    st.sampled_from([*KINDS, "NEW"]),
    st.sampled_from([30.0, 65.0, 90.0]),
)


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    unique = {rule.id: rule for rule in draw(st.lists(rules, max_size=6))}
    return Policy(
        client="c",
        name="C",
        mode=draw(st.sampled_from(["observe", "enforce"])),
        packs=("p",),
        networks=(),
        vault_days=7,
        opaque=draw(st.sampled_from([Action.ALLOW, Action.HOLD, Action.BLOCK])),
        generic=draw(st.sampled_from([Action.REDACT, Action.BLOCK])),
        defaults=FLOORS,
        classes=CLASSES,
        kinds=KINDS,
        rules=tuple(unique.values()),
        exemptions=tuple(draw(st.lists(exemptions, max_size=2))),
        words=(),
        digest="d",
        combinations=tuple(draw(st.lists(combinations, max_size=1))),
    )


def verdict(
    policy: Policy, given_findings: Sequence[Finding], service: str, level: Level, opaque: Sequence[str]
) -> Decision:
    scan = Scan(tuple(given_findings), 1, 1)
    return decide(policy, scan, SEGMENTS, service=service, level=level, opaque=opaque)


def stricter(new: Decision, old: Decision) -> bool:
    """At least as strict as a whole, and no finding treated more loosely than before."""
    before = {match.finding: match.action.rank for match in old.matches}
    after = {match.finding: match.action.rank for match in new.matches}
    severer = new.volume.severity.rank >= old.volume.severity.rank
    more = dict(old.volume.distinct).items()
    counted = all(dict(new.volume.distinct).get(class_id, 0) >= count for class_id, count in more)
    treated = all(after[each] >= rank for each, rank in before.items())
    return new.action.rank >= old.action.rank and treated and severer and counted


scans = st.lists(findings, max_size=6)
levels = st.sampled_from(Level)
opaques = st.sampled_from([(), ("image",)])


@given(policies(), scans, findings, services, levels, opaques)
def test_another_finding_never_loosens(
    policy: Policy, old: list[Finding], extra: Finding, service: str, level: Level, opaque: tuple[str, ...]
) -> None:
    assert stricter(
        verdict(policy, [*old, extra], service, level, opaque), verdict(policy, old, service, level, opaque)
    )


@given(policies(), combinations, scans, services, levels)
def test_another_combination_never_loosens(
    policy: Policy, extra: Combination, found: list[Finding], service: str, level: Level
) -> None:
    more = replace(policy, combinations=(*policy.combinations, replace(extra, id="one-more")))
    assert stricter(verdict(more, found, service, level, ()), verdict(policy, found, service, level, ()))


@given(policies(), rules, scans, services, levels)
def test_another_rule_never_loosens(
    policy: Policy, extra: Rule, found: list[Finding], service: str, level: Level
) -> None:
    more = replace(policy, rules=(*policy.rules, replace(extra, id="one-more")))
    assert stricter(verdict(more, found, service, level, ()), verdict(policy, found, service, level, ()))


@given(policies(), st.lists(rules, max_size=3), floors, scans, services, levels)
def test_another_pack_never_loosens(
    policy: Policy, extra: list[Rule], floor: Action, found: list[Finding], service: str, level: Level
) -> None:
    more = replace(
        policy,
        rules=(
            *policy.rules,
            *(replace(rule, id=f"pack/{n}", author=Author.PACK) for n, rule in enumerate(extra)),
        ),
        defaults={key: strictest([value, floor]) for key, value in policy.defaults.items()},
    )
    assert stricter(verdict(more, found, service, level, ()), verdict(policy, found, service, level, ()))


@given(policies(), scans, services, levels, st.randoms(use_true_random=False))
def test_order_does_not_matter(
    policy: Policy, found: list[Finding], service: str, level: Level, shuffler: object
) -> None:
    mixed_rules, mixed_findings = list(policy.rules), list(found)
    mixed_exemptions = list(policy.exemptions)
    for each in (mixed_rules, mixed_findings, mixed_exemptions):
        shuffler.shuffle(each)  # type: ignore[attr-defined]
    other = replace(policy, rules=tuple(mixed_rules), exemptions=tuple(mixed_exemptions))
    assert verdict(other, mixed_findings, service, level, ()) == verdict(policy, found, service, level, ())


@given(policies(), scans, services, levels)
def test_signed_parts_are_never_in_the_redactions(
    policy: Policy, found: list[Finding], service: str, level: Level
) -> None:
    decision = verdict(policy, found, service, level, ())
    if isinstance(decision, Redact | Coach):
        assert all(finding.place == 0 for finding in decision.redactions)
        assert decision.redactions


@given(policies(), scans, services)
def test_tier_one_never_releases_confidential_data(
    policy: Policy, found: list[Finding], service: str
) -> None:
    decision = verdict(policy, found, service, Level.UNDERSTOOD, ())
    if isinstance(decision, Block) or decision.tier != 1:
        return
    replaced = set(decision.redactions) if isinstance(decision, Redact) else set()
    left = [match for match in decision.matches if match.finding not in replaced]
    assert all(match.finding.kind == "LOW" for match in left)
