"""A proxy's life: start, identity, edited policies, coaching, junk, several workers, a graceful end."""

import json
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from websockets.sync.client import connect

from policies.keys import Keyring
from proxy.standin import StandIn
from tests.e2e.actors import (
    EMAIL,
    LEAN,
    ROOT,
    Proxy,
    descendants,
    leaks,
    listening,
    prompt,
    promptward,
    run_proxy,
    spawn,
    until,
    write_home,
)

URL = "https://api.openai.com/v1/chat/completions"
BASELINE = "packs: [baseline]\n"


def chat(text: str, **more: object) -> dict[str, object]:
    return {"model": "gpt-4o", "messages": [{"role": "user", "content": prompt(text)}], **more}


def test_running_streams_end_when_the_proxy_is_told_to_stop(tmp_path: Path, standin: StandIn) -> None:
    proxy = listening(spawn(write_home(tmp_path / "home", settings=LEAN), standin.port, standin.ca_file))
    events: list[str] = []
    with (
        proxy.http() as http,
        http.stream(
            "POST", URL, json=chat(f"Mail {EMAIL}", stream=True), headers={"x-standin-delay": "60"}
        ) as answer,
    ):
        lines = answer.iter_lines()
        events.append(next(lines))
        proxy.process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        with pytest.raises(OSError):
            socket.create_connection(("127.0.0.1", proxy.port), timeout=1).close()
        events += list(lines)
    assert any(event == "data: [DONE]" for event in events)
    text = "".join(
        json.loads(event[6:])["choices"][0]["delta"].get("content") or ""
        for event in events
        if event.startswith("data: {") and json.loads(event[6:])["choices"]
    )
    assert EMAIL in text
    assert proxy.process.wait(20) == 0
    proxy.join()
    assert promptward("ledger", "verify", home=proxy.home).returncode == 0
    assert len(proxy.records("start")) == len(proxy.records("stop")) == 1
    assert [record["status"] for record in proxy.records("outcome")] == [200]


def test_sockets_end_with_going_away_when_the_proxy_is_told_to_stop(tmp_path: Path, standin: StandIn) -> None:
    proxy = listening(spawn(write_home(tmp_path / "home", settings=LEAN), standin.port, standin.ca_file))
    trust = ssl.create_default_context(cafile=str(proxy.ca_file))
    with connect(
        "wss://api.openai.com/v1/responses", ssl=trust, proxy=f"http://127.0.0.1:{proxy.port}"
    ) as client:
        client.send(json.dumps({"type": "response.create", "model": "m", "input": prompt(f"Mail {EMAIL}")}))
        first = client.recv(timeout=10)
        proxy.process.send_signal(signal.SIGTERM)
        answer = [str(first), *map(str, client)]  # the answer that is under way ends first
    assert json.loads(answer[-1])["type"] == "response.completed"
    assert EMAIL in answer[-1]
    assert client.close_code == 1001
    assert proxy.process.wait(20) == 0
    proxy.join()


def test_a_second_signal_does_not_wait(tmp_path: Path, standin: StandIn) -> None:
    proxy = listening(spawn(write_home(tmp_path / "home", settings=LEAN), standin.port, standin.ca_file))
    with (
        proxy.http() as http,
        http.stream(
            "POST", URL, json=chat("hello", stream=True), headers={"x-standin-delay": "2000"}
        ) as answer,
    ):
        lines = answer.iter_lines()
        next(lines)
        proxy.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        assert proxy.process.poll() is None
        begun = time.monotonic()
        proxy.process.send_signal(signal.SIGTERM)
        assert proxy.process.wait(20) == 0
        assert time.monotonic() - begun < 15
    proxy.join()


def test_no_process_stays_behind(tmp_path: Path, standin: StandIn) -> None:
    home = write_home(tmp_path / "home", settings="scan_workers: 2\nnames_model: none\n")
    proxy = listening(spawn(home, standin.port, standin.ca_file))
    children = descendants(proxy.process.pid)
    assert len(children) >= 2
    assert proxy.stop() == 0
    assert until(lambda: not any(Path(f"/proc/{child}").exists() for child in children))


