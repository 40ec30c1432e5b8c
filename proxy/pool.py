"""The pool of worker processes: each task has a deadline; a worker that hangs is killed, one that dies is replaced.

Rule 1: a task gets an inspection or a ``PoolFault``; never nothing, never a partial one.
Rule 2: no task is given to two workers, and none is repeated: what killed one worker does not get a second.
Rule 3: a person's requests go to the same worker while it is free, because its cache knows their conversation.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

from classifiers.catalog import Options
from policies.policy import Policy
from proxy.child import Child, PoolFault
from proxy.hearing import Heard
from proxy.inspect import Inspection, Task
from proxy.large.tasks import LargeResult, LargeTask, Seen, Settled, Summed
from proxy.saying import Hearing
from proxy.worker import Answer, Failed, pack

_MEGABYTE = 1 << 20
_LONG = 256 * 1024  # bytes from which a file is no quick work
_SECONDS_A_MEGABYTE = 30.0  # plain prose with names takes about sixteen on a busy core
_MOST_SECONDS = 300.0
_WINDOW_SECONDS = 120.0  # for one window of a large file


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
        self._workers = [Child(greeting, self._replace) for _ in range(size)]
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
        self, worker: Child, task: Task | Hearing | LargeTask, policy: Policy, seconds: float
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

    def _choose(self, affinity: str) -> Child:
        preferred = self._workers[hash(affinity) % len(self._workers)]
        if preferred.waiting == 0:
            return preferred
        return min(self._workers, key=lambda worker: worker.waiting)

    async def _ask(
        self, worker: Child, task: Task | Hearing | LargeTask, policy: Policy, *, keep: bool = False
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

    def _replace(self, worker: Child) -> None:
        worker.kill()
        if worker.is_over:
            return
        revival = asyncio.create_task(self._revive(worker))
        self._revivals.add(revival)
        revival.add_done_callback(self._revivals.discard)

    async def _revive(self, worker: Child) -> None:
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
