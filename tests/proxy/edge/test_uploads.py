"""Uploads in several steps: the file is read at its storage host, and belongs to whom its link was told."""

import io
import itertools
import json
import re
from typing import Any

import docx
import httpx
import openai
import pytest

from proxy.capture import Capture
from reports.record import Event

pytestmark = pytest.mark.asyncio(loop_scope="module")

MAIL = "ada.byron@example.com"
TOKEN = re.compile(r"\[EMAIL_[A-Z2-9]{4,}\]")


def _word(text: str) -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    package = document.part.package  # the template's picture of its first page is none of ours
    package.rels.pop(next(name for name, one in package.rels.items() if one.reltype.endswith("/thumbnail")))
    document.save(made := io.BytesIO())
    return made.getvalue()


def _text_of(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


async def _announce(rig: Any, name: str = "offer.docx", use: str = "my_files", **more: Any) -> Any:
    body = {"file_name": name, "file_size": 36512, "use_case": use}
    async with rig.client(**more) as client:
        return await client.post("https://chatgpt.com/backend-api/files", json=body)


async def _bring(rig: Any, link: str, data: bytes, kind: str = "application/octet-stream") -> Any:
    async with rig.client() as client:
        return await client.put(
            link, content=data, headers={"x-ms-blob-type": "BlockBlob", "content-type": kind}
        )


async def test_a_document_brought_in_three_steps_is_read_and_its_values_come_back(rig: Any) -> None:
    step = (await _announce(rig)).json()
    brought = await _bring(rig, step["upload_url"], _word(f"Please write to {MAIL} soon."))
    assert brought.status_code == 201, brought.text
    sent = rig.standin.seen[-1]
    assert sent.method == "PUT"
    assert sent.host == "files.oaiusercontent.com"
    (token,) = TOKEN.findall(_text_of(sent.raw))
    assert MAIL not in _text_of(sent.raw)
    assert f"content-length: {len(sent.raw)}" in [f"{name}: {value}" for name, value in sent.headers]
    record = rig.records()[-1]
    assert (record.service, record.host, record.route) == ("chatgpt", "files.oaiusercontent.com", "put")
    assert record.level == "understood"

    async with rig.client() as client:
        done = await client.post(
            "https://chatgpt.com/backend-api/files/process_upload_stream",
            json={"file_id": step["file_id"], "use_case": "my_files", "file_name": "offer.docx"},
        )
        assert done.status_code == 200
        message = {
            "author": {"role": "user"},
            "content": {"content_type": "text", "parts": [f"Who is {token} or {MAIL}?"]},
            "metadata": {"attachments": [{"id": step["file_id"], "name": "offer.docx"}]},
        }
        body = {"action": "next", "messages": [message], "model": "auto"}
        turn = await client.post("https://chatgpt.com/backend-api/f/conversation", json=body)
    said = rig.standin.seen[-1].body.decode()
    assert MAIL not in said
    assert set(TOKEN.findall(said)) == {token}, "the file and the question must use one placeholder"
    pieces = "".join(re.findall(r'"v": ?"([^"]*)"', turn.text))
    assert f"Who is {MAIL} or {MAIL}?" in pieces


async def test_a_file_that_nobody_announced_is_judged_as_unknown(rig: Any) -> None:
    link = "https://files.oaiusercontent.com/file-x/raw?sp=rw&sig=forged"
    brought = await _bring(rig, link, _word(f"Please write to {MAIL} soon."))
    assert brought.status_code == 403
    assert not rig.standin.seen
    assert rig.records()[-1].level == "generic"
    assert (await _bring(rig, link, _word("Nothing of note."))).status_code == 201


def _step(rig: Any, client: str, person: str, link: str) -> Any:
    capture = Capture("PUT", "files.oaiusercontent.com", 443, link.partition(".com")[2], (), b"")
    return rig.guard._steps.before(client, person, capture)


async def test_a_link_is_its_persons_own_and_ends(rig: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, str]] = []
    before = rig.guard._steps.before

    def listen(client: str, person: str, capture: Capture) -> Any:
        told.append((client, person))
        return before(client, person, capture)

    monkeypatch.setattr(rig.guard._steps, "before", listen)
    link = (await _announce(rig)).json()["upload_url"]
    monkeypatch.undo()
    ((client, person),) = set(told)
    service, owner = _step(rig, client, person, link)
    assert service == "chatgpt"
    assert owner
    assert _step(rig, client, person, link + "&comp=metadata") == (service, owner)
    assert _step(rig, client, person, link + "0") is None, "another signature"
    assert _step(rig, client, "somebody else", link) is None
    assert _step(rig, "rival", person, link) is None
    stored = rig.vault._database.execute("SELECT * FROM announced").fetchall()
    assert "oaiusercontent" not in json.dumps(stored)
    now = rig.vault._now
    monkeypatch.setattr(rig.vault, "_now", lambda: now() + 25 * 3600)
    assert _step(rig, client, person, link) is None


