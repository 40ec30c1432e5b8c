"""The vendors' own SDKs read restored streams, and raise refusals once, with their words."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import anthropic
import openai
import pytest

from proxy.contract import Refusal
from proxy.effect import Reply
from proxy.services.anthropic_messages import answer as anthropic_messages
from proxy.services.openai_chat import answer as openai_chat
from proxy.services.openai_responses import answer as openai_responses
from tests.proxy.answer.book import EMAIL, SECRET, VALUES, Book, run, split, sse

BLOCKED = Refusal("T-1", "Blocked by Acme's data policy", "A key was found.", ("keys.cloud",), "Take it out.")
HELD = Refusal("T-2", "Held by Acme's data policy", "A client's name.", (), "Wait for it.", held=True)
KEY = "none"


@contextmanager
def service(reply: Reply) -> Iterator[tuple[str, list[str]]]:
    """A server that always answers the same; gives its address and the paths that were asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.path)
            self.rfile.read(int(self.headers["content-length"]))
            self.send_response(reply.status)
            for name, value in (*reply.headers, ("content-length", str(len(reply.body)))):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *args: object) -> None:
            """Nothing: the test's output is not the place."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def ask_chat(address: str, stream: bool) -> object:
    with openai.OpenAI(base_url=address, api_key=KEY) as client:
        return client.chat.completions.create(
            model="m", messages=[{"role": "user", "content": "x"}], stream=stream
        )


def ask_responses(address: str, stream: bool) -> object:
    with openai.OpenAI(base_url=address, api_key=KEY) as client:
        return client.responses.create(model="m", input="x", stream=stream)


def ask_azure(address: str, stream: bool) -> object:
    with openai.AzureOpenAI(azure_endpoint=address, api_key=KEY, api_version="2024-10-21") as client:
        return client.chat.completions.create(
            model="m", messages=[{"role": "user", "content": "x"}], stream=stream
        )


def ask_messages(address: str, stream: bool) -> object:
    with anthropic.Anthropic(base_url=address, api_key=KEY) as client:
        return client.messages.create(
            model="m", max_tokens=9, messages=[{"role": "user", "content": "x"}], stream=stream
        )


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("refusal", [BLOCKED, HELD])
@pytest.mark.parametrize(
    ("dialect", "route", "ask", "blocked", "held"),
    [
        (openai_chat, "chat", ask_chat, openai.BadRequestError, openai.PermissionDeniedError),
        (openai_responses, "responses", ask_responses, openai.BadRequestError, openai.PermissionDeniedError),
        (openai_responses, "codex.responses", ask_responses, openai.BadRequestError, openai.BadRequestError),
        (openai_chat, "azure.chat", ask_azure, openai.BadRequestError, openai.BadRequestError),
        (
            anthropic_messages,
            "messages",
            ask_messages,
            anthropic.BadRequestError,
            anthropic.PermissionDeniedError,
        ),
    ],
)
def test_a_refusal_is_raised_once(
    dialect: object,
    route: str,
    ask: Callable[[str, bool], object],
    blocked: type[Exception],
    held: type[Exception],
    refusal: Refusal,
    stream: bool,
) -> None:
    reply = dialect.refuse(route, refusal, stream=stream)  # type: ignore[attr-defined]
    with service(reply) as (address, asked):
        with pytest.raises(held if refusal.held else blocked) as caught:
            ask(address, stream)
        assert refusal.text in str(caught.value)
        assert caught.value.response.headers["x-promptward-ticket"] == refusal.ticket  # type: ignore[attr-defined]
    assert len(asked) == 1


def as_reply(dialect: object, stream: bytes) -> Reply:
    body = run(dialect.restorer("", "text/event-stream", Book()), stream, range(0, len(stream), 7))  # type: ignore[attr-defined]
    return Reply(200, (("content-type", "text/event-stream"),), body)


TEXT = f"Dear {EMAIL}, see [EMA"
RESTORED = f"Dear {VALUES[EMAIL]}, see [EMA"
ARGUMENTS = json.dumps({"cmd": f"mysql {SECRET}"})


def test_the_openai_sdk_reads_a_restored_chat() -> None:
    def chunk(delta: object, end: str | None = None) -> object:
        choice = {"index": 0, "delta": delta, "finish_reason": end, "logprobs": None}
        return {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}

    def call(piece: str) -> object:
        return {"tool_calls": [{"index": 0, "function": {"arguments": piece}}]}

    opening = {
        "tool_calls": [
            {"index": 0, "id": "x", "type": "function", "function": {"name": "f", "arguments": ""}}
        ]
    }
    stream = sse(
        chunk({"role": "assistant", "content": ""}),
        *(chunk({"content": piece}) for piece in split(TEXT, range(0, 99, 4))),
        chunk(opening),
        *(chunk(call(piece)) for piece in split(ARGUMENTS, range(0, 99, 3))),
        chunk({}, "tool_calls"),
        done=True,
    )
    with (
        service(as_reply(openai_chat, stream)) as (address, _),
        openai.OpenAI(base_url=address, api_key=KEY) as client,
        client.chat.completions.stream(model="m", messages=[{"role": "user", "content": "x"}]) as answer,
    ):
        message = answer.get_final_completion().choices[0].message
    assert message.content == RESTORED
    assert message.tool_calls
    assert json.loads(message.tool_calls[0].function.arguments) == {"cmd": f"mysql {VALUES[SECRET]}"}


def test_the_openai_sdk_reads_a_restored_response() -> None:
    place = {"item_id": "i", "output_index": 0, "content_index": 0}
    part = {"type": "output_text", "text": TEXT, "annotations": []}
    item = {"type": "message", "id": "i", "status": "completed", "role": "assistant", "content": [part]}
    response = {
        "id": "r",
        "object": "response",
        "created_at": 1,
        "model": "m",
        "output": [],
        "parallel_tool_calls": True,
        "tool_choice": "auto",
        "tools": [],
    }
    events: list[object] = [
        {"type": "response.created", "response": response},
        {"type": "response.output_item.added", "output_index": 0, "item": {**item, "content": []}},
        {"type": "response.content_part.added", **place, "part": {**part, "text": ""}},
        *(
            {"type": "response.output_text.delta", **place, "delta": piece, "logprobs": []}
            for piece in split(TEXT, range(0, 99, 4))
        ),
        {"type": "response.output_text.done", **place, "text": TEXT, "logprobs": []},
        {"type": "response.content_part.done", **place, "part": part},
        {"type": "response.output_item.done", "output_index": 0, "item": item},
        {"type": "response.completed", "response": {**response, "output": [item]}},
    ]
    numbered = [{**event, "sequence_number": n} for n, event in enumerate(events)]  # type: ignore[dict-item]
    with (
        service(as_reply(openai_responses, sse(*numbered))) as (address, _),
        openai.OpenAI(base_url=address, api_key=KEY) as client,
        client.responses.stream(model="m", input="x") as answer,
    ):
        deltas = "".join(event.delta for event in answer if event.type == "response.output_text.delta")
        assert (deltas, answer.get_final_response().output_text) == (RESTORED, RESTORED)


def test_the_anthropic_sdk_reads_a_restored_message() -> None:
    usage = {"input_tokens": 1, "output_tokens": 1}
    message = {"id": "m", "type": "message", "role": "assistant", "model": "m", "content": [], "usage": usage}

    def delta(index: int, kind: str, key: str, piece: str) -> object:
        return {"type": "content_block_delta", "index": index, "delta": {"type": kind, key: piece}}

    tool = {"type": "tool_use", "id": "t", "name": "f", "input": {}}
    thinking = {"type": "thinking", "thinking": "", "signature": ""}
    stream = sse(
        {"type": "message_start", "message": message},
        {"type": "content_block_start", "index": 0, "content_block": thinking},
        delta(0, "thinking_delta", "thinking", EMAIL),
        delta(0, "signature_delta", "signature", "c2ln"),
        {"type": "content_block_stop", "index": 0},
        {"type": "content_block_start", "index": 1, "content_block": {"type": "text", "text": ""}},
        *(delta(1, "text_delta", "text", piece) for piece in split(TEXT, range(0, 99, 4))),
        {"type": "content_block_stop", "index": 1},
        {"type": "content_block_start", "index": 2, "content_block": tool},
        *(delta(2, "input_json_delta", "partial_json", piece) for piece in split(ARGUMENTS, range(0, 99, 3))),
        {"type": "content_block_stop", "index": 2},
        {
            "type": "message_delta",
            "delta": {"stop_reason": "tool_use", "stop_sequence": None},
            "usage": usage,
        },
        {"type": "message_stop"},
    )
    with (
        service(as_reply(anthropic_messages, stream)) as (address, _),
        anthropic.Anthropic(base_url=address, api_key=KEY) as client,
        client.messages.stream(
            model="m", max_tokens=9, messages=[{"role": "user", "content": "x"}]
        ) as answer,
    ):
        final = answer.get_final_message()
    assert [block.type for block in final.content] == ["thinking", "text", "tool_use"]
    assert final.content[0].to_dict()["thinking"] == EMAIL
    assert final.content[1].to_dict()["text"] == RESTORED
    assert final.content[2].to_dict()["input"] == {"cmd": f"mysql {VALUES[SECRET]}"}
