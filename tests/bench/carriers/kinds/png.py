"""A screenshot: fifty lines of text as pixels, read by recognition, which may misread one."""

import io

from PIL import Image, ImageDraw, ImageFont

from tests.bench.carriers.values import Secret

NAME = "png"
FILE = "screenshot.png"
RECOGNISED = True


def make(given: list[Secret]) -> bytes:
    picture = Image.new("RGB", (1200, 40 * len(given) + 40), "white")
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(22)
    for number, one in enumerate(given):
        draw.text((30, 20 + 40 * number), one.sentence, fill=(20, 20, 20), font=font)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def reopen(data: bytes) -> None:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    assert picture.format == "PNG"


def texts(data: bytes) -> str:
    return ""  # pixels; what can still be recognised in them is looked at when the file is read again
