"""mitmproxy embedded in our own process: our listener, our layers, and an addon manager that refuses on failure.

Rule 1: an exception, a cancellation or a timeout in any hook becomes a refusal; mitmproxy would go on.
Rule 2: only these protocols exist here: CONNECT, TLS of catalogue hosts, HTTP inside it, untouched tunnels.
Rule 3: nothing that mitmproxy logs is written out: its messages may quote what people sent.
"""

import asyncio
import contextlib
import logging
import socket
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mitmproxy import addonmanager, connection, exceptions, http, options, tls
from mitmproxy.addons import core, disable_h2c, proxyserver
from mitmproxy.hooks import Hook
from mitmproxy.master import Master
from mitmproxy.proxy import commands, layer, mode_servers, mode_specs, server_hooks
from mitmproxy.proxy.layers import modes

from proxy.ca import Authority
from proxy.edge.certificates import Certificates
from proxy.edge.exchange import exchange
from proxy.edge.refused import Refused
from proxy.edge.sockethooks import GoAway, Open, SocketMessageHook, SocketOpenHook
from proxy.edge.spooling import PourHook, TakeInHook
from proxy.quiet import describe

log = logging.getLogger("promptward.edge")

_UPSTREAM_CONNECTIONS = 100  # mitmproxy's own limit of 5 a host stalls HTTP/2 clients
_QUIET = 1.0  # seconds without a word after which a socket may be ended, when all has to end
_FAREWELL = 1.0  # seconds that sockets which are never quiet have for their last word
_UNAVAILABLE = (
    b'{"error":{"message":"Promptward could not check this request, so it was not sent. '
    b'Try again; if it happens twice, tell your administrator.","type":"policy_unavailable"}}'
)


class StrictAddonManager(addonmanager.AddonManager):
    """An addon manager that never swallows: what fails in a hook is refused at the place where it failed."""

    async def trigger_event(self, event: Hook) -> None:
        for addon in self.chain:
            try:
                await self.invoke_addon(addon, event)
            except exceptions.AddonHalt:
                return
            except (Exception, asyncio.CancelledError) as error:
                if isinstance(error, Refused):
                    log.warning("connection refused: %s", error)
                else:
                    log.error("hook %s failed: %s", event.name, describe(type(error), error.__traceback__))
                if event.name in {"running", "configure", "load"}:
                    raise
                self._refuse(event)
                task = asyncio.current_task()
                if isinstance(error, asyncio.CancelledError) and task is not None and task.cancelling():
                    raise
                return

    def _refuse(self, event: Hook) -> None:
        subject = next(iter(event.args()), None)
        match subject:
            case http.HTTPFlow():
                exchange(subject).passes = False
                if event.name in {"socket_message", "socket_answer"}:
                    return  # what was said has no way out without an answer; the layer closes the socket
                if event.name in {"requestheaders", "request", "http_connect"}:
                    subject.response = http.Response.make(503, _UNAVAILABLE, _unavailable_headers())
                else:
                    self._cut(subject.client_conn)
            case tls.ClientHelloData():
                subject.ignore_connection = False
                subject.context.client.error = "refused"
                self._cut(subject.context.client)
            case tls.TlsData():
                self._cut(subject.context.client)
            case layer.NextLayer():
                self._cut(subject.context.client)
            case connection.Client():
                subject.error = "refused"
                self._cut(subject)
            case server_hooks.ServerConnectionHookData():
                subject.server.error = "refused"
                if event.name == "server_connected":
                    self._cut(subject.client)
            case _:
                pass

    def _cut(self, client: connection.Client) -> None:
        handler = self.master.addons.get("proxyserver").connections.get(client.id)
        if handler is not None:
            handler.cut()


def _unavailable_headers() -> dict[str, str]:
    return {"content-type": "application/json", "x-should-retry": "false", "cache-control": "no-store"}


