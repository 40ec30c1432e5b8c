"""The stand-in as a process of its own: ``python -m proxy.standin --port 0 --ca-file F --log F``.

It says ``listening on 127.0.0.1:PORT`` and runs until SIGTERM or SIGINT.
"""

import argparse
import asyncio
import signal
import sys
from pathlib import Path

from proxy.standin import HOSTS, StandIn


async def _run(arguments: argparse.Namespace) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    hosts = (*HOSTS, *arguments.host)
    async with StandIn(hosts, port=arguments.port, ca_file=arguments.ca_file, log=arguments.log) as standin:
        sys.stdout.write(f"listening on 127.0.0.1:{standin.port}\n")
        sys.stdout.flush()
        await stop.wait()


def main() -> None:
    """Read the arguments and serve."""
    parser = argparse.ArgumentParser(
        prog="python -m proxy.standin", description="A stand-in AI service on loopback."
    )
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--ca-file", type=Path, required=True, help="where to write the CA's certificate")
    parser.add_argument(
        "--log", type=Path, help="JSON-lines file: one line for each request, before its answer"
    )
    parser.add_argument("--host", action="append", default=[], help="one more host name to answer for")
    asyncio.run(_run(parser.parse_args()))


if __name__ == "__main__":
    main()
