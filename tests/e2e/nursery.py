"""Starts proxies quickly: one process imports the product, and forks itself for each ``promptward`` command.

Importing takes most of the time of a start, and the kill test starts fifty. What is forked runs the same code
as the installed command. ``python -m tests.e2e.nursery`` reads orders from stdin, one JSON object a line, and
answers each with the process id of the new process.
"""

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import NoReturn, Self

ROOT = Path(__file__).parents[2]


class Nursery:
    """The process that forks. Several threads may order; use it in a ``with`` block."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.e2e.nursery"]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._lock = threading.Lock()

    def start(self, arguments: list[str], log: Path) -> int:
        """Run a command; what it says goes to ``log``. Gives its process id."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with self._lock:
            self._process.stdin.write(json.dumps({"arguments": arguments, "log": str(log)}) + "\n")
            self._process.stdin.flush()
            return int(self._process.stdout.readline())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._process:
            assert self._process.stdin is not None
            self._process.stdin.close()


def _serve() -> None:
    import proxy.edge.certificates
    import proxy.edge.engine
    import proxy.edge.gate
    import proxy.serving  # noqa: F401

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead vanish at once
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            _become(order["arguments"], order["log"])
        print(child, flush=True)


def _become(arguments: list[str], log: str) -> NoReturn:
    from proxy.commands.main import main

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(written, 1)
    os.dup2(written, 2)
    sys.argv = ["promptward", *arguments]
    code = 1
    try:
        main()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    finally:
        os._exit(code)


if __name__ == "__main__":
    _serve()
