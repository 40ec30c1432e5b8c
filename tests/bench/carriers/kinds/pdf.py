"""A pdf: visible, white and unseen text, a note, a bookmark, properties, an attached file."""

import io

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from reportlab.pdfgen.canvas import Canvas

from tests.bench.carriers.values import Secret

NAME = "pdf"
FILE = "letter.pdf"


def make(given: list[Secret]) -> bytes:
    raw = io.BytesIO()
    page = Canvas(raw)
    page.setTitle(given[0].sentence)
    page.setSubject(given[1].sentence)
    for number, one in enumerate(given[4:]):
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
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def reopen(data: bytes) -> None:
    reader = PdfReader(io.BytesIO(data))
    assert len(reader.pages) == 3
    assert "notes.txt" in reader.attachments


def texts(data: bytes) -> str:
    reader = PdfReader(io.BytesIO(data))
    pages = [page.extract_text() for page in reader.pages]
    attached = [part.decode("utf-8", "replace") for parts in reader.attachments.values() for part in parts]
    return "\n".join([*pages, *attached, str(reader.metadata), data.decode("latin-1")])
