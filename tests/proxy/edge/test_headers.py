"""Headers that are set on the way out: the client's own of the same name never reach the service."""

from dataclasses import replace
from typing import Any

import pytest

from proxy.effect import Forward

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize("http2", [False, True])
async def test_headers_are_replaced_and_taken_away(
    rig: Any, monkeypatch: pytest.MonkeyPatch, http2: bool
) -> None:
    judge = rig.guard.judge

    async def judged(*arguments: Any, **named: Any) -> Any:
        verdict = await judge(*arguments, **named)
        assert isinstance(verdict.effect, Forward)
        effect = replace(verdict.effect, headers=(("x-allowed", "ours"), ("x-away", None)))
        return replace(verdict, effect=effect)

    monkeypatch.setattr(rig.guard, "judge", judged)
    async with rig.client(http2=http2) as client:
        await client.post(
            "https://api.openai.com/v1/chat/completions",
            json={"model": "m", "messages": [{"role": "user", "content": "hello"}]},
            headers=[("X-Allowed", "theirs"), ("x-allowed", "again"), ("X-Away", "gone"), ("x-stays", "yes")],
        )
    (seen,) = rig.standin.seen
    assert [value for name, value in seen.headers if name.lower() == "x-allowed"] == ["ours"]
    names = [name.lower() for name, _ in seen.headers]
    assert "x-away" not in names
    assert "x-stays" in names
