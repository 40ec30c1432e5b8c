"""Bad input through real workers and the command: a clear error or a safe verdict, and the same worker goes on."""

import asyncio
import contextlib
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from classifiers.catalog import Options
from classifiers.owndata import terms
from classifiers.owndata.keys import Keys
from classifiers.owndata.layout import pack
from policies.datasets import PURPOSE, DataSets
from policies.decision import Action
from policies.keys import Keyring
from policies.loader import compile_text, load_policy
from policies.policy import DataSet, Policy
from policies.starter import STARTER_CLIENT
from proxy.capture import Capture
from proxy.inspect import Inspection, Task
from proxy.pool import Pool

pytestmark = pytest.mark.asyncio(loop_scope="module")

MAIL = "ada.byron@example.com"
LIMIT = 96 << 20
CLEAN = "Why is the sky blue?"
FIFTY = 50_000_000
PROSE = "Could you shorten the note to the team? We moved 17 services and two are still to come. "
# What one line of fifty million characters may cost the command: seconds of a core, and bytes of memory.
MOST_SECONDS, MOST_MEMORY = 15.0, 700 << 20


def starter() -> Policy:
    policy = compile_text(STARTER_CLIENT, "starter policy")[0]
    assert policy is not None
    return policy


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pool() -> AsyncIterator[Pool]:
    """One worker, so that it is the one which saw the bad input that has to go on."""
    workers = Pool(Options(names_model="none"), (), size=1, deadline=60)
    await workers.start()
    yield workers
    await workers.close()


async def inspect(pool: Pool, body: str, policy: Policy | None = None, key: bytes = b"") -> Inspection:
    headers = (("content-type", "application/json"),)
    capture = Capture("POST", "api.openai.com", 443, "/v1/chat/completions", headers, body.encode())
    task = Task(capture, "ada", bytes(32), LIMIT, data_key=key)
    return (await pool.inspect(task, policy or starter(), "ada"))[0]


def chat(text: str) -> str:
    return json.dumps({"model": "m", "messages": [{"role": "user", "content": text}]})


async def goes_on(pool: Pool, before: list[int]) -> None:
    """The same process answers the next request, and rightly."""
    assert pool.pids == before
    assert (await inspect(pool, chat(CLEAN))).decision.action is Action.ALLOW
    assert (await inspect(pool, chat(f"Mail {MAIL}"))).decision.action is Action.REDACT
    assert pool.pids == before


@pytest.mark.parametrize(
    ("make", "action"),
    [
        (lambda: f"\ud800 half a pair, mail {MAIL} \udfff\ud800", Action.REDACT),
        (lambda: f"nul \0 bytes\0{MAIL}\0", Action.REDACT),
        (lambda: f"\u202email \u202b{MAIL}\u202c or \u2067not\u2069 \u200f\u061c", Action.REDACT),
        (lambda: f"mail {MAIL}" + "\u0301" * 50_000, Action.REDACT),
        (
            lambda: " ".join(f"user{number}@example{number % 97}.com" for number in range(20_000)),
            Action.REDACT,
        ),
        (lambda: "\x1b[2J\x07\ufffe\uffff" * 9_000 + MAIL, Action.REDACT),
        (lambda: PROSE * 60_000 + MAIL, Action.BLOCK),  # more than is read of one text: it is never clean
        (lambda: "a" * FIFTY, Action.BLOCK),
    ],
    ids=["surrogates", "nul", "right-to-left", "accents", "findings", "controls", "long", "fifty-million"],
)
async def test_a_hostile_text_gets_a_safe_verdict(
    pool: Pool, make: Callable[[], str], action: Action
) -> None:
    before = pool.pids
    told = await inspect(pool, chat(make()))
    assert told.decision.action is action
    assert told.body is None or MAIL.encode() not in told.body
    await goes_on(pool, before)


@pytest.mark.parametrize(
    "body",
    [
        "[" * 200_000,
        '{"messages": ' * 20_000,
        '{"model": "m", "messages": [{"content": "\\ud83d',
        "\0" * 9_000,
    ],
    ids=["brackets", "objects", "cut", "nul"],
)
async def test_a_body_that_cannot_be_read_is_not_let_through(pool: Pool, body: str) -> None:
    before = pool.pids
    assert (await inspect(pool, body)).decision.action is Action.BLOCK
    await goes_on(pool, before)


