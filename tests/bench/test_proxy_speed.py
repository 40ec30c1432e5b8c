"""What Promptward adds to a request, beside bare mitmproxy in the same run. `pytest tests/bench --benchmark-only -s`.

The two proxies take turns, batch by batch, in front of the same stand-in; what is compared are medians.
"""

import http.client
import itertools
import json
import re
import select
import socket
import ssl
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from websockets.sync.client import ClientConnection, connect

from policies.starter import client_file
from proxy.standin import serve

BATCHES, BATCH = 12, 25
# About 2 KB of ordinary text without anything to find.
TEXT = " ".join(
    f"Paragraph {number}: please explain how a rolling restart keeps a service available, and what could go wrong."
    for number in range(19)
)


@dataclass
class Sides:
    """The two proxies and what they stand in front of."""

    ours: int
    bare: int
    ours_ca: Path
    bare_ca: Path
    standin_ca: Path


def _line(process: "subprocess.Popen[str]", seconds: float = 20) -> str:
    assert process.stdout is not None
    ready, _, _ = select.select([process.stdout], [], [], seconds)
    return process.stdout.readline() if ready else ""


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sides]:
    folder = tmp_path_factory.mktemp("speed")
    home = folder / "home"
    (home / "clients").mkdir(parents=True)
    (home / "clients" / "default.yaml").write_text(client_file("default", "Default"))
    with serve() as standin:
        routes = [
            word
            for host in ("api.openai.com", "plain.example")
            for word in ("--connect-to", f"{host}:443:127.0.0.1:{standin.port}")
        ]
        ours = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "proxy.commands.main",
                "up",
                "--home",
                str(home),
                "--listen",
                "127.0.0.1:0",
                "--upstream-ca",
                str(standin.ca_file),
                *routes,
            ],
            stdout=subprocess.PIPE,
            text=True,
        )
        bare = subprocess.Popen(
            [
                sys.executable,
                str(Path(__file__).with_name("bare.py")),
                str(standin.ca_file),
                str(folder / "bare"),
                str(standin.port),
            ],
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            match = re.search(r":(\d+)$", _line(ours).strip())
            assert match
            yield Sides(
                ours=int(match[1]),
                bare=int(_line(bare)),
                ours_ca=home / "state" / "ca" / "ca.pem",
                bare_ca=folder / "bare" / "mitmproxy-ca-cert.pem",
                standin_ca=standin.ca_file,
            )
        finally:
            for process in (ours, bare):
                process.terminate()
                process.wait(15)
                assert process.stdout is not None
                process.stdout.close()


def _connection(port: int, ca: Path, host: str = "api.openai.com") -> http.client.HTTPSConnection:
    connection = http.client.HTTPSConnection(
        "127.0.0.1", port, context=ssl.create_default_context(cafile=str(ca)), timeout=20
    )
    connection.set_tunnel(host, 443)
    connection.connect()
    assert connection.sock is not None
    connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def _body(**more: Any) -> bytes:
    return json.dumps({"model": "gpt-4o", "messages": [{"role": "user", "content": TEXT}], **more}).encode()


def _post(connection: http.client.HTTPSConnection, body: bytes, **headers: str) -> http.client.HTTPResponse:
    connection.request(
        "POST",
        "/v1/chat/completions",
        body,
        {"content-type": "application/json", "authorization": "x", **headers},
    )
    return connection.getresponse()


def _ask(connection: http.client.HTTPSConnection, body: bytes) -> float:
    begun = time.perf_counter()
    response = _post(connection, body)
    response.read()
    assert response.status == 200
    return (time.perf_counter() - begun) * 1000


def _both(benchmark: Any, name: str, ours: list[float], bare: list[float], goal: str) -> None:
    mine, theirs = statistics.median(ours), statistics.median(bare)
    benchmark.extra_info |= {"ours_p50_ms": mine, "bare_p50_ms": theirs, "added_p50_ms": mine - theirs}
    print(f"\n{name}: ours {mine:.2f} ms, bare {theirs:.2f} ms, added {mine - theirs:.2f} ms (goal {goal})")


def test_a_clean_chat_request(sides: Sides, benchmark: Any) -> None:
    body = _body()
    ours, bare = _connection(sides.ours, sides.ours_ca), _connection(sides.bare, sides.bare_ca)
    mine, theirs = [], []
    for connection in (ours, bare):
        for _ in range(BATCH):
            _ask(connection, body)
    fresh = 0
    for _ in range(BATCHES):
        for _ in range(BATCH):
            fresh += 1
            mine.append(_ask(ours, body.replace(b"Paragraph 0:", b"Paragraph %d:" % (1000 + fresh))))
        for _ in range(BATCH):
            theirs.append(_ask(bare, body))
    _both(benchmark, "clean 2 KB chat request, never seen before", mine, theirs, "added <= 5 ms")
    benchmark.pedantic(_ask, args=(ours, body), rounds=BATCH)
    ours.close()
    bare.close()


def _stream(connection: http.client.HTTPSConnection, body: bytes) -> tuple[float, list[float]]:
    """Milliseconds to the first event, and the gaps between events, of a stream with an event every 5 ms."""
    begun = time.perf_counter()
    response = _post(connection, body, **{"x-standin-delay": "5", "x-standin-split": "40"})
    marks = []
    while line := response.readline():
        if line.startswith(b"data:"):
            marks.append(time.perf_counter())
    assert len(marks) > 20
    gaps = [(after - before) * 1000 for before, after in itertools.pairwise(marks)]
    return (marks[0] - begun) * 1000, gaps


@pytest.mark.parametrize("prompt", ["clean", "redacted"])
def test_a_streamed_answer(sides: Sides, benchmark: Any, prompt: str) -> None:
    body = _body(stream=True)
    if prompt == "redacted":
        body = body.replace(b"Paragraph 0:", b"Mail ada@example.com:")
    ours, bare = _connection(sides.ours, sides.ours_ca), _connection(sides.bare, sides.bare_ca)
    firsts: tuple[list[float], list[float]] = ([], [])
    gaps: tuple[list[float], list[float]] = ([], [])
    for _ in range(8):
        for side, connection in enumerate((ours, bare)):
            first, between = _stream(connection, body)
            firsts[side].append(first)
            gaps[side].extend(between)
    _both(benchmark, f"time to first event, {prompt}", *firsts, "added <= request's share + 1 ms")
    _both(benchmark, f"gap between events, {prompt}", *gaps, "added <= 1 ms")
    benchmark.pedantic(_stream, args=(ours, body), rounds=3)
    ours.close()
    bare.close()


def _tunnel(port: int, ca: Path) -> float:
    begun = time.perf_counter()
    connection = _connection(port, ca, "plain.example")
    connection.request("GET", "/healthz")
    connection.getresponse().read()
    connection.close()
    return (time.perf_counter() - begun) * 1000


def test_a_tunnelled_connection(sides: Sides, benchmark: Any) -> None:
    mine, theirs = [], []
    for _ in range(40):
        mine.append(_tunnel(sides.ours, sides.standin_ca))
        theirs.append(_tunnel(sides.bare, sides.standin_ca))
    _both(benchmark, "new tunnelled connection and a request", mine, theirs, "the same")
    benchmark.pedantic(_tunnel, args=(sides.ours, sides.standin_ca), rounds=10)


def test_the_hundredth_turn(sides: Sides, benchmark: Any) -> None:
    """Scan time as the ledger has it: inspection in the worker, turn 2 and turn 100 of growing conversations."""
    from classifiers.catalog import load
    from classifiers.segment import Segment

    scanner = load()
    second, hundredth = [], []
    for talk in range(5):
        segments: list[Segment] = []
        for turn in range(1, 101):
            segments.append(Segment(len(segments), f"{talk}-{turn} {TEXT}"))
            begun = time.perf_counter()
            scanner.scan(segments)
            spent = (time.perf_counter() - begun) * 1000
            if turn == 2:
                second.append(spent)
            elif turn == 100:
                hundredth.append(spent)
    ratio = statistics.median(hundredth) / statistics.median(second)
    benchmark.extra_info["ratio_100_to_2"] = ratio
    print(f"\nscan of turn 100 / turn 2: {ratio:.2f} (goal <= 1.5)")
    benchmark.pedantic(scanner.scan, args=(segments,), rounds=10)


def test_start_to_first_request(tmp_path: Path, benchmark: Any) -> None:
    (tmp_path / "clients").mkdir()
    (tmp_path / "clients" / "default.yaml").write_text(client_file("default", "Default"))
    spent = []
    with serve() as standin:

        def start() -> None:
            begun = time.perf_counter()
            process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "proxy.commands.main",
                    "up",
                    "--home",
                    str(tmp_path),
                    "--listen",
                    "127.0.0.1:0",
                    "--upstream-ca",
                    str(standin.ca_file),
                    "--connect-to",
                    f"api.openai.com:443:127.0.0.1:{standin.port}",
                ],
                stdout=subprocess.PIPE,
                text=True,
            )
            match = re.search(r":(\d+)$", _line(process).strip())
            assert match
            connection = _connection(int(match[1]), tmp_path / "state" / "ca" / "ca.pem")
            _ask(connection, _body())
            spent.append(time.perf_counter() - begun)
            connection.close()
            process.terminate()
            process.wait(15)
            assert process.stdout is not None
            process.stdout.close()

        benchmark.pedantic(start, rounds=5)
    print(f"\nstart to first served request: {statistics.median(spent):.2f} s (goal < 3 s)")


