"""Law 1 and law 2: whatever breaks, nothing of the prompt reaches the service, and the client gets an answer."""

import asyncio
import os
import signal
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import httpx
import pytest

SECRET = "zq-canary-7f31"
BEFORE_THE_SERVICE = (
    "client_connected",
    "http_connect",
    "next_layer",
    "tls_clienthello",
    "requestheaders",
    "request",
    "server_connect",
    "server_connected",
)


class Planted(RuntimeError):
    """A fault that a test planted; it quotes the prompt, as a careless exception would."""


def _raise(*_: Any, **__: Any) -> Any:
    raise Planted(f"about {SECRET}")


async def _raise_async(*_: Any, **__: Any) -> Any:
    raise Planted(f"about {SECRET}")


async def _cancel(*_: Any, **__: Any) -> Any:
    raise asyncio.CancelledError


async def _outcome(rig: Any) -> str:
    """What the client got: a status, or the name of its exception; never a hang."""
    try:
        async with asyncio.timeout(10):
            return str((await rig.ask()).status_code)
    except httpx.HTTPError as error:
        return type(error).__name__


@pytest.mark.parametrize("http2", [False, True], ids=["h1", "h2"])
async def test_without_a_fault_it_works(rig: Any, http2: bool) -> None:
    """The control: what the tests below break does work when nothing is broken."""
    response = await rig.ask(http2=http2)
    assert response.status_code == 200
    assert SECRET in response.json()["choices"][0]["message"]["content"]
    assert len(rig.standin.seen) == 1
    assert SECRET.encode() not in rig.upstream_bytes()


@pytest.mark.parametrize("fault", [_raise, _raise_async, _cancel], ids=["raise", "async", "cancel"])
@pytest.mark.parametrize("hook", BEFORE_THE_SERVICE)
async def test_a_fault_in_a_hook(rig: Any, hook: str, fault: Any, caplog: pytest.LogCaptureFixture) -> None:
    setattr(rig.gate, hook, fault)
    outcome = await _outcome(rig)
    assert rig.standin.seen == ()
    assert outcome in {"503", "502", "ProxyError", "ConnectError", "RemoteProtocolError", "ReadError"}, outcome
    assert SECRET not in caplog.text


@pytest.mark.parametrize("hook", ["responseheaders", "response"])
async def test_a_fault_in_a_hook_of_the_answer(rig: Any, hook: str) -> None:
    """The request had left, redacted; an answer that cannot be brought back right is cut, not shown."""
    setattr(rig.gate, hook, _raise)
    outcome = await _outcome(rig)
    assert SECRET.encode() not in rig.upstream_bytes()
    assert outcome != "200"


@pytest.mark.parametrize(
    "stage",
    [
        "_pool.inspect",
        "_clients.get",
        "_keyring.derive",
        "_vault.recall",
        "_vault.learn",
        "_ledger.append",
        "_effect",
        "_record",
        "_append",
    ],
)
async def test_a_fault_in_a_stage(rig: Any, stage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    *path, name = stage.split(".")
    part = rig.guard
    for step in path:
        part = getattr(part, step)
    holder = _Broken(part, name)
    if path:
        monkeypatch.setattr(rig.guard, path[0], holder)
    else:
        monkeypatch.setattr(rig.guard, name, _raise)
    response = await (rig.ask_on() if "_vault" in stage else rig.ask())
    assert response.status_code >= 400
    assert rig.standin.seen == ()


class _Broken:
    """A part with one broken method."""

    def __init__(self, part: Any, name: str) -> None:
        self._part, self._name = part, name

    def __getattr__(self, name: str) -> Any:
        return _raise if name == self._name else getattr(self._part, name)


async def test_a_ledger_that_fails(rig: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(record: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(OSError("disk full"))
        return future

    monkeypatch.setattr(rig.ledger, "append", failing)
    response = await rig.ask()
    assert response.status_code >= 400
    assert "not" in response.json()["error"]["message"].lower()
    assert rig.standin.seen == ()


async def test_a_ledger_that_hangs(rig: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rig.ledger, "append", lambda record: Future())
    response = await rig.ask()
    assert response.status_code >= 400
    assert rig.standin.seen == ()


async def test_a_scan_that_hangs(rig: Any) -> None:
    for pid in rig.pool.pids:
        os.kill(pid, signal.SIGSTOP)
    stopped = rig.pool.pids
    response = await rig.ask()
    assert response.status_code >= 400
    assert rig.standin.seen == ()
    assert [record.failure for record in rig.records()] == ["scan-timeout"]
    await rig.settled(lambda: len(rig.pool.pids) == 2 and rig.pool.pids != stopped, 10)


async def test_a_worker_that_is_killed_under_way(rig: Any) -> None:
    for pid in rig.pool.pids:
        os.kill(pid, signal.SIGSTOP)
    asking = asyncio.create_task(rig.ask())
    await asyncio.sleep(0.5)
    for pid in rig.pool.pids:
        os.kill(pid, signal.SIGKILL)
    response = await asking
    assert response.status_code >= 400
    assert rig.standin.seen == ()
    assert rig.records()[0].failure == "worker-died"
    again = await rig.ask()
    assert again.status_code == 200, "a new worker has taken its place"


async def test_the_loop_goes_on_while_a_scan_hangs(rig: Any) -> None:
    for pid in rig.pool.pids:
        os.kill(pid, signal.SIGSTOP)
    asking = asyncio.create_task(rig.ask())
    longest = 0.0
    loop = asyncio.get_running_loop()
    while not asking.done():
        begun = loop.time()
        await asyncio.sleep(0.01)
        longest = max(longest, loop.time() - begun)
    assert longest < 0.5
    assert (await asking).status_code >= 400


async def test_no_file_holds_the_prompt(rig: Any, tmp_path: Path) -> None:
    await rig.ask()
    rig.ledger.close()
    stored = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert SECRET.encode() not in stored