@pytest.mark.parametrize(("client", "left"), [("empty", 0), ("begun", 40), ("most", -1)])
async def test_an_index_that_is_cut_short_makes_nothing_clean(
    pool: Pool, tmp_path: Path, client: str, left: int
) -> None:
    before = pool.pids
    key = Keyring(bytes(range(32))).derive(client, PURPOSE)
    (tmp_path / "clients").mkdir()
    file = tmp_path / "clients" / f"{client}.yaml"
    file.write_text(f"client: {client}\nname: X\npacks: [baseline]\n")
    sets = DataSets(tmp_path / "data")
    keys = Keys(key)
    built = terms.build([terms.Term(1, "Falkenmoor")], "MATTER", keys)
    pieces, digest = pack(terms.FORM, *built, keys)
    kinds = (("MATTER", ("biz.confidential",)),)
    listed = DataSet("matters", terms.FORM, kinds, digest, "", 1, sum(map(len, pieces)), "2026-11-21")
    whole = Path(sets.put(client, listed, pieces).file)
    policy = load_policy(file, data=sets.of)
    os.truncate(whole, left if left >= 0 else whole.stat().st_size + left)
    told = await inspect(pool, chat(CLEAN), policy, key)
    assert told.decision.action is not Action.ALLOW
    await goes_on(pool, before)
    # Whole again, under a policy of another digest, it is used.
    whole.unlink()
    sets.put(client, listed, pieces)
    again = replace(load_policy(file, data=sets.of), digest="again")
    await asyncio.sleep(2.1)  # a worker does not try a broken index at every request
    assert (await inspect(pool, chat(CLEAN), again, key)).decision.action is Action.ALLOW
    assert (await inspect(pool, chat("the Falkenmoor case"), again, key)).decision.action is Action.HOLD


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("recognizers: [", "YAML"),
        (
            "recognizers:\n  - name: X\n    supported_entity: X\n    patterns: [{name: a, regex: '(', score: 0.5}]\n",
            "X",
        ),
    ],
    ids=["no-yaml", "no-pattern"],
)
async def test_invalid_recognizers_are_one_clear_error(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(content)
    workers = Pool(Options(names_model="none", recognizers=file), (), size=1, deadline=60)
    try:
        with pytest.raises(ValueError, match=r"own\.yaml") as fault:
            await workers.start()
        assert said in str(fault.value) and "Traceback" not in str(fault.value)
    finally:
        await workers.close()


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="the costs of one process are told by wait4 only")
async def test_fifty_million_characters_in_one_line_cost_the_command_little(tmp_path: Path) -> None:
    given, printed = tmp_path / "given.jsonl", tmp_path / "printed.jsonl"
    hostile = "\ud800\0\u202e" + PROSE * (FIFTY // len(PROSE))
    lines = [{"id": 1, "text": hostile}, {"id": 2, "text": f"Mail {MAIL}"}]
    given.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    with given.open("rb") as source, printed.open("wb") as out:
        command = [sys.executable, "-m", "proxy.commands.main", "scan", "--format", "jsonl"]
        process = subprocess.Popen(command, stdin=source, stdout=out)
        status, used, most = await asyncio.to_thread(_watched, process.pid)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    first, second = (json.loads(line) for line in printed.read_text(encoding="utf-8").splitlines())
    assert (first["id"], first["action"]) == (1, "block")
    assert (second["id"], second["action"]) == (2, "redact") and MAIL not in second["redacted"]
    assert used.ru_utime + used.ru_stime < MOST_SECONDS
    assert most < MOST_MEMORY


def _watched(pid: int) -> tuple[int, resource.struct_rusage, int]:
    """A child's status, what it used, and the most bytes of memory that it held.

    Linux counts the memory of the process that forked as the child's own, so there it is looked up while it runs.
    """
    most = 0
    while True:
        with contextlib.suppress(OSError):
            lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines()
            held = next((line.split()[1] for line in lines if line.startswith("VmHWM:")), "0")
            most = max(most, int(held) * 1024)
        done, status, used = os.wait4(pid, os.WNOHANG)
        if done:
            return status, used, most or used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        time.sleep(0.02)
