"""The stand-in can be trusted: the vendors' own clients accept it, and it keeps what it saw byte for byte."""

import base64
import gzip
import json
import signal
import ssl
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import anthropic
import brotli
import httpx
import httpx2
import openai
import pytest
import zstandard

from proxy.standin import StandIn, serve
from proxy.standin.coding import decode, encoder

MAIL_TOOL = {
    "name": "send_mail",
    "description": "Send a mail",
    "schema": {"type": "object", "properties": {"to": {"type": "integer"}, "body": {"type": "string"}}},
}
OPENAI_TOOL = {
    "type": "function",
    "function": {"name": MAIL_TOOL["name"], "parameters": MAIL_TOOL["schema"]},
}


@pytest.fixture(scope="module")
def standin() -> Iterator[StandIn]:
    with serve() as running:
        yield running


def client(standin: StandIn, host: str, *, http2: bool = False, library: Any = httpx) -> Any:
    """A client that reaches ``host`` at the stand-in, with the host's certificate checked."""

    class Redirect(library.HTTPTransport):
        def handle_request(self, request: Any) -> Any:
            request.extensions["sni_hostname"] = host
            request.url = request.url.copy_with(host="127.0.0.1", port=standin.port)
            return super().handle_request(request)

    context = ssl.create_default_context(cafile=standin.ca_file)
    transport = Redirect(verify=context, http2=http2, http1=not http2)
    return library.Client(transport=transport, base_url=f"https://{host}", timeout=5)


@pytest.fixture
def gpt(standin: StandIn) -> Iterator[openai.OpenAI]:
    with client(standin, "api.openai.com") as http:
        yield openai.OpenAI(api_key="none", http_client=http, max_retries=0)


@pytest.fixture
def claude(standin: StandIn) -> Iterator[anthropic.Anthropic]:
    with client(standin, "api.anthropic.com", library=httpx2) as http:
        yield anthropic.Anthropic(api_key="none", http_client=http, max_retries=0)


def user(text: str) -> list[dict[str, str]]:
    return [{"role": "user", "content": text}]


@pytest.mark.parametrize("split", ["1", "3", "50"])
def test_openai_chat(gpt: openai.OpenAI, split: str) -> None:
    plain = gpt.chat.completions.create(model="m", messages=user("Grüße an Bob"))
    assert plain.choices[0].message.content == "You wrote: Grüße an Bob"
    assert plain.choices[0].finish_reason == "stop"
    assert plain.usage is not None
    stream = gpt.chat.completions.create(
        model="m",
        messages=user("Grüße an Bob"),
        stream=True,
        stream_options={"include_usage": True},
        extra_headers={"x-standin-split": split},
    )
    chunks = list(stream)
    texts = [chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices]
    assert "".join(texts) == "You wrote: Grüße an Bob"
    assert max(len(text) for text in texts) == min(int(split), 23)
    assert chunks[-1].usage is not None


def test_openai_tools_and_their_result(gpt: openai.OpenAI) -> None:
    asked = user("please call send_mail for Bob")
    plain = gpt.chat.completions.create(model="m", messages=asked, tools=[OPENAI_TOOL])
    call = plain.choices[0].message.tool_calls[0]
    assert plain.choices[0].finish_reason == "tool_calls"
    assert json.loads(call.function.arguments) == {"body": "please call send_mail for Bob"}
    with gpt.chat.completions.stream(model="m", messages=asked, tools=[OPENAI_TOOL]) as stream:
        final = stream.get_final_completion().choices[0].message.tool_calls[0]
    assert final.function.arguments == call.function.arguments
    history = [*asked, plain.choices[0].message.to_dict()]
    history.append({"role": "tool", "tool_call_id": call.id, "content": "sent"})
    after = gpt.chat.completions.create(model="m", messages=history, tools=[OPENAI_TOOL])
    assert after.choices[0].message.content == "The tool answered: sent"


def test_openai_responses(gpt: openai.OpenAI) -> None:
    plain = gpt.responses.create(model="m", input="hello Bob")
    assert plain.output_text == "You wrote: hello Bob"
    assert plain.status == "completed"
    items = [{"role": "user", "content": [{"type": "input_text", "text": "hello Bob"}]}]
    with gpt.responses.stream(model="m", input=items) as stream:
        kinds = [event.type for event in stream]
        final = stream.get_final_response()
    assert final.output_text == plain.output_text
    assert kinds[0] == "response.created"
    assert kinds[-1] == "response.completed"
    tool = {"type": "function", "name": MAIL_TOOL["name"], "parameters": MAIL_TOOL["schema"], "strict": False}
    with gpt.responses.stream(model="m", input="call it", tools=[tool]) as stream:
        call = stream.get_final_response().output[0]
    assert call.type == "function_call"
    assert json.loads(call.arguments) == {"body": "call it"}


