"""The pool of worker processes: each task has a deadline; a worker that hangs is killed, one that dies is replaced.

Rule 1: a task gets an inspection or a ``PoolFault``; never nothing, never a partial one.
Rule 2: no task is given to two workers, and none is repeated: what killed one worker does not get a second.
Rule 3: a person's requests go to the same worker while it is free, because its cache knows their conversation.
"""

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import replace

from classifiers.catalog import Options
from policies.policy import Policy
from proxy.hearing import Heard, Hearing
from proxy.inspect import Inspection, Task
from proxy.large.tasks import LargeResult, LargeTask, Seen, Settled, Summed
from proxy.worker import HEADER, Answer, Failed, Ready, pack

_MEGABYTE = 1 << 20
_LONG = 256 * 1024  # bytes from which a file is no quick work
_SECONDS_A_MEGABYTE = 30.0  # plain prose with names takes about sixteen on a busy core
_MOST_SECONDS = 300.0
_STEP = 1 << 18  # bytes written to a worker at a time
# glibc raises this bound by itself once a large block was given back, and keeps such blocks from then on.
_MALLOC = {"MALLOC_MMAP_THRESHOLD_": str(1 << 18)}
_WINDOW_SECONDS = 120.0  # for one window of a large file
_START_SECONDS = 60.0
# A worker is replaced after so many answers, or once it holds so much more memory than after its first answer.
_RECYCLE_AFTER = 200_000
_MOST_GROWTH = 512 << 20  # bytes


