"""Messages wait until a text is over, or the service silent, or the bound is reached; then they come out in order."""

import json

import pytest

from proxy.holding import LONGEST, MOST_BYTES, HeldMessages
from proxy.services.catalog import load_catalogue

SILENCE = 10.0


class Room:
    """Room for so many bytes."""

    def __init__(self, most: int = 1 << 30) -> None:
        self.most, self.kept = most, 0

    def takes(self, size: int) -> bool:
        if self.kept + size > self.most:
            return False
        self.kept += size
        return True

    def gives_back(self, size: int) -> None:
        self.kept -= size


def held(dialect: str = "openai_realtime", room: Room | None = None) -> HeldMessages:
    table = load_catalogue().dialects[dialect]
    return HeldMessages(lambda ear: table.socket_restorer("", ear), room or Room(), SILENCE)


def delta(text: str, end: str = "delta") -> str:
    return json.dumps(
        {"type": f"response.output_text.{end}", "item_id": "i", "content_index": 0, end[:5]: text}
    )


def payloads(one: HeldMessages, now: float) -> list[str | bytes] | None:
    burst = one.burst(now)
    return None if burst is None else [waiting.payload for waiting in burst.said]


def test_what_is_no_text_under_way_comes_out_in_a_moment() -> None:
    one = held()
    assert one.is_empty
    assert one.due(0) is None
    one.add('{"type":"session.created"}', (), 0)
    assert payloads(one, 0.1) is None
    assert payloads(one, 0.2) == ['{"type":"session.created"}']
    assert one.is_empty


def test_a_text_comes_out_when_it_is_over() -> None:
    one = held()
    one.add(delta("a"), (), 0)
    one.add(delta("b"), (), 5)
    assert one.due(5) == SILENCE
    assert payloads(one, 9) is None
    one.add(delta("ab", "done"), (), 9)
    assert payloads(one, 9.2) == [delta("a"), delta("b"), delta("ab", "done")]


def test_a_text_comes_out_when_the_service_is_silent_and_then_begins_anew() -> None:
    one = held()
    one.add(delta("a"), (), 0)
    assert payloads(one, SILENCE) == [delta("a")]
    one.add('{"type":"rate_limits.updated"}', (), 20)
    assert payloads(one, 20.2) == ['{"type":"rate_limits.updated"}']


def test_of_a_long_text_all_but_the_latest_seconds_comes_out() -> None:
    one = held()
    for second in range(int(LONGEST) + 1):
        one.add(delta(str(second)), (), second)
    burst = one.burst(LONGEST)
    assert burst is not None
    assert [waiting.since for waiting in burst.said] == list(range(int(LONGEST - SILENCE) + 1))
    assert burst.after[0].since == LONGEST - SILENCE + 1
    assert payloads(one, LONGEST) is None
    ended = one.burst(LONGEST, at_once=True)
    assert ended is not None
    assert list(ended.said) == list(burst.after)


def test_sound_waits_behind_text_and_delays_nothing() -> None:
    one = held()
    one.add(delta("a"), (), 0)
    for second in range(1, 12):
        one.add(b"\xff\xfe", (), second)
    assert payloads(one, 9) is None
    assert payloads(one, 11) == [delta("a"), *[b"\xff\xfe"] * 11]


@pytest.mark.parametrize(("size", "lost"), [(MOST_BYTES, False), (5 << 20, True)])
def test_memory_is_bounded(size: int, lost: bool) -> None:
    room = Room()
    one = held(room=room)
    one.add(delta("x" * size), (), 0)
    burst = one.burst(0)
    assert burst is not None
    assert burst.is_lost is lost
    assert len(burst.said) == (not lost)
    assert room.kept == 0
    assert one.is_empty


def test_where_all_the_room_is_taken_nothing_is_kept() -> None:
    room = Room(most=10)
    one = held(room=room)
    one.add("short", (), 0)
    one.add("too long for it", (), 0)
    one.add("x", (), 0)
    burst = one.burst(0)
    assert burst is not None
    assert burst.is_lost
    assert room.kept == 0
