"""What a large body costs a worker in memory, whatever it carries: real workers, measured as Linux tells it."""

import base64
import io
import itertools
import json
import random
import re
import zipfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import docx
import pytest
import pytest_asyncio

from classifiers.catalog import Options
from policies.decision import Action
from policies.loader import compile_text
from policies.policy import Policy
from policies.starter import STARTER_CLIENT
from proxy.capture import Capture
from proxy.inspect import Inspection, Task
from proxy.pool import Pool

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(
        not Path("/proc/self/clear_refs").exists(), reason="measures memory as Linux tells it"
    ),
]

SIZE = 22_000_000  # bytes of a body
MOST = 64 << 20  # bytes that a worker may hold beside what it held before
MAIL = "ada.byron@example.com"
SAID = f"Please write to {MAIL} about it.\n"
LINE = "Nothing to see here, and nothing to hide either.\n"

_NUMBERS = itertools.count()


def starter() -> Policy:
    """What is not read may pass: so that bodies too large to be scanned whole are changed and sent."""
    policy = compile_text(STARTER_CLIENT.replace("opaque: block", "opaque: allow"), "starter")[0]
    assert policy is not None
    return policy


def document(size: int) -> bytes:
    """A Word document that says something, most of which is something else."""
    made, out = docx.Document(), io.BytesIO()
    made.add_paragraph(SAID)
    made.save(out)
    with zipfile.ZipFile(out, "a") as more:
        for number in range(4):
            more.writestr(
                f"word/media/image{number}.bin", random.Random(number).randbytes(size // 4 - 20_000)
            )
    return out.getvalue()


def prose(size: int, said: str = "") -> str:
    """A text that is no other one's: what was scanned before costs nothing."""
    return (f"Text {next(_NUMBERS)}. {said}" + LINE * (size // len(LINE) + 1))[:size]


def chat(content: object, *, escaped: bool = False) -> tuple[str, bytes]:
    body = {"model": "m", "messages": [{"role": "user", "content": content}]}
    return "application/json", json.dumps(body, ensure_ascii=escaped).encode()


def carried(data: bytes, head: str = "") -> tuple[str, bytes]:
    file = {"filename": "a.bin", "file_data": head + base64.b64encode(data).decode()}
    return chat([{"type": "file", "file": file}, {"type": "text", "text": "What does it say?"}])


def form(data: bytes, name: str) -> tuple[str, bytes]:
    head = f'--cut\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    return "multipart/form-data; boundary=cut", head.encode() + data + b"\r\n--cut--\r\n"


FILE = SIZE * 3 // 4
UNKNOWN = bytes(range(256)) * (SIZE // 256)
BODIES: dict[str, tuple[Callable[[], tuple[str, bytes]], Action]] = {
    "a file of an unknown kind": (lambda: carried(UNKNOWN[:FILE]), Action.ALLOW),
    "a document in a data URL": (
        lambda: carried(document(FILE), "data:application/zip;base64,"),
        Action.REDACT,
    ),
    "a text file": (lambda: carried(prose(FILE).encode()), Action.ALLOW),
    "a text file with a value": (lambda: carried(prose(FILE, SAID).encode()), Action.REDACT),
    "a text": (lambda: chat(prose(SIZE)), Action.ALLOW),
    "a text with a value": (lambda: chat(prose(SIZE, SAID)), Action.REDACT),
    "a text with an emoji and a value": (lambda: chat(prose(SIZE, f"\N{ROCKET} {SAID}")), Action.REDACT),
    "a text with an emoji in each line": (
        lambda: chat(prose(SIZE, SAID).replace("hide", "hide \N{ROCKET}")[: SIZE - SIZE // 12]),
        Action.REDACT,
    ),
    "a form with a file of an unknown kind": (lambda: form(UNKNOWN, "a.bin"), Action.ALLOW),
    "a form with a document": (lambda: form(document(SIZE), "a.docx"), Action.REDACT),
    "a form with a text": (
        lambda: form(prose(SIZE, SAID).replace("\n", " ").encode(), "a.txt"),
        Action.REDACT,
    ),
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pool() -> AsyncIterator[Pool]:
    workers = Pool(Options(names_model="none"), (), size=1, deadline=100)
    await workers.start()
    for content in (f"Mail {MAIL}", "Why?"):
        await ask(workers, *chat(content))
    await ask(workers, *carried(document(100_000)))  # what documents need is imported once
    yield workers
    await workers.close()


async def ask(pool: Pool, kind: str, body: bytes) -> Inspection:
    path = "/v1/files" if kind.startswith("multipart") else "/v1/chat/completions"
    capture = Capture("POST", "api.openai.com", 443, path, (("content-type", kind),), body)
    return (await pool.inspect(Task(capture, "ada", bytes(32), 2 * SIZE), starter(), "ada"))[0]


def peak(pool: Pool) -> int:
    """The most bytes that the worker held since it was asked last."""
    (pid,) = pool.pids
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    assert found
    Path(f"/proc/{pid}/clear_refs").write_text("5")
    return int(found[1]) * 1024


@pytest.mark.parametrize("name", BODIES)
async def test_a_body_of_22_mb_adds_no_more_than_64_mib(pool: Pool, name: str) -> None:
    make, action = BODIES[name]
    kind, body = make()
    peak(pool)
    before = peak(pool)
    inspection = await ask(pool, kind, body)
    grown = peak(pool) - before
    print(f"{name}: {len(body) / 1e6:.1f} MB, {grown / (1 << 20):+.1f} MiB")
    assert inspection.decision.action is action
    assert (inspection.body is not None) == (action is Action.REDACT)
    assert grown <= MOST
    if inspection.body is not None:
        assert MAIL.encode() not in inspection.body
        assert abs(len(inspection.body) - len(body)) < 100_000
