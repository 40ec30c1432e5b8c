"""Uploads apart from the wire: links, pieces of every protocol, and the spool on which they wait."""

import itertools
import json
import os
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from proxy.body.hints import hints_in
from proxy.capture import Capture, Hint
from proxy.case import Case
from proxy.effect import Forward, Reply
from proxy.identity import Person
from proxy.inspect import Task
from proxy.pool import seconds_for
from proxy.seal import seal
from proxy.services.catalog import dialects
from proxy.services.samples import load_samples
from proxy.uploads.contract import Outgoing, Passed, Unheld
from proxy.uploads.holder import CannotHold, Holder, TooMuchHeld
from proxy.uploads.links import Link, links_in
from proxy.uploads.parted import NotTaken, Part, Parted, plain_tag, told
from proxy.uploads.protocols import chunks, is_whole, numbered, step_of

AZURE = "https://acct.blob.core.windows.net/c/a?se=2027&sp=rw&sig=abc%3D"
S3 = "https://bucket.s3.amazonaws.com/a?X-Amz-Signature=1&X-Amz-Date=2"
ASKED = Link("h.example", "/v1/files?page=2")


@pytest.mark.parametrize(
    ("answer", "hosts"),
    [
        ({"upload_url": AZURE}, ["acct.blob.core.windows.net"]),
        ({"uploadUrl": "https://x.sharepoint.com/up?tempauth=1"}, ["x.sharepoint.com"]),
        ({"data": [{"signed_url": S3, "part": 1}]}, ["bucket.s3.amazonaws.com"]),
        ({"urls": {"presigned_urls": [S3]}}, ["bucket.s3.amazonaws.com"]),
        ({"url": S3, "fields": {"key": "a", "policy": "x"}}, ["bucket.s3.amazonaws.com"]),
        ({"url": S3, "method": "PUT"}, ["bucket.s3.amazonaws.com"]),
        ({"url": AZURE}, ["acct.blob.core.windows.net"]),
        ({"url": AZURE.replace("sp=rw", "sp=r")}, []),
        ({"url": S3}, []),
        ({"download_url": S3, "image_url": AZURE.replace("sp=rw", "sp=r")}, []),
        ({"upload_url": "wss://x.example/1"}, []),
        ({"upload_url": "https://[broken"}, []),
        ([1, None, "upload_url"], []),
    ],
)
def test_links_for_files_are_found_and_those_for_downloads_are_not(answer: Any, hosts: list[str]) -> None:
    assert [link.host for link in links_in(json.dumps(answer).encode(), {}, 200, ASKED)] == hosts


def test_a_link_that_may_be_for_fetching_is_known_and_not_refused() -> None:
    takes = [({"signed_url": S3}, False), ({"upload_url": S3}, True), ({"signed_url": AZURE}, True)]
    for answer, sure in takes:
        (link,) = links_in(json.dumps(answer).encode(), {}, 200, ASKED)
        assert link.takes is sure


def test_links_stand_in_headers_too() -> None:
    google = {"x-goog-upload-url": "https://up.googleapis.com/upload?upload_id=1"}
    assert links_in(b"", google, 200, ASKED) == (Link("up.googleapis.com", "/upload?upload_id=1"),)
    session = {"location": "https://storage.googleapis.com/b?uploadType=resumable&upload_id=2"}
    assert [link.host for link in links_in(b"", session, 201, ASKED)] == ["storage.googleapis.com"]
    assert links_in(b"", {"location": "https://x.example/next?page=2"}, 201, ASKED) == ()


@pytest.mark.parametrize(
    ("location", "link"),
    [
        ("https://up.example/files/1", Link("up.example", "/files/1")),
        ("/tus/1", Link("h.example", "/tus/1")),
        ("files/1", Link("h.example", "/v1/files/1")),
        ("//up.example/1", Link("up.example", "/1")),
    ],
)
def test_a_place_that_was_made_may_be_told_from_where_it_was_asked(location: str, link: Link) -> None:
    assert links_in(b"", {"location": location, "tus-resumable": "1.0.0"}, 201, ASKED) == (link,)
    assert links_in(b"", {"location": "", "tus-resumable": "1.0.0"}, 201, ASKED) == ()
    assert links_in(b"", {"location": "https://[broken", "tus-resumable": "1.0.0"}, 201, ASKED) == ()