class PoolFault(RuntimeError):
    """Our own fault: a task without an inspection. ``code`` is short and safe to store."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class _Worker:
    """One process and its pipe. Used by one task at a time, under its lock."""

    def __init__(self, greeting: bytes) -> None:
        self._greeting = greeting
        self._process: asyncio.subprocess.Process | None = None
        self._killed: set[asyncio.Task[int]] = set()  # processes that are not quite gone
        self.is_over = False  # never to be started again
        self._answered = 0
        self._warm = self._resident = 0
        self.lock = asyncio.Lock()
        self.waiting = 0
        self.detectors = ""
        self._policies: set[str] = set()

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

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
            case Failed(error=error):
                raise ValueError(error)
            case _:
                raise PoolFault("worker-start")

    async def ask(self, task: Task | Hearing | LargeTask, policy: Policy) -> object:
        if self._process is None or self._process.returncode is not None:
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
        import pickle

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


def seconds_for(task: Task, deadline: float) -> float:
    """How long an inspection may take: what is large gets more with its size, up to five minutes more."""
    size = len(task.capture.body)
    return (
        deadline + min(_MOST_SECONDS, size / _MEGABYTE * _SECONDS_A_MEGABYTE) if size >= _LONG else deadline
    )


def _large(result: object) -> LargeResult:
    if result is None or isinstance(result, Seen | Settled | Summed):
        return result
    raise PoolFault("worker-answer")


class Pool:
    """Workers for inspections. ``hosts`` are the arguments of ``load_catalogue``."""

    def __init__(
        self, options: Options, hosts: Sequence[Sequence[str]], *, size: int, deadline: float
    ) -> None:
        greeting = pack((options, tuple(hosts)))
        self._workers = [_Worker(greeting) for _ in range(size)]
        self._deadline = deadline
        self._breadth = max(1, size - 1)  # files leave a worker to those who wait for an answer
        self._long = asyncio.Semaphore(self._breadth)
        self._revivals: set[asyncio.Task[None]] = set()

    @property
    def pids(self) -> list[int]:
        """Process ids of the living workers."""
        return [worker.pid for worker in self._workers if worker.pid is not None]

    @property
    def detectors(self) -> str:
        """Digest of the detectors in use."""
        return self._workers[0].detectors

    async def start(self) -> None:
        """Warm all workers up. Raises ValueError for an administrator's fault in the detectors."""
        await asyncio.gather(*(worker.start() for worker in self._workers))

    async def inspect(self, task: Task, policy: Policy, affinity: str) -> tuple[Inspection, float]:
        """One inspection and its milliseconds in the worker. Raises PoolFault."""
        seconds = seconds_for(task, self._deadline)
        if seconds == self._deadline:
            answer = await self._give(self._choose(affinity), task, policy, seconds)
        else:
            async with self._long:
                answer = await self._give(self._choose(affinity), task, policy, seconds)
        if not isinstance(answer.result, Inspection):
            raise PoolFault("worker-answer")
        return answer.result, answer.millis

    async def listen(self, hearing: Hearing, policy: Policy) -> Heard:
        """What is found in an answer. Raises PoolFault."""
        worker = min(self._workers, key=lambda worker: worker.waiting)
        answer = await self._give(worker, hearing, policy, self._deadline)
        if not isinstance(answer.result, Heard):
            raise PoolFault("worker-answer")
        return answer.result

    @property
    def breadth(self) -> int:
        """How many workers may have long work at once; one is left to those who wait for an answer."""
        return self._breadth

    async def ask(self, task: LargeTask, policy: Policy) -> tuple[LargeResult, float]:
        """A look at a window of a large file, by any worker, and its milliseconds there. Raises PoolFault."""
        async with self._long:
            worker = min(self._workers, key=lambda worker: worker.waiting)
            answer = await self._give(worker, task, policy, max(self._deadline, _WINDOW_SECONDS))
        return _large(answer.result), answer.millis

    @contextlib.asynccontextmanager
    async def lend(
        self, policy: Policy, affinity: str
    ) -> AsyncIterator[Callable[[LargeTask], Awaitable[LargeResult]]]:
        """One worker for several questions in a row, between which it remembers. They raise PoolFault."""
        async with self._long:
            worker = self._choose(affinity)
            worker.waiting += 1
            try:
                async with worker.lock:

                    async def ask(task: LargeTask) -> LargeResult:
                        try:
                            async with asyncio.timeout(max(self._deadline, _WINDOW_SECONDS)):
                                answer = await self._ask(worker, task, policy, keep=True)
                        except TimeoutError:
                            raise PoolFault("scan-timeout") from None
                        return _large(answer.result)

                    yield ask
                    if worker.is_spent:
                        self._replace(worker)
            finally:
                worker.waiting -= 1

    async def quiet(self, seconds: float, step: float) -> None:
        """Wait until a worker is idle and another one beside it, so long at most; looked for every ``step`` seconds.

        One that is taken then leaves one to those who wait for an answer.
        """
        for _ in range(int(seconds / step)):
            if sum(worker.waiting == 0 for worker in self._workers) >= min(2, len(self._workers)):
                return
            await asyncio.sleep(step)

    async def _give(
        self, worker: _Worker, task: Task | Hearing | LargeTask, policy: Policy, seconds: float
    ) -> Answer:
        worker.waiting += 1
        try:
            async with asyncio.timeout(seconds):
                async with worker.lock:
                    return await self._ask(worker, task, policy)
        except TimeoutError:
            raise PoolFault("scan-timeout") from None
        finally:
            worker.waiting -= 1

    def _choose(self, affinity: str) -> _Worker:
        preferred = self._workers[hash(affinity) % len(self._workers)]
        if preferred.waiting == 0:
            return preferred
        return min(self._workers, key=lambda worker: worker.waiting)

    async def _ask(
        self, worker: _Worker, task: Task | Hearing | LargeTask, policy: Policy, *, keep: bool = False
    ) -> Answer:
        done = False
        try:
            answer = await worker.ask(task, policy)
            done = True
        except (OSError, ValueError):
            raise PoolFault("worker-start") from None
        finally:
            # Timed out, cancelled or dead: whatever is still in the pipe must not reach the next.
            if not done or (worker.is_spent and not keep):
                self._replace(worker)
        match answer:
            case Answer():
                return answer
            case Failed(error=error):
                if error == MemoryError.__name__:  # it may hold what it could not finish
                    self._replace(worker)
                raise PoolFault(f"scan-{error.lower()[:40]}")
            case _:
                worker.kill()
                raise PoolFault("worker-answer")

    def _replace(self, worker: _Worker) -> None:
        worker.kill()
        if worker.is_over:
            return
        revival = asyncio.create_task(self._revive(worker))
        self._revivals.add(revival)
        revival.add_done_callback(self._revivals.discard)

    async def _revive(self, worker: _Worker) -> None:
        """Warm a new process up before the next task needs it; a failure shows itself there again."""
        worker.waiting += 1  # so that others are preferred meanwhile
        try:
            async with worker.lock:
                if worker.pid is None:
                    with contextlib.suppress(PoolFault, OSError, ValueError, TimeoutError):
                        await worker.start()
        finally:
            worker.waiting -= 1

    async def close(self) -> None:
        """End all workers; who still asks gets a PoolFault."""
        for worker in self._workers:
            worker.is_over = True
        revivals = list(self._revivals)
        for revival in revivals:
            revival.cancel()
        await asyncio.gather(*revivals, return_exceptions=True)  # one may just have made a process
        await asyncio.gather(*(worker.stop() for worker in self._workers))
