"""A parser of files that crashes, hangs or eats memory: that request is refused and recorded, and the next one works.

The workers of this module know one more format, planted by a folder on their path, which does what a file asks for.
"""

import asyncio
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.asyncio(loop_scope="module")

PLANT = """
import classifiers.documents.formats as formats
formats.__path__.append({folder!r})
"""
FORMAT = """
import ctypes, os, sys

NAME, ORDER = "planted file", 1


def claims(source):
    return source.data.startswith(b"PLANTED")


def deep(level):
    return deep(level + 1)


def read(source, budget, inner):
    match source.data.split()[1]:
        case b"crash":
            ctypes.string_at(0)
        case b"exit":
            os._exit(3)
        case b"hang":
            while True:
                pass
        case b"memory":
            kept = []
            while True:
                kept.append(bytes(256 << 20))
        case b"recursion":
            deep(0)
        case b"print":
            print("not a frame", flush=True)
            os.write(1, b"nor is this")
    raise ValueError("about zq-canary-7f31")
"""
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the address space of a process")


@pytest.fixture(scope="module", autouse=True)
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("plant")
    (folder / "formats").mkdir()
    (folder / "sitecustomize.py").write_text(PLANT.format(folder=str(folder / "formats")))
    (folder / "formats" / "planted.py").write_text(FORMAT)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(
            "PYTHONPATH", os.pathsep.join([str(folder), *filter(None, [os.environ.get("PYTHONPATH")])])
        )
        yield


async def _bring(rig: Any, what: str) -> Any:
    async with rig.client() as client:
        return await client.post(
            "https://api.openai.com/v1/files",
            files={"file": ("a.bin", f"PLANTED {what} zq-canary-7f31".encode())},
            data={"purpose": "assistants"},
        )


async def _warm(rig: Any) -> set[int]:
    async with asyncio.timeout(60):
        while len(rig.pool.pids) < 2 or rig.pool._revivals:
            await asyncio.sleep(0.05)
    return set(rig.pool.pids)


@pytest.mark.parametrize(
    ("what", "failure", "dies"),
    [
        ("crash", "worker-died", True),
        ("exit", "worker-died", True),
        ("hang", "scan-timeout", True),
        pytest.param("memory", "", False, marks=LINUX),
        ("recursion", "", False),
        ("print", "", False),
        ("nothing", "", False),
    ],
)
async def test_a_parser_that_breaks(rig: Any, what: str, failure: str, dies: bool) -> None:
    before = await _warm(rig)
    response = await _bring(rig, what)
    assert response.status_code >= 400
    assert "error" in response.json()
    assert rig.standin.seen == ()
    (record,) = rig.records()
    assert record.failure == failure
    assert record.action == "block"
    assert "zq-canary" not in json.dumps(response.json()) + repr(record)
    after = await _warm(rig)
    assert len(before - after) == dies
    assert (await rig.ask()).status_code == 200, "the next request works"


@LINUX
async def test_the_limit_is_that_of_workers_alone(rig: Any) -> None:
    def most(pid: int | str) -> str:
        lines = Path(f"/proc/{pid}/limits").read_text().splitlines()
        return next(line.split()[3] for line in lines if line.startswith("Max address space"))

    pids = await _warm(rig)
    assert all((2 << 30) < int(most(pid)) < (6 << 30) for pid in pids)
    assert most("self") == "unlimited"
