"""Verification names the first bad entry, whatever was done to the files."""

import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import wait
from pathlib import Path

import pytest

from reports.checkpoint import Checkpoint, private_key
from reports.headfile import head_path
from reports.ledger import Ledger, LedgerFault
from reports.record import Record, canonical
from reports.tree import Frontier, leaf_hash
from reports.verify import Trouble, verify

type Make = Callable[..., Record]
type Seed = Callable[[str], bytes]
type Tamper = Callable[[sqlite3.Connection], object]


def tamper(path: Path, *acts: str | Tamper) -> None:
    """Do to the database what an outsider could do."""
    connection = sqlite3.connect(path)
    with connection:
        names = [
            row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        ]
        for name in names:
            connection.execute(f"DROP TRIGGER {name}")
        for act in acts:
            connection.execute(act) if isinstance(act, str) else act(connection)
    connection.close()


def rebuild(*, from_index: int = 0, heads: str = "") -> Tamper:
    """Make leaves and roots fit the bodies again, and perhaps the heads: "unsigned" or "resigned"."""

    def act(connection: sqlite3.Connection) -> None:
        frontier, roots = Frontier(), {}
        bodies = connection.execute(
            "SELECT idx, body FROM entries WHERE client = 'acme' ORDER BY idx"
        ).fetchall()
        for index, body in bodies:
            frontier = frontier.append(leaf_hash(body))
            roots[index + 1] = frontier.root
            if index >= from_index:
                connection.execute(
                    "UPDATE entries SET leaf = ?, root = ? WHERE client = 'acme' AND idx = ?",
                    (leaf_hash(body), frontier.root, index),
                )
        for size, time in connection.execute("SELECT size, time FROM heads WHERE client = 'acme'").fetchall():
            if heads and size > from_index:
                head = Checkpoint("acme", size, roots[size], time)
                signature = (
                    head.signed(private_key(b"a thief's key")).signature
                    if heads == "resigned"
                    else connection.execute(
                        "SELECT signature FROM heads WHERE client = 'acme' AND size = ?", (size,)
                    ).fetchone()[0]
                )
                connection.execute(
                    "UPDATE heads SET root = ?, signature = ? WHERE client = 'acme' AND size = ?",
                    (head.root, signature, size),
                )

    return act


def edit(connection: sqlite3.Connection) -> None:
    (body,) = connection.execute("SELECT body FROM entries WHERE client = 'acme' AND idx = 9").fetchone()
    connection.execute(
        "UPDATE entries SET body = ? WHERE client = 'acme' AND idx = 9", (body.replace(b"allow", b"block"),)
    )


def swap(columns: str) -> Tamper:
    """Exchange entries 5 and 12, in some of their columns."""

    def act(connection: sqlite3.Connection) -> None:
        found = {
            index: connection.execute(
                f"SELECT {columns} FROM entries WHERE client = 'acme' AND idx = ?", (index,)
            ).fetchone()
            for index in (5, 12)
        }
        sets = ", ".join(f"{column} = ?" for column in columns.split(", "))
        for index, other in ((5, 12), (12, 5)):
            connection.execute(
                f"UPDATE entries SET {sets} WHERE client = 'acme' AND idx = ?", (*found[other], index)
            )

    return act