async def test_what_cannot_be_read_does_not_leave(rig: Any) -> None:
    step = (await _announce(rig)).json()
    rig.standin.forget()
    brought = await _bring(rig, step["upload_url"], b"\x00\x01\x02" * 50)
    assert brought.status_code == 403
    assert "<Error>" in brought.text
    assert not rig.standin.seen


async def test_a_file_without_findings_arrives_byte_for_byte(rig: Any) -> None:
    step = (await _announce(rig)).json()
    data = _word("Nothing of note.")
    assert (await _bring(rig, step["upload_url"], data)).status_code == 201
    assert rig.standin.seen[-1].raw == data


async def test_a_sealed_file_is_stopped_and_not_changed(rig: Any) -> None:
    step = (await _announce(rig)).json()
    rig.standin.forget()
    async with rig.client() as client:
        brought = await client.put(
            step["upload_url"], content=_word(f"To {MAIL}"), headers={"content-md5": "c3RhbmRpbg=="}
        )
    assert brought.status_code == 403
    assert not rig.standin.seen


async def test_a_link_to_a_host_that_is_not_read_is_not_told(rig: Any) -> None:
    answer = await _announce(rig, use="elsewhere")
    assert answer.status_code == 400
    assert "elsewhere.blob.core.example" in answer.json()["detail"]
    assert "sig=" not in answer.text
    access = [record for record in rig.records() if record.event is Event.ACCESS]
    assert [record.failure for record in access] == ["unread-upload"]


def _people(numbers: range, after_fifty: str) -> bytes:
    """A table with a social security number in each row; ``after_fifty`` stands behind each fiftieth."""
    rows = (
        f"{number},Item {number},{412 + number % 100}55{number}\n"
        + after_fifty.format(number) * (number % 50 == 0)
        for number in numbers
    )
    return f"number,what,ssn\n{''.join(rows)}".encode()


async def _replaced(rig: Any, name: str, data: bytes) -> int:
    """How many values of a file were replaced when it was uploaded under a name."""
    step = (await _announce(rig, name=name)).json()
    assert (await _bring(rig, step["upload_url"], data)).status_code == 201
    return len(re.findall(r"\[[A-Z_]+_[A-Z2-9]{4,}\]", rig.standin.seen[-1].raw.decode()))


async def test_a_long_table_is_read_to_its_end(rig: Any) -> None:
    # Every 64 KB another run of its pieces is scanned; the first piece of each was read without the head said again.
    assert await _replaced(rig, "people.csv", _people(range(1000, 5000), "")) == 4000


async def test_a_file_is_read_by_the_name_that_was_told_before(rig: Any) -> None:
    """A table is told with its head again and again, so that a number far below its column's name is still known."""
    data = _people(range(1000, 1700), 5 * "Department {0}\n")  # more than a table in a text goes on behind
    found = [await _replaced(rig, name, data) for name in ("people", "people.csv")]
    assert found[1] > found[0] > 0
    stored = rig.vault._database.execute("SELECT * FROM hint").fetchall()
    assert stored
    assert b".csv" not in b"".join(box for _, box, _ in stored)


TUS = "https://chatgpt.com/tus"


