"""Clients: found by id and by the smallest network; a slip in a file keeps the last good policy."""

from pathlib import Path

import pytest

from policies.clients import Clients, load_clients
from policies.fault import PolicyFault
from policies.starter import client_file


def write(folder: Path, client: str, *networks: str, extra: str = "") -> Path:
    path = folder / f"{client}.yaml"
    path.write_text(client_file(client, client.title(), networks) + extra, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "acme", "10.0.0.0/8", "2001:db8::/32")
    write(tmp_path, "beta", "10.1.0.0/16", "192.0.2.7/32")
    write(tmp_path, "gamma")
    return tmp_path


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("10.2.3.4", "acme"),
        ("10.1.3.4", "beta"),
        ("::ffff:10.1.3.4", "beta"),
        ("192.0.2.7", "beta"),
        ("192.0.2.8", None),
        ("2001:db8::1", "acme"),
        ("2001:db8::1%eth0", "acme"),
        ("2001:db9::1", None),
        ("127.0.0.1", None),
        ("", None),
        ("no address", None),
        ("10.1", None),
    ],
)
def test_the_smallest_network_wins(folder: Path, address: str, client: str | None) -> None:
    policy = load_clients(folder).by_network(address)
    assert (policy.client if policy else None) == client


def test_whole_address_families(tmp_path: Path) -> None:
    write(tmp_path, "all", "0.0.0.0/0", "::/0")
    clients = load_clients(tmp_path)
    for address in ("8.8.8.8", "2001:4860::8888"):
        policy = clients.by_network(address)
        assert policy is not None
        assert policy.client == "all"


def test_by_id(folder: Path) -> None:
    clients = load_clients(folder)
    assert list(clients) == ["acme", "beta", "gamma"]
    assert len(clients) == 3
    assert "acme" in clients
    assert clients.get("acme").client == "acme"
    with pytest.raises(PolicyFault, match="no such client"):
        clients.get("delta")


def test_a_start_refuses_a_bad_file(folder: Path) -> None:
    write(folder, "bad", extra="mod: x\n")
    with pytest.raises(PolicyFault, match=r"bad\.yaml, line \d+, column 1: mod"):
        load_clients(folder)


def test_a_start_refuses_a_file_under_another_name(folder: Path) -> None:
    (folder / "gamma.yaml").rename(folder / "delta.yaml")
    with pytest.raises(PolicyFault, match=r"Rename the file to gamma\.yaml"):
        load_clients(folder)


def test_a_start_refuses_equal_networks_of_two_clients(folder: Path) -> None:
    write(folder, "gamma", "10.1.0.0/16")
    with pytest.raises(PolicyFault, match='belongs to the client "beta" too'):
        load_clients(folder)


def test_a_start_refuses_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PolicyFault, match="cannot be read"):
        load_clients(tmp_path / "absent")


def test_services_are_checked_at_the_start_and_on_reload(folder: Path) -> None:
    rule = "rules:\n - {id: a, classes: pci.pan, services: opnai, action: block}\n"
    write(folder, "gamma", extra=rule)
    assert load_clients(folder).get("gamma").rules
    with pytest.raises(PolicyFault, match="Did you mean openai"):
        load_clients(folder, services=["openai"])
    write(folder, "gamma")
    clients = load_clients(folder, services=["openai"])
    write(folder, "gamma", extra=rule)
    assert [fault.field for fault in clients.reload()] == ["rules[0].services"]


def test_drafts_of_editors_are_not_read(folder: Path) -> None:
    for name in (".acme.yaml.swp", ".#acme.yaml", "#acme.yaml", "acme.yaml~", "notes.txt", ".hidden.yaml"):
        (folder / name).write_text("junk: [")
    assert list(load_clients(folder)) == ["acme", "beta", "gamma"]


def mode(clients: Clients, client: str) -> str:
    return clients.get(client).mode


def test_reload_takes_what_is_good_and_keeps_the_rest(folder: Path) -> None:
    clients = load_clients(folder)
    before = clients.get("gamma")
    (folder / "acme.yaml").write_text("client: acme\nname: Acme\nmode: observe\n", encoding="utf-8")
    (folder / "beta.yaml").write_text("client: beta\nname: [\n", encoding="utf-8")
    write(folder, "delta", "172.16.0.0/12")
    faults = clients.reload()
    assert [Path(fault.file).name for fault in faults] == ["beta.yaml"]
    assert mode(clients, "acme") == "observe"
    assert mode(clients, "beta") == "enforce"
    assert clients.get("gamma") is before
    found = clients.by_network("172.16.0.1")
    assert found is not None
    assert found.client == "delta"
    assert clients.by_network("10.2.3.4") is None  # acme gave up its network
    write(folder, "beta", "192.0.2.7/32")
    assert clients.reload() == []
    assert clients.by_network("10.1.3.4") is None


def test_reload_keeps_a_client_whose_file_is_gone_and_says_so(folder: Path) -> None:
    clients = load_clients(folder)
    (folder / "beta.yaml").unlink()
    assert [fault.wrong for fault in clients.reload()] == ["is gone"]
    assert "beta" in clients
    assert clients.by_network("10.1.0.1") is clients.get("beta")


def test_reload_keeps_everything_when_the_folder_is_gone(folder: Path) -> None:
    clients = load_clients(folder)
    folder.rename(folder.with_name("moved"))
    assert len(clients.reload()) == 1
    assert list(clients) == ["acme", "beta", "gamma"]


def test_reload_does_not_let_a_client_take_a_network_of_another(folder: Path) -> None:
    clients = load_clients(folder)
    write(folder, "gamma", "10.1.0.0/16")
    write(folder, "delta", "10.0.0.0/8")
    faults = clients.reload()
    assert len(faults) == 2
    assert "delta" not in clients
    assert clients.get("gamma").networks == ()
    policy = clients.by_network("10.1.3.4")
    assert policy is not None
    assert policy.client == "beta"


def test_two_clients_may_swap_their_networks(folder: Path) -> None:
    clients = load_clients(folder)
    write(folder, "acme", "10.1.0.0/16")
    write(folder, "beta", "10.0.0.0/8")
    assert clients.reload() == []
    policy = clients.by_network("10.1.3.4")
    assert policy is not None
    assert policy.client == "acme"
