"""A period: whole days in a named time zone, and the same in UTC milliseconds."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class PeriodFault(ValueError):
    """The caller's fault: a date or a time zone that is none."""


@dataclass(frozen=True, slots=True)
class Period:
    """From the first moment of ``start`` to the last of ``end``, both days included, in time zone
    ``zone``."""

    start: date
    end: date
    zone: str = "UTC"

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise PeriodFault(
                f"the period ends on {self.end}, before it begins on {self.start}. Swap the dates."
            )
        zone_of(self.zone)

    @property
    def first(self) -> int:
        """The first millisecond."""
        return _millis(self.start, zone_of(self.zone))

    @property
    def after(self) -> int:
        """The first millisecond after the period."""
        return _millis(self.end + timedelta(days=1), zone_of(self.zone))

    @property
    def days(self) -> tuple[date, ...]:
        """Every day of it."""
        return tuple(self.start + timedelta(days=n) for n in range((self.end - self.start).days + 1))

    @property
    def words(self) -> str:
        """For people: both dates and the zone."""
        return f"{self.start} to {self.end} ({self.zone})"


def zone_of(name: str) -> tzinfo:
    """The time zone of an IANA name. Raises PeriodFault."""
    if name == "UTC":
        return UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise PeriodFault(
            f"time zone {name!r} is not known. Use an IANA name such as Europe/Berlin."
        ) from None


def _millis(day: date, zone: tzinfo) -> int:
    return round(datetime(day.year, day.month, day.day, tzinfo=zone).timestamp() * 1000)


def day_of(millis: int, zone: tzinfo) -> date:
    """The day of a moment in a zone."""
    return datetime.fromtimestamp(millis / 1000, zone).date()


def this_month(now: int, zone: str = "UTC") -> Period:
    """From the first of the month to today."""
    today = day_of(now, zone_of(zone))
    return Period(today.replace(day=1), today, zone)


def parse_date(text: str) -> date:
    """A date in the form 2026-11-21. Raises PeriodFault."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise PeriodFault(
            f"{text!r} is not a date. Write it as YYYY-MM-DD, 2026-11-21 for example."
        ) from None
    if not 1970 <= day.year <= 9000:
        raise PeriodFault(f"{text!r} is out of range. Give a year from 1970 to 9000.")
    return day