async def _tus(client: Any, data: bytes, cuts: tuple[int, ...], url: str = TUS, **more: str) -> list[Any]:
    """An upload by tus in pieces; the answers to its declaration and to each piece."""
    spoken = {"tus-resumable": "1.0.0"}
    length = {**spoken, "upload-length": str(len(data)), "upload-metadata": "filename bm90ZXMuY3N2", **more}
    answers = [await client.post(url, headers=length)]
    place = httpx.URL(url).join(answers[0].headers.get("location", ""))
    for start, end in itertools.pairwise((0, *cuts, len(data))):
        kind = {"content-type": "application/offset+octet-stream", "upload-offset": str(start)}
        answers.append(await client.patch(place, content=data[start:end], headers={**spoken, **kind}))
    return answers


async def test_a_file_by_tus_leaves_when_all_of_it_was_read(rig: Any) -> None:
    data = b"name,town\n" + b"nobody,nowhere\n" * 50
    async with rig.client() as client:
        made, *pieces = await _tus(client, data, (100, 350))
        assert made.status_code == 201, made.text
        assert [(one.status_code, one.headers["upload-offset"]) for one in pieces] == [
            (204, "100"),
            (204, "350"),
            (204, str(len(data))),
        ]
        assert [(seen.method, seen.raw) for seen in rig.standin.seen] == [("POST", b""), ("PATCH", data)]
        assert rig.records()[-1].route == "put"
        assert rig.records()[-1].service == "chatgpt"
        place = httpx.URL(TUS).join(made.headers["location"])
        asked = await client.head(place, headers={"tus-resumable": "1.0.0"})
        assert (asked.status_code, asked.headers["upload-length"]) == (200, str(len(data)))


async def test_a_value_in_a_file_by_tus_is_told_with_its_last_piece(rig: Any) -> None:
    """Its length was declared, so that nothing can be replaced; a value across two pieces is found all the same."""
    async with rig.client() as client:
        made, first, last = await _tus(client, TEXT, (EDGE,))
        place = httpx.URL(TUS).join(made.headers["location"])
        assert (first.status_code, last.status_code) == (204, 403)
        assert "declared with its length" in last.text
        assert MAIL not in last.text
        assert [seen.method for seen in rig.standin.seen] == ["POST"], "nothing of the file has left"
        assert len(rig.guard.arriving._holder) == 0
        await client.patch(place, content=b"a", headers={"tus-resumable": "1.0.0", "upload-offset": "0"})
        asked = await client.head(place, headers={"tus-resumable": "1.0.0"})
        assert (asked.status_code, asked.headers["upload-offset"]) == (200, "1")
        assert asked.headers["upload-length"] == str(len(TEXT))
        await client.delete(place, headers={"tus-resumable": "1.0.0"})
    assert [seen.method for seen in rig.standin.seen] == ["POST", "DELETE"]
    assert len(rig.guard.arriving._holder) == 0


async def test_a_value_in_a_file_by_tus_is_replaced_where_the_service_takes_the_length_last(rig: Any) -> None:
    """The service has said so (creation-defer-length); its client does not see that the file has another length."""
    url = "https://claude.ai/tus"
    spoken = {"tus-resumable": "1.0.0"}
    for data in (TEXT, CLEAN):
        rig.standin.forget()
        async with rig.client() as client:
            assert (await client.options(url)).status_code == 204
            made, first, last = await _tus(client, data, (EDGE,), url)
            assert (made.status_code, first.status_code) == (201, 204)
            asked = await client.head(httpx.URL(url).join(made.headers["location"]), headers=spoken)
            assert asked.status_code == 200
        assert (last.status_code, last.headers["upload-offset"]) == (204, str(len(data)))
        _, declared, sent, _ = rig.standin.seen
        said = dict(declared.headers)
        assert (said.get("upload-length"), said["upload-defer-length"]) == (None, "1")
        assert dict(sent.headers)["upload-length"] == str(len(sent.raw))
        assert MAIL.encode() not in sent.raw
        assert TOKEN.sub(MAIL, sent.raw.decode()) == data.decode()


