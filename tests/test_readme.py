"""The README tells the truth: every ``console`` block in it is run, and what it promises to print is printed.

A block is one session: lines with ``$ `` are typed, the others are expected, in this order, somewhere in what is
printed; ``...`` stands for anything. A block runs in an empty folder with a home of its own. Programs that a block
leaves running are ended.
"""

import os
import re
import signal
import subprocess
import sysconfig
from pathlib import Path

import pytest

README = Path(__file__).parents[1] / "README.md"
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_TIMEOUT = 120


def blocks(text: str) -> list[tuple[int, str]]:
    """Line number and text of each console block."""
    return [(text.count("\n", 0, found.start()) + 2, found[1]) for found in _BLOCK.finditer(text)]


def typed(block: str) -> str:
    """What a person types in a block; a line that ends in a backslash goes on in the next."""
    lines: list[str] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            lines.append(line[2:])
        elif lines and lines[-1].endswith("\\") and line.startswith("> "):
            lines[-1] += "\n" + line[2:]
    return "\n".join(lines)


def promised(block: str) -> list[str]:
    """What a block says will be printed."""
    return [line for line in block.splitlines() if line.strip() and not line.startswith(("$ ", "> "))]


def missing(expected: list[str], printed: str) -> list[str]:
    """The promises that were not kept, in order; blanks count as one."""
    lines = [" ".join(line.split()) for line in printed.splitlines()]
    lost, start = [], 0
    for promise in expected:
        pattern = re.escape(" ".join(promise.split())).replace(r"\.\.\.", ".*")
        for place in range(start, len(lines)):
            if re.fullmatch(pattern, lines[place]):
                start = place + 1
                break
        else:
            lost.append(promise)
    return lost


@pytest.mark.parametrize(
    "block", [pytest.param(text, id=f"line{line}") for line, text in blocks(README.read_text())]
)
def test_console_block(block: str, tmp_path: Path) -> None:
    scripts = sysconfig.get_path("scripts")
    environment = {
        "PATH": os.pathsep.join([scripts, os.environ["PATH"]]),
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "LANG": "C.UTF-8",
        "COLUMNS": "100",
        "TERM": "dumb",
        "NO_COLOR": "1",
    }
    work = tmp_path / "work"
    work.mkdir()
    session = subprocess.Popen(
        ["bash", "-e", "-o", "pipefail", "-c", typed(block)],
        cwd=work,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        printed, _ = session.communicate(timeout=_TIMEOUT)
    finally:
        try:
            os.killpg(session.pid, signal.SIGKILL)
        except ProcessLookupError:
            session.poll()
    assert session.returncode == 0, printed
    assert missing(promised(block), printed) == [], printed


def test_the_readme_shows_the_tour() -> None:
    assert any("promptward demo" in block for _, block in blocks(README.read_text()))


def test_blocks_are_read_as_people_read_them() -> None:
    text = "# x\n\n```console\n$ echo one \\\n> two\none ...\n$ true\n```\n\n```sh\nrm -rf nothing\n```\n"
    assert blocks(text) == [(4, "$ echo one \\\n> two\none ...\n$ true\n")]
    ((_, block),) = blocks(text)
    assert typed(block) == "echo one \\\ntwo\ntrue"
    assert promised(block) == ["one ..."]
    assert missing(["one ...", "two"], "zero\none   and more\ntwo\n") == []
    assert missing(["two", "one"], "one\ntwo\n") == ["one"]
