"""The text of one picture: its lines and its codes, read once for the same pixels."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from classifiers.documents.barcodes import barcodes
from classifiers.documents.boxes import Box, boxes_of, draw
from classifiers.documents.contract import Budget, Change, Unread
from classifiers.documents.ocr import Line, Rect, recognise

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 40_000_000
UNSURE = "an image with text that cannot be read"


@dataclass(frozen=True, slots=True)
class Picture:
    """What stands in a picture; ``opaque`` says what does and could not be read."""

    lines: Sequence[Line] = field(repr=False)
    opaque: Sequence[str] = ()

    def with_breaks(self) -> Iterator[tuple[Line, str]]:
        """Lines, and what a reader sees before each: a gap between two in a row, else a line break."""
        last: Rect | None = None
        for line in self.lines:
            rect = line.rect
            beside = last is not None and last[2] <= rect[0] and last[1] < (rect[1] + rect[3]) / 2 < last[3]
            yield line, "\t" if beside else "\n"
            last = rect

    def boxes(self, changes: Mapping[int, Sequence[Change]]) -> list[Box]:
        """Boxes over the changes of its lines."""
        return [box for index, some in changes.items() for box in boxes_of(self.lines[index], some)]

    def covered(self, image: "Image", changes: Mapping[int, Sequence[Change]]) -> "Image":
        """The picture with boxes over the changes of its lines."""
        return draw(image, self.boxes(changes))


def check_size(width: int, height: int) -> None:
    """Raises Unread for more pixels than are read."""
    if width * height > MOST_PIXELS:
        raise Unread("an image with too many pixels")


class Pictures:
    """Reads pictures against a budget; the same one is read once."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._known: dict[bytes, Picture] = {}

    def read(self, image: "Image") -> Picture:
        """What stands in a picture. Raises Unread."""
        check_size(*image.size)
        image = flat(image)
        digest = hashlib.sha256(repr(image.size).encode() + image.tobytes()).digest()
        found = self._known.get(digest)
        if found is None:
            self._budget.image()
            reading = recognise(image)
            lines = [*reading.lines, *barcodes(image)]
            found = Picture(lines, (UNSURE,) if reading.doubtful else ())
            self._known[digest] = found
        return found


def flat(image: "Image") -> "Image":
    """A picture in RGB; what is transparent lies on white, or on black where the picture is light."""
    from PIL import Image, ImageStat

    if image.mode in ("I", "F") or image.mode.startswith("I;16"):
        low, high = image.getextrema()
        span = (float(high) - float(low)) or 1.0  # type: ignore[arg-type]
        image = image.convert("F").point(lambda value: (value - float(low)) * 255 / span).convert("L")  # type: ignore[arg-type]
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        shape = image.getchannel("A")
        light = ImageStat.Stat(image.convert("L"), mask=shape).mean[0] if shape.getbbox() else 0.0
        ground = Image.new("RGBA", image.size, "black" if light > 170 else "white")
        image = Image.alpha_composite(ground, image)
    return image.convert("RGB")
