"""The self-check tells a service that has changed from single odd requests."""

import pytest

from policies.decision import Level
from proxy.selfcheck import ALARM, WELL, WINDOW, Alert, SelfCheck, Sign, decodes, reads
from proxy.services.prompts import prompt_routes


def run(check: SelfCheck, *well: bool, route: str = "chat") -> list[Alert]:
    found = [check.seen("acme", "openai_api", route, Sign.WITHOUT_TEXT, well=one) for one in well]
    return [alert for alert in found if alert]


def test_a_change_is_told_once_and_again_after_the_route_was_well() -> None:
    check = SelfCheck()
    assert run(check, *[True] * WINDOW, *[False] * (ALARM - 1)) == []
    (alert,) = run(check, False)
    assert (alert.failed, alert.of, alert.counts) == (ALARM, WINDOW, {"failed": ALARM, "of": WINDOW})
    assert run(check, *[False] * 100) == []
    assert run(check, *[True] * (WINDOW - WELL)) == []
    assert len(run(check, *[False] * WINDOW)) == 1


def test_single_odd_requests_and_other_routes_do_not_count() -> None:
    check = SelfCheck()
    assert run(check, *[True, False] * 200) == []
    assert run(check, *[False] * (ALARM - 1)) != []
    fresh = SelfCheck()
    for number in range(100):
        assert run(fresh, *[False] * (ALARM - 1), route=f"r{number}") == []


def test_it_does_not_grow_without_limit() -> None:
    check = SelfCheck()
    for number in range(3000):
        run(check, False, route=f"r{number}")
    assert len(check._routes) <= 2000


@pytest.mark.parametrize(
    ("status", "kind", "parsed", "well"),
    [
        (200, "application/json", True, True),
        (200, "application/json; charset=utf-8", False, False),
        (200, "text/event-stream", None, True),
        (200, "TEXT/HTML; charset=utf-8", None, False),
        (200, "", None, False),
        (204, "", None, None),
        (429, "text/html", None, None),
        (302, "text/html", None, None),
    ],
)
def test_an_answer_decodes(status: int, kind: str, parsed: bool | None, well: bool | None) -> None:
    assert decodes(status, kind, parsed=parsed) is well


def test_a_request_reads_only_when_it_was_understood_and_says_something() -> None:
    assert reads(Level.UNDERSTOOD, spoken=True)
    assert not reads(Level.UNDERSTOOD, spoken=False)
    assert not reads(Level.OPAQUE, spoken=True)


def test_the_main_routes_are_prompt_routes() -> None:
    for dialect, route in (
        ("openai_chat", "chat.completions"),
        ("openai_responses", "responses"),
        ("anthropic_messages", "messages"),
        ("chatgpt_web", "conversation"),
        ("claude_web", "completion"),
        ("gemini", "streamGenerateContent"),
    ):
        assert route in prompt_routes(dialect)
    assert "history" not in prompt_routes("chatgpt_web")
