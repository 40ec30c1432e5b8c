"""The guard: from a capture to an effect, with the record in between.

Rule 1: ``judge`` gives an effect for everything, and that is a refusal unless each step before it is finished.
Rule 2: a Forward is only made after the ledger's receipt.
Rule 3: nothing here knows mitmproxy; the edge obeys, it does not decide.
"""

import asyncio
import logging
import time
import uuid
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import assert_never

from policies.accounts import AccountKind, judged
from policies.clients import Clients
from policies.companykeys import CompanyKeys
from policies.datasets import PURPOSE
from policies.decision import Allow, Block, Coach, Hold, Level, Redact
from policies.keys import Keyring
from policies.policy import Policy
from proxy.accounts import headers_for, kind_of
from proxy.arriving import Arriving
from proxy.capture import SOCKET, Capture
from proxy.case import Case, new_ticket
from proxy.checking import Checking
from proxy.effect import Effect, Forward, Reply, status_of
from proxy.faults import code_of
from proxy.identity import Person
from proxy.inspect import Inspection, Task
from proxy.largefiles import LargeFiles, Unwindowed
from proxy.listening import Listening
from proxy.openings import Openings
from proxy.pool import Pool
from proxy.quiet import describe
from proxy.recorder import Outcome, Recorder
from proxy.refuser import Refuser
from proxy.releasing import Releasing, Send
from proxy.selfcheck import Sign, reads
from proxy.services.catalog import Catalogue
from proxy.trail import NOTHING, Trail
from proxy.turns import Turns
from proxy.uploads.bodies import Intake, Outflow
from proxy.uploads.holder import Holder
from proxy.uploads.steps import Steps
from proxy.vault import Vault
from proxy.verdict import Verdict
from proxy.wayback import WayBack
from proxy.wording import (
    ENDLESS,
    FILE_TOO_LARGE,
    NO_ROOM,
    TOO_LARGE,
    refusal_for,
    refusal_of_failure,
)

log = logging.getLogger("promptward.guard")


