"""The border: who a connection belongs to, and whether it is intercepted, sampled, or a tunnel.

Order: who is it (CONNECT), what is it (ClientHello: tunnel or intercept), where does it go. All names that a connection
gives must agree. Rule: this file decides nothing about data.
"""

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mitmproxy import connection, http, tls
from mitmproxy.proxy import layer, server_hooks
from mitmproxy.proxy.layers import ClientTLSLayer, ServerTLSLayer, modes
from mitmproxy.proxy.layers.http import HTTPMode
from mitmproxy.tls import ClientHello

from proxy.conversation import Conversation
from proxy.discovery import Discovery, Traffic
from proxy.edge.exchange import Tunnel, exchange
from proxy.edge.heads import text_response
from proxy.edge.hosts import MORE, address_of, client_hello, greets_plainly, is_local, plain
from proxy.edge.refused import Refused
from proxy.edge.stream import GuardedHttpLayer
from proxy.edge.tunnel import CountedTunnel
from proxy.guard import Guard
from proxy.identity import Identities, Person, Stranger
from proxy.recorder import Recorder
from proxy.sampling import Sampling
from proxy.services.catalog import Catalogue
from proxy.unseen import Pins, Unseen, distrusts, hides
from proxy.wording import access_message
from reports.record import safe_host

log = logging.getLogger("promptward.edge")

_HELLO_LIMIT = 64 * 1024
# Here the server speaks first (FTP, SSH, mail, databases), so nothing is waited for from the client; nobody serves
# HTTP there. On every other port the client's first bytes are looked at before the tunnel opens.
_SERVER_FIRST = frozenset((21, 22, 25, 110, 119, 143, 587, 3306, 5432, 5900, 6667))


@dataclass(slots=True)
class Client:
    """What is known of one client connection."""

    person: Person | None = field(default=None, repr=False)
    host: str = ""
    port: int = 0
    intercept: bool = False
    samples: bool = False  # opened to be looked at only
    discovered: bool = False  # its host is counted
    refused: bool = False  # before its handshake: no certificate is shown to it
    passed: Unseen | None = None  # why it is let through without a look, though it should have one
    traffic: Traffic | None = None
    conversation: Conversation | None = field(default=None, repr=False)  # on its socket
    flows: int = 0


@dataclass(frozen=True, slots=True)
class Parts:
    """What the edge asks, tells and looks up in. ``connect_to`` maps hosts and ports to other addresses."""

    guard: Guard
    recorder: Recorder
    identities: Identities
    catalogue: Catalogue
    connect_to: Mapping[tuple[str, int], tuple[str, int]]
    asks_for_password: bool
    discovery: Discovery | None = None
    sampling: Sampling | None = None
    upstream_ca: Path | None = None  # whose authorities are trusted towards services; None: the usual ones


