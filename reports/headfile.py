"""The newest signed head of each client in a file of its own, beside the database.

An IO file. A database that is cut short together with its heads still looks whole from inside; the head
kept here (and whatever copy of it an outsider keeps) shows the cut.
"""

import os
from pathlib import Path

from reports.checkpoint import Checkpoint, CheckpointFault, parse_note
from reports.fault import LedgerFault

_LIMIT = 4096  # bytes; a note has some 300


def head_folder(database: Path) -> Path:
    """The folder of the head files of a ledger."""
    return database.parent / "heads"


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
    names = clients_with_heads(database)
    for name in names:
        lost = head_folder(database) / "lost"
        lost.mkdir(mode=0o700, exist_ok=True)
        head_path(database, name).replace(lost / f"{name}.{stamp}")
    return len(names)


def lost_heads(database: Path) -> list[Checkpoint]:
    """The heads of earlier trees whose database was lost."""
    folder = head_folder(database) / "lost"
    found: list[Checkpoint] = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        try:
            found.append(parse_note(path.read_text(encoding="utf-8")))
        except (OSError, ValueError):
            continue
    return found
