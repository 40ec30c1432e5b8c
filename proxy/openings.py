"""Openings: what a client's policy says of a connection, before anything is said on it."""

from collections.abc import Iterable

from policies.clients import Clients
from proxy.accounts import asks, headers_for
from proxy.services.catalog import SIGN_IN, Catalogue


class Openings:
    """One per proxy process."""

    def __init__(self, clients: Clients, catalogue: Catalogue) -> None:
        self._clients, self._catalogue = clients, catalogue

    def opens(self, client: str, host: str) -> bool:
        """Whether a client's connections to a host of the catalogue are opened; at hosts where people only sign in,
        only where headers are to be set."""
        service = self._catalogue.service_for(host)
        if service is None:
            return False
        return service.category != SIGN_IN or asks(self._clients.get(client).accounts, host)

    def discovers(self, client: str) -> bool:
        """Whether a client has the hosts counted that are outside the catalogue."""
        return self._clients.get(client).discover

    def samples(self, client: str) -> frozenset[str]:
        """The hosts outside the catalogue that a client lets be sampled."""
        return self._clients.get(client).sample_hosts

    def lets_unseen_through(self, client: str) -> bool:
        """Whether a client lets through what nobody can look into."""
        return self._clients.get(client).uninterceptable == "pass"

    def headers(self, client: str, host: str, sent: Iterable[str]) -> tuple[tuple[str, str | None], ...]:
        """The headers with which a client's accounts are kept apart at a host."""
        return headers_for(self._clients.get(client).accounts, host, sent)
