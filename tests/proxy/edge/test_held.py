"""Streams that are held: nothing but comments and a refusal comes out, within bounds."""

import json
from typing import Any, cast

import pytest
from mitmproxy import http

from proxy.edge.held import LONGEST, Held, is_cut, said_in
from proxy.effect import Reply
from proxy.listening import MOST_BYTES, Copy

REFUSED = b"refused"


class Clock:
    """Seconds that pass when told."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Room:
    """Room for any number of bytes."""

    def takes(self, size: int) -> bool:
        return True

    def gives_back(self, size: int) -> None: ...


def held(*, is_sse: bool = True) -> tuple[Held, Copy, Clock]:
    copy, clock = Copy(cast("Any", Room())), Clock()
    return Held(copy, lambda: REFUSED, clock, is_sse=is_sse), copy, clock


@pytest.mark.parametrize(("is_sse", "comment"), [(True, b": wait\n\n"), (False, b"")])
def test_a_client_is_told_to_wait_every_ten_seconds(is_sse: bool, comment: bytes) -> None:
    stream, copy, clock = held(is_sse=is_sse)
    shown = []
    for clock.now in (0, 9, 11, 12, 21, 22):
        shown.append(stream(b"x"))
    assert shown == [b"", b"", comment, b"", comment, b""]
    assert stream(b"") == b""
    assert copy.taken == b"xxxxxx"
    assert not is_cut(stream)


def test_a_stream_that_goes_on_too_long_is_refused_and_cut() -> None:
    stream, copy, clock = held()
    assert stream(b"x") == b""
    clock.now = LONGEST + 1
    assert stream(b"x") == REFUSED
    assert copy.taken is None
    assert is_cut(stream)
    with pytest.raises(ConnectionAbortedError):
        stream(b"x")


def test_a_stream_that_is_too_large_is_refused_and_may_end() -> None:
    stream, copy, _ = held()
    assert stream(b"x" * MOST_BYTES) == b""
    assert stream(b"x") == REFUSED
    assert copy.taken is None
    assert stream(b"") == b""


def test_a_stream_that_ends_late_is_not_refused() -> None:
    stream, _, clock = held()
    stream(b"x")
    clock.now = LONGEST + 1
    assert stream(b"") == b""
    assert not is_cut(stream)


def test_a_refusal_in_json_becomes_an_event_of_a_stream() -> None:
    reply = Reply(403, (("content-type", "application/json"),), b'{"error":\n {"message": "no"}}')
    shown = said_in(reply, http.Response.make(200, b"", {"content-type": "text/event-stream; charset=utf-8"}))
    head, line = shown.decode().rstrip("\n").split("\n")
    assert head == "event: error"
    assert json.loads(line.removeprefix("data: ")) == {"error": {"message": "no"}}
    assert (
        said_in(reply, http.Response.make(200, b"", {"content-type": "application/x-ndjson"})) == reply.body
    )
