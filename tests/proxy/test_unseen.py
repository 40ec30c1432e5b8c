"""What cannot be looked into is recognised, and what only looks like it is not."""

import pytest

from proxy.unseen import FAILURES, Pins, distrusts, hides

ECH = (0xFE0D, b"\0\0\1\0\1\x20" + b"x" * 40)
INNER = (0xFE0D, b"\1")


def test_a_client_that_never_trusts_is_pinned_until_it_does_or_an_hour_has_passed() -> None:
    now = [0.0]
    pins = Pins(lambda: now[0])
    assert [pins.failed("10.0.0.1", "chatgpt.com") for _ in range(FAILURES)] == [False] * (FAILURES - 1) + [
        True
    ]
    assert pins.is_pinned("10.0.0.1", "chatgpt.com")
    assert not pins.is_pinned("10.0.0.2", "chatgpt.com")
    assert not pins.is_pinned("10.0.0.1", "claude.ai")
    pins.trusted("10.0.0.1", "chatgpt.com")
    assert not pins.is_pinned("10.0.0.1", "chatgpt.com")
    for _ in range(FAILURES):
        pins.failed("10.0.0.1", "claude.ai")
    now[0] = 3601
    assert not pins.is_pinned("10.0.0.1", "claude.ai")
    assert not pins.failed("10.0.0.1", "claude.ai")


def test_a_handshake_that_works_in_between_starts_the_count_anew() -> None:
    pins = Pins(lambda: 0.0)
    for _ in range(20):
        assert not pins.failed("a", "b")
        pins.trusted("a", "b")


def test_it_does_not_grow_without_limit() -> None:
    pins = Pins(lambda: 0.0)
    for number in range(20_100):
        pins.failed(str(number), "chatgpt.com")
    assert len(pins._failed) <= 20_000


@pytest.mark.parametrize(
    ("host", "outer", "extensions", "hidden"),
    [
        ("bank.example", "bank.example", [ECH], False),  # what browsers always send
        ("bank.example", "public.example", [ECH], True),
        ("203.0.113.7", "public.example", [ECH], True),
        ("203.0.113.7", "", [ECH], True),
        ("bank.example", "public.example", [], False),
        ("bank.example", "public.example", [INNER], False),
        ("bank.example", "public.example", [(0, b"x"), (16, b"h2")], False),
    ],
)
def test_only_another_outer_name_hides(
    host: str, outer: str, extensions: list[tuple[int, bytes]], hidden: bool
) -> None:
    assert hides(host, outer, extensions) is hidden


@pytest.mark.parametrize(
    ("error", "found"),
    [
        ("The client does not trust the proxy's certificate for x (tlsv1 alert unknown ca)", True),
        ("connection closed early", False),
        ("Client and mitmproxy cannot agree on a TLS version to use.", False),
        (None, False),
    ],
)
def test_only_distrust_counts(error: str | None, found: bool) -> None:
    assert distrusts(error) is found
