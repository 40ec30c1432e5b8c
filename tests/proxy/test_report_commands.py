"""``promptward report`` and ``promptward ledger``, driven in process on a home of their own."""

import csv
import io
import json
import re
import sqlite3
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from policies.keys import Keyring
from policies.users import UserStore
from proxy.commands.main import build
from proxy.home import Home, open_home
from reports.headfile import lost_folder
from reports.ledger import SEED_PURPOSE, Ledger
from reports.proof import proven
from reports.record import PSEUDONYM_PURPOSE, Event, Record, pseudonym
from reports.tree import leaf_hash

type Run = Callable[..., Result]


def _at(day: int) -> int:
    return round(datetime(2026, 11, day, 12, tzinfo=UTC).timestamp() * 1000)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home with client acme: two requests of anna, one of bob."""
    made = open_home(tmp_path / "home")
    (made.clients / "acme.yaml").write_text("client: acme\nname: Acme Dental\npacks: [baseline]\n")
    keys = Keyring.open(made.keys)
    ledger = Ledger.open(made.ledger, lambda client: keys.derive(client, SEED_PURPOSE))
    person = keys.derive("acme", PSEUDONYM_PURPOSE)
    for name, day, action in (("anna", 2, "allow"), ("anna", 3, "redact"), ("bob", 20, "block")):
        ledger.append(
            Record(
                event=Event.REQUEST,
                id=uuid.uuid4().hex,
                time=_at(day),
                client="acme",
                person=pseudonym(person, name),
                service="openai-api",
                action=action,
                classes={"pii.contact": 2},
            )
        ).result(20)
    ledger.close()
    return made


@pytest.fixture
def run(home: Home, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on the home."""
    monkeypatch.setenv("COLUMNS", "100")
    command, runner = build(), CliRunner()
    return lambda *words: runner.invoke(command, [*words, "--home", str(home.root)])


NOVEMBER = ("--client", "acme", "--from", "2026-11-01", "--to", "2026-11-30")


def test_usage_as_a_table(run: Run) -> None:
    result = run("report", "usage", *NOVEMBER)
    assert result.exit_code == 0, result.output
    said = " ".join(result.stdout.split())  # lines are broken at the terminal's width
    assert "3 requests to AI services: 1 left unchanged, 1 left with values replaced, 1 did not leave" in said
    assert "AI usage: Acme Dental" in result.stdout
    assert "promptward ledger verify --client acme" in result.stdout
    assert "anna" not in result.stdout


@pytest.mark.parametrize(
    ("days", "count"),
    [(("2026-11-02", "2026-11-02"), 1), (("2026-11-02", "2026-11-03"), 2), (("2026-11-04", "2026-11-19"), 0)],
)
def test_both_days_are_included(run: Run, days: tuple[str, str], count: int) -> None:
    words = ("report", "usage", "--client", "acme", "--from", days[0], "--to", days[1], "--format", "json")
    result = run(*words)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["figures"]["requests"]["value"] == count


def test_the_default_period_is_this_month(run: Run) -> None:
    data = json.loads(run("report", "usage", "--client", "acme", "--format", "json").stdout)
    today = datetime.now(UTC).date()
    assert data["period"]["from"] == today.replace(day=1).isoformat()
    assert abs((datetime.now(UTC).date() - datetime.fromisoformat(data["period"]["to"]).date()).days) <= 1


def test_one_breakdown_as_csv(run: Run) -> None:
    result = run("report", "usage", *NOVEMBER, "--format", "csv", "--by", "service")
    rows = list(csv.reader(io.StringIO(result.stdout)))
    assert {row[0] for row in rows[1:]} == {"report", "figure", "service"}
    assert ["service", "openai-api", "requests", "3"] in rows


