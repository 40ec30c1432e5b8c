"""What stands in a pdf outside of its objects is read, and gone once the pdf is written."""

import io
import zipfile
from collections.abc import Callable

import pytest
from pypdf import PdfWriter
from reportlab.pdfgen import canvas

from classifiers.documents.contract import Unread
from classifiers.documents.pdf.outside import outside
from tests.classifiers.documents.made import changed, joined, opened
from tests.cost import ends_within

NAME = "jonas@weber.example"
NOTE = NAME.encode()


def page() -> bytes:
    made = io.BytesIO()
    drawn = canvas.Canvas(made)
    drawn.drawString(72, 700, "Nothing to see here.")
    drawn.save()
    return made.getvalue()


PLACES: dict[str, Callable[[bytes, bytes], bytes]] = {
    "in front": lambda data, note: note + b"\n" + data,
    "behind": lambda data, note: data + note,
    "a comment between": lambda data, note: data.replace(b"endobj\n", b"endobj\n% " + note + b"\n", 1),
    "bare between": lambda data, note: data.replace(b"endobj\n", b"endobj " + note + b"\n", 1),
}


@pytest.mark.parametrize("place", PLACES)
def test_texts_outside_of_objects_are_read_and_go(place: str) -> None:
    data = PLACES[place](page(), NOTE)
    assert NAME in joined(opened(data)) and opened(data).opaque == []
    out = changed(data, {NAME: "[M]"})
    assert NOTE not in out and "Nothing to see" in joined(opened(out))


def test_a_file_behind_is_opened_and_noise_is_named() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("a.txt", f"write to {NAME}")
    assert NAME in joined(opened(page() + archive.getvalue()))
    assert opened(page() + bytes(range(1, 256)) * 400).opaque == ["other data in a pdf"]


def test_what_every_pdf_has_there_is_no_text() -> None:
    written = PdfWriter()
    written.append(io.BytesIO(page()))
    again = io.BytesIO()
    written.write(again)
    for data in (page(), again.getvalue()):
        assert outside(data) == ([], [], [])
    # A pdf kept in another one as it is belongs to a stream.
    written.add_attachment("a.pdf", page())
    for stream in written.pages:
        stream.compress_content_streams()
    again = io.BytesIO()
    written.write(again)
    assert outside(again.getvalue())[2] == []


@pytest.mark.parametrize(
    "noise", [b"1 0 obj stream\n", b"1 0 obj\nendobj stream ", b"9 ", b"1 0 obj stream endobj\n", b"%\x80"]
)
def test_noise_is_walked_through_in_good_time(noise: bytes) -> None:
    data = b"%PDF-1.4\n" + noise * (1_000_000 // len(noise))
    assert ends_within(2, lambda: outside(data))
    with pytest.raises(Unread):
        opened(data[:20_000])
