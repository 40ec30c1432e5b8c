"""``promptward services unseen``: by client, with what its policy does, for people and for scripts."""

import json
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from policies.keys import Keyring
from proxy.commands import terminal
from proxy.commands.main import build
from proxy.home import open_home
from reports.ledger import SEED_PURPOSE, Ledger
from reports.record import Event, Record

type Run = Callable[..., Result]
NOW = time.time_ns() // 1_000_000
DAY = 86_400_000


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = open_home(tmp_path / "home")
    (made.clients / "acme.yaml").write_text("client: acme\nname: Acme\n")
    (made.clients / "open.yaml").write_text("client: open\nname: Open\nuninterceptable: pass\n")
    (made.clients / "bad.yaml").write_text("client: bad\n")
    keys = Keyring.open(made.keys)
    ledger = Ledger.open(made.ledger, lambda client: keys.derive(client, SEED_PURPOSE))
    for client, sign, action, age, counts, sizes in (
        ("acme", "pinned-certificate", "block", 1, {"api.openai.com": 12}, {}),
        ("acme", "quic-offered", "block", 1, {"chatgpt.com": 1}, {}),
        ("acme", "encrypted-hello", "block", 40, {"old.example": 1}, {}),
        ("open", "pinned-certificate", "allow", 2, {"claude.ai": 3}, {"in": 4_000, "out": 5_000_000}),
        ("bad", "encrypted-hello", "block", 3, {"cdn.example": 2}, {}),
        ("gone", "pinned-certificate", "block", 3, {"claude.ai": 2}, {}),
    ):
        record = Record(
            event=Event.UNSEEN,
            id=uuid.uuid4().hex,
            time=NOW - age * DAY,
            client=client,
            failure=sign,
            action=action,
            counts=counts,
            sizes=sizes,
        )
        ledger.append(record).result(20)
    ledger.close()
    return made.root


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(terminal.out, "width", 80)
    return lambda *words: CliRunner().invoke(build(), ["services", "unseen", *words, "--home", str(home)])


def test_for_scripts(run: Run) -> None:
    rows = json.loads(run("--json").stdout)
    assert [(row["client"], row["host"], row["policy"]) for row in rows] == [
        ("acme", "api.openai.com", "refused"),
        ("acme", "chatgpt.com", "offer taken out"),
        ("bad", "cdn.example", "at fault"),
        ("gone", "claude.ai", "-"),
        ("open", "claude.ai", "let through"),
    ]
    assert rows[4].pop("last")[:10] == time.strftime("%Y-%m-%d", time.gmtime((NOW - 2 * DAY) / 1000))
    assert rows[4] == {
        "client": "open",
        "host": "claude.ai",
        "service": "claude",
        "sign": "pinned-certificate",
        "refused": 0,
        "passed": 3,
        "sent": 4_000,
        "received": 5_000_000,
        "policy": "let through",
    }
    assert [row["host"] for row in json.loads(run("--json", "--client", "acme", "--days", "60").stdout)] == [
        "api.openai.com",
        "chatgpt.com",
        "old.example",
    ]


def test_for_people(run: Run) -> None:
    shown = run()
    assert shown.exit_code == 0, shown.output
    lines = shown.stdout.splitlines()
    assert max(map(len, lines[:-1])) <= 80
    assert "acme  by its policy: refused" in shown.stdout
    assert "open  by its policy: let through" in shown.stdout
    (line,) = (line for line in lines if line.startswith("api.openai.com"))
    assert line.split()[1:6] == ["pinned", "12", "0", "0", "B"]
    assert "5 MB" in next(line for line in lines if line.startswith("claude.ai") and "kB" in line)
    assert "gone" not in run("--client", "open").stdout


def test_nothing_and_nobody(run: Run) -> None:
    assert "could be looked into" in run("--client", "default").stdout
    assert json.loads(run("--client", "default", "--json").stdout) == []
    nobody = run("--client", "nobody")
    assert (nobody.exit_code, "no client 'nobody'" in nobody.stderr) == (2, True)


def test_help_has_an_example() -> None:
    told = CliRunner().invoke(build(), ["services", "unseen", "--help"], env={"COLUMNS": "200"}).output
    assert "Example: promptward services unseen" in told
