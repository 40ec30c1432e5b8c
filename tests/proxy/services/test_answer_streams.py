"""Every dialect's streams: no cut of the bytes and no split of a placeholder changes the answer."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxy.services.anthropic_messages import answer as anthropic_messages
from proxy.services.chatgpt_web import answer as chatgpt_web
from proxy.services.claude_web import answer as claude_web
from proxy.services.generic import answer as generic
from proxy.services.openai_chat import answer as openai_chat
from proxy.services.openai_responses import answer as openai_responses
from tests.proxy.answer.book import EMAIL, NAME, SECRET, Book, objects, payloads, plain, run, split, sse

EVENT_STREAM = "text/event-stream; charset=utf-8"
type Event = dict[str, object]


@dataclass(frozen=True)
class Case:
    """A way a text travels in a dialect: how its pieces are sent, how a client puts them together."""

    name: str
    dialect: ModuleType
    write: Callable[[list[str]], bytes]
    read: Callable[[bytes], list[str]]  # every telling of the text
    fragment: bool = False


def chat(delta: Callable[[str], object], start: object = None) -> Callable[[list[str]], bytes]:
    def chunk(content: object, end: str | None = None) -> Event:
        choice = {"index": 0, "delta": content, "finish_reason": end}
        return {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}

    def write(pieces: list[str]) -> bytes:
        first: list[Event] = [{"id": "", "choices": [], "prompt_filter_results": []}]
        first += [chunk(start)] if start is not None else []
        return sse(*first, *(chunk(delta(piece)) for piece in pieces), chunk({}, "stop"), done=True)

    return write


def chat_read(*path: object) -> Callable[[bytes], list[str]]:
    def read(stream: bytes) -> list[str]:
        texts = []
        for event in objects(stream):
            for choice in event["choices"]:  # type: ignore[attr-defined]
                value = choice["delta"]
                for step in path:
                    value = value[step] if isinstance(value, list) else (value or {}).get(step, {})
                texts.append(value if isinstance(value, str) else "")
        assert payloads(stream)[-1] == ("", "[DONE]")
        return ["".join(texts)]

    return read


def call(piece: str) -> object:
    return {"tool_calls": [{"index": 1, "function": {"arguments": piece}}]}


def last_piece_with_finish(pieces: list[str]) -> bytes:
    events = [{"choices": [{"index": 0, "text": piece, "finish_reason": None}]} for piece in pieces]
    events[-1]["choices"][0]["finish_reason"] = "length"
    return sse(*events, done=True)


def completion_texts(stream: bytes) -> list[str]:
    return ["".join(choice["text"] for event in objects(stream) for choice in event["choices"])]  # type: ignore[attr-defined]


def response(about: str, done: str, kind: str) -> Callable[[list[str]], bytes]:
    def write(pieces: list[str]) -> bytes:
        place = {"item_id": "i", "output_index": 0, "content_index": 0}
        whole = "".join(pieces)
        item = {"type": kind, "id": "i", done: whole}
        return sse(
            {"type": "response.created", "response": {"id": "r", "output": []}},
            *({"type": f"response.{about}.delta", **place, "delta": piece} for piece in pieces),
            {"type": f"response.{about}.done", **place, done: whole},
            {"type": "response.output_item.done", "output_index": 0, "item": item},
            {"type": "response.completed", "response": {"id": "r", "output": [item]}},
        )

    return write


def response_read(about: str, done: str) -> Callable[[bytes], list[str]]:
    def read(stream: bytes) -> list[str]:
        events = objects(stream)
        assert [name for name, _ in payloads(stream)] == [event["type"] for event in events]
        deltas = [n for n, event in enumerate(events) if event["type"] == f"response.{about}.delta"]
        ends = [n for n, event in enumerate(events) if event["type"] == f"response.{about}.done"]
        assert not deltas or deltas[-1] < ends[0]
        output = events[-1]["response"]["output"][0]  # type: ignore[index]
        text = "".join(str(events[n]["delta"]) for n in deltas)
        return [text, events[ends[0]][done], events[-2]["item"][done], output[done]]  # type: ignore[index, list-item]

    return read


def blocks(kind: str, key: str) -> Callable[[list[str]], bytes]:
    def write(pieces: list[str]) -> bytes:
        return sse(
            {"type": "message_start", "message": {"id": "m", "content": []}},
            {"type": "content_block_start", "index": 1, "content_block": {"type": "text", "text": ""}},
            {"type": "ping"},
            *(
                {"type": "content_block_delta", "index": 1, "delta": {"type": kind, key: piece}}
                for piece in pieces
            ),
            {"type": "content_block_stop", "index": 1},
            {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 1}},
            {"type": "message_limit", "message_limit": {"type": "within_limit"}},
            {"type": "message_stop"},
            end="\r\n",
        )

    return write


def blocks_read(key: str) -> Callable[[bytes], list[str]]:
    def read(stream: bytes) -> list[str]:
        events = objects(stream)
        assert [name for name, _ in payloads(stream)] == [event["type"] for event in events]
        kinds = [event["type"] for event in events]
        stop = kinds.index("content_block_stop")
        assert "content_block_delta" not in kinds[stop:]
        return ["".join(event["delta"][key] for event in events[:stop] if "delta" in event)]  # type: ignore[index]

    return read


def old_completion(pieces: list[str]) -> bytes:
    events: list[Event] = [
        {"type": "completion", "completion": piece, "stop_reason": None} for piece in pieces
    ]
    return sse(*events, {"type": "completion", "completion": "", "stop_reason": "stop_sequence"})


def old_completion_read(stream: bytes) -> list[str]:
    return ["".join(str(event["completion"]) for event in objects(stream))]


def turn(first: int) -> Callable[[list[str]], bytes]:
    """A ChatGPT turn whose first object holds this many pieces already."""

    def write(pieces: list[str]) -> bytes:
        whole = "".join(pieces)
        start, rest = "".join(pieces[:first]), pieces[first:]
        message = {"author": {"role": "assistant"}, "content": {"content_type": "text", "parts": [start]}}
        out = [b'event: delta_encoding\ndata: "v1"\n\n']
        deltas: list[Event] = [
            {"p": "", "o": "add", "v": {"message": message, "conversation_id": "k"}, "c": 1}
        ]
        for number, piece in enumerate(rest):
            named: Event = {"p": "/message/content/parts/0", "o": "append", "v": piece}
            deltas.append(named if number == 0 else {"v": piece})
        end = [{"p": "/message/status", "o": "replace", "v": "finished_successfully"}]
        deltas.append({"p": "", "o": "patch", "v": end})
        out += [b"event: delta\ndata: " + json.dumps(delta).encode() + b"\n\n" for delta in deltas]
        out.append(
            sse({"type": "title_generation", "title": whole}, {"type": "message_stream_complete"}, done=True)
        )
        return b"".join(out)

    return write


def apply(document: object, pointer: str, operation: str, value: object) -> object:
    """The page's own way with one delta."""
    if pointer == "":
        return value
    node = document
    *steps, last = pointer.strip("/").split("/")
    for step in steps:
        node = node[int(step)] if isinstance(node, list) else node[step]  # type: ignore[index]
    key: int | str = int(last) if isinstance(node, list) else last
    if operation == "append" and isinstance(value, list):
        node[key].extend(value)  # type: ignore[index]
    elif operation == "append":
        node[key] += value  # type: ignore[index]
    elif operation == "truncate":
        node[key] = node[key][:value]  # type: ignore[index]
    elif isinstance(node, list) and key == len(node):
        node.append(value)
    else:
        node[key] = value  # type: ignore[index]
    return document