def test_html_into_a_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "usage.html"
    result = run("report", "usage", *NOVEMBER, "--format", "html", "-o", str(file))
    assert result.exit_code == 0
    assert result.stdout == ""
    assert str(file) in result.stderr.replace("\n", "")
    assert file.read_text().startswith("<!doctype html>")
    assert [path for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_client_without_records_has_an_empty_report(run: Run) -> None:
    result = run("report", "usage", "--client", "default")
    assert result.exit_code == 0
    assert "No request to an AI service is on record" in result.stdout


def test_names_are_on_record_before_they_are_shown(run: Run, home: Home) -> None:
    users = UserStore.open(home.database)
    users.add("anna", "acme", "correct horse battery")
    users.add("bob", "default", "correct horse battery")
    result = run("report", "usage", *NOVEMBER, "--names")
    assert result.exit_code == 0, result.output
    assert "anna" in result.stdout
    assert "bob" not in result.stdout  # another client's user of that name is not this client's
    connection = sqlite3.connect(home.ledger)
    bodies = [json.loads(body) for (body,) in connection.execute("SELECT body FROM entries ORDER BY idx")]
    connection.close()
    assert bodies[-1]["event"] == "reveal"
    assert bodies[-1]["client"] == "acme"
    assert "anna" not in json.dumps(bodies)


def test_no_names_without_a_record(run: Run, home: Home) -> None:
    UserStore.open(home.database).add("anna", "acme", "correct horse battery")
    blocker = sqlite3.connect(home.ledger, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    result = run("report", "usage", *NOVEMBER, "--names")
    blocker.execute("ROLLBACK")
    blocker.close()
    assert result.exit_code == 2
    assert "anna" not in result.output
    assert "locked" in result.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("report", "usage", "--client", "nobody"), "Clients: acme, default"),
        (("report", "usage", "--client", "acme", "--format", "pdf"), "pdf is not available yet"),
        (("report", "usage", "--client", "acme", "--format", "xlsx"), "xlsx is not available yet"),
        (("report", "usage", "--client", "acme", "--format", "doc"), "Formats: table, json, csv, html"),
        (("report", "usage", "--client", "acme", "--by", "mood"), "service, person, class, action, day"),
        (("report", "usage", "--client", "acme", "--from", "yesterday"), "YYYY-MM-DD"),
        (("report", "usage", "--client", "acme", "--from", "2026-11-09", "--to", "2026-11-01"), "Swap"),
        (("report", "usage", "--client", "acme", "--zone", "Mars"), "Europe/Berlin"),
        (("report", "usage", "--client", "acme", "-o", "/no/such/folder/x"), "/no/such/folder/x"),
        (("ledger", "verify", "--client", "nobody"), "nobody"),
        (("ledger", "head", "--client", "nobody"), "nobody"),
        (("ledger", "export", "--client", "nobody"), "nobody"),
        (("ledger", "prove", "--client", "nobody", "--index", "0"), "nobody"),
        (("ledger", "prove", "--client", "acme", "--index", "3"), "0 to 2"),
        (("ledger", "prove", "--client", "acme", "--index", "-1"), "0 to 2"),
        (("ledger", "export", "--client", "acme", "-o", "/no/such/folder/x"), "/no/such/folder/x"),
    ],
)
def test_bad_usage_is_one_line_and_exit_2(run: Run, words: tuple[str, ...], said: str) -> None:
    result = run(*words)
    assert result.exit_code == 2, result.output
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


def test_the_list_of_reports(run: Run) -> None:
    result = CliRunner().invoke(build(), ["report", "list"])
    assert "usage" in result.stdout
    rows = json.loads(CliRunner().invoke(build(), ["report", "list", "--json"]).stdout)
    assert rows[0]["id"] == "usage"


@pytest.mark.parametrize(
    "words",
    [("report", "usage"), ("report", "list"), ("ledger", "verify"), ("ledger", "head"), ("ledger", "export"),
     ("ledger", "prove")],
)  # fmt: skip
def test_help_has_an_example(words: tuple[str, ...]) -> None:
    result = CliRunner().invoke(build(), [*words, "--help"])
    assert result.exit_code == 0
    assert f"Example: promptward {' '.join(words)}" in " ".join(result.stdout.split())


def test_verify_says_ok_and_then_where_not(run: Run, home: Home) -> None:
    result = run("ledger", "verify")
    assert result.exit_code == 0, result.output
    assert "acme: ok, 3 entries" in result.stdout
    connection = sqlite3.connect(home.ledger)
    with connection:
        connection.execute("DROP TRIGGER entries_no_update")
        connection.execute("UPDATE entries SET body = x'7b7d' WHERE idx = 1")
    connection.close()
    result = run("ledger", "verify")
    assert result.exit_code == 1
    assert "acme: BAD from entry 1 on: edited" in result.stdout
    result = run("ledger", "verify", "--client", "acme", "--json")
    assert result.exit_code == 1
    data = json.loads(result.stdout)
    assert data["ok"] is False
    assert data["clients"][0]["bad"]["index"] == 1


def test_verify_of_a_file_that_is_no_ledger(run: Run, home: Home) -> None:
    home.ledger.write_bytes(b"no database at all" * 300)
    result = run("ledger", "verify")
    assert result.exit_code == 2
    assert "no ledger" in result.stderr


def test_a_ledger_that_is_not_there_yet(tmp_path: Path) -> None:
    fresh = str(open_home(tmp_path / "fresh").root)
    result = CliRunner().invoke(build(), ["ledger", "verify", "--home", fresh])
    assert result.exit_code == 0
    assert "no entries yet" in result.stdout
    for words in (["head"], ["export", "--client", "x"], ["prove", "--client", "x", "--index", "0"]):
        result = CliRunner().invoke(build(), ["ledger", *words, "--home", fresh])
        assert result.exit_code == 2
        assert "there" in result.stderr


def test_a_ledger_that_was_deleted_is_not_ok(run: Run, home: Home) -> None:
    home.ledger.unlink()
    result = run("ledger", "verify")
    assert result.exit_code in (1, 2)
    assert "ok" not in result.stdout


