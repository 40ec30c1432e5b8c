"""The guard: from a capture to an effect, with the record in between.

Rule 1: ``judge`` gives an effect for everything, and that is a refusal unless each step before it is finished.
Rule 2: a Forward is only made after the ledger's receipt.
Rule 3: nothing here knows mitmproxy; the edge obeys, it does not decide.
"""

import asyncio
import itertools
import logging
import secrets
import time
import uuid
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from typing import assert_never

from policies.clients import Clients
from policies.decision import Allow, Block, Coach, Decision, Hold, Redact
from policies.keys import Keyring
from policies.policy import Policy
from proxy.answering import Answer, decoder
from proxy.capture import Capture
from proxy.contract import Dialect, Refusal
from proxy.effect import Effect, Forward, Reply
from proxy.identity import Person, Stranger
from proxy.inspect import Inspection, Task, owner_tag
from proxy.pool import Pool, PoolFault
from proxy.quiet import describe
from proxy.services.catalog import Catalogue
from proxy.vault import Tokens, Vault
from reports.ledger import Ledger, Receipt
from reports.record import INSTALLATION, Event, Record, pseudonym, safe_host, safe_model

log = logging.getLogger("promptward.guard")

_HOSTS_A_RECORD = 200
_ENDS_SECONDS = 0.25
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may cost: bytes of body, seconds until its record is durable."""

    body: int
    record_seconds: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a request, and what its answer needs."""

    id: str
    effect: Effect
    client: str
    person: str = field(repr=False)
    inspection: Inspection | None = field(default=None, repr=False)
    tokens: Tokens | None = field(default=None, repr=False)