def test_openai_embeddings_and_models(gpt: openai.OpenAI) -> None:
    both = gpt.embeddings.create(model="m", input=["a", "b"])
    floats = gpt.embeddings.create(model="m", input="a", encoding_format="float")
    assert both.data[0].embedding == pytest.approx(floats.data[0].embedding)
    assert both.data[0].embedding != both.data[1].embedding
    assert [model.id for model in gpt.models.list()] == ["standin"]


def test_azure_names_the_model_in_the_path(standin: StandIn) -> None:
    with client(standin, "acme.openai.azure.com") as http:
        azure = openai.AzureOpenAI(
            api_key="none",
            api_version="2025-04-01",
            azure_endpoint="https://acme.openai.azure.com",
            http_client=http,
            max_retries=0,
        )
        answer = azure.chat.completions.create(model="our-gpt", messages=user("hello"))
        chunks = list(azure.chat.completions.create(model="our-gpt", messages=user("hello"), stream=True))
    assert answer.model == "our-gpt"
    assert answer.choices[0].message.content == "You wrote: hello"
    assert chunks[0].choices == []


def test_anthropic_messages(claude: anthropic.Anthropic) -> None:
    plain = claude.messages.create(model="m", max_tokens=99, messages=user("hello Bob"))
    assert plain.content[0].text == "You wrote: hello Bob"
    assert plain.stop_reason == "end_turn"
    with claude.messages.stream(model="m", max_tokens=99, messages=user("hello Bob")) as stream:
        assert "".join(stream.text_stream) == "You wrote: hello Bob"
    tool = {"name": MAIL_TOOL["name"], "input_schema": MAIL_TOOL["schema"]}
    asked = user("call send_mail")
    with claude.messages.stream(model="m", max_tokens=99, messages=asked, tools=[tool]) as stream:
        use = stream.get_final_message().content[0]
    assert use.input == {"body": "call send_mail"}
    result = [{"type": "tool_result", "tool_use_id": use.id, "content": "sent"}]
    history = [*asked, {"role": "assistant", "content": [use.to_dict()]}, {"role": "user", "content": result}]
    after = claude.messages.create(model="m", max_tokens=99, messages=history, tools=[tool])
    assert after.content[0].text == "The tool answered: sent"
    assert claude.messages.count_tokens(model="m", messages=asked).input_tokens > 0


@pytest.mark.parametrize(
    ("host", "path", "body", "end"),
    [
        (
            "chatgpt.com",
            "/backend-api/f/conversation",
            {"messages": [{"author": {"role": "user"}, "content": {"parts": ["hello Bob"]}}]},
            b"data: [DONE]\n\n",
        ),
        (
            "claude.ai",
            "/api/organizations/o/chat_conversations/c/completion",
            {"prompt": "hello Bob"},
            b'event: message_stop\ndata: {"type":"message_stop"}\n\n',
        ),
    ],
)
def test_web_chats_stream(
    standin: StandIn, host: str, path: str, body: dict[str, object], end: bytes
) -> None:
    with client(standin, host, http2=True) as http:
        answer = http.post(path, json=body, headers={"x-standin-split": "99"})
    assert answer.http_version == "HTTP/2"
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert b"You wrote: hello Bob" in answer.content
    assert answer.content.endswith(end)


@pytest.mark.parametrize("http2", [False, True])
@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd"])
def test_encoded_bodies_are_kept_as_they_came(standin: StandIn, http2: bool, encoding: str) -> None:
    text = json.dumps({"model": "m", "messages": user("hello Bob"), "stream": True}).encode()
    pack = {"gzip": gzip.compress, "br": brotli.compress, "zstd": zstandard.compress}[encoding]
    raw = pack(text)
    standin.forget()
    with client(standin, "api.openai.com", http2=http2) as http:
        headers = {"content-encoding": encoding, "x-standin-encoding": encoding, "x-standin-split": "99"}
        answer = http.post("/v1/chat/completions?x=1", content=raw, headers=headers)
    assert "You wrote: hello Bob" in answer.text
    (seen,) = standin.seen
    assert (seen.raw, seen.body) == (raw, text)
    assert (seen.host, seen.method, seen.path) == ("api.openai.com", "POST", "/v1/chat/completions?x=1")
    assert seen.http == ("2" if http2 else "1.1")


