"""Workers are replaced when they have answered enough or hold too much memory, and nobody waits for a cold one."""

import asyncio
import mmap
from typing import Any

import pytest

from proxy import child
from proxy.worker import resident

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def _all_warm(rig: Any) -> set[int]:
    async with asyncio.timeout(60):
        while len(rig.pool.pids) < 2 or rig.pool._revivals:
            await asyncio.sleep(0.05)
    return set(rig.pool.pids)


@pytest.mark.parametrize("limit", ["answers", "memory"])
async def test_a_spent_worker_is_replaced(rig: Any, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    assert (await rig.ask()).status_code == 200
    before = await _all_warm(rig)
    name, value = {"answers": ("_RECYCLE_AFTER", 1), "memory": ("_MOST_GROWTH", -(1 << 40))}[limit]
    monkeypatch.setattr(child, name, value)
    assert (await rig.ask()).status_code == 200, "the answer that spends it is given"
    monkeypatch.undo()
    after = await _all_warm(rig)
    # The answer that was read afterwards may have spent the other one, too.
    assert after - before and len(after) == 2
    assert (await rig.ask()).status_code == 200


async def test_a_worker_tells_its_memory(rig: Any) -> None:
    assert (await rig.ask()).status_code == 200
    await _all_warm(rig)
    told = [worker._resident for worker in rig.pool._workers if worker._resident]
    assert told and all((20 << 20) < one < (2 << 30) for one in told)


async def test_a_process_knows_its_memory() -> None:
    before = resident()
    with mmap.mmap(-1, 64 << 20) as kept:  # new pages, whatever the process has left over
        kept.write(b"x" * (64 << 20))
        assert resident() - before > (32 << 20) or before == 0