class Guard:
    """One per proxy process. All state that outlives a request is in the parts it was given."""

    def __init__(
        self,
        *,
        clients: Clients,
        keyring: Keyring,
        catalogue: Catalogue,
        pool: Pool,
        ledger: Ledger,
        vault: Vault,
        limits: Limits,
    ) -> None:
        self._clients, self._keyring, self._catalogue = clients, keyring, catalogue
        self._pool, self._ledger, self._vault, self._limits = pool, ledger, vault, limits
        self._tunnels: dict[str, Counter[str]] = {}
        self._ends: list[Record] = []

    async def judge(self, capture: Capture, person: Person, *, oversize: bool = False) -> Verdict:
        """Inspect, record, and only then let go. Never raises for traffic or for faults of our own."""
        request, begun = uuid.uuid4().hex, time.perf_counter()
        ticket = "PW-" + "".join(secrets.choice(_ALPHABET) for _ in range(6))
        try:
            if oversize:
                return await self._fail(request, ticket, capture, person, "body-too-large", begun)
            return await self._judge(request, ticket, capture, person, begun)
        except PoolFault as fault:
            return await self._fail(request, ticket, capture, person, fault.code, begun)
        except Exception as error:  # noqa: BLE001 (whatever it was: refused)
            log.error("judging failed: %s", describe(type(error), error.__traceback__))
            code = f"guard-{type(error).__name__.lower()[:40]}"
            return await self._fail(request, ticket, capture, person, code, begun)

    async def _judge(
        self, request: str, ticket: str, capture: Capture, person: Person, begun: float
    ) -> Verdict:
        policy = self._clients.get(person.client)
        inspection, known, millis = await self._inspect(capture, person, policy)
        effect = await self._effect(inspection, policy, capture, person, ticket)
        status = effect.status if isinstance(effect, Reply) else 0
        sent_again = isinstance(effect, Forward) and isinstance(inspection.decision, Coach)
        record = self._record(request, capture, person, inspection, ticket if status else "")
        record = replace(
            record,
            status=status,
            action="redact" if sent_again else inspection.decision.action.value,
            millis={
                "inspect": round(millis, 3),
                "added": round((time.perf_counter() - begun) * 1000, 3),
            },
        )
        await self._append(record)
        tokens = Tokens(known) if known and isinstance(effect, Forward) else None
        return Verdict(request, effect, person.client, person.name, inspection, tokens)

    async def _inspect(
        self, capture: Capture, person: Person, policy: Policy
    ) -> tuple[Inspection, Mapping[str, str], float]:
        """An inspection, the conversation's placeholders, and the milliseconds in the worker.

        A second inspection is made where the conversation turns out to go on an earlier one; its findings come from
        the worker's cache. Raises Conflict where even then two values would share a placeholder.
        """
        key = self._keyring.derive(person.client, "placeholders")
        task = Task(capture, person.name, key, self._limits.body)
        inspection, millis = await self._pool.inspect(task, policy, person.name)
        if not inspection.remembered:
            return inspection, inspection.tokens, millis
        root, known = await asyncio.to_thread(self._vault.recall, person.client, inspection.owner)
        if not inspection.tokens:
            return replace(inspection, owner=root), known, millis
        if root != inspection.owner or not _agree(known, inspection.tokens):
            task = replace(task, owner=root, known=known)
            inspection, more = await self._pool.inspect(task, policy, person.name)
            millis += more
        known = await asyncio.to_thread(self._vault.learn, person.client, root, inspection.tokens)
        return inspection, known, millis

    async def _effect(
        self, inspection: Inspection, policy: Policy, capture: Capture, person: Person, ticket: str
    ) -> Effect:
        decision = inspection.decision
        match decision:
            case Allow():
                return Forward()
            case Redact():
                return Forward(inspection.body)
            case Coach():
                digest = self._vault.tag(person.client, person.name, capture.host, inspection.digest)
                if inspection.body is not None and await asyncio.to_thread(self._vault.coached, digest):
                    return Forward(inspection.body)
                return self._reply(inspection, refusal_for(decision, policy.name, ticket))
            case Hold() | Block():
                return self._reply(inspection, refusal_for(decision, policy.name, ticket))
            case _:
                assert_never(decision)

    def _reply(self, inspection: Inspection, refusal: Refusal) -> Reply:
        dialect = self._catalogue.dialects[inspection.dialect]
        return dialect.refuse(inspection.route, refusal, stream=inspection.stream)

    async def _fail(
        self, request: str, ticket: str, capture: Capture, person: Person, code: str, begun: float
    ) -> Verdict:
        """Refuse because something broke; the record is tried, the refusal stands whether or not it works."""
        log.error("refused %s: %s", ticket, code)
        service = self._catalogue.service_for(capture.host)
        reply = self._failure_reply(capture, code, ticket)
        record = Record(
            event=Event.FAILURE,
            id=request,
            time=_now(),
            client=person.client,
            person=self._pseudonym(person),
            service=service.id if service else "unknown",
            host=safe_host(capture.host),
            action="block",
            tier=1,
            ticket=ticket,
            status=reply.status,
            failure=code,
            sizes={"in": len(capture.body)},
            millis={"added": round((time.perf_counter() - begun) * 1000, 3)},
        )
        try:
            await self._append(record)
        except Exception as error:  # noqa: BLE001 (the ledger may be what broke)
            log.error("no record of %s: %s", ticket, type(error).__name__)
        return Verdict(request, reply, person.client, person.name)

    def _failure_reply(self, capture: Capture, code: str, ticket: str) -> Reply:
        large = code == "body-too-large"
        refusal = Refusal(
            ticket=ticket,
            title="Not sent by Promptward",
            reason=(
                f"the request is larger than {self._limits.body >> 20} MB."
                if large
                else "it could not be checked, and what is not checked does not leave."
            ),
            rules=(),
            instead="Send a smaller piece."
            if large
            else "Try again; if it happens twice, tell your administrator.",
        )
        try:
            dialect, route = self._catalogue.dialect_for(self._catalogue.service_for(capture.host), capture)
            return dialect.refuse(route, refusal, stream=False)
        except Exception as error:  # noqa: BLE001 (the dialect may be what broke)
            log.error("plain refusal for %s: %s", ticket, type(error).__name__)
            return Reply(
                403,
                (("content-type", "text/plain; charset=utf-8"), ("x-should-retry", "false")),
                refusal.text.encode(),
            )

    async def refuse_access(self, host: str, client: str, why: str) -> None:
        """Put a refusal before any decision on record: an unknown person, a wrong password, a host that disagrees."""
        record = Record(
            event=Event.ACCESS,
            id=uuid.uuid4().hex,
            time=_now(),
            client=client or INSTALLATION,
            host=safe_host(host),
            action="block",
            tier=1,
            failure=why,
        )
        try:
            await self._append(record)
        except Exception as error:  # noqa: BLE001 (the refusal stands all the same)
            log.error("no record of a refused access: %s", type(error).__name__)

    def tunnel(self, person: Person, host: str) -> None:
        """Count an untouched tunnel."""
        self._tunnels.setdefault(person.client, Counter())[safe_host(host)] += 1

    async def flush_tunnels(self) -> None:
        """Write the counts of tunnels since the last time."""
        counts, self._tunnels = self._tunnels, {}
        for client, hosts in counts.items():
            for part in itertools.batched(hosts.items(), _HOSTS_A_RECORD):
                record = Record(
                    event=Event.TUNNELS, id=uuid.uuid4().hex, time=_now(), client=client, counts=dict(part)
                )
                try:
                    await self._append(record)
                except Exception as error:  # noqa: BLE001 (kept for the next time)
                    log.error("tunnel counts wait: %s", type(error).__name__)
                    self._tunnels.setdefault(client, Counter()).update(dict(part))

    def answer(self, verdict: Verdict, content_type: str, encoding: str) -> Answer | None:
        """How the answer is brought back; None where it may pass as it is. Raises Unreadable."""
        inspection = verdict.inspection
        if verdict.tokens is None or inspection is None:
            return None
        dialect: Dialect = self._catalogue.dialects[inspection.dialect]
        key = self._keyring.derive(verdict.client, "placeholders")

        def found(thread: str) -> None:
            tag = owner_tag(key, verdict.client, verdict.person, inspection.service, thread)
            try:
                loop = asyncio.get_running_loop()
            except RuntimeError:  # a whole JSON answer is restored in a thread of its own
                self._vault.follow(tag, inspection.owner)
            else:
                loop.run_in_executor(None, self._vault.follow, tag, inspection.owner)

        restorer = dialect.restorer(inspection.route, content_type, verdict.tokens)
        return Answer(restorer, decoder(encoding), dialect, inspection.route, found)

    def finished(
        self, verdict: Verdict, host: str, status: int, failure: str, millis: Mapping[str, float]
    ) -> None:
        """Put the end of a forwarded request on record; it rides along with the next record or goes in a moment."""
        inspection = verdict.inspection
        if not self._ends:
            asyncio.get_running_loop().call_later(_ENDS_SECONDS, self.write_ends)
        self._ends.append(
            Record(
                event=Event.OUTCOME,
                id=uuid.uuid4().hex,
                ref=verdict.id,
                time=_now(),
                client=verdict.client,
                service=inspection.service if inspection else "unknown",
                host=safe_host(host),
                status=status,
                failure=failure,
                millis=dict(millis),
                counts={"restored": verdict.tokens.restored} if verdict.tokens else {},
            )
        )

    def write_ends(self) -> None:
        """Give the waiting ends to the ledger."""
        ends, self._ends = self._ends, []
        for end in ends:
            self._ledger.append(end).add_done_callback(_without_complaint)

    async def note(self, event: Event) -> None:
        """A start or a stop of this process."""
        await self._append(Record(event=event, id=uuid.uuid4().hex, time=_now(), client=INSTALLATION))

    async def _append(self, record: Record) -> None:
        self.write_ends()
        async with asyncio.timeout(self._limits.record_seconds):
            await asyncio.wrap_future(self._ledger.append(record))

    def _pseudonym(self, person: Person) -> str:
        return pseudonym(self._keyring.derive(person.client, "persons"), person.name)

    def _record(
        self, request: str, capture: Capture, person: Person, inspection: Inspection, ticket: str
    ) -> Record:
        decision = inspection.decision
        classes, kinds = Counter[str](), Counter[str]()
        for match in decision.matches:
            classes[match.class_id] += 1
            kinds[match.finding.kind] += 1
        return Record(
            event=Event.REQUEST,
            id=request,
            time=_now(),
            client=person.client,
            person=self._pseudonym(person),
            service=inspection.service,
            host=safe_host(capture.host),
            route=inspection.route,
            level=inspection.level.value,
            tier=decision.tier,
            classes=dict(classes),
            kinds=dict(kinds),
            rules=tuple(dict.fromkeys(reason.rule for reason in decision.reasons)),
            policy=decision.policy,
            detectors=inspection.detectors,
            model=safe_model(inspection.model),
            ticket=ticket,
            digest=inspection.digest,
            sizes={
                "in": len(capture.body),
                "out": len(capture.body if inspection.body is None else inspection.body),
            },
            counts={"redacted": inspection.replaced} if inspection.body is not None else {},
        )


