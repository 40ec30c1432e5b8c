"""Accounts end to end: others are refused, headers are set in the place of the client's own, keys are known."""

import json
import secrets
from pathlib import Path
from typing import Any

import httpx

from proxy.standin import StandIn, serve
from proxy.standin.server import HOSTS
from tests.e2e.actors import LEAN, Proxy, promptward, run_proxy, until, write_home

OURS = "1b4e28ba-2fa1-11d2-883f-0016d3cca427"
THEIRS = "6fa459ea-ee8a-4ca4-894e-db77e160355e"
LOGIN = "login.microsoftonline.com"
ACME = f"""
accounts:
  personal: block
  organisations:
    anthropic-org-header: [{OURS}]
    ms-tenant-v1: [acme.example]
  owners: {{ms-tenant-v1: {OURS}}}
"""


def post(http: httpx.Client, url: str, headers: Any = ()) -> httpx.Response:
    body = {
        "model": "m",
        "max_tokens": 9,
        "prompt": "hello",
        "messages": [{"role": "user", "content": "hello"}],
    }
    return http.post(url, json=body, headers=headers)


def values(standin: StandIn, name: str) -> list[str]:
    return [value for key, value in standin.seen[-1].headers if key.lower() == name]


def test_accounts_of_others_are_refused_and_headers_replaced(tmp_path: Path) -> None:
    settings = f"{LEAN}shared_services: [microsoft_sign_in]\n"
    home = write_home(tmp_path / "home", settings=settings, clients={"default": ACME, "free": ""})
    for name, given in (("eve", "a long password\n"),):
        added = promptward(
            "users", "add", name, "--client", "free", "--password-stdin", home=home, given=given
        )
        assert added.returncode == 0, added.stderr
    with serve((*HOSTS, LOGIN)) as standin:
        mapped = ("--connect-to", f"{LOGIN}:443:127.0.0.1:{standin.port}")
        with run_proxy(home, standin.port, standin.ca_file, *mapped) as proxy:
            _organisations(proxy, standin)
            _sign_in(proxy, standin)
            _keys(proxy, home)
        kinds = [record.get("account") for record in proxy.records() if record["event"] == "request"]
        assert {"company", "personal", "unknown"} == set(kinds)
    report = promptward("report", "usage", "--by", "account", "--format", "json", home=home)
    assert report.returncode == 0, report.stderr
    assert "personal" in report.stdout


def _organisations(proxy: Proxy, standin: StandIn) -> None:
    path = "https://claude.ai/api/organizations/{}/chat_conversations/c1/completion"
    own = [("Anthropic-Allowed-Org-Ids", THEIRS), ("anthropic-allowed-org-ids1", THEIRS)]
    for http2 in (False, True):
        with proxy.http(http2=http2) as http:
            standin.forget()
            assert post(http, path.format(OURS), own).status_code == 200
            assert values(standin, "anthropic-allowed-org-ids") == [OURS]
            assert values(standin, "anthropic-allowed-org-ids1") == []
            standin.forget()
            refused = post(http, path.format(THEIRS), own)
            assert "not one of the organisation" in refused.text
            assert standin.seen == ()
    record = [one for one in proxy.records() if one["event"] == "request"][-1]
    assert record["action"] == "block"
    assert record["rules"] == ["accounts/personal"]
    assert record["account"] == "personal"


def _sign_in(proxy: Proxy, standin: StandIn) -> None:
    """Where people sign in, nothing is read; the headers are set, for the client that asked for them alone."""
    standin.forget()
    with proxy.http() as http:
        http.post(
            f"https://{LOGIN}/common/oauth2",
            content=b"passwd=unread",
            headers={"restrict-access-context": THEIRS, "Restrict-Access-To-Tenants": "rival.example"},
        )
    assert values(standin, "restrict-access-to-tenants") == ["acme.example"]
    assert values(standin, "restrict-access-context") == [OURS]
    assert standin.seen[-1].body == b"passwd=unread"
    standin.forget()
    with proxy.http(user="eve:a%20long%20password") as http:
        try:
            http.get(f"https://{LOGIN}/common")
        except httpx.ConnectError as error:
            # A tunnel: the service's own certificate, which this client does not know.
            assert "CERTIFICATE_VERIFY_FAILED" in str(error)
        else:
            raise AssertionError("opened for a client that asked for nothing")


def _keys(proxy: Proxy, home: Path) -> None:
    ours, theirs = secrets.token_hex(24), secrets.token_hex(24)
    url = "https://api.openai.com/v1/chat/completions"

    def status(key: str) -> int:
        with proxy.http() as http:
            return post(http, url, {"authorization": f"Bearer {key}"}).status_code

    assert status(theirs) == 200  # no key is registered: nobody knows whose it is
    added = promptward(
        "clients", "keys", "add", "default", "build", "--service", "openai_api", home=home, given=f"{ours}\n"
    )
    assert added.returncode == 0, added.stderr
    assert until(lambda: status(theirs) in (400, 403), seconds=15)
    assert status(ours) == 200
    listed = promptward("clients", "keys", "list", "default", "--json", home=home)
    assert [row["name"] for row in json.loads(listed.stdout)] == ["build"]
    kept = b"".join(path.read_bytes() for path in (home / "state").rglob("*") if path.is_file())
    assert ours.encode() not in kept
    assert theirs.encode() not in kept
    assert promptward("clients", "keys", "remove", "default", "build", home=home).returncode == 0
    assert until(lambda: status(theirs) == 200, seconds=15)
