"""A pdf: visible, white and unseen text, a note, properties, an attached file, a script, a form, an old version."""

import io

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import DictionaryObject, NameObject, StreamObject, TextStringObject
from reportlab.pdfgen.canvas import Canvas

from tests.bench.carriers.values import Secret

NAME = "pdf"
FILE = "letter.pdf"


def make(given: list[Secret]) -> bytes:
    raw = io.BytesIO()
    page = Canvas(raw)
    page.setTitle(given[0].sentence)
    page.setSubject(given[1].sentence)
    for number, one in enumerate(given[7:]):
        if number and number % 20 == 0:
            page.showPage()
        text = page.beginText(60, 780 - 36 * (number % 20))
        match number % 4:
            case 1:
                text.setFillGray(1)
            case 2:
                text.setTextRenderMode(3)
        half = one.sentence.index(one.value) + len(one.value) // 2
        text.textOut(one.sentence[:half])
        text.textOut(one.sentence[half:])
        page.drawText(text)
    page.showPage()
    page.save()
    writer = PdfWriter(PdfReader(raw))
    writer.add_annotation(0, FreeText(text=given[2].sentence, rect=(60, 20, 500, 40)))
    writer.add_attachment("notes.txt", given[3].sentence.encode())
    script = TextStringObject(f"app.alert({given[4].sentence!r});")
    action = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): script})
    writer.root_object[NameObject("/OpenAction")] = action
    form = StreamObject()
    form.set_data(f"<form><note>{given[5].sentence}</note></form>".encode())
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject(
        {NameObject("/XFA"): writer._add_object(form)}
    )
    note = TextStringObject(given[6].sentence)
    writer.root_object[NameObject("/Note")] = note
    out = io.BytesIO()
    writer.write(out)
    newer = PdfWriter(out, incremental=True)
    newer.root_object[NameObject("/Note")] = TextStringObject("nothing")
    added = io.BytesIO()
    newer.write(added)
    return added.getvalue()


def reopen(data: bytes) -> None:
    reader = PdfReader(io.BytesIO(data))
    assert len(reader.pages) == 3
    assert "notes.txt" in reader.attachments


def texts(data: bytes) -> str:
    reader = PdfReader(io.BytesIO(data))
    pages = [page.extract_text() for page in reader.pages]
    attached = [part.decode("utf-8", "replace") for parts in reader.attachments.values() for part in parts]
    return "\n".join([*pages, *attached, str(reader.metadata), data.decode("latin-1")])
