"""Large files: read in windows as they would be at once, decided as a whole, and gone from the disk afterwards."""

import asyncio
import contextlib
import errno
import json
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from classifiers.catalog import Options, load
from classifiers.scanner import Scanner
from policies.clients import load_clients
from policies.decision import Action
from policies.policy import Policy
from policies.starter import client_file
from proxy.capture import Capture
from proxy.inspect import Inspection, Task, inspect
from proxy.large import cuts
from proxy.large.tasks import Desk, LargeResult, LargeTask, TooMany
from proxy.largefiles import Gone, LargeFile, Unwindowed
from proxy.services.catalog import Catalogue, load_catalogue
from proxy.uploads.bodies import Intake
from proxy.uploads.spool import Spool
from proxy.wording import FILE_TOO_LARGE, NO_ROOM, TOO_LARGE, TOO_MANY_VALUES, refusal_of_failure

KEY = b"k" * 32


@cache
def scanner() -> Scanner:
    return load(Options(names_model="none"))


@cache
def catalogue() -> Catalogue:
    return load_catalogue()


class Here:
    """A pool whose one worker is this process."""

    breadth = 2

    def __init__(self) -> None:
        self.desk = Desk(scanner(), catalogue())

    async def inspect(self, task: Task, policy: Policy, affinity: str) -> tuple[Inspection, float]:
        return inspect(task, policy, scanner(), catalogue()), 1.0

    async def ask(self, task: LargeTask, policy: Policy) -> tuple[LargeResult, float]:
        return self.desk.answer(task, policy, None), 1.0

    @contextlib.asynccontextmanager
    async def lend(
        self, policy: Policy, affinity: str
    ) -> AsyncIterator[Callable[[LargeTask], Awaitable[LargeResult]]]:
        async def ask(task: LargeTask) -> LargeResult:
            return self.desk.answer(task, policy, None)

        yield ask


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cuts, "CORE", 4000)
    monkeypatch.setattr(cuts, "CONTEXT", 1500)


@pytest.fixture
def policy(tmp_path: Path) -> Callable[[str], Policy]:
    def made(more: str) -> Policy:
        (tmp_path / "clients").mkdir(exist_ok=True)
        (tmp_path / "clients" / "acme.yaml").write_text(client_file("acme", "Acme") + more)
        return load_clients(tmp_path / "clients").get("acme")

    return made


_made: list[tuple[LargeFile, Intake]] = []


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    for file, intake in _made:
        if file.outflow is not None:
            file.outflow.close()
        file.tidy()
        intake.close()
    _made.clear()


def large(
    folder: Path, data: bytes, name: str, *, here: Callable[[], bool] = lambda: True
) -> tuple[LargeFile, Task]:
    capture = Capture("PUT", "files.oaiusercontent.com", 443, f"/file-1/{name}?sig=x", (), b"")
    intake = Intake(folder, 1 << 30)
    for at in range(0, len(data), 3333):
        intake.add(data[at : at + 3333])
    file = LargeFile(Here(), folder, capture, intake, here)  # type: ignore[arg-type]
    _made.append((file, intake))
    return file, Task(capture, "ada", KEY, 1 << 25, owner="o", service="chatgpt-web")


def both(folder: Path, data: bytes, name: str, policy: Policy) -> tuple[Inspection, bytes, Inspection]:
    """The inspection in windows, what would be sent after it, and the inspection at once."""
    file, task = large(folder, data, name)
    file.prepare()
    inspection, _ = asyncio.run(file.inspect(task, policy, "ada"))
    assert file.outflow is not None
    sent = b"".join(file.outflow.chunks(999))
    assert len(sent) == file.outflow.size
    file.tidy()
    file.outflow.close()
    capture = Capture("PUT", task.capture.host, 443, task.capture.path, (), data)
    whole = inspect(
        Task(capture, "ada", KEY, 1 << 25, owner="o", service="chatgpt-web"), policy, scanner(), catalogue()
    )
    return inspection, sent, whole


def mail(number: int) -> str:
    return f"anna.schmidt{number}@kellerbau-muenchen.de"


def card(number: int) -> str:
    digits = f"4{number:014}"
    total = sum(
        int(digit) if place % 2 else sum(divmod(2 * int(digit), 10)) for place, digit in enumerate(digits)
    )
    return digits + str(-total % 10)