@pytest.mark.parametrize("text", ["nothing of note", "mail ada.weber@example.com"], ids=["clean", "edited"])
def test_messages_on_a_socket(sides: Sides, benchmark: Any, text: str) -> None:
    """Messages in both directions, sixteen on their way at a time."""
    content = [{"type": "input_text", "text": f"{text} {number}"} for number in range(3)]
    message = json.dumps(
        {"type": "conversation.item.create", "item": {"type": "message", "role": "user", "content": content}}
    )

    def rate(socket: ClientConnection) -> float:
        begun = time.perf_counter()
        for _ in range(10):
            for _ in range(16):
                socket.send(message)
            for _ in range(16):
                assert "conversation.item.added" in str(socket.recv(timeout=30))
        return 160 / (time.perf_counter() - begun)

    def opened(port: int, ca: Path) -> ClientConnection:
        trust = ssl.create_default_context(cafile=str(ca))
        return connect(
            "wss://api.openai.com/v1/realtime", ssl=trust, proxy=f"http://127.0.0.1:{port}", max_queue=None
        )

    with opened(sides.ours, sides.ours_ca) as ours, opened(sides.bare, sides.bare_ca) as bare:
        rates = [(rate(ours), rate(bare)) for _ in range(6)][1:]
    mine, theirs = (statistics.median(side) for side in zip(*rates, strict=True))
    benchmark.extra_info |= {"ours_messages_s": mine, "bare_messages_s": theirs}
    print(f"\nmessages on a socket: ours {mine:.0f} a second, bare {theirs:.0f} a second")
    benchmark.pedantic(lambda: None)
