"""A worker process as its parent sees it: started, asked over its pipe, replaced once it is spent, killed."""

import asyncio
import contextlib
import os
import pickle
import sys
from collections.abc import Callable
from dataclasses import replace

from policies.policy import Policy
from proxy.inspect import Inspection, Task
from proxy.large.tasks import LargeTask
from proxy.saying import Hearing
from proxy.worker import HEADER, Answer, Failed, Ready, pack

_STEP = 1 << 18  # bytes written to a worker at a time
# glibc raises this bound by itself once a large block was given back, and keeps such blocks from then on.
_MALLOC = {"MALLOC_MMAP_THRESHOLD_": str(1 << 18)}
_START_SECONDS = 60.0
# A worker is replaced after so many answers, or once it holds so much more memory than after its first answer.
_RECYCLE_AFTER = 200_000
_MOST_GROWTH = 512 << 20  # bytes


class PoolFault(RuntimeError):
    """Our own fault: a task without an inspection. ``code`` is short and safe to store."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Child:
    """One process and its pipe. Used by one task at a time, under its lock."""

    def __init__(self, greeting: bytes, died: "Callable[[Child], None]") -> None:
        """``died`` is told when the process ends while nobody asks it."""
        self._greeting = greeting
        self._died = died
        self._process: asyncio.subprocess.Process | None = None
        self._killed: set[asyncio.Task[int]] = set()  # processes that are not quite gone
        self._watch: asyncio.Task[None] | None = None
        self.is_over = False  # never to be started again
        self._answered = 0
        self._warm = self._resident = 0
        self.lock = asyncio.Lock()
        self.waiting = 0
        self.detectors = ""
        self._policies: set[str] = set()

    @property
    def pid(self) -> int | None:
        """Of the living process."""
        return self._process.pid if self._process is not None and not self._is_dead else None

    @property
    def _is_dead(self) -> bool:
        """Whether the process has ended by itself, as when the system ran out of memory."""
        process = self._process
        if process is None or process.stdout is None:
            return True
        return process.returncode is not None or process.stdout.at_eof()

    async def start(self) -> None:
        if self.is_over:
            raise PoolFault("worker-gone")
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            "from proxy.worker import main; main()",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
            limit=1 << 20,
            env=os.environ | _MALLOC,
        )
        self._answered = self._warm = self._resident = 0
        self._policies.clear()
        await self._write(self._greeting)
        first = await asyncio.wait_for(self._read(), _START_SECONDS)
        match first:
            case Ready(detectors=detectors):
                self.detectors = detectors
                self._watch = asyncio.create_task(self._watched(self._process))
            case Failed(error=error):
                raise ValueError(error)
            case _:
                raise PoolFault("worker-start")

    async def ask(self, task: Task | Hearing | LargeTask, policy: Policy) -> object:
        if self._is_dead:
            await self.start()
        # A policy goes over once; after that its digest stands for it.
        known = policy.digest in self._policies
        await self._write(pack((task, policy.digest if known else policy)))
        answer = await self._read()
        self._policies.add(policy.digest)
        self._answered += 1
        if isinstance(answer, Answer):
            self._resident = answer.resident
            self._warm = self._warm or answer.resident
        return answer

    async def _watched(self, process: asyncio.subprocess.Process) -> None:
        await process.wait()
        if process is self._process and not self.lock.locked():  # else the task that asks it notices
            self._died(self)

    @property
    def is_spent(self) -> bool:
        """Whether it has answered enough, or grown too large, to be replaced by a fresh one."""
        return self._answered >= _RECYCLE_AFTER or self._resident - self._warm > _MOST_GROWTH

    def kill(self) -> None:
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            ending = asyncio.create_task(process.wait())
            self._killed.add(ending)
            ending.add_done_callback(self._killed.discard)

    async def stop(self) -> None:
        self.is_over = True
        if not self.detectors:
            self.kill()  # it is still starting, and would hear of its end only then
        await asyncio.gather(*self._killed)
        process, self._process = self._process, None
        if process is None or process.returncode is not None:
            return
        if process.stdin is not None:
            process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), 2)
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    async def _write(self, frame: bytes) -> None:
        if self._process is None or self._process.stdin is None:
            raise PoolFault("worker-gone")
        pipe, left = self._process.stdin, memoryview(frame)
        while left:  # what the pipe does not take at once would be copied into its buffer
            pipe.write(left[:_STEP])
            left = left[_STEP:]
            try:
                await pipe.drain()
            except ConnectionError:
                raise PoolFault("worker-died") from None

    async def _read(self) -> object:
        pipe = self._process.stdout if self._process else None  # it may be stopped meanwhile
        if pipe is None:
            raise PoolFault("worker-gone")
        try:
            length, behind = HEADER.unpack(await pipe.readexactly(HEADER.size))
            value = pickle.loads(await pipe.readexactly(length))
            body = await pipe.readexactly(behind)
        except (asyncio.IncompleteReadError, ConnectionError):
            raise PoolFault("worker-died") from None
        if (
            isinstance(value, Answer)
            and isinstance(value.result, Inspection)
            and value.result.body is not None
        ):
            return replace(value, result=replace(value.result, body=body))
        return value
