"""The section ``accounts``: what may stand in it, and what it decides."""

import pytest

from classifiers.finding import Scan
from classifiers.segment import Segment
from policies.accounts import AccountKind, AccountRules, judged
from policies.decide import decide
from policies.decision import Action, Allow, Block, Level
from policies.loader import check_text, compile_text

HEAD = "client: acme\nname: Acme\n"
UUID = "1b4e28ba-2fa1-11d2-883f-0016d3cca427"


def test_a_full_section_is_taken() -> None:
    text = (
        f"{HEAD}accounts:\n  personal: block\n  unknown: block\n  organisations:\n"
        f"    anthropic-org-header: [{UUID}]\n    ms-tenant-v1: [acme.example, {UUID}]\n"
        f"  owners: {{ms-tenant-v1: {UUID}}}\n"
    )
    policy, _, faults = compile_text(text, "acme.yaml")
    assert not faults
    assert policy is not None
    assert policy.accounts == AccountRules(
        Action.BLOCK,
        Action.BLOCK,
        {"anthropic-org-header": (UUID,), "ms-tenant-v1": (UUID, "acme.example")},
        {"ms-tenant-v1": UUID},
    )


def test_only_a_section_that_says_something_changes_the_digest() -> None:
    plain, empty, said = (
        compile_text(HEAD + more, "acme.yaml")[0]
        for more in ("", "accounts: {personal: allow}\n", "accounts: {personal: block}\n")
    )
    assert plain is not None
    assert empty is not None
    assert said is not None
    assert plain.digest == empty.digest != said.digest


@pytest.mark.parametrize(
    ("section", "line", "said"),
    [
        ("organisations: {antropic-org-header: [x]}", 4, "Did you mean anthropic-org-header?"),
        ("organisations: {anthropic-org-header: [acme]}", 4, '"acme" has not the form of an id'),
        ("organisations: {openai-org-header: ['org-ab12\\r\\nx']}", 4, "has not the form"),
        (f"organisations: {{ms-tenant-v1: [{UUID}]}}", 4, "needs to know who asks for it"),
        (f"owners: {{anthropic-org-header: {UUID}}}", 4, "has no use for an owner"),
        (f"organisations: {{ms-tenant-v2: ['{UUID}:{UUID}', '{UUID}:{UUID[::-1]}']}}", 4, "more than 1"),
        ("organisations: {workspace-admin: [x]}", 4, "there is no control"),
        ("personal: redact", 4, "personal"),
    ],
)
def test_slips_are_named_with_their_line(section: str, line: int, said: str) -> None:
    faults = check_text(f"{HEAD}accounts:\n  {section}\n", "acme.yaml")
    assert any(fault.line == line and said in str(fault) for fault in faults), [str(f) for f in faults]


@pytest.mark.parametrize(
    ("rules", "kind", "refused"),
    [
        (AccountRules(), AccountKind.PERSONAL, False),
        (AccountRules(personal=Action.BLOCK), AccountKind.PERSONAL, True),
        (AccountRules(personal=Action.BLOCK), AccountKind.UNKNOWN, False),
        (AccountRules(unknown=Action.BLOCK), AccountKind.UNKNOWN, True),
        (AccountRules(Action.BLOCK, Action.BLOCK), AccountKind.COMPANY, False),
    ],
)
def test_a_kind_of_account_is_refused(rules: AccountRules, kind: AccountKind, refused: bool) -> None:
    policy = compile_text(HEAD, "acme.yaml")[0]
    assert policy is not None
    before = decide(policy, Scan((), 2, 2), [Segment(0, "hi")], service="chatgpt", level=Level.GENERIC)
    assert isinstance(before, Allow)
    after = judged(before, rules, kind)
    assert isinstance(after, Block) is refused
    if refused:
        assert after.reasons[0].rule == f"accounts/{kind.value}"
