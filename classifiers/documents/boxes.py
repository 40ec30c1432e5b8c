"""Boxes over parts of a picture, with what stands in their place written in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from classifiers.documents.contract import Change
from classifiers.documents.ocr import Line, Rect, around

if TYPE_CHECKING:
    from PIL.Image import Image

PAPER, EDGE, INK = (233, 236, 239), (134, 142, 150), (33, 37, 41)
_READABLE = 8  # pixels high: smaller letters are left out


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels and the words in it."""

    rect: Rect
    text: str = field(repr=False)


def boxes_of(line: Line, changes: Iterable[Change]) -> list[Box]:
    """Boxes over what changes in a line, half a letter wider at both ends: the engine's places are not exact."""
    found = []
    for change in changes:
        cells = line.cells[change.start : change.end]
        if not cells:
            continue
        left, top, right, bottom = around(cells)
        _, above, _, below = line.rect
        if set(line.cells) != {cells[0]}:
            wide = right - left > bottom - top or below - above < 2 * (bottom - top)
            slack = 0.4 * (right - left) / len(cells) if wide else 0.0
            rise = 0.08 * (bottom - top)
            left, top, right, bottom = left - slack, top - rise, right + slack, bottom + rise
        found.append(Box((left, top, right, bottom), change.text))
    return found


def draw(image: "Image", boxes: Sequence[Box]) -> "Image":
    """The picture in RGB with boxes burned in."""
    from PIL import ImageDraw

    image = image.convert("RGB")
    pen = ImageDraw.Draw(image)
    for box in boxes:
        left, top, right, bottom = box.rect
        left, top = max(int(left), 0), max(int(top), 0)
        right, bottom = min(int(right) + 1, image.width - 1), min(int(bottom) + 1, image.height - 1)
        if right <= left or bottom <= top:
            continue
        pen.rectangle(
            (left, top, right, bottom), fill=PAPER, outline=EDGE if bottom - top > _READABLE else PAPER
        )
        font = _fitting(box.text, right - left - 4, bottom - top - 2)
        if font is not None:
            pen.text(((left + right) / 2, (top + bottom) / 2), box.text, INK, font, anchor="mm")
    return image


def _fitting(text: str, width: int, height: int) -> Any:
    """The largest letters in which a text fits; None where they would be too small to read."""
    if not text or not text.isascii():
        return None
    size = min(int(height * 0.8), 64)
    if size < _READABLE:
        return None
    wide = _font(size).getlength(text)
    if wide > width:
        size = int(size * width / wide)
    return _font(size) if size >= _READABLE else None


@cache
def _font(size: int) -> Any:
    from PIL import ImageFont

    return ImageFont.load_default(size)
