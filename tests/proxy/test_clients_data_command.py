"""``promptward clients data``, as an admin uses it: what works, and every way in which a file can be wrong."""

import io
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from policies.datasets import DataSets
from proxy.commands.main import main


class Result(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr("proxy.commands.clients_data._GRACE_SECONDS", 0.0)

    def call(*arguments: object, stdin: str = "") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
        monkeypatch.setattr(sys, "argv", ["promptward", *map(str, arguments), "--home", str(home)])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    assert call("clients", "add", "acme", "--name", "Acme").code == 0
    return call


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def scan(run: Run, text: str) -> dict[str, object]:
    line = json.dumps({"id": "a", "text": text}) + "\n"
    result = run("scan", "-", "--format", "jsonl", "--client", "acme", stdin=line)
    assert result.code == 0, result.err
    answer: dict[str, object] = json.loads(result.out)
    return answer


def test_the_three_forms_are_registered_listed_and_removed(run: Run, file: Callable[..., Path]) -> None:
    words = " ".join(f"word{number} of{number * 7}" for number in range(80))
    terms = file("Our Matters.txt", "# all\nFalkenmoor Bridge\nNightjar\n")
    staff = file("staff.csv", "name;badge\nImogen Tarrant;QX-55 1873\n")
    plan = file("plan.html", f"<p>{words}</p>")
    done = run("clients", "data", "add", "acme", terms, "--as", "terms", "--class", "pii.contact")
    assert done.code == 0 and "registered our-matters: 2 terms" in done.out, done
    done = run(
        *("clients", "data", "add", "acme", staff, "--as", "table", "--column", "name=PERSON"),
        *("--column", "badge=BADGE", "--alone", "badge"),
    )
    assert done.code == 0 and "BADGE (pii.contact)" in done.out, done
    done = run("clients", "data", "add", "acme", plan, terms, "--as", "document", "--name", "plans")
    assert done.code == 2 and "Our Matters.txt" in done.err  # too short for a document; nothing is registered
    done = run("clients", "data", "add", "acme", plan, "--as", "document", "--name", "plans")
    assert done.code == 0, done

    found = scan(run, "FalkenmoorBridge: imogen tarrant has qx551873")
    assert found["action"] == "redact"
    assert found["redacted"] != "FalkenmoorBridge: imogen tarrant has qx551873"
    assert {each["kind"] for each in found["findings"]} >= {"PII_CONTACT", "PERSON", "BADGE"}  # type: ignore[attr-defined]
    assert scan(run, words.upper())["action"] == "hold"

    listed = json.loads(run("clients", "data", "list", "--json").out)
    assert [(each["name"], each["count"]) for each in listed["acme"]["sets"]] == [
        ("our-matters", 2),
        ("plans", 1),
        ("staff", 1),
    ]
    shown = run("clients", "data", "list", "acme")
    assert "2 terms" in shown.out and "Falkenmoor" not in shown.out
    assert json.loads(run("clients", "show", "acme", "--json").out)["data"] == [
        "our-matters",
        "plans",
        "staff",
    ]
    assert run("policy", "check").code == 0
    assert "3 data set(s) of 1 client(s), all whole" in run("doctor").out.replace("\n", " ")

    assert run("clients", "data", "remove", "acme", "our-matters").code == 0
    assert scan(run, "FalkenmoorBridge")["action"] == "allow"
    again = run("clients", "data", "remove", "acme", "our-matters")
    assert again.code == 2 and "no data set" in again.err


def test_a_set_is_replaced_only_when_told_to(run: Run, file: Callable[..., Path]) -> None:
    add = ("clients", "data", "add", "acme", file("a.txt", "Nightjar\n"), "--as", "terms")
    assert run(*add).code == 0
    assert "--replace" in run(*add).err
    file("a.txt", "Falkenmoor\n")
    assert run(*add, "--replace").code == 0
    assert scan(run, "Nightjar")["action"] == "allow"
    assert scan(run, "Falkenmoor")["action"] == "hold"


def test_examples_of_a_policy_may_name_registered_terms(
    run: Run, file: Callable[..., Path], home: Path
) -> None:
    assert run("clients", "data", "add", "acme", file("a.txt", "Nightjar\n"), "--as", "terms").code == 0
    (home / "clients" / "acme.yaml").write_text(
        "client: acme\nname: Acme\nexamples:\n  - {text: the nightjar sings, expect: hold}\n"
    )
    assert run("policy", "test", "--client", "acme").code == 0


TERMS = ("--as", "terms")
TABLE = ("--as", "table", "--column", "a=PERSON", "--column", "b=PERSON")


@pytest.mark.parametrize(
    ("content", "options", "words"),
    [
        ("", TERMS, "it is empty"),
        ("Zürich AG\n".encode("latin-1"), TERMS, "line 1: it is not UTF-8"),
        ("Fine\n..\n", TERMS, "line 2: a term has no letter"),
        ("Fine\n", ("--as", "terms", "--kind", "low"), "--kind: 'low' is no kind"),
        ("Fine\n", ("--as", "terms", "--class", "pii.contakt"), "Did you mean pii.contact?"),
        ("Fine\n", ("--as", "terms", "--name", "A B"), "--name"),
        ("Fine\n", ("--as", "terms", "--alone", "a"), "--alone is for tables"),
        ("Fine\n", ("--as", "table"), "name its columns"),
        ("Fine\n", ("--as", "table", "--column", "a"), "is not NAME=KIND"),
        ("a,b\n1,2\n", (*TABLE, "--column", "a=PERSON"), "named twice"),
        ("a,b\n1,2\n", (*TABLE, "--alone", "c"), "none of the columns"),
        ("a,b\nJane,Roe\nJane\n", TABLE, "line 3: the row has 1 cells"),
        ('a,b\nJane,"Roe\n', TABLE, "line 2: a double quote opens"),
        ("x,b\nJane,Roe\n", TABLE, "line 1: the first line names no column 'a'"),
        ("a,b\n", TABLE, "there are no rows"),
        ("a;;b\n", (*TABLE, "--delimiter", ";;"), "--delimiter: ';;' is not one character"),
        ("a,b\nJane,\n", TABLE, "no row has two cells"),
        (b"%PDF-1.4", ("--as", "document"), "it is a PDF"),
        ("short", ("--as", "document"), "too few words"),
    ],
)
def test_a_wrong_file_is_told_in_one_line_and_nothing_is_registered(
    run: Run,
    file: Callable[..., Path],
    home: Path,
    content: str | bytes,
    options: tuple[str, ...],
    words: str,
) -> None:
    result = run("clients", "data", "add", "acme", file("given.csv", content), *options)
    assert result.code == 2 and result.err.startswith("promptward: ") and result.err.count("\n") == 1, result
    assert words in result.err
    assert "Jane" not in result.err and "Roe" not in result.err
    assert not list((home / "state" / "data").glob("**/*")) if (home / "state" / "data").exists() else True


def test_a_client_or_a_file_that_is_not_there_is_named(run: Run, file: Callable[..., Path]) -> None:
    there = file("a.txt", "Nightjar\n")
    assert "no client 'nobody'" in run("clients", "data", "add", "nobody", there, "--as", "terms").err
    assert "no such file" in run("clients", "data", "add", "acme", "absent.txt", "--as", "terms").err
    assert "no client" in run("clients", "data", "list", "nobody").err
    assert "no client" in run("clients", "data", "remove", "nobody", "x").err
    assert "Nothing is registered" in run("clients", "data", "list").out


def test_a_damaged_index_is_told_by_check_doctor_and_scan(
    run: Run, file: Callable[..., Path], home: Path
) -> None:
    assert run("clients", "data", "add", "acme", file("a.txt", "Nightjar\n"), "--as", "terms").code == 0
    (index,) = (home / "state" / "data" / "acme").glob("*.idx")
    whole = index.read_bytes()
    index.write_bytes(whole[:-1] + b"\1")
    assert run("policy", "check").code == 1
    assert "is damaged" in run("doctor").out.replace("\n", " ")
    assert run("scan", "-", "--client", "acme", stdin="x").code == 2
    index.write_bytes(whole[:-9])
    assert run("policy", "check").code == 1
    listed = run("clients", "data", "list")
    assert listed.code == 1 and "1 term" in listed.out and "'a' has" in listed.err
    assert run("clients", "data", "remove", "acme", "a").code == 0
    assert run("policy", "check").code == 0


def test_scan_names_the_set_that_is_damaged(run: Run, file: Callable[..., Path], home: Path) -> None:
    assert run("clients", "data", "add", "acme", file("a.txt", "Nightjar\n"), "--as", "terms").code == 0
    (index,) = (home / "state" / "data" / "acme").glob("*.idx")
    index.write_bytes(index.read_bytes()[:-1] + b"\1")
    told = run("scan", "-", "--client", "acme", stdin="x").err.replace("\n", "")
    assert "the index of the data set 'a' is damaged" in told and index.name in told


@pytest.mark.parametrize("how", ["empty", "gone", "folder"])
def test_a_lost_list_is_told_and_registering_again_mends_it(
    run: Run, file: Callable[..., Path], home: Path, how: str
) -> None:
    add = ("clients", "data", "add", "acme", file("a.txt", "Nightjar\n"), "--as", "terms")
    assert run(*add).code == 0
    folder = home / "state" / "data" / "acme"
    match how:
        case "empty":
            (folder / "sets.json").write_text("")
        case "gone":
            (folder / "sets.json").unlink()
        case "folder":
            shutil.rmtree(folder)
    assert run("scan", "-", "--client", "acme", stdin="x").code == 2
    assert run("doctor").code == 1
    listed = run("clients", "data", "list")
    assert listed.code == 1 and "sets.json" in listed.err and "clients data add" in listed.err
    assert run(*add).code == 0
    assert run("clients", "data", "list").code == 0 and scan(run, "Nightjar")["action"] == "hold"


@pytest.mark.parametrize(
    ("content", "options", "line"),
    [
        (
            "# all\nFalkenmoor Bridge\nPlease\nWill\n2024\n",
            ("--as", "terms"),
            "3 of 4 are words of every day",
        ),
        ("a,b\nBaker,Jane\nFalkenmoor,Jo\n", (*TABLE, "--alone", "a"), "(line 2)"),
    ],
)
def test_what_many_write_without_meaning_it_is_told(
    run: Run, file: Callable[..., Path], content: str, options: tuple[str, ...], line: str
) -> None:
    done = run("clients", "data", "add", "acme", file("a.txt", content), *options)
    assert done.code == 0 and line in done.out.replace("\n", " ")
    assert "Please" not in done.out and "Baker" not in done.out


def test_of_two_registrations_of_one_name_the_second_is_refused(
    run: Run, file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        DataSets, "listed", lambda *_: []
    )  # as the second sees it, which began before the first ended
    add = ("clients", "data", "add", "acme", file("a.txt", "Nightjar\n"), "--as", "terms")
    assert run(*add).code == 0
    again = run(*add)
    assert again.code == 2 and "has a data set 'a' already" in again.err.replace("\n", " ")


def test_a_lost_key_is_not_made_again(run: Run, file: Callable[..., Path], home: Path) -> None:
    assert run("clients", "data", "add", "acme", file("a.txt", "Nightjar\n"), "--as", "terms").code == 0
    (home / "state" / "keys" / "master.key").unlink()
    result = run("scan", "-", "--client", "acme", stdin="x")
    assert result.code == 2 and "master key is missing" in result.err