def prose(seed: int, size: int = 60_000) -> str:
    """Lines of some length with a value in a few of them, so that borders fall beside and between them."""
    drawn = random.Random(seed)
    words = [*"abcdefghij", "report", "week", "was", "read", "today"]
    lines = []
    while sum(map(len, lines)) < size:
        line = " ".join(drawn.choices(words, k=drawn.randrange(3, 30)))
        if drawn.random() < 0.2:
            line += f", write to {mail(drawn.randrange(50))} today"
        if drawn.random() < 0.1:
            line += f", card number {card(drawn.randrange(50))}"
        lines.append(line + "\n")
    return "".join(lines)


def table(seed: int, size: int = 60_000) -> str:
    drawn = random.Random(seed)
    rows = ["id,email,note,card\n"]
    while sum(map(len, rows)) < size:
        number = drawn.randrange(50)
        rows.append(f'{len(rows)},{mail(number)},"a note\nof two, lines",{card(number)}\n')
    return "".join(rows)


def objects(seed: int, size: int = 60_000) -> str:
    drawn = random.Random(seed)
    lines = []
    while sum(map(len, lines)) < size:
        number = drawn.randrange(50)
        said = f"write:\n{mail(number)} \u00e4\u20ac, card number {card(number)}"
        lines.append(json.dumps({"n": len(lines), "said": said, "of": ["x", None, number % 7]}) + "\n")
    return "".join(lines)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (prose(1).encode(), "a.txt"),
        (b"\xef\xbb\xbf" + prose(2).replace("week", "w\u00f6che \u20ac").encode(), "a.txt"),
        (prose(3).replace("week", "w\u00f6che").encode("cp1252"), "a.log"),
        (prose(4).replace("\n", "\r\n").encode(), "a.md"),
        (table(1).encode(), "a.csv"),
        (b"\xef\xbb\xbf" + table(2).encode(), "a.csv"),
        (objects(1).encode(), "a.jsonl"),
        (json.dumps([json.loads(line) for line in objects(2).splitlines()], indent=1).encode(), "a.json"),
    ],
)
def test_a_file_in_windows_leaves_as_it_would_at_once(
    tmp_path: Path, policy: Callable[[str], Policy], data: bytes, name: str
) -> None:
    inspection, sent, whole = both(tmp_path / "spool", data, name, policy(""))
    assert inspection.decision.action is whole.decision.action is Action.REDACT
    assert whole.body is not None
    assert sent == whole.body
    assert inspection.replaced == whole.replaced > 50
    assert dict(inspection.tokens) == dict(whole.tokens)
    assert inspection.decision.volume == whole.decision.volume
    assert len(inspection.decision.matches) == len(whole.decision.matches)
    assert list((tmp_path / "spool").iterdir()) == []


