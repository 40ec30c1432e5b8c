"""Which hosts a connection and its requests name, and which of them is this machine itself."""

import ipaddress

from mitmproxy import connection, http
from mitmproxy.tls import ClientHello

MORE = object()  # says that a ClientHello is incomplete


def client_hello(data: bytes) -> ClientHello | object | None:
    """The ClientHello at the start of a connection, MORE while it is incomplete, None for anything else."""
    if not data:
        return MORE
    if data[0] != 0x16 or (len(data) > 1 and data[1] != 0x03):
        return None
    from mitmproxy.proxy.layers.tls import parse_client_hello

    try:
        return parse_client_hello(data) or MORE
    except ValueError:
        return None


def greets_plainly(hello: object, host: str) -> bool:
    """Whether a connection begins with a ClientHello that names the host openly and speaks HTTP."""
    if not isinstance(hello, ClientHello) or plain(hello.sni or "") != host:
        return False
    spoken = hello.alpn_protocols
    return not spoken or bool({b"h2", b"http/1.1"} & {*spoken})


def plain(host: str) -> str:
    """A host name in lower case, without the dot that may end it."""
    return host.lower().rstrip(".")


def is_local(host: str) -> bool:
    """Whether a name or address leads to this machine itself; a proxy must not open its own back door."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return address.is_loopback or address.is_unspecified or address.is_link_local


def named_hosts(flow: http.HTTPFlow) -> set[str]:
    """Every host that a request names for itself, in its target and in all of its Host fields."""
    request = flow.request
    port = ":443" if request.scheme == "https" else ":80"
    named = [request.authority or "", *request.headers.get_all("host")]
    return {name.lower().removesuffix(port).rstrip(".") for name in named if name}


def address_of(client: connection.Client) -> str:
    """The address of a client; empty where it is gone."""
    return client.peername[0] if client.peername else ""
