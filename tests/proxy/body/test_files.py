"""A document on its way through a body, as an upload, in base64 in JSON, or as the whole: redacted, and still valid."""

import base64
import io
import json
import zipfile

import docx
import openpyxl
import pytest

from classifiers.documents.contract import Manner, Source, Unwritten
from classifiers.documents.opening import open_file
from classifiers.segment import Origin
from proxy.body.builder import Builder
from proxy.body.files import in_manner, read_document
from proxy.body.opened import open_object
from proxy.body.packing import InLatin1
from proxy.body.shape import Kind, Shape
from proxy.capture import Capture
from proxy.contract import Document, Edit, Unreadable
from proxy.services.generic import request as generic
from proxy.services.openai_chat import request as openai_chat

SSN = "-".join(("412", "55", "1207"))
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def document() -> bytes:
    """A Word document with a number over two runs, and one in a table."""
    made = docx.Document()
    paragraph = made.add_paragraph("Her SSN is 412-")
    paragraph.add_run("55-1207").bold = True
    paragraph.add_run(" as told.")
    made.add_table(1, 1).cell(0, 0).text = SSN
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def capture(body: bytes, kind: str, path: str = "/upload", method: str = "POST") -> Capture:
    return Capture(method, "api.openai.com", 443, path, (("content-type", kind),), body)


def redacted(read: Document, token: str = "[US_SSN_A]") -> bytes:
    edits = []
    for segment in read.segments:
        at = segment.text.find(SSN)
        while at >= 0:
            edits.append(Edit(segment.place, at, at + len(SSN), token))
            at = segment.text.find(SSN, at + 1)
    assert len(edits) == 2 and all(read.segments[edit.place].origin is Origin.FILE for edit in edits)
    return read.splice(edits)


def check(file: bytes) -> None:
    made = docx.Document(io.BytesIO(file))
    assert made.paragraphs[0].text == "Her SSN is [US_SSN_A] as told."
    assert made.tables[0].cell(0, 0).text == "[US_SSN_A]"
    with zipfile.ZipFile(io.BytesIO(file)) as opened:
        assert all(SSN.encode() not in opened.read(name) for name in opened.namelist())


def multipart(file: bytes, name: str = "offer.docx") -> bytes:
    head = f'Content-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: {KIND}\r\n\r\n'
    field = b'--cut\r\nContent-Disposition: form-data; name="purpose"\r\n\r\nassistants\r\n'
    return field + b"--cut\r\n" + head.encode() + file + b"\r\n--cut--\r\n"


def test_a_document_in_an_upload() -> None:
    body = multipart(document())
    read = generic.read("request", capture(body, "multipart/form-data; boundary=cut"), body)
    assert read.splice([]) == body
    out = redacted(read)
    start = out.index(b"PK\x03\x04")
    assert out[:start] == body[: body.index(b"PK\x03\x04")]
    assert out.endswith(b"\r\n--cut--\r\n")
    check(out[start : -len(b"\r\n--cut--\r\n")])


@pytest.mark.parametrize("prefix", ["", f"data:{KIND};base64,"])
def test_a_document_in_the_json_of_a_chat(prefix: str) -> None:
    data = prefix + base64.b64encode(document()).decode()
    part = {"type": "file", "file": {"filename": "offer.docx", "file_data": data}}
    asked = {
        "model": "gpt-5.2",
        "messages": [{"role": "user", "content": [part, {"type": "text", "text": "Sum up."}]}],
    }
    body = json.dumps(asked).encode()
    seen = capture(body, "application/json", "/v1/chat/completions")
    read = openai_chat.read(openai_chat.route(seen), seen, body)
    assert read.splice([]) == body
    out = json.loads(redacted(read))
    sent = out["messages"][0]["content"][0]["file"]["file_data"]
    assert sent.startswith(prefix)
    check(base64.b64decode(sent.removeprefix(prefix)))
    out["messages"][0]["content"][0]["file"]["file_data"] = data
    assert out == asked


def test_a_document_that_is_the_whole_body() -> None:
    body = document()
    read = generic.read("request", capture(body, KIND, "/bucket/offer.docx?sig=1", "PUT"), body)
    assert read.splice([]) == body
    check(redacted(read))


def test_what_cannot_be_read_is_opaque_with_its_reason_and_never_clean() -> None:
    broken = document()[:-40]
    body = multipart(broken)
    read = generic.read("request", capture(body, "multipart/form-data; boundary=cut"), body)
    assert read.opaque and all("upload" in reason for reason in read.opaque)
    with pytest.raises(Unreadable):
        generic.read("request", capture(broken, KIND, method="PUT"), broken)


