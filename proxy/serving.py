"""One proxy process, from its parts to its graceful end."""

import asyncio
import contextlib
import gc
import importlib
import logging
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from policies.clients import Clients, load_clients
from policies.companykeys import PURPOSE as KEYS_PURPOSE
from policies.companykeys import CompanyKeys
from policies.datasets import PURPOSE, DataSets
from policies.keys import Keyring
from policies.users import UserStore
from proxy.ca import open_authority
from proxy.discovery import Discovery
from proxy.drafts import Drafts
from proxy.guard import Guard
from proxy.home import Home
from proxy.identity import Identities
from proxy.largefiles import LargeFiles
from proxy.pool import Pool
from proxy.recorder import Recorder
from proxy.sampling import Sampling
from proxy.settings import Settings, SettingsFault
from proxy.uploads.holder import Holder
from proxy.vault import Vault
from reports.ledger import SEED_PURPOSE, Ledger
from reports.record import Event

log = logging.getLogger("promptward")

_DRAIN_SECONDS = 30.0
_LISTEN_SECONDS = 5.0
_TUNNEL_SECONDS = 5.0
_RELOAD_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Serving:
    """What the command line asks for."""

    home: Home
    host: str
    port: int
    share_port: bool = False
    upstream_ca: Path | None = None
    connect_to: Mapping[tuple[str, int], tuple[str, int]] = field(default_factory=dict)


class ListenFault(OSError):
    """The address cannot be listened on. Says what, where and what to do."""


