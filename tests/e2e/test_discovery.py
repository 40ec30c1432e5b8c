"""Discovery end to end: a tunnel's host and bytes are counted for the client that chose it, and for no other."""

import json
from pathlib import Path

from proxy.standin import StandIn
from tests.e2e.actors import LEAN, http_client, promptward, run_proxy, write_home


def test_tunnels_are_counted_by_host(tmp_path: Path, standin: StandIn) -> None:
    home = write_home(tmp_path / "home", settings=LEAN, clients={"default": "discover: true\n", "quiet": ""})
    added = promptward(
        "users", "add", "eve", "--client", "quiet", "--password-stdin", home=home, given="a long password\n"
    )
    assert added.returncode == 0, added.stderr
    with run_proxy(home, standin.port, standin.ca_file) as proxy:
        for user in ("", "eve:a%20long%20password"):
            with http_client(proxy.port, standin.ca_file, user=user) as http:
                http.post("https://plain.example/upload", content=b"x" * 50_000)
        with proxy.http() as http:
            http.get("https://api.openai.com/v1/models")
    listed = promptward("services", "discovered", "--json", home=home)
    (row,) = json.loads(listed.stdout)
    assert (row["host"], row["connections"]) == ("plain.example", 1)
    assert 50_000 < row["up"] < 60_000
    assert 0 < row["down"] < 60_000
    assert (
        json.loads(promptward("services", "discovered", "--client", "quiet", "--json", home=home).stdout)
        == []
    )
    assert "plain.example" in promptward("services", "discovered", home=home).stdout
    assert promptward("services", "not-ai", "plain.example", home=home).returncode == 0
    assert json.loads(promptward("services", "discovered", "--json", home=home).stdout) == []