def test_people_belong_to_their_network_and_strangers_are_refused(tmp_path: Path, standin: StandIn) -> None:
    here = 'networks: ["127.0.0.0/8"]\n' + BASELINE
    elsewhere = 'networks: ["10.0.0.0/8"]\n' + BASELINE
    home = write_home(
        tmp_path / "home", settings=LEAN + "unknown: refuse\n", clients={"local": here, "branch": elsewhere}
    )
    with run_proxy(home, standin.port, standin.ca_file) as proxy:
        with proxy.http() as http:
            assert http.post(URL, json=chat("hello")).status_code == 200
        assert [record["client"] for record in proxy.records()] == ["local"]
        (home / "clients" / "local.yaml").write_text(
            f"client: local\nname: Local\n{elsewhere}".replace("10.", "11.")
        )
        standin.forget()
        before = len(proxy.records())
        assert until(lambda: _is_refused(proxy), 20), "an edited policy is taken over within seconds"
        assert until(lambda: proxy.records("access"))
        assert len(standin.seen) == len(proxy.records()) - before
        assert "unknown-person" in proxy.log.read_text()


def _is_refused(proxy: Proxy) -> bool:
    with proxy.http() as http:
        try:
            return http.post(URL, json=chat("hello")).status_code != 200
        except httpx.ProxyError as error:
            assert "403" in str(error)
            return True


COACHING = (
    "rules:\n  - {id: think-first, classes: pii.contact, action: coach, "
    "because: Addresses of clients stay here., instead: Leave them out or send again.}\n"
)


@pytest.fixture(scope="module")
def coached(tmp_path_factory: pytest.TempPathFactory, running_standin: StandIn) -> Iterator[Proxy]:
    home = tmp_path_factory.mktemp("coached") / "home"
    write_home(home, settings=LEAN, clients={"default": BASELINE + COACHING})
    with run_proxy(home, running_standin.port, running_standin.ca_file) as proxy:
        yield proxy


def test_coaching_stops_once_explains_and_then_lets_the_redacted_request_go(
    coached: Proxy, standin: StandIn
) -> None:
    with coached.http() as http:
        first = http.post(URL, json=chat(f"Mail {EMAIL}"))
        assert first.status_code in (400, 403)
        assert "Addresses of clients stay here." in first.text
        assert "think-first" in first.text
        assert standin.seen == ()
        again = http.post(URL, json=chat(f"Mail {EMAIL}"))
        assert again.status_code == 200
        assert EMAIL in again.text
        assert len(standin.seen) == 1
        assert not leaks(standin.seen, EMAIL)
        other = http.post(URL, json=chat(f"Mail {EMAIL} today"))
        assert other.status_code in (400, 403), "another request is explained again"
        assert [record["action"] for record in coached.records()] == ["coach", "redact", "coach"]


def test_junk_gets_one_line_each_and_the_proxy_lives_on(coached: Proxy) -> None:
    before = len(coached.log.read_text().splitlines())
    for junk in (
        b"\x00\x01\x02 what is this\r\n\r\n",
        b"GET http://x.example/ HTTP/1.1\r\nX: " + b"a" * 300_000,
        b"CONNECT api.openai.com:443 HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\n\r\n",
        b"CONNECT api.openai.com:443 HTTP/1.1\r\nHost: x\r\n\r\n\x16\x03\x01\x00\x05junk!" + b"\x00" * 50,
    ):
        with socket.create_connection(("127.0.0.1", coached.port), timeout=5) as raw:
            raw.settimeout(2)
            try:
                raw.sendall(junk)
                while raw.recv(65536):
                    pass
            except OSError:
                pass
    with coached.http() as http:
        assert http.post(URL, json=chat("hello")).status_code == 200
    lines = coached.log.read_text().splitlines()[before:]
    assert 2 <= len(lines) <= 6, lines
    assert all("refused" in line or "failed" in line for line in lines), lines


def test_a_broken_policy_leaves_the_last_good_one_in_force(coached: Proxy, standin: StandIn) -> None:
    (coached.home / "clients" / "default.yaml").write_text("client: default\nname: X\npakcs: []\n")
    assert until(lambda: "policy not taken over" in coached.log.read_text())
    with coached.http() as http:
        assert "think-first" in http.post(URL, json=chat(f"Mail {EMAIL}, or not")).text
    assert standin.seen == ()


