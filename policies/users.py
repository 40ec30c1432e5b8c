"""The users who sign in to the proxy, in the state database; passwords stand there as argon2id hashes only.

If the table is lost, users must be added again and nobody gets in by name; who can write it can let anybody
in.
"""

import os
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Column, MetaData, String, Table, create_engine, event, insert, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateTable

_TABLES = MetaData()
_USERS = Table(
    "users",
    _TABLES,
    Column("name", String(128), primary_key=True),
    Column("client", String(64), nullable=False),
    Column("hash", String(256), nullable=False),
    Column("created", String(32), nullable=False),
)
_NAME_LIMIT = 128
_PASSWORD_LIMIT = 1024


class UserFault(ValueError):
    """The administrator's fault: a name or a password that cannot be taken."""


class UserStoreFault(OSError):
    """The installation's fault: a database that cannot be used."""


@dataclass(frozen=True, slots=True)
class User:
    """A user as it may be shown."""

    name: str
    client: str
    created: str  # UTC, ISO 8601


class UserStore:
    """Adds and verifies users. Safe to use from several threads and processes."""

    def __init__(self, engine: Engine, path: Path, hasher: PasswordHasher) -> None:
        self._engine = engine
        self._path = path
        self._hasher = hasher
        self._decoy = ""

    @classmethod
    def open(cls, path: Path, hasher: PasswordHasher | None = None) -> "UserStore":
        """The users of a database file, made on first use with mode 0600. Raises UserStoreFault.

        ``hasher`` sets the cost; by default argon2id with the second choice of RFC 9106 (64 MiB).
        """
        try:
            if not path.exists():
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            elif os.name == "posix":
                path.chmod(0o600)
            # Parameters stay out of error messages: they hold names and hashes.
            engine = create_engine(f"sqlite:///{path}", hide_parameters=True, poolclass=NullPool)
            event.listen(engine, "connect", _prepare)
            with engine.begin() as connection:
                connection.execute(
                    CreateTable(_USERS, if_not_exists=True)
                )  # several processes may start at once
        except OSError as error:
            raise _fault(path, error.strerror or "no access") from None
        except SQLAlchemyError as error:
            raise _fault(path, _cause(error)) from None
        return cls(engine, path, hasher or PasswordHasher())

    def close(self) -> None:
        """Close the database's connections."""
        self._engine.dispose()

    def add(self, name: str, client: str, password: str) -> None:
        """Add a user. Raises UserFault for a name that is taken or malformed, UserStoreFault for the disk."""
        row = {
            "name": checked_name(name),
            "client": client,
            "hash": self._hasher.hash(checked_password(password)),
            "created": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(_USERS).values(row))
        except IntegrityError:
            raise UserFault(f"there is a user {row['name']!r} already. Choose another name.") from None
        except SQLAlchemyError as error:
            raise _fault(self._path, _cause(error)) from None

    def list(self) -> Sequence[User]:
        """All users in the order of their names. Raises UserStoreFault."""
        query = select(_USERS.c.name, _USERS.c.client, _USERS.c.created).order_by(_USERS.c.name)
        try:
            with self._engine.connect() as connection:
                return [User(*row) for row in connection.execute(query)]
        except SQLAlchemyError as error:
            raise _fault(self._path, _cause(error)) from None

    def verify(self, name: str, password: str) -> str | None:
        """The client of a user whose password is right, else None. Raises UserStoreFault.

        It takes a hash's time for a name that nobody has, too, so that names cannot be guessed by the clock.
        A hash made with other costs than today's is made anew.
        """
        try:
            with self._engine.connect() as connection:
                row = connection.execute(
                    select(_USERS.c.client, _USERS.c.hash).where(_USERS.c.name == _folded(name))
                ).first()
        except SQLAlchemyError as error:
            raise _fault(self._path, _cause(error)) from None
        try:
            secret = checked_password(password)
        except UserFault:
            row, secret = None, "-"
        if not self._decoy:
            self._decoy = self._hasher.hash(secrets.token_hex(16))
        try:
            self._hasher.verify(row.hash if row else self._decoy, secret)
        except (VerificationError, InvalidHashError):
            return None
        if row is None:
            return None
        if self._hasher.check_needs_rehash(row.hash):
            self._renew(name, row.hash, secret)
        return str(row.client)

    def _renew(self, name: str, old: str, secret: str) -> None:
        change = (
            update(_USERS)
            .where(_USERS.c.name == _folded(name), _USERS.c.hash == old)
            .values(hash=self._hasher.hash(secret))
        )
        try:
            with self._engine.begin() as connection:
                connection.execute(change)
        except SQLAlchemyError as error:
            raise _fault(self._path, _cause(error)) from None


def checked_name(name: str) -> str:
    """A user's name in Unicode's composed form. Raises UserFault; Basic authentication cannot carry a ":"."""
    folded = _folded(name)
    if not folded or folded != folded.strip() or len(folded) > _NAME_LIMIT:
        raise UserFault(f"a user's name has 1 to {_NAME_LIMIT} characters and no space at its ends.")
    if ":" in folded:
        raise UserFault("a user's name cannot hold a ':' (Basic authentication ends the name there).")
    if any(unicodedata.category(letter) in ("Cc", "Cs", "Cn", "Zl", "Zp") for letter in folded):
        raise UserFault("a user's name cannot hold control characters or line breaks.")
    return folded


def checked_password(password: str) -> str:
    """A password in Unicode's composed form (RFC 8265, section 4.2). Raises UserFault, which never quotes
    it."""
    if not password or len(password) > _PASSWORD_LIMIT:
        raise UserFault(f"a password has 1 to {_PASSWORD_LIMIT} characters.")
    if any("\ud800" <= letter <= "\udfff" for letter in password):
        raise UserFault("a password cannot hold half of a surrogate pair.")
    return unicodedata.normalize("NFC", password)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode("utf-8"))


def _prepare(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout=5000")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.close()


def _cause(error: SQLAlchemyError) -> str:
    return str(getattr(error, "orig", None) or type(error).__name__)


def _fault(path: Path, cause: str) -> UserStoreFault:
    return UserStoreFault(f"{path}: the user database cannot be used ({cause}). Check the file and the disk.")
