"""The ledger when the storage fails: what was acknowledged stays, what failed is said to have failed."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from reports.headfile import head_path, lost_folder, lost_heads
from reports.ledger import Ledger, LedgerFault, Receipt
from reports.record import Record
from reports.store import Store
from reports.verify import verify

type Make = Callable[..., Record]
type Seed = Callable[[str], bytes]


def stored(path: Path) -> dict[int, bytes]:
    connection = sqlite3.connect(path)
    found = dict(connection.execute("SELECT idx, leaf FROM entries WHERE client = 'acme'").fetchall())
    connection.close()
    return found


def assert_true(path: Path, seed: Seed, receipts: Sequence[Receipt]) -> None:
    """Every receipt's entry is there and the whole verifies."""
    found = stored(path)
    assert all(found[receipt.index] == receipt.leaf for receipt in receipts)
    assert verify(path, seed).ok


def fault_of(ledger: Ledger, record: Record) -> str:
    """The one line of a failing append."""
    with pytest.raises(LedgerFault) as caught:
        ledger.append(record).result(10)
    words = str(caught.value)
    assert "\n" not in words
    assert "ledger" in words
    return words


def test_a_full_database_refuses_and_recovers(
    path: Path, make: Make, seed: Seed, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = Store.pragmas
    monkeypatch.setattr(Store, "pragmas", lambda self: (*usual(self), "max_page_count=40"))
    ledger = Ledger.open(path, seed)
    receipts: list[Receipt] = []
    with pytest.raises(LedgerFault, match="disk is full"):
        for _ in range(1000):
            receipts.append(ledger.append(make()).result(10))
    assert len(receipts) > 20
    assert "disk is full" in fault_of(ledger, make())
    monkeypatch.setattr(Store, "pragmas", usual)
    receipts.append(ledger.append(make()).result(10))
    ledger.close()
    assert [receipt.index for receipt in receipts] == list(range(len(receipts)))
    assert len(stored(path)) == len(receipts)
    assert_true(path, seed, receipts)


_LIMITED = """
import json, resource, sys, uuid
from pathlib import Path
from reports.ledger import Ledger, LedgerFault
from reports.record import Event, Record
resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, resource.RLIM_INFINITY))
ledger = Ledger.open(Path(sys.argv[1]), lambda client: client.encode().ljust(32, b"."))
def append():
    receipt = ledger.append(Record(event=Event.STOP, id=uuid.uuid4().hex, time=1, client="acme")).result(20)
    return receipt.index, receipt.leaf.hex()
done, faults = [], []
while not faults:
    try:
        done.append(append())
    except LedgerFault as fault:
        faults.append(str(fault))
before = len(done)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
for _ in range(3):
    done.append(append())
ledger.close()
print(json.dumps({"before": before, "done": done, "faults": faults}))
"""


def test_a_file_that_may_not_grow_refuses_and_recovers(path: Path, seed: Seed) -> None:
    shown = subprocess.run(
        [sys.executable, "-c", _LIMITED, str(path)], capture_output=True, text=True, timeout=90, check=True
    )
    result = json.loads(shown.stdout)
    assert result["before"] > 5
    assert "is full" in result["faults"][0]
    receipts = [Receipt("acme", index, index + 1, bytes.fromhex(leaf)) for index, leaf in result["done"]]
    assert_true(path, seed, receipts)
    assert shown.stderr == ""


_AS_NOBODY = """
import os, sys, uuid
from pathlib import Path
from reports.ledger import Ledger, LedgerFault
from reports.record import Event, Record
def append(path):
    ledger = Ledger.open(Path(path), lambda client: client.encode().ljust(32, b"."))
    record = Record(event=Event.STOP, id=uuid.uuid4().hex, time=1, client="acme")
    try:
        return "written" if ledger.append(record).result(20) else ""
    except LedgerFault as fault:
        return str(fault)
    finally:
        ledger.close()
print(append(sys.argv[1]))
if os.geteuid() == 0:
    os.setgid(65534); os.setuid(65534)
print(append(sys.argv[2]))
"""


def test_a_read_only_file_is_one_clear_line(tmp_path: Path, path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    (folder / "ledger.db").touch(mode=0o444)
    folder.chmod(0o555)
    for above in (tmp_path, *tmp_path.parents[:3]):
        if above.stat().st_uid == os.getuid() and above != Path("/tmp"):
            above.chmod(above.stat().st_mode | 0o011)
    shown = subprocess.run(
        [sys.executable, "-c", _AS_NOBODY, str(path), str(folder / "ledger.db")],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    folder.chmod(0o755)
    first, second = shown.stdout.splitlines()
    assert first == "written"
    assert "ledger.db" in second
    assert "right" in second


def test_a_file_deleted_under_us_is_seen_before_anything_is_acknowledged(
    path: Path, make: Make, seed: Seed
) -> None:
    ledger = Ledger.open(path, seed)
    receipts = [ledger.append(make()).result(10) for _ in range(3)]
    moved = [each for each in path.parent.iterdir() if each.name.startswith("ledger.db")]
    for each in moved:
        each.rename(each.with_name("away-" + each.name))
    assert "deleted" in fault_of(ledger, make())
    assert "deleted" in fault_of(ledger, make())
    assert not path.exists()
    for each in moved:
        each.with_name("away-" + each.name).rename(each)
    receipts.append(ledger.append(make()).result(10))
    ledger.close()
    assert_true(path, seed, receipts)


def test_the_log_deleted_under_us_is_seen(path: Path, make: Make, seed: Seed) -> None:
    ledger = Ledger.open(path, seed)
    ledger.append(make()).result(10)
    path.with_name("ledger.db-wal").unlink()
    assert "deleted or replaced" in fault_of(ledger, make())
    ledger.close()


def test_a_locked_file_refuses_and_recovers(ledger: Ledger, path: Path, make: Make, seed: Seed) -> None:
    receipts = [ledger.append(make()).result(10)]
    blocker = sqlite3.connect(path, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    assert "locked" in fault_of(ledger, make())
    blocker.execute("ROLLBACK")
    blocker.close()
    receipts.append(ledger.append(make()).result(10))
    ledger.close()
    assert_true(path, seed, receipts)


def test_a_file_that_is_no_database(path: Path, make: Make, seed: Seed) -> None:
    path.write_bytes(b"not a database, but long enough to be taken for one" * 100)
    ledger = Ledger.open(path, seed)
    assert "no ledger" in fault_of(ledger, make())
    ledger.close()
    with pytest.raises(LedgerFault, match="no ledger"):
        verify(path, seed)
    assert path.read_bytes().startswith(b"not a database")


def test_a_database_of_something_else(path: Path, make: Make, seed: Seed) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE entries (song TEXT)")
    connection.close()
    ledger = Ledger.open(path, seed)
    assert "no ledger of this version" in fault_of(ledger, make())
    ledger.close()


def test_a_folder_that_is_not_there(tmp_path: Path, make: Make, seed: Seed) -> None:
    ledger = Ledger.open(tmp_path / "no" / "ledger.db", seed)
    assert "No such file" in fault_of(ledger, make())
    (tmp_path / "no").mkdir()
    assert ledger.append(make()).result(10).index == 0
    ledger.close()


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.9])
def test_a_database_cut_short(path: Path, make: Make, seed: Seed, keep: float) -> None:
    ledger = Ledger.open(path, seed)
    for future in [ledger.append(make(time=number)) for number in range(300)]:
        future.result(10)
    ledger.close()
    with path.open("r+b") as file:
        file.truncate(int(path.stat().st_size * keep))
    try:
        assert not verify(path, seed).ok
    except LedgerFault as fault:
        assert "damaged" in str(fault) or "no ledger" in str(fault)
    ledger = Ledger.open(path, seed)
    assert fault_of(ledger, make())
    ledger.close()


def test_damaged_pages(path: Path, make: Make, seed: Seed) -> None:
    ledger = Ledger.open(path, seed)
    for future in [ledger.append(make(time=number)) for number in range(300)]:
        future.result(10)
    ledger.close()
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\x5a" * 8192)
    try:
        assert not verify(path, seed).ok
    except LedgerFault as fault:
        assert "damaged" in str(fault)


def test_an_older_copy_is_not_extended(path: Path, make: Make, seed: Seed) -> None:
    ledger = Ledger.open(path, seed)
    for _ in range(3):
        ledger.append(make()).result(10)
    ledger.close()
    shutil.copy(path, path.with_name("older.db"))
    ledger = Ledger.open(path, seed)
    for _ in range(2):
        ledger.append(make()).result(10)
    ledger.close()
    path.with_name("older.db").replace(path)
    ledger = Ledger.open(path, seed)
    assert "has 3 entries where its head file has 5" in fault_of(ledger, make())
    assert ledger.append(make(client="other")).result(10).index == 0  # another client's tree is whole
    ledger.close()
    assert len(stored(path)) == 3


def test_an_older_copy_put_in_while_running_is_not_extended(path: Path, make: Make, seed: Seed) -> None:
    ledger = Ledger.open(path, seed)
    ledger.append(make()).result(10)
    ledger.close()
    shutil.copy(path, path.with_name("older.db"))
    ledger = Ledger.open(path, seed)
    for _ in range(4):
        ledger.append(make()).result(10)
    for name in ("ledger.db-wal", "ledger.db-shm"):
        path.with_name(name).unlink()
    path.with_name("older.db").replace(path)
    assert "replaced" in fault_of(ledger, make())
    assert "has 1 entries where 5 were written" in fault_of(ledger, make())
    assert "has 1 entries where 5 were written" in fault_of(ledger, make())
    ledger.close()
    assert len(stored(path)) == 1


def test_a_tree_signed_with_another_key_is_not_extended(filled: Path, make: Make) -> None:
    ledger = Ledger.open(filled, lambda client: b"another key".ljust(32))
    assert "another key" in fault_of(ledger, make())
    ledger.close()
    assert len(stored(filled)) == 20


def test_a_missing_or_broken_head_file_stops_the_tree(filled: Path, make: Make, seed: Seed) -> None:
    file = head_path(filled, "acme")
    note = file.read_text()
    for state in (None, "", "junk\n\nmore"):
        file.unlink(missing_ok=True)
        if state is not None:
            file.write_text(state)
        ledger = Ledger.open(filled, seed)
        assert "head file" in fault_of(ledger, make())
        ledger.close()
    file.write_text(note)
    ledger = Ledger.open(filled, seed)
    assert ledger.append(make()).result(10).index == 20
    ledger.close()


def test_a_lost_database_begins_a_new_tree_and_says_so(filled: Path, make: Make, seed: Seed) -> None:
    filled.unlink()
    ledger = Ledger.open(filled, seed)
    assert ledger.append(make()).result(10).index == 0
    ledger.close()
    result = verify(filled, seed)
    assert not result.ok
    assert all(tree.ok for tree in result.clients)
    assert {(head.client, head.size) for head in result.lost} == {("acme", 20), ("other", 3)}
    assert len(lost_heads(filled)) == 2
    for file in lost_folder(filled).iterdir():  # whoever damages them does not make the loss undone
        file.write_text("junk")
    assert [(head.client, head.size) for head in verify(filled, seed).lost] == [
        ("acme", None),
        ("other", None),
    ]
    assert not verify(filled, seed).ok
    lost_folder(filled).rename(filled.parent / "accepted")
    assert verify(filled, seed).ok


def test_a_fault_of_our_own_refuses_and_does_not_hang(
    ledger: Ledger, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.append(make()).result(10)

    def broken(self: Store, client: str) -> None:
        raise ZeroDivisionError("a text that must not be shown")

    monkeypatch.setattr(Store, "last", broken)
    words = fault_of(ledger, make())
    assert "ZeroDivisionError" in words
    assert "text" not in words
    monkeypatch.undo()
    assert ledger.append(make()).result(10).index == 1


def test_a_failed_commit_that_reached_the_disk_is_carried_on(
    ledger: Ledger, path: Path, make: Make, seed: Seed, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipts = [ledger.append(make()).result(10)]
    calls = iter([False, True])
    usual = Store.check_in_place

    def after_commit(self: Store) -> None:
        if next(calls, False):
            raise LedgerFault("ledger: the disk said no after it had said yes")
        usual(self)

    monkeypatch.setattr(Store, "check_in_place", after_commit)
    assert "said no" in fault_of(ledger, make())
    receipts.append(ledger.append(make()).result(10))
    assert receipts[-1].index == 2  # the unacknowledged entry stands, and the tree goes on behind it
    ledger.close()
    assert_true(path, seed, receipts)
