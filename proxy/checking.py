"""The self-check at work: each request and answer counts, and a service that has changed is put on record."""

import asyncio

from proxy.inspect import Inspection
from proxy.recorder import Recorder
from proxy.selfcheck import SelfCheck, Sign
from proxy.services.catalog import GENERIC
from proxy.services.prompts import prompt_routes


class Checking:
    """One per proxy process."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._selfcheck = SelfCheck()
        self._prompt_routes: dict[str, frozenset[str]] = {}

    async def take(self, client: str, inspection: Inspection, sign: Sign, well: bool | None) -> None:
        """Take a request or an answer into account for the self-check of its route; None: it does not tell."""
        if well is None or inspection.dialect == GENERIC:
            return
        routes = self._prompt_routes.get(inspection.dialect)
        if routes is None:
            routes = await asyncio.to_thread(prompt_routes, inspection.dialect)
            self._prompt_routes[inspection.dialect] = routes
        if inspection.route not in routes:
            return
        alert = self._selfcheck.seen(client, inspection.service, inspection.route, sign, well=well)
        if alert is not None:
            await self._recorder.alert(alert)
