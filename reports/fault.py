"""The fault of the storage: what a ledger cannot do, and what to do about it."""

from pathlib import Path


class LedgerFault(OSError):
    """Storage's fault: the ledger cannot be written or read.

    One line that says what, where and what to do.
    """


_WORDS = {
    "SQLITE_FULL": "the disk is full. Free some space; requests are refused until then.",
    "SQLITE_IOERR": "the disk gives errors or is full. Check the disk and its free space.",
    "SQLITE_READONLY": "the file or its folder is read-only. Give this user the right to write.",
    "SQLITE_PERM": "this user may not use the file. Mend its owner and mode (0600).",
    "SQLITE_AUTH": "this user may not use the file. Mend its owner and mode (0600).",
    "SQLITE_CANTOPEN": "the file cannot be opened. Check its folder and this user's right to write there.",
    "SQLITE_BUSY": "another program keeps the file locked. End that program, or give it time.",
    "SQLITE_LOCKED": "another program keeps the file locked. End that program, or give it time.",
    "SQLITE_PROTOCOL": "another program keeps the file locked. End that program, or give it time.",
    "SQLITE_CORRUPT": "the file is damaged. Run 'promptward ledger verify', then bring back a backup.",
    "SQLITE_NOTADB": "the file is no ledger. Move it aside, or bring back a backup.",
    "SQLITE_CONSTRAINT": "an entry may only be added at the end. Run 'promptward ledger verify'.",
    "SQLITE_ERROR": "the file is no ledger of this version. Run 'promptward ledger verify'.",
}


def fault_of(path: Path, error: BaseException) -> LedgerFault:
    """A database's error as one line of ours; the driver's own message may quote data and is dropped."""
    origin = getattr(error, "orig", None) or error  # what SQLAlchemy wrapped
    name = getattr(origin, "sqlite_errorname", "") or ""
    for code, words in _WORDS.items():
        if name == code or name.startswith(code + "_"):
            return LedgerFault(f"ledger {path}: {words}")
    return LedgerFault(f"ledger {path}: cannot be used ({name or type(origin).__name__}).")
