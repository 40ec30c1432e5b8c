"""Answers of OpenAI's API beside chat and responses: objects, the events of a run, of a transcription.

Shapes: openai 3.52.0 types (``beta.assistant_stream_event``, ``audio.transcription_stream_event``).
"""

from collections.abc import Mapping

from proxy.answer.events import carrier, listed, mapping, place
from proxy.answer.jsonbody import Path, Shape
from proxy.answer.refusal import openai_reply
from proxy.answer.stream import Channel, Delta, Plan
from proxy.answer.whole import answer
from proxy.contract import Lookup, Refusal, Restorer
from proxy.effect import Reply

_SHAPE = Shape(nested=frozenset({"arguments"}), sealed=frozenset({"logprobs", "b64_json"}))
_MOST_PARTS = 200


class _Events:
    """Events of a run or a transcription; keeps nothing."""

    shape = _SHAPE
    watches = False

    def plan(self, name: str, event: object) -> Plan:
        body = mapping(event)
        kind = str(body.get("object") or body.get("type") or name)
        item: Channel = (place(body.get("id")),)
        if kind == "thread.message.delta":
            return Plan(tuple(_parts(body, item)))
        if kind == "thread.run.step.delta":
            return Plan(tuple(_calls(body, item)))
        if kind.endswith(".delta"):
            return Plan((Delta(("delta",), item),))
        if kind == "thread.message":
            # Its end says the whole text again; its beginning has none.
            return Plan(closes=(item,))
        return Plan(closes=((),)) if kind.endswith((".done", "error", "thread.run")) else Plan()

    def extra(self, event: object, delta: Delta, text: str) -> object:
        return carrier(event, delta.path, text)


def _parts(body: Mapping[str, object], item: Channel) -> list[Delta]:
    found: list[Delta] = []
    for at, part in enumerate(listed(mapping(body.get("delta")).get("content"))[:_MOST_PARTS]):
        key: Channel = (*item, place(mapping(part).get("index", at)))
        base: Path = ("delta", "content", at)
        found += (
            Delta((*base, "text", "value"), (*key, "text")),
            Delta((*base, "refusal"), (*key, "refusal")),
        )
    return found


def _calls(body: Mapping[str, object], item: Channel) -> list[Delta]:
    found: list[Delta] = []
    details = mapping(mapping(body.get("delta")).get("step_details"))
    for at, call in enumerate(listed(details.get("tool_calls"))[:_MOST_PARTS]):
        key: Channel = (*item, place(mapping(call).get("index", at)))
        base: Path = ("delta", "step_details", "tool_calls", at)
        found += (
            Delta((*base, "function", "arguments"), (*key, "arguments"), fragment=True),
            Delta((*base, "code_interpreter", "input"), (*key, "input")),
        )
    return found


def refuse(route: str, refusal: Refusal, *, stream: bool) -> Reply:
    """An error object that the SDKs raise and do not retry; never a stream."""
    return openai_reply(route, refusal)


def restorer(route: str, content_type: str, lookup: Lookup) -> Restorer:
    """Restores an object or a stream of events."""
    return answer(content_type, lookup, _SHAPE, _Events, lines=False)


def thread(route: str, answer: Mapping[str, object]) -> str:
    """The thread, as the path of the next request will name it."""
    value = answer.get("id") if answer.get("object") == "thread" else answer.get("thread_id")
    return f"thread:{value}" if isinstance(value, str) and "threads" in route else ""
