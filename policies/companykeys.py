"""A client's own API keys, so that requests with them are known as the company's; on disk only as keyed hashes.

If the list is lost, keys must be added again and requests with them count as unknown. Who can write it and knows the
master key can make a private key count as the company's; nothing else follows from it.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from policies.datasets import locked, write_whole
from policies.fault import PolicyFault

PURPOSE = "company-keys"  # of the derived key
NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
ANY = "any"
_FILE = "keys.json"
_VERSION = 1
_SHORTEST = 16


@dataclass(frozen=True, slots=True)
class CompanyKey:
    """One key as it may be shown: its name, the service it is for (or ``any``), its keyed hash, when it was added."""

    name: str
    service: str
    digest: str
    added: str  # UTC, ISO 8601


class CompanyKeys:
    """The lists of all clients. ``refresh`` reads what has changed; a damaged list keeps what was known."""

    def __init__(self, root: Path, key: Callable[[str], bytes]) -> None:
        self._root, self._key = root, key
        self._known: dict[str, tuple[str, tuple[CompanyKey, ...]]] = {}
        self._derived: dict[str, bytes] = {}

    def refresh(self, clients: Iterable[str]) -> list[PolicyFault]:
        """Read the lists of these clients anew where they have changed. Gives what is wrong."""
        faults = []
        for client in clients:
            try:
                text = self._text(client)
                if self._known.get(client, ("", ()))[0] != text:
                    self._known[client] = text, self.listed(client)
            except PolicyFault as fault:
                faults.append(fault)
        return faults

    def is_company(self, client: str, service: str, key: str) -> bool | None:
        """Whether a key is one of the client's; None where no key of that service is registered."""
        known = [one for one in self._known.get(client, ("", ()))[1] if one.service in (service, ANY)]
        if not known:
            return None
        digest = self.digest(client, key)
        return any(hmac.compare_digest(one.digest, digest) for one in known)

    def digest(self, client: str, key: str) -> str:
        """The keyed hash (HMAC-SHA256, hex) under which a key of a client is known."""
        derived = self._derived.get(client)
        if derived is None:
            derived = self._derived[client] = self._key(client)
        return hmac.digest(derived, key.encode("utf-8", "surrogatepass"), hashlib.sha256).hex()

    def listed(self, client: str) -> tuple[CompanyKey, ...]:
        """The keys of a client, by name. Raises PolicyFault."""
        text = self._text(client)
        if not text:
            return ()
        try:
            content = json.loads(text)
            if content["version"] != _VERSION:
                raise self._fault(client, f"has another version than {_VERSION}")
            found = [CompanyKey(**each) for each in content["keys"]]
        except PolicyFault:
            raise
        except (ValueError, KeyError, TypeError):
            raise self._fault(client, "is damaged") from None
        return tuple(sorted(found, key=lambda one: one.name))

    def add(self, client: str, name: str, service: str, key: str, now: str) -> CompanyKey:
        """Register a key under a name, in the place of one of the same name. Raises PolicyFault, OSError."""
        if not NAME.fullmatch(name):
            raise self._fault(client, "a name has lower-case letters, digits and '-'")
        if len(key) < _SHORTEST or not key.isascii() or not key.isprintable() or " " in key:
            raise self._fault(client, f"an API key has {_SHORTEST} letters and signs or more, without blanks")
        made = CompanyKey(name, service, self.digest(client, key), now)
        with self._opened(client):
            self._write(client, [*(one for one in self.listed(client) if one.name != name), made])
        return made

    def remove(self, client: str, name: str) -> bool:
        """Forget a key; False where there is none of that name. Raises PolicyFault, OSError."""
        with self._opened(client):
            before = self.listed(client)
            kept = [one for one in before if one.name != name]
            if len(kept) < len(before):
                self._write(client, kept)
        return len(kept) < len(before)

    def _opened(self, client: str) -> AbstractContextManager[None]:
        folder = self._root / client
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return locked(folder / "keys.lock")

    def _write(self, client: str, keys: Iterable[CompanyKey]) -> None:
        rows = [
            {"name": one.name, "service": one.service, "digest": one.digest, "added": one.added}
            for one in sorted(keys, key=lambda one: one.name)
        ]
        content = json.dumps({"version": _VERSION, "keys": rows}, indent=1)
        write_whole(self._root / client / _FILE, [content.encode()])

    def _text(self, client: str) -> str:
        try:
            return (self._root / client / _FILE).read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError):
            raise self._fault(client, "cannot be read") from None

    def _fault(self, client: str, wrong: str) -> PolicyFault:
        return PolicyFault(
            str(self._root / client / _FILE),
            0,
            0,
            "",
            wrong,
            "The company's keys would not be known",
            "Put it back from a backup, or remove it and add the keys again: promptward clients keys add",
        )
