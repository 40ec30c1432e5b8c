"""Fixtures of the end-to-end tests: one stand-in for all, one proxy per module, clients from npm."""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from proxy.standin import StandIn, serve
from tests.e2e.actors import Proxy, missing, run_proxy, write_home

CLIENTS = Path(__file__).parent / "clients"


@pytest.fixture(scope="session")
def running_standin() -> Iterator[StandIn]:
    with serve() as standin:
        yield standin


@pytest.fixture
def standin(running_standin: StandIn) -> StandIn:
    """The stand-in, with nothing seen yet."""
    running_standin.forget()
    return running_standin


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with safe defaults."""
    return write_home(tmp_path_factory.mktemp("e2e") / "home")


@pytest.fixture(scope="module")
def proxy(home: Path, running_standin: StandIn) -> Iterator[Proxy]:
    """``promptward up`` for all tests of a module."""
    with run_proxy(home, running_standin.port, running_standin.ca_file) as running:
        yield running


@pytest.fixture(scope="session")
def node() -> str:
    return shutil.which("node") or missing("node")


@pytest.fixture(scope="session")
def npm_clients() -> Path:
    """The folder with the npm clients, installed from the lock file outside the tree."""
    npm = shutil.which("npm") or missing("npm")
    lock = (CLIENTS / "package-lock.json").read_bytes()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "promptward-tests" / hashlib.sha256(lock).hexdigest()[:16]
    if not (folder / "installed").exists():
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(CLIENTS / name, folder / name)
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=170)
        if done.returncode:
            missing(f"npm clients ({done.stderr.strip()[-200:]})")
        (folder / "installed").touch()
    return folder
