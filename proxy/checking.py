"""The self-check at work: each request and answer counts, and a service that has changed is put on record."""

import asyncio
from collections.abc import Mapping

from proxy.answer.fields import Field
from proxy.contract import Dialect
from proxy.hearing import Heard
from proxy.inspect import Inspection
from proxy.recorder import Recorder
from proxy.selfcheck import SelfCheck, Sign
from proxy.services.catalog import GENERIC
from proxy.services.prompts import named_fields, named_streams, prompt_routes


class Checking:
    """One per proxy process."""

    def __init__(self, recorder: Recorder, dialects: Mapping[str, Dialect]) -> None:
        self._recorder, self._dialects = recorder, dialects
        self._selfcheck = SelfCheck()
        self._prompt_routes: dict[str, frozenset[str]] = {}
        self._named_streams: dict[str, frozenset[str]] = {}
        self._named_fields: dict[str, Mapping[str, frozenset[Field]]] = {}

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

    async def heard(self, client: str, inspection: Inspection, heard: Heard) -> None:
        """Take an answer that was read into account: one whose texts stood where nobody looked did not decode."""
        name = inspection.dialect
        if heard.named is False and name not in self._named_streams:
            self._named_streams[name] = await asyncio.to_thread(named_streams, name, self._dialects[name])
        strange = heard.named is False and inspection.route in self._named_streams[name]
        if heard.fields is not None:
            if name not in self._named_fields:
                self._named_fields[name] = await asyncio.to_thread(named_fields, name)
            strange = heard.fields.is_strange(self._named_fields[name].get(inspection.route, frozenset()))
        await self.take(client, inspection, Sign.UNDECODED, not strange)
