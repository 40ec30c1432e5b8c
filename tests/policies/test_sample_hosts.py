"""``sample_hosts``: exact host names, each at its line where it is none, and shown where policies differ."""

from pathlib import Path

import pytest

from policies.clients import load_clients
from policies.fault import PolicyFault
from policies.overview import differences
from policies.starter import client_file


def test_they_are_read_and_compared(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(client_file("a", "A") + "\nsample_hosts: [b.example, a.example]\n")
    (tmp_path / "b.yaml").write_text(client_file("b", "B"))
    clients = load_clients(tmp_path)
    assert clients.get("a").sample_hosts == {"a.example", "b.example"}
    assert clients.get("b").sample_hosts == frozenset()
    found = differences(clients.get("a"), clients.get("b"))
    assert [(one.where, one.a, one.b) for one in found] == [("sample_hosts", "a.example, b.example", "-")]


@pytest.mark.parametrize("host", ["*.example", "10.0.0.1", "UPPER.example", "https://a.example", "localhost"])
def test_what_is_no_host_name_is_a_fault_at_its_line(tmp_path: Path, host: str) -> None:
    (tmp_path / "a.yaml").write_text(
        client_file("a", "A") + f"\nsample_hosts:\n  - ok.example\n  - '{host}'\n"
    )
    with pytest.raises(PolicyFault, match="sample_hosts") as caught:
        load_clients(tmp_path)
    assert caught.value.line == len((tmp_path / "a.yaml").read_text().splitlines())
