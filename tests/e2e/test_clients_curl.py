"""curl behind the proxy, over HTTP/1.1 and HTTP/2: what scripts and people at a terminal do."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from proxy.standin import StandIn
from tests.e2e.actors import EMAIL, PHONE, PLACEHOLDER, Proxy, credential, leaks, missing, prompt

TEXT = prompt(f"Please answer {EMAIL} or ring {PHONE}.")


def curl(proxy: Proxy, tmp_path: Path, url: str, body: bytes, *options: str) -> tuple[int, str, str]:
    """POST a body; gives status, HTTP version and what came back."""
    found = shutil.which("curl") or missing("curl")
    file = tmp_path / "body"
    file.write_bytes(body)
    command = [found, "--silent", "--show-error", "--no-buffer", "--max-time", "20", *options]
    command += ["--header", "content-type: application/json", "--data-binary", f"@{file}", url]
    command += ["--write-out", "\n%{http_code} %{http_version}"]
    environment = {
        "HTTPS_PROXY": proxy.environment["HTTPS_PROXY"],
        "CURL_CA_BUNDLE": proxy.environment["SSL_CERT_FILE"],
    }
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=30)
    assert done.returncode == 0, done.stderr
    text, _, numbers = done.stdout.rpartition("\n")
    status, version = numbers.split()
    return int(status), version, text


@pytest.mark.parametrize(("option", "version"), [("--http1.1", "1.1"), ("--http2", "2")])
def test_chat(proxy: Proxy, standin: StandIn, tmp_path: Path, option: str, version: str) -> None:
    url = "https://api.openai.com/v1/chat/completions"
    body = {"model": "gpt-5", "messages": [{"role": "user", "content": TEXT}]}
    status, spoken, text = curl(proxy, tmp_path, url, json.dumps(body).encode(), option)
    assert (status, spoken) == (200, version)
    assert json.loads(text)["choices"][0]["message"]["content"] == f"You wrote: {TEXT}"
    assert leaks(standin.seen, EMAIL, PHONE) == []
    assert len(set(PLACEHOLDER.findall(standin.seen[0].body.decode()))) == 2


@pytest.mark.parametrize("option", ["--http1.1", "--http2"])
@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd"])
def test_packed_streams_are_restored(
    proxy: Proxy, standin: StandIn, tmp_path: Path, option: str, encoding: str
) -> None:
    url = "https://api.anthropic.com/v1/messages"
    body = {"model": "m", "max_tokens": 9, "stream": True, "messages": [{"role": "user", "content": TEXT}]}
    knobs = [f"x-standin-encoding: {encoding}", "x-standin-chunk: 7"]
    headers = [part for knob in knobs for part in ("--header", knob)]
    status, _, text = curl(proxy, tmp_path, url, json.dumps(body).encode(), option, "--compressed", *headers)
    events = [json.loads(line[6:]) for line in text.splitlines() if line.startswith("data: ")]
    said = [event["delta"]["text"] for event in events if event["type"] == "content_block_delta"]
    assert status == 200
    assert "".join(said) == f"You wrote: {TEXT}"
    assert leaks(standin.seen, EMAIL, PHONE) == []


@pytest.mark.parametrize("option", ["--http1.1", "--http2"])
def test_a_credential_is_refused_in_words(
    proxy: Proxy, standin: StandIn, tmp_path: Path, option: str
) -> None:
    secret = credential()
    body = {"model": "gpt-5", "messages": [{"role": "user", "content": prompt(f"use {secret}")}]}
    url = "https://api.openai.com/v1/chat/completions"
    status, _, text = curl(proxy, tmp_path, url, json.dumps(body).encode(), option)
    message = json.loads(text)["error"]["message"]
    assert status in (400, 403)
    assert "PW-" in message
    assert secret not in text
    assert standin.seen == ()


@pytest.mark.parametrize("option", ["--http1.1", "--http2"])
def test_a_clean_prompt_passes_byte_for_byte(
    proxy: Proxy, standin: StandIn, tmp_path: Path, option: str
) -> None:
    # Odd spacing, escapes and key order are the client's own business.
    text = '{ "messages" :[{"content":"gr\\u00fcn \\ud83d\\ude00 /\\/ ü","role":"user"}],\n\t"n":1.0e0 }'
    url = "https://api.openai.com/v1/chat/completions"
    status, _, _ = curl(proxy, tmp_path, url, text.encode(), option)
    assert status == 200
    assert standin.seen[0].raw == text.encode()


def test_a_host_that_is_no_ai_service_is_not_opened(proxy: Proxy, standin: StandIn, tmp_path: Path) -> None:
    """The tunnel is untouched: the client sees the other side's own certificate and its own bytes arrive."""
    body = json.dumps({"note": TEXT}).encode()
    options = ["--cacert", str(standin.ca_file)]
    status, _, text = curl(proxy, tmp_path, "https://plain.example/echo", body, *options)
    assert status == 200
    assert json.loads(text)["body"] == body.decode()
    assert standin.seen[0].raw == body
