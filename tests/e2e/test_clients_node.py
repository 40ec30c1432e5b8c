"""Node's fetch behind the proxy."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from proxy.standin import StandIn
from tests.e2e.actors import EMAIL, PHONE, PLACEHOLDER, Proxy, credential, leaks, prompt

TEXT = prompt(f"Please answer {EMAIL} or ring {PHONE}.")
CHAT = "https://api.openai.com/v1/chat/completions"


class Node:
    """A Node process that fetches what it is told to."""

    def __init__(self, node: str, proxy: Proxy, clients: Path) -> None:
        script = Path(__file__).parent / "clients" / "fetch.mjs"
        environment = {"PATH": os.environ["PATH"], "CLIENTS": str(clients), **proxy.environment}
        self.process = subprocess.Popen(
            [node, str(script)], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def fetch(self, url: str, body: str, **headers: str) -> tuple[int, str]:
        """Status and text of an answer."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        names = {"content-type": "application/json"} | {k.replace("_", "-"): v for k, v in headers.items()}
        self.process.stdin.write(json.dumps({"url": url, "headers": names, "body": body}) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        return answer["status"], answer["text"]


@pytest.fixture(scope="module")
def fetcher(node: str, proxy: Proxy, npm_clients: Path) -> Iterator[Node]:
    started = Node(node, proxy, npm_clients)
    with started.process:
        yield started
        assert started.process.stdin is not None
        started.process.stdin.close()


def chat(text: str, **more: Any) -> str:
    return json.dumps({"model": "gpt-5", "messages": [{"role": "user", "content": text}], **more})


def test_plain(fetcher: Node, standin: StandIn) -> None:
    status, text = fetcher.fetch(CHAT, chat(TEXT))
    assert status == 200
    assert json.loads(text)["choices"][0]["message"]["content"] == f"You wrote: {TEXT}"
    assert leaks(standin.seen, EMAIL, PHONE) == []
    assert len(set(PLACEHOLDER.findall(standin.seen[0].body.decode()))) == 2


def test_stream(fetcher: Node, standin: StandIn) -> None:
    status, text = fetcher.fetch(CHAT, chat(TEXT, stream=True), x_standin_split="2", x_standin_encoding="br")
    lines = [line[6:] for line in text.splitlines() if line.startswith("data: ")]
    assert status == 200
    assert lines[-1] == "[DONE]"
    chunks = [json.loads(line) for line in lines[:-1]]
    said = [chunk["choices"][0]["delta"].get("content") or "" for chunk in chunks]
    assert "".join(said) == f"You wrote: {TEXT}"
    assert leaks(standin.seen, EMAIL, PHONE) == []


def test_a_credential_is_refused_in_words(fetcher: Node, standin: StandIn) -> None:
    secret = credential()
    status, text = fetcher.fetch(CHAT, chat(prompt(f"use {secret}"), stream=True))
    assert status in (400, 403)
    assert "PW-" in json.loads(text)["error"]["message"]
    assert secret not in text
    assert standin.seen == ()


def test_a_clean_prompt_passes_byte_for_byte(fetcher: Node, standin: StandIn) -> None:
    body = chat(prompt("grün 😀 and nothing else"), temperature=1.0)
    status, _ = fetcher.fetch(CHAT, body)
    assert status == 200
    assert standin.seen[0].raw == body.encode()
