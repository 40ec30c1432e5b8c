"""Company keys: known again by keyed hash, and nothing of them on disk."""

import secrets
from pathlib import Path

import pytest

from policies.companykeys import CompanyKeys
from policies.fault import PolicyFault
from policies.keys import Keyring


def keys(tmp_path: Path) -> CompanyKeys:
    ring = Keyring.from_bytes(b"k" * 32)
    return CompanyKeys(tmp_path, lambda client: ring.derive(client, "company-keys"))


def test_a_key_is_known_by_service_and_client_and_nothing_of_it_is_kept(tmp_path: Path) -> None:
    store, key, other = keys(tmp_path), secrets.token_hex(24), secrets.token_hex(24)
    store.add("acme", "build", "openai_api", key, "2026-11-21T00:00:00+00:00")
    assert store.refresh(["acme", "rival"]) == []
    assert store.is_company("acme", "openai_api", key) is True
    assert store.is_company("acme", "openai_api", other) is False
    assert store.is_company("acme", "anthropic_api", key) is None
    assert store.is_company("rival", "openai_api", key) is None
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert key.encode() not in written
    assert store.digest("acme", key).encode() in written
    assert store.digest("acme", key) != store.digest("rival", key)
    assert key not in repr(store.listed("acme"))


def test_a_removed_key_is_forgotten(tmp_path: Path) -> None:
    store, key = keys(tmp_path), secrets.token_hex(24)
    store.add("acme", "one", "any", key, "2026-11-21T00:00:00+00:00")
    store.add("acme", "two", "any", secrets.token_hex(24), "2026-11-21T00:00:00+00:00")
    store.refresh(["acme"])
    assert store.is_company("acme", "x", key) is True
    assert store.remove("acme", "one")
    assert not store.remove("acme", "one")
    store.refresh(["acme"])
    assert store.is_company("acme", "x", key) is False
    assert [one.name for one in store.listed("acme")] == ["two"]


def test_a_damaged_list_keeps_what_was_known(tmp_path: Path) -> None:
    store, key = keys(tmp_path), secrets.token_hex(24)
    store.add("acme", "one", "any", key, "2026-11-21T00:00:00+00:00")
    store.refresh(["acme"])
    (tmp_path / "acme" / "keys.json").write_text("{", encoding="utf-8")
    assert "is damaged" in str(store.refresh(["acme"])[0])
    assert store.is_company("acme", "x", key) is True


@pytest.mark.parametrize("key", ["short", "with blank inside it", "ümlaut" * 5, "line\nbreak" * 4])
def test_what_is_no_key_is_not_taken(tmp_path: Path, key: str) -> None:
    with pytest.raises(PolicyFault, match="16 letters") as fault:
        keys(tmp_path).add("acme", "one", "any", key, "")
    assert key not in str(fault.value)
