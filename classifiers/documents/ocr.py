"""The text of a picture: lines, where each of their letters stands, and what looks like text and could not be read.

The engine (RapidOCR with the PP-OCRv6 models of its wheel) is loaded with the first picture of a process and keeps to
one thread. It asks for nothing over the network.
"""

import math
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from classifiers.documents.contract import Unread

if TYPE_CHECKING:
    from PIL.Image import Image

SMALLEST = 16  # pixels of a side: less holds no text
_PLAIN = 1_600_000  # pixels that are looked at in one go
_FINEST = 6_000_000
_LOW = 14.0  # a line of fewer pixels is read again in the full size
_SURE = 0.5
# Below it a line is also read upside down, and the better reading taken; turned letters were believed up to 0.88.
_UNSURE = 0.9
_OVERLAP = 96
_MARGIN, _FAINT = 24, 12
_SMALL = 300_000  # pixels: a smaller picture is read in twice its size
_TEXTLIKE = 3  # a box of this many letters in which nothing is sure counts as text that was not read

type Rect = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and the rectangle (left, top, right, bottom in pixels) of each of its characters."""

    text: str = field(repr=False)
    cells: Sequence[Rect] = field(repr=False)

    @property
    def rect(self) -> Rect:
        """The rectangle around all characters."""
        return around(self.cells)


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines of a picture from top to bottom, and how many that look like text could not be read."""

    lines: Sequence[Line]
    doubtful: int = 0


def around(rects: Sequence[Rect]) -> Rect:
    """The smallest rectangle around some."""
    return (
        min(rect[0] for rect in rects),
        min(rect[1] for rect in rects),
        max(rect[2] for rect in rects),
        max(rect[3] for rect in rects),
    )


def recognise(image: "Image") -> Reading:
    """Read a picture in RGB. Raises Unread where there is no engine on this machine.

    A large picture is first looked at in a smaller size; where its text is small, or none is found, a second time in
    strips of the full one, so that memory does not grow with the picture.
    """
    width, height = image.size
    if min(width, height) < SMALLEST:
        return Reading([])
    scale = min(1.0, math.sqrt(_PLAIN / (width * height)))
    found = _read(image, scale)
    if scale < 1.0 and (not found.lines or found.doubtful or min(map(_height, found.lines)) * scale < _LOW):
        found = _strips(image, min(1.0, math.sqrt(_FINEST / (width * height))))
    return found


def _inked(image: "Image") -> tuple[int, int, int, int] | None:
    """What is not of the colour of the corner, and a margin; None for a picture of one colour.

    The engine overlooks few words on a large empty sheet.
    """
    from PIL import Image, ImageChops

    ground = Image.new("RGB", image.size, image.getpixel((0, 0)))
    found = (
        ImageChops.difference(image, ground)
        .convert("L")
        .point(lambda value: 255 * (value > _FAINT))
        .getbbox()
    )
    if found is None:
        return None
    left, top, right, bottom = found
    return (
        max(left - _MARGIN, 0),
        max(top - _MARGIN, 0),
        min(right + _MARGIN, image.width),
        min(bottom + _MARGIN, image.height),
    )


def _height(line: Line) -> float:
    left, top, right, bottom = line.rect
    return min(right - left, bottom - top)


def _strips(image: "Image", scale: float) -> Reading:
    """Read strips that overlap; a line belongs to the strip in whose middle part it lies."""
    width, height = image.size
    step = max(int(_PLAIN / (width * scale) / scale), 4 * _OVERLAP)
    lines: list[Line] = []
    doubtful = 0
    for top in range(0, height, step):
        begin, end = max(top - _OVERLAP, 0), min(top + step + _OVERLAP, height)
        part = _read(image.crop((0, begin, width, end)), scale)
        doubtful += part.doubtful
        for line in part.lines:
            middle = (line.rect[1] + line.rect[3]) / 2 + begin
            if top <= middle < top + step:
                cells = [(x0, y0 + begin, x1, y1 + begin) for x0, y0, x1, y1 in line.cells]
                lines.append(Line(line.text, cells))
    return Reading(lines, doubtful)


def _read(image: "Image", scale: float) -> Reading:
    inked = _inked(image)
    if inked is None:
        return Reading([])
    left, top = inked[:2]
    image = image.crop(inked)
    if image.width * image.height < _SMALL:
        scale = 2.0
    part = _read_part(image, scale)
    lines = [
        Line(line.text, [(x0 + left, y0 + top, x1 + left, y1 + top) for x0, y0, x1, y1 in line.cells])
        for line in part.lines
    ]
    return Reading(lines, part.doubtful)


