"""Accounts at the guard: who is unknown may load a page and say nothing, who is personal may do neither."""

from dataclasses import replace
from typing import Any

import pytest

from policies.accounts import AccountRules
from policies.decision import Action

pytestmark = pytest.mark.asyncio(loop_scope="module")


class _Clients:
    """The rig's clients, with what one of them would say about accounts."""

    def __init__(self, clients: Any, rules: AccountRules) -> None:
        self._clients, self._rules = clients, rules

    def get(self, client: str) -> Any:
        return replace(self._clients.get(client), accounts=self._rules)


async def test_an_unknown_account_may_not_say_anything(rig: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = AccountRules(Action.BLOCK, Action.BLOCK)
    monkeypatch.setattr(rig.guard, "_clients", _Clients(rig.guard._clients, rules))
    async with rig.client() as client:
        await client.get("https://claude.ai/new")
        assert len(rig.standin.seen) == 1
        await client.get("https://chatgpt.com/backend-anon/me")
        assert len(rig.standin.seen) == 1
    assert (await rig.ask("hello")).status_code >= 400
    assert len(rig.standin.seen) == 1
    found = [(one.account, one.action, one.rules) for one in rig.records()]
    assert found == [
        ("unknown", "allow", ()),
        ("personal", "block", ("accounts/personal",)),
        ("unknown", "block", ("accounts/unknown",)),
    ]
