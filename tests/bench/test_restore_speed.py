"""What restoring an answer costs, in milliseconds for an event or a body. ``-s`` shows the figures."""

import json
import time
from collections.abc import Callable

import pytest

from proxy.answer.jsonbody import restore_json
from proxy.contract import Lookup, Restorer
from proxy.services.anthropic_messages import answer as anthropic_messages
from proxy.services.chatgpt_web import answer as chatgpt_web
from proxy.services.openai_chat import answer as openai_chat
from tests.proxy.answer.book import EMAIL, VALUES, Book, sse

EVENTS = 5000
PER_EVENT = 0.1  # ms, on one core
PIECES = ("The quick", " brown fox ", "[see](the docs)", " jumps", " über", ' the "lazy"', " dog.\n")
MORE = {
    f"[EMAIL_{a}{b}{c}{d}]": "x@example.com" for a in "ABCD" for b in "EFGH" for c in "JKLM" for d in "NPQR"
}


class Prefixes:
    """A lookup as fast as the real one."""

    def __init__(self, values: dict[str, str]) -> None:
        self.values = values
        self.beginnings = {token[:length] for token in values for length in range(1, len(token))}

    def resolve(self, token: str) -> str | None:
        return self.values.get(token.upper())

    def may_begin(self, tail: str) -> bool:
        return tail.upper() in self.beginnings


def chat(pieces: tuple[str, ...]) -> bytes:
    def event(number: int) -> object:
        choice = {"index": 0, "delta": {"content": pieces[number % len(pieces)]}, "finish_reason": None}
        head = {
            "id": "chatcmpl-9x",
            "object": "chat.completion.chunk",
            "created": 1767225600,
            "model": "gpt-5.2",
        }
        return {**head, "choices": [choice], "obfuscation": "xY2"}

    return sse(*map(event, range(EVENTS)), done=True)


def messages(pieces: tuple[str, ...]) -> bytes:
    def event(number: int) -> object:
        delta = {"type": "text_delta", "text": pieces[number % len(pieces)]}
        return {"type": "content_block_delta", "index": 0, "delta": delta}

    return sse(*map(event, range(EVENTS)))


def turn(pieces: tuple[str, ...]) -> bytes:
    message = {"content": {"content_type": "text", "parts": [""]}}
    first = {"p": "", "o": "add", "v": {"message": message}}
    return sse(first, *({"v": pieces[number % len(pieces)]} for number in range(EVENTS)), done=True)


SPLIT = (*PIECES, " to [EM", "AIL_K7", "Q2] and")
STREAMS: list[tuple[str, Callable[[str, str, Lookup], Restorer], bytes, Lookup]] = [
    ("chat, no placeholders known", openai_chat.restorer, chat(PIECES), Prefixes({})),
    ("chat, known ones absent", openai_chat.restorer, chat(PIECES), Prefixes({**VALUES, **MORE})),
    ("chat, one in ten events split", openai_chat.restorer, chat(SPLIT), Prefixes({**VALUES, **MORE})),
    ("chat, one in each event", openai_chat.restorer, chat((f"to {EMAIL}",)), Prefixes({**VALUES, **MORE})),
    (
        "messages, known ones absent",
        anthropic_messages.restorer,
        messages(PIECES),
        Prefixes({**VALUES, **MORE}),
    ),
    (
        "messages, one in ten split",
        anthropic_messages.restorer,
        messages(SPLIT),
        Prefixes({**VALUES, **MORE}),
    ),
    ("chatgpt page, known ones absent", chatgpt_web.restorer, turn(PIECES), Prefixes({**VALUES, **MORE})),
    ("chatgpt page, one in ten split", chatgpt_web.restorer, turn(SPLIT), Prefixes({**VALUES, **MORE})),
]


def best(work: Callable[[], object], times: int = 3) -> float:
    """Milliseconds of this process in the fastest run: other work on the machine only ever adds."""
    spent = []
    for _ in range(times):
        started = time.process_time()
        work()
        spent.append(time.process_time() - started)
    return min(spent) * 1000


@pytest.mark.parametrize(("name", "make", "stream", "lookup"), STREAMS, ids=[case[0] for case in STREAMS])
def test_an_event_costs_little(
    name: str, make: Callable[[str, str, Lookup], Restorer], stream: bytes, lookup: Lookup
) -> None:
    events = [event + b"\n\n" for event in stream.split(b"\n\n") if event]

    def work() -> None:
        restorer = make("", "text/event-stream", lookup)
        for event in events:
            restorer.feed(event)
        restorer.finish()

    each = best(work) / len(events)
    print(f"\n{name}: {each * 1000:.1f} µs an event")
    assert each <= PER_EVENT


def body(size: int, *, with_placeholders: int, dense: bool) -> bytes:
    """A JSON answer: one long text, or very many short members."""
    word = 'ordinary words, a "quoted" one, [a link](https://example.com) and ü. '
    count = size // len(word)
    step = max(1, count // with_placeholders) if with_placeholders else count + 1
    words = [word + (EMAIL if number % step == 0 and with_placeholders else "") for number in range(count)]
    if dense:
        return json.dumps(
            [{"n": n, "text": text, "ok": [True, None]} for n, text in enumerate(words)]
        ).encode()
    return json.dumps({"choices": [{"message": {"content": "".join(words)}}]}).encode()


@pytest.mark.parametrize("dense", [False, True])
@pytest.mark.parametrize(("placeholders", "limit"), [(0, 5), (100, 60)])
def test_a_body_costs_little(placeholders: int, limit: float, dense: bool) -> None:
    size = 1_300_000 if dense else 2_000_000
    data = body(size, with_placeholders=placeholders, dense=dense)
    shape = openai_chat._SHAPE
    restored = restore_json(data, Book(), shape)
    assert (restored is data) == (placeholders == 0)
    spent = best(lambda: restore_json(data, Prefixes({**VALUES}), shape), times=15)
    print(f"\n{len(data) / 1e6:.1f} MB, {placeholders} placeholders, {dense=}: {spent:.1f} ms")
    assert spent <= limit