def test_links_are_told_in_their_order() -> None:
    urls = [f"https://b.example/{number}?sig=1" for number in range(5)]
    told = {"files": [{"upload_url": url} for url in urls]}
    found = links_in(json.dumps(told).encode(), {}, 200, ASKED)
    assert [link.path for link in found] == [url.removeprefix("https://b.example") for url in urls]


def test_parameters_that_do_not_sign_do_not_count() -> None:
    link = Link("h", "/p?sp=rw&sig=1")
    assert link.mark == Link("h", "/p?comp=block&blockid=AA&sig=1").mark
    assert link.mark != Link("h", "/p?sp=rw&sig=2").mark
    assert link.mark != Link("h", "/q?sp=rw&sig=1").mark
    assert Link("h", "/p?a=1").mark != Link("h", "/p?a=2").mark


# pieces

WHOLE = bytes(random.Random(7).randbytes(1000))
CUT = (0, 300, 301, 700, 1000)


def _google(start: int, data: bytes, *, last: bool) -> Capture:
    headers = (
        ("x-goog-upload-command", "upload, finalize" if last else "upload"),
        ("x-goog-upload-offset", str(start)),
    )
    return Capture("POST", "g.example", 443, "/upload?upload_id=1", headers, data)


def _ranged(start: int, data: bytes, *, last: bool) -> Capture:
    total = str(start + len(data)) if last else "*"
    headers = (("content-range", f"bytes {start}-{start + len(data) - 1}/{total}"),)
    return Capture("PUT", "g.example", 443, "/upload?upload_id=1", headers, data)


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[Holder]:
    made = Holder(tmp_path / "spool", 2000)
    yield made
    made.close()


def _take(holder: Holder, capture: Capture, person: str = "ada") -> Any:
    step = step_of(capture, os.urandom(8).hex(), 1_800_000_000)
    assert step is not None
    return holder.take("acme", person, step)


@pytest.mark.parametrize("form", [_google, _ranged])
def test_pieces_are_held_and_leave_as_one(form: Any, holder: Holder) -> None:
    for start, end in itertools.pairwise(CUT[:-1]):
        reply = _take(holder, form(start, WHOLE[start:end], last=False))
        assert isinstance(reply, Reply)
        headers = dict(reply.headers)
        told = headers.get("x-goog-upload-size-received") or str(int(headers["range"].split("-")[1]) + 1)
        assert int(told) == end
    sent = _take(holder, form(CUT[-2], WHOLE[CUT[-2] :], last=True))
    assert isinstance(sent, Outgoing)
    assert sent.capture.body == WHOLE
    assert len(holder) == 0


@pytest.mark.parametrize("form", [_google, _ranged])
def test_a_piece_that_comes_twice_counts_once_and_a_gap_is_told(form: Any, holder: Holder) -> None:
    _take(holder, form(0, WHOLE[:300], last=False))
    _take(holder, form(100, WHOLE[100:400], last=False))
    gap = _take(holder, form(500, WHOLE[500:600], last=False))
    assert "400" in dict(gap.headers).get("x-goog-upload-size-received", "400")
    early = _take(holder, form(900, WHOLE[900:], last=True))
    assert isinstance(early, Reply), "a whole with a hole in it never leaves"
    assert _take(holder, form(400, WHOLE[400:], last=True)).capture.body == WHOLE


def test_another_persons_pieces_never_join(holder: Holder) -> None:
    _take(holder, _ranged(0, WHOLE[:300], last=False))
    assert isinstance(_take(holder, _ranged(300, WHOLE[300:], last=True), "bob"), Reply)


def test_one_piece_that_is_whole_is_not_held(holder: Holder) -> None:
    sent = _take(holder, _ranged(0, WHOLE, last=True))
    assert sent.capture.body == WHOLE
    assert sent.headers == (("content-range", None),)