async def test_a_first_piece_that_comes_with_the_declaration_waits(rig: Any) -> None:
    headers = {
        "tus-resumable": "1.0.0",
        "upload-length": str(len(TEXT)),
        "content-type": "application/offset+octet-stream",
    }
    async with rig.client() as client:
        made = await client.post(TUS, content=TEXT, headers=headers)
    assert (made.status_code, made.headers["upload-offset"]) == (201, "0")
    assert [seen.raw for seen in rig.standin.seen] == [b""]


async def test_uploads_that_are_joined_later_are_refused(rig: Any) -> None:
    async with rig.client() as client:
        made, *_ = await _tus(client, b"abc", (), **{"upload-concat": "partial"})
    assert made.status_code == 403
    assert rig.records()[-1].failure == "upload-in-pieces"
    assert not rig.standin.seen


GOOGLE = "https://generativelanguage.googleapis.com/upload/v1beta/files"
TEXT = (f"Notes of the day.\n{'Nothing to see here. ' * 40}\nPlease write to {MAIL} soon.\n" * 2).encode()
CLEAN = b"Nothing to see here, and nothing to hide either.\n" * 60
EDGE = TEXT.index(MAIL.encode()) + 7  # within the address


async def test_an_address_across_the_edge_of_two_pieces_is_found(rig: Any) -> None:
    start = {
        "x-goog-upload-protocol": "resumable",
        "x-goog-upload-command": "start",
        "x-goog-upload-header-content-length": str(len(TEXT)),
        "x-goog-upload-header-content-type": "text/plain",
    }
    async with rig.client() as client:
        begun = await client.post(GOOGLE, json={"file": {"displayName": "notes"}}, headers=start)
        assert begun.status_code == 200, begun.text
        names = [name for name, _ in rig.standin.seen[-1].headers]
        assert "x-goog-upload-header-content-length" not in names
        link = begun.headers["x-goog-upload-url"]
        rig.standin.forget()
        first = await client.post(
            link,
            content=TEXT[:EDGE],
            headers={"x-goog-upload-command": "upload", "x-goog-upload-offset": "0"},
        )
        assert (first.status_code, first.headers["x-goog-upload-status"]) == (200, "active")
        assert first.headers["x-goog-upload-size-received"] == str(EDGE)
        assert not rig.standin.seen, "nothing leaves before the whole was read"
        last = {"x-goog-upload-command": "upload, finalize", "x-goog-upload-offset": str(EDGE)}
        done = await client.post(link, content=TEXT[EDGE:], headers=last)
    assert done.status_code == 200, done.text
    assert done.headers["x-goog-upload-status"] == "final"
    (sent,) = rig.standin.seen
    assert MAIL.encode() not in sent.raw
    assert TOKEN.sub(MAIL, sent.raw.decode()) == TEXT.decode()
    assert dict(sent.headers)["x-goog-upload-offset"] == "0"
    assert rig.records()[-1].service == "gemini_api"


async def test_a_name_in_a_header_is_replaced_as_one_in_the_body(rig: Any) -> None:
    start = {"x-goog-upload-command": "start", "x-goog-upload-file-name": f"mail of {MAIL} (old).txt"}
    async with rig.client() as client:
        body = {"file": {"displayName": f"mail of {MAIL} (old).txt"}}
        begun = await client.post(GOOGLE, json=body, headers=start)
        assert begun.status_code == 200, begun.text
        await client.post(GOOGLE, json={"file": {}}, headers=start)
    first, second = rig.standin.seen
    (token,) = set(TOKEN.findall(first.body.decode()))
    assert dict(first.headers)["x-goog-upload-file-name"] == f"mail of {token} (old).txt"
    assert TOKEN.sub("", dict(second.headers)["x-goog-upload-file-name"]) == "mail of  (old).txt"
    assert json.loads(second.body) == {"file": {}}


