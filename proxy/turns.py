"""Turns: an inspection with the placeholders of the conversation that a request goes on.

Rule 1: a second inspection is made where the conversation turns out to go on an earlier one, or to speak of a file;
its findings come from the worker's cache.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

from policies.policy import Policy
from proxy.inspect import Inspection, Task
from proxy.uploads.steps import Steps
from proxy.vault import Vault


class Inspector(Protocol):
    """Who inspects: the pool, or a large file that has the pool look at its windows."""

    async def inspect(self, task: Task, policy: Policy, affinity: str) -> tuple[Inspection, float]:
        """One inspection and its milliseconds in the worker. Raises PoolFault."""


class Turns:
    """Inspections of one proxy process."""

    def __init__(self, pool: Inspector, vault: Vault, steps: Steps) -> None:
        self._pool, self._vault, self._steps = pool, vault, steps

    async def inspect(
        self, request: str, task: Task, policy: Policy, by: Inspector | None = None
    ) -> tuple[Inspection, Mapping[str, str], float]:
        """An inspection, the conversation's placeholders, and the milliseconds in the worker.

        ``request`` is the request's id, ``by`` inspects in place of the pool. Raises Conflict where even then two
        values would share a placeholder.
        """
        client, by = policy.client, by or self._pool
        root = ""
        if before := await asyncio.to_thread(self._steps.before, client, task.person, task.capture):
            service, root = before
            known = await asyncio.to_thread(self._vault.known, client, root)
            task = replace(task, service=service, owner=root.partition(".")[0], known=known)
        inspection, millis = await by.inspect(task, policy, task.person)
        files = await self._files(client, inspection)
        if not inspection.remembered and not root and not files:
            return inspection, inspection.tokens, millis
        known = {}
        if inspection.remembered or root:
            root, known = await asyncio.to_thread(self._vault.recall, client, root or inspection.owner)
        if inspection.opening and root == inspection.owner:
            root, known = f"{root}.{request}", {}  # conversations that open alike stay apart
        fresh = {token: value for token, value in files.items() if token not in known}
        known = {**known, **fresh}
        owner = root.partition(".")[0] or inspection.owner
        if inspection.tokens and (fresh or owner != inspection.owner or not _agree(known, inspection.tokens)):
            task = replace(task, owner=owner, known=known)
            inspection, more = await by.inspect(task, policy, task.person)
            millis += more
        known = {**known, **inspection.tokens}
        if root and (inspection.tokens or fresh):
            new = {**fresh, **inspection.tokens}
            known = await asyncio.to_thread(self._vault.learn, client, root, new)
        return replace(inspection, owner=root or inspection.owner), known, millis

    async def _files(self, client: str, inspection: Inspection) -> Mapping[str, str]:
        """The placeholders in the files of which a request speaks."""
        if not inspection.attached:
            return {}
        return await asyncio.to_thread(self._steps.behind, client, inspection.attached)


def _agree(known: Mapping[str, str], tokens: Mapping[str, str]) -> bool:
    return all(known.get(token, value) == value for token, value in tokens.items())
