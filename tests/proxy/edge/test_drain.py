"""The end of the engine: who is idle is cut, but not before the end of an answer is written."""

import asyncio
from typing import Any, cast

from proxy.edge.engine import Engine


class Handler:
    """A connection that has something left to write for some looks."""

    has_socket = is_leaving = False

    def __init__(self, handlers: dict[str, "Handler"], writes: int) -> None:
        self._handlers = handlers
        self._writes = writes

    @property
    def is_writing(self) -> bool:
        self._writes -= 1
        return self._writes >= 0

    def cut(self) -> None:
        self._handlers.pop("one", None)


class Master:
    def shutdown(self) -> None:
        """Nothing runs."""


async def _drained(busy: list[bool], writes: int) -> int:
    """How often the engine looks before it cuts a connection that is busy as given, then idle."""
    engine = cast(Any, Engine.__new__(Engine))
    engine._listener = engine._running = None
    engine.master, engine._handlers = Master(), {}
    engine._handlers["one"] = Handler(engine._handlers, writes)
    looks = 0

    def is_busy(_: str) -> bool:
        nonlocal looks
        looks += 1
        return busy.pop(0) if busy else False

    assert await engine.drain(is_busy, 5, asyncio.Event()) == 0
    return looks


async def test_who_is_idle_is_cut_at_the_second_look() -> None:
    assert await _drained([], 0) == 2


async def test_who_becomes_idle_between_two_looks_may_write_its_end() -> None:
    assert await _drained([False, True, True], 0) == 5


async def test_who_has_something_left_to_write_is_not_cut() -> None:
    assert await _drained([], 2) == 4
