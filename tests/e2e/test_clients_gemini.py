"""Google's own SDK behind the proxy: the Gemini API, Vertex AI with a token, and a Live socket."""

import asyncio
import io
import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import docx
import httpx
import pytest
from google import genai
from google.genai import _api_client, errors, types
from google.oauth2.credentials import Credentials

from proxy.standin import StandIn
from tests.e2e.actors import EMAIL, PHONE, PLACEHOLDER, Proxy, credential, leaks, prompt

TEXT = prompt(f"Please answer {EMAIL} or ring {PHONE}.")
CLEAN = prompt("Which colour has the sky on a cloudy day?")
MODEL = "gemini-3-pro"
TOOL = types.Tool(
    function_declarations=[
        types.FunctionDeclaration(
            name="send_mail",
            parameters=types.Schema(
                type=types.Type.OBJECT, properties={"body": types.Schema(type=types.Type.STRING)}
            ),
        )
    ]
)


@pytest.fixture(params=["api", "vertex"])
def gemini(
    request: pytest.FixtureRequest, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> Iterator[genai.Client]:
    for name in ("HTTPS_PROXY", "SSL_CERT_FILE"):
        monkeypatch.setenv(name, proxy.environment[name])
    if request.param == "api":
        client = genai.Client(api_key="none")
    else:
        client = genai.Client(
            vertexai=True, project="acme", location="europe-west4", credentials=Credentials(token="none")
        )
    with client:
        yield client


def assert_redacted(standin: StandIn, requests: int = 1) -> None:
    """The upstream saw the requests, with placeholders where the address and the phone number stood."""
    assert len(standin.seen) == requests
    assert leaks(standin.seen, EMAIL, PHONE) == []
    for seen in standin.seen:
        assert len(set(PLACEHOLDER.findall(seen.body.decode()))) == 2
        json.loads(seen.body)


def how(split: str) -> types.GenerateContentConfig:
    return types.GenerateContentConfig(
        tools=[TOOL],
        automatic_function_calling=types.AutomaticFunctionCallingConfig(disable=True),
        http_options=types.HttpOptions(headers={"x-standin-split": split}),
    )


def test_generate(gemini: genai.Client, standin: StandIn) -> None:
    answer = gemini.models.generate_content(model=MODEL, contents=TEXT)
    assert answer.text == f"You wrote: {TEXT}"
    assert_redacted(standin)


@pytest.mark.parametrize("split", ["1", "7", "400"])
def test_stream(gemini: genai.Client, standin: StandIn, split: str) -> None:
    chunks = gemini.models.generate_content_stream(model=MODEL, contents=TEXT, config=how(split))
    assert "".join(chunk.text or "" for chunk in chunks) == f"You wrote: {TEXT}"
    assert_redacted(standin)


def test_tools(gemini: genai.Client, standin: StandIn) -> None:
    asked = types.UserContent(f"call send_mail: {TEXT}")
    answer = gemini.models.generate_content(model=MODEL, contents=[asked], config=how("3"))
    (call,) = answer.function_calls or []
    assert call.args == {"body": f"call send_mail: {TEXT}"}
    # The call and its result go back as history, as every agent does.
    assert answer.candidates is not None and answer.candidates[0].content is not None
    result = types.Part.from_function_response(name="send_mail", response={"to": EMAIL, "by": PHONE})
    history: Any = [asked, answer.candidates[0].content, types.UserContent([result])]
    after = gemini.models.generate_content(model=MODEL, contents=history, config=how("3"))
    assert after.text is not None
    assert json.loads(after.text.removeprefix("The tool answered: ")) == {"to": EMAIL, "by": PHONE}
    assert_redacted(standin, 2)
    first, second = ({*PLACEHOLDER.findall(seen.body.decode())} for seen in standin.seen)
    assert first == second


def test_chat(gemini: genai.Client, standin: StandIn) -> None:
    chat = gemini.chats.create(model=MODEL)
    assert chat.send_message(TEXT).text == f"You wrote: {TEXT}"
    assert chat.send_message("And again?").text == "You wrote: And again?"
    assert_redacted(standin, 2)


def test_a_file_in_the_request(gemini: genai.Client, standin: StandIn) -> None:
    part = types.Part.from_bytes(data=TEXT.encode(), mime_type="text/plain")
    gemini.models.generate_content(model=MODEL, contents=[part, "What is this?"])
    assert len(standin.seen) == 1
    data = json.loads(standin.seen[0].body)["contents"][0]["parts"][0]["inlineData"]["data"]
    sent = types.Blob.model_validate_json(json.dumps({"data": data})).data or b""
    assert EMAIL not in sent.decode() and len(PLACEHOLDER.findall(sent.decode())) == 2


def test_embeddings_and_tokens(gemini: genai.Client, standin: StandIn) -> None:
    answer = gemini.models.embed_content(model="text-embedding-004", contents=TEXT)
    assert [len(one.values or ()) for one in answer.embeddings or ()] == [8]
    assert (gemini.models.count_tokens(model=MODEL, contents=TEXT).total_tokens or 0) > 0
    assert_redacted(standin, 2)


@pytest.mark.parametrize("stream", [False, True])
def test_the_person_is_told_why_and_nothing_is_tried_again(
    gemini: genai.Client, standin: StandIn, proxy: Proxy, stream: bool
) -> None:
    secret, before = credential(), len(proxy.records())
    asked = prompt(f"use {secret} please")
    with pytest.raises(errors.ClientError) as caught:
        if stream:
            list(gemini.models.generate_content_stream(model=MODEL, contents=asked))
        else:
            gemini.models.generate_content(model=MODEL, contents=asked)
    assert "PW-" in str(caught.value) and secret not in str(caught.value)
    assert caught.value.code == 400
    assert [record["action"] for record in proxy.records()[before:]] == ["block"]
    assert standin.seen == ()


def test_an_array_that_grows(proxy: Proxy, standin: StandIn) -> None:
    """As plain HTTP clients ask for it, with the key in the address."""
    body = {"contents": [{"parts": [{"text": TEXT}]}]}
    # A key of the form that Google gives out: it signs the person in and is nobody's leak.
    key = "AI" + "za" + "Sy" + "D4kP9wQx7LmN2vBt8Rz5YcHj3Ga6Ue1Fs"
    url = f"https://generativelanguage.googleapis.com/v1beta/models/{MODEL}:streamGenerateContent?key={key}"
    with proxy.http() as client:
        answer = client.post(url, json=body, headers={"x-standin-split": "3"})
    parts = [chunk["candidates"][0]["content"]["parts"][0] for chunk in answer.json()]
    assert "".join(part["text"] for part in parts) == f"You wrote: {TEXT}"
    assert_redacted(standin)


@pytest.fixture
async def live(proxy: Proxy, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Any]:
    for name in ("HTTPS_PROXY", "SSL_CERT_FILE"):
        monkeypatch.setenv(name, proxy.environment[name])
    client = genai.Client(api_key="none")
    async with client.aio.live.connect(
        model="gemini-live", config={"response_modalities": ["TEXT"]}
    ) as session:
        yield session
    await client.aio.aclose()
    client.close()


async def said(session: Any, text: str) -> str:
    await session.send_client_content(turns={"role": "user", "parts": [{"text": text}]}, turn_complete=True)
    return "".join([message.text or "" async for message in session.receive()])


async def test_a_live_socket(live: Any, standin: StandIn) -> None:
    assert await said(live, TEXT) == f"You wrote: {TEXT}"
    assert leaks(standin.seen, EMAIL, PHONE) == []
    secret = credential()
    assert "PW-" in await said(live, prompt(f"use {secret} please"))
    assert leaks(standin.seen, secret) == []
    assert await said(live, CLEAN) == f"You wrote: {CLEAN}"  # the socket goes on


# files: a session is begun, the file is brought in chunks, and a turn speaks of it by the name that it got


@pytest.fixture
def files(proxy: Proxy, monkeypatch: pytest.MonkeyPatch) -> Iterator[genai.Client]:
    """The Gemini API, with chunks so small that one ends within the address."""
    for name in ("HTTPS_PROXY", "SSL_CERT_FILE"):
        monkeypatch.setenv(name, proxy.environment[name])
    monkeypatch.setattr(_api_client, "CHUNK_SIZE", TEXT.index(EMAIL) + 5)
    with genai.Client(api_key="none") as client:
        yield client


def asked_about(client: genai.Client, file: types.File, token: str) -> str:
    answer = client.models.generate_content(model=MODEL, contents=[file, f"Who is {token}?"])
    return answer.text or ""


def test_a_file_in_chunks_and_a_turn_about_it(files: genai.Client, standin: StandIn) -> None:
    config = types.UploadFileConfig(mime_type="text/plain", display_name="notes")
    made = files.files.upload(file=io.BytesIO(TEXT.encode()), config=config)
    start, sent = standin.seen
    assert made.state is types.FileState.ACTIVE
    assert dict(start.headers)["x-goog-upload-command"] == "start"
    assert leaks(standin.seen, EMAIL, PHONE) == []
    tokens = PLACEHOLDER.findall(sent.body.decode())
    assert PLACEHOLDER.sub("", sent.body.decode()) == TEXT.replace(EMAIL, "").replace(PHONE, "")
    assert made.size_bytes == len(sent.body)
    assert asked_about(files, made, tokens[0]) == f"You wrote: Who is {EMAIL}?"
    assert leaks(standin.seen, EMAIL, PHONE) == []


def test_a_table_from_disk_is_read_by_its_name(files: genai.Client, standin: StandIn, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(f"item,mail\nbolts,{EMAIL}\n")
    files.files.upload(file=path)
    start, sent = standin.seen
    assert dict(start.headers)["x-goog-upload-header-content-type"] == "text/csv"
    assert PLACEHOLDER.sub("", sent.body.decode()) == "item,mail\nbolts,\n"


def test_a_document_is_still_one(files: genai.Client, standin: StandIn, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(TEXT)
    package = document.part.package  # the template's picture of its first page is none of ours
    package.rels.pop(next(name for name, one in package.rels.items() if one.reltype.endswith("/thumbnail")))
    document.save(str(tmp_path / "notes.docx"))
    made = files.files.upload(file=tmp_path / "notes.docx")
    (paragraph,) = docx.Document(io.BytesIO(standin.seen[-1].body)).paragraphs
    assert paragraph.text.count("[") == 2
    assert EMAIL not in paragraph.text
    assert asked_about(files, made, PLACEHOLDER.findall(paragraph.text)[0]) == f"You wrote: Who is {EMAIL}?"


def test_a_file_that_is_refused_says_why_at_its_end(files: genai.Client, standin: StandIn) -> None:
    key = credential()
    config = types.UploadFileConfig(mime_type="text/plain")
    with pytest.raises(errors.ClientError) as caught:
        files.files.upload(file=io.BytesIO(f"{CLEAN}\naws_access_key_id = {key}\n".encode()), config=config)
    assert caught.value.code == 403
    assert "Ticket PW-" in str(caught.value)
    assert key not in str(caught.value)
    assert [dict(seen.headers)["x-goog-upload-command"] for seen in standin.seen] == ["start"]


def test_a_file_brought_on_a_loop(files: genai.Client, standin: StandIn) -> None:
    async def bring() -> types.File:
        async with httpx.AsyncClient() as http:
            options = types.HttpOptions(httpx_async_client=http)
            async with genai.Client(api_key="none", http_options=options).aio as client:
                config = types.UploadFileConfig(mime_type="text/plain")
                return await client.files.upload(file=io.BytesIO(TEXT.encode()), config=config)

    assert asyncio.run(bring()).state is types.FileState.ACTIVE
    assert leaks(standin.seen, EMAIL, PHONE) == []
    assert len(PLACEHOLDER.findall(standin.seen[-1].body.decode())) == 2
