"""A pool that is closed under load leaves no process, and whoever still asks gets a clear fault."""

import asyncio
import os
import signal

from classifiers.catalog import Options
from proxy.capture import Capture
from proxy.child import PoolFault
from proxy.inspect import Task
from proxy.pool import Pool
from tests.proxy.test_bad_input import LIMIT, chat, starter


async def test_nobody_waits_for_a_pool_that_is_closed() -> None:
    pool = Pool(Options(names_model="none"), (), size=2, deadline=60)
    await pool.start()
    before = pool.pids
    body = chat("Just a line of text, again and again. " * 40_000).encode()

    async def ask(number: int) -> str:
        headers = (("content-type", "application/json"),)
        capture = Capture(
            "POST", "api.openai.com", 443, "/v1/chat/completions", headers, body + b" " * number
        )
        try:
            await pool.inspect(Task(capture, "ada", bytes(32), LIMIT), starter(), "ada")
        except PoolFault as fault:
            return fault.code
        return "answered"

    asking = [asyncio.create_task(ask(number)) for number in range(6)]
    await asyncio.sleep(0.2)
    await pool.close()
    outcomes = set(await asyncio.gather(*asking))
    assert len(before) == 2
    assert outcomes <= {"answered", "worker-died", "worker-gone"}
    assert outcomes & {"worker-died", "worker-gone"}
    assert pool.pids == []


async def test_a_worker_that_dies_while_idle_costs_nobody_an_answer() -> None:
    pool = Pool(Options(names_model="none"), (), size=2, deadline=60)
    await pool.start()
    try:
        before = pool.pids
        for pid in before:
            os.kill(pid, signal.SIGKILL)
        await asyncio.sleep(0.5)
        headers = (("content-type", "application/json"),)
        capture = Capture("POST", "api.openai.com", 443, "/v1/chat/completions", headers, chat("hi").encode())
        inspection, _ = await pool.inspect(Task(capture, "ada", bytes(32), LIMIT), starter(), "ada")
        assert inspection.dialect == "openai_chat"
        async with asyncio.timeout(60):  # the other one comes back without being asked
            while len(pool.pids) < 2:
                await asyncio.sleep(0.05)
        assert not set(pool.pids) & set(before)
    finally:
        await pool.close()
