"""Listening never costs more memory than it may, and tells of each answer, whatever happens to it."""

import asyncio
from typing import Any, cast

import pytest

from policies.clients import Clients
from policies.decision import Level
from policies.keys import Keyring
from policies.policy import Policy
from proxy import listening
from proxy.child import PoolFault
from proxy.hearing import UNREAD, Heard, names_beside
from proxy.listening import Copy, Listening
from proxy.pool import Pool
from proxy.saying import Hearing

POLICY = cast("Policy", None)
CLEAN = Heard(Level.UNDERSTOOD)


class Workers:
    """A pool that gives one result, or breaks, or hangs; it counts how many tasks it has at once."""

    def __init__(self, result: Heard | Exception | None) -> None:
        self.result, self.now, self.most = result, 0, 0

    async def quiet(self, seconds: float, step: float) -> None:
        pass

    async def listen(self, hearing: Hearing, policy: Policy) -> Heard:
        self.now += 1
        self.most = max(self.most, self.now)
        await asyncio.sleep(0 if self.result else 60)
        self.now -= 1
        if isinstance(self.result, Exception):
            raise self.result
        return cast("Heard", self.result)


def hearing(body: bytes) -> Hearing:
    return Hearing("openai_api", "openai_chat", "chat", "application/json", "", body)


def run(
    result: Heard | Exception | None, bodies: list[bytes], seconds: float = 5
) -> tuple[list[Heard], int, Workers]:
    """What is told of the answers, the bytes kept in the end, and the workers."""
    told: list[Heard] = []
    workers = Workers(result)

    async def all_of_them() -> int:
        listens = Listening(cast("Pool", workers), cast("Clients", None), cast("Keyring", None))
        for body in bodies:
            copy = Copy(listens)
            assert copy.feed(body) == body
            listens.over(copy, hearing, POLICY, told.append)
        await listens.finish(seconds)
        return listens.kept

    return told, asyncio.run(all_of_them()), workers


def test_each_answer_is_told_and_one_at_a_time_is_scanned() -> None:
    told, kept, workers = run(CLEAN, [b"one", b"two", b"three"])
    assert told == [CLEAN] * 3
    assert (kept, workers.most) == (0, 1)


@pytest.mark.parametrize("result", [PoolFault("worker-died"), None])
def test_an_answer_that_is_not_scanned_is_unread(result: Any) -> None:
    told, kept, _ = run(result, [b"one", b"two"], seconds=0.1)
    assert told == [UNREAD] * 2
    assert kept == 0


def test_memory_is_bounded_for_one_and_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "MOST_BYTES", 10)
    monkeypatch.setattr(listening, "MOST_WAITING", 25)
    told, kept, _ = run(CLEAN, [b"x" * 11, b"x" * 10, b"x" * 10, b"x" * 10, b"x" * 5])
    assert told.count(UNREAD) == 2
    assert told.count(CLEAN) == 3
    assert kept == 0


def test_names_of_other_clients_are_those_that_can_be_told() -> None:
    names = ["Acme GmbH", "ACME", "Keller Bau", "Ida", "Acme GmbH & Sons"]
    assert names_beside("Acme GmbH", names) == ("Keller Bau",)