ONE = "WHERE client = 'acme' AND idx"
HEADS_AFTER_16 = "DELETE FROM heads WHERE client = 'acme' AND size > 16"
SHIFT = [f"UPDATE entries SET idx = {n - 1} WHERE client = 'acme' AND idx = {n}" for n in range(7, 20)]
CASES = {
    "edited body": ([edit], 9, Trouble.EDITED),
    "edited body and leaf": (
        [edit, rebuild(from_index=9), f"UPDATE entries SET root = zeroblob(32) {ONE} = 9"],
        9,
        Trouble.EDITED,
    ),
    "edited and all hashes rebuilt": ([edit, rebuild()], 8, Trouble.EDITED),
    "edited and heads made to fit": ([edit, rebuild(from_index=8, heads="unsigned")], 8, Trouble.EDITED),
    "edited and signed by another": ([edit, rebuild(from_index=8, heads="resigned")], 8, Trouble.EDITED),
    "body of the wrong type": ([f"UPDATE entries SET body = 5 {ONE} = 3"], 3, Trouble.UNREADABLE),
    "missing in the middle": ([f"DELETE FROM entries {ONE} = 6"], 6, Trouble.MISSING),
    "missing at the start": ([f"DELETE FROM entries {ONE} = 0"], 0, Trouble.MISSING),
    "missing and renumbered": (
        [f"DELETE FROM entries {ONE} = 6", *SHIFT],
        6,
        Trouble.EDITED,
    ),
    "bodies and leaves exchanged": ([swap("body, leaf")], 5, Trouble.REORDERED),
    "rows exchanged": ([swap("body, leaf, root")], 5, Trouble.REORDERED),
    "exchanged and rebuilt": ([swap("body, leaf"), rebuild()], 4, Trouble.EDITED),
    "tail cut": ([f"DELETE FROM entries {ONE} >= 15"], 15, Trouble.CUT),
    "tail and heads cut": ([f"DELETE FROM entries {ONE} >= 16", HEADS_AFTER_16], 16, Trouble.CUT),
    "all gone": (
        ["DELETE FROM entries WHERE client = 'acme'", "DELETE FROM heads WHERE client = 'acme'"],
        0,
        Trouble.CUT,
    ),
    "heads gone": (["DELETE FROM heads WHERE client = 'acme'"], 0, Trouble.UNSIGNED),
    "newest head gone": ([HEADS_AFTER_16], 16, Trouble.UNSIGNED),
    "head changed": (
        ["UPDATE heads SET root = zeroblob(32) WHERE client = 'acme' AND size = 8"],
        4,
        Trouble.SIGNATURE,
    ),
    "newest signature changed": (
        ["UPDATE heads SET signature = zeroblob(64) WHERE client = 'acme' AND size = 20"],
        16,
        Trouble.SIGNATURE,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_tampering_is_found_at_its_entry(filled: Path, seed: Seed, case: str) -> None:
    acts, index, trouble = CASES[case]
    assert verify(filled, seed).ok
    tamper(filled, *acts)
    acme, other = verify(filled, seed).clients
    assert acme.bad is not None
    assert (acme.bad.index, acme.bad.trouble) == (index, trouble), acme.problem
    assert str(index) in acme.problem
    assert "\n" not in acme.problem
    assert other.ok


def test_a_whole_ledger_is_whole(filled: Path, seed: Seed) -> None:
    result = verify(filled, seed)
    assert result.ok
    assert [(tree.client, tree.size, tree.bad) for tree in result.clients] == [
        ("acme", 20, None),
        ("other", 3, None),
    ]
    assert [tree.client for tree in verify(filled, seed, "other").clients] == ["other"]
    assert verify(filled, seed, "nobody").clients == ()


def test_an_entry_added_by_an_outsider(filled: Path, seed: Seed, make: Make) -> None:
    body = canonical(make(time=99))

    def add(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO entries VALUES ('acme', 20, ?, x'', x'')", (body,))

    tamper(filled, add, rebuild(from_index=20))
    acme = verify(filled, seed).clients[0]
    assert acme.bad is not None
    assert (acme.bad.index, acme.bad.trouble) == (20, Trouble.UNSIGNED)


@pytest.mark.parametrize(
    ("state", "index", "trouble"),
    [(None, 20, Trouble.CUT), ("", 0, Trouble.UNREADABLE), ("other", 0, Trouble.UNREADABLE)],
)
def test_the_head_file_is_looked_at(
    filled: Path, seed: Seed, state: str | None, index: int, trouble: Trouble
) -> None:
    file = head_path(filled, "acme")
    if state is None:
        file.unlink()
    else:
        file.write_text(head_path(filled, "other").read_text() if state else "")
    acme = verify(filled, seed).clients[0]
    assert acme.bad is not None
    assert (acme.bad.index, acme.bad.trouble) == (index, trouble)


def test_a_forged_head_file(filled: Path, seed: Seed) -> None:
    thief = private_key(b"a thief's key")
    for size in (20, 25):
        head = Checkpoint("acme", size, b"\0" * 32, 1).signed(thief)
        if size == 20:
            good = head_path(filled, "acme").read_text()
            assert good != head.note(thief.public_key())
        head_path(filled, "acme").write_text(head.note(thief.public_key()))
        acme = verify(filled, seed).clients[0]
        assert acme.bad is not None


def test_another_installation_s_key(filled: Path) -> None:
    acme = verify(filled, lambda client: b"other").clients[0]
    assert acme.bad is not None
    assert acme.bad.trouble is Trouble.SIGNATURE


def test_any_flipped_byte_of_a_body_is_found(filled: Path, seed: Seed) -> None:
    for index in range(20):

        def flip(connection: sqlite3.Connection, index: int = index) -> None:
            (body,) = connection.execute(f"SELECT body FROM entries {ONE} = {index}").fetchone()
            at = index * 7 % len(body)
            changed = body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :]
            connection.execute(f"UPDATE entries SET body = ? {ONE} = {index}", (changed,))

        tamper(filled, flip)
        acme = verify(filled, seed).clients[0]
        assert acme.bad is not None
        assert acme.bad.index == index
        tamper(filled, flip)


def test_progress_ends_at_all_entries(path: Path, seed: Seed, make: Make) -> None:
    ledger = Ledger.open(path, seed)
    for future in [ledger.append(make(client=name)) for name in ("acme", "beta") for _ in range(1100)]:
        future.result(20)
    ledger.close()
    seen: list[tuple[int, int]] = []
    assert verify(path, seed, progress=lambda done, total: seen.append((done, total))).ok
    assert seen[-1] == (2200, 2200)
    assert seen == sorted(seen)
    assert len(seen) >= 5


def test_no_database(path: Path, seed: Seed) -> None:
    with pytest.raises(LedgerFault, match="not there yet"):
        verify(path, seed)


def test_a_ledger_that_is_being_written_is_whole(path: Path, seed: Seed, make: Make) -> None:
    ledger = Ledger.open(path, seed)
    ledger.append(make()).result(10)
    stop = threading.Event()

    def write() -> None:
        names = iter(f"client{number}" for number in range(10_000))
        while not stop.is_set():
            wait([ledger.append(make()) for _ in range(20)] + [ledger.append(make(client=next(names)))], 10)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        results = [verify(path, seed) for _ in range(12)]
    finally:
        stop.set()
        writer.join()
        ledger.close()
    assert [tree.problem for result in results for tree in result.clients if not tree.ok] == []
    assert len(results[-1].clients) > len(results[0].clients)
    assert verify(path, seed).ok


def test_a_damaged_page_is_named_where_the_reading_ended(path: Path, seed: Seed, make: Make) -> None:
    ledger = Ledger.open(path, seed)
    wait([ledger.append(make(time=number)) for number in range(400)], 20)
    wait([ledger.append(make(client="other"))], 20)
    ledger.close()
    data = bytearray(path.read_bytes())
    starts = range(0, len(data), 4096)
    pages = [at for at in starts if data[at] == 0x0D and b'"client":"acme"' in data[at : at + 4096]]
    middle = pages[len(pages) // 2]  # a leaf of the table of entries
    data[middle : middle + 4096] = b"\x5a" * 4096
    path.write_bytes(data)
    results = {tree.client: tree for tree in verify(path, seed).clients}
    assert results["acme"].bad is not None
    assert results["acme"].bad.trouble is Trouble.UNREADABLE
    assert 0 < results["acme"].bad.index < 400
    assert results["other"].ok


def test_a_copy_on_a_read_only_medium(filled: Path, seed: Seed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.store.os.access", lambda path, mode: False)
    before = sorted(filled.parent.iterdir())
    seen: list[list[Path]] = []
    assert verify(filled, seed, progress=lambda done, total: seen.append(sorted(filled.parent.iterdir()))).ok
    assert seen
    assert all(files == before for files in seen)
