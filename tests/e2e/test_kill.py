"""kill -9 under load, fifty times: every request that the service saw is in the ledger, which verifies."""

import base64
import itertools
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.e2e.actors import EMAIL, LEAN, ROOT, http_client, promptward, records, until, up, write_home
from tests.e2e.nursery import Nursery

LISTENING = re.compile(r"listening on http://127\.0\.0\.1:(\d+)")
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


def load(port: int, ca_file: Path, lane: int, numbers: Iterator[int], answered: list[int]) -> None:
    """Send one request after the other until cut off. Blanks give each body a length of its own."""
    url = f"https://api.openai.com/v1/chat/completions?lane={lane}"
    with http_client(port, ca_file, timeout=5) as http:
        while True:
            number = next(numbers)
            text = f"hello {EMAIL}" if number % 3 == 0 else "hello there"
            body = json.dumps({"model": "m", "messages": [{"role": "user", "content": text}]}) + " " * number
            try:
                answer = http.post(url, content=body, headers={"content-type": "application/json"})
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


def lane_of_rounds(folder: Path, lane: int, nursery: Nursery, upstream: tuple[int, Path, Path]) -> int:
    """A lane's share of the rounds, in a home of its own; gives how many requests the service saw."""
    port, upstream_ca, seen_log = upstream
    home = write_home(folder / f"home{lane}", settings=LEAN)
    ca_file, numbers, dice = folder / f"ca{lane}.pem", itertools.count(), random.Random(lane)
    assert promptward("ca", "export", "-o", ca_file, home=home).returncode == 0
    for number in range(ROUNDS // LANES):
        log = folder / f"lane{lane}-{number}.log"
        pid = nursery.start(up(home, port, upstream_ca), log)
        found = until(lambda log=log: LISTENING.search(log.read_text() if log.exists() else ""), 30)
        assert found, log.read_text()
        answered: list[int] = []
        with ThreadPoolExecutor(CLIENTS) as pool:
            work = (int(found[1]), ca_file, lane, numbers, answered)
            clients = [pool.submit(load, *work) for _ in range(CLIENTS)]
            until(lambda answered=answered: len(answered) >= 2 * CLIENTS)
            time.sleep(dice.uniform(0, 0.1))
            os.kill(pid, signal.SIGKILL)
            for client in clients:
                client.result()
        assert len(answered) >= 2 * CLIENTS, log.read_text()
        assert set(answered) == {200}
        assert until(lambda pid=pid: not Path(f"/proc/{pid}").exists())
        assert sizes_seen(seen_log, lane) <= sizes_recorded(home)
    verified = promptward("ledger", "verify", home=home)
    assert verified.returncode == 0, verified.stdout + verified.stderr
    seen = sizes_seen(seen_log, lane)
    assert seen <= sizes_recorded(home)
    return seen.total()


@pytest.mark.slow
@pytest.mark.timeout(400)  # 40 to 110 seconds, by what else the machine does
def test_kill_9_loses_no_record(tmp_path: Path, upstream: tuple[int, Path, Path]) -> None:
    with Nursery() as nursery, ThreadPoolExecutor(LANES) as lanes:
        shares = [lanes.submit(lane_of_rounds, tmp_path, lane, nursery, upstream) for lane in range(LANES)]
        seen = [share.result() for share in shares]
    assert min(seen) >= ROUNDS // LANES * 2 * CLIENTS
