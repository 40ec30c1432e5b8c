"""Answers of claude.ai. The stream is that of the messages API with some events of its own.

How sure: the stream is known from several reverse-engineered clients (2026); that the page shows a
made-up stream was not tried on the page itself. The error object copies the vendor's own tenant block.
"""

from collections.abc import Mapping

from proxy.answer.messages import MESSAGE_SHAPE, MessageEvents, error_object
from proxy.answer.refusal import id_for, json_reply, message, stream_reply
from proxy.answer.whole import answer
from proxy.contract import Lookup, Refusal, Restorer
from proxy.effect import Reply


def refuse(route: str, refusal: Refusal, *, stream: bool) -> Reply:
    """An error object, or, where a person waits for a stream, an answer that says why there is none."""
    if not stream:
        return json_reply(403, error_object(refusal, "permission_error"), refusal)
    start: dict[str, object] = {
        "id": f"msg_{id_for(refusal, 'message').replace('-', '')[:24]}",
        "type": "message",
        "role": "assistant",
        "model": "",
        "content": [],
        "stop_reason": None,
        "stop_sequence": None,
        "uuid": id_for(refusal, "uuid"),
        "usage": {"input_tokens": 0, "output_tokens": 0},
    }
    text = {"type": "text_delta", "text": message(refusal)}
    end = {"stop_reason": "end_turn", "stop_sequence": None}
    events: list[dict[str, object]] = [
        {"type": "message_start", "message": start},
        {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
        {"type": "content_block_delta", "index": 0, "delta": text},
        {"type": "content_block_stop", "index": 0},
        {"type": "message_delta", "delta": end, "usage": {"output_tokens": 0}},
        {"type": "message_stop"},
    ]
    return stream_reply([(str(event["type"]), event) for event in events], refusal)


def restorer(route: str, content_type: str, lookup: Lookup) -> Restorer:
    """Restores a streamed completion, and the history of a conversation."""
    return answer(content_type, lookup, MESSAGE_SHAPE, MessageEvents, lines=True)


def thread(route: str, answer: Mapping[str, object]) -> str:
    """Nothing: the path of every request names its conversation."""
    return ""