def test_questions_are_answered_from_what_is_held(holder: Holder) -> None:
    ask = Capture("PUT", "g.example", 443, "/upload?upload_id=1", (("content-range", "bytes */*"),), b"")
    assert _take(holder, ask) is None, "nothing held: the service answers"
    _take(holder, _ranged(0, WHOLE[:300], last=False))
    reply = _take(holder, ask)
    assert (reply.status, dict(reply.headers)["range"]) == (308, "bytes=0-299")


def test_blocks_are_put_together_in_the_order_of_their_list(holder: Holder) -> None:
    path = "/c/a?se=1&sig=x"
    for name, data in (("QQ==", b"one"), ("Qg==", b"two"), ("Qw==", b"never listed")):
        block = Capture("PUT", "b.example", 443, f"{path}&comp=block&blockid={name}", (), data)
        assert _take(holder, block).status == 201
    xml = "<?xml version='1.0'?><BlockList><Latest>Qg==</Latest><Uncommitted>QQ==</Uncommitted></BlockList>"
    listed = Capture("PUT", "b.example", 443, f"{path}&comp=blocklist", (), xml.encode())
    sent = _take(holder, listed)
    assert sent.capture.body == b"twoone"
    assert sent.capture.path == path
    assert ("x-ms-blob-type", "BlockBlob") in sent.headers
    assert _take(holder, listed).status == 400, "once sent, nothing is kept"
    earlier = Capture("PUT", "b.example", 443, listed.path, (), b"<Committed>QQ==</Committed>")
    with pytest.raises(CannotHold):
        _take(holder, earlier)


def test_parts_of_openai_become_one_file(holder: Holder) -> None:
    about = {"filename": 'a "b".txt', "bytes": 6, "mime_type": "text/plain", "purpose": "assistants"}
    made = _take(
        holder, Capture("POST", "api.openai.com", 443, "/v1/uploads", (), json.dumps(about).encode())
    )
    upload = json.loads(made.body)
    assert (upload["status"], upload["object"]) == ("pending", "upload")
    form = (("content-type", "multipart/form-data; boundary=cut"),)
    names = []
    for data in ("abc", "def"):
        body = (
            f'--cut\r\nContent-Disposition: form-data; name="data"; filename="u"\r\n\r\n{data}\r\n--cut--\r\n'
        )
        part = Capture(
            "POST", "api.openai.com", 443, f"/v1/uploads/{upload['id']}/parts", form, body.encode()
        )
        names.append(json.loads(_take(holder, part).body)["id"])
    asked = json.dumps({"part_ids": names}).encode()
    end = Capture("POST", "api.openai.com", 443, f"/v1/uploads/{upload['id']}/complete", (), asked)
    sent = _take(holder, end)
    assert sent.capture.path == "/v1/files"
    assert b"\r\n\r\nabcdef\r\n--" in sent.capture.body
    assert b'filename="a %22b%22.txt"' in sent.capture.body
    wrapped = json.loads(sent.wrap(b'{"object": "file", "id": "file-1"}'))
    assert (wrapped["id"], wrapped["status"], wrapped["file"]["id"]) == (upload["id"], "completed", "file-1")
    assert sent.wrap(b'{"error": {}}') == b'{"error": {}}'
    assert _take(holder, end).status == 404


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        ("PUT", "/a?partNumber=1&uploadId=x&X-Amz-Signature=1", {"x-amz-copy-source": "/b/c"}),
        ("PUT", "/a?partNumber=1&uploadId=x&X-Amz-Signature=1", {"content-encoding": "aws-chunked"}),
        ("PATCH", "/files/1", {"tus-resumable": "1.0.0", "upload-offset": "0"}),
        ("POST", "/files", {"tus-resumable": "1.0.0", "upload-concat": "partial", "upload-length": "3"}),
        ("POST", "/files/1", {"tus-resumable": "1.0.0", "x-http-method-override": "PATCH"}),
        ("PUT", "/files/1", {"tus-resumable": "1.0.0"}),
        ("PATCH", "/files/1", {"upload-offset": "3", "upload-complete": "?1"}),
        ("POST", "/files", {"upload-complete": "?0"}),
        ("POST", "/files", {"upload-incomplete": "?1"}),
        ("PUT", "/a?comp=appendblock&sig=1", {}),
        ("PUT", "/a?upload_id=1", {"content-range": "bytes 0-9/x"}),
        ("PUT", "/a?upload_id=1", {"content-range": "bytes 0-9/10"}),
    ],
)
def test_what_cannot_be_held_is_refused(
    method: str, path: str, headers: dict[str, str], holder: Holder
) -> None:
    with pytest.raises(CannotHold):
        _take(holder, Capture(method, "s.example", 443, path, tuple(headers.items()), b"abc"))


