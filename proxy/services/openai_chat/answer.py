"""Answers of OpenAI chat completions and of the services that speak the same, Azure OpenAI among them.

Shapes: openai 3.52.0 types; streams of Mistral, whose content is a list of parts; Azure's first chunk,
which has no choices.
"""

from collections.abc import Mapping

from proxy.answer.events import carrier, listed, mapping, place
from proxy.answer.jsonbody import Shape
from proxy.answer.refusal import openai_reply
from proxy.answer.stream import Channel, Delta, Plan
from proxy.answer.whole import answer
from proxy.contract import Lookup, Refusal, Restorer
from proxy.effect import Reply

# OpenRouter and LiteLLM hand on other vendors' signed reasoning in these objects.
_SIGNED = frozenset({"thinking", "redacted_thinking", "reasoning.text"})
_SHAPE = Shape(nested=frozenset({"arguments"}), sealed=frozenset({"logprobs"}), signed=_SIGNED)
_TEXTS = ("content", "refusal", "reasoning_content", "reasoning")
_MOST_CHOICES = 500  # the service allows 128


class _Chunks:
    """``chat.completion.chunk`` and ``text_completion`` events; keeps nothing."""

    shape = _SHAPE
    watches = False

    def plan(self, name: str, event: object) -> Plan:
        deltas: list[Delta] = []
        closes: list[Channel] = []
        body = mapping(event)
        for at, item in enumerate(listed(body.get("choices"))[:_MOST_CHOICES]):
            choice = mapping(item)
            key: Channel = (place(choice.get("index", at)),)
            _choice(choice, at, key, deltas)
            if choice.get("finish_reason") is not None:
                closes.append(key)
        if body.get("error"):
            closes.append(())
        return Plan(tuple(deltas), closes=tuple(closes))

    def extra(self, event: object, delta: Delta, text: str) -> object:
        return carrier(event, delta.path, text)


def _choice(choice: Mapping[str, object], at: int, key: Channel, deltas: list[Delta]) -> None:
    if isinstance(choice.get("text"), str):
        deltas.append(Delta(("choices", at, "text"), (*key, "text")))
    for name, value in mapping(choice.get("delta")).items():
        path = ("choices", at, "delta", name)
        if name in _TEXTS:
            if isinstance(value, str):
                deltas.append(Delta(path, (*key, name)))
            for number, part in enumerate(listed(value)):
                if isinstance(mapping(part).get("text"), str):
                    deltas.append(Delta((*path, number, "text"), (*key, name)))
                # Mistral's reasoning: a part that is itself a list of parts.
                for inner, _ in enumerate(listed(mapping(part).get("thinking"))):
                    deltas.append(Delta((*path, number, "thinking", inner, "text"), (*key, "thinking")))
        elif name == "reasoning_details":
            for number, part in enumerate(listed(value)):
                detail = (*key, name, place(mapping(part).get("index", number)))
                deltas += (
                    Delta((*path, number, text), (*detail, text), signed=True) for text in ("text", "summary")
                )
        elif name == "audio":
            deltas.append(Delta((*path, "transcript"), (*key, name)))
        elif name == "function_call":
            deltas.append(Delta((*path, "arguments"), (*key, name), fragment=True))
        elif name == "tool_calls":
            for number, item in enumerate(listed(value)):
                call = mapping(item)
                tool = (*key, "tool", place(call.get("index", number)))
                deltas.append(Delta((*path, number, "function", "arguments"), tool, fragment=True))
                if "custom" in call:
                    deltas.append(Delta((*path, number, "custom", "input"), (*tool, "input")))


def refuse(route: str, refusal: Refusal, *, stream: bool) -> Reply:
    """An error object that the SDKs raise and do not retry (openai ``_base_client.py``); never a stream."""
    return openai_reply(route, refusal)


def restorer(route: str, content_type: str, lookup: Lookup) -> Restorer:
    """Restores a completion or a stream of chunks."""
    return answer(content_type, lookup, _SHAPE, _Chunks, lines=False)


def thread(route: str, answer: Mapping[str, object]) -> str:
    """Nothing: every request brings its whole history."""
    return ""