class Border:
    """mitmproxy's hooks about connections."""

    def __init__(self, parts: Parts) -> None:
        self._discovery, self._sampling = parts.discovery, parts.sampling
        self._guard, self._recorder = parts.guard, parts.recorder
        self._identities, self._catalogue = parts.identities, parts.catalogue
        self._connect_to, self._asks = dict(parts.connect_to), parts.asks_for_password
        self._clients: dict[str, Client] = {}
        self._pins = Pins(time.monotonic)

    def client_connected(self, client: connection.Client) -> None:
        self._clients[client.id] = Client()

    def client_disconnected(self, client: connection.Client) -> None:
        known = self._clients.pop(client.id, None)
        if known and known.conversation:
            known.conversation.held.drop()
            known.conversation.listener.over()
        if known is None or known.person is None or known.traffic is None:
            return
        if known.discovered and self._discovery:
            self._discovery.ended(known.person.client, known.host, known.traffic)
        if known.passed:
            self._recorder.carried(known.person.client, known.passed, known.host, known.traffic)

    def busy(self, client_id: str) -> bool:
        """Whether a connection has a request under way."""
        known = self._clients.get(client_id)
        return bool(known and known.flows)

    async def http_connect(self, flow: http.HTTPFlow) -> None:
        client, host, port = self._clients[flow.client_conn.id], plain(flow.request.host), flow.request.port
        flow.response = http.Response.make(503)  # refuse first
        person = await self._person(flow)
        if isinstance(person, Stranger):
            flow.response = self._stranger(person)
            await self._recorder.access(host, "", person.value)
            return
        if is_local(host) and (host, port) not in self._connect_to:
            flow.response = text_response(403, "Promptward: no tunnels to this machine's own addresses.")
            return
        client.person, client.host, client.port = person, host, port
        client.intercept = self._guard.openings.opens(person.client, host)
        if client.intercept and self._pins.is_pinned(address_of(flow.client_conn), host):
            client.intercept = not self._guard.openings.lets_unseen_through(person.client)
            self._unseen(client, person, Unseen.PINNED, passed=not client.intercept)
        if not client.intercept:
            exchange(flow).tunnel = Tunnel.BLIND if port in _SERVER_FIRST else Tunnel.PEEKED
            self._recorder.tunnel(person.client, host)
            if self._discovery and self._guard.openings.discovers(person.client) and safe_host(host) == host:
                self._discovery.connected(person.client, host)
                client.discovered, client.traffic = True, client.traffic or Traffic()
            if self._sampling and port not in _SERVER_FIRST and self._sampling.wants(person.client, host):
                client.samples = not self._pins.is_pinned(address_of(flow.client_conn), host)
        flow.response = None

    def next_layer(self, nextlayer: layer.NextLayer) -> None:
        """Which protocol comes next; anything not named here is cut."""
        context = nextlayer.context
        client = self._clients[context.client.id]
        data = nextlayer.data_client()
        if len(context.layers) == 1 and isinstance(context.layers[0], modes.HttpProxy):
            nextlayer.layer = GuardedHttpLayer(context, HTTPMode.regular)
            return
        if any(isinstance(above, ClientTLSLayer) for above in context.layers):
            nextlayer.layer = GuardedHttpLayer(context, HTTPMode.transparent)
            return
        hello = client_hello(data)
        if hello is MORE and len(data) < _HELLO_LIMIT:
            return
        if client.samples:
            client.samples = client.intercept = greets_plainly(hello, client.host)
        if not client.intercept:
            name = plain(hello.sni or "") if isinstance(hello, ClientHello) else ""
            if name and name != client.host and self._catalogue.service_for(name):
                raise Refused("an AI host behind another name")
            if (
                isinstance(hello, ClientHello)
                and client.person
                and hides(client.host, name, hello.extensions)
            ):
                passed = self._guard.openings.lets_unseen_through(client.person.client)
                self._unseen(client, client.person, Unseen.ECH, passed=passed)
                if not passed:
                    raise Refused("an encrypted greeting that hides a name")
            nextlayer.layer = CountedTunnel(context, client.traffic or Traffic())
            return
        if not isinstance(hello, ClientHello):
            raise Refused(f"no TLS towards {client.host}")
        server = ServerTLSLayer(context)
        server.child_layer = ClientTLSLayer(context)
        nextlayer.layer = server

    def tls_clienthello(self, hello: tls.ClientHelloData) -> None:
        client = self._clients[hello.context.client.id]
        name = plain(hello.client_hello.sni or client.host)
        if not client.intercept or name != client.host:
            client.refused = True
            raise Refused(f"the server name asked for is not {safe_host(client.host)}, the host of CONNECT")
        if b"h2" in (hello.context.client.alpn_offers or ()):
            hello.context.client.alpn = (
                b"h2"  # what a server of today would choose, in whatever order it is offered
            )

    def tls_established_client(self, data: tls.TlsData) -> None:
        client = self._clients.get(data.context.client.id)
        if client is not None:
            self._pins.trusted(address_of(data.context.client), client.host)

    async def tls_failed_client(self, data: tls.TlsData) -> None:
        """A client that does not trust the certificate: worth a line, because the person sees a broken tool."""
        client = self._clients.get(data.context.client.id)
        if client and client.refused:
            await self._recorder.access(
                client.host, client.person.client if client.person else "", "host-mismatch"
            )
        elif client and client.host:
            log.warning("TLS with a client failed for %s: is Promptward's CA installed there?", client.host)
            person, address = client.person, address_of(data.context.client)
            if person and distrusts(data.conn.error) and self._pins.failed(address, client.host):
                log.warning("%s: a client takes no certificate but its own", client.host)
                self._recorder.unseen(person.client, Unseen.PINNED, client.host)
            await self._recorder.access(client.host, person.client if person else "", "client-tls")

    def server_connect(self, data: server_hooks.ServerConnectionHookData) -> None:
        client = self._clients[data.client.id]
        if client.intercept:
            data.server.sni = client.host  # whatever the address is, the certificate must be the host's
            if data.server.address == self._target(client):
                return
            raise Refused("an upstream that nobody asked for")
        address = data.server.address
        if address is not None:
            data.server.address = self._connect_to.get((plain(address[0]), address[1]), address)

    def server_connected(self, data: server_hooks.ServerConnectionHookData) -> None:
        peer = data.server.peername
        mapped = data.server.address in self._connect_to.values()
        own = data.server.sockname
        if peer and not mapped and (is_local(str(peer[0])) or (own and own[0] == peer[0])):
            raise Refused("a name that leads to this machine")

    def _unseen(self, client: Client, person: Person, sign: Unseen, *, passed: bool) -> None:
        """Count a connection that cannot be looked into; the bytes of one that passes are counted, too."""
        self._recorder.unseen(person.client, sign, client.host, passed=passed)
        if passed:
            client.passed, client.traffic = sign, client.traffic or Traffic()

    def _target(self, client: Client) -> tuple[str, int]:
        return self._connect_to.get((client.host, client.port), (client.host, client.port))

    async def _person(self, flow: http.HTTPFlow) -> Person | Stranger:
        known = self._clients[flow.client_conn.id].person
        authorization = flow.request.headers.pop("proxy-authorization", "")
        if known is not None and not authorization:
            return known
        peer = flow.client_conn.peername
        address = peer[0] if peer else ""
        person = await self._identities.find(address, authorization)
        if isinstance(person, Stranger):
            log.warning("refused %s: %s", address, person.value)
        return person

    def _stranger(self, why: Stranger) -> http.Response:
        if why is Stranger.UNKNOWN and not self._asks:
            return text_response(403, access_message(why))
        response = text_response(407, access_message(why))
        response.headers["proxy-authenticate"] = 'Basic realm="Promptward", charset="UTF-8"'
        return response
