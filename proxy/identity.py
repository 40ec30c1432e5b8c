"""Who is a request from? A proxy user with a password, a network, or the default client where settings allow it."""

import asyncio
import base64
import binascii
import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

_REMEMBERED_SECONDS = 300.0
_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at a client. ``name`` is a user name, or the address where nobody gave one; it is never stored."""

    client: str
    name: str = field(repr=False)


class Stranger(StrEnum):
    """Why somebody is not let in."""

    PASSWORD = "wrong-password"  # noqa: S105 (a reason, not a password)
    UNKNOWN = "unknown-person"


class _Clients(Protocol):
    def client_for(self, address: str) -> str | None: ...


class _Users(Protocol):
    def verify(self, name: str, password: str) -> str | None: ...


class Identities:
    """Finds the person behind a connection.

    A wrong password is never forgiven by the network it comes from. Verified pairs are remembered for five minutes
    under a keyed digest, because argon2 is slow on purpose; it runs off the loop, two at a time.
    """

    def __init__(
        self, clients: _Clients, users: _Users, default: str | None, now: Callable[[], float]
    ) -> None:
        self._clients, self._users, self._default, self._now = clients, users, default, now
        self._key = os.urandom(32)
        self._remembered: dict[bytes, tuple[str, float]] = {}
        self._slots = asyncio.Semaphore(2)

    async def find(self, address: str, authorization: str) -> Person | Stranger:
        """The person for a peer address and the value of a Proxy-Authorization header (empty where absent)."""
        if authorization:
            pair = _basic(authorization)
            client = await self._verify(*pair) if pair else None
            return Person(client, pair[0]) if pair and client else Stranger.PASSWORD
        client = self._clients.client_for(address) or self._default
        return Person(client, f"address {address}") if client else Stranger.UNKNOWN

    async def _verify(self, name: str, password: str) -> str | None:
        text = f"{name}\0{password}".encode("utf-8", "surrogatepass")
        digest = hashlib.blake2b(text, key=self._key, digest_size=32).digest()
        client, until = self._remembered.get(digest, ("", 0.0))
        if client and until > self._now():
            return client
        async with self._slots:
            found = await asyncio.to_thread(self._users.verify, name, password)
        if found:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            self._remembered[digest] = (found, self._now() + _REMEMBERED_SECONDS)
        return found


def _basic(authorization: str) -> tuple[str, str] | None:
    """Name and password of HTTP Basic (RFC 7617); the password may hold colons. None for anything else."""
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        name, colon, password = base64.b64decode(token.strip(), validate=True).decode("utf-8").partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return (name, password) if name and colon else None
