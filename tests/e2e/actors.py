"""The actors of the end-to-end tests: a real ``promptward up``, its ledger, and what people would type.

Nothing here reaches the internet: every host that a client asks for is led to the stand-in or a closed port.
"""

import base64
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import ssl
import string
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import httpx
import pytest

from proxy.standin import Seen

ROOT = Path(__file__).parents[2]
SERVED = (
    "api.openai.com",
    "api.anthropic.com",
    "api.mistral.ai",
    "api.groq.com",
    "api.cohere.com",
    "api.deepl.com",
    "ollama.com",
    "chatgpt.com",
    "files.oaiusercontent.com",
    "claude.ai",
    "acme.openai.azure.com",
    "generativelanguage.googleapis.com",
    "europe-west4-aiplatform.googleapis.com",
    "cloudcode-pa.googleapis.com",
    "bedrock-runtime.eu-central-1.amazonaws.com",
    "api.x.ai",
    "www.kimi.com",
    "gemini.google.com",
    "plain.example",
)
CLOSED = (
    "ab.chatgpt.com",
    "api.github.com",
    "github.com",
    "nowhere.example",
    "oauth2.googleapis.com",
    "play.googleapis.com",
    "raw.githubusercontent.com",
    "statsig.anthropic.com",
    "sub.api.openai.com",
    "www.googleapis.com",
)
_START_SECONDS = 90  # a busy machine takes its time
# Settings for a home whose test is not about what is found: one scanning process, without the names model, is there in
# a quarter of the time that the default ones need.
LEAN = "scan_workers: 1\nnames_model: none\n"

# What must never leave, be logged or be stored. The marker stands in every prompt and is nobody's data.
MARKER = "quokka" + "".join(random.choices(string.ascii_lowercase, k=12))
EMAIL = "anna.schmidt@kellerbau-muenchen.de"
OTHER_EMAIL = "bob.miller@rivalconsulting.co.uk"
PHONE = "+44 20 7946 0958"
PLACEHOLDER = re.compile(r"\[[A-Z][A-Z_]*_[A-Z0-9]{4,}\]")


def credential() -> str:
    """A cloud access key that has the right shape and belongs to nobody."""
    return "AK" + "IA" + "".join(random.choices(string.ascii_uppercase + "234567", k=16))


def prompt(text: str) -> str:
    """A prompt with the marker that the canary test looks for."""
    return f"{text} {MARKER}"


class _OnlyHttp2(ssl.SSLContext):
    """Offers HTTP/2 alone, so that nothing else can be chosen."""

    def set_alpn_protocols(self, alpn_protocols: Iterable[str]) -> None:
        super().set_alpn_protocols(["h2"])


def http_client(
    port: int, ca_file: Path, *, http2: bool = False, user: str = "", timeout: float = 30
) -> httpx.Client:
    """A plain HTTP client behind the proxy on a port; ``user`` is NAME:PASSWORD."""
    context = _OnlyHttp2(ssl.PROTOCOL_TLS_CLIENT) if http2 else ssl.create_default_context()
    context.load_verify_locations(ca_file)
    url = f"http://{user}@127.0.0.1:{port}" if user else f"http://127.0.0.1:{port}"
    return httpx.Client(proxy=url, verify=context, http2=http2, timeout=timeout, trust_env=False)


@dataclass(slots=True)
class Proxy:
    """A running ``promptward up``."""

    process: subprocess.Popen[str]
    home: Path
    port: int
    ca_file: Path
    log: Path
    client: str = "default"
    _readers: list[threading.Thread] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """What a person sets so that tools use the proxy and trust its certificate."""
        return {
            "HTTPS_PROXY": self.url,
            "HTTP_PROXY": self.url,
            "SSL_CERT_FILE": str(self.ca_file),
            "NODE_EXTRA_CA_CERTS": str(self.ca_file),
        }

    def http(self, *, http2: bool = False, user: str = "", timeout: float = 30) -> httpx.Client:
        """A plain HTTP client behind the proxy; ``user`` is NAME:PASSWORD."""
        return http_client(self.port, self.ca_file, http2=http2, user=user, timeout=timeout)

    def records(self, event: str = "request", client: str | None = None) -> list[dict[str, Any]]:
        """The ledger's records of one kind, read beside the running proxy."""
        return records(self.home, event, client)

    def stop(self) -> int:
        """End it as an administrator would, and wait."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=45)
        self.join()
        return code

    def kill(self) -> None:
        """End it as a power cut would; its scanning processes too."""
        for pid in [*descendants(self.process.pid), self.process.pid]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait(timeout=10)
        self.join()

    def join(self) -> None:
        for reader in self._readers:
            reader.join(timeout=5)
        assert self.process.stdout is not None
        if not any(reader.is_alive() for reader in self._readers):  # closing would wait for whoever reads
            self.process.stdout.close()


def records(home: Path, event: str = "request", client: str | None = None) -> list[dict[str, Any]]:
    """The ledger's records of one kind, as its file has them now."""
    with sqlite3.connect(f"file:{home}/state/ledger.db?mode=ro", uri=True, timeout=10) as database:
        rows = database.execute("SELECT client, body FROM entries ORDER BY client, idx").fetchall()
    database.close()
    bodies = [json.loads(body) for owner, body in rows if client in (None, owner)]
    return [body for body in bodies if body["event"] == event]


