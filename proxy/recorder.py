"""The recorder: what the guard did, as records in the ledger.

Rule 1: ``request`` returns when its record is durable, and raises when it is not within the deadline.
Rule 2: all other records are tried; that one could not be written is told in the log, and changes no refusal.
Rule 3: no argument here is text of a person; names become pseudonyms, hosts and models only what has their form.
"""

import asyncio
import logging
import time
import uuid
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass

from policies.keys import Keyring
from proxy.capture import Capture
from proxy.discovery import Traffic
from proxy.hearing import Heard
from proxy.identity import Person
from proxy.inspect import Inspection
from proxy.selfcheck import Alert
from proxy.unseen import Unseen
from proxy.untouched import Untouched
from reports.ledger import Ledger, Receipt
from reports.record import (
    INSTALLATION,
    PSEUDONYM_PURPOSE,
    Event,
    Record,
    pseudonym,
    safe_host,
    safe_model,
    tools_named,
)

log = logging.getLogger("promptward.recorder")

_ENDS_SECONDS = 0.25


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done with a request: the action as it was carried out, what the client got (0: the service's own),
    and the milliseconds it took."""

    action: str
    status: int
    ticket: str
    millis: Mapping[str, float]
    size: int | None = None  # bytes of the body as it came, where the capture does not hold it
    sent: int | None = None  # and as it left, where the inspection does not

    @property
    def left(self) -> bool:
        """Whether the request is let go."""
        return self.status == 0


class Recorder:
    """Writes the records of one proxy process."""

    def __init__(self, ledger: Ledger, keyring: Keyring, seconds: float) -> None:
        self._ledger, self._keyring, self._seconds = ledger, keyring, seconds
        self._untouched = Untouched()
        self._ends: list[Record] = []

    async def request(
        self, identity: str, capture: Capture, person: Person, inspection: Inspection, outcome: Outcome
    ) -> None:
        """Put a decided request on record; durable when this returns. Raises LedgerFault, RecordFault, TimeoutError."""
        decision = inspection.decision
        classes, kinds = Counter[str](), Counter[str]()
        for match in decision.matches:
            classes[match.class_id] += 1
            kinds[match.finding.kind] += 1
        redacted = inspection.body is not None and outcome.left
        came = len(capture.body) if outcome.size is None else outcome.size
        made = len(inspection.body or b"") if outcome.sent is None else outcome.sent
        await self._append(
            Record(
                event=Event.REQUEST,
                id=identity,
                time=_now(),
                client=person.client,
                person=self._pseudonym(person),
                service=inspection.service,
                host=safe_host(capture.host),
                route=inspection.route,
                level=inspection.level.value,
                action=outcome.action,
                tier=decision.tier,
                classes=dict(classes),
                kinds=dict(kinds),
                rules=tuple(dict.fromkeys(reason.rule for reason in decision.reasons)),
                policy=decision.policy,
                detectors=inspection.detectors,
                data=inspection.data,
                model=safe_model(inspection.model),
                tools=tools_named(inspection.tools),
                ticket=outcome.ticket,
                status=outcome.status,
                digest=inspection.digest,
                sizes={"in": came, "out": made if redacted else came},
                millis=outcome.millis,
                counts={"redacted": inspection.replaced} if redacted else {},
                severity=decision.volume.severity.value,
                distinct=dict(decision.volume.distinct),
                account=inspection.account,
            )
        )

    async def failure(
        self, identity: str, capture: Capture, person: Person, service: str, code: str, outcome: Outcome
    ) -> None:
        """A request that was refused because something broke."""
        await self._try(
            Record(
                event=Event.FAILURE,
                id=identity,
                time=_now(),
                client=person.client,
                person=self._pseudonym(person),
                service=service,
                host=safe_host(capture.host),
                action=outcome.action,
                tier=1,
                ticket=outcome.ticket,
                status=outcome.status,
                failure=code,
                sizes={"in": len(capture.body) if outcome.size is None else outcome.size},
                millis=outcome.millis,
            )
        )

    async def access(self, host: str, client: str, why: str) -> None:
        """A refusal before any decision: an unknown person, a wrong password, a host that disagrees."""
        await self._try(
            Record(
                event=Event.ACCESS,
                id=uuid.uuid4().hex,
                time=_now(),
                client=client or INSTALLATION,
                host=safe_host(host),
                action="block",
                tier=1,
                failure=why,
            )
        )

    def end(
        self,
        request: str,
        client: str,
        service: str,
        host: str,
        *,
        status: int,
        failure: str,
        restored: int,
        millis: Mapping[str, float],
        heard: Heard | None = None,
    ) -> None:
        """The end of a forwarded request; it rides along with the next record or goes in a moment.

        ``heard`` is what was found in its answer; None where nobody listened.
        """
        counts = {"restored": restored, "masked": heard.masked if heard else 0}
        if not self._ends:
            asyncio.get_running_loop().call_later(_ENDS_SECONDS, self._write_ends)
        self._ends.append(
            Record(
                event=Event.OUTCOME,
                id=uuid.uuid4().hex,
                ref=request,
                time=_now(),
                client=client,
                service=service,
                host=safe_host(host),
                status=status,
                failure=failure,
                millis=dict(millis),
                counts={name: count for name, count in counts.items() if count},
                level=heard.level.value if heard else "",
                classes=heard.classes if heard else {},
                kinds=heard.kinds if heard else {},
            )
        )

    async def alert(self, alert: Alert) -> None:
        """A service has changed."""
        log.warning("%s has changed: %s on %s", alert.service, alert.sign.value, alert.route)
        await self._try(
            Record(
                event=Event.ALERT,
                id=uuid.uuid4().hex,
                time=_now(),
                client=alert.client,
                service=alert.service,
                route=alert.route,
                failure=alert.sign.value,
                counts=alert.counts,
            )
        )

    def tunnel(self, client: str, host: str) -> None:
        """Count an untouched tunnel."""
        self._untouched.tunnel(client, host)

    def unseen(self, client: str, sign: Unseen, host: str, *, passed: bool = False) -> None:
        """Count what cannot be looked into; it is refused unless it ``passed``."""
        self._untouched.unseen(client, sign, host, passed=passed)

    def carried(self, client: str, sign: Unseen, host: str, traffic: Traffic) -> None:
        """Add the bytes of a connection that passed without a look, once it has ended."""
        self._untouched.carried(client, sign, host, traffic)

    async def flush_tunnels(self) -> None:
        """Write the counts of tunnels and of what could not be looked into since the last time; what cannot be
        written is kept for the next."""
        for record in list(self._untouched.taken(_now())):
            if not await self._try(record):
                self._untouched.put_back(record)

    async def note(self, event: Event) -> None:
        """A start or a stop of this process. Raises like ``request``: a proxy without a ledger must not start."""
        await self._append(Record(event=event, id=uuid.uuid4().hex, time=_now(), client=INSTALLATION))

    async def _append(self, record: Record) -> None:
        self._write_ends()
        async with asyncio.timeout(self._seconds):
            await asyncio.wrap_future(self._ledger.append(record))

    async def _try(self, record: Record) -> bool:
        try:
            await self._append(record)
        except Exception as error:  # noqa: BLE001 (whatever broke: the refusal stands without it)
            log.error("no record of %s: %s", record.event.value, type(error).__name__)
            return False
        return True

    def _write_ends(self) -> None:
        ends, self._ends = self._ends, []
        for end in ends:
            self._ledger.append(end).add_done_callback(_without_complaint)

    def _pseudonym(self, person: Person) -> str:
        return pseudonym(self._keyring.derive(person.client, PSEUDONYM_PURPOSE), person.name)


def _without_complaint(future: "Future[Receipt]") -> None:
    """An end that could not be written is told in the log; its request is on record all the same."""
    if not future.cancelled() and future.exception() is not None:
        log.error("no record of outcome: %s", type(future.exception()).__name__)


def _now() -> int:
    return time.time_ns() // 1_000_000
