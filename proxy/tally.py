"""Small SQLite files of counts, which are shown and decide nothing: a lost one begins anew."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def opened(path: Path, schema: str) -> Iterator[sqlite3.Connection]:
    """The database inside one transaction, made on first use with mode 0600. Raises OSError."""
    if not path.exists():
        with contextlib.suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    database = sqlite3.connect(path, timeout=2)
    try:
        database.executescript(schema)
        with database:
            yield database
    except sqlite3.Error as error:
        raise OSError(
            f"{path}: cannot be used ({type(error).__name__}). Move it away to begin anew."
        ) from None
    finally:
        database.close()
