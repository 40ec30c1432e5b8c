"""Discovery counts hosts, forgets the oldest, and hides what is known to be no AI."""

from pathlib import Path

import pytest

from proxy.discovery import Discovery, Host, Traffic, hosts, looks_like_ai, set_not_ai


def test_counts_add_up_over_writes(tmp_path: Path) -> None:
    path = tmp_path / "discovered.db"
    for day in ("2026-11-20", "2026-11-21"):
        found = Discovery(path)
        found.connected("acme", "a.example")
        found.connected("acme", "a.example")
        found.ended("acme", "a.example", Traffic(100, 7))
        found.connected("rival", "b.example")
        found.flush(day)
        found.flush(day)
    assert hosts(path, "acme") == [Host("a.example", 4, 200, 14, "2026-11-20", "2026-11-21")]
    assert [one.host for one in hosts(path, "rival")] == ["b.example"]
    assert path.stat().st_mode & 0o077 == 0


def test_it_is_bounded_and_the_oldest_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proxy.discovery.MOST", 3)
    found = Discovery(tmp_path / "discovered.db")
    for day in range(1, 6):
        found.connected("acme", f"h{day}.example")
        found.flush(f"2026-11-0{day}")
    assert {one.host for one in hosts(tmp_path / "discovered.db", "acme")} == {
        f"h{day}.example" for day in (3, 4, 5)
    }


def test_what_is_no_ai_is_hidden(tmp_path: Path) -> None:
    path = tmp_path / "discovered.db"
    found = Discovery(path)
    found.connected("acme", "bank.example")
    found.flush("2026-11-21")
    set_not_ai(path, "bank.example")
    assert hosts(path, "acme") == []
    assert [one.host for one in hosts(path, "acme", everything=True)] == ["bank.example"]


def test_what_cannot_be_written_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "folder"
    path.mkdir()
    found = Discovery(path)
    found.connected("acme", "a.example")
    found.flush("2026-11-21")
    path.rmdir()
    found.flush("2026-11-21")
    assert [one.host for one in hosts(path, "acme")] == ["a.example"]


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("ai.acme.example", True),
        ("chat.vendor.ai", True),
        ("freegpt4.example", True),
        ("llm-gateway.corp.example", True),
        ("mail.example", False),
        ("air.example", False),
        ("aix.example", False),
        ("www.airbnb.example", False),
        ("said.example", False),
    ],
)
def test_names_that_sound_like_ai(host: str, expected: bool) -> None:
    assert looks_like_ai(host) is expected
