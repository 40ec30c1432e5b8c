"""Self-check: whether a dialect still reads what it was made for, by what comes by. Pure but for what it remembers.

Rule 1: an alert is about a route of a service, never about a request; single ones may be empty or broken.
Rule 2: one alert for one change: the next comes only after the route has been well again.
Rule 3: nothing here holds text; what is counted is whether there was any.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from policies.decision import Level

WINDOW = 20  # the last so many requests or answers of a route
ALARM = 15  # of them without text, or that did not decode
WELL = 5  # no more than so many: the route is well again
_MOST_ROUTES = 2_000  # clients times services times routes; the oldest goes
_NO_ANSWER = ("text/html", "application/xhtml+xml")


class Sign(StrEnum):
    """What is wrong with a route, as it stands in a record."""

    WITHOUT_TEXT = "prompts-without-text"
    UNDECODED = "answers-undecoded"


@dataclass(frozen=True, slots=True)
class Alert:
    """A service has changed: so many of the last requests, or answers, of a route were not as its dialect expects."""

    client: str
    service: str
    route: str
    sign: Sign
    failed: int
    of: int

    @property
    def counts(self) -> Mapping[str, int]:
        """The numbers as a record holds them."""
        return {"failed": self.failed, "of": self.of}


@dataclass(slots=True)
class _Route:
    last: deque[bool]
    alarmed: bool = False


class SelfCheck:
    """Watches the routes of all services in one process."""

    def __init__(self) -> None:
        self._routes: dict[tuple[str, str, str, Sign], _Route] = {}

    def seen(self, client: str, service: str, route: str, sign: Sign, *, well: bool) -> Alert | None:
        """Take one request or answer of a prompt route into account; gives the alert that is due now."""
        key = (client, service, route, sign)
        watched = self._routes.pop(key, None) or _Route(deque(maxlen=WINDOW))
        self._routes[key] = watched
        if len(self._routes) > _MOST_ROUTES:
            del self._routes[next(iter(self._routes))]
        watched.last.append(well)
        failed = watched.last.count(False)
        if failed <= WELL:
            watched.alarmed = False
        if failed < ALARM or watched.alarmed:
            return None
        watched.alarmed = True
        return Alert(client, service, route, sign, failed, len(watched.last))


def reads(level: Level, *, spoken: bool) -> bool:
    """Whether a request of a prompt route gave what its dialect is there for."""
    return level is Level.UNDERSTOOD and spoken


def decodes(status: int, content_type: str, *, parsed: bool | None) -> bool | None:
    """Whether an answer of a prompt route is one that can be read; None where it does not tell (errors, no body).

    ``parsed`` says whether some of its JSON could be read, None where nobody looked.
    """
    if not 200 <= status < 300 or status in (204, 205):
        return None
    sort = content_type.partition(";")[0].strip().lower()
    if not sort or sort in _NO_ANSWER:
        return False
    return parsed is not False