class Guard:
    """One per proxy process. ``limit`` is the most bytes of a body in memory, packed or not; ``large`` takes files
    that are larger, where there is room for some."""

    def __init__(
        self,
        *,
        clients: Clients,
        keyring: Keyring,
        catalogue: Catalogue,
        pool: Pool,
        recorder: Recorder,
        vault: Vault,
        holder: Holder,
        limit: int,
        keys: CompanyKeys | None = None,
        large: LargeFiles | None = None,
    ) -> None:
        self._clients, self._keyring, self._catalogue = clients, keyring, catalogue
        self._keys = keys
        self._pool, self._recorder, self._vault, self._limit = pool, recorder, vault, limit
        self._large = large
        self._steps = Steps(vault, catalogue, lambda client: keyring.derive(client, "placeholders"))
        self._releasing = Releasing(holder, recorder)
        self._turns = Turns(pool, vault, self._steps)
        self.arriving = Arriving(self._steps, catalogue, holder, large, limit)
        self.openings = Openings(clients, catalogue)
        self._refuser, self._checking = Refuser(catalogue), Checking(recorder, catalogue.dialects)
        self.back = WayBack(
            clients,
            keyring,
            catalogue,
            vault,
            recorder,
            self._steps,
            Listening(pool, clients, keyring),
            self._refuser,
            self._checking,
        )

    async def judge(
        self,
        capture: Capture,
        person: Person,
        *,
        oversize: bool = False,
        endless: bool = False,
        here: Callable[[], bool] = lambda: True,
        send: Send | None = None,
        before: Trail = NOTHING,
    ) -> Verdict:
        """Inspect, record, and only then let go. Never raises for traffic or for faults of our own.

        ``oversize`` and ``endless``: the body was given up, as too large or as one that never ends. ``here`` says
        whether the client still waits; ``send`` brings parts of an upload that the request ends; ``before`` is what was
        said before on a socket.
        """
        case = Case(uuid.uuid4().hex, new_ticket(), capture, person, time.perf_counter(), before=before)
        if oversize or endless:
            return await self._fail(case, TOO_LARGE if oversize else ENDLESS)
        try:
            hinted = await self.arriving.hinted(case.capture, case.person)
            case = replace(case, capture=hinted)
            released = await self._releasing.release(case, partial(self._judge_whole, here), send)
            if isinstance(released, Verdict):
                return released
            case = released
            taken = await self.arriving.taken(case.capture, person)
            if isinstance(taken, Reply):
                return Verdict(case.id, taken, person.client, person.name)
            if taken is not None:
                case = replace(case, capture=taken.capture, whole=taken)
            return await self._judge_whole(here, case)
        except Exception as error:  # noqa: BLE001 (whatever it was: refused)
            return await self._fault(case, error)

    async def _judge_whole(self, here: Callable[[], bool], case: Case) -> Verdict:
        """Judge a request that is all here, be its body in memory or on disk."""
        intake = case.whole.intake if case.whole else None
        if intake is None:
            return await self._judge(case)
        verdict = await self._judge_on_disk(case, intake, here)
        if isinstance(verdict.effect, Forward) and isinstance(verdict.effect.outflow, Outflow):
            verdict.effect.outflow.takes(intake)
        else:
            intake.close()
        return verdict

    async def judge_file(
        self, capture: Capture, person: Person, intake: Intake, here: Callable[[], bool], *, oversize: bool
    ) -> Verdict:
        """The same for a request whose body is on disk; what is no text to be read in windows is judged in memory.

        ``here`` says whether the client still waits. Close the intake when the request is over.
        """
        capture = replace(capture, hint=intake.hint)
        case = Case(uuid.uuid4().hex, new_ticket(), capture, person, time.perf_counter())
        if oversize or intake.is_full:
            return await self._fail(case, FILE_TOO_LARGE if oversize else NO_ROOM)
        try:
            made = self.arriving.at_once(case.capture, intake.size)
            if made is not None:
                case = replace(case, capture=made.capture, whole=made)
        except Exception as error:  # noqa: BLE001 (whatever it was: refused)
            return await self._fault(case, error)
        return await self._judge_on_disk(case, intake, here)

    async def _judge_on_disk(self, case: Case, intake: Intake, here: Callable[[], bool]) -> Verdict:
        """Judge a request whose body is on disk: in windows, or in memory where it is not too large for that."""
        if self._large is None:
            return await self._fail(case, NO_ROOM)
        file = self._large.file(case.capture, intake, here)
        held = replace(case, file=file)
        try:
            try:
                await asyncio.to_thread(file.prepare)
            except Unwindowed:
                if file.size > self._limit:
                    return await self._fail(held, TOO_LARGE)
            else:
                return await self._judge(held)
            body = await asyncio.to_thread(intake.read, 0, intake.size)
            verdict = await self._judge(case.with_body(body))
        except Exception as error:  # noqa: BLE001 (the disk, a form that no parser expected, whatever: refused)
            return await self._fault(held, error)
        finally:
            await asyncio.to_thread(file.tidy)
        effect = verdict.effect
        if isinstance(effect, Forward) and effect.body in (None, body):
            kept = None if effect.body is None else b""
            return replace(verdict, effect=replace(effect, body=kept, outflow=file.unchanged))
        return verdict

    async def _judge(self, case: Case) -> Verdict:
        person = case.person
        policy = self._clients.get(person.client)
        key = self._keyring.derive(person.client, "placeholders")
        data_key = self._keyring.derive(person.client, PURPOSE) if policy.data else b""
        task = Task(case.capture, person.name, key, self._limit, data_key=data_key, before=case.before)
        inspection, known, millis = await self._turns.inspect(case.id, task, policy, case.file)
        inspection = self._with_account(inspection, case, policy)
        effect = await self._effect(case, inspection, policy)
        if isinstance(effect, Forward) and case.capture.method != SOCKET:
            sent = (name for name, _ in case.capture.headers)
            added = headers_for(policy.accounts, case.capture.host, sent)
            effect = replace(effect, headers=(*effect.headers, *added))
        action = inspection.decision.action.value
        if isinstance(effect, Forward) and isinstance(inspection.decision, Coach):
            action = "redact"  # explained before, sent again
        status = status_of(effect)
        outcome = Outcome(
            action,
            status,
            case.ticket if status else "",
            case.millis(inspect=round(millis, 3)),
            case.size,
            case.file.outflow.size if case.file and case.file.outflow else None,
        )
        await self._recorder.request(case.id, case.capture, person, inspection, outcome)
        await self._checking.take(
            person.client, inspection, Sign.WITHOUT_TEXT, reads(inspection.level, spoken=inspection.spoken)
        )
        tokens = self.back.tokens(person.client, inspection, known) if isinstance(effect, Forward) else None
        wrap, shows = (case.whole.wrap, case.whole.shows) if case.whole else (None, ())
        return Verdict(
            case.id, case.sent(effect), person.client, person.name, inspection, tokens, wrap, shows
        )

    def _with_account(self, inspection: Inspection, case: Case, policy: Policy) -> Inspection:
        """The inspection with whose account it is, and with what the client says about such accounts."""
        capture, client, rules = case.capture, case.person.client, policy.accounts
        service = self._catalogue.service_for(capture.host)
        kind = kind_of(
            rules,
            capture,
            service.category if service else "",
            lambda key: self._keys.is_company(client, inspection.service, key) if self._keys else None,
        )
        decision = inspection.decision
        # Pages, scripts and sign-in name no account: where nothing is said, not knowing whose it is does no harm.
        says = inspection.spoken or inspection.level is Level.OPAQUE
        if policy.mode == "enforce" and (says or kind is not AccountKind.UNKNOWN):
            decision = judged(decision, rules, kind)
        body = inspection.body if decision is inspection.decision else None
        return replace(inspection, account=kind.value, decision=decision, body=body)

    async def _effect(self, case: Case, inspection: Inspection, policy: Policy) -> Effect:
        decision = inspection.decision
        match decision:
            case Allow():
                return Forward()
            case Redact():
                if inspection.body is None:
                    raise RuntimeError("a redaction without a redacted body")
                return Forward(inspection.body, inspection.headers)
            case Coach():
                client, person = case.person.client, case.person.name
                digest = self._vault.tag(client, person, case.capture.host, inspection.said)
                if inspection.body is not None and await asyncio.to_thread(self._vault.coached, digest):
                    return Forward(inspection.body, inspection.headers)
            case Hold() | Block():
                pass
            case _:
                assert_never(decision)
        refusal = refusal_for(decision, policy.name, case.ticket, inspection.seal)
        if case.asked is not None:
            return self._refuser.reply_of_failure(case.asked, refusal)
        return self._refuser.reply(
            inspection.dialect,
            inspection.route,
            case.capture,
            refusal,
            stream=inspection.stream,
            about=inspection.about,
        )

    async def _fault(self, case: Case, error: Exception) -> Verdict:
        code = code_of(error, on_disk=case.file is not None)
        if isinstance(error, OSError) or code.startswith("guard-"):
            log.error("judging failed: %s", describe(type(error), error.__traceback__))
        return await self._fail(case, code)

    async def _fail(self, case: Case, code: str) -> Verdict:
        """Refuse because something broke; the record is tried, the refusal stands whether or not it works."""
        log.error("refused %s: %s", case.ticket, code)
        capture, person = case.capture, case.person
        service = self._catalogue.service_for(capture.host)
        most = self._large.limit if self._large else 0
        reply = self._refuser.reply_of_failure(
            case.asked or capture, refusal_of_failure(code, self._limit, case.ticket, most)
        )
        outcome = Outcome("block", status_of(reply), case.ticket, case.millis(), case.size)
        try:
            name = service.id if service else "unknown"
            await self._recorder.failure(case.id, capture, person, name, code, outcome)
        except Exception as error:  # noqa: BLE001 (the recorder may be what broke)
            log.error("no record of %s: %s", case.ticket, type(error).__name__)
        return Verdict(case.id, reply, person.client, person.name)