# parts with links of their own


def _part(number: int, data: bytes, upload: str = "x") -> Capture:
    path = f"/a?uploadId={upload}&partNumber={number}&X-Amz-Signature={number}"
    return Capture("PUT", "b.example", 443, path, (("content-type", "text/plain"),), data)


def _etags(holder: Holder, *parts: Capture) -> bytes:
    return b" ".join(dict(_take(holder, part).headers)["etag"].encode() for part in parts)


def test_parts_are_told_apart_by_upload_and_put_together_by_number(holder: Holder) -> None:
    body = _etags(holder, _part(2, b"two"), _part(10, b"ten"), _part(1, b"one"), _part(1, b"ONE", "y"))
    _etags(holder, _part(2, b"TWO!"), _part(3, b"never named"))
    assert holder.ended("acme", "bob", body) == []
    assert holder.ended("acme", "ada", b"something else") == []
    first, second = holder.ended("acme", "ada", body)
    assert [(part.number, part.size) for part in first.parts] == [(1, 3), (2, 4), (10, 3)]
    assert [part.number for part in second.parts] == [1]
    sent = holder.take("acme", "ada", first.finished)
    assert isinstance(sent, Outgoing)
    assert sent.capture.body == b"oneTWO!ten"
    holder.sent("acme", "ada", first, {})
    (left, _) = holder.ended("acme", "ada", body)
    assert left.tags == {}
    with pytest.raises(CannotHold):
        _take(holder, _part(4, b"late"))
    now = told(first.mark, body, {1: "one", 2: "two", 10: "ten"})
    assert now.startswith(b'"two" "ten" "one" "')


def test_a_sealed_part_seals_all(holder: Holder) -> None:
    sealed = replace(_part(2, b"two"), headers=(("content-md5", "x"),))
    (parted,) = holder.ended("acme", "ada", _etags(holder, _part(1, b"one"), sealed))
    sent = holder.take("acme", "ada", parted.finished)
    assert isinstance(sent, Outgoing)
    assert seal(sent.capture) is not None


MIB = 1 << 20


@pytest.mark.parametrize(
    ("came", "total", "leave"),
    [
        ((10,), 12, [12]),
        ((10,), 0, [0]),
        ((8 * MIB, 8 * MIB, 10), 16 * MIB + 10, [8 * MIB, 8 * MIB, 10]),
        ((8 * MIB, 8 * MIB, 10), 16 * MIB + 90, [8 * MIB, 8 * MIB, 90]),
        ((8 * MIB, 8 * MIB, 10), 16 * MIB + 1, [8 * MIB, 8 * MIB, 1]),
        ((8 * MIB, 8 * MIB, 10), 16 * MIB - 5, [8 * MIB, 8 * MIB - 6, 1]),
        ((5 * MIB, 10), 5 * MIB - 5, None),
    ],
)
def test_a_changed_file_is_cut_as_it_came(came: tuple[int, ...], total: int, leave: list[int] | None) -> None:
    parts = tuple(Part(number, _part(number, b""), size) for number, size in enumerate(came, 1))
    parted = Parted("k", "m", parts)
    if leave is None:
        with pytest.raises(ValueError, match="as many parts"):
            parted.sizes(total)
    else:
        assert parted.sizes(total) == leave
        assert sum(leave) == total


