"""``promptward policy``, ``clients`` and ``users``, driven as a person would, each in a home of its own."""

import io
import json
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from policies.keys import Keyring
from proxy.commands import terminal
from proxy.commands.main import main
from proxy.home import open_home


class Result(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return open_home(tmp_path / "home").root


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(terminal.out, "width", 80)  # it read COLUMNS when it was made

    def call(*arguments: str, stdin: bytes = b"", at_home: bool = True) -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        given = [*arguments, "--home", str(home)] if at_home else list(arguments)
        monkeypatch.setattr(sys, "argv", ["promptward", *given])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return call


def one_line(result: Result) -> str:
    assert result.code == 2, result
    assert result.err.startswith("promptward: ")
    assert result.err.count("\n") == 1, result.err
    return result.err


COMMANDS = [
    ("policy", "check"),
    ("policy", "test"),
    ("policy", "show"),
    ("policy", "diff"),
    ("policy", "packs"),
    ("clients", "add"),
    ("clients", "list"),
    ("clients", "show"),
    ("clients", "data", "add"),
    ("clients", "data", "list"),
    ("clients", "data", "remove"),
    ("users", "add"),
    ("users", "list"),
]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example_and_fits_80_columns(run: Run, command: tuple[str, str]) -> None:
    result = run(*command, "--help", at_home=False)
    assert result.code == 0
    assert f"Example: promptward {' '.join(command)}" in " ".join(result.out.split())
    assert max(len(line) for line in result.out.splitlines()) <= 80


class TestClients:
    def test_add_list_show(self, run: Run, home: Path) -> None:
        added = run("clients", "add", "acme", "--name", "Acme [GmbH] & Söhne", "--network", "10.1.0.0/16")
        assert added.code == 0
        assert "Acme [GmbH] & Söhne" in added.out
        assert (home / "clients" / "acme.yaml").exists()
        rows = json.loads(run("clients", "list", "--json").out)
        assert [row["client"] for row in rows] == ["acme", "default"]
        assert rows[0]["name"] == "Acme [GmbH] & Söhne"
        assert rows[0]["networks"] == ["10.1.0.0/16"]
        table = run("clients", "list").out
        assert "acme" in table
        assert max(len(line) for line in table.splitlines()) <= 80
        facts = json.loads(run("clients", "show", "acme", "--json").out)
        assert facts["mode"] == "enforce"
        assert facts["digest"] == rows[0]["digest"]
        assert "10.1.0.0/16" in run("clients", "show", "acme").out

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["Acme", "--name", "x"], "is no id"),
            (["../acme", "--name", "x"], "is no id"),
            (["a\nb", "--name", "x"], "is no id"),
            (["acme", "--name", " "], "--name"),
            (["acme", "--name", "a\nb"], "--name"),
            (["acme", "--name", "x", "--network", "10.0.0.1/8"], "Did you mean 10.0.0.0/8?"),
            (["default", "--name", "x"], "is there already"),
            (["other", "--name", "x", "--network", "10.9.0.0/16"], "belongs to the client 'taken'"),
        ],
    )
    def test_what_cannot_be_added(self, run: Run, home: Path, arguments: list[str], message: str) -> None:
        run("clients", "add", "taken", "--name", "Taken", "--network", "10.9.0.0/16")
        before = sorted((home / "clients").iterdir())
        assert message in one_line(run("clients", "add", *arguments))
        assert sorted((home / "clients").iterdir()) == before

    def test_a_client_at_fault_is_listed_as_such(self, run: Run, home: Path) -> None:
        run("clients", "list")
        (home / "clients" / "bad.yaml").write_text("client: bad\nname: [\n")
        result = run("clients", "list")
        assert result.code == 0
        assert "at fault" in result.out
        assert json.loads(run("clients", "list", "--json").out)[0] == {"client": "bad", "fault": True}

    @pytest.mark.parametrize("client", ["nobody", "../clients/default", ""])
    def test_a_client_that_is_not_there(self, run: Run, client: str) -> None:
        assert "there is no client" in one_line(run("clients", "show", client))


BAD = """\
client: acme
name: Acme
mod: observe
rules:
  - {id: a, classes: pii.contcat, action: block}
  - {id: b, classes: secret.*, action: redact}
  - {id: c, classes: pci.pan, services: opnai_api, action: block}
"""


