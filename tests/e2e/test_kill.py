"""kill -9 under load, fifty times: every request that the service saw is in the ledger, which verifies."""

import base64
import itertools
import json
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.e2e.actors import EMAIL, ROOT, Proxy, listening, promptward, records, spawn, write_home

ROUNDS = 50
LANES = 2
CLIENTS = 3


@pytest.fixture
def upstream(tmp_path: Path) -> Iterator[tuple[int, Path, Path]]:
    """A stand-in as a process of its own: port, CA file and the log it writes before it answers."""
    ca_file, log = tmp_path / "standin.pem", tmp_path / "seen.jsonl"
    log.touch()
    command = [sys.executable, "-m", "proxy.standin", "--ca-file", str(ca_file), "--log", str(log)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield int(process.stdout.readline().rsplit(":", 1)[1]), ca_file, log
        process.terminate()


def load(proxy: Proxy, lane: int, numbers: Iterator[int], stop: threading.Event, answered: list[int]) -> None:
    """Send one request after the other until told to stop or cut off. Each body has its own length."""
    url = f"https://api.openai.com/v1/chat/completions?lane={lane}"
    with proxy.http(timeout=5) as http:
        while not stop.is_set():
            number = next(numbers)
            text = f"hello {EMAIL}" if number % 3 == 0 else "hello there"
            body = json.dumps({"model": "m", "messages": [{"role": "user", "content": text}]})
            try:
                answer = http.post(
                    url, content=body + " " * number, headers={"content-type": "application/json"}
                )
            except httpx.TransportError:
                return
            answered.append(answer.status_code)


def sizes_seen(log: Path, lane: int) -> Counter[int]:
    """Lengths of the bodies that the service saw from one lane."""
    lines = [json.loads(line) for line in log.read_text().splitlines(keepends=True) if line.endswith("\n")]
    return Counter(
        len(base64.b64decode(seen["raw"])) for seen in lines if seen["path"].endswith(f"lane={lane}")
    )


def sizes_recorded(home: Path) -> Counter[int]:
    """Lengths of the bodies that the ledger says may leave."""
    passed = [record for record in records(home) if record["action"] in ("allow", "redact")]
    return Counter(record["sizes"]["out"] for record in passed)


def rounds(folder: Path, lane: int, upstream: tuple[int, Path, Path]) -> int:
    """A lane's share of the rounds, in a home of its own; gives how many requests the service saw."""
    port, ca_file, log = upstream
    home, numbers, dice = write_home(folder / f"home{lane}"), itertools.count(), random.Random(lane)
    for _ in range(ROUNDS // LANES):
        proxy = listening(spawn(home, port, ca_file))
        stop, answered = threading.Event(), list[int]()
        with ThreadPoolExecutor(CLIENTS) as pool:
            clients = [pool.submit(load, proxy, lane, numbers, stop, answered) for _ in range(CLIENTS)]
            end = time.monotonic() + 5
            while len(answered) < 2 * CLIENTS and time.monotonic() < end:
                time.sleep(0.01)
            time.sleep(dice.uniform(0, 0.1))
            proxy.process.kill()
            stop.set()
            for client in clients:
                client.result()
        proxy.kill()
        assert len(answered) >= 2 * CLIENTS
        assert set(answered) == {200}
        assert sizes_seen(log, lane) <= sizes_recorded(home)
    seen = sizes_seen(log, lane)
    assert seen <= sizes_recorded(home)
    verified = promptward("ledger", "verify", home=home)
    assert verified.returncode == 0, verified.stdout + verified.stderr
    return seen.total()


@pytest.mark.slow
def test_kill_9_loses_no_record(tmp_path: Path, upstream: tuple[int, Path, Path]) -> None:
    with ThreadPoolExecutor(LANES) as lanes:
        seen = list(lanes.map(lambda lane: rounds(tmp_path, lane, upstream), range(LANES)))
    assert min(seen) >= ROUNDS // LANES * 2 * CLIENTS
