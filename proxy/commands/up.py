"""``promptward up``: run the proxy."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from proxy.commands.terminal import HomeOption, fail, home_or_fail
from proxy.home import Home


def command(
    home: HomeOption = None,
    listen: Annotated[
        str, typer.Option(metavar="HOST:PORT", help="Address of the proxy.")
    ] = "127.0.0.1:8080",
    workers: Annotated[
        int, typer.Option(metavar="N", min=1, max=64, help="Proxy processes that share the port.")
    ] = 1,
    connect_to: Annotated[
        list[str] | None,
        typer.Option(
            metavar="HOST:PORT:ADDR:PORT",
            help="Reach HOST:PORT at another address, as in curl. May be repeated.",
        ),
    ] = None,
    upstream_ca: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Trust the certificates of this PEM file upstream, instead of the usual."
        ),
    ] = None,
    share_port: Annotated[bool, typer.Option("--share-port", hidden=True)] = False,
) -> None:
    """Run the proxy until it is told to stop.

    Point tools at it with HTTPS_PROXY=http://HOST:PORT and let them trust the file that
    [bold]promptward ca export[/bold] writes. On SIGTERM running requests end first.

    Example: promptward up --listen 0.0.0.0:8080 --workers 2
    """
    host, port = _address(listen)
    routes = _routes(connect_to or [])
    if upstream_ca is not None and not upstream_ca.is_file():
        fail(f"--upstream-ca: {upstream_ca} is not a file. Give a PEM file with the certificates to trust.")
    opened = home_or_fail(home, new=True)
    from proxy.quiet import hush, more_files
    from proxy.serving import Serving, serve

    if workers > 1:
        try:
            raise typer.Exit(_supervise(opened, host, port, workers))
        except (OSError, ValueError) as fault:
            fail(str(fault))
    hush()
    more_files()
    serving = Serving(
        home=opened,
        host=host,
        port=port,
        share_port=share_port,
        upstream_ca=upstream_ca.absolute() if upstream_ca else None,
        connect_to=routes,
    )
    try:
        code = asyncio.run(serve(serving, lambda line: print(line, flush=True)))
    except (OSError, ValueError) as fault:
        fail(str(fault))
    raise typer.Exit(code)


def _address(text: str) -> tuple[str, int]:
    host, colon, port = text.rpartition(":")
    if not colon or not port.isdigit() or int(port) > 65535:
        fail(f"--listen: {text!r} is not HOST:PORT. Example: 127.0.0.1:8080")
    return host.strip("[]") or "0.0.0.0", int(port)  # noqa: S104 (an empty host is the person's own choice)


def _routes(texts: list[str]) -> dict[tuple[str, int], tuple[str, int]]:
    routes = {}
    for text in texts:
        parts = text.split(":")
        if len(parts) != 4 or not (parts[1].isdigit() and parts[3].isdigit()):
            fail(f"--connect-to: {text!r} is not HOST:PORT:ADDR:PORT. Example: api.x.com:443:127.0.0.1:8443")
        routes[parts[0].lower(), int(parts[1])] = (parts[2], int(parts[3]))
    return routes


def _supervise(home: Home, host: str, port: int, workers: int) -> int:
    """Keep some proxy processes alive on one port; pass the end on to them and wait for theirs.

    Each reads from a pipe of this process: when that is gone, however it went, they end by themselves.
    """
    from policies.keys import Keyring
    from proxy.ca import open_authority
    from proxy.serving import bind

    if sys.platform == "win32":
        fail("--workers: several processes cannot share a port on Windows. Use --workers 1.")
    # What a fresh home lacks is made once, here, and not by all workers at a time.
    Keyring.open(home.keys)
    open_authority(home.ca, home.names())
    bind(host, port, share=False).close()  # somebody else's port is not to be shared
    reserved = bind(host, port, share=True)  # held, not listened on: keeps the port while workers restart
    port = reserved.getsockname()[1]
    passed = _without(sys.argv[1:], {"--workers", "--listen"})
    command_line = [sys.executable, "-m", "proxy.commands.main", *passed]
    command_line += ["--listen", f"{host}:{port}", "--share-port"]
    stopping = False

    def stop(*_: object) -> None:
        nonlocal stopping
        stopping = True

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)

    def worker() -> subprocess.Popen[bytes]:
        return subprocess.Popen(command_line, stdin=subprocess.PIPE)

    processes = [worker() for _ in range(workers)]
    started = time.monotonic()
    while not stopping:
        time.sleep(0.2)
        for index, process in enumerate(processes):
            if process.poll() is not None:
                if time.monotonic() - started < 10 and process.returncode == 2:
                    stopping = (
                        True  # bad usage or bad input: it said so itself, again and again would not help
                    )
                    break
                print(f"worker {process.pid} ended, starting another", file=sys.stderr, flush=True)
                processes[index] = worker()
    for process in processes:
        if process.poll() is None:
            os.kill(process.pid, signal.SIGTERM)
    codes = [process.wait() for process in processes]
    reserved.close()
    return max((abs(code) for code in codes), default=0)


def _without(arguments: list[str], options: set[str]) -> list[str]:
    kept: list[str] = []
    skip = False
    for argument in arguments:
        if skip:
            skip = False
        elif argument in options:
            skip = True
        elif argument.partition("=")[0] not in options:
            kept.append(argument)
    return kept
