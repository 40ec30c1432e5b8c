"""Uploads in several steps: the file is read at its storage host, and belongs to whom its link was told."""

import io
import json
import re
from typing import Any

import docx
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
