"""Periods: whole days of a zone, also where a clock changes."""

from datetime import UTC, date, datetime

import pytest

from reports.period import Period, PeriodFault, parse_date, this_month


def _millis(*moment: int) -> int:
    return round(datetime(*moment, tzinfo=UTC).timestamp() * 1000)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("period", "first", "after"),
    [
        (Period(date(2026, 11, 1), date(2026, 11, 1)), (2026, 11, 1), (2026, 11, 2)),
        (
            Period(date(2026, 10, 25), date(2026, 10, 25), "Europe/Berlin"),
            (2026, 10, 24, 22),
            (2026, 10, 25, 23),
        ),
        (Period(date(2026, 3, 29), date(2026, 3, 29), "Europe/Berlin"), (2026, 3, 28, 23), (2026, 3, 29, 22)),
        (Period(date(2026, 2, 1), date(2026, 2, 28), "America/New_York"), (2026, 2, 1, 5), (2026, 3, 1, 5)),
    ],
)
def test_both_ends(period: Period, first: tuple[int, ...], after: tuple[int, ...]) -> None:
    assert (period.first, period.after) == (_millis(*first), _millis(*after))


def test_this_month_ends_today() -> None:
    now = _millis(2026, 11, 30, 23, 30)
    assert this_month(now) == Period(date(2026, 11, 1), date(2026, 11, 30))
    assert this_month(now, "Europe/Berlin") == Period(date(2026, 12, 1), date(2026, 12, 1), "Europe/Berlin")


@pytest.mark.parametrize(
    "text", ["", "today", "2026-13-01", "2026-02-30", "01.11.2026", "9999-12-31", "0001-01-01"]
)
def test_no_date(text: str) -> None:
    with pytest.raises(PeriodFault) as caught:
        parse_date(text)
    assert repr(text) in str(caught.value)


def test_a_period_that_runs_backwards_or_nowhere() -> None:
    with pytest.raises(PeriodFault, match="Swap"):
        Period(date(2026, 11, 2), date(2026, 11, 1))
    for zone in ("Mars/Olympus", "", "../../etc/passwd"):
        with pytest.raises(PeriodFault, match="not known"):
            Period(date(2026, 11, 1), date(2026, 11, 1), zone)


def test_the_days_are_listed() -> None:
    assert Period(date(2026, 2, 27), date(2026, 3, 1)).days == (
        date(2026, 2, 27),
        date(2026, 2, 28),
        date(2026, 3, 1),
    )