def test_a_body_that_does_not_fit_its_label_is_an_error(standin: StandIn) -> None:
    with client(standin, "api.openai.com") as http:
        for label in ("gzip", "br", "zstd", "rot13"):
            answer = http.post("/v1/chat/completions", content=b"{}", headers={"content-encoding": label})
            assert answer.status_code == 400
        assert http.post("/v1/chat/completions", content=b"no json").status_code == 400
        assert http.post("/v1/unknown", json={}).status_code == 404


@pytest.mark.parametrize("http2", [False, True])
@pytest.mark.parametrize("stream", [False, True])
def test_it_can_break_off(standin: StandIn, http2: bool, stream: bool) -> None:
    body = {"messages": user("hello standin-end=half"), "stream": stream}
    with client(standin, "api.openai.com", http2=http2) as http, pytest.raises(httpx.RemoteProtocolError):
        http.post("/v1/chat/completions", json=body)


@pytest.mark.parametrize("http2", [False, True])
def test_it_can_stay_silent(standin: StandIn, http2: bool) -> None:
    with client(standin, "api.openai.com", http2=http2) as http, pytest.raises(httpx.ReadTimeout):
        http.post("/v1/chat/completions", json={}, headers={"x-standin-end": "never"}, timeout=0.3)


def test_it_can_refuse_in_each_shape(gpt: openai.OpenAI, claude: anthropic.Anthropic) -> None:
    with pytest.raises(openai.RateLimitError, match="asked for status 429"):
        gpt.chat.completions.create(model="m", messages=user("hi"), extra_headers={"x-standin-status": "429"})
    with pytest.raises(anthropic.InternalServerError, match="asked for status 529"):
        claude.messages.create(model="m", max_tokens=1, messages=user("standin-status=529"))
    with pytest.raises(openai.BadRequestError, match="Bad knob"):
        gpt.chat.completions.create(model="m", messages=user("hi"), extra_headers={"x-standin-split": "x"})


def test_it_can_say_something_else(gpt: openai.OpenAI) -> None:
    answer = gpt.chat.completions.create(
        model="m",
        messages=user("Hello {lower}"),
        extra_headers={"x-standin-say": "**{lower}** {upper} [X_1]"},
    )
    assert answer.choices[0].message.content == "**hello {lower}** HELLO {LOWER} [X_1]"


@pytest.mark.parametrize("encoding", ["", "gzip", "br", "zstd"])
def test_each_piece_can_be_read_when_it_arrives(encoding: str) -> None:
    encode = encoder(encoding)
    first, second = encode(b"first ", False), encode(b"second", True)
    readers: dict[str, Callable[[bytes], bytes]] = {
        "": bytes,
        "gzip": zlib.decompressobj(wbits=31).decompress,
        "br": brotli.Decompressor().process,
        "zstd": zstandard.ZstdDecompressor().decompressobj().decompress,
    }
    assert readers[encoding](first) == b"first "
    assert readers[encoding](second) == b"second"
    assert decode(first + second, encoding) == b"first second"


def test_an_unknown_answer_encoding_is_an_error() -> None:
    with pytest.raises(ValueError, match="cannot answer"):
        encoder("rot13")


def test_as_a_process_it_logs_before_it_answers(tmp_path: Path) -> None:
    ca_file, log = tmp_path / "ca.pem", tmp_path / "seen.jsonl"
    command = [sys.executable, "-m", "proxy.standin", "--ca-file", str(ca_file), "--log", str(log)]
    with subprocess.Popen(
        [*command, "--host", "extra.example"], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        assert first.startswith("listening on 127.0.0.1:")
        running = StandIn.__new__(StandIn)
        running.port, running.ca_file = int(first.rsplit(":", 1)[1]), ca_file
        with client(running, "extra.example") as http:
            http.post("/echo", content=b"\x00\xff", headers={"authorization": "secret"})
            (line,) = log.read_text().splitlines()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0
    seen = json.loads(line)
    assert base64.b64decode(seen["raw"]) == b"\x00\xff"
    assert seen["host"] == "extra.example"
    assert "authorization" in seen["headers"]
    assert "secret" not in line


def test_a_taken_port_is_an_error(standin: StandIn) -> None:
    with pytest.raises(OSError, match="use"), serve(port=standin.port):
        pass
