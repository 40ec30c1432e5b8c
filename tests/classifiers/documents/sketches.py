"""Files for the tests of pictures and pdfs, made by Pillow and reportlab."""

import io
import re
from collections.abc import Sequence
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFont
from reportlab.lib.colors import black, white
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from classifiers.documents.contract import Budget, Change, File, Manner, Source
from classifiers.documents.opening import open_file

MAIL = re.compile(r"[\w.+-]+@[\w.-]+\w")


def drawn(lines: Sequence[str], size: int = 20, ink: str = "black", paper: str = "white") -> Image.Image:
    """A picture of some lines."""
    font = ImageFont.load_default(size)
    width = int(max(font.getlength(line) for line in lines)) + 60
    image = Image.new("RGB", (width, int(len(lines) * size * 1.7) + 40), paper)
    pen = ImageDraw.Draw(image)
    for index, line in enumerate(lines):
        pen.text((30, 20 + index * size * 1.7), line, ink, font)
    return image


def noisy(image: Image.Image, amount: int = 30) -> Image.Image:
    """The same as a scanner would give it: slightly askew, gray and grainy."""
    chance = Random(7)
    image = image.rotate(0.6, fillcolor="white", resample=Image.Resampling.BICUBIC).convert("L")
    size = image.width * image.height
    grain = Image.frombytes("L", image.size, bytes(chance.randrange(amount) for _ in range(size)))
    return ImageChops.subtract(image, grain).convert("RGB")


def packed(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    """The bytes of a picture's file."""
    held = io.BytesIO()
    image.save(held, kind, **options)
    return held.getvalue()


def opened(data: bytes, name: str = "", budget: Budget | None = None) -> File:
    """A file that was read."""
    return open_file(Source(data, name), budget)


def texts(file: File) -> str:
    """All of a file's texts."""
    return "\n".join(piece.text for piece in file.pieces)


def without(file: File, pattern: re.Pattern[str] = MAIL, manner: Manner | None = None) -> bytes:
    """The file with every match replaced by a placeholder."""
    changes = {
        index: [Change(*found.span(), f"[DATA_K{index}]") for found in pattern.finditer(piece.text)]
        for index, piece in enumerate(file.pieces)
    }
    return file.write({index: some for index, some in changes.items() if some}, manner or Manner())


def report(**attached: bytes) -> bytes:
    """A pdf with an address in every place: two pages, of which the second holds a picture."""
    held = io.BytesIO()
    pdf = canvas.Canvas(held, pagesize=(595, 842))
    pdf.setTitle("Letter to title@example.com")
    pdf.setAuthor("author@example.com")
    pdf.drawString(72, 760, "Please write to shown@example.com about the invoice.")
    pdf.setFillColor(white)
    pdf.drawString(72, 700, "in white white@example.com")
    pdf.setFillColor(black)
    unseen = pdf.beginText(72, 680)
    unseen.setTextRenderMode(3)
    unseen.textLine("unseen unseen@example.com")
    pdf.drawText(unseen)
    pdf.drawString(72, 2000, "beside the page beside@example.com")
    pdf.bookmarkPage("first")
    pdf.addOutlineEntry("Chapter of bookmark@example.com", "first")
    pdf.textAnnotation("note of note@example.com", Rect=[300, 300, 330, 330])
    pdf.linkURL("https://example.com/?to=link@example.com", (72, 600, 200, 620))
    pdf.acroForm.textfield(name="mail", value="field@example.com", x=72, y=500, width=200, height=20)
    pdf.showPage()
    pdf.drawImage(
        ImageReader(drawn(["Scan for picture@example.com", "No. 4471"])), 60, 400, width=400, height=110
    )
    pdf.drawString(72, 200, "second page second@example.com")
    pdf.showPage()
    pdf.drawString(72, 700, "A page without anything to hide.")
    pdf.showPage()
    pdf.save()
    return with_files(held.getvalue(), **attached)


def with_files(data: bytes, **attached: bytes) -> bytes:
    """A pdf with files attached (``notes_txt`` is called notes.txt)."""
    if not attached:
        return data
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=io.BytesIO(data))
    for name, content in attached.items():
        writer.add_attachment(name.replace("_", "."), content)
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()
