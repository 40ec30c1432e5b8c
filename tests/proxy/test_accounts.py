"""Whose account a request shows, and the headers that keep others out."""

import base64
import json

import pytest

from policies.accounts import AccountKind, AccountRules
from policies.accounts import controls as named
from proxy.accounts import headers_for, kind_of
from proxy.capture import Capture
from proxy.services.catalog import load_catalogue
from proxy.services.controls import controls

OURS = "1b4e28ba-2fa1-11d2-883f-0016d3cca427"
THEIRS = "6fa459ea-ee8a-4ca4-894e-db77e160355e"
COMPANY, PERSONAL, UNKNOWN = AccountKind.COMPANY, AccountKind.PERSONAL, AccountKind.UNKNOWN


def token(**claims: object) -> str:
    head, body = (
        base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()
        for part in ({"alg": "none"}, claims)
    )
    return f"Bearer {head}.{body}.c2ln"


def auth(**claims: object) -> str:
    return token(**{"https://api.openai.com/auth": claims})


def mail(address: str) -> str:
    return token(**{"https://api.openai.com/profile": {"email": address}})


def kind(
    host: str,
    path: str,
    headers: dict[str, str],
    organisations: dict[str, tuple[str, ...]],
    body: bytes = b"",
) -> AccountKind:
    capture = Capture("POST", host, 443, path, tuple(headers.items()), body)
    return kind_of(AccountRules(organisations=organisations), capture, "chat", lambda key: None)


CHATGPT = {"openai-workspace-header": (OURS,)}
CLAUDE = {"anthropic-org-header": (OURS,)}
MAIL = {"mail-domain": ("acme.example",)}
ORG = {"openai-org-header": ("org-acme1",)}
PROJECT = {"cloud-resource-name": ("acme-ai",)}
M365 = {"m365-tenant-in-url": (OURS,)}


@pytest.mark.parametrize(
    ("host", "path", "headers", "organisations", "expected"),
    [
        ("chatgpt.com", "/backend-api/conversation", {}, CHATGPT, UNKNOWN),
        ("chatgpt.com", "/backend-api/x", {"chatgpt-account-id": OURS.upper()}, CHATGPT, COMPANY),
        ("chatgpt.com", "/backend-api/x", {"chatgpt-account-id": THEIRS}, CHATGPT, PERSONAL),
        ("chatgpt.com", "/backend-api/x", {"chatgpt-account-id": THEIRS}, {}, UNKNOWN),
        ("chatgpt.com", "/backend-anon/conversation", {}, {}, PERSONAL),
        ("chatgpt.com", "//backend%2Danon/./conversation", {}, {}, PERSONAL),
        ("chatgpt.com", "/backend-api/backend-anon/x", {}, {}, UNKNOWN),
        ("chatgpt.com", "/x", {"authorization": auth(chatgpt_plan_type="plus")}, {}, PERSONAL),
        ("chatgpt.com", "/x", {"authorization": auth(chatgpt_plan_type="enterprise")}, {}, UNKNOWN),
        ("chatgpt.com", "/x", {"authorization": auth(chatgpt_account_id=OURS)}, CHATGPT, COMPANY),
        (
            "chatgpt.com",
            "/x",
            {"authorization": auth(chatgpt_account_id=OURS, chatgpt_plan_type="pro")},
            CHATGPT,
            PERSONAL,
        ),
        ("chatgpt.com", "/x", {"authorization": mail("a@acme.example")}, MAIL, COMPANY),
        ("chatgpt.com", "/x", {"authorization": mail("a@mail.example")}, MAIL, PERSONAL),
        ("chatgpt.com", "/x", {"authorization": "Bearer eyJ.!!.x"}, CHATGPT, UNKNOWN),
        ("api.openai.com", "/v1/x", {"openai-organization": "org-acme1"}, ORG, COMPANY),
        ("api.openai.com", "/v1/x", {"openai-organization": "org-other"}, ORG, PERSONAL),
        ("claude.ai", f"/api/organizations/{OURS}/chat_conversations/c/completion", {}, CLAUDE, COMPANY),
        ("claude.ai", f"/api/organizations/{THEIRS}/chat_conversations/c/completion", {}, CLAUDE, PERSONAL),
        ("substrate.office.com", f"/m365Copilot/Chathub/{THEIRS}@{OURS}?a=1", {}, M365, COMPANY),
        ("substrate.office.com", f"/m365Copilot/Chathub/{OURS}%40{THEIRS}", {}, M365, PERSONAL),
        ("substrate.office.com", "/m365Copilot/Chathub/x@84df9e7f-e9f6-40af-b435-aaaaaaaaaaaa", {}, {}, PERSONAL),
        ("substrate.office.com", f"/x?access_token={token(tid=OURS)[7:]}", {}, M365, COMPANY),
        ("copilot.microsoft.com", "/c/api/chat", {}, {}, PERSONAL),
        ("api.individual.githubcopilot.com", "/chat/completions", {}, {}, PERSONAL),
        ("api.business.githubcopilot.com", "/chat/completions", {}, {}, UNKNOWN),
        ("api.business.githubcopilot.com", "/c", {}, {"copilot-plan-host": ("enterprise",)}, PERSONAL),
        ("api.enterprise.githubcopilot.com", "/c", {}, {"copilot-plan-host": ("enterprise",)}, COMPANY),
        ("acme.openai.azure.com", "/openai/x", {}, {"cloud-resource-name": ("acme",)}, COMPANY),
        ("else.openai.azure.com", "/openai/x", {}, {"cloud-resource-name": ("acme",)}, PERSONAL),
        ("aiplatform.googleapis.com", "/v1/projects/acme-ai/locations/x", {}, PROJECT, COMPANY),
    ],
)  # fmt: skip
def test_the_account_of_a_request(
    host: str,
    path: str,
    headers: dict[str, str],
    organisations: dict[str, tuple[str, ...]],
    expected: AccountKind,
) -> None:
    assert kind(host, path, headers, organisations) is expected