@pytest.mark.parametrize(
    ("etag", "plain"), [('"a1-2"', "a1-2"), ("0x8D==", "0x8D=="), ("", ""), ('"a" b', "")]
)
def test_an_etag_is_a_name_and_nothing_else(etag: str, plain: str) -> None:
    if plain:
        assert plain_tag(etag) == plain
        return
    with pytest.raises(NotTaken):
        plain_tag(etag)


# tus: the length was declared before, and what was declared comes with the capture


def _tus(start: int, data: bytes, size: int = len(WHOLE), method: str = "PATCH", **more: str) -> Capture:
    headers = {"tus-resumable": "1.0.0", "upload-offset": str(start), **more}
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Capture(method, "t.example", 443, "/files/1", named, data, Hint(".csv", size=size))


def test_a_tus_upload_leaves_as_one(holder: Holder) -> None:
    for start, end in itertools.pairwise(CUT[:-1]):
        reply = _take(holder, _tus(start, WHOLE[start:end]))
        assert (reply.status, dict(reply.headers)["upload-offset"]) == (204, str(end))
        state = _take(holder, _tus(0, b"", method="HEAD"))
        told = dict(state.headers)
        assert (state.status, told["upload-offset"], told["upload-length"]) == (200, str(end), "1000")
        assert (told["tus-resumable"], told["cache-control"]) == ("1.0.0", "no-store")
    sent = _take(holder, _tus(CUT[-2], WHOLE[CUT[-2] :], upload_checksum="sha1 AAAA"))
    assert sent.capture.body == WHOLE
    assert sent.capture.hint == Hint(".csv", size=1000)
    assert dict(sent.headers) == {"upload-offset": "0", "upload-checksum": None}
    assert seal(sent.capture) is not None, "another length than was declared is not taken"
    assert len(holder) == 0
    assert _take(holder, _tus(0, b"", method="HEAD")) is None, "from now on the service knows"


def test_a_piece_of_tus_after_a_gap_or_too_many_is_a_conflict(holder: Holder) -> None:
    lost = _take(holder, _tus(300, WHOLE[300:400]))
    assert (lost.status, dict(lost.headers)["upload-offset"]) == (409, "0")
    _take(holder, _tus(0, WHOLE[:300]))
    gap = _take(holder, _tus(301, WHOLE[301:400]))
    assert (gap.status, dict(gap.headers)["upload-offset"]) == (409, "300")
    early = _take(holder, _tus(400, WHOLE[400:]))
    assert (early.status, dict(early.headers)["upload-offset"]) == (409, "300")
    with pytest.raises(CannotHold):
        _take(holder, _tus(300, WHOLE[300:] + b"more"))


def test_a_tus_upload_that_is_given_up_is_forgotten_here_and_there(holder: Holder) -> None:
    _take(holder, _tus(0, WHOLE[:300]))
    assert _take(holder, _tus(0, b"", method="DELETE")) is None, "the service is told, too"
    assert len(holder) == 0


def test_a_declaration_goes_on_without_a_first_piece(holder: Holder) -> None:
    headers = (("tus-resumable", "1.0.0"), ("upload-length", "1000"))
    made = Capture("POST", "t.example", 443, "/files", headers, WHOLE[:300])
    assert _take(holder, made).capture.body == b""
    sent = _take(holder, replace(made, body=b""))
    assert ("upload-length", None) not in sent.headers, "nobody knows that the service takes it later"
    step = step_of(made, "t", 0)
    assert isinstance(step, Passed)
    assert step.deferred is not None
    assert dict(step.deferred.headers)["upload-length"] is None
    (hint,) = hints_in(step.deferred.capture, b"")
    assert (hint.size, hint.is_open) == (1000, True)


def test_a_length_that_was_left_open_goes_with_the_whole(holder: Holder) -> None:
    def piece(start: int, data: bytes) -> Capture:
        return replace(_tus(start, data), hint=Hint(".csv", size=len(WHOLE), is_open=True))

    _take(holder, piece(0, WHOLE[:300]))
    sent = _take(holder, piece(300, WHOLE[300:]))
    assert seal(sent.capture) is None
    assert (sent.sized, sent.shows) == ("upload-length", (("upload-offset", "1000"),))
    case = Case("1", "PW-1", sent.capture, Person("acme", "ada"), 0.0, sent)
    effect = case.sent(Forward(b"shorter"))
    assert isinstance(effect, Forward)
    assert effect.headers[-1] == ("upload-length", "7")


