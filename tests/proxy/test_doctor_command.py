"""`promptward doctor`: it finds what is wrong and says how to mend it."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from policies.keys import Keyring
from proxy.commands.doctor_looks import examine
from proxy.home import open_home


def doctor(home: Path) -> tuple[int, dict[str, tuple[str, str]]]:
    """The exit code, and for each thing looked at its state and what was said."""
    open_home(home)
    done = subprocess.run(
        [sys.executable, "-m", "proxy.commands.main", "doctor", "--json", "--home", str(home)],
        capture_output=True,
        text=True,
        check=False,
    )
    rows = json.loads(done.stdout)
    return done.returncode, {row["what"]: (row["state"], f"{row['finding']} {row['mend']}") for row in rows}


def looks(home: Path) -> dict[str, tuple[str, str]]:
    """The same in this process, which has its detectors already."""
    return {one.what: (one.state.value, f"{one.finding} {one.mend}") for one in examine(open_home(home))}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in use, without the model of names: to load it is what takes longest."""
    home = tmp_path_factory.mktemp("doctor") / "home"
    open_home(home)
    (home / "settings.yaml").write_text("names_model: none\n", encoding="utf-8")
    assert {state for state, _ in looks(home).values()} <= {"ok", "warning"}
    Keyring.open(home / "state" / "keys")
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "home"))


def test_a_fresh_home_is_well(tmp_path: Path) -> None:
    code, found = doctor(tmp_path)
    assert code == 0
    assert set(found) == {
        *(
            "home",
            "settings",
            "policies",
            "accounts",
            "own data",
            "detectors",
            "certificate",
            "users",
            "ledger",
            "services",
            "disk",
        ),
    }
    assert {state for state, _ in found.values()} <= {"ok", "warning"}


def _open_state(home: Path) -> None:
    (home / "state" / "keys" / "master.key").chmod(0o644)


def _bad_policy(home: Path) -> None:
    (home / "clients" / "default.yaml").write_text("client: default\nname: X\npakcs: [baseline]\n")


def _bad_settings(home: Path) -> None:
    (home / "settings.yaml").write_text("unknown: everybody\n")


def _no_default(home: Path) -> None:
    (home / "settings.yaml").write_text("default_client: nobody\n")


def _damaged_certificate(home: Path) -> None:
    (home / "state" / "ca" / "ca.pem").write_text("junk")


def _damaged_ledger(home: Path) -> None:
    (home / "state" / "ledger.db").write_bytes(b"junk" * 2000)


def _damaged_users(home: Path) -> None:
    (home / "state" / "state.db").write_bytes(b"junk" * 2000)


def _old_certificate(home: Path) -> None:
    (home / "settings.yaml").write_text("extra_hosts: [llm.corp.example]\n")


def _no_pipeline(home: Path) -> None:
    (home / "settings.yaml").write_text("names_model: nowhere_sm\n")


@pytest.mark.parametrize(
    ("damage", "what", "said"),
    [
        (_open_state, "home", "chmod 600"),
        (_bad_policy, "policies", "pakcs"),
        (_bad_settings, "settings", "unknown"),
        (_no_default, "policies", "clients add nobody"),
        (_damaged_certificate, "certificate", "damaged"),
        (_damaged_ledger, "ledger", "no ledger"),
        (_damaged_users, "users", "cannot be used"),
        (_old_certificate, "certificate", "llm.corp.example"),
        (_no_pipeline, "detectors", "nowhere_sm"),
    ],
)
def test_it_names_what_is_wrong(home: Path, damage: Callable[[Path], None], what: str, said: str) -> None:
    damage(home)
    state, text = looks(home)[what]
    assert state == "wrong"
    assert said in text


def test_the_exit_code_tells_that_something_is_wrong(home: Path) -> None:
    _damaged_certificate(home)
    code, found = doctor(home)
    assert code == 1
    assert found["certificate"][0] == "wrong"


def test_sign_in_hosts_that_are_not_opened_are_named(home: Path) -> None:
    text = "client: default\nname: Default\naccounts:\n  organisations: {ms-restrict-msa: restrict-msa}\n"
    (home / "clients" / "default.yaml").write_text(text, encoding="utf-8")
    assert "microsoft_sign_in" in str(looks(home)["accounts"])
