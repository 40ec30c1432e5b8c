"""Memory over many prompts: it grows until the cache is full, and then no more.

`PROMPTWARD_SOAK` gives another number of prompts. A million takes a core about two and a half hours, or half an hour
without the names model (`PROMPTWARD_SOAK_NAMES=none`). Run with `-s` to see the curve, and what a prompt costs.
"""

import gc
import os
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from classifiers.catalog import Options, load
from classifiers.segment import Segment

PROMPTS = int(os.environ.get("PROMPTWARD_SOAK", "20000"))
NAMES = os.environ.get("PROMPTWARD_SOAK_NAMES", Options().names_model)
CACHED = min(20_000, PROMPTS // 4)
# What the allocator may keep for itself beyond what is in use, in MiB.
SLACK = 24.0

SENTENCES = (
    "Could you shorten this note to {name}? We moved {number} services and {word} is still to come.",
    "Write to {name}@{word}-example.com, or ring +44 20 7946 {four}, about invoice {number}.",
    "def {word}(rows, rate=0.{four}):\n    return [row * rate for row in rows if row.{name} > {number}]",
    '{{"id": {number}, "user": "{name}", "password": "{word}{four}!x"}}',
    "2025-03-{two} 10:{two}:00 INFO [{word}] 10.20.{two}.{two} request {number} took {two} ms",
    "Die Patientin {name}, geboren am {two}.03.1974, nimmt seit {two} Wochen Ramipril. Größe: 1,{two} m.",
    "card 4111 1111 1111 1111, sort code 20-{two}-{two}, account {number}",
    "zażółć gęślą jaźń {word}, czyli {number} — „{name}“ 中文 {four}",
)


def prompts(count: int) -> Iterator[str]:
    draw = random.Random(20251121)
    letters = "abcdefghijklmnopqrstuvwxyz"
    for _ in range(count):
        values = {
            "name": "".join(draw.choices(letters, k=7)).title(),
            "word": "".join(draw.choices(letters, k=draw.randint(3, 11))),
            "number": draw.randint(100_000, 99_999_999),
            "four": f"{draw.randint(0, 9999):04}",
            "two": f"{draw.randint(10, 28)}",
        }
        yield "\n".join(one.format(**values) for one in draw.choices(SENTENCES, k=draw.randint(1, 4)))


def resident() -> float:
    """Mebibytes of memory in use by this process."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


@pytest.mark.slow
@pytest.mark.timeout(12 * 3600)
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_memory_is_flat_over_many_prompts() -> None:
    scanner = load(Options(names_model=NAMES))
    scanner.warm(120)
    scanner._cache._entries = CACHED
    curve: list[tuple[int, float]] = []
    every = max(1, PROMPTS // 40)
    begun = time.process_time()
    for number, text in enumerate(prompts(PROMPTS), 1):
        scan = scanner.scan([Segment(0, text)])
        assert not scan.unread
        if number % every == 0:
            gc.collect()
            curve.append((number, resident()))
            cost = 1000 * (time.process_time() - begun) / number
            print(f"{number:>9,} prompts {curve[-1][1]:8.1f} MiB {cost:6.2f} ms each", flush=True)
    assert len(scanner._cache._kept) == CACHED
    full = [memory for number, memory in curve if number >= 2 * CACHED]
    assert max(full) - full[0] < SLACK