def test_a_length_that_is_told_with_the_last_piece(holder: Holder) -> None:
    _take(holder, _tus(0, WHOLE[:300], size=-1))
    with pytest.raises(CannotHold):
        _take(holder, _tus(300, WHOLE[300:400], size=-1, upload_length="1000"))
    sent = _take(holder, _tus(300, WHOLE[300:], size=-1, upload_length="1000"))
    assert sent.capture.body == WHOLE


def test_chunks_that_tell_the_length_each(holder: Holder) -> None:
    def chunk(start: int, data: bytes) -> Capture:
        headers = (("upload-offset", str(start)), ("upload-length", "1000"), ("upload-name", "a.csv"))
        return Capture("PATCH", "t.example", 443, "/process?patch=1", headers, data)

    assert _take(holder, chunk(0, WHOLE[:300])).status == 204
    sent = _take(holder, chunk(300, WHOLE[300:]))
    assert sent.capture.body == WHOLE
    assert seal(sent.capture) is not None


def _form(*fields: tuple[str, str]) -> bytes:
    parts = [
        f'--cut\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in fields
    ]
    file = '--cut\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n' + "x" * 40_000
    return "".join((*parts[::2], file, "\r\n", *parts[1::2], "--cut--\r\n")).encode()


FORM = (("content-type", "multipart/form-data; boundary=cut"),)
URLENCODED = (("content-type", "application/x-www-form-urlencoded"),)


@pytest.mark.parametrize(
    ("path", "headers", "body", "refused"),
    [
        ("/up", FORM, _form(("dzchunkindex", "0"), ("dztotalchunkcount", "3")), True),
        ("/up", FORM, _form(("chunk", "2"), ("chunks", "5"), ("name", "a.txt")), True),
        ("/up", FORM, _form(("chunk_index", "1"), ("total_chunks", "2")), True),
        ("/up", FORM, _form(("dzchunkindex", "0"), ("dztotalchunkcount", "1")), False),
        ("/up", FORM, _form(("chunks", "5")), False),
        ("/up", FORM, _form(("chunk", "first"), ("chunks", "many")), False),
        ("/up", FORM, _form(("index", "0"), ("total", "3")), True),
        ("/up", FORM, _form(("offset", "4096"), ("file_size", "90000")), True),
        ("/up", FORM, _form(("chunk_index", "2"), ("is_last", "true")), True),
        ("/up", FORM, _form(("metadata", json.dumps({"index": 1, "total": 3, "name": "a"}))), True),
        ("/up", FORM, _form(("a", "b"), ("metadata", json.dumps({"chunk": {"no": 1, "of": 3}}))), True),
        ("/up", FORM, _form(("metadata", json.dumps({"index": 0, "total": 1}))), False),
        ("/up", FORM, _form(("index", "0"), ("total", "1")), False),
        ("/up", FORM, _form(("chunk_index", "0"), ("is_last", "true")), False),
        ("/up?index=1&total=3", FORM, _form(("name", "a.txt")), False),
        ("/up", URLENCODED, b"data=" + b"x" * 40_000 + b"&chunk=1&chunks=3", True),
        ("/up", URLENCODED, b"chunk=0&chunks=1&data=abc", False),
        ("/up", URLENCODED, b"data=mychunk=1&my_chunks=3", False),
        ("/up?flowChunkNumber=1&flowTotalChunks=4", (), b"x", True),
        ("/up?chunk=1&chunks=1", (), b"x", False),
        ("/up", (("x-chunk-index", "0"), ("x-total-chunks", "9")), b"x", True),
        ("/up", (*FORM, ("content-range", "bytes 0-9/30")), b"x", True),
        ("/up", (*FORM, ("content-range", "bytes 0-9/10")), b"x", False),
    ],
)
def test_chunks_by_number_are_refused(path: str, headers: Any, body: bytes, refused: bool) -> None:
    step = step_of(Capture("POST", "c.example", 443, path, headers, body), "t", 0)
    assert isinstance(step, Unheld) if refused else step is None