@pytest.mark.parametrize(("account", "expected"), [("123456789012", COMPANY), ("999999999999", PERSONAL)])
def test_an_account_in_a_body(account: str, expected: AccountKind) -> None:
    arn = f"arn:aws:codewhisperer:us-east-1:{account}:profile/X"
    body = json.dumps({"profileArn": arn, "said": json.dumps({"profileArn": arn.replace(account, "0" * 12)})})
    found = kind("q.us-east-1.amazonaws.com", "/", {}, {"aws-profile-arn": ("123456789012",)}, body.encode())
    assert found is expected


@pytest.mark.parametrize(
    ("category", "headers", "path", "expected"),
    [
        ("api", {"authorization": "Bearer ours"}, "/", COMPANY),
        ("api", {"authorization": "Bearer theirs"}, "/", PERSONAL),
        ("api", {"x-api-key": "ours"}, "/", COMPANY),
        ("api", {"x-goog-api-key": "theirs"}, "/", PERSONAL),
        ("api", {}, "/v1beta/models?key=ours", COMPANY),
        ("api", {"x-api-key": "ours", "authorization": "Bearer theirs"}, "/", PERSONAL),
        ("api", {"authorization": "Bearer " + "sk-ant-oat" + "01-x"}, "/", UNKNOWN),
        ("api", {}, "/", UNKNOWN),
        ("chat", {"authorization": "Bearer theirs"}, "/", UNKNOWN),
    ],
)
def test_the_account_of_a_key(
    category: str, headers: dict[str, str], path: str, expected: AccountKind
) -> None:
    capture = Capture("POST", "api.x.example", 443, path, tuple(headers.items()), b"")
    assert kind_of(AccountRules(), capture, category, lambda key: key == "ours") is expected


def test_headers_are_set_only_where_they_are_meant() -> None:
    rules = AccountRules(organisations={**CLAUDE, **CHATGPT})
    assert headers_for(rules, "claude.ai", ()) == (("anthropic-allowed-org-ids", OURS),)
    assert headers_for(rules, "chatgpt.com", ()) == (("chatgpt-allowed-workspace-id", OURS),)
    assert headers_for(rules, "claude.ai.evil.example", ()) == ()
    assert headers_for(AccountRules(), "claude.ai", ()) == ()


def test_many_ids_take_several_lines_and_the_clients_own_lines_go() -> None:
    ids = tuple(f"{at:08d}-0000-0000-0000-000000000000" for at in range(120))
    sent = ("Anthropic-Allowed-Org-Ids1", "anthropic-allowed-org-ids7", "accept")
    found = dict(headers_for(AccountRules(organisations={"anthropic-org-header": ids}), "claude.ai", sent))
    assert (found["anthropic-allowed-org-ids"] or "").endswith(";n=3")
    lines = [found[f"anthropic-allowed-org-ids{at or ''}"] or "" for at in range(3)]
    assert ",".join(lines).replace(";n=3", "").split(",") == list(ids)
    assert found["anthropic-allowed-org-ids7"] is None
    assert "accept" not in found


def test_a_name_with_underscores_is_the_same_to_gateways() -> None:
    rules = AccountRules(organisations={"anthropic-org-header": (OURS,)})
    sent = ("anthropic_allowed_org_ids", "Anthropic-Allowed_Org-Ids1", "anthropic-version")
    assert dict(headers_for(rules, "claude.ai", sent)) == {
        "anthropic_allowed_org_ids": None,
        "anthropic-allowed_org-ids1": None,
        "anthropic-allowed-org-ids": OURS,
    }


def test_private_microsoft_accounts_are_kept_out_beside_a_tenant() -> None:
    rules = AccountRules(
        organisations={"ms-restrict-msa": ("restrict-msa",), "ms-tenant-v2": (f"{OURS}:{THEIRS}",)}
    )
    name = "sec-restrict-tenant-access-policy"
    assert dict(headers_for(rules, "login.live.com", ())) == {name: "restrict-msa"}
    assert dict(headers_for(rules, "login.microsoftonline.com", ())) == {name: f"{OURS}:{THEIRS}"}


def test_both_lists_of_controls_and_the_catalogue_agree() -> None:
    wire = controls()
    useful = {name for name, one in wire.items() if one.headers or one.reads or one.personal}
    assert useful == set(named())
    for service in load_catalogue().services:
        assert set(service.controls) <= set(wire), service.id
    wants_owner = {name for name, one in wire.items() if any("{owner}" in value for _, value in one.headers)}
    assert wants_owner == {name for name, one in named().items() if one.owner}
