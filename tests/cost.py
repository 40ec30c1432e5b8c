"""Guards against work that runs away: exponential, quadratic, or never ending.

These are no measurements (those are in `tests/bench`). A bound here is several times what the code takes, only the
processor time of the calling thread counts, and one good run is enough: what is too slow by nature never has one.
"""

import time
from collections.abc import Callable

RUNS = 5


def seconds_of(call: Callable[[], object]) -> float:
    """Processor seconds of this thread that one run takes."""
    begun = time.thread_time()
    call()
    return time.thread_time() - begun


def ends_within(seconds: float, call: Callable[[], object]) -> bool:
    """Whether one of some runs stays below so many processor seconds."""
    return any(seconds_of(call) < seconds for _ in range(RUNS))


def grows_linearly(call_of: Callable[[int], Callable[[], object]], size: int, *, floor: float = 0.05) -> bool:
    """Whether four times the size costs clearly less than sixteen times the time (or less than `floor` seconds).

    `call_of(size)` prepares a run, which is not counted.
    """
    for _ in range(RUNS):
        first = min(seconds_of(call_of(size)) for _ in range(3))
        if min(seconds_of(call_of(4 * size)) for _ in range(2)) < max(floor, 8 * first):
            return True
    return False