def bind(host: str, port: int, *, share: bool) -> socket.socket:
    """A bound TCP socket. Raises ListenFault."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
        try:
            if os.name == "posix":
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if share:
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            listening.bind(address)
        except BaseException:
            listening.close()
            raise
    except OSError as error:
        raise ListenFault(
            f"cannot listen on {host}:{port}: {error.strerror or error}. "
            "Stop what uses the port, or choose another with --listen HOST:PORT."
        ) from None
    return listening


async def serve(serving: Serving, announce: Callable[[str], None]) -> int:
    """Run until SIGTERM or SIGINT; gives the exit code. Raises the faults of the parts it opens."""
    async with contextlib.AsyncExitStack() as opened:
        return await _serve(serving, announce, opened)


async def _serve(serving: Serving, announce: Callable[[str], None], opened: contextlib.AsyncExitStack) -> int:
    home, settings = serving.home, serving.home.settings()
    listening = bind(serving.host, serving.port, share=serving.share_port)
    opened.callback(listening.close)
    pool = _pool(settings)
    warm = asyncio.create_task(pool.start())  # the workers warm up while this process opens its own parts
    opened.push_async_callback(_end_pool, pool, warm)
    catalogue = settings.catalogue()
    data = DataSets(home.data)
    clients = await asyncio.to_thread(load_clients, home.clients, services=catalogue.ids, data=data)
    if settings.unknown == "default" and settings.default_client not in clients:
        raise SettingsFault(
            f"{home.settings_file}: default_client: there is no client {settings.default_client!r} in "
            f"{home.clients}. Add it with 'promptward clients add', or set 'unknown: refuse'."
        )
    users = await asyncio.to_thread(UserStore.open, home.database)
    opened.callback(users.close)
    keyring = Keyring.open(home.keys)
    if any(policy.data for policy in clients.policies()):
        await asyncio.to_thread(_check_data, data, clients, keyring)
    ledger = Ledger.open(home.ledger, lambda client: keyring.derive(client, SEED_PURPOSE))
    opened.push_async_callback(asyncio.to_thread, ledger.close)
    vault = Vault(
        home.state / "vault.db",
        lambda client: keyring.derive(client, "vault"),
        time.time,
        sealed=settings.vault == "sealed" or (settings.vault == "auto" and serving.share_port),
        days=lambda client: clients.get(client).vault_days,
    )
    opened.callback(vault.close)
    keys = CompanyKeys(home.data, lambda client: keyring.derive(client, KEYS_PURPOSE))
    for wrong in await asyncio.to_thread(keys.refresh, clients):
        raise wrong
    recorder = Recorder(ledger, keyring, settings.ledger_deadline_seconds)
    holder = Holder(home.state / "spool", settings.body_limit_mb << 20, most=settings.upload_limit_mb << 20)
    opened.callback(holder.close)
    guard = Guard(
        clients=clients,
        keyring=keyring,
        catalogue=catalogue,
        pool=pool,
        recorder=recorder,
        vault=vault,
        holder=holder,
        limit=settings.body_limit_mb << 20,
        keys=keys,
        large=LargeFiles(pool, home.state / "spool", settings.upload_limit_mb << 20),
    )
    default = settings.default_client if settings.unknown == "default" else None
    identities = Identities(_Networks(clients), users, default, time.monotonic)
    authority = open_authority(home.ca, home.names())
    edge = await asyncio.to_thread(importlib.import_module, "proxy.edge.engine")
    gates = await asyncio.to_thread(importlib.import_module, "proxy.edge.gate")
    discovery, drafts = Discovery(home.discovered), Drafts(home.drafts)
    sampling = Sampling(
        guard.openings.samples, lambda host: catalogue.service_for(host) is not None, authority.covers, drafts
    )
    parts = gates.Parts(
        guard=guard,
        recorder=recorder,
        identities=identities,
        catalogue=catalogue,
        connect_to=serving.connect_to,
        asks_for_password=bool(users.list()),
        discovery=discovery,
        sampling=sampling,
        upstream_ca=serving.upstream_ca,
    )
    gate = gates.Gate(parts, settings.body_limit_mb << 20)
    engine = edge.Engine(authority, [gate], edge.EngineOptions(serving.upstream_ca))
    await warm
    gc.freeze()  # what is loaded stays: to look through all of it for garbage would hold up the loop now and then
    await recorder.note(Event.START)
    await engine.start(listening)
    host, port = listening.getsockname()[:2]
    stop = _Stop(supervised=serving.share_port)  # before anybody is told: who knows that it runs may end it
    announce(f"listening on http://{f'[{host}]' if ':' in host else host}:{port}")
    await _until_told(stop.told, clients, keys, recorder, holder, (discovery, drafts))
    log.info("stopping: running requests may end, new ones are refused; a second signal ends them at once")
    gate.begin_drain()
    cut = await engine.drain(gate.busy, _DRAIN_SECONDS, stop.hurry)
    if cut:
        log.warning("%d connections were cut because they did not end in time", cut)
    await guard.back.listening.finish(_LISTEN_SECONDS)
    await recorder.flush_tunnels()
    await sampling.finish()
    for store in (discovery, drafts):
        await asyncio.to_thread(store.flush, _today())
    await recorder.note(Event.STOP)
    return 0


def _check_data(data: DataSets, clients: Clients, keyring: Keyring) -> None:
    """Raises PolicyFault for the first data set that a worker could not use."""
    from policies.shelf import check

    for client in clients:
        for fault in check(data, client, keyring.derive(client, PURPOSE)):
            raise fault


async def _end_pool(pool: Pool, warm: "asyncio.Task[None]") -> None:
    """End the workers, also those that still start: who made a fault should not wait for them, and none may stay."""
    warm.cancel()
    await asyncio.gather(warm, return_exceptions=True)
    await pool.close()


class _Networks:
    """Clients by the network a request comes from."""

    def __init__(self, clients: Clients) -> None:
        self._clients = clients

    def client_for(self, address: str) -> str | None:
        policy = self._clients.by_network(address)
        return policy.client if policy else None


def _pool(settings: Settings) -> Pool:
    size = settings.scan_workers or max(2, os.cpu_count() or 2)
    return Pool(
        settings.detectors(),
        (settings.extra_hosts, settings.shared_services),
        size=size,
        deadline=settings.scan_deadline_seconds,
    )


class _Stop:
    """SIGTERM, SIGINT and SIGHUP: the first asks for a graceful end, the second for an end.

    ``supervised``: the end of the standard input asks for a graceful one, too.
    """

    def __init__(self, *, supervised: bool) -> None:
        self.told, self.hurry = asyncio.Event(), asyncio.Event()
        loop = asyncio.get_running_loop()
        hang_up = [signal.SIGHUP] if hasattr(signal, "SIGHUP") else []
        for number in (signal.SIGTERM, signal.SIGINT, *hang_up):
            try:
                loop.add_signal_handler(number, self._signalled)
            except NotImplementedError:  # Windows
                signal.signal(number, lambda *_: loop.call_soon_threadsafe(self._signalled))
        if supervised:
            loop.add_reader(sys.stdin, self._alone, loop)

    def _alone(self, loop: asyncio.AbstractEventLoop) -> None:
        loop.remove_reader(sys.stdin)
        self.told.set()

    def _signalled(self) -> None:
        (self.hurry if self.told.is_set() else self.told).set()


def _today() -> str:
    return time.strftime("%Y-%m-%d", time.gmtime())


async def _until_told(
    told: asyncio.Event,
    clients: Clients,
    keys: CompanyKeys,
    recorder: Recorder,
    holder: Holder,
    stores: tuple[Discovery, Drafts],
) -> None:
    """Wait for the end; meanwhile take over edited policies, write tunnel counts, shred uploads that were cut off."""
    loop = asyncio.get_running_loop()
    counted = loop.time()
    reported: set[str] = set()
    while not told.is_set():
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(told.wait(), _RELOAD_SECONDS)
        holder.tidy()
        found = await asyncio.to_thread(lambda: [*clients.reload(), *keys.refresh(clients)])
        faults = {str(fault) for fault in found}
        for fault in sorted(faults - reported):
            log.error("policy not taken over, the last good one stays: %s", fault)
        reported = faults
        if loop.time() - counted >= _TUNNEL_SECONDS:
            counted = loop.time()
            await recorder.flush_tunnels()
            for store in stores:
                await asyncio.to_thread(store.flush, _today())