def _read_part(image: "Image", scale: float) -> Reading:
    import numpy as np

    if scale != 1.0:
        image = image.resize((max(int(image.width * scale), 1), max(int(image.height * scale), 1)))
    pixels = np.ascontiguousarray(np.asarray(image)[:, :, ::-1])
    found = engine()(
        pixels, use_det=True, use_rec=True, use_cls=False, return_word_box=True, return_single_char_box=True
    )
    if found.boxes is None or found.txts is None:
        return Reading([])
    lines: list[Line] = []
    doubtful = 0
    for quad, text, score, letters in zip(
        found.boxes, found.txts, found.scores, found.word_results, strict=True
    ):
        cells = _cells(text, [_bounds(one[2]) for one in letters], _bounds(quad))
        if score < _UNSURE:
            turned, better = _upside_down(pixels, _bounds(quad))
            if better > score:
                text, score, cells = turned, better, _cells(turned, [], _bounds(quad))
        if score >= _SURE and text.strip():
            lines.append(Line(text, [_scaled(cell, 1 / scale) for cell in cells]))
        elif _textlike(_bounds(quad)):
            doubtful += 1
    return Reading(_in_order(lines), doubtful)


def _textlike(rect: Rect) -> bool:
    wide, high = rect[2] - rect[0], rect[3] - rect[1]
    return max(wide, high) > _TEXTLIKE * min(wide, high)


def _in_order(lines: list[Line]) -> list[Line]:
    """By rows, and from left to right within a row: lines whose middles are closer than half a line share one."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: one.rect[1] + one.rect[3]):
        middle = (line.rect[1] + line.rect[3]) / 2
        if rows:
            first = rows[-1][0].rect
            if abs((first[1] + first[3]) / 2 - middle) < (first[3] - first[1]) / 2:
                rows[-1].append(line)
                continue
        rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda one: one.rect[0])]


def _bounds(quad: Any) -> Rect:
    xs, ys = [float(point[0]) for point in quad], [float(point[1]) for point in quad]
    return min(xs), min(ys), max(xs), max(ys)


def _scaled(rect: Rect, by: float) -> Rect:
    return rect[0] * by, rect[1] * by, rect[2] * by, rect[3] * by


def _cells(text: str, letters: Sequence[Rect], whole: Rect) -> list[Rect]:
    """One rectangle a character: as the engine gives them for what is no space, else equal shares of the line."""
    if len(letters) != sum(not one.isspace() for one in text):
        return _shares(whole, len(text))
    cells: list[Rect] = []
    at = 0
    for one in text:
        if one.isspace():
            last = cells[-1] if cells else whole
            cells.append((last[2], last[1], letters[at][0] if at < len(letters) else last[2], last[3]))
        else:
            cells.append(letters[at])
            at += 1
    return cells


def _shares(whole: Rect, count: int) -> list[Rect]:
    left, top, right, bottom = whole
    if bottom - top > 1.5 * (right - left):  # read from top to bottom
        return [whole] * count
    share = (right - left) / max(count, 1)
    return [(left + share * index, top, left + share * (index + 1), bottom) for index in range(count)]


def _upside_down(pixels: Any, rect: Rect) -> tuple[str, float]:
    import numpy as np

    left, top, right, bottom = (max(int(edge), 0) for edge in rect)
    part = pixels[top : bottom + 1, left : right + 1]
    if not part.size:
        return "", 0.0
    if part.shape[0] > 1.5 * part.shape[1]:
        part = np.rot90(part, 3)  # the engine has tried the other quarter turn
    else:
        part = part[::-1, ::-1]
    found = engine()(np.ascontiguousarray(part), use_det=False, use_cls=False, use_rec=True)
    return (found.txts[0], float(found.scores[0])) if found.txts else ("", 0.0)


@cache
def engine() -> Any:
    """The engine of this process. Raises Unread where it is not installed."""
    # Said before the import, or the runtime's builds report to their maker (see names/tagger.py).
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    try:
        import cv2
        from rapidocr import RapidOCR
    except ImportError:
        raise Unread("an image, which is not read on this machine") from None
    cv2.setNumThreads(1)
    return RapidOCR(
        params={
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.text_score": 0.0,  # what is read badly is counted here
            "Global.max_side_len": 8000,
            "Det.limit_side_len": 64,  # pictures are brought to size here
            "Rec.rec_batch_num": 1,  # a batch of lines of different lengths costs more than it saves
        }
    )
