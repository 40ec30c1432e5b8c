"""A page as its picture with boxes burned in, and above it unseen what it says now: nothing of the old page stays."""

import io
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from classifiers.documents.boxes import Box, draw
from classifiers.documents.contract import Change
from classifiers.documents.flat import changed
from classifiers.documents.ocr import Rect, around
from classifiers.documents.pdf.letters import Letters, Put, stream
from classifiers.documents.pdf.pages import Page, Shown, box_of, opened, rendered

if TYPE_CHECKING:
    from PIL.Image import Image


@dataclass(frozen=True, slots=True)
class Marks:
    """Changes of one page: of its text, and of the lines of its pictures by picture and line."""

    text: Sequence[Change] = ()
    lines: Mapping[int, Mapping[int, Sequence[Change]]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.text or self.lines)


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a picture, its size in points, and the texts on it."""

    image: "Image"
    size: tuple[float, float]
    puts: Sequence[Put] = field(repr=False)


def picture_of(document: Any, number: int, page: Page, marks: Marks) -> Picture:
    """The picture of a page with boxes over its changes."""
    handle = opened(document, number)
    textpage = handle.get_textpage()
    width, height = handle.get_size()
    image = rendered(handle)
    places: dict[int, Rect | None] = {}

    def place(at: int) -> Rect | None:
        if at not in places:
            places[at] = box_of(handle, textpage, page.letters[at])
        return places[at]

    def within(begin: int, end: int) -> list[Rect]:
        return [found for at in range(begin, end) if (found := place(at))]

    boxes = [
        Box(_onto(rect, image.size), change.text)
        for change in marks.text
        for rect in rows(within(change.start, change.end))
    ]
    puts: list[Put] = []
    begin = 0
    for line in page.text.split("\n"):
        end = begin + len(line)
        some = within(begin, end)
        here = [
            Change(max(c.start, begin) - begin, min(c.end, end) - begin, c.text if c.start >= begin else "")
            for c in marks.text
            if c.start < end and c.end > begin
        ]
        if some:
            puts += _put(changed(line, here), around(some), width, height)
        begin = end + 1
    for index, shown in enumerate(page.shown):
        by_line = marks.lines.get(index, {})
        for box in shown.picture.boxes(by_line):
            boxes.append(Box(_onto(shown.place(box.rect), image.size), box.text))
        puts += _lines(shown, by_line, width, height)
    return Picture(draw(image, boxes), (width, height), puts)


def rows(rects: Sequence[Rect]) -> list[Rect]:
    """Rectangles of letters put together, one a row."""
    found: list[Rect] = []
    for rect in rects:
        last = found[-1] if found else None
        if last and last[1] < (rect[1] + rect[3]) / 2 < last[3] and rect[0] > last[0] - 1e-6:
            found[-1] = around([last, rect])
        else:
            found.append(rect)
    return found


def _lines(shown: Shown, by_line: Mapping[int, Sequence[Change]], width: float, height: float) -> list[Put]:
    return [
        put
        for index, line in enumerate(shown.picture.lines)
        for put in _put(changed(line.text, by_line.get(index, ())), shown.place(line.rect), width, height)
    ]


def _put(text: str, place: Rect, width: float, height: float) -> list[Put]:
    if not text.strip():
        return []
    left, top, right, bottom = place
    size = max((bottom - top) * height * 0.8, 1.0)
    return [
        Put(text, left * width, (1 - bottom) * height + 0.2 * size, size, max((right - left) * width, 1.0))
    ]


def _onto(place: Rect, size: tuple[int, int]) -> Rect:
    return place[0] * size[0], place[1] * size[1], place[2] * size[0], place[3] * size[1]


def image_object(image: "Image") -> Any:
    """A picture as an object of a pdf: as it is where that is smaller, else as JPEG."""
    from pypdf.generic import NameObject, NumberObject, StreamObject

    gray = image.convert("L")
    if image == gray.convert("RGB"):
        image = gray
    raw = zlib.compress(image.tobytes(), 6)
    photo = io.BytesIO()
    image.save(photo, "JPEG", quality=85)
    one = StreamObject()
    plain = len(raw) < 1.5 * photo.tell()
    one._data = raw if plain else photo.getvalue()
    for key, value in {
        "/Type": NameObject("/XObject"),
        "/Subtype": NameObject("/Image"),
        "/Width": NumberObject(image.width),
        "/Height": NumberObject(image.height),
        "/ColorSpace": NameObject("/DeviceGray" if image.mode == "L" else "/DeviceRGB"),
        "/BitsPerComponent": NumberObject(8),
        "/Filter": NameObject("/FlateDecode" if plain else "/DCTDecode"),
    }.items():
        one[NameObject(key)] = value
    return one


def content_of(picture: Picture, letters: Letters) -> Any:
    """The content of the new page."""
    width, height = picture.size
    drawn = f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /PwI Do Q\n".encode("ascii")
    return stream(drawn + b"".join(letters.unseen(put) for put in picture.puts))
