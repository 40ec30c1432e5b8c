"""Traffic that cannot be looked into: pinned certificates, QUIC, encrypted greetings; recognised here.

Rule 1: one failed handshake proves nothing; a client is taken for pinned when it fails again and again, and never
trusts.
Rule 2: browsers send an encrypted_client_hello extension even where nothing is hidden, so that nobody can tell
(draft-ietf-tls-esni, section 6.2); it hides something only where the outer name is not the one that was asked for.
"""

import ipaddress
from collections.abc import Callable, Iterable
from enum import StrEnum

FAILURES = 3  # handshakes in a row that end after our certificate was shown
_REMEMBERED_SECONDS = 3600.0
_MOST = 20_000  # pairs of address and host; the oldest go
_ECH = 0xFE0D  # draft-ietf-tls-esni, section 5
_DISTRUST = (
    "trust the proxy's certificate",
)  # the engine's words for an alert or a cut after the certificate


class Unseen(StrEnum):
    """Why something cannot be looked into, as it stands in records."""

    PINNED = "pinned-certificate"
    QUIC = "quic-offered"
    ECH = "encrypted-hello"


class Pins:
    """Which clients (by address) do not accept our certificate for which hosts."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._failed: dict[tuple[str, str], tuple[int, float]] = {}

    def failed(self, address: str, host: str) -> bool:
        """Note a handshake that ended after our certificate; whether the client now counts as pinned."""
        count = self._count(address, host) + 1
        self._failed.pop((address, host), None)
        self._failed[address, host] = count, self._now() + _REMEMBERED_SECONDS
        if len(self._failed) > _MOST:
            del self._failed[next(iter(self._failed))]
        return count >= FAILURES

    def trusted(self, address: str, host: str) -> None:
        """Note a handshake that was finished: this client accepts the certificate."""
        self._failed.pop((address, host), None)

    def is_pinned(self, address: str, host: str) -> bool:
        """Whether the client counts as pinned; after an hour it is tried anew."""
        return self._count(address, host) >= FAILURES

    def _count(self, address: str, host: str) -> int:
        count, until = self._failed.get((address, host), (0, 0.0))
        return count if until > self._now() else 0


def distrusts(error: str | None) -> bool:
    """Whether a failed handshake means that the client did not take our certificate."""
    return any(words in (error or "") for words in _DISTRUST)


def hides(host: str, outer: str, extensions: Iterable[tuple[int, bytes]]) -> bool:
    """Whether a ClientHello for ``host`` carries another one that is encrypted, for a name that is not ``outer``."""
    if not any(number == _ECH and body[:1] == b"\0" for number, body in extensions):
        return False
    return outer != host or _is_address(host)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
