"""Proxy users: nothing in clear text, odd names and passwords, and costs that can be raised later."""

import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from policies.users import UserFault, UserStore, UserStoreFault

CHEAP = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
PASSWORD = "korrekt:pferd 🐎 ß\u0308"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "state.db"


@pytest.fixture
def store(path: Path) -> UserStore:
    return UserStore.open(path, CHEAP)


def test_add_list_and_verify(store: UserStore, path: Path) -> None:
    store.add("jane", "acme", PASSWORD)
    store.add("Bob Öztürk", "beta", "x")
    assert [(user.name, user.client) for user in store.list()] == [("Bob Öztürk", "beta"), ("jane", "acme")]
    assert store.verify("jane", PASSWORD) == "acme"
    assert store.verify("jane", "wrong") is None
    assert store.verify("jane", "") is None
    assert store.verify("Jane", PASSWORD) is None
    assert store.verify("nobody", PASSWORD) is None
    assert UserStore.open(path, CHEAP).verify("Bob Öztürk", "x") == "beta"


def test_composed_and_decomposed_letters_are_the_same(store: UserStore) -> None:
    store.add("Jos\u00e9", "acme", "caf\u00e9")
    assert store.verify("Jose\u0301", "cafe\u0301") == "acme"


def test_files_are_private_and_hold_no_clear_text(store: UserStore, path: Path) -> None:
    store.add("jane", "acme", PASSWORD)
    files = list(path.parent.iterdir())
    assert {file.name for file in files} >= {"state.db"}
    for file in files:
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert PASSWORD.encode() not in file.read_bytes()
        assert b"pferd" not in file.read_bytes()
    with sqlite3.connect(path) as connection:
        (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
        (hashed,) = connection.execute("SELECT hash FROM users").fetchone()
    connection.close()
    assert mode == "wal"
    assert hashed.startswith("$argon2id$")


def test_the_default_cost_is_that_of_rfc_9106(path: Path) -> None:
    store = UserStore.open(path)
    store.add("jane", "acme", "x")
    with sqlite3.connect(path) as connection:
        (hashed,) = connection.execute("SELECT hash FROM users").fetchone()
    connection.close()
    assert "$m=65536,t=3,p=4$" in hashed


def test_a_loose_file_is_tightened(store: UserStore, path: Path) -> None:
    path.chmod(0o644)
    UserStore.open(path, CHEAP)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "name", ["", " jane", "jane ", "ja:ne", "a\nb", "a\x00b", "a\u2028b", "x" * 129, "\ud800"]
)
def test_names_that_cannot_be_taken(store: UserStore, name: str) -> None:
    if name != "\ud800":
        with pytest.raises(UserFault):
            store.add(name, "acme", PASSWORD)
    assert store.verify(name, PASSWORD) is None


@pytest.mark.parametrize("password", ["", "x" * 1025, "marker\ud800"])
def test_passwords_that_cannot_be_taken_are_not_quoted(store: UserStore, password: str) -> None:
    with pytest.raises(UserFault) as caught:
        store.add("jane", "acme", password)
    assert "marker" not in str(caught.value)
    store.add("jane", "acme", "good")
    assert store.verify("jane", password) is None


def test_a_name_is_taken_once(store: UserStore) -> None:
    store.add("jane", "acme", PASSWORD)
    with pytest.raises(UserFault, match="already") as caught:
        store.add("jane", "beta", "other-secret")
    assert "other-secret" not in str(caught.value)
    assert store.verify("jane", PASSWORD) == "acme"


def test_an_unknown_name_costs_a_hash_too(store: UserStore) -> None:
    class Counting(PasswordHasher):
        verified = 0

        def verify(self, hash: str | bytes, password: str | bytes) -> bool:
            Counting.verified += str(hash).startswith("$argon2id$")
            return super().verify(hash, password)  # type: ignore[return-value]

    store._hasher = Counting(time_cost=1, memory_cost=64, parallelism=1)
    store.add("jane", "acme", PASSWORD)
    for name in ("jane", "nobody", "", "x:y"):
        before = Counting.verified
        store.verify(name, "wrong")
        assert Counting.verified == before + 1, name


def test_a_hash_of_old_costs_is_made_anew(path: Path) -> None:
    UserStore.open(path, CHEAP).add("jane", "acme", PASSWORD)
    dearer = UserStore.open(path, PasswordHasher(time_cost=2, memory_cost=128, parallelism=1))
    assert dearer.verify("jane", "wrong") is None
    assert "$m=64,t=1" in _hash(path)
    assert dearer.verify("jane", PASSWORD) == "acme"
    assert "$m=128,t=2" in _hash(path)
    assert dearer.verify("jane", PASSWORD) == "acme"


def _hash(path: Path) -> str:
    connection = sqlite3.connect(path)
    (hashed,) = connection.execute("SELECT hash FROM users").fetchone()
    connection.close()
    return str(hashed)


def test_a_broken_hash_lets_nobody_in(store: UserStore, path: Path) -> None:
    store.add("jane", "acme", PASSWORD)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE users SET hash = 'junk'")
    connection.commit()
    connection.close()
    assert store.verify("jane", PASSWORD) is None


def test_many_threads(store: UserStore) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: store.add(f"user{number}", "acme", str(number)), range(24)))
        results = list(pool.map(lambda number: store.verify(f"user{number}", str(number)), range(24)))
    assert results == ["acme"] * 24


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    junk = tmp_path / "state.db"
    junk.write_bytes(b"this is no database at all" * 50)
    with pytest.raises(UserStoreFault, match="cannot be used"):
        UserStore.open(junk)
    (tmp_path / "file").write_text("x")
    with pytest.raises(UserStoreFault):
        UserStore.open(tmp_path / "file" / "state.db")


def test_a_database_that_fails_later_quotes_nothing(store: UserStore, path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE users")
    connection.commit()
    connection.close()
    for call in (
        lambda: store.add("jane", "acme", "tell-nobody"),
        lambda: store.verify("jane", "tell-nobody"),
    ):
        with pytest.raises(UserStoreFault) as caught:
            call()
        assert "tell-nobody" not in str(caught.value)
        assert "argon2" not in str(caught.value)