class GuardedHandler(mode_servers.ProxyConnectionHandler):
    """One client connection. A crash of the core cuts it instead of leaving it hanging."""

    def __init__(self, master: Master, reader: Any, writer: Any, mode: mode_specs.ProxyMode) -> None:
        super().__init__(master, reader, writer, master.options, mode)
        self.max_conns = defaultdict(lambda: asyncio.Semaphore(_UPSTREAM_CONNECTIONS))
        self._socket: Open | None = None
        self._judged = asyncio.Event()
        self._taking_in = asyncio.Lock()
        self.is_leaving = False  # says its last words on a socket

    def log(self, message: str, level: int = logging.INFO, exc_info: Any = None) -> None:
        """Swallow mitmproxy's own words; keep the fact of a crash."""
        if message == "mitmproxy has crashed!":
            import sys

            error = sys.exc_info()[0]
            log.error("connection core failed: %s", error.__name__ if error else "unknown")
            self.cut()

    async def handle_hook(self, hook: commands.StartHook) -> None:
        if isinstance(hook, SocketOpenHook):
            self._socket = hook.socket
            return
        if isinstance(hook, TakeInHook):
            async with self._taking_in:
                await hook.run()
            return
        if isinstance(hook, PourHook):
            transport = self.transports.get(hook.server)
            with self.timeout_watchdog.disarm():
                await hook.run(transport.writer if transport else None)  # type: ignore[arg-type]
            return
        with self.timeout_watchdog.disarm():
            await self.master.addons.handle_lifecycle(hook)

    async def hook_task(self, hook: commands.StartHook) -> None:
        await super().hook_task(hook)
        if isinstance(hook, SocketMessageHook):
            self._judged.set()

    async def drain_writers(self) -> None:
        """Before more is read: what was written is under way, and of a client's messages not too many wait."""
        await super().drain_writers()
        client = self.transports.get(self.client)
        if client is None or asyncio.current_task() is not client.handler:
            return
        async with self._taking_in:
            pass  # the disk has what came so far
        if self._socket is None:
            return
        while self._socket.is_full:
            self._judged.clear()
            await self._judged.wait()

    @property
    def has_socket(self) -> bool:
        """Whether a WebSocket is open."""
        return self._socket is not None and bool(self._socket.flow.live)

    @property
    def is_writing(self) -> bool:
        """Whether the client has not taken all that was written to it."""
        transport = self.transports.get(self.client)
        writer = transport.writer if transport is not None else None
        return isinstance(writer, asyncio.StreamWriter) and writer.transport.get_write_buffer_size() > 0

    async def dismiss(self, *, quiet_only: bool) -> None:
        """End an open socket with "going away", once; ``quiet_only``: if nothing was said on it for a while."""
        if self._socket is None or self.is_leaving:
            return
        if not quiet_only or time.time() - self.timeout_watchdog.last_activity > _QUIET:
            self.is_leaving = True
            await self.server_event(GoAway(self._socket.flow, None))

    def cut(self) -> None:
        """Abort every socket of this connection at once."""
        for transport in list(self.transports.values()):
            writer = transport.writer
            if isinstance(writer, asyncio.StreamWriter):
                writer.transport.abort()


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """What the engine needs to know of the outside."""

    upstream_ca: Path | None = None


class Engine:
    """The embedded proxy: build it inside a running loop, ``start`` it, ``drain`` it."""

    def __init__(self, authority: Authority, addons: list[object], chosen: EngineOptions) -> None:
        for name in ("mitmproxy", "hpack", "h2"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # theirs may quote what people sent
        self.master = Master(options.Options())
        self.master.options.changed.disconnect(self.master.addons._configure_all)
        self.master.addons = StrictAddonManager(self.master)
        self.server = proxyserver.Proxyserver()
        self.master.addons.add(
            core.Core(), disable_h2c.DisableH2C(), self.server, Certificates(authority), *addons
        )
        self.master.options.update(
            mode=["regular"],
            server=False,
            connection_strategy="lazy",
            rawtcp=False,
            websocket=True,
            upstream_cert=False,
            tcp_timeout=3600,
            http2=True,
            ssl_verify_upstream_trusted_ca=str(chosen.upstream_ca) if chosen.upstream_ca else None,
        )
        self._mode = mode_specs.ProxyMode.parse("regular")
        self._handlers: dict[str, GuardedHandler] = {}
        self._listener: asyncio.Server | None = None
        self._running: asyncio.Task[None] | None = None

    async def start(self, listening: socket.socket) -> None:
        """Serve the given bound socket."""
        self._running = asyncio.ensure_future(self.master.run())
        await asyncio.sleep(0)
        self._listener = await asyncio.start_server(self._accept, sock=listening, backlog=1024)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        handler = GuardedHandler(self.master, reader, writer, self._mode)
        handler.layer = modes.HttpProxy(handler.layer.context)
        self._handlers[handler.client.id] = handler
        try:
            with self.server.register_connection(handler.client.id, handler):
                await handler.handle_client()
        finally:
            del self._handlers[handler.client.id]

    async def drain(self, busy: Callable[[str], bool], seconds: float, hurry: asyncio.Event) -> int:
        """Stop accepting, let busy connections finish, cut the idle ones; gives how many had to be cut busy.

        Whoever is still busy after the seconds, or when there is a hurry, is cut. A WebSocket is told to end as soon
        as nothing is said on it, or when the time is nearly up. Who is idle is cut at the next look: an answer counts
        as over a moment before its end is written.
        """
        if self._listener is not None:
            self._listener.close()
        clock = asyncio.get_running_loop().time
        deadline = clock() + seconds
        idle = set[str]()
        while self._handlers and not hurry.is_set() and clock() < deadline:
            before, idle = idle, set()
            for identity, handler in list(self._handlers.items()):
                if handler.has_socket:
                    await handler.dismiss(quiet_only=clock() < deadline - _FAREWELL)
                elif not busy(identity) and not handler.is_leaving:
                    idle.add(identity)
                    if identity in before and not handler.is_writing:
                        handler.cut()
            await asyncio.sleep(0.05)
        left = len(self._handlers)
        for handler in list(self._handlers.values()):
            handler.cut()
        self.master.shutdown()
        if self._running is not None:
            with contextlib.suppress(asyncio.CancelledError):
                await self._running
        return left