def test_a_value_longer_than_a_line_on_a_border_is_taken_out_once(
    tmp_path: Path, policy: Callable[[str], Policy]
) -> None:
    kind = "PRIVATE " + "KEY"
    body = "\n".join("".join(random.Random(n).choices("ABCDEFabcdef0123456789+/", k=64)) for n in range(16))
    pem = f"-----BEGIN RSA {kind}-----\n{body}\n-----END RSA {kind}-----\n"
    for shift in range(0, 1200, 113):
        text = "x y z, nothing at all\n" * ((4000 - shift) // 22) + pem + "nothing at all\n" * 600
        file, task = large(tmp_path, text.encode(), "a.txt")
        file.prepare()
        inspection, _ = asyncio.run(file.inspect(task, policy(""), "ada"))
        found = [match.finding.kind for match in inspection.decision.matches]
        assert len(found) == 1, (shift, found)


def test_a_file_without_findings_leaves_as_it_came(tmp_path: Path, policy: Callable[[str], Policy]) -> None:
    data = b"nothing to see here at all\r\n" * 2000
    inspection, sent, _ = both(tmp_path, data, "a.txt", policy(""))
    assert (inspection.decision.action, inspection.body, sent) == (Action.ALLOW, None, data)


def test_values_are_counted_over_the_whole_file(tmp_path: Path, policy: Callable[[str], Policy]) -> None:
    """Two in each window are fewer than the rule says; those of the whole file are more."""
    rule = (
        "\nrules:\n- id: many\n  classes: [pii.contact]\n  action: block\n  at_least: 12\n"
        "  because: Too many.\n  instead: Send fewer.\n"
    )
    lines = "nothing to see here at all\n" * 160
    few = "".join(f"write to {mail(n % 3)} today\n{lines}" for n in range(12))
    many = "".join(f"write to {mail(n)} today\n{lines}" for n in range(12))
    made = policy(rule)
    for text, action in ((few, Action.REDACT), (many, Action.BLOCK)):
        file, task = large(tmp_path, text.encode(), "a.txt")
        file.prepare()
        inspection, _ = asyncio.run(file.inspect(task, made, "ada"))
        assert inspection.decision.action is action


def test_what_cannot_be_read_in_one_window_is_opaque_in_the_whole(
    tmp_path: Path, policy: Callable[[str], Policy]
) -> None:
    data = b"nothing to see here\n" * 4000 + b"\x00\x01\x02\n" + b"nothing to see here\n" * 1000
    file, task = large(tmp_path, data, "a.txt")
    file.prepare()
    inspection, _ = asyncio.run(file.inspect(task, policy(""), "ada"))
    assert inspection.decision.action is Action.BLOCK
    assert [reason.rule for reason in inspection.decision.reasons] == ["opaque"]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"a" * 50_000, "a.txt"),
        (b"%PDF-1.7\n" + b"a\n" * 30_000, "a.pdf"),
        (b"<!doctype html>\n" + b"<p>a\n" * 30_000, "a.html"),
        (prose(5).encode("utf-16"), "a.txt"),
        (b"\x00\x01\n" * 30_000, "a.bin"),
    ],
)
def test_what_is_no_text_with_lines_is_not_read_in_windows(tmp_path: Path, data: bytes, name: str) -> None:
    with pytest.raises(Unwindowed):
        large(tmp_path, data, name)[0].prepare()


def test_a_client_that_has_gone_ends_the_reading(tmp_path: Path, policy: Callable[[str], Policy]) -> None:
    file, task = large(tmp_path, prose(6).encode(), "a.txt", here=lambda: False)
    file.prepare()
    with pytest.raises(Gone):
        asyncio.run(file.inspect(task, policy(""), "ada"))


def test_more_words_like_placeholders_than_are_kept_clear_of_are_refused(
    tmp_path: Path, policy: Callable[[str], Policy], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proxy.large.noted.MOST_VALUES", 100)
    data = "".join(
        f"[EMAIL_{'ABCDEFGH'[n % 8]}{'JKLM'[n % 4]}{n * 7919 % 10**6 + 2222222}]\n" for n in range(900)
    )
    data = data.replace("0", "2").replace("1", "3")
    file, task = large(tmp_path, data.encode(), "a.txt")
    file.prepare()
    with pytest.raises(TooMany):
        asyncio.run(file.inspect(task, policy(""), "ada"))


def test_a_full_disk_is_noted_and_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    intake = Intake(tmp_path, 1 << 20)
    intake.add(b"some")
    assert not intake.is_full

    def full(self: Spool, data: bytes) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(Spool, "append", full)
    intake.add(b"more")
    assert (intake.is_full, intake.size, intake.read(0, 4)) == (True, 0, b"")


def test_nothing_on_disk_is_in_clear_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[bytes] = []
    original = Spool.append

    def append(self: Spool, data: bytes) -> None:
        original(self, data)
        self._file.seek(0)
        written.append(self._file.read())

    monkeypatch.setattr(Spool, "append", append)
    intake = Intake(tmp_path, 1 << 20)
    intake.add(b"a known sentence that must not be seen\n" * 100)
    assert intake.read(2, 5) == b"known"
    assert written
    assert not any(b"known" in one for one in written)
    intake.close()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (TOO_LARGE, "larger than 32 MB"),
        (TOO_LARGE, "may have 100 MB"),
        (FILE_TOO_LARGE, "larger than 100 MB"),
        (NO_ROOM, "no room on this machine's disk"),
        (TOO_MANY_VALUES, "more different values than can be replaced"),
    ],
)
def test_refusals_tell_the_limit(code: str, said: str) -> None:
    assert said in refusal_of_failure(code, 32 << 20, "PW-AAAAAA", 100 << 20).text
