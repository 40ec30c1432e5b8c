"""What every dialect keeps, whoever wrote it: each is found by itself and tried on each of its samples.

Reading gives back the same bytes, every place leads to its text, an edited body is one that the vendor's own types
accept, bad bodies raise ``Unreadable`` and nothing else, a refusal is one the vendor's client raises once, and an
answer is restored alike however its bytes were cut.
"""

import importlib
import json
import random
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import anthropic
import cohere
import ollama
import openai
import pytest
from cohere.core.api_error import ApiError
from mistralai.client import Mistral
from mistralai.client.errors import SDKError
from pydantic import TypeAdapter, ValidationError

from classifiers.segment import Origin
from proxy.capture import SOCKET
from proxy.contract import Dialect, Document, Edit, Refusal, Unreadable
from proxy.services.catalog import dialects
from proxy.services.samples import Sample, load_samples, part
from tests.proxy.answer.book import EMAIL, VALUES, Book, payloads, run
from tests.proxy.services.test_answer_sdk import service

BLOCKED = Refusal("T-1", "Blocked by Acme's data policy", "A key was found.", ("keys.cloud",), "Take it out.")
HELD = Refusal("T-2", "Held by Acme's data policy", "A client's name.", (), "Wait for it.", held=True)
RETRIED = {401, 407, 408, 409, 425, 429}

EVERY = [(dialects()[name], sample) for name in sorted(dialects()) for sample in load_samples(name)]
ROUTED = [(dialect, sample) for dialect, sample in EVERY if sample.route]
READ = [(dialect, sample) for dialect, sample in ROUTED if not sample.unreadable]
each = pytest.mark.parametrize


def ids(rows: list[tuple[Dialect, Sample]]) -> list[str]:
    return [f"{dialect.id}: {sample.name}" for dialect, sample in rows]


def read(dialect: Dialect, sample: Sample, body: bytes) -> Document:
    return dialect.read(sample.route, sample.capture, body)


@each(("dialect", "sample"), READ, ids=ids(READ))
def test_no_edit_gives_the_same_bytes(dialect: Dialect, sample: Sample) -> None:
    document = read(dialect, sample, sample.data)
    assert document.splice([]) == sample.data
    assert [segment.place for segment in document.segments] == list(range(len(document.segments)))
    assert all(segment.text for segment in document.segments)


@each(("dialect", "sample"), READ, ids=ids(READ))
def test_each_place_leads_back_to_its_text(dialect: Dialect, sample: Sample) -> None:
    """One edit changes the text of that place, in its middle, and of no other."""
    document = read(dialect, sample, sample.data)
    for segment in document.segments:
        start, end = part(segment)
        text = "[X_2345]" if segment.origin is Origin.FILE else '[X_"2345]\n'
        edit = Edit(segment.place, min(start + 1, end - 1), end, text)
        if not segment.editable:
            with pytest.raises(ValueError, match="cannot be edited"):
                document.splice([edit])
            continue
        sent = sample.sent_with(document.headers([edit]))
        again = dialect.read(sample.route, sent, document.splice([edit]))
        wanted = [one.text for one in document.segments]
        wanted[segment.place] = segment.text[: edit.start] + edit.text + segment.text[edit.end :]
        assert [one.text for one in again.segments] == wanted


@each(
    ("dialect", "sample"),
    [row for row in READ if row[1].accepts],
    ids=ids([row for row in READ if row[1].accepts]),
)
def test_an_edited_body_is_one_that_the_vendor_accepts(dialect: Dialect, sample: Sample) -> None:
    document = read(dialect, sample, sample.data)
    edits = [Edit(s.place, *part(s), f"[EDIT_{s.place}]") for s in document.segments if s.editable]
    assert edits
    for body in (sample.data, document.splice(edits)):
        accepted(sample.accepts, json.loads(body))


def accepted(name: str, value: object) -> None:
    """Raises where a type of an SDK does not take a value. Lazy iterables in it are read to their ends."""
    module, _, kind = name.rpartition(".")
    adapter: TypeAdapter[Any] = TypeAdapter(getattr(importlib.import_module(module), kind))
    try:
        found = [adapter.validate_python(value)]
    except ValidationError as fault:
        pytest.fail(f"{name} does not take it at {[error['loc'][:4] for error in fault.errors()[:3]]}")
    while found:
        one = found.pop()
        if isinstance(one, Mapping):
            found += one.values()
        elif not isinstance(one, str | bytes) and hasattr(one, "__iter__"):
            found += list(one)