class TestPolicyCheck:
    def test_a_fresh_home_is_sound(self, run: Run) -> None:
        result = run("policy", "check")
        assert result.code == 0
        assert "ok" in result.out

    def test_all_faults_are_shown_with_their_lines(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "bad.yaml"
        path.write_text(BAD)
        result = run("policy", "check", str(path))
        assert result.code == 1
        text = " ".join(result.out.split())
        for part in (
            "3:1 mod",
            "5:22 rules[0].classes",
            "Did you mean pii.contact?",
            "6:5",
            "no effect",
            "Did you mean openai_api?",
        ):
            assert part in text, part
        faults = json.loads(run("policy", "check", str(path), "--json").out)[str(path)]
        assert [fault["line"] for fault in faults] == [3, 5, 6, 7]

    def test_clients_that_share_a_network(self, run: Run, home: Path) -> None:
        run("clients", "add", "acme", "--name", "Acme", "--network", "10.0.0.0/8")
        text = (home / "clients" / "acme.yaml").read_text().replace("client: acme", "client: beta")
        (home / "clients" / "beta.yaml").write_text(text)
        result = run("policy", "check")
        assert result.code == 1
        assert "belongs to the client" in " ".join(result.out.split())

    def test_no_fault_of_a_home_hides_another(self, run: Run, home: Path) -> None:
        run("clients", "add", "acme", "--name", "Acme", "--network", "10.0.0.0/8")
        acme = (home / "clients" / "acme.yaml").read_text()
        for name, text in {
            "beta": acme.replace("client: acme", "client: beta"),
            "gamma": acme.replace("client: acme", "client: delta"),
            "bad": BAD.replace("acme", "bad"),
            "broken": "client: [",
        }.items():
            (home / "clients" / f"{name}.yaml").write_text(text)
        Keyring.open(home / "state" / "keys")
        data = home / "state" / "data" / "acme"
        data.mkdir(parents=True)
        (data / "sets.json").write_text("junk")
        result = run("policy", "check", "--json")
        assert result.code == 1
        found = {Path(file).name: faults for file, faults in json.loads(result.out).items()}
        assert {name: len(faults) for name, faults in found.items()} == {
            "acme.yaml": 0,
            "bad.yaml": 4,
            "beta.yaml": 0,  # whose networks acme's are nobody can say while acme has a fault
            "broken.yaml": 1,
            "default.yaml": 0,
            "gamma.yaml": 1,
            "sets.json": 1,
        }
        (data / "sets.json").unlink()
        found = {
            Path(file).name: faults
            for file, faults in json.loads(run("policy", "check", "--json").out).items()
        }
        assert "belongs to the client" in found["beta.yaml"][0]["wrong"]
        assert "named" in found["gamma.yaml"][0]["wrong"]
        assert len(found["bad.yaml"]) == 4

    @pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"- a\n", b"a:\n\t- b\n", b"x" * (2 << 20)])
    def test_bad_files(self, run: Run, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "bad.yaml"
        path.write_bytes(content)
        result = run("policy", "check", str(path))
        assert result.code == 1
        assert "wrong" in result.out

    def test_a_file_that_is_not_there(self, run: Run, tmp_path: Path) -> None:
        assert "there is no such file" in one_line(run("policy", "check", str(tmp_path / "absent.yaml")))
        assert "there is no such file" in one_line(run("policy", "check", str(tmp_path)))


EXAMPLES = """\
client: acme
name: Acme
words: [Nightjar]
examples:
  - {text: "write to jane@example.com [soon]", expect: redact, rule: baseline/personal, class: pii.contact}
  - {text: how does the nightjar sing, expect: hold}
  - {text: hello, expect: allow}
"""


class TestPolicyTest:
    def test_the_starter_passes(self, run: Run) -> None:
        result = run("policy", "test")
        assert result.code == 0, result
        assert "2 of 2" in result.out

    def test_a_file_whose_examples_pass(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "acme.yaml"
        path.write_text(EXAMPLES)
        result = run("policy", "test", str(path), at_home=False)
        assert result.code == 0, result
        assert "3 of 3" in result.out
        assert max(len(line) for line in result.out.splitlines()) <= 80

    def test_an_example_that_fails_is_shown(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "acme.yaml"
        path.write_text(EXAMPLES.replace("expect: hold", "expect: allow"))
        result = run("policy", "test", str(path))
        assert result.code == 1
        assert "2 of 3" in result.out
        assert "expected allow, got hold" in " ".join(result.out.split())
        outcomes = json.loads(run("policy", "test", str(path), "--json").out)["acme"]
        assert [outcome["wrong"] for outcome in outcomes] == ["", "expected allow, got hold", ""]

    def test_by_client(self, run: Run, home: Path) -> None:
        run("clients", "list")
        (home / "clients" / "acme.yaml").write_text(EXAMPLES)
        assert "3 of 3" in run("policy", "test", "--client", "acme").out
        assert "no client" in one_line(run("policy", "test", "--client", "nobody"))
        assert "not both" in one_line(run("policy", "test", "x.yaml", "--client", "acme"))

    def test_a_policy_without_examples_says_so(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "acme.yaml"
        path.write_text("client: acme\nname: Acme\n")
        result = run("policy", "test", str(path))
        assert result.code == 0
        assert "no examples" in result.out

    def test_a_policy_at_fault(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "acme.yaml"
        path.write_text(BAD)
        assert "line 3" in one_line(run("policy", "test", str(path)))


class TestShowDiffPacks:
    def test_show(self, run: Run) -> None:
        result = run("policy", "show", "--client", "default")
        assert result.code == 0
        for part in ("secret.private_key", "baseline/credentials", "pii.contact", "digest "):
            assert part in result.out
        assert max(len(line) for line in result.out.splitlines()) <= 80
        data = json.loads(run("policy", "show", "--client", "default", "--json").out)
        actions = {row["class"]: row["action"] for row in data["classes"]}
        assert actions["secret.password"] == "block"
        assert actions["pii.contact"] == "redact"
        assert actions["pii.online"] == "allow"

    def test_diff(self, run: Run, home: Path, tmp_path: Path) -> None:
        run("clients", "list")
        path = tmp_path / "new.yaml"
        path.write_text(EXAMPLES.replace("Acme", "Acme\nmode: observe"))
        result = run("policy", "diff", "default", str(path))
        assert result.code == 0
        assert "observe" in result.out
        assert "Nightjar" not in result.out
        rows = json.loads(run("policy", "diff", "default", str(path), "--json").out)
        assert {"what": "setting", "where": "mode", "a": "enforce", "b": "observe"} in rows
        assert "decide the same" in run("policy", "diff", "default", "default").out
        assert "no client" in one_line(run("policy", "diff", "default", "nobody"))

    def test_packs(self, run: Run) -> None:
        result = run("policy", "packs", at_home=False)
        assert result.code == 0
        assert "baseline" in result.out
        data = json.loads(run("policy", "packs", "--json", at_home=False).out)
        assert "EMAIL_ADDRESS" in next(row for row in data["classes"] if row["id"] == "pii.contact")["kinds"]


class TestUsers:
    def test_add_and_list(self, run: Run, home: Path) -> None:
        added = run(
            "users", "add", "jane", "--client", "default", "--password-stdin", stdin="pf:erd ß\n".encode()
        )
        assert added.code == 0
        assert "pf:erd" not in added.out + added.err
        assert [row["name"] for row in json.loads(run("users", "list", "--json").out)] == ["jane"]
        assert "jane" in run("users", "list").out
        for file in (home / "state").rglob("*"):
            if file.is_file():
                assert "pf:erd ß".encode() not in file.read_bytes()
        from policies.users import UserStore

        assert UserStore.open(home / "state" / "state.db").verify("jane", "pf:erd ß") == "default"

    @pytest.mark.parametrize(
        ("name", "client", "stdin", "message"),
        [
            ("ja:ne", "default", b"x\n", "cannot hold a ':'"),
            ("jane", "nobody", b"x\n", "there is no client"),
            ("jane", "default", b"", "no password"),
            ("jane", "default", b"\n", "no password"),
            ("jane", "default", b"\xff\n", "UTF-8"),
            ("jane", "default", b"x" * 2000, "1024"),
        ],
    )
    def test_what_cannot_be_added(self, run: Run, name: str, client: str, stdin: bytes, message: str) -> None:
        assert message in one_line(
            run("users", "add", name, "--client", client, "--password-stdin", stdin=stdin)
        )
        assert json.loads(run("users", "list", "--json").out) == []

    def test_twice_the_same_name(self, run: Run) -> None:
        first = run("users", "add", "jane", "--client", "default", "--password-stdin", stdin=b"x\n")
        assert first.code == 0
        again = run("users", "add", "jane", "--client", "default", "--password-stdin", stdin=b"y\n")
        assert "already" in one_line(again)

    def test_without_a_terminal_there_is_no_prompt(self, run: Run) -> None:
        assert "--password-stdin" in one_line(run("users", "add", "jane", "--client", "default"))

    def test_a_broken_database_is_one_line(self, run: Run, home: Path) -> None:
        run("users", "list")
        for file in (home / "state").glob("state.db*"):
            file.unlink()
        (home / "state" / "state.db").write_bytes(b"junk" * 100)
        assert "cannot be used" in one_line(run("users", "list"))

    def test_the_database_is_private(self, run: Run, home: Path) -> None:
        run("users", "list")
        path = home / "state" / "state.db"
        assert path.stat().st_mode & 0o777 == 0o600
        connection = sqlite3.connect(path)
        assert connection.execute("SELECT count(*) FROM users").fetchone() == (0,)
        connection.close()
