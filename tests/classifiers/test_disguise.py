"""Disguises: what is written so that a pattern does not see it, is found, and found exactly where it stands."""

import base64
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.catalog import load
from classifiers.disguise import MOST_DECODED, views
from classifiers.segment import Segment

SCANNER = load()
MAIL = "ada.byron@kellerbau.de"


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    ("hidden", "kind"),
    [
        ("ada.by\u200bron@keller\u200bbau.de", "EMAIL_ADDRESS"),
        ("ada.byron＠kellerbau.de", "EMAIL_ADDRESS"),
        ("аda.byron@kellerbau.de", "EMAIL_ADDRESS"),
        ("ada.byron%40kellerbau.de", "EMAIL_ADDRESS"),
        ("ada.byron&#64;kellerbau.de", "EMAIL_ADDRESS"),
        ("ada.byron\\u0040kellerbau.de", "EMAIL_ADDRESS"),
        (_base64(f"mail {MAIL}"), "EMAIL_ADDRESS"),
        (_base64(_base64(f"mail {MAIL}")), "EMAIL_ADDRESS"),
        (base64.urlsafe_b64encode(f"mail {MAIL}!?".encode()).decode().rstrip("="), "EMAIL_ADDRESS"),
        (MAIL.encode().hex(), "EMAIL_ADDRESS"),
        (MAIL.encode().hex(" "), "EMAIL_ADDRESS"),
        ("4111\u200b1111\u200b1111\u200b1111", "CREDIT_CARD"),
        ("4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "CREDIT_CARD"),
        ("０７８-０５-１１２０", "US_SSN"),
        ("078\u00ad-05-1120", "US_SSN"),
        ("4111\u20111111\u20111111\u20111111", "CREDIT_CARD"),
        ("536\u201122\u20118145", "US_SSN"),
        ("4111\u20131111\u20131111\u20131111", "CREDIT_CARD"),
        ("٤١١١ ١١١١ ١١١١ ١١١١", "CREDIT_CARD"),
    ],
)
def test_a_disguised_value_is_found_with_its_disguise(hidden: str, kind: str) -> None:
    text = f"please use {hidden} , thanks"
    found = SCANNER.scan([Segment(0, text)]).findings
    assert [(one.kind, text[one.start : one.end]) for one in found] == [(kind, hidden)]


@pytest.mark.parametrize(
    "text",
    [
        "Привет, как дела? Это обычный текст без секретов.",
        "Où est la bibliothèque, s'il vous plaît ?",
        "α, β and γ are angles; π is 3.14159",
        "sha 8f14e45fceea167a5a36dedd4bea25438f14e45fceea167a5a36dedd4bea2543",
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk",
        "100%25 sure &amp; done, 50 % &nbsp; off, C:\\new\\xray",
        "1 2 3 4 5 6 7 8 9 10 11 12",
        _base64("an ordinary sentence that nobody needs to protect"),
    ],
)
def test_ordinary_text_stays_silent(text: str) -> None:
    scan = SCANNER.scan([Segment(0, text)])
    assert not scan.findings
    assert not scan.unread


@given(st.text(max_size=200))
def test_every_view_leads_back_into_its_text(text: str) -> None:
    found, _ = views(text)
    for view in found:
        assert len(view.text) == len(view.spans)
        assert all(0 <= start < end <= len(text) for start, end in view.spans)
        if view.text:
            start, end = view.original(0, len(view.text))
            assert 0 <= start < end <= len(text)


def test_more_than_the_bound_is_not_clean() -> None:
    text = (_base64("nothing to see here, move along " * 4) + " ") * (MOST_DECODED // 100)
    assert SCANNER.scan([Segment(0, text)]).unread == (0,)


@pytest.mark.parametrize(
    "piece", ["%4", "&#", "\\u00", "1 ", "a\u200b", "аa", "QUJD", "4a ", "＠", "&amp", "=", "-_"], ids=repr
)
def test_hostile_repetition_is_linear(piece: str) -> None:
    def spent(size: int) -> float:
        """The best of some runs: the machine has other things to do, the code has not."""
        text = (piece * size)[:size]
        times = []
        for _ in range(4):
            begun = time.process_time()
            views(text)
            times.append(time.process_time() - begun)
        return min(times)

    assert spent(80_000) < 10 * max(spent(20_000), 0.004)  # 4 is linear, 16 is quadratic
