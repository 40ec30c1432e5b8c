"""The certificates the edge serves: one leaf per host asked for, its key in memory only, signed by the authority.

Stock mitmproxy gives leaves the CA's own key and copies upstream names into them, which a constrained CA turns
into a refusal; here a leaf names exactly the host the client asked for.
"""

import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from mitmproxy import certs, tls
from mitmproxy.addons import tlsconfig
from mitmproxy.proxy import context

from proxy.ca import LEAF_LIFE, Authority
from proxy.edge.refused import Refused
from reports.record import safe_host

_KEPT = 2000


class Certificates(tlsconfig.TlsConfig):
    """mitmproxy's TLS set-up with leaves of our own."""

    name = "tlsconfig"
    request = None  # type: ignore[assignment]  # stock answers requests for a revocation list, which we have not

    def __init__(self, authority: Authority) -> None:
        self._authority = authority
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._leaves: dict[str, tuple[certs.CertStoreEntry, float]] = {}
        self.certstore: Any = SimpleNamespace(dhparams=None)

    def configure(self, updated: set[str]) -> None:
        """Nothing is read from mitmproxy's own folder: the authority was given."""

    def tls_start_client(self, tls_start: tls.TlsData) -> None:
        """Begin TLS with a client; one whose greeting was refused is not spoken to any further."""
        if not tls_start.conn.error:
            super().tls_start_client(tls_start)

    def get_cert(self, conn_context: context.Context) -> certs.CertStoreEntry:
        """The leaf for the host of a connection; raises Refused for one outside the authority's names."""
        server = conn_context.server.address
        host = (conn_context.client.sni or (server[0] if server else "")).lower()
        kept = self._leaves.get(host)
        if kept and kept[1] > time.monotonic():
            return kept[0]
        if not self._authority.covers(host):
            raise Refused(f"{safe_host(host)} is outside the names of the authority: run promptward doctor")
        certificate = certs.Cert(self._authority.issue(host, self._key.public_key()))
        no_chain: Path | None = None
        key: Any = self._key  # declared as RSA there, used as any key
        entry = certs.CertStoreEntry(certificate, key, no_chain, [])
        if len(self._leaves) >= _KEPT:
            self._leaves.pop(next(iter(self._leaves)))
        self._leaves[host] = (entry, time.monotonic() + LEAF_LIFE.total_seconds() / 2)
        return entry
