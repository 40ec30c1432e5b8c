"""Sampling end to end: an unlisted host is recognised and adopted; bytes pass as they are; nothing said is stored."""

import json
from pathlib import Path

from proxy.ca import open_authority
from proxy.standin import StandIn
from tests.e2e.actors import EMAIL, LEAN, MARKER, http_client, prompt, promptward, run_proxy, write_home

SAID = {
    "model": "gpt-5",
    "stream": True,
    "messages": [{"role": "user", "content": prompt(f"Please write to {EMAIL} for me.")}],
}


def test_an_unlisted_host_is_recognised_and_adopted(tmp_path: Path, standin: StandIn) -> None:
    policy = "sample_hosts: [plain.example]\ndiscover: true\n"
    home = write_home(tmp_path / "home", settings=LEAN, clients={"default": policy, "quiet": ""})
    added = promptward(
        "users", "add", "eve", "--client", "quiet", "--password-stdin", home=home, given="a long password\n"
    )
    assert added.returncode == 0, added.stderr
    with run_proxy(home, standin.port, standin.ca_file) as proxy:
        for http2 in (False, True):
            with proxy.http(http2=http2) as http:
                answer = http.post("https://plain.example/v1/chat/completions", json=SAID)
                assert answer.status_code == 200
                assert json.loads(standin.seen[-1].body) == SAID  # nothing replaced
                assert http.post("https://plain.example/echo", json={"a": 1}).status_code == 200
        with http_client(proxy.port, standin.ca_file, user="eve:a%20long%20password") as http:
            # For the client that did not allow it the stand-in's own certificate is seen: a tunnel.
            assert http.post("https://plain.example/v1/chat/completions", json=SAID).status_code == 200
    (draft,) = json.loads(promptward("services", "drafts", "--json", home=home).stdout)
    assert (draft["host"], draft["template"], draft["times"]) == ("plain.example", "/v1/chat/completions", 2)
    assert {"path", "messages", "model"} <= {*draft["request"]}
    assert draft["response"]
    assert "plain.example" in promptward("services", "drafts", home=home).stdout
    assert json.loads(promptward("services", "drafts", "--client", "quiet", "--json", home=home).stdout) == []
    (row,) = json.loads(promptward("services", "discovered", "--json", home=home).stdout)
    assert row["connections"] == 2
    assert row["up"] > 2 * len(json.dumps(SAID)) - 200
    stored = b"".join(file.read_bytes() for file in home.rglob("*") if file.is_file())
    assert MARKER.encode() not in stored + proxy.log.read_bytes()
    assert promptward("services", "adopt", "plain.example", home=home).returncode == 0
    assert "plain.example" in (home / "settings.yaml").read_text()


def test_what_the_certificate_does_not_cover_stays_a_tunnel(tmp_path: Path, standin: StandIn) -> None:
    home = write_home(
        tmp_path / "home", settings=LEAN, clients={"default": "sample_hosts: [plain.example]\n"}
    )
    open_authority(home / "state" / "ca", ["api.openai.com"])
    with (
        run_proxy(home, standin.port, standin.ca_file) as proxy,
        http_client(proxy.port, standin.ca_file) as http,
    ):
        assert http.post("https://plain.example/v1/chat/completions", json=SAID).status_code == 200
    assert json.loads(promptward("services", "drafts", "--json", home=home).stdout) == []
    doctor = promptward("doctor", "--json", home=home)
    assert "plain.example" in doctor.stdout
