"""Volume: how many different values and records a request holds, in bands, and how severe that is. Pure.

The bands are 1, 2 to 9, 10 to 99, 100 to 499 and 500 or more (from 500 persons on, US regulators want to be told of a
breach). A band makes a request more severe. What happens with it is decided by rules (``at_least``), which can only
tighten: there is no "at most", for another finding must never weaken a decision (law 7).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from policies.classes import DataClass

BANDS = (1, 2, 10, 100, 500)


class Severity(StrEnum):
    """How bad it would be if a request left as it came; empty for nothing sensitive."""

    NONE = ""
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 for none up to 4 for critical."""
        return _RANK[self]


_RANK = {severity: rank for rank, severity in enumerate(Severity)}
_LEVELS = tuple(Severity)


@dataclass(frozen=True, slots=True)
class Volume:
    """Different values by class, of a combination's class the different records; and the severity of it all."""

    distinct: tuple[tuple[str, int], ...] = ()
    severity: Severity = Severity.NONE


def volume_of(distinct: Mapping[str, int], classes: Iterable[DataClass]) -> Volume:
    """The volume of a request from the number of different values or records of each class."""
    known = {item.id: item for item in classes}
    severest = max(
        (severity_of(known[class_id], count) for class_id, count in distinct.items() if count),
        key=lambda one: one.rank,
        default=Severity.NONE,
    )
    return Volume(tuple(sorted((class_id, count) for class_id, count in distinct.items() if count)), severest)


def severity_of(item: DataClass, count: int) -> Severity:
    """Of so many values of one class: low for internal, medium for confidential, high for restricted data; one more
    from 10 values on, two more from 100, critical from 500."""
    if count < 1:
        return Severity.NONE
    base = max(1, item.sensitivity.rank)
    raised = base + (count >= 10) + (count >= 100)
    return Severity.CRITICAL if count >= BANDS[-1] else _LEVELS[min(raised, Severity.CRITICAL.rank)]


def band_of(count: int) -> str:
    """The band of a number of values, such as ``10-99``; empty for none."""
    if count < 1:
        return ""
    at = max(index for index, least in enumerate(BANDS) if count >= least)
    if at == 0:
        return "1"
    return f"{BANDS[at]}+" if at == len(BANDS) - 1 else f"{BANDS[at]}-{BANDS[at + 1] - 1}"
