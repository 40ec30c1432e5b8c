"""Drafts add up, are bounded, and survive a store that cannot be written; samples are looked at and forgotten."""

import asyncio
import gzip
import json
from pathlib import Path

import pytest

from proxy.drafts import Draft, Drafts, drafts
from proxy.recognition import Recognition
from proxy.sampling import MOST_BYTES, Sample, Sampling, judged


def found(score: int, *request: str, template: str = "/v1/messages") -> Recognition:
    return Recognition(score, request, ("fields",), (), template)


def test_they_add_up_and_the_best_says_why(tmp_path: Path) -> None:
    path = tmp_path / "drafts.db"
    store = Drafts(path)
    store.add("acme", "a.example", "POST", found(6, "path"), 10, 100)
    store.add("acme", "a.example", "POST", found(9, "path", "key"), 10, 100)
    store.flush("2026-11-20")
    store.add("acme", "a.example", "POST", found(5, "text"), 1, 2)
    store.add("rival", "b.example", "POST", found(5, "text"), 1, 2)
    store.flush("2026-11-21")
    assert drafts(path, "acme") == [
        Draft(
            "a.example",
            "POST",
            "/v1/messages",
            9,
            ("path", "key"),
            ("fields",),
            3,
            21,
            202,
            "2026-11-20",
            "2026-11-21",
        )
    ]
    assert [one.host for one in drafts(path, "rival")] == ["b.example"]
    assert path.stat().st_mode & 0o077 == 0


def test_they_are_bounded_and_the_oldest_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proxy.drafts.MOST", 2)
    store = Drafts(tmp_path / "drafts.db")
    for day in range(1, 5):
        store.add("acme", f"h{day}.example", "POST", found(6, "path"), 1, 1)
        store.flush(f"2026-11-0{day}")
    assert {one.host for one in drafts(tmp_path / "drafts.db", "acme")} == {"h3.example", "h4.example"}


def test_what_cannot_be_written_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "folder"
    path.mkdir()
    store = Drafts(path)
    store.add("acme", "a.example", "POST", found(6, "path"), 1, 1)
    store.flush("2026-11-21")
    path.rmdir()
    store.flush("2026-11-21")
    assert [one.host for one in drafts(path, "acme")] == ["a.example"]


def sample() -> Sample:
    asked = {"content-type": "application/json", "content-encoding": "gzip"}
    made = Sample("acme", "a.example", "POST", "/v1/chat/completions", asked)
    body = json.dumps({"messages": [{"role": "user", "content": "Hi"}]}).encode()
    assert made.sent(packed := gzip.compress(body)) == packed
    made.answered = {"content-type": "application/json"}
    answer = json.dumps({"choices": []}).encode()
    assert made.received(answer) == answer
    return made


def test_packed_bodies_are_read() -> None:
    assert judged(sample()).raised


def test_a_bomb_shows_nothing_and_ends() -> None:
    made = sample()
    made.body = bytearray(gzip.compress(b" " * (64 << 20)))
    assert judged(made).request == ("path",)


def test_a_copy_is_bounded_and_counts_all() -> None:
    made = Sample("acme", "a.example", "POST", "/", {})
    for _ in range(3):
        made.received(b"x" * MOST_BYTES)
    assert (made.down, len(made.answer)) == (3 * MOST_BYTES, MOST_BYTES)


@pytest.mark.parametrize(
    ("client", "host", "covered", "expected"),
    [
        ("acme", "a.example", True, True),
        ("acme", "a.example", False, False),  # the certificate is older
        ("acme", "b.example", True, False),  # not named
        ("acme", "known.example", True, False),  # in the catalogue meanwhile
        ("rival", "a.example", True, False),
    ],
)
def test_which_connections_are_opened(
    tmp_path: Path, client: str, host: str, covered: bool, expected: bool
) -> None:
    allowed = {"acme": {"a.example", "known.example"}, "rival": set[str]()}
    store = Drafts(tmp_path / "drafts.db")
    sampling = Sampling(allowed.__getitem__, lambda host: host == "known.example", lambda _: covered, store)
    assert sampling.wants(client, host) is expected


def test_as_many_at_a_time_as_may_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proxy.sampling._MOST", 1)
    store = Drafts(tmp_path / "drafts.db")

    async def play() -> None:
        sampling = Sampling(lambda _: (), lambda _: False, lambda _: True, store)
        first = sampling.begin("acme", "a.example", "POST", "/", {})
        assert first is not None
        assert sampling.begin("acme", "a.example", "POST", "/", {}) is None
        sampling.end(sample())
        await sampling.finish()
        assert sampling.begin("acme", "a.example", "POST", "/", {}) is not None

    asyncio.run(play())
    store.flush("2026-11-21")
    assert [one.host for one in drafts(tmp_path / "drafts.db", "acme")] == ["a.example"]
