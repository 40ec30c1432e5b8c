"""The stage of ``promptward demo``: a stand-in AI service, the real proxy as its own process, real HTTP between.

What is played on it stands in ``scenes.py``.
"""

import os
import re
import shutil
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from policies.starter import client_file
from proxy.standin import StandIn, serve

_CLIENT = "acme-dental"
_WORDS = '\nwords: ["Project Nightjar"]\n'
_START_SECONDS = 20
_LISTENING = re.compile(r"listening on (http://\S+)")


class TourFault(RuntimeError):
    """The tour cannot go on. Says why."""


@dataclass(frozen=True, slots=True)
class Stage:
    """The running parts."""

    home: Path
    proxy: str
    ca: Path
    standin: StandIn = field(repr=False)

    def client(self, *, http2: bool = False) -> httpx.Client:
        """An HTTP client as a member of staff would have it: the proxy, and its certificate trusted."""
        trust = ssl.create_default_context(cafile=str(self.ca))
        return httpx.Client(proxy=self.proxy, verify=trust, http2=http2, timeout=20, trust_env=False)


@contextmanager
def stage(folder: Path) -> Iterator[Stage]:
    """Set up a home, a stand-in and a proxy; all gone afterwards."""
    home = folder / "home"
    (home / "clients").mkdir(parents=True)
    (home / "clients" / f"{_CLIENT}.yaml").write_text(client_file(_CLIENT, "Acme Dental") + _WORDS)
    (home / "settings.yaml").write_text(f"default_client: {_CLIENT}\n")
    with serve() as standin:
        hosts = ("api.openai.com", "api.anthropic.com", "plain.example")
        routes = [f"{host}:443:127.0.0.1:{standin.port}" for host in hosts]
        command = [sys.executable, "-m", "proxy.commands.main", "up", "--home", str(home)]
        command += ["--listen", "127.0.0.1:0", "--upstream-ca", str(standin.ca_file)]
        command += [word for route in routes for word in ("--connect-to", route)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        try:
            yield Stage(home, _address(process), home / "state" / "ca" / "ca.pem", standin)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            for pipe in (process.stdout, process.stderr):
                if pipe:
                    pipe.close()


def _address(process: "subprocess.Popen[str]") -> str:
    found: list[str] = []
    assert process.stdout is not None

    def read() -> None:
        line = process.stdout.readline() if process.stdout else ""
        if match := _LISTENING.search(line):
            found.append(match[1])

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    reader.join(_START_SECONDS)
    if not found:
        process.kill()
        _, complaint = process.communicate()
        raise TourFault(f"the proxy did not start: {complaint.strip() or 'it said nothing'}")
    return found[0]


def command_of(on: Stage, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run a promptward command on the tour's home, for people to see."""
    command = [sys.executable, "-m", "proxy.commands.main", *arguments, "--home", str(on.home)]
    environment = {**os.environ, "COLUMNS": str(shutil.get_terminal_size((100, 40)).columns)}
    return subprocess.run(command, capture_output=True, text=True, timeout=25, check=False, env=environment)


CLIENT = _CLIENT
