"""The way back: how an answer is turned back, read, refused, and what is learned from it for the next turn.

Rule: an answer is turned back only with the values of the request that it belongs to, and of its conversation.
"""

import asyncio
from collections.abc import Callable, Mapping
from weakref import WeakValueDictionary

from policies.clients import Clients
from policies.decision import Action
from policies.keys import Keyring
from proxy.answering import Answer, decoder
from proxy.capture import Capture
from proxy.case import new_ticket
from proxy.checking import Checking
from proxy.conversation import Conversation
from proxy.effect import Frames, Reply
from proxy.hearing import Heard
from proxy.inspect import Inspection, owner_tag
from proxy.listener import Listener
from proxy.listening import Listening
from proxy.recorder import Recorder
from proxy.refuser import Refuser
from proxy.selfcheck import Sign
from proxy.services.catalog import GENERIC, Catalogue
from proxy.uploads.steps import Steps
from proxy.vault import Tokens, Vault
from proxy.verdict import Verdict
from proxy.wording import refusal_of_answer, refusal_of_link


class WayBack:
    """One per proxy process, made by the guard."""

    def __init__(
        self,
        clients: Clients,
        keyring: Keyring,
        catalogue: Catalogue,
        vault: Vault,
        recorder: Recorder,
        steps: Steps,
        listening: Listening,
        refuser: Refuser,
        checking: Checking,
    ) -> None:
        self._clients, self._keyring, self._catalogue = clients, keyring, catalogue
        self._vault, self._recorder, self._steps = vault, recorder, steps
        self._refuser, self._checking = refuser, checking
        self.listening = listening
        self._running: set[asyncio.Task[None]] = set()
        self._open: WeakValueDictionary[tuple[str, str], Tokens] = WeakValueDictionary()

    async def answered(self, verdict: Verdict, well: bool | None) -> None:
        """Say whether the answer to a request could be read; None where it does not tell."""
        if verdict.inspection is not None:
            await self._checking.take(verdict.client, verdict.inspection, Sign.UNDECODED, well)

    def tokens(self, client: str, inspection: Inspection, known: Mapping[str, str]) -> Tokens | None:
        """The placeholders that an answer may hold; those of a stream that stays open grow with its conversation."""
        key = client, inspection.owner
        if self._catalogue.listens(inspection.dialect, inspection.route):
            self._open[key] = tokens = Tokens(known)
            return tokens
        if (listened := self._open.get(key)) is not None:
            listened.add(known)
        return Tokens(known) if known else None

    def heard(self, verdict: Verdict, heard: Heard) -> None:
        """Say what was heard in an answer that could be read as far as its form goes."""
        if verdict.inspection is not None:
            task = asyncio.create_task(self._checking.heard(verdict.client, verdict.inspection, heard))
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    def answer(self, verdict: Verdict, content_type: str, encoding: str) -> Answer | None:
        """How the answer is brought back; None where it may pass as it is. Raises Unreadable."""
        inspection = verdict.inspection
        if verdict.tokens is None or inspection is None:
            return None
        dialect = self._catalogue.dialects[inspection.dialect]
        restorer = dialect.restorer(inspection.route, content_type, verdict.tokens)
        return Answer(
            restorer, decoder(encoding), dialect, inspection.route, self._follower(verdict, inspection)
        )

    def refuse_answer(self, verdict: Verdict, capture: Capture, *, stream: bool) -> Reply:
        """What is shown in place of an answer that may not be shown."""
        inspection = verdict.inspection
        refusal = refusal_of_answer(self._clients.get(verdict.client).name, new_ticket())
        dialect, route, about = (
            (inspection.dialect, inspection.route, inspection.about)
            if inspection
            else (GENERIC, "request", "")
        )
        reply = self._refuser.reply(dialect, route, capture, refusal, stream=stream, about=about)
        if not isinstance(reply, Reply):
            raise TypeError("messages in answer to a request")
        return reply

    def announces(self, verdict: Verdict) -> bool:
        """Whether the answer may tell where to bring a file, or what one is called: then it is read whole."""
        inspection = verdict.inspection
        return inspection is not None and self._catalogue.dialects[inspection.dialect].announces(
            inspection.route
        )

    async def announced(
        self, verdict: Verdict, capture: Capture, body: bytes, headers: Mapping[str, str], status: int
    ) -> Reply | None:
        """Take from an answer what the next steps of an upload need; a refusal where its file would go unread.

        A host that is not intercepted would get the file as it is: the policy for what was not read decides, before
        the link is told. Raises what the vault raises; the answer must then not be shown.
        """
        inspection = verdict.inspection
        if inspection is None:
            return None
        policy = self._clients.get(verdict.client)
        host = await asyncio.to_thread(
            self._steps.learn,
            verdict.id,
            verdict.client,
            verdict.person,
            capture,
            inspection,
            body,
            headers,
            status,
        )
        if not host:
            return None
        await self._recorder.access(host, verdict.client, "unread-upload")
        if policy.mode != "enforce" or policy.opaque is Action.ALLOW:
            return None
        refusal = refusal_of_link(host, policy.name, new_ticket())
        reply = self._refuser.reply(inspection.dialect, inspection.route, capture, refusal, stream=False)
        return reply if isinstance(reply, Reply) else None

    def conversation(
        self, opening: Verdict, then: Callable[[Heard], None] = lambda _: None
    ) -> Conversation | None:
        """The way back of an open socket; None where its opening was not let through.

        ``then`` is told what is found in what the service says before it was asked anything.
        """
        inspection = opening.inspection
        if inspection is None:
            return None
        dialect = self._catalogue.dialects[inspection.dialect]
        listener = Listener(self.listening, opening.client, inspection, then)

        def refuse() -> Frames:
            refusal = refusal_of_answer(self._clients.get(opening.client).name, new_ticket())
            return dialect.refuse_message(inspection.route, refusal)

        return Conversation(dialect, inspection.route, listener, refuse)

    def goes_on(
        self, conversation: Conversation, verdict: Verdict, message: bytes, then: Callable[[Heard], None]
    ) -> None:
        """Let the answers to a message that is sent on a socket be restored. Only with its own owner's values.

        ``message`` is what leaves; ``then`` is told what is found in the answers.
        """
        if verdict.inspection is not None:
            conversation.trail = verdict.inspection.trail
            conversation.listener.sent(verdict.inspection, message, then)
            found = self._follower(verdict, verdict.inspection) if verdict.inspection.remembered else None
            conversation.goes_on(verdict.inspection.owner, verdict.tokens, found)

    def _follower(self, verdict: Verdict, inspection: Inspection) -> Callable[[str], None]:
        """Called with the id that the next turn will name, it ties that one to this conversation."""
        key = self._keyring.derive(verdict.client, "placeholders")

        def found(thread: str) -> None:
            tag = owner_tag(key, verdict.client, verdict.person, inspection.service, thread)
            try:
                loop = asyncio.get_running_loop()
            except RuntimeError:  # a whole JSON answer is restored in a thread of its own
                self._vault.follow(tag, inspection.owner)
            else:
                loop.run_in_executor(None, self._vault.follow, tag, inspection.owner)

        return found