LINES = "Nothing to see here.\n" * 2000


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({"index": 3, "total": 9, "data": "abc"}, True),
        ({"index": 0, "total": 2, "data": "abc"}, True),
        ({"chunk_index": 0, "total_chunks": 4, "chunk": LINES}, True),
        ({"chunkIndex": "2", "totalChunks": "4", "something": LINES}, True),
        ({"file": {"part_number": 1, "total_parts": 3, "content": "abc"}}, True),
        ({"meta": {"seq": 1, "of": 3}, "payload": "abc"}, True),
        ({"variables": {"input": {"piece": 1, "pieces": 3, "base64": "YWJj"}}}, True),
        ({"offset": 4096, "file_size": 9000, "data": "abc"}, True),
        ({"offset": 0, "file_size": 9000, "data": "abc"}, True),
        ({"chunk_index": 0, "is_last": False, "data": "abc"}, True),
        ({"chunk_index": 4, "is_last": True, "data": "abc"}, True),
        ({"sequence": 4, "lastChunk": False, "data": "abc"}, True),
        ({"chunk": 1, "has_more": True, "data": "abc"}, True),
        ({"total": 9, "data": LINES, "index": 3}, True),
        ([{"index": 3, "total": 9, "data": "abc"}], True),
        ({"chunks": [{"chunk_no": 2, "chunk_total": 9, "data": "abc"}]}, True),
        ([{"index": 3, "total": 9, "data": "abc"}, {"index": 4, "total": 9, "data": "abc"}], False),
        ({"index": 0, "total": 1, "data": "abc"}, False),
        ({"chunk_index": 0, "total_chunks": 1, "chunk": LINES}, False),
        ({"chunk_index": 0, "is_last": True, "data": "abc"}, False),
        ({"offset": 0, "file_size": 3, "data": "abc"}, False),
        ({"offset": 0, "file_size": 4, "data": "äö"}, False),
        ({"offset": 0, "file_size": 3, "data": "YWJj"}, False),
        ({"index": 3, "total": 9}, False),
        ({"index": 3, "total": 9, "status": "uploaded"}, False),
        ({"chunk_index": 3, "total_chunks": 9, "status": "done"}, False),
        ({"index": 9, "total": 3, "data": "abc"}, False),
        ({"index": True, "total": 3, "data": "abc"}, False),
        ({"page": 2, "total": 9, "text": "abc"}, False),
        ({"messages": [{"index": 1, "total": 3, "content": "abc"}, {"index": 2}], "data": "abc"}, False),
        ({"seq": 3, "is_final": False, "text": "abc"}, False),
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_chunks_by_number_in_json_are_refused(said: Any, refused: bool, method: str) -> None:
    headers = (("content-type", "application/json"),)
    step = step_of(Capture(method, "c.example", 443, "/up", headers, json.dumps(said).encode()), "t", 0)
    assert isinstance(step, Unheld) if refused else step is None


def test_no_sample_of_a_dialect_is_a_chunk() -> None:
    captures = [sample.capture for name in dialects() for sample in load_samples(name)]
    assert len(captures) > 100
    for protocol in (numbered, chunks):
        assert [one.path for one in captures if isinstance(protocol.step(one, "t", 0), Unheld)] == []


def test_too_much_is_refused_and_shredded(holder: Holder) -> None:
    _take(holder, _ranged(0, bytes(1500), last=False))
    with pytest.raises(TooMuchHeld):
        _take(holder, _ranged(1500, bytes(600), last=False))
    assert len(holder) == 0


LARGE = WHOLE * 3000


def _blocks(holder: Holder, data: bytes, order: tuple[int, ...], count: int = 3) -> Any:
    """Put blocks of a third each, then list those."""
    path, size = "/c/a?se=1&sig=x", len(data) // count
    for number in range(count):
        block = Capture(
            "PUT",
            "b.example",
            443,
            f"{path}&comp=block&blockid={number}",
            (),
            data[number * size :][:size],
        )
        _take(holder, block)
    listed = "".join(f"<Latest>{number}</Latest>" for number in order)
    return _take(holder, Capture("PUT", "b.example", 443, f"{path}&comp=blocklist", (), listed.encode()))


