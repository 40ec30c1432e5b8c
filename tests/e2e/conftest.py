"""Fixtures of the end-to-end tests: one stand-in for all, one proxy for whoever needs no other, clients from npm."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from proxy.standin import StandIn, serve
from tests.e2e.actors import Proxy, missing, run_proxy, write_home
from tests.e2e.npm import NpmFault, installed

# There Google's SDK wants another pydantic than the rest, so that it is not installed.
collect_ignore = ["test_clients_gemini.py"] if sys.version_info >= (3, 14) else []


@pytest.fixture(scope="session")
def running_standin() -> Iterator[StandIn]:
    with serve() as standin:
        yield standin


@pytest.fixture
def standin(running_standin: StandIn) -> StandIn:
    """The stand-in, with nothing seen yet."""
    running_standin.forget()
    return running_standin


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with safe defaults."""
    return write_home(tmp_path_factory.mktemp("e2e") / "home")


@pytest.fixture(scope="session")
def proxy(home: Path, running_standin: StandIn) -> Iterator[Proxy]:
    """``promptward up`` for the tests of all modules that bring no home of their own: its start takes seconds."""
    with run_proxy(home, running_standin.port, running_standin.ca_file) as running:
        yield running


@pytest.fixture(scope="session")
def node() -> str:
    return shutil.which("node") or missing("node")


@pytest.fixture(scope="session")
def npm_clients() -> Path:
    """The folder with the npm clients."""
    try:
        return installed()
    except NpmFault as fault:
        missing(str(fault))
