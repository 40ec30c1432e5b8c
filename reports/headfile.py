"""The newest signed head of each client in a file of its own, beside the database.

An IO file. A database that is cut short together with its heads still looks whole from inside; the head
kept here (and whatever copy of it an outsider keeps) shows the cut.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from reports.checkpoint import Checkpoint, CheckpointFault, parse_note
from reports.fault import LedgerFault

_LIMIT = 4096  # bytes; a note has some 300


@dataclass(frozen=True, slots=True)
class Lost:
    """The last head of a tree whose database is gone. ``size`` is None where the file holds no head any more."""

    client: str
    size: int | None
    root: bytes = b""


def head_folder(database: Path) -> Path:
    """The folder of the head files of a ledger."""
    return database.parent / "heads"


def lost_folder(database: Path) -> Path:
    """The folder of the head files whose database was lost."""
    return head_folder(database) / "lost"


def head_path(database: Path, client: str) -> Path:
    """The head file of a client."""
    return head_folder(database) / client


def read_head(database: Path, client: str) -> Checkpoint | None:
    """The head in a client's file, None where there is no file. Raises LedgerFault where it is unreadable."""
    path = head_path(database, client)
    try:
        with path.open("rb") as file:
            head = parse_note(file.read(_LIMIT).decode())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise LedgerFault(f"ledger head file {path}: {error.strerror or 'cannot be read'}.") from None
    except (UnicodeDecodeError, CheckpointFault):
        raise LedgerFault(f"ledger head file {path}: is no signed head. Bring back a copy of it.") from None
    if head.client != client:
        raise LedgerFault(f"ledger head file {path}: belongs to another client. Bring back a copy of it.")
    return head


def write_head(database: Path, client: str, size: int, note: str) -> None:
    """Replace a client's head file at once and as a whole, unless it has a newer head. Raises OSError."""
    path = head_path(database, client)
    try:
        present = read_head(database, client)
    except LedgerFault:
        present = None
    if present is not None and present.size > size:
        return  # another process was quicker
    path.parent.mkdir(mode=0o700, exist_ok=True)
    draft = path.with_name(f".{client}.{os.getpid()}")
    with draft.open("w", encoding="utf-8") as file:
        file.write(note)
        file.flush()
        os.fsync(file.fileno())  # after a power cut an empty file would stop the tree
    draft.replace(path)


def clients_with_heads(database: Path) -> list[str]:
    """The clients that have a head file."""
    folder = head_folder(database)
    if not folder.is_dir():
        return []
    return sorted(path.name for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))


def set_aside(database: Path, stamp: int) -> int:
    """Move all head files to ``heads/lost/`` because their database is gone; the number of them."""
    names, lost = clients_with_heads(database), lost_folder(database)
    for name in names:
        lost.mkdir(mode=0o700, exist_ok=True)
        head_path(database, name).replace(lost / f"{name}.{stamp}")
    return len(names)


def lost_heads(database: Path) -> list[Lost]:
    """The heads of earlier trees whose database was lost; a file that cannot be read is a lost tree, too."""
    folder = lost_folder(database)
    found: list[Lost] = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        try:
            head = parse_note(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            found.append(Lost(path.name.rpartition(".")[0] or path.name, None))
        else:
            found.append(Lost(head.client, head.size, head.root))
    return found
