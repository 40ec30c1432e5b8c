"""Parts of S3 uploads: they wait, are judged as one when a request tells their ETags, and leave each to its link."""

import asyncio
import hashlib
import json
import re
from typing import Any

import pytest

from proxy.edge.errands import Errands
from proxy.effect import Reply
from proxy.verdict import Verdict

pytestmark = pytest.mark.asyncio(loop_scope="module")

MAIL = "ada.byron@example.com"
TEXT = (f"Notes of the day.\n{'Nothing to see here. ' * 40}\nPlease write to {MAIL} soon.\n" * 2).encode()
CLEAN = b"Nothing to see here, and nothing to hide either.\n" * 60
EDGE = TEXT.index(MAIL.encode()) + 7  # within the address
TOKEN = re.compile(r"\[EMAIL_[A-Z2-9]{4,}\]")
DONE = "https://chatgpt.com/backend-api/files/process_upload_stream"


async def _links(client: Any) -> Any:
    body = {"file_name": "notes.txt", "file_size": len(TEXT), "use_case": "multipart"}
    return (await client.post("https://chatgpt.com/backend-api/files", json=body)).json()["upload_urls"]


def _key(rig: Any) -> str:
    return "AK" + "IA" + "".join(chr(65 + number * 7 % 26) for number in range(16))


async def _bring(client: Any, links: list[str], data: bytes, *cuts: int) -> list[tuple[int, str]]:
    """All parts at once, as pages do; number and ETag of each."""
    pieces = [data[start:end] for start, end in zip((0, *cuts), (*cuts, len(data)), strict=True)]
    answers = await asyncio.gather(
        *(client.put(link, content=piece) for link, piece in reversed([*zip(links, pieces, strict=False)]))
    )
    assert [answer.status_code for answer in answers] == [200] * len(pieces)
    assert all("etag" in answer.headers["access-control-expose-headers"].lower() for answer in answers)
    return [*enumerate((answer.headers["etag"] for answer in reversed(answers)), 1)]


async def _end(client: Any, told: list[tuple[int, str]], url: str = DONE) -> Any:
    parts = [{"partNumber": number, "etag": etag} for number, etag in told]
    return await client.post(url, json={"file_id": "file-1", "parts": parts})


async def _end_there(client: Any, link: str, told: list[tuple[int, str]]) -> Any:
    """CompleteMultipartUpload at the storage host itself."""
    parts = "".join(
        f"<Part><PartNumber>{number}</PartNumber><ETag>{etag}</ETag></Part>" for number, etag in told
    )
    url = re.sub(r"&partNumber=\d", "", link)
    return await client.post(url, content=f"<CompleteMultipartUpload>{parts}</CompleteMultipartUpload>")


def _etag(data: bytes) -> str:
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


async def test_a_value_across_two_parts_is_replaced_and_the_services_own_server_gets_its_own_etags(
    rig: Any,
) -> None:
    async with rig.client() as client:
        links = await _links(client)
        rig.standin.forget()
        told = await _bring(client, links, TEXT, EDGE, len(TEXT) - 100)
        assert not rig.standin.seen, "nothing leaves before the whole was read"
        done = await _end(client, told)
    assert done.status_code == 200, done.text
    *parts, end = rig.standin.seen
    assert [re.findall(r"partNumber=(\d)", seen.path) for seen in parts] == [["1"], ["2"], ["3"]]
    assert len(parts[0].raw) == EDGE
    sent = b"".join(seen.raw for seen in parts)
    assert MAIL.encode() not in sent
    assert TOKEN.sub(MAIL, sent.decode()) == TEXT.decode()
    assert [part["etag"].strip('"') for part in json.loads(end.body)["parts"]] == [
        _etag(seen.raw) for seen in parts
    ]
    whole, ending = rig.records()[-2:]
    assert (whole.service, whole.route, whole.level) == ("chatgpt", "put", "understood")
    assert whole.counts["redacted"] == 2
    assert ending.host == "chatgpt.com"
    assert len(rig.guard.arriving._holder) == 0


