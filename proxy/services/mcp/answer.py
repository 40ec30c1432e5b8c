"""Answers of MCP servers: JSON-RPC messages as JSON or as events, among them the server's own requests.

A refused call of a tool is a result with ``isError``: the model reads it and tells the person. A protocol error would
often be swallowed. Other calls have no such result, and get the error.
"""

import json
from collections.abc import Mapping
from functools import partial

from proxy.answer.jsonbody import Shape
from proxy.answer.refusal import headers, json_reply, message
from proxy.answer.stream import WholeEvents
from proxy.answer.whole import answer
from proxy.contract import Lookup, Refusal, Restorer
from proxy.effect import Reply

# A tool's text is often JSON; what is put in must then be escaped for it.
_SHAPE = Shape(nested=frozenset({"text"}), guess=True)
_CODE = -32001  # of those that JSON-RPC leaves to servers


def refuse(route: str, refusal: Refusal, *, stream: bool) -> Reply:
    """For what expects no answer, or was not read: an error without an id."""
    return json_reply(400, _error(None, refusal), refusal)


def refuse_about(route: str, refusal: Refusal, about: str) -> Reply:
    """An answer for each call that waits for one."""
    calls = json.loads(about)
    many = bool(calls) and isinstance(calls[0], list)
    answers = [_answer(number, method, refusal) for number, method in (calls if many else [calls])]
    body = json.dumps(answers if many else answers[0], ensure_ascii=False).encode("utf-8", "replace")
    return Reply(200, headers(refusal, "application/json"), body)


def _answer(number: object, method: object, refusal: Refusal) -> object:
    if method != "tools/call":
        return _error(number, refusal)
    said = {"content": [{"type": "text", "text": message(refusal)}], "isError": True}
    return {"jsonrpc": "2.0", "id": number, "result": said}


def _error(number: object, refusal: Refusal) -> object:
    return {"jsonrpc": "2.0", "id": number, "error": {"code": _CODE, "message": message(refusal)}}


def restorer(route: str, content_type: str, lookup: Lookup) -> Restorer:
    """Restores a message, a batch, or a stream of messages."""
    return answer(content_type, lookup, _SHAPE, partial(WholeEvents, _SHAPE), lines=False)


def thread(route: str, answer: Mapping[str, object]) -> str:
    """Nothing: a header names the session."""
    return ""
