"""The vault: values stay with their owner, in memory or sealed; nothing readable on disk."""

from pathlib import Path

import pytest

from proxy.capture import Hint
from proxy.vault import Conflict, Tokens, Vault, VaultFault

VALUE = "ada.byron@example.com"
TOKEN = "[EMAIL_K7Q2]"


def _key(client: str) -> bytes:
    return client.encode().ljust(32, b"!")


def _open(path: Path, *, sealed: bool = True, now: float = 1000.0) -> Vault:
    return Vault(path / "vault.db", _key, lambda: now, sealed=sealed)


def test_values_are_found_by_their_owner_only(tmp_path: Path) -> None:
    vault = _open(tmp_path)
    vault.learn("acme", "owner-1", {TOKEN: VALUE})
    assert vault.known("acme", "owner-1") == {TOKEN: VALUE}
    assert vault.known("acme", "owner-2") == {}
    vault.close()


@pytest.mark.parametrize(("sealed", "after"), [(True, {TOKEN: VALUE}), (False, {})])
def test_a_restart_keeps_only_what_was_sealed(tmp_path: Path, sealed: bool, after: dict[str, str]) -> None:
    vault = _open(tmp_path, sealed=sealed)
    vault.learn("acme", "owner-1", {TOKEN: VALUE})
    vault.close()
    again = _open(tmp_path, sealed=sealed)
    assert again.known("acme", "owner-1") == after
    again.close()


def test_no_value_can_be_read_on_disk(tmp_path: Path) -> None:
    vault = _open(tmp_path)
    vault.learn("acme", "owner-1", {TOKEN: VALUE})
    stored = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert VALUE.encode() not in stored
    assert b"K7Q2" not in stored
    vault.close()


def test_another_clients_key_opens_nothing(tmp_path: Path) -> None:
    vault = _open(tmp_path)
    vault.learn("acme", "owner-1", {TOKEN: VALUE})
    vault.close()
    again = _open(tmp_path)
    assert again.known("rival", "owner-1") == {}
    again.close()


def test_one_placeholder_never_stands_for_two_values(tmp_path: Path) -> None:
    vault = _open(tmp_path)
    vault.learn("acme", "owner-1", {TOKEN: VALUE})
    with pytest.raises(Conflict):
        vault.learn("acme", "owner-1", {TOKEN: "other@example.com"})
    assert vault.known("acme", "owner-1") == {TOKEN: VALUE}
    vault.close()


def test_follow_ups_survive_a_restart(tmp_path: Path) -> None:
    vault = _open(tmp_path, sealed=False)
    vault.follow("thread", "owner-1")
    vault.close()
    again = _open(tmp_path, sealed=False)
    assert again.root("thread") == "owner-1"
    assert again.root("unknown") == "unknown"
    again.close()


def test_coaching_counts_within_its_window(tmp_path: Path) -> None:
    clock = [1000.0]
    vault = Vault(tmp_path / "vault.db", _key, lambda: clock[0], sealed=False)
    assert not vault.coached("digest")
    clock[0] += 14 * 60
    assert vault.coached("digest")
    clock[0] += 16 * 60
    assert not vault.coached("digest")
    vault.close()


def test_a_damaged_file_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "vault.db").write_bytes(b"junk" * 1000)
    with pytest.raises(VaultFault, match=r"vault\.db.*Remove the file"):
        _open(tmp_path)


def test_tokens_are_found_in_any_case_and_by_their_beginning() -> None:
    tokens = Tokens({TOKEN: VALUE})
    assert tokens.resolve("[email_k7q2]") == VALUE
    assert tokens.resolve("[EMAIL_K7Q3]") is None
    assert all(tokens.may_begin(TOKEN[:length].lower()) for length in range(1, len(TOKEN)))
    assert not tokens.may_begin("[PERSON")
    assert not tokens.may_begin(TOKEN)


@pytest.mark.parametrize("sealed", [False, True])
def test_values_are_kept_as_long_as_the_client_says(tmp_path: Path, sealed: bool) -> None:
    clock = [1_000_000.0]
    vault = Vault(
        tmp_path / "vault.db",
        _key,
        lambda: clock[0],
        sealed=sealed,
        days=lambda client: {"acme": 1}.get(client, 30),
    )
    vault.learn("acme", "owner-1", {TOKEN: VALUE})
    vault.learn("rival", "owner-2", {TOKEN: VALUE})
    clock[0] += 2 * 24 * 3600
    assert vault.known("acme", "owner-1") == {}
    assert vault.known("rival", "owner-2") == {TOKEN: VALUE}
    vault.close()


def test_what_was_said_of_a_file_lies_sealed_beside_its_link(tmp_path: Path) -> None:
    vault = _open(tmp_path)
    said = Hint(".weberdocx", "text/x-weber", 12)
    vault.announce("acme", "link-1", "chatgpt", "owner-1", said)
    vault.announce("acme", "link-2", "chatgpt", "owner-1")
    assert (vault.hint("acme", "link-1"), vault.hint("acme", "link-2")) == (said, None)
    assert vault.hint("rival", "link-1") is None, "sealed with the client's key"
    stored = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"weber" not in stored
    vault.announce("acme", "link-1", "chatgpt", "owner-2")
    assert vault.hint("acme", "link-1") is None, "the link was told anew"
    vault.close()


def test_what_was_said_of_a_file_ends_with_its_link(tmp_path: Path) -> None:
    vault = _open(tmp_path)
    vault.announce("acme", "link-1", "chatgpt", "owner-1", Hint(".csv"))
    vault.close()
    later = _open(tmp_path, now=1000.0 + 25 * 3600)
    assert later.hint("acme", "link-1") is None
    assert later.announced("link-1") is None
    later.close()
