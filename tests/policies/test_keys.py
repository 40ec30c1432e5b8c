"""The master key: made once, whole, for nobody else's eyes; derived keys are independent."""

import os
import pickle
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from policies.keys import KeyFault, Keyring


def test_a_key_is_made_once_with_tight_modes(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "keys"
    first = Keyring.open(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [path.name for path in folder.iterdir()] == ["master.key"]
    assert stat.S_IMODE((folder / "master.key").stat().st_mode) == 0o600
    assert (folder / "master.key").stat().st_size == 32
    assert Keyring.open(folder).derive("acme", "vault") == first.derive("acme", "vault")


def test_a_loose_folder_is_tightened(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    Keyring.open(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700


def test_many_at_once_get_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(lambda _: Keyring.open(tmp_path / "keys").derive("a", "b"), range(64)))
    assert len(keys) == 1
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["master.key"]


def test_clients_and_purposes_never_share_a_key() -> None:
    ring = Keyring.from_bytes(bytes(32))
    names = ["", "a", "b", "ab", "ü"]
    keys = {ring.derive(client, purpose) for client in names for purpose in names}
    assert len(keys) == 25
    assert all(len(key) == 32 for key in keys)
    assert Keyring.from_bytes(b"1" * 32).derive("a", "b") not in keys


def test_the_derivation_is_pinned() -> None:
    key = Keyring.from_bytes(bytes(range(32))).derive("acme", "placeholders")
    assert key.hex() == "cecbd77702a70b8e30edd03530084cb3635553254d8b5320460695b18a6e81d8"


@pytest.mark.parametrize("content", [b"", b"x" * 31, b"x" * 33, b"x" * 5000])
def test_a_key_of_the_wrong_size_is_refused_and_kept(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "master.key"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(KeyFault, match="32 bytes"):
        Keyring.open(tmp_path)
    assert path.read_bytes() == content


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    Keyring.open(tmp_path)
    (tmp_path / "master.key").chmod(0o644)
    with pytest.raises(KeyFault, match="chmod 600"):
        Keyring.open(tmp_path)


def test_a_folder_that_is_a_file_or_a_key_that_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(KeyFault, match="cannot be used"):
        Keyring.open(tmp_path / "file")
    (tmp_path / "keys" / "master.key").mkdir(parents=True)
    with pytest.raises(KeyFault, match="cannot be used"):
        Keyring.open(tmp_path / "keys")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_key(tmp_path: Path) -> None:
    Keyring.open(tmp_path)
    (tmp_path / "master.key").chmod(0o000)
    with pytest.raises(KeyFault):
        Keyring.open(tmp_path)


def test_a_keyring_shows_and_hands_out_nothing() -> None:
    ring = Keyring.from_bytes(b"k" * 32)
    assert "k" * 4 not in repr(ring)
    with pytest.raises(TypeError):
        pickle.dumps(ring)
    with pytest.raises(KeyFault):
        Keyring.from_bytes(b"short")
