"""`promptward scan`: the stream interface, formats, policies, and bad input."""

import json
import subprocess
import sys
from pathlib import Path

import docx
import pytest

MAIL = "ada.byron@example.com"


def scan(*arguments: str, given: str | bytes = "") -> "subprocess.CompletedProcess[str]":
    data = given.encode() if isinstance(given, str) else given
    done = subprocess.run(
        [sys.executable, "-m", "proxy.commands.main", "scan", *arguments],
        input=data,
        capture_output=True,
        check=False,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def key() -> str:
    return "AKIA" + "Q3EGXKWPLMZ7VTRB"


def test_a_stream_answers_line_by_line_in_order() -> None:
    lines = [
        {"id": "clean", "text": "Why is the sky blue?"},
        {"id": "parts", "parts": ["nothing here", f"é {MAIL} and {MAIL}"]},
        {"id": "key", "text": f"aws_access_key_id={key()}"},
        {"id": 7, "text": ""},
    ]
    done = scan("--format", "jsonl", given="\n".join(json.dumps(line) for line in lines))
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["clean", "parts", "key", 7]
    assert [answer["action"] for answer in answers] == ["allow", "redact", "block", "allow"]
    first, second = answers[1]["findings"]
    assert (first["part"], first["kind"], first["class"]) == (1, "EMAIL_ADDRESS", "pii.contact")
    text = lines[1]["parts"][1]  # type: ignore[index]
    assert text[first["start"] : first["end"]] == MAIL == text[second["start"] : second["end"]]
    assert set(first) == {"part", "start", "end", "kind", "class", "score", "detector"}
    clean, redacted = answers[1]["redacted"]
    assert clean == "nothing here"
    token = redacted.split()[1]
    assert redacted == f"é {token} and {token}"
    assert key() not in answers[2]["redacted"]


@pytest.mark.parametrize(
    "line",
    [
        "junk",
        "[1]",
        '"text"',
        "{}",
        '{"text": 1}',
        '{"text": "a", "parts": []}',
        '{"parts": ["a", 2]}',
        "{" * 99_999,
    ],
)
def test_a_bad_line_is_named_and_the_others_are_answered(line: str) -> None:
    good = json.dumps({"id": "good", "text": "hello"})
    done = scan("--format", "jsonl", given=f"{good}\n{line}\n{good}\n")
    assert done.returncode == 2
    answers = [json.loads(answer) for answer in done.stdout.splitlines()]
    assert [answer.get("id") for answer in answers] == ["good", None, "good"]
    assert "line 2" in answers[1]["error"]
    assert "line 2" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_line_that_is_not_utf8_does_not_end_the_stream() -> None:
    good = json.dumps({"id": "good", "text": "hello"}).encode()
    done = scan("--format", "jsonl", given=good + b'\n{"text": "\xff"}\n' + good)
    assert done.returncode == 2
    assert [json.loads(line).get("id") for line in done.stdout.splitlines()] == ["good", None, "good"]


def test_hostile_characters_are_answered() -> None:
    lines = ["\ud800 half a pair", "nul \x00 byte", "‮right to left", "a" * 100_000]
    given = "\n".join(json.dumps({"id": n, "text": text}) for n, text in enumerate(lines))
    done = scan("--format", "jsonl", given=given)
    assert done.returncode == 0, done.stderr
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [0, 1, 2, 3]


def test_files_in_text_and_json(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(f"Mail {MAIL}")
    (tmp_path / "two.txt").write_text("clean")
    shown = scan(str(tmp_path / "one.txt"), str(tmp_path / "two.txt"))
    assert shown.returncode == 0
    assert "redact" in shown.stdout
    assert "EMAIL_ADDRESS" in shown.stdout
    assert "allow" in shown.stdout
    told = scan("--format", "json", str(tmp_path / "one.txt"))
    (row,) = json.loads(told.stdout)
    assert row["action"] == "redact"
    assert MAIL not in row["redacted"]


@pytest.mark.parametrize(("fail_on", "code"), [("redact", 1), ("block", 0)])
def test_fails_only_on_what_was_asked(fail_on: str, code: int) -> None:
    assert scan("-", "--fail-on", fail_on, given=MAIL).returncode == code


def test_a_policy_file_decides(tmp_path: Path) -> None:
    policy = tmp_path / "strict.yaml"
    policy.write_text(
        "client: strict\nname: Strict\npacks: [baseline]\nrules:\n"
        "  - {id: no-mail, classes: pii.contact, action: block, because: No addresses., instead: Leave it out.}\n"
    )
    done = scan("-", "--format", "json", "--policy", str(policy), given=MAIL)
    assert json.loads(done.stdout)[0]["action"] == "block"


@pytest.mark.parametrize(
    ("arguments", "given", "said"),
    [
        (["/nowhere.txt"], b"", "No such file"),
        (["-"], b"\xff\xfe\x00junk", "unknown kind"),
        (["--policy", "/nowhere.yaml", "-"], b"", "not a file"),
        (["--client", "a", "--policy", "b", "-"], b"", "exclude each other"),
        (["--format", "xml", "-"], b"", "--format"),
        (["--service", "openai", "-"], b"", "Did you mean openai_api?"),
    ],
)
def test_bad_usage_is_one_line(arguments: list[str], given: bytes, said: str) -> None:
    done = scan(*arguments, given=given)
    assert done.returncode == 2, done.stdout
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_document_is_read_and_written_again(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("Mail ada.").add_run("lovelace@example.com").bold = True
    file, written = tmp_path / "letter.docx", tmp_path / "out.docx"
    made.save(str(file))
    shown = scan(str(file), "--write", str(written))
    assert shown.returncode == 0, shown.stderr
    assert "Mail [EMAIL_" in shown.stdout
    assert "Heading" not in shown.stdout
    assert "lovelace" not in docx.Document(str(written)).paragraphs[0].text
    assert "Mail [EMAIL_" in docx.Document(str(written)).paragraphs[0].text
    found = json.loads(scan(str(file), "--format", "json").stdout)[0]
    assert [finding["kind"] for finding in found["findings"]] == ["EMAIL_ADDRESS"]
