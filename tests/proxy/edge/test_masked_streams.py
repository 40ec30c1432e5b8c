"""With ``answers: mask`` values are taken out of streams of every carrier on their way through the proxy."""

import json
import struct
from typing import Any

import pytest

from proxy.answer.ear import Ear
from proxy.answer.eventstream import MEDIA_TYPE
from proxy.services.catalog import load_catalogue
from tests.e2e.actors import credential
from tests.proxy.test_hearing import unnamed

pytestmark = pytest.mark.asyncio(loop_scope="module")

PROMPT = "How do I log in?"
GEMINI = "https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:streamGenerateContent"
BEDROCK = "https://bedrock-runtime.eu-central-1.amazonaws.com/model/anthropic.claude-x"
KIMI = "https://www.kimi.com/apiv2/kimi.gateway.chat.v1.ChatService/Chat"
CONTENTS = {"contents": [{"role": "user", "parts": [{"text": PROMPT}]}]}
MESSAGE = {"blocks": [{"text": {"content": PROMPT}}]}
CONVERSE = {"messages": [{"role": "user", "content": [{"text": PROMPT}]}]}
INVOKE = {
    "anthropic_version": "bedrock-2023-05-31",
    "max_tokens": 9,
    "messages": [{"role": "user", "content": PROMPT}],
}
# dialect, route, url, body
CARRIERS = {
    "sse": ("gemini", "streamGenerateContent", f"{GEMINI}?alt=sse", CONTENTS),
    "array": ("gemini", "streamGenerateContent.array", GEMINI, CONTENTS),
    "converse": ("aws_bedrock", "converse_stream", f"{BEDROCK}/converse-stream", CONVERSE),
    "invoke": ("aws_bedrock", "invoke_stream", f"{BEDROCK}/invoke-with-response-stream", INVOKE),
    "connect": ("connect_rpc", "connect_json", KIMI, {"message": MESSAGE}),
}


@pytest.mark.parametrize("name", CARRIERS)
async def test_a_value_in_pieces_is_masked(rig: Any, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    dialect, route, url, body = CARRIERS[name]
    host, secret = url.split("/")[2], credential()
    monkeypatch.setitem(rig.gate._connect_to, (host, 443), ("127.0.0.1", rig.standin.port))
    data, headers = (
        json.dumps(body).encode(),
        {"content-type": "application/json", "authorization": "Bearer x"},
    )
    if name == "connect":
        data, headers["content-type"] = struct.pack(">BI", 0, len(data)) + data, "application/connect+json"
    for kind in ("mask", "record"):
        async with rig.client(who="eve:word" if kind == "mask" else "") as client:
            answer = await client.post(
                url,
                content=data,
                headers={**headers, "x-standin-say-token": f"Take {secret} first.", "x-standin-split": "4"},
            )
        assert answer.status_code == 200, answer.text
        ear = Ear(10_000)
        restorer = load_catalogue().dialects[dialect].restorer(route, answer.headers["content-type"], ear)
        restorer.feed(answer.content)
        restorer.finish()
        said = " ".join(map(unnamed, ear.texts))
        assert ("Take [removed] first." in said) is (kind == "mask")
        assert (f"Take {secret} first." in said) is (kind == "record")
    if name in ("converse", "invoke"):
        assert answer.headers["content-type"] == MEDIA_TYPE
