"""What services say on sockets is read in bursts, and what was found is on record with the message before it."""

import asyncio
from functools import partial
from typing import Any

import pytest

from proxy.standin.model import Turn
from reports.record import Event, Record
from tests.e2e.actors import credential
from tests.proxy.edge.test_socket import answer_of, asked, opened

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture
def secret(monkeypatch: pytest.MonkeyPatch) -> str:
    """A key that the service says whenever it is asked, which is taken for silent soon."""
    made = credential()
    monkeypatch.setattr("proxy.standin.sockets.Turn", partial(Turn, say=f"Export {made} first."))
    monkeypatch.setattr("proxy.listener.QUIET", 0.3)
    return made


def heard(rig: Any) -> list[Record]:
    """What was heard of the answers to this test's messages."""
    records = rig.all_records()[rig.mark :]
    asked_here = {record.id for record in records if record.event is Event.REQUEST}
    return [one for one in records if one.event is Event.OUTCOME and one.level and one.ref in asked_here]


async def turn(socket: Any) -> None:
    await socket.send(asked("How do I log in?"))
    assert "Export" in await answer_of(socket)


async def test_a_burst_is_read_when_the_service_falls_silent(rig: Any, secret: str) -> None:
    async with opened(rig) as socket:
        await turn(socket)
        await rig.settled(lambda: heard(rig), seconds=20)
        await turn(socket)
        await rig.settled(lambda: len(heard(rig)) == 2, seconds=20)
    messages = [record.id for record in rig.records() if record.event is Event.REQUEST]
    assert [record.ref for record in heard(rig)] == messages[-2:]
    assert all(sum(record.kinds.values()) == 1 and record.level == "understood" for record in heard(rig))
    assert secret not in str(rig.all_records())


async def test_what_was_said_last_is_read_at_the_end_of_the_socket(
    rig: Any, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proxy.listener.QUIET", 600.0)
    async with opened(rig) as socket:
        await turn(socket)
        assert not heard(rig)
    await rig.settled(lambda: heard(rig), seconds=20)
    assert [sum(record.kinds.values()) for record in heard(rig)] == [1]


async def test_what_the_person_wrote_does_not_count(rig: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proxy.listener.QUIET", 0.3)
    async with opened(rig) as socket:
        await socket.send(asked("write to ada@zq-listened.example"))
        assert await answer_of(socket) == "write to ada@zq-listened.example"
        await rig.settled(lambda: heard(rig), seconds=20)
    assert [dict(record.kinds) for record in heard(rig)] == [{}]


async def test_much_is_read_at_once_and_memory_is_given_back(
    rig: Any, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proxy.listener.MOST_BYTES", 400)
    monkeypatch.setattr("proxy.listener.QUIET", 600.0)
    async with opened(rig) as socket:
        await turn(socket)
        await rig.settled(lambda: heard(rig), seconds=20)
    await rig.settled(lambda: rig.guard.back.listening.kept == 0, seconds=20)


async def test_a_client_may_choose_that_nobody_listens(
    rig: Any, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(rig.guard.back.listening), "copies", lambda *_: None)
    async with opened(rig) as socket:
        await turn(socket)
        await asyncio.sleep(1)
    assert heard(rig) == []