def test_a_proof_verifies_without_the_ledger(run: Run) -> None:
    key = json.loads(run("ledger", "head", "--json").stdout)[0]["key"]
    proof = json.loads(run("ledger", "prove", "--client", "acme", "--index", "1").stdout)
    assert proven(proof, key)
    assert not proven(proof | {"body": proof["body"].replace("redact", "allow")}, key)


def test_the_head_is_a_signed_note(run: Run) -> None:
    shown = run("ledger", "head", "--client", "acme").stdout
    assert re.match(r"promptward\.ledger/acme\n3\n\S{44}\ntime \d+\n\n— promptward\.ledger/acme \S+\n", shown)
    assert "\nkey promptward.ledger/acme+" in shown


def test_the_export_has_every_entry_and_its_leaf(run: Run, tmp_path: Path) -> None:
    lines = [json.loads(line) for line in run("ledger", "export", "--client", "acme").stdout.splitlines()]
    assert [line["index"] for line in lines] == [0, 1, 2]
    assert all(leaf_hash(line["body"].encode()).hex() == line["leaf"] for line in lines)
    file = tmp_path / "acme.jsonl"
    words = ("--from", "2026-11-03", "--to", "2026-11-20", "-o", str(file))
    assert run("ledger", "export", "--client", "acme", *words).exit_code == 0
    assert [json.loads(line)["index"] for line in file.read_text().splitlines()] == [1, 2]


ENTRIES = "UPDATE entries SET {} WHERE client = 'acme' AND idx = 1"
HEADS = "UPDATE heads SET {} WHERE client = 'acme' AND size = 3"


@pytest.mark.parametrize(
    ("act", "words", "said"),
    [
        (ENTRIES.format("body = 5"), ("ledger", "export"), "body of entry 1 of client acme"),
        (ENTRIES.format("body = 'text'"), ("report", "usage"), "body of entry 1 of client acme"),
        (ENTRIES.format("body = CAST(x'ff' AS TEXT)"), ("report", "usage"), "body of entry 1 of client acme"),
        (ENTRIES.format("leaf = 1.5"), ("ledger", "export"), "leaf of entry 1 of client acme"),
        (ENTRIES.format("leaf = 'x'"), ("ledger", "prove", "--index", "0"), "leaf of entry 1 of client acme"),
        (ENTRIES.format("root = 9"), ("report", "usage"), "root of entry 1 of client acme"),
        (ENTRIES.format("idx = 'one'"), ("ledger", "export"), "number of an entry of client acme"),
        (HEADS.format("size = 'x'"), ("ledger", "head"), "size or the time of a head of client acme"),
        (HEADS.format("time = 'x'"), ("report", "usage"), "size or the time of a head of client acme"),
        (HEADS.format("root = 7"), ("ledger", "head"), "the head of size 3 of client acme"),
        (HEADS.format("signature = 'x'"), ("ledger", "prove", "--index", "0"), "size 3 of client acme"),
        (HEADS.format("client = x'61'"), ("ledger", "export"), "name of a client"),
    ],
)
def test_a_value_of_another_type_is_one_line_that_names_the_record(
    run: Run, home: Home, act: str, words: tuple[str, ...], said: str
) -> None:
    connection = sqlite3.connect(home.ledger)
    with connection:
        connection.execute("DROP TRIGGER entries_no_update")
        connection.execute("DROP TRIGGER heads_no_update")
        assert connection.execute(act).rowcount == 1
    connection.close()
    result = run(*words, "--client", "acme")
    assert result.exit_code == 2, result.output
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert isinstance(result.exception, SystemExit)
    assert run("ledger", "verify").exit_code in (1, 2)


def test_a_lost_tree_fails_the_verification_until_it_is_accepted(run: Run, home: Home) -> None:
    home.ledger.unlink()
    keys = Keyring.open(home.keys)
    ledger = Ledger.open(home.ledger, lambda client: keys.derive(client, SEED_PURPOSE))
    record = Record(event=Event.START, id=uuid.uuid4().hex, time=_at(21), client="_installation")
    ledger.append(record).result(20)
    ledger.close()
    for words in ((), ("--client", "acme")):
        result = run("ledger", "verify", *words)
        assert result.exit_code == 1
        assert "acme: LOST an earlier tree of 3 entries" in result.stdout
        assert str(lost_folder(home.ledger)) in result.stdout
    assert json.loads(run("ledger", "verify", "--json").stdout)["ok"] is False
    home.ledger.unlink()
    assert run("ledger", "verify").exit_code in (1, 2)
    ledger = Ledger.open(home.ledger, lambda client: keys.derive(client, SEED_PURPOSE))
    ledger.append(record).result(20)
    ledger.close()
    lost_folder(home.ledger).rename(home.root / "accepted")
    result = run("ledger", "verify")
    assert (result.exit_code, "LOST" in result.stdout) == (0, False)