def descendants(pid: int) -> list[int]:
    """Processes that a process started, and theirs (Linux)."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = [int(text) for text in task.read_text().split()]
        except OSError:
            continue
        for child in children:
            found += [child, *descendants(child)]
    return found


def promptward(
    *arguments: str | Path, home: Path | None = None, given: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run one command of the product to its end; ``given`` is what it reads from the terminal."""
    command = [sys.executable, "-m", "proxy.commands.main", *map(str, arguments)]
    command += ["--home", str(home)] if home else []
    return subprocess.run(command, cwd=ROOT, input=given, capture_output=True, text=True, timeout=60)


def up(home: Path, upstream: int, upstream_ca: Path) -> list[str]:
    """The arguments of a proxy on a free port, behind which all hosts are the stand-in or closed."""
    served = [f"{host}:443:127.0.0.1:{upstream}" for host in SERVED]
    routes = served + [f"{host}:443:127.0.0.1:1" for host in CLOSED]
    mapped = [part for route in routes for part in ("--connect-to", route)]
    return ["up", "--home", str(home), "--listen", "127.0.0.1:0", *mapped, "--upstream-ca", str(upstream_ca)]


def spawn(home: Path, upstream: int, upstream_ca: Path, *arguments: str) -> Proxy:
    """Start the proxy on a free port, without waiting for it; ``listening`` does that."""
    command = [sys.executable, "-m", "proxy.commands.main", *up(home, upstream, upstream_ca), *arguments]
    log = home.parent / f"{home.name}.log"
    with log.open("a") as errors:
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=errors, text=True)
    return Proxy(process, home, 0, home.parent / f"{home.name}-ca.pem", log)


def listening(proxy: Proxy) -> Proxy:
    """Wait until the proxy says that it listens; its later words go to the log."""
    assert proxy.process.stdout is not None
    timer = threading.Timer(_START_SECONDS, proxy.process.kill)
    timer.start()
    line = proxy.process.stdout.readline()
    timer.cancel()
    found = re.search(r"listening on http://127\.0\.0\.1:(\d+)", line)
    if found is None:
        proxy.process.kill()
        proxy.process.wait()
        raise AssertionError(f"promptward up said {line!r}\n{proxy.log.read_text()[-3000:]}")
    proxy.port = int(found[1])

    def copy(stdout: Any) -> None:
        with proxy.log.open("a") as log:
            log.write(line)
            for later in stdout:
                log.write(later)
                log.flush()

    reader = threading.Thread(target=copy, args=(proxy.process.stdout,), daemon=True)
    reader.start()
    proxy._readers.append(reader)
    if not proxy.ca_file.exists():
        shutil.copyfile(proxy.home / "state" / "ca" / "ca.pem", proxy.ca_file)
    return proxy


@contextmanager
def run_proxy(home: Path, upstream: int, upstream_ca: Path, *arguments: str) -> Iterator[Proxy]:
    """A proxy for the length of a block; it must end well, without a fault of its own on the way."""
    proxy = listening(spawn(home, upstream, upstream_ca, *arguments))
    try:
        yield proxy
    finally:
        code = proxy.stop()
    log = proxy.log.read_text()
    assert code == 0, log[-3000:]
    assert not re.search(r"hook \w+ failed|core failed|internal error", log), log[-3000:]


def write_home(home: Path, *, settings: str = "", clients: Mapping[str, str] | None = None) -> Path:
    """A home with its own settings and clients, beside which the product puts its defaults."""
    (home / "clients").mkdir(parents=True)
    (home / "settings.yaml").write_text(settings, encoding="utf-8")
    for name, text in (clients or {"default": ""}).items():
        head = f"client: {name}\nname: {name.title()}\n"
        (home / "clients" / f"{name}.yaml").write_text(head + text, encoding="utf-8")
    return home


def leaks(seen: Sequence[Seen], *values: str) -> list[str]:
    """Which of the values reached the upstream, in the path, a header or the body, as they are or escaped."""
    found = []
    for one in seen:
        whole = [
            one.path,
            *(f"{name}: {value}" for name, value in one.headers),
            one.body.decode("utf-8", "replace"),
        ]
        text = "\n".join(whole)
        found += [value for value in values if value in text or json.dumps(value)[1:-1] in text]
    return found


def traces(folder: Path, *values: str) -> list[str]:
    """Files below a folder that hold one of the values, as text, hex or base64."""
    needles = [needle for value in values for needle in _disguises(value)]
    return [
        f"{path.relative_to(folder)}: {needle!r}"
        for path in sorted(folder.rglob("*"))
        for content in (_content(path),)
        for needle in needles
        if needle in content
    ]


def _content(path: Path) -> bytes:
    """What a file holds; a running proxy writes some under another name first, and such a one may be gone by now."""
    try:
        return path.read_bytes() if path.is_file() else b""
    except FileNotFoundError:
        return b""


def _disguises(value: str) -> list[bytes]:
    raw = value.encode()
    aligned = [base64.b64encode(b"x" * shift + raw)[4 if shift else 0 : -4] for shift in range(3)]
    urlsafe = [text.replace(b"+", b"-").replace(b"/", b"_") for text in aligned]
    wide = [value.encode("utf-16-le"), value.encode("utf-16-be")]
    return list(
        dict.fromkeys([raw, raw.hex().encode(), raw.hex().upper().encode(), *aligned, *urlsafe, *wide])
    )


def missing(tool: str) -> NoReturn:
    """Skip where a person has not installed a tool; fail where a machine checks everything."""
    if os.environ.get("CI"):
        pytest.fail(f"{tool} is missing, and in CI nothing may be skipped")
    pytest.skip(f"{tool} is not installed")


def until(check: Any, seconds: float = 10) -> Any:
    """Wait until ``check()`` is true and give its value."""
    end = time.monotonic() + seconds
    while True:
        value = check()
        if value or time.monotonic() > end:
            return value
        time.sleep(0.02)
