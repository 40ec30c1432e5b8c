"""The stand-in as a server: TLS, HTTP/1.1 and HTTP/2 on one loopback port, and a memory of all it saw."""

import asyncio
import itertools
import shutil
import ssl
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from hypercorn.app_wrappers import ASGIWrapper
from hypercorn.asyncio.tcp_server import TCPServer
from hypercorn.asyncio.worker_context import WorkerContext
from hypercorn.config import Config
from hypercorn.typing import ASGIReceiveCallable, ASGISendCallable, Scope, WebsocketScope

from proxy.standin import uploads
from proxy.standin.certificate import issue
from proxy.standin.coding import decode
from proxy.standin.model import Turn
from proxy.standin.openai_api import error
from proxy.standin.pages import page
from proxy.standin.routes import Knobs, knobs, route
from proxy.standin.seen import Seen
from proxy.standin.sending import no_websocket, send_answer
from proxy.standin.sockets import speaker

HOSTS = (
    "api.openai.com",
    "api.anthropic.com",
    "api.mistral.ai",
    "api.groq.com",
    "api.cohere.com",
    "api.deepl.com",
    "ollama.com",
    "chatgpt.com",
    "*.oaiusercontent.com",
    "claude.ai",
    "*.openai.azure.com",
    "generativelanguage.googleapis.com",
    "europe-west4-aiplatform.googleapis.com",
    "cloudcode-pa.googleapis.com",
    "bedrock-runtime.eu-central-1.amazonaws.com",
    "api.x.ai",
    "www.kimi.com",
    "gemini.google.com",
    "plain.example",
)