def bad_bodies(sample: Sample) -> Iterator[bytes]:
    """Junk, cut, doubled and deep."""
    chance, data = random.Random(7), sample.data
    yield from (b"", b"\0", b"\xff\xfe\xff", b"{", b"[" * 5000, b'{"a":' * 5000, b'"', b"nul", b"[]", b"7")
    yield b'{"messages":' + b"[" * 400 + b"]" * 400 + b"}"
    yield b'{"content":' + b'{"content":' * 300 + b"1" + b"}" * 301
    yield b'{"a":"\\ud800","b":"\\u0000","c":1e999,"d":NaN}'
    yield from (data[:cut] for cut in sorted({len(data) * part // 8 for part in range(8)}))
    yield from (bytes(chance.randrange(256) for _ in range(size)) for size in (1, 5, 64, 2000))
    for _ in range(8):
        broken = bytearray(data)
        for _ in range(3 if broken else 0):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        yield bytes(broken)


@each(("dialect", "sample"), ROUTED, ids=ids(ROUTED))
def test_a_bad_body_is_unreadable_and_nothing_else(dialect: Dialect, sample: Sample) -> None:
    for body in bad_bodies(sample):
        try:
            document = read(dialect, sample, body)
        except Unreadable as trouble:
            assert "\n" not in str(trouble)
            assert len(str(trouble)) < 200
        else:
            assert document.splice([]) == body


OBJECTS = [row for row in READ if isinstance(row[1].body, dict) and row[1].body]


@each(("dialect", "sample"), OBJECTS, ids=ids(OBJECTS))
def test_a_doubled_field_is_read_twice_or_not_at_all(dialect: Dialect, sample: Sample) -> None:
    """Two readers may take different ones of them, so neither may hide."""
    name, hidden = next(iter(sample.body)), "see Keller twice"
    body = sample.data[:-1] + f",{json.dumps(name)}:{json.dumps(hidden)}}}".encode()
    before = {segment.text for segment in read(dialect, sample, sample.data).segments}
    try:
        document = read(dialect, sample, body)
    except Unreadable:
        return
    assert {segment.text for segment in document.segments} >= before | {hidden}


@each(("dialect", "sample"), ROUTED, ids=ids(ROUTED))
@each("refusal", [BLOCKED, HELD])
@each("stream", [False, True])
def test_a_refusal_says_why_and_is_not_tried_again(
    dialect: Dialect, sample: Sample, refusal: Refusal, stream: bool
) -> None:
    if sample.method == SOCKET:
        frames = dialect.refuse_message(sample.route, refusal)
        assert frames.messages or frames.close
        return
    reply = dialect.refuse(sample.route, refusal, stream=stream)
    assert reply == dialect.refuse(sample.route, refusal, stream=stream)
    assert (
        reply.status == 200
        or (400 <= reply.status < 500 and reply.status not in RETRIED)
        or reply.status == 204
    )
    headers = dict(reply.headers)
    assert headers["x-promptward-ticket"] == refusal.ticket
    assert headers["cache-control"] == "no-store"
    assert "content-length" not in headers
    if reply.status != 204 and headers["content-type"].startswith("application/json"):
        json.loads(reply.body)
    if headers["content-type"].startswith("text/event-stream"):
        assert payloads(reply.body)


def raises(client: openai.OpenAI | anthropic.Anthropic, error: type[Exception]) -> str:
    with client, pytest.raises(error) as caught:
        client.post("/x", cast_to=object)
    return str(caught.value)


def openai_raises(address: str) -> str:
    return raises(openai.OpenAI(api_key="none", base_url=address), openai.APIStatusError)


def anthropic_raises(address: str) -> str:
    return raises(anthropic.Anthropic(api_key="none", base_url=address), anthropic.APIStatusError)


def ollama_raises(address: str) -> str:
    with pytest.raises(ollama.ResponseError) as caught:
        ollama.Client(host=address).generate(model="m", prompt="x")
    return str(caught.value)


def cohere_raises(address: str) -> str:
    with pytest.raises(ApiError) as caught:
        cohere.ClientV2(api_key="none", base_url=address).chat(
            model="m", messages=[cohere.UserChatMessageV2(content="x")]
        )
    return str(caught.value)


def mistral_raises(address: str) -> str:
    with Mistral(api_key="none", server_url=address) as client, pytest.raises(SDKError) as caught:
        client.beta.conversations.start(inputs="x", model="m")
    return str(caught.value)


RAISES: Mapping[str, Callable[[str], str]] = {
    "openai": openai_raises,
    "anthropic": anthropic_raises,
    "ollama": ollama_raises,
    "cohere": cohere_raises,
    "mistral": mistral_raises,
}


def vendor(dialect: Dialect, sample: Sample) -> str:
    """Whose client talks to this route: that of the type named in the sample, else the one of the dialect's name."""
    return sample.accepts.partition(".")[0] or dialect.id


# The first sample of each dialect and client: a refusal looks alike on all their routes.
OF_SDKS = list({(vendor(*row), row[0].id): row for row in reversed(READ) if vendor(*row) in RAISES}.values())


@each(("dialect", "sample"), OF_SDKS, ids=ids(OF_SDKS))
@each("refusal", [BLOCKED, HELD])
def test_a_refusal_is_an_error_of_the_vendors_client(
    dialect: Dialect, sample: Sample, refusal: Refusal
) -> None:
    reply = dialect.refuse(sample.route, refusal, stream=False)
    with service(reply) as (address, asked):
        assert refusal.ticket in RAISES[vendor(dialect, sample)](address)
    assert len(asked) == 1


def streams(dialect: Dialect) -> list[tuple[str, str, bytes]]:
    """Route, content type and bytes of answers: those of the samples, and some that any service may send."""
    of_samples = [
        (sample.route, answer.content_type, answer.data)
        for sample in load_samples(dialect.id)
        for answer in sample.answers
    ]
    route = next(sample.route for sample in load_samples(dialect.id) if sample.route)
    whole = json.dumps({"text": f"to {EMAIL}", "parts": [{"content": EMAIL}], "n": 1}).encode()
    error = json.dumps({"error": {"message": f"not {EMAIL}"}}).encode()
    return [
        *of_samples,
        (route, "application/json", whole),
        (route, "text/event-stream", b"data: " + whole + b"\n\n: a comment\r\n\r\ndata: " + error + b"\n\n"),
        (route, "application/x-ndjson", whole + b"\n" + whole + b"\n"),
        (route, "text/plain; charset=utf-8", f"0:{EMAIL}\n{EMAIL[:5]}".encode()),
        (route, "application/octet-stream", bytes(range(256))),
    ]


@each("dialect", [dialects()[name] for name in sorted(dialects())], ids=sorted(dialects()))
def test_an_answer_is_restored_alike_however_it_is_cut(dialect: Dialect) -> None:
    for route, kind, data in streams(dialect):
        whole = run(dialect.restorer(route, kind, Book()), data)
        for step in (1, 2, 7, 64):
            assert run(dialect.restorer(route, kind, Book()), data, range(0, len(data), step)) == whole
        assert run(dialect.restorer(route, kind, Book({})), data, range(0, len(data), 5)) == data


ANSWERED = [row for row in READ if row[1].answers]


@each(("dialect", "sample"), ANSWERED, ids=ids(ANSWERED))
def test_a_client_reads_the_values_in_a_restored_answer(dialect: Dialect, sample: Sample) -> None:
    for answer in sample.answers:
        restored = run(dialect.restorer(sample.route, answer.content_type, Book()), answer.data)
        texts = list(told(restored, answer.content_type))
        for text in answer.shows:
            assert any(text in one for one in texts), texts
        assert not any(token in one for one in texts for token in VALUES)


def told(body: bytes, kind: str) -> Iterator[str]:
    """Every text of an answer; of a stream also what the pieces at each path say together."""
    if "event-stream" in kind:
        values = [_json(data) for _, data in payloads(body)]
    elif "json" in kind and "nd" not in kind:
        values = [_json(body.decode())]
    else:
        values = [_json(line) for line in body.decode().splitlines()]
    joined: dict[tuple[object, ...], str] = {}
    for value in values:
        for path, text in strings(value, ()):
            yield text
            joined[path] = joined.get(path, "") + text
    yield from joined.values()


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text


def strings(value: object, path: tuple[object, ...]) -> Iterator[tuple[tuple[object, ...], str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from strings(item, (*path, key))
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from strings(item, (*path, at))