def refusal_for(decision: Decision, client: str, ticket: str) -> Refusal:
    """What the person is told, from the strictest reason on."""
    first = decision.reasons[0]
    held = isinstance(decision, Hold)
    title = f"Held by {client}'s data policy" if held else f"Stopped by {client}'s data policy"
    if isinstance(decision, Coach):
        title = f"Please check: {client}'s data policy"
    strictest = [reason for reason in decision.reasons if reason.action is first.action]
    return Refusal(
        ticket=ticket,
        title=title,
        reason=" ".join(dict.fromkeys(reason.because for reason in strictest)),
        rules=tuple(dict.fromkeys(reason.rule for reason in strictest)),
        instead=first.instead,
        held=held,
    )


def access_message(why: Stranger) -> str:
    """What somebody who is not let in is told."""
    match why:
        case Stranger.PASSWORD:
            return "Promptward: wrong user name or password for this proxy."
        case Stranger.UNKNOWN:
            return "Promptward: this proxy does not know you. Ask your administrator for a user name and password."


def _without_complaint(future: "Future[Receipt]") -> None:
    """An end that could not be written is told in the log; its request is on record all the same."""
    if not future.cancelled() and future.exception() is not None:
        log.error("the end of a request is not on record: %s", type(future.exception()).__name__)


def _agree(known: Mapping[str, str], tokens: Mapping[str, str]) -> bool:
    return all(known.get(token, value) == value for token, value in tokens.items())


def _now() -> int:
    return time.time_ns() // 1_000_000
