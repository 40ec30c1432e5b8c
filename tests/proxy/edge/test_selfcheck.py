"""A service that has changed is put on record, by its requests and by its answers."""

from typing import Any

import pytest

from proxy.selfcheck import SelfCheck
from reports.alerts import alerts
from reports.record import Event
from tests.proxy.edge.test_upstream import _scripted, context  # noqa: F401 (a fixture)

# The other server must be known before the first request: the engine reads its CA file once.
pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.usefixtures("context")]
URL = "https://api.openai.com/v1/chat/completions"


def _impatient(rig: Any, monkeypatch: pytest.MonkeyPatch, alarm: int) -> None:
    monkeypatch.setattr("proxy.selfcheck.ALARM", alarm)
    monkeypatch.setattr("proxy.selfcheck.WELL", 0)
    monkeypatch.setattr(rig.guard._checking, "_selfcheck", SelfCheck())


async def test_prompts_without_text_raise_one_alert(rig: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    _impatient(rig, monkeypatch, 3)
    async with rig.client() as client:
        for _ in range(5):
            await client.post(URL, json={"model": "m", "messages": []})
    found = [record for record in rig.records() if record.event is Event.ALERT]
    assert [(one.service, one.route, one.failure) for one in found] == [
        ("openai_api", "chat.completions", "prompts-without-text")
    ]
    assert found[0].counts["failed"] == 3
    assert found[0] in list(alerts(rig.folder / "ledger.db", found[0].time))
    assert list(alerts(rig.folder / "ledger.db", found[0].time + 1)) == []


async def test_answers_that_do_not_decode_raise_one_alert(
    rig: Any,
    monkeypatch: pytest.MonkeyPatch,
    context: Any,  # noqa: F811
) -> None:
    _impatient(rig, monkeypatch, 2)
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<p>The new service</p>"
    for _ in range(3):
        async with _scripted(rig, page, context):
            await rig.ask("A clean question")
    await rig.settled(lambda: any(one.event is Event.ALERT for one in rig.records()))
    found = [one.failure for one in rig.records() if one.event is Event.ALERT]
    assert found == ["answers-undecoded"]


STREAM = b'data: {"choices":[{"index":0,"delta":{"content":"Good day"}}]}\n\ndata: [DONE]\n\n'
WHOLE = b'{"choices":[{"index":0,"message":{"content":"A good day to you"}}]}'


@pytest.mark.parametrize(("kind", "known"), [(b"text/event-stream", STREAM), (b"application/json", WHOLE)])
async def test_answers_whose_fields_are_renamed_raise_one_alert(
    rig: Any,
    monkeypatch: pytest.MonkeyPatch,
    context: Any,  # noqa: F811
    kind: bytes,
    known: bytes,
) -> None:
    _impatient(rig, monkeypatch, 2)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: " + kind + b"\r\nConnection: close\r\n\r\n"
    for body in (known, known.replace(b"choices", b"options"), known.replace(b"content", b"piece")):
        assert not any(one.event is Event.ALERT for one in rig.records())
        async with _scripted(rig, head + body, context):
            await rig.ask("A clean question")
    await rig.settled(lambda: any(one.event is Event.ALERT for one in rig.records()))
    (found,) = [one for one in rig.records() if one.event is Event.ALERT]
    assert (found.failure, found.counts["failed"], found.counts["of"]) == ("answers-undecoded", 2, 3)