def test_two_workers_share_the_port_the_ledger_and_the_conversations(
    tmp_path: Path, standin: StandIn
) -> None:
    proxy = listening(
        spawn(write_home(tmp_path / "home", settings=LEAN), standin.port, standin.ca_file, "--workers", "2")
    )
    try:
        until(lambda: proxy.log.read_text().count("listening on") >= 2, 60)
        for turn in range(12):
            with proxy.http() as http:
                answer = http.post(URL, json=chat(f"Mail {EMAIL}, turn {turn % 3}"))
            assert answer.status_code == 200
            assert EMAIL in answer.text
        assert not leaks(standin.seen, EMAIL)
        assert len(proxy.records()) == 12
        workers = [pid for pid in descendants(proxy.process.pid) if _is_worker(pid)]
        os.kill(workers[0], signal.SIGKILL)
        assert until(lambda: proxy.log.read_text().count("listening on") >= 3, 60)
        with proxy.http() as http:
            assert http.post(URL, json=chat("hello")).status_code == 200
    finally:
        proxy.stop()
    assert promptward("ledger", "verify", home=proxy.home).returncode == 0


def test_workers_end_when_their_supervisor_is_killed(tmp_path: Path, standin: StandIn) -> None:
    proxy = listening(
        spawn(write_home(tmp_path / "home", settings=LEAN), standin.port, standin.ca_file, "--workers", "2")
    )
    assert until(lambda: proxy.log.read_text().count("listening on") >= 2, 60)
    below = descendants(proxy.process.pid)
    assert len(below) >= 2
    proxy.process.kill()
    proxy.process.wait(10)
    assert until(lambda: not any(Path(f"/proc/{pid}/cmdline").exists() for pid in below), 60)
    proxy.join()


def _is_worker(pid: int) -> bool:
    return "--share-port" in Path(f"/proc/{pid}/cmdline").read_text()


@pytest.fixture(scope="module")
def used_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = write_home(tmp_path_factory.mktemp("used") / "home", settings=LEAN, clients={"default": BASELINE})
    assert promptward("ca", "show", home=home).returncode == 0
    return home


@pytest.mark.parametrize(
    ("prepare", "said"),
    [
        ("port", "Address already in use"),
        ("settings", "there is no setting"),
        ("policy", "clients/default.yaml, line"),
        ("key", "master key"),
        ("ca", "damaged"),
        ("ledger", "no ledger"),
        ("home", "is not a folder"),
    ],
)
def test_a_bad_start_is_one_clear_line(tmp_path: Path, used_home: Path, prepare: str, said: str) -> None:
    home = tmp_path / "home"
    listen = "127.0.0.1:0"
    taken = socket.socket()
    if prepare == "home":
        home.write_text("a file")
    else:
        shutil.copytree(used_home, home)
    match prepare:
        case "port":
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            listen = f"127.0.0.1:{taken.getsockname()[1]}"
        case "settings":
            (home / "settings.yaml").write_text("nonsense: 1\n")
        case "policy":
            (home / "clients" / "default.yaml").write_text("client: default\nname: X\nmode: maybe\n")
        case "key":
            (home / "state" / "keys").mkdir(exist_ok=True)
            (home / "state" / "keys" / "master.key").write_text("short")
            (home / "state" / "keys" / "master.key").chmod(0o600)
        case "ca":
            (home / "state" / "ca" / "ca.pem").write_text("junk")
        case "ledger":
            Keyring.open(home / "state" / "keys")
            (home / "state" / "ledger.db").write_bytes(b"junk" * 3000)
    try:
        done = promptward("up", "--listen", listen, home=home)
    finally:
        taken.close()
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert done.stdout == ""


def test_the_demo_keeps_its_promises_and_leaves_nothing(tmp_path: Path) -> None:
    begun = time.monotonic()
    environment = {**os.environ, "TMPDIR": str(tmp_path), "COLUMNS": "100"}
    process = subprocess.Popen(
        [sys.executable, "-m", "proxy.commands.main", "demo"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
    )
    children: set[int] = set()
    watch = threading.Thread(target=_watch, args=(process, children), daemon=True)
    watch.start()
    shown, _ = process.communicate(timeout=120)
    assert process.returncode == 0, shown
    assert time.monotonic() - begun < 110
    assert re.search(r"9 of 9 promises kept", shown)
    assert children
    assert until(lambda: not any(Path(f"/proc/{child}").exists() for child in children))
    assert list(tmp_path.iterdir()) == []


def _watch(process: "subprocess.Popen[str]", children: set[int]) -> None:
    while process.poll() is None:
        children.update(descendants(process.pid))
        time.sleep(0.1)
