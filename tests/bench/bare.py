"""Bare mitmproxy, as a yardstick: stock addons, streaming answers, no verdicts. Run as a process of its own.

usage: python bare.py UPSTREAM_CA CONFDIR TARGET_PORT   prints the port it listens on
"""

import asyncio
import sys
from typing import Any

from mitmproxy import options
from mitmproxy.addons import core, disable_h2c, next_layer, proxyserver, tlsconfig
from mitmproxy.master import Master


class Yardstick:
    """Sends everything to the stand-in, streams every answer, and tunnels one host."""

    def __init__(self, port: int) -> None:
        self.port = port

    def request(self, flow: Any) -> None:
        flow.request.host, flow.request.port = "127.0.0.1", self.port

    def server_connect(self, data: Any) -> None:
        data.server.sni = data.client.sni
        data.server.address = ("127.0.0.1", self.port)

    def responseheaders(self, flow: Any) -> None:
        flow.response.stream = True


async def main(ca: str, folder: str, target: int) -> None:
    master = Master(options.Options())
    server = proxyserver.Proxyserver()
    master.addons.add(
        core.Core(),
        disable_h2c.DisableH2C(),
        server,
        next_layer.NextLayer(),
        tlsconfig.TlsConfig(),
        Yardstick(target),
    )
    master.options.update(
        confdir=folder,
        listen_host="127.0.0.1",
        listen_port=0,
        connection_strategy="lazy",
        ssl_verify_upstream_trusted_ca=ca,
        ignore_hosts=[r"^plain\.example"],
    )
    running = asyncio.ensure_future(master.run())
    while not server.listen_addrs():
        await asyncio.sleep(0.01)
    print(server.listen_addrs()[0][1], flush=True)
    await running


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
