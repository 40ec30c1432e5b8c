"""The ledger: receipts are true, writers may be many, processes may be several."""

import sqlite3
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import wait
from pathlib import Path

import pytest

from reports.headfile import head_path, read_head
from reports.ledger import Ledger, LedgerFault, Receipt
from reports.record import Record, RecordFault, canonical
from reports.tree import leaf_hash
from reports.verify import verify

type Make = Callable[..., Record]
type Seed = Callable[[str], bytes]


def rows(path: Path, client: str = "acme") -> list[tuple[int, bytes, bytes]]:
    with sqlite3.connect(path) as connection:
        found = connection.execute(
            "SELECT idx, body, leaf FROM entries WHERE client = ? ORDER BY idx", (client,)
        ).fetchall()
    connection.close()
    return found


def test_a_receipt_names_the_entry_that_is_there(ledger: Ledger, path: Path, make: Make) -> None:
    records = [make(time=number) for number in range(5)]
    receipts = [ledger.append(record).result(10) for record in records]
    assert [receipt.index for receipt in receipts] == [0, 1, 2, 3, 4]
    assert receipts[-1] == Receipt("acme", 4, 5, leaf_hash(canonical(records[-1])))
    assert [(index, body) for index, body, _ in rows(path)] == list(enumerate(map(canonical, records)))


def test_what_is_acknowledged_can_be_read_from_another_connection_at_once(
    ledger: Ledger, path: Path, make: Make
) -> None:
    for number in range(20):
        ledger.append(make(time=number)).result(10)
        assert len(rows(path)) == number + 1


def test_each_client_has_its_own_tree(ledger: Ledger, path: Path, make: Make) -> None:
    futures = [ledger.append(make(client=name)) for name in ("acme", "other", "acme", "_installation")]
    assert [future.result(10).index for future in futures] == [0, 0, 1, 0]


def test_many_threads_get_gapless_places(ledger: Ledger, path: Path, make: Make, seed: Seed) -> None:
    futures = []
    lock = threading.Lock()

    def write() -> None:
        for _ in range(40):
            future = ledger.append(make())
            with lock:
                futures.append(future)

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wait(futures, 20)
    receipts = [future.result(0) for future in futures]
    assert sorted(receipt.index for receipt in receipts) == list(range(320))
    ledger.close()
    stored = {index: leaf for index, _, leaf in rows(path)}
    assert all(stored[receipt.index] == receipt.leaf for receipt in receipts)
    assert verify(path, seed).ok


def test_waiting_appends_share_a_transaction(path: Path, make: Make, seed: Seed) -> None:
    opened = Ledger.open(path, seed)
    wait([opened.append(make()) for _ in range(1000)], 20)
    opened.close()
    with sqlite3.connect(path) as connection:
        (heads,) = connection.execute("SELECT count(*) FROM heads").fetchone()
    connection.close()
    assert heads < 200  # one head a transaction
    assert len(rows(path)) == 1000


def test_closing_writes_what_waits(path: Path, make: Make, seed: Seed) -> None:
    opened = Ledger.open(path, seed)
    futures = [opened.append(make()) for _ in range(50)]
    opened.close()
    assert {future.result(0).index for future in futures} == set(range(50))
    late = opened.append(make())
    with pytest.raises(LedgerFault, match="closed"):
        late.result(0)
    opened.close()
    assert len(rows(path)) == 50


def test_a_tree_goes_on_after_a_restart(path: Path, make: Make, seed: Seed) -> None:
    for start in (0, 3, 6):
        opened = Ledger.open(path, seed)
        assert [opened.append(make()).result(10).index for _ in range(3)] == [start, start + 1, start + 2]
        opened.close()
    assert verify(path, seed).ok


def test_a_wrong_shortcut_is_not_believed(path: Path, make: Make, seed: Seed) -> None:
    for sql in (
        "UPDATE frontiers SET hashes = zeroblob(64)",
        "UPDATE frontiers SET size = 1",
        "DELETE FROM frontiers",
    ):
        opened = Ledger.open(path, seed)
        wait([opened.append(make()) for _ in range(5)], 10)
        opened.close()
        with sqlite3.connect(path) as connection:
            connection.execute(sql)
        connection.close()
    opened = Ledger.open(path, seed)
    assert opened.append(make()).result(10).index == 15
    opened.close()
    assert verify(path, seed).ok