def test_what_is_not_read_in_a_document_is_named() -> None:
    out = io.BytesIO(document())
    with zipfile.ZipFile(out, "a") as more:
        more.writestr("word/vbaProject.bin", b"code")
    read = generic.read("request", capture(out.getvalue(), KIND, method="PUT"), out.getvalue())
    assert any("macros" in reason for reason in read.opaque)


def test_a_value_in_what_stands_between_texts_is_never_left_behind() -> None:
    """The name of a header is no text of a mail that could be changed: nothing is written without it."""
    mail = (
        b"From: a@b.example\nTo: c@d.example\nSubject: hello you\nX-Jonas-Weber: 1 and 2\nDate: now\n\nhi\n"
    )
    capture = Capture("PUT", "files.example", 443, "/a.eml", (), mail)
    document = generic.read("request", capture, mail)
    (place,) = [one for one in document.segments if "Jonas-Weber" in one.text]
    at = place.text.index("Jonas")
    for start, end in ((at, at + 11), (at, at + 14)):
        with pytest.raises(Unwritten):
            document.splice([Edit(place.place, start, end, "[P]")])
    over = place.text.index("you"), at + 18  # from one text into another, over the name between them
    out = document.splice([Edit(place.place, *over, "[P]")])
    assert b"Subject: hello [P]\nX-Jonas-Weber:  2\n" in out


def test_a_pdf_is_written_in_the_manner_of_the_policy() -> None:
    from reportlab.pdfgen.canvas import Canvas

    raw = io.BytesIO()
    page = Canvas(raw)
    page.drawString(72, 720, "Please write to ada@example.com about it")
    page.showPage()
    page.save()
    builder = Builder(raw.getvalue())
    source = Source(raw.getvalue(), "letter.pdf")
    read_document(builder, 0, (0, len(raw.getvalue())), source, InLatin1(), "in an upload")
    body = builder.build()
    place = next(one for one in body.segments if "ada@example.com" in one.text)
    start = place.text.index("ada@")
    edit = Edit(place.place, start, start + len("ada@example.com"), "[EMAIL_K7Q2]")
    as_pdf = body.splice([edit])
    as_text = in_manner(body, Manner("text")).splice([edit])
    assert as_pdf.startswith(b"%PDF")
    assert as_text.startswith(b"%PDF")
    assert as_pdf != as_text
    for written in (as_pdf, as_text):
        texts = " ".join(piece.text for piece in open_file(Source(written)).pieces)
        assert "[EMAIL_K7Q2]" in texts
        assert "ada@" not in texts


def test_a_key_a_number_or_words_in_a_field_for_files_are_read_as_they_stand() -> None:
    """They pass for base64, and what they give then is no text of anybody."""
    for said in ("ghp_" + "Zk3vT9qLm2Xw7Rb5" * 2 + "aB1d", "4111 1111 1111 1111", "text 5 of Ada"):
        body = json.dumps({"image_url": {"url": said}}).encode()
        builder, _ = open_object(body, Shape(kinds={"url": Kind.FILE}))
        assert said in [segment.text for segment in builder.build().segments if not segment.editable]
    body = json.dumps({"image_url": {"url": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="}}).encode()
    builder, _ = open_object(body, Shape(kinds={"url": Kind.FILE}))
    assert not [s for s in builder.build().segments if s.text.startswith("AAEC")]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_each_run_of_a_long_table_begins_with_its_head(kind: str) -> None:
    rows = [("number", "what", "paid"), *((str(number), f"Item {number}", "12") for number in range(9000))]
    if kind == "csv":
        data = "\n".join(map(",".join, rows)).encode()
    else:
        made, out = openpyxl.Workbook(), io.BytesIO()
        for row in rows:
            made.active.append(row)
        made.save(out)
        data = out.getvalue()
    builder = Builder(data)
    read_document(builder, 0, (0, len(data)), Source(data, f"table.{kind}"), InLatin1(), "in an upload")
    shown = [segment.text for segment in builder.build().segments if "Item" in segment.text]
    assert len(shown) > 2 and max(map(len, shown)) <= 64 * 1024 + 1_000
    assert all("number" in text.split("Item")[0] for text in shown)
    assert sum(text.count("Item") for text in shown) == 9000
