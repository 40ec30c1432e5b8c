"""How long a contender takes for texts of several sizes, and what a fresh process of ours needs."""

import itertools
import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping

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


def chat_with_names(size: int, values: Values) -> str:
    """A chat with two names in 500 characters."""
    parts: list[str] = []
    while sum(map(len, parts)) < size:
        parts += [
            f"{values.person()} asked whether {values.first()} could call back on Friday about it. ",
            _CHAT,
            _CHAT,
        ]
    return "".join(parts)[:size]


def only_names(size: int, values: Values) -> str:
    """A text with two names in every 170 characters."""
    parts: list[str] = []
    while sum(map(len, parts)) < size:
        parts.append(
            f"{values.person()} asked whether {values.first()} could call back on Friday about the new contract. "
            "The rest of the team will meet later, and the agenda is not ready yet. "
        )
    return "".join(parts)[:size]


def _repeated(text: str) -> Callable[[int, Values], str]:
    return lambda size, values: (text * (size // len(text) + 1))[:size]


SORTS: Mapping[str, Callable[[int, Values], str]] = {
    "chat": _repeated(_CHAT),
    "chat with names": chat_with_names,
    "hardly anything but names": only_names,
    "code": _repeated(_CODE),
    "log": _repeated(_LOG),
    "digits": _repeated("1 1 1 2 "),
}


def milliseconds(
    contender: Contender, write: Callable[[int, Values], str], size: int, budget: float = 2.0
) -> float:
    """The least processor time of some runs, in milliseconds; each run has a text that was not seen before, and names
    that were not, because names are recalled with what stands around them."""
    least = float("inf")
    spent = 0.0
    for _ in range(400):  # a shared machine is slow for a while now and then; the first may be the last, too
        number = next(_FRESH)
        fresh = f"{write(size, Values(f'speed{number}'))}\n{number:06}"
        begun = time.process_time()
        contender.find([fresh])
        took = time.process_time() - begun
        least, spent = min(least, took), spent + took
        if spent > budget:
            break
    return least * 1_000


def table(contender: Contender, sorts: tuple[str, ...] = ()) -> dict[str, dict[int, float]]:
    """Milliseconds by sort of text and size."""
    contender.find(["warm up: jane.doe@acme.com"])
    return {
        sort: {size: milliseconds(contender, write, size) for size in SIZES}
        for sort, write in SORTS.items()
        if not sorts or sort in sorts
    }


_PROGRAM = """
import json, time
begun = time.process_time()
from classifiers.catalog import load
from classifiers.segment import Segment
scanner = load()
scanner.scan([Segment(0, "Write to Jane Roe, jane.roe@acme.com, please.")])
seconds = time.process_time() - begun
with open("/proc/self/status", encoding="ascii") as status:  # getrusage begins with what the parent had
    kilobytes = int(next(line for line in status if line.startswith("VmHWM:")).split()[1])
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
