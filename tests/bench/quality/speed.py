"""How long a contender takes for texts of several sizes, and what a fresh process of ours needs."""

import itertools
import json
import subprocess
import sys
import time
from collections.abc import Mapping

from tests.bench.quality.contender import Contender
from tests.bench.quality.values import Values

_FRESH = itertools.count()
SIZES = (200, 2_000, 20_000, 200_000)
_CHAT = (
    "Could you help me write a polite note to the team about the migration plan? We moved three services last week "
    "and the dashboards still show the old names. The build takes 12 minutes on the new runner. "
)
_CODE = (
    "def total(rows: list[Row], rate: float = 0.19) -> Decimal:\n"
    "    key = (rows[0].name, len(rows))  # cache key, not a secret\n"
    "    return sum((row.price * row.count for row in rows), Decimal(0)) * Decimal(1 + rate)\n"
)
_LOG = (
    "2024-10-12T10:30:00.123Z INFO [worker-7] request 8f3c9a12 served in 12 ms status=200 bytes=18432 cache=hit "
    "trace=4bf92f3577b34da6a3ce929d0e0e4736\n"
)


def texts(size: int) -> dict[str, str]:
    """One text of each sort, of ``size`` characters: chat without and with names, code, a log, only digits."""
    values = Values("speed")
    named = []
    while sum(map(len, named)) < size:
        named.append(
            f"{values.person()} asked whether {values.first()} could call back on Friday about the new contract. "
            "The rest of the team will meet later, and the agenda is not ready yet. "
        )
    sorts = {
        "chat": _CHAT,
        "chat with names": "".join(named),
        "code": _CODE,
        "log": _LOG,
        "digits": "1 1 1 2 ",
    }
    return {sort: (text * (size // len(text) + 1))[:size] for sort, text in sorts.items()}


def milliseconds(contender: Contender, text: str, budget: float = 2.0) -> float:
    """The least processor time of some runs, in milliseconds; each run has a text that was not seen before."""
    least = float("inf")
    spent = 0.0
    for _ in range(20):  # the first may be the last, where it is slow
        fresh = f"{text}\n{next(_FRESH):06}"
        begun = time.process_time()
        contender.find([fresh])
        took = time.process_time() - begun
        least, spent = min(least, took), spent + took
        if spent > budget:
            break
    return least * 1_000


def table(contender: Contender, sorts: tuple[str, ...] = ()) -> dict[str, dict[int, float]]:
    """Milliseconds by sort of text and size."""
    result: dict[str, dict[int, float]] = {}
    contender.find(["warm up: jane.doe@acme.com"])
    for size in SIZES:
        for sort, text in texts(size).items():
            if not sorts or sort in sorts:
                result.setdefault(sort, {})[size] = milliseconds(contender, text)
    return result


_PROGRAM = """
import json, resource, time
begun = time.process_time()
from classifiers.catalog import load
from classifiers.segment import Segment
scanner = load()
scanner.scan([Segment(0, "Write to Jane Roe, jane.roe@acme.com, please.")])
seconds = time.process_time() - begun
kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"seconds": seconds, "megabytes": kilobytes / 1024}))
"""


def start() -> Mapping[str, float]:
    """Processor seconds from a bare interpreter to the first answer, and the most resident memory in megabytes (Linux)."""
    best: dict[str, float] = {}
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, check=True)
        one = json.loads(done.stdout)
        if not best or one["seconds"] < best["seconds"]:
            best = one
    return best