def page(stream: bytes) -> list[object]:
    """What the page shows: its documents, one for each message."""
    pointer, operation, shown = "", "add", []
    for event in objects(stream):
        if not isinstance(event, dict) or "v" not in event or "type" in event:
            continue
        pointer, operation = str(event.get("p", pointer)), str(event.get("o", operation))
        if operation == "patch":
            for op in event["v"]:  # type: ignore[attr-defined]
                shown[-1] = apply(shown[-1], op["p"], op["o"], op["v"])
        elif pointer == "":
            shown.append(event["v"])
        else:
            shown[-1] = apply(shown[-1], pointer, operation, event["v"])
    return shown


def turn_read(stream: bytes) -> list[str]:
    title = next(event["title"] for event in objects(stream) if isinstance(event, dict) and "title" in event)
    return [page(stream)[-1]["message"]["content"]["parts"][0], str(title)]  # type: ignore[index]


def any_events(pieces: list[str]) -> bytes:
    # A piece that begins with the one before is a text said again to a reader that does not know the format.
    return sse(
        *({"answer": {"n": number, "t": piece}} for number, piece in enumerate(pieces)), {"over": True}
    )


def any_lines(pieces: list[str]) -> bytes:
    return (
        b"".join(json.dumps({"answer": {"t": piece}}).encode() + b"\n" for piece in pieces) + b'{"over":1}\n'
    )


def any_read(stream: bytes) -> list[str]:
    return ["".join(event.get("answer", {}).get("t", "") for event in objects(stream))]  # type: ignore[attr-defined]


def any_lines_read(stream: bytes) -> list[str]:
    return ["".join(json.loads(line).get("answer", {}).get("t", "") for line in stream.splitlines())]


