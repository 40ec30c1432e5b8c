"""Cutting streams into events, and writing an event anew."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxy.answer.sse import LARGEST_EVENT, LineReader, Reader, SseReader
from tests.proxy.answer.book import payloads

PIECES = st.sampled_from(
    [
        b"data: {}",
        b"data:x",
        b"data",
        b": note",
        b"event: e",
        b"id: 1",
        b"retry: 5",
        b"\n",
        b"\r\n",
        b"\r",
        "ü😀".encode(),
    ]
)


def read(reader: Reader, chunks: list[bytes]) -> tuple[list[bytes], bytes]:
    raws = [event.raw for chunk in chunks for event in reader.feed(chunk)]
    return raws, reader.rest()


@given(st.lists(PIECES, max_size=14).map(b"".join))
def test_events_together_are_the_stream(rest: bytes) -> None:
    stream = b"data: 1\n" + rest
    whole, left = read(SseReader(), [stream])
    assert b"".join(whole) + left == stream
    single, single_left = read(SseReader(), [stream[at : at + 1] for at in range(len(stream))])
    assert b"".join(single) + single_left == stream
    told = [
        (event.name, event.payload) for event in map(SseReader().last, whole) if event.payload is not None
    ]
    assert told == payloads(b"".join(whole))
    told = [
        (event.name, event.payload) for event in map(SseReader().last, single) if event.payload is not None
    ]
    assert told == payloads(b"".join(single))


@pytest.mark.parametrize(
    ("raw", "name", "payload", "rebuilt", "like"),
    [
        (b"data: a\n\n", "", "a", b"data: NEW\n\n", b"data: NEW\n\n"),
        (b"data:a\r\n\r\n", "", "a", b"data:NEW\r\n\r\n", b"data: NEW\r\n\r\n"),
        (b"event: e\rdata: a\r\r", "e", "a", b"event: e\rdata: NEW\r\r", b"event: e\rdata: NEW\r\r"),
        (
            b": note\nid: 7\ndata: {\ndata: }\nevent:e\n\n",
            "e",
            "{\n}",
            b": note\nid: 7\ndata: NEW\nevent:e\n\n",
            b"event: e\ndata: NEW\n\n",
        ),
        (b"\xef\xbb\xbfdata: a\n\n", "", "a", b"\xef\xbb\xbfdata: NEW\n\n", b"data: NEW\n\n"),
        (b"data: a", "", "a", b"data: NEW", b"data: NEW\n\n"),
        (b"data\n\n", "", "", b"data:NEW\n\n", b"data: NEW\n\n"),
    ],
)
def test_events(raw: bytes, name: str, payload: str, rebuilt: bytes, like: bytes) -> None:
    event = SseReader().last(raw)
    assert (event.name, event.payload) == (name, payload)
    assert event.rebuilt("NEW") == rebuilt
    assert event.like("NEW", event.name) == like


def test_a_payload_of_several_lines_stays_one() -> None:
    event = SseReader().last(b"event: e\r\ndata: {\r\ndata: }\r\n\r\n")
    assert payloads(event.rebuilt("{\n1\n}")) == [("e", "{\n1\n}")]


@pytest.mark.parametrize("raw", [b": note\n\n", b"event: e\n\n", b"\n", b"data: \xff\n\n"])
def test_events_without_a_payload(raw: bytes) -> None:
    assert SseReader().last(raw).payload is None


@pytest.mark.parametrize(
    "stream", [b"{'error': 1}", b"<html>", b"hello world, this is text\n\n", b"datum: 1\n\n"]
)
def test_what_is_no_stream_is_told_at_once(stream: bytes) -> None:
    reader = SseReader()
    assert read(reader, [stream[at : at + 1] for at in range(len(stream))]) == ([], stream)
    assert reader.broken


@pytest.mark.parametrize("reader", [SseReader(), LineReader()])
def test_an_event_without_end_is_not_kept_for_ever(reader: Reader) -> None:
    chunk = b"data: " + b"x" * (1 << 20)
    for _ in range(LARGEST_EVENT // len(chunk) + 1):
        assert not reader.broken
        assert reader.feed(chunk) == []
    assert reader.broken
    assert len(reader.rest()) > LARGEST_EVENT


def test_lines() -> None:
    events = LineReader().feed(b' {"a":1}\r\n\n{"b"')
    assert [(event.raw, event.payload) for event in events] == [(b' {"a":1}\r\n', '{"a":1}'), (b"\n", None)]
    assert events[0].rebuilt("NEW") == b" NEW\r\n"
    assert events[0].like("NEW", "") == b"NEW\n"