class StandIn:
    """The service while it runs: ``async with StandIn() as standin``, then ``standin.port`` and ``.seen``.

    ``port`` 0 takes a free one. ``ca_file`` is where the CA's certificate is written (default: a temporary
    file that goes away with the service). ``log`` is a JSON-lines file to which each request is appended
    before it is answered.
    """

    def __init__(
        self,
        hosts: Sequence[str] = HOSTS,
        *,
        port: int = 0,
        ca_file: Path | None = None,
        log: Path | None = None,
    ) -> None:
        self.port = port
        self._folder = Path(tempfile.mkdtemp(prefix="standin-"))
        self.ca_file = ca_file or self._folder / "ca.pem"
        self._log = log
        self._seen: list[Seen] = []
        self._numbers = itertools.count(1)
        self._writers: dict[tuple[str, int], asyncio.StreamWriter] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        issued = issue(hosts)
        self.ca_file.write_bytes(issued.ca)
        key_file = self._folder / "server.pem"
        key_file.touch(mode=0o600)
        key_file.write_bytes(issued.key + issued.certificate)
        self._tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self._tls.load_cert_chain(key_file)
        self._tls.set_alpn_protocols(["h2", "http/1.1"])
        self._config = Config()
        self._config.keep_alive_timeout = 600
        self._config.keep_alive_max_requests = 1_000_000
        self._config.h2_max_concurrent_streams = 1000
        self._config.h11_max_incomplete_size = 1 << 18
        self._config.websocket_max_message_size = 64 << 20

    @property
    def seen(self) -> tuple[Seen, ...]:
        """All requests so far, in the order of their arrival."""
        return tuple(self._seen)

    def forget(self) -> None:
        """Empty the memory (not the log)."""
        self._seen.clear()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(
            self._connection, "127.0.0.1", self.port, ssl=self._tls, backlog=512
        )
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()
        for writer in list(self._writers.values()):
            writer.transport.abort()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=1)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await self._server.wait_closed()
        shutil.rmtree(self._folder, ignore_errors=True)

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        peer = writer.get_extra_info("peername")[:2]
        task = asyncio.current_task()
        assert task is not None
        self._writers[peer] = writer
        self._tasks.add(task)
        loop, context = asyncio.get_running_loop(), WorkerContext(None)
        try:
            # Cancelled only at the end, when nobody waits for it; Python 3.12 would complain of a cancelled task.
            with suppress(asyncio.CancelledError):
                await TCPServer(ASGIWrapper(self._app), loop, self._config, context, {}, reader, writer)
        finally:
            self._writers.pop(peer, None)
            self._tasks.discard(task)

    async def _app(self, scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        if scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        if scope["type"] != "http":
            return
        body = bytearray()
        while True:
            event = await receive()
            if event["type"] != "http.request":
                return  # the client left before its request was whole
            body += event["body"]
            if not event["more_body"]:
                break
        headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"])
        first = dict(reversed(headers))
        raw, query = bytes(body), scope["query_string"].decode("latin-1")
        fault, plain = "", raw
        try:
            plain = decode(raw, ", ".join(value for name, value in headers if name == "content-encoding"))
        except ValueError as error_:
            fault = str(error_)
        seen = Seen(
            at=time.time(),
            http="2" if scope["http_version"] == "2" else "1.1",
            host=first.get("host") or first.get(":authority", ""),
            method=scope["method"],
            path=scope["path"] + (f"?{query}" if query else ""),
            headers=headers,
            raw=raw,
            body=plain,
        )
        self._remember(seen)
        try:
            how = knobs(first, plain)
            turn = Turn(next(self._numbers), int(seen.at), how.split, how.say)
            brought = page(seen.method, seen.host, scope["path"])
            brought = brought or uploads.answer(
                seen.method, seen.path, {**first, "host": seen.host}, plain, turn
            )
            if fault:
                answer = error(fault, 400)
            elif brought is not None and not how.status:
                answer = brought
            else:
                answer = route(seen.method, seen.path, plain, turn, how.status)
        except ValueError as error_:
            how, answer = Knobs(), error(f"Bad knob: {error_}.", 400)
        if how.end == "never":
            while (await receive())["type"] != "http.disconnect":
                pass
            return
        await send_answer(send, answer, how)
        client = scope.get("client")
        if how.end == "half" and client is not None:
            await asyncio.sleep(0.05)  # let what was written get out before the cut
            self._writers[client[0], client[1]].transport.abort()

    async def _socket(
        self, scope: WebsocketScope, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        speak = speaker(scope["path"])
        if speak is None:
            await no_websocket(send)
            return
        headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"])
        query = scope["query_string"].decode("latin-1")
        path = scope["path"] + (f"?{query}" if query else "")
        host = next((value for name, value in headers if name == "host"), "")
        await send({"type": "websocket.accept", "subprotocol": None, "headers": []})
        while True:
            event = await receive()
            if event["type"] == "websocket.disconnect":
                return
            if event["type"] != "websocket.receive":
                continue
            text, data = event.get("text"), event.get("bytes")
            message = text if text is not None else data or b""
            raw = message.encode("utf-8", "surrogatepass") if isinstance(message, str) else message
            self._remember(Seen(time.time(), "1.1", host, "WEBSOCKET", path, headers, raw, raw))
            for said in speak(message):
                is_text = isinstance(said, str)
                await send(
                    {
                        "type": "websocket.send",
                        "text": said if isinstance(said, str) else None,
                        "bytes": None if is_text else said,  # type: ignore[typeddict-item]
                    }
                )

    def _remember(self, seen: Seen) -> None:
        self._seen.append(seen)
        if self._log is not None:
            with self._log.open("a", encoding="utf-8") as log:
                log.write(seen.line())


@contextmanager
def serve(
    hosts: Sequence[str] = HOSTS, *, port: int = 0, ca_file: Path | None = None, log: Path | None = None
) -> Iterator[StandIn]:
    """Run a stand-in in a thread, for callers without an event loop. Raises OSError for a taken port."""
    standin = StandIn(hosts, port=port, ca_file=ca_file, log=log)
    loop = asyncio.new_event_loop()
    started, stop = threading.Event(), asyncio.Event()
    faults: list[BaseException] = []

    async def run() -> None:
        try:
            async with standin:
                started.set()
                await stop.wait()
        except OSError as fault:
            faults.append(fault)
            started.set()

    def work() -> None:
        with suppress(asyncio.CancelledError):
            loop.run_until_complete(run())
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()

    thread = threading.Thread(target=work, name="standin", daemon=True)
    thread.start()
    started.wait()
    if faults:
        thread.join()
        raise faults[0]
    try:
        yield standin
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(timeout=10)
