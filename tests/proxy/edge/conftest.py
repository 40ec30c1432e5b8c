"""A whole proxy inside the test's own loop, so that faults can be planted in any part of it."""

import asyncio
import contextlib
import json
import socket
import sqlite3
import ssl
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio

from classifiers.catalog import Options
from policies.clients import load_clients
from policies.keys import Keyring
from policies.starter import client_file
from policies.users import UserStore
from proxy.ca import open_authority
from proxy.edge.border import Parts
from proxy.edge.engine import Engine, EngineOptions
from proxy.edge.gate import Gate
from proxy.guard import Guard
from proxy.identity import Identities
from proxy.pool import Pool
from proxy.recorder import Recorder
from proxy.services.catalog import load_catalogue
from proxy.standin import HOSTS, StandIn
from proxy.uploads.holder import Holder
from proxy.vault import Vault
from reports.ledger import Ledger
from reports.record import Event, Record, parse

SECRET = "zq-canary-7f31"
PROMPT = f"Please mail {SECRET}@example.com about it"
LIMIT = 1 << 20
SOCKET_HOSTS = (
    "ws.chatgpt.com",
    "copilot.microsoft.com",
    "substrate.office.com",
)  # where tests have sockets only


class ByNetwork:
    def __init__(self, clients: Any) -> None:
        self._clients = clients

    def client_for(self, address: str) -> str | None:
        return None


@dataclass
class Rig:
    """The parts, for tests to break."""

    folder: Path
    standin: StandIn
    pool: Pool
    ledger: Ledger
    vault: Vault
    recorder: Recorder
    guard: Guard
    gate: Gate
    engine: Engine
    port: int
    clients: list[httpx.AsyncClient] = field(default_factory=list)
    mark: int = 0

    def client(self, *, who: str = "", **more: Any) -> httpx.AsyncClient:
        """A client of a person; ``who`` is a name and a password."""
        trust = ssl.create_default_context(cafile=str(self.folder / "ca" / "ca.pem"))
        client = httpx.AsyncClient(
            proxy=f"http://{who and who + '@'}127.0.0.1:{self.port}",
            verify=trust,
            timeout=40,
            trust_env=False,
            **more,
        )
        self.clients.append(client)
        return client

    async def ask(self, prompt: str = PROMPT, *, http2: bool = False, **headers: str) -> httpx.Response:
        async with self.client(http2=http2) as client:
            return await client.post(
                "https://api.openai.com/v1/chat/completions",
                json={"model": "gpt-4o", "messages": [{"role": "user", "content": prompt}]},
                headers={"authorization": "Bearer x", **headers},
            )

    async def ask_on(self, prompt: str = PROMPT) -> httpx.Response:
        """A turn of a conversation whose history the service keeps."""
        async with self.client() as client:
            return await client.post(
                "https://api.openai.com/v1/responses",
                json={"model": "gpt-4o", "input": prompt, "previous_response_id": "resp_1"},
                headers={"authorization": "Bearer x"},
            )

    def upstream_bytes(self) -> bytes:
        return b"".join(seen.raw + seen.path.encode() for seen in self.standin.seen)

    def records(self) -> list[Record]:
        """What was recorded during this test, without the ends of earlier requests."""
        return [record for record in self.all_records()[self.mark :] if record.event is not Event.OUTCOME]

    def all_records(self) -> list[Record]:
        if not (self.folder / "ledger.db").exists():
            return []

        database = sqlite3.connect(self.folder / "ledger.db")
        try:
            rows = database.execute("SELECT body FROM entries ORDER BY rowid").fetchall()
        finally:
            database.close()
        return [parse(row[0]) for row in rows]

    async def settled(self, condition: Callable[[], bool], seconds: float = 20) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, "did not settle"
            await asyncio.sleep(0.02)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Rig]:
    """One rig a module: its workers take a second to warm up."""
    tmp_path = tmp_path_factory.mktemp("rig")
    (tmp_path / "clients").mkdir()
    clients_words = {"acme": "Project Nightjar", "rival": "Operation Heron", "keeper": "Operation Wren"}
    for name, words in clients_words.items():
        text = client_file(name, name.title()) + f"\nwords: {json.dumps([words])}\n"
        if name == "keeper":
            text = text.replace("answers: record", "answers: mask")
        (tmp_path / "clients" / f"{name}.yaml").write_text(text)
    clients = load_clients(tmp_path / "clients")
    keyring = Keyring.open(tmp_path / "keys")
    hosts_read = ((), ("m365_copilot_chat",))
    catalogue = load_catalogue(*hosts_read)
    pool = Pool(Options(), hosts_read, size=2, deadline=5)
    ledger = Ledger.open(tmp_path / "ledger.db", lambda client: keyring.derive(client, "ledger"))
    vault = Vault(
        tmp_path / "vault.db", lambda client: keyring.derive(client, "vault"), time.time, sealed=False
    )
    recorder = Recorder(ledger, keyring, 2)
    guard = Guard(
        clients=clients,
        keyring=keyring,
        catalogue=catalogue,
        pool=pool,
        recorder=recorder,
        vault=vault,
        holder=Holder(tmp_path / "spool", LIMIT),
        limit=LIMIT,
    )
    users = UserStore.open(tmp_path / "state.db")
    users.add("ada", "acme", "pass:word")
    users.add("bob", "rival", "other")
    users.add("eve", "keeper", "word")
    identities = Identities(ByNetwork(clients), users, "acme", time.monotonic)
    async with StandIn((*HOSTS, *SOCKET_HOSTS)) as standin:
        hosts = (
            "api.openai.com",
            "api.anthropic.com",
            "chatgpt.com",
            "files.oaiusercontent.com",
            "generativelanguage.googleapis.com",
            "claude.ai",
            "plain.example",
        )
        parts = Parts(
            guard=guard,
            recorder=recorder,
            identities=identities,
            catalogue=catalogue,
            connect_to={(host, 443): ("127.0.0.1", standin.port) for host in hosts},
            asks_for_password=True,
            upstream_ca=standin.ca_file,
        )
        gate = Gate(parts, LIMIT)
        authority = open_authority(tmp_path / "ca", catalogue.domains())
        engine = Engine(authority, [gate], EngineOptions(standin.ca_file))
        listening = socket.socket()
        listening.bind(("127.0.0.1", 0))
        await pool.start()
        await engine.start(listening)
        made = Rig(
            tmp_path, standin, pool, ledger, vault, recorder, guard, gate, engine, listening.getsockname()[1]
        )
        try:
            yield made
        finally:
            for client in made.clients:
                with contextlib.suppress(Exception):
                    await client.aclose()
            await engine.drain(lambda _: False, 1, asyncio.Event())
            await pool.close()
            ledger.close()
            vault.close()
            users.close()


@pytest.fixture
def rig(running: Rig) -> Rig:
    """The module's rig, with nothing seen yet."""
    running.standin.forget()
    running.mark = len(running.all_records())
    return running
