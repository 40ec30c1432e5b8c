"""The canary: what people wrote is nowhere on the proxy's side afterwards, whatever went wrong on the way."""

import gzip
import json
import os
import signal
from pathlib import Path
from typing import Any

import httpx
import pytest

from proxy.standin import StandIn
from tests.e2e.actors import (
    EMAIL,
    MARKER,
    PHONE,
    Proxy,
    credential,
    descendants,
    leaks,
    prompt,
    promptward,
    run_proxy,
    traces,
    write_home,
)

CHAT = "https://api.openai.com/v1/chat/completions"
CONFIDENTIAL = "Projekt Zwergbussard"


def chat(text: str, **more: Any) -> dict[str, Any]:
    return {"model": "gpt-5", "messages": [{"role": "user", "content": text}], **more}


def test_nothing_that_people_wrote_is_kept(tmp_path: Path, standin: StandIn) -> None:
    secret = credential()
    words = f"words: [{CONFIDENTIAL}]\n"
    home = write_home(tmp_path / "home", settings="scan_deadline_seconds: 2\n", clients={"default": words})
    with run_proxy(home, standin.port, standin.ca_file) as proxy:
        answers = talk(proxy, secret)
        kill_a_scanner(proxy)
        assert kept(tmp_path, secret) == []  # while it runs
    assert answers["clean"] == 200
    assert answers["redacted"] == 200
    assert all(status >= 400 for name, status in answers.items() if name.startswith("bad"))
    assert leaks(standin.seen, EMAIL, PHONE, secret, CONFIDENTIAL) == []
    assert {record["action"] for record in proxy.records()} >= {"allow", "redact", "block", "hold"}
    assert kept(tmp_path, secret) == []  # and after its end
    for command in (["ledger", "export", "--client", "default"], ["report", "usage", "--client", "default"]):
        done = promptward(*command, home=home)
        assert done.returncode == 0, done.stderr
        (tmp_path / "printed").write_text(done.stdout + done.stderr)
        assert kept(tmp_path, secret) == []


def kept(folder: Path, secret: str) -> list[str]:
    """Where something of the prompts lies; the confidential term stands in the client's own policy, of course."""
    found = traces(folder, MARKER, EMAIL, PHONE, secret, CONFIDENTIAL)
    return [trace for trace in found if not trace.startswith("home/clients/default.yaml: b'Projekt")]


def talk(proxy: Proxy, secret: str) -> dict[str, int]:
    """Prompts of every fate; each holds the marker."""
    text = prompt(f"mail {EMAIL} or ring {PHONE}")
    broken = gzip.compress(json.dumps(chat(text)).encode())[:-9]
    plain = {"content-type": "application/json"}
    requests: dict[str, dict[str, Any]] = {
        "clean": {"json": chat(prompt("hello"))},
        "redacted": {"json": chat(text)},
        "stream": {"json": chat(text, stream=True), "headers": {"x-standin-split": "2"}},
        "bad credential": {"json": chat(prompt(f"use {secret}"))},
        "bad held": {"json": chat(prompt(f"about {CONFIDENTIAL}"))},
        "bad json": {"content": f'{{"messages": [{text}'.encode(), "headers": plain},
        "bad encoding": {"content": broken, "headers": plain | {"content-encoding": "gzip"}},
        "bad label": {"content": text.encode(), "headers": plain | {"content-encoding": MARKER}},
        "bad bytes": {"content": b"\xff\xfe" + text.encode("utf-16-le"), "headers": plain},
        "bad answer": {"json": chat(text), "headers": {"x-standin-end": "half"}},
        "bad status": {"json": chat(text), "headers": {"x-standin-status": "500"}},
        "cut": {"json": chat(text, stream=True), "headers": {"x-standin-end": "half"}},
        "left": {"json": chat(text), "headers": {"x-standin-end": "never"}, "timeout": 0.7},
        "odd answer": {"json": chat(text), "headers": {"x-standin-say": "{prompt} " * 50}},
    }
    answers = {}
    with proxy.http() as http:
        for name, what in requests.items():
            try:
                answers[name] = http.post(CHAT, **what).status_code
            except httpx.TransportError:
                answers[name] = 599
        answers["bad route"] = http.post(
            f"https://api.openai.com/v1/{MARKER}?q={MARKER}", json=chat(text)
        ).status_code
        answers["bad method"] = http.request("BREW", CHAT, json=chat(text)).status_code
        http.get("https://api.openai.com/v1/models", headers={"x-note": MARKER, "cookie": f"a={MARKER}"})
        headers = {"host": "api.anthropic.com"}
        answers["bad host"] = http.post(CHAT, json=chat(text), headers=headers).status_code
        for host in ("nowhere.example", "sub.api.openai.com"):  # host names are recorded, by design
            with pytest.raises(httpx.TransportError):
                http.post(f"https://{host}/", json=chat(text))
    return answers


def kill_a_scanner(proxy: Proxy) -> None:
    """Stop the scanners with a prompt inside, so that the deadline takes them."""
    workers = [
        pid
        for pid in descendants(proxy.process.pid)
        if b"proxy.worker" in Path(f"/proc/{pid}/cmdline").read_bytes()
    ]
    for pid in workers:
        os.kill(pid, signal.SIGSTOP)
    with proxy.http() as http:
        assert http.post(CHAT, json=chat(prompt(EMAIL))).status_code >= 400
    for pid in workers:
        if Path(f"/proc/{pid}").exists():
            os.kill(pid, signal.SIGKILL)