async def test_a_clean_file_leaves_as_it_came_and_is_ended_at_the_storage_host(rig: Any) -> None:
    async with rig.client(http2=True) as client:
        links = await _links(client)
        rig.standin.forget()
        told = await _bring(client, links, CLEAN, 1000)
        done = await _end_there(client, links[0], told)
        assert (done.status_code, "2 parts" in done.text) == (200, True), done.text
        *parts, end = rig.standin.seen
        assert [seen.raw for seen in parts] == [CLEAN[:1000], CLEAN[1000:]]
        for seen in parts:
            assert _etag(seen.raw).encode() in end.raw
        rig.standin.forget()
        assert (await _end_there(client, links[0], told)).status_code == 200
        (again,) = rig.standin.seen
        assert again.raw == end.raw, "who asks again gets the same, and no part leaves twice"
        late = await client.put(links[2], content=b"and more")
        assert late.status_code == 403, "what joins it to the others would be read by nobody"
    assert len(rig.standin.seen) == 1


async def test_a_finding_refuses_the_request_that_ends_the_upload(rig: Any) -> None:
    data = CLEAN + f"aws_access_key_id = {_key(rig)}\n".encode() + CLEAN
    async with rig.client() as client:
        links = await _links(client)
        rig.standin.forget()
        told = await _bring(client, links, data, len(CLEAN) + 25)
        done = await _end(client, told)
        assert done.status_code in (400, 403)
        assert _key(rig) not in done.text
        assert "detail" in done.json(), "in the words of the host that was asked"
        there = await _end_there(client, links[0], await _bring(client, links, data, len(CLEAN) + 25))
        assert "<Error>" in there.text
    assert not rig.standin.seen
    assert len(rig.guard.arriving._holder) == 0


async def test_only_the_parts_that_are_named_leave(rig: Any) -> None:
    async with rig.client() as client:
        links = await _links(client)
        rig.standin.forget()
        told = await _bring(client, links, CLEAN, 500, 900)
        assert (await _end(client, [told[0], told[2]])).status_code == 200
    assert b"".join(seen.raw for seen in rig.standin.seen[:-1]) == CLEAN[:500] + CLEAN[900:]


async def test_a_part_that_the_service_does_not_take_ends_the_upload(rig: Any) -> None:
    async with rig.client() as client:
        links = await _links(client)
        rig.standin.forget()
        told = await _bring(client, links, CLEAN + b"standin-status=500\n", 1000)
        done = await _end(client, told)
        assert done.status_code in (400, 403, 503)
        assert "did not take a part" in done.text
        assert rig.records()[-1].failure == "part-not-taken"
        assert [seen.method for seen in rig.standin.seen] == ["PUT", "PUT"]
        assert (await client.put(links[2], content=b"more")).status_code == 403
        assert (await _end(client, told)).status_code in (400, 403)
    assert len(rig.standin.seen) == 2


async def test_nobody_else_ends_an_upload(rig: Any) -> None:
    async with rig.client() as client, rig.client(who="bob:other") as other:
        links = await _links(client)
        told = await _bring(client, links, CLEAN, 500)
        rig.standin.forget()
        await _end(other, told)
        assert [seen.method for seen in rig.standin.seen] == ["POST"]
        assert told[0][1].strip('"').encode() in rig.standin.seen[0].raw
        assert (await client.delete(re.sub(r"&partNumber=\d", "", links[0]))).status_code == 204
    assert len(rig.guard.arriving._holder) == 0


async def test_an_upload_given_up_by_its_person_is_forgotten_here_and_there(rig: Any) -> None:
    async with rig.client() as client:
        links = await _links(client)
        await _bring(client, links, CLEAN, 500)
        assert len(rig.guard.arriving._holder) == 1
        assert (await client.delete(re.sub(r"&partNumber=\d", "", links[0]))).status_code == 204
    assert len(rig.guard.arriving._holder) == 0
    assert rig.standin.seen[-1].method == "DELETE"


async def test_parts_that_s3_is_to_copy_are_refused(rig: Any) -> None:
    async with rig.client() as client:
        (link, *_) = await _links(client)
        rig.standin.forget()
        answer = await client.put(link, headers={"x-amz-copy-source": "/bucket/file"})
    assert answer.status_code == 403
    assert not rig.standin.seen


async def test_an_errand_takes_nothing_that_was_not_let_go(rig: Any) -> None:
    refused = Verdict("1", Reply(403, (), b""), "acme", "ada")
    with pytest.raises(PermissionError):
        await Errands({}).send(refused, None, 0, lambda _: b"")  # type: ignore[arg-type]