def test_what_is_large_stays_on_disk(tmp_path: Path) -> None:
    holder = Holder(tmp_path, 2_000, most=len(LARGE))
    for start in range(0, len(LARGE), 1_000_000):
        last = start + 1_000_000 == len(LARGE)
        sent = _take(holder, _ranged(start, LARGE[start : start + 1_000_000], last=last))
    assert sent.capture.body == b""
    assert sent.headers == (("content-range", None),)
    assert sent.intake.read(0, len(LARGE)) == LARGE
    assert len(holder) == 0
    sent.intake.close()
    sent = _blocks(holder, LARGE, (2, 0, 1))
    third = len(LARGE) // 3
    assert sent.intake.read(0, len(LARGE)) == LARGE[2 * third :] + LARGE[: 2 * third]
    assert sent.capture.path == "/c/a?se=1&sig=x"
    sent.intake.close()
    with pytest.raises(TooMuchHeld):
        _blocks(holder, LARGE, (0, 1, 2, 2))
    assert list(tmp_path.iterdir()) == []


def test_blocks_that_are_listed_again_and_again_are_no_way_to_fill_the_memory(holder: Holder) -> None:
    with pytest.raises(TooMuchHeld):
        _blocks(holder, WHOLE, (0, 1, 2) * 100)
    assert len(holder) == 0


def test_what_was_cut_off_ends(tmp_path: Path) -> None:
    now = [0.0]
    holder = Holder(tmp_path, 2000, lambda: now[0])
    _take(holder, _ranged(0, WHOLE[:300], last=False))
    now[0] = 3601
    holder.tidy()
    assert len(holder) == 0


@pytest.mark.parametrize(
    ("capture", "alone"),
    [
        (_google(0, b"", last=True), True),
        (_google(7, b"", last=True), False),
        (_google(0, b"", last=False), False),
        (replace(_ranged(0, WHOLE, last=True), body=b""), True),
        (replace(_ranged(0, WHOLE, last=False), body=b""), False),
        (replace(_ranged(300, WHOLE[:700], last=True), body=b""), False),
        (replace(_tus(0, WHOLE), body=b""), True),
        (replace(_tus(0, WHOLE, size=1001), body=b""), False),
        (Capture("PUT", "h", 443, "/a?sig=1", (), b""), True),
    ],
)
def test_a_whole_is_known_before_it_comes(capture: Capture, alone: bool) -> None:
    length = 700 if "bytes 300-" in capture.header("content-range") else 1000
    assert is_whole(step_of(replace(capture, away=length), "", 0)) is alone


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/v1/chat/completions"), ("PUT", "/a?sig=1"), ("GET", "/v1/uploads"), ("POST", "/v1/files")],
)
def test_ordinary_requests_are_no_steps(method: str, path: str) -> None:
    assert step_of(Capture(method, "h", 443, path, (), b"{}"), "t", 0) is None


# time


@pytest.mark.parametrize(
    ("method", "kind", "service", "size", "seconds"),
    [
        ("POST", "application/json", "", 100_000, 10),
        ("POST", "application/json", "", 8 << 20, 250),
        ("PUT", "text/plain", "", 1000, 10),
        ("PUT", "text/plain", "", 1 << 20, 40),
        ("POST", "multipart/form-data; boundary=x", "", 2 << 20, 70),
        ("POST", "text/plain", "chatgpt", 1 << 20, 40),
        ("PUT", "text/plain", "", 32 << 20, 310),
    ],
)
def test_what_is_large_gets_time_by_its_size(
    method: str, kind: str, service: str, size: int, seconds: float
) -> None:
    capture = Capture(method, "h", 443, "/", (("content-type", kind),), bytes(size))
    task = Task(capture, "ada", b"", 32 << 20, service=service)
    assert seconds_for(task, 10) == seconds
