"""kill -9 in the middle of writing, twenty times: every acknowledged entry is there, and all verifies."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from reports.verify import verify

# One process imports everything once, then forks a writer a round and kills it while it writes.
_NURSERY = """
import json, os, random, signal, sys, time, uuid
from pathlib import Path
import reports.store
import sqlalchemy.dialects.sqlite.pysqlite
from reports.ledger import Ledger
from reports.record import Event, Record

def write(pipe):
    ledger = Ledger.open(Path(sys.argv[1]), lambda client: client.encode().ljust(32, b"."))
    def told(future):
        receipt = future.result()
        os.write(pipe, f"{receipt.client} {receipt.index} {receipt.leaf.hex()}\\n".encode())
    while True:
        futures = []
        for number in range(8):
            client = random.choice(["acme", "beta"])
            record = Record(event=Event.STOP, id=uuid.uuid4().hex, time=number, client=client)
            future = ledger.append(record)
            future.add_done_callback(told)
            futures.append(future)
        futures[-1].result()

told, chance = [], random.Random(5)
for _ in range(20):
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        write(writing)
    os.close(writing)
    seen = os.read(reading, 65536)
    time.sleep(chance.uniform(0, 0.04))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(reading, 65536):
        seen += more
    os.close(reading)
    told.append([line.split() for line in seen.decode().splitlines()])
print(json.dumps(told))
"""


def test_a_killed_writer_loses_nothing_that_it_acknowledged(path: Path, seed: Callable[[str], bytes]) -> None:
    shown = subprocess.run(
        [sys.executable, "-c", _NURSERY, str(path)], capture_output=True, text=True, timeout=120, check=True
    )
    rounds = json.loads(shown.stdout)
    assert len(rounds) == 20
    assert all(rounds), "each round acknowledged something before it was killed"
    connection = sqlite3.connect(path)
    found = {
        (client, index): leaf.hex()
        for client, index, leaf in connection.execute("SELECT client, idx, leaf FROM entries")
    }
    connection.close()
    acknowledged = [(client, int(index), leaf) for seen in rounds for client, index, leaf in seen]
    assert len(acknowledged) > 100
    assert all(found.get((client, index)) == leaf for client, index, leaf in acknowledged)
    assert len({(client, index) for client, index, _ in acknowledged}) == len(acknowledged)
    result = verify(path, seed)
    assert result.ok, [tree.problem for tree in result.clients]
    assert sum(tree.size for tree in result.clients) == len(found)