CASES = [
    Case("chat content", openai_chat, chat(lambda piece: {"content": piece}), chat_read("content")),
    Case("chat reasoning", openai_chat, chat(lambda piece: {"reasoning": piece}), chat_read("reasoning")),
    Case(
        "chat transcript",
        openai_chat,
        chat(lambda piece: {"audio": {"id": "a", "transcript": piece}}),
        chat_read("audio", "transcript"),
    ),
    Case(
        "chat parts",
        openai_chat,
        chat(lambda piece: {"content": [{"type": "text", "text": piece}]}),
        chat_read("content", 0, "text"),
    ),
    Case(
        "chat arguments",
        openai_chat,
        chat(call, {"tool_calls": [{"index": 1, "id": "x", "function": {"name": "f", "arguments": ""}}]}),
        chat_read("tool_calls", 0, "function", "arguments"),
        fragment=True,
    ),
    Case("old completions", openai_chat, last_piece_with_finish, completion_texts),
    Case(
        "response text",
        openai_responses,
        response("output_text", "text", "message"),
        response_read("output_text", "text"),
    ),
    Case(
        "response arguments",
        openai_responses,
        response("function_call_arguments", "arguments", "function_call"),
        response_read("function_call_arguments", "arguments"),
        fragment=True,
    ),
    Case(
        "response custom tool",
        openai_responses,
        response("custom_tool_call_input", "input", "custom_tool_call"),
        response_read("custom_tool_call_input", "input"),
    ),
    Case("message text", anthropic_messages, blocks("text_delta", "text"), blocks_read("text")),
    Case(
        "message input",
        anthropic_messages,
        blocks("input_json_delta", "partial_json"),
        blocks_read("partial_json"),
        fragment=True,
    ),
    Case("old message completion", anthropic_messages, old_completion, old_completion_read),
    Case("claude page", claude_web, blocks("text_delta", "text"), blocks_read("text")),
    Case("claude page, old", claude_web, old_completion, old_completion_read),
    Case("chatgpt page", chatgpt_web, turn(0), turn_read),
    Case("chatgpt page, begun", chatgpt_web, turn(1), turn_read),
]
EVERY = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)

PARTS = st.sampled_from(
    [EMAIL, NAME, SECRET.lower(), "[EMAIL_ZZZZ]", "[", "[EM", "[PERSON_", "]", " ü😀", "x", "\n"]
)
TEXTS = st.lists(PARTS, max_size=6).map("".join)
CUTS = st.lists(st.integers(0, 5000), max_size=12)


def told(case: Case, text: str) -> str:
    return json.dumps({"k": text}) if case.fragment else text


def agree(case: Case, text: str, tellings: Iterable[str]) -> None:
    for telling in tellings:
        assert (json.loads(telling)["k"] if case.fragment else telling) == plain(text)


@EVERY
@given(text=TEXTS, pieces=CUTS, cuts=CUTS)
def test_any_split_and_any_cut_give_the_restored_answer(
    case: Case, text: str, pieces: list[int], cuts: list[int]
) -> None:
    stream = case.write(split(told(case, text), pieces))
    whole = run(case.dialect.restorer("", EVENT_STREAM, Book()), stream)
    agree(case, text, case.read(whole))
    assert run(case.dialect.restorer("", EVENT_STREAM, Book()), stream, cuts) == whole


@EVERY
def test_every_single_split(case: Case) -> None:
    text = f"Dear {EMAIL}, {SECRET}"
    whole = told(case, text)
    for at in range(len(whole) + 1):
        stream = case.write([whole[:at], whole[at:]])
        agree(case, text, case.read(run(case.dialect.restorer("", EVENT_STREAM, Book()), stream)))
    stream = case.write(list(whole))
    agree(case, text, case.read(run(case.dialect.restorer("", EVENT_STREAM, Book()), stream)))


@EVERY
@given(text=TEXTS, pieces=CUTS, cuts=CUTS)
def test_without_placeholders_not_a_byte_changes(
    case: Case, text: str, pieces: list[int], cuts: list[int]
) -> None:
    stream = case.write(split(told(case, text), pieces))
    assert run(case.dialect.restorer("", EVENT_STREAM, Book({})), stream, cuts) == stream


@EVERY
def test_an_event_goes_out_when_it_is_complete(case: Case) -> None:
    stream = case.write(split(told(case, f"a {EMAIL} b"), range(0, 60, 3)))
    restorer = case.dialect.restorer("", EVENT_STREAM, Book())
    sent = got = b""
    for at in range(len(stream)):
        sent += stream[at : at + 1]
        got += restorer.feed(stream[at : at + 1])
        assert len(payloads(got)) >= sent.replace(b"\r\n", b"\n").count(b"\n\n")


@pytest.mark.parametrize(
    ("content_type", "write", "read"),
    [(EVENT_STREAM, any_events, any_read), ("application/x-ndjson", any_lines, any_lines_read)],
)
@given(text=TEXTS, pieces=CUTS, cuts=CUTS)
def test_unknown_streams(
    content_type: str,
    write: Callable[[list[str]], bytes],
    read: Callable[[bytes], list[str]],
    text: str,
    pieces: list[int],
    cuts: list[int],
) -> None:
    parts = split(text, pieces)
    if any(later.startswith(part) for part, later in pairwise(parts)):
        return  # could as well be a text said again
    stream = write(parts)
    whole = run(generic.restorer("", content_type, Book()), stream)
    assert read(whole) == [plain(text)]
    assert run(generic.restorer("", content_type, Book()), stream, cuts) == whole
    assert run(generic.restorer("", content_type, Book({})), stream, cuts) == stream
