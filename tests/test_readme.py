"""The README tells the truth: its ``console`` blocks are run in order, as somebody who follows it would.

Lines with ``$ `` are typed, other lines are expected, in this order, somewhere in what is printed; ``...``
stands for anything. All blocks share one empty home. Two things are not done again, because they were done to
get here: installing uv, and running all tests.
"""

import os
import re
import signal
import subprocess
import sys
import sysconfig
import textwrap
from pathlib import Path

import platformdirs

README = Path(__file__).parents[1] / "README.md"
_BLOCK = re.compile(r"^( *)```console\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
_TIMEOUT = 120
_STAND_INS = {
    "uv": '#!/bin/sh\n[ "$1" = run ] && shift && exec "$@"\nexit 0\n',
    "pip": "#!/bin/sh\nexit 0\n",
    "pytest": f'#!/bin/sh\nexec "{sys.executable}" -m pytest --collect-only -q "{__file__}"\n',
}


def blocks(text: str) -> list[tuple[int, str]]:
    """Line number and text of each console block."""
    found = _BLOCK.finditer(text)
    return [(text.count("\n", 0, block.start()) + 2, textwrap.dedent(block[2])) for block in found]


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
    """The promises that were not kept, in order; several blanks count as one."""
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


def run(script: str, folder: Path) -> tuple[int, str]:
    """Exit code and print of a shell session; what it leaves running is ended."""
    names = {
        "PATH": os.pathsep.join([str(folder / "bin"), sysconfig.get_path("scripts"), os.environ["PATH"]]),
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CACHE_HOME": platformdirs.user_cache_dir(),  # what is worked out at a first start stays worked out
        "LANG": "C.UTF-8",
        "COLUMNS": "100",
        "TERM": "dumb",
        "NO_COLOR": "1",
    }
    session = subprocess.Popen(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=folder / "work",
        env=names,
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
    return session.returncode, printed


def test_the_readme_works(tmp_path: Path) -> None:
    for name, text in _STAND_INS.items():
        program = tmp_path / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(text)
        program.chmod(0o755)
    (tmp_path / "work").mkdir()
    sessions = blocks(README.read_text(encoding="utf-8"))
    assert any("promptward demo" in block for _, block in sessions)
    for line, block in sessions:
        code, printed = run(typed(block), tmp_path)
        assert code == 0, f"{README.name}:{line}: ended with {code}\n{printed}"
        assert missing(promised(block), printed) == [], f"{README.name}:{line}: not printed\n{printed}"


def test_blocks_are_read_as_people_read_them(tmp_path: Path) -> None:
    text = "# x\n\n  ```console\n  $ echo one \\\n  > two\n  one ...\n  $ true\n  ```\n\n```sh\nrm x\n```\n"
    assert blocks(text) == [(4, "$ echo one \\\n> two\none ...\n$ true\n")]
    ((_, block),) = blocks(text)
    assert typed(block) == "echo one \\\ntwo\ntrue"
    assert promised(block) == ["one ..."]
    assert missing(["one ...", "two"], "zero\none   and more\ntwo\n") == []
    assert missing(["two", "one"], "one\ntwo\n") == ["one"]
    (tmp_path / "work").mkdir()
    assert run(typed(block), tmp_path) == (0, "one two\n")
    assert run("echo before\nfalse\necho after", tmp_path) == (1, "before\n")