def test_a_cancelled_append_is_not_written(path: Path, make: Make, seed: Seed) -> None:
    opened = Ledger.open(path, seed)
    opened.append(make()).result(10)
    blocker = sqlite3.connect(path, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    held = opened.append(make())  # the writer takes this one and waits for the lock
    while not held.running():
        time.sleep(0.002)
    dropped = opened.append(make())
    assert dropped.cancel()
    assert not held.cancel()
    blocker.execute("ROLLBACK")
    blocker.close()
    assert held.result(10).index == 1
    assert opened.append(make()).result(10).index == 2
    opened.close()
    assert len(rows(path)) == 3


def test_a_record_that_is_too_long_is_refused_at_once(ledger: Ledger, make: Make) -> None:
    hosts = {f"{'a' * 120}{number}.example.com": 1 for number in range(600)}
    with pytest.raises(RecordFault):
        ledger.append(make(counts=hosts))


def test_our_own_code_cannot_change_or_delete(filled: Path) -> None:
    with sqlite3.connect(filled) as connection:
        for table in ("entries", "heads"):
            for sql in (f"UPDATE {table} SET client = 'x'", f"DELETE FROM {table}"):
                with pytest.raises(sqlite3.IntegrityError, match="only grows"):
                    connection.execute(sql)
    connection.close()


def test_the_files_are_for_their_owner_only(filled: Path) -> None:
    assert stat.S_IMODE(filled.stat().st_mode) == 0o600
    assert stat.S_IMODE(head_path(filled, "acme").parent.stat().st_mode) == 0o700


def test_durability_settings_hold(path: Path) -> None:
    from reports.store import Store

    store = Store(path, write=True)
    value = {
        name: store._connection.exec_driver_sql(f"PRAGMA {name}").scalar()
        for name in ("journal_mode", "synchronous", "secure_delete")
    }
    store.close()
    assert value == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1}


def test_the_head_file_follows_within_its_second_and_at_close(path: Path, make: Make, seed: Seed) -> None:
    opened = Ledger.open(path, seed)
    for _ in range(3):
        opened.append(make()).result(10)
    deadline = time.monotonic() + 20
    while (head := read_head(path, "acme")) is None or head.size < 3:
        assert time.monotonic() < deadline, "an idle ledger must refresh its head file"
        time.sleep(0.02)
    wait([opened.append(make()) for _ in range(4)], 10)
    opened.close()
    filed = read_head(path, "acme")
    assert filed is not None
    assert filed.size == 7
    assert opened.head_file_fault == ""


def test_a_head_file_that_cannot_be_written_loses_no_entry(path: Path, make: Make, seed: Seed) -> None:
    opened = Ledger.open(path, seed)
    opened.append(make()).result(10)
    file = head_path(path, "acme")
    deadline = time.monotonic() + 20
    while (head := read_head(path, "acme")) is None or head.size < 1:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    file.parent.rename(file.parent.with_name("elsewhere"))
    file.parent.write_text("in the way")
    assert opened.append(make()).result(10).index == 1
    deadline = time.monotonic() + 20
    while not opened.head_file_fault:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert "acme" in opened.head_file_fault
    file.parent.unlink()
    file.parent.with_name("elsewhere").rename(file.parent)
    opened.close()
    assert opened.head_file_fault == ""
    assert verify(path, seed).ok


_TWO = """
import sys, uuid
from pathlib import Path
from reports.ledger import Ledger
from reports.record import Event, Record
opened = Ledger.open(Path(sys.argv[1]), lambda client: client.encode().ljust(32, b"."), busy_seconds=10)
for number in range(60):
    record = Record(event=Event.REQUEST, id=uuid.uuid4().hex, time=number, client="acme")
    print(opened.append(record).result(20).index)
opened.close()
"""


def test_two_processes_write_one_tree(path: Path, seed: Seed) -> None:
    running = [
        subprocess.Popen([sys.executable, "-c", _TWO, str(path)], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    places: list[int] = []
    for process in running:
        shown, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        places.extend(map(int, shown.split()))
    assert sorted(places) == list(range(120))
    assert verify(path, seed).ok