async def test_a_session_with_ranges_is_held_and_answered_as_the_service_would(rig: Any) -> None:
    link = "https://generativelanguage.googleapis.com/upload/storage?uploadType=resumable&upload_id=abc"
    async with rig.client() as client:
        first = await client.put(
            link,
            content=b"a" * 500,
            headers={"content-range": "bytes 0-499/800", "content-type": "text/plain"},
        )
        assert (first.status_code, first.headers["range"]) == (308, "bytes=0-499")
        asked = await client.put(link, headers={"content-range": "bytes */800"})
        assert (asked.status_code, asked.headers["range"]) == (308, "bytes=0-499")
        assert not rig.standin.seen
        done = await client.put(
            link,
            content=b"b" * 300,
            headers={"content-range": "bytes 500-799/800", "content-type": "text/plain"},
        )
    assert (done.status_code, done.json()["size"]) == (200, "800")
    assert [seen.raw for seen in rig.standin.seen] == [b"a" * 500 + b"b" * 300]


async def test_a_refused_upload_leaves_nothing_behind(rig: Any) -> None:
    link = f"{GOOGLE}?upload_id=refused"
    held = rig.guard.arriving._holder
    async with rig.client() as client:
        await client.post(link, content=b"\0\1" * 90, headers={"x-goog-upload-command": "upload"})
        assert len(held) == 1
        last = {"x-goog-upload-command": "upload, finalize", "x-goog-upload-offset": "180"}
        done = await client.post(link, content=b"\0\1" * 90, headers=last)
    assert done.status_code in (400, 403)
    assert len(held) == 0
    assert not rig.standin.seen
    assert list((rig.folder / "spool").iterdir()) == []


async def test_a_chunk_in_json_is_refused_with_a_reason(rig: Any) -> None:
    async with rig.client() as client:
        body = {"upload": "u1", "index": 0, "total": 2, "data": TEXT[:EDGE].decode()}
        answer = await client.post("https://chatgpt.com/backend-api/files/chunk", json=body)
    assert answer.status_code == 403
    assert "pieces" in answer.text
    assert rig.records()[-1].failure == "upload-in-pieces"
    assert not rig.standin.seen


async def test_openai_files_and_uploads_in_parts(rig: Any) -> None:
    client = openai.AsyncOpenAI(api_key="x", http_client=rig.client(), max_retries=0)
    made = await client.files.create(file=("notes.txt", TEXT, "text/plain"), purpose="assistants")
    assert made.object == "file"
    sent = rig.standin.seen[-1].raw
    assert MAIL.encode() not in sent
    (token,) = set(TOKEN.findall(sent.decode()))
    rig.standin.forget()
    upload = await client.uploads.upload_file_chunked(
        file=TEXT,
        filename="notes.txt",
        bytes=len(TEXT),
        mime_type="text/plain",
        purpose="assistants",
        part_size=EDGE,
    )
    assert upload.status == "completed"
    assert upload.file is not None
    (seen,) = rig.standin.seen
    assert (seen.path, upload.file.filename) == ("/v1/files", "notes.txt")
    assert MAIL.encode() not in seen.raw
    again = f"Who is {token}?"
    part = {"type": "input_file", "file_id": made.id}
    said = [{"role": "user", "content": [part, {"type": "input_text", "text": again}]}]
    answer = await client.responses.create(model="gpt-4o", input=said)  # type: ignore[arg-type]
    assert MAIL in answer.output_text


async def test_the_lines_of_a_batch_are_read_as_requests(rig: Any) -> None:
    body = {"model": "gpt-4o", "messages": [{"role": "user", "content": f"Write to {MAIL}"}]}
    lines = [
        {"custom_id": f"row-{number}", "method": "POST", "url": "/v1/chat/completions", "body": body}
        for number in range(3)
    ]
    data = "\n".join(map(json.dumps, lines)).encode()
    client = openai.AsyncOpenAI(api_key="x", http_client=rig.client(), max_retries=0)
    await client.files.create(file=("batch.jsonl", data, "application/jsonl"), purpose="batch")
    sent = rig.standin.seen[-1].raw
    assert MAIL.encode() not in sent
    assert TOKEN.sub(MAIL, sent.decode()).encode().count(data) == 1
