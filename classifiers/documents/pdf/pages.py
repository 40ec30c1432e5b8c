"""The pages of a pdf as PDFium shows them: letters with their places, and pictures.

Places are fractions of the page as it is shown: left, top, right, bottom, from 0 to 1.
"""

import ctypes
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from classifiers.documents.contract import Unread
from classifiers.documents.ocr import SMALLEST, Rect, around
from classifiers.documents.pdf.gaps import between_columns, gaps_in_words, goes_on
from classifiers.documents.picture import Picture, Pictures, check_size
from classifiers.documents.vector.drawn import OUTLINES

if TYPE_CHECKING:
    from PIL.Image import Image

_FINE = 1_000_000  # steps of a page's side
_SCALE = 150 / 72
_SIDE = 2200  # pixels of the longer side of a page that is rendered
_FEW_PIXELS = 4_000
_MOST_APART = 6  # pictures that are read one by one; a page of more is read as it is shown
_DEEP = 8
_WRONG = 0.05
_HIDDEN = 1 | 2 | 32  # flags of a note: of no known kind, hidden, not shown on a screen


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture on a page: what stands in it, and where each corner of its unit square lies on the page."""

    picture: Picture
    size: tuple[int, int]
    origin: tuple[float, float]
    right: tuple[float, float]
    down: tuple[float, float]

    def place(self, rect: Rect) -> Rect:
        """A rectangle of pixels of the picture as a place of the page."""
        corners = [
            (
                self.origin[0] + x / self.size[0] * self.right[0] + y / self.size[1] * self.down[0],
                self.origin[1] + x / self.size[0] * self.right[1] + y / self.size[1] * self.down[1],
            )
            for x in (rect[0], rect[2])
            for y in (rect[1], rect[3])
        ]
        return around([(x, y, x, y) for x, y in corners])


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page. ``letters`` are PDFium's numbers of the characters of ``text``."""

    text: str = field(repr=False)
    letters: Sequence[int] = field(repr=False)
    shown: Sequence[Shown] = ()
    opaque: Sequence[str] = ()


def load(data: bytes) -> Any:
    """The file. Raises Unread for one that is encrypted or broken."""
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unread("an encrypted pdf") from None
        raise Unread("a broken pdf") from None


def flattened(page: Any) -> bool:
    """Draw what annotations and form fields show into the page itself, so that it is read with it."""
    import pypdfium2.raw as pdfium

    for index in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        note = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if pdfium.FPDFAnnot_GetFlags(note) & _HIDDEN:
            pdfium.FPDFAnnot_SetFlags(note, 0)  # what is hidden leaves as well
        pdfium.FPDFPage_CloseAnnot(note)
    return bool(pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS)


def read_page(document: Any, number: int, pictures: Pictures | None) -> Page:
    """Read a page; without ``pictures`` only its text. What cannot be read of it is named in ``opaque``."""
    import pypdfium2

    try:
        page = opened(document, number)
        textpage = page.get_textpage()
    except pypdfium2.PdfiumError:
        return Page("", (), (), ("a page of a pdf that cannot be read",))
    text, letters, wrong = _letters(textpage)
    if pictures is None:
        return Page(text, letters)
    shown: list[Shown] = []
    opaque: list[str] = []
    objects = list(_objects(page))
    images = [one for one in objects if one[1] == "image"]
    whole = wrong or len(images) > _MOST_APART or _only_shapes(text, objects)
    for handle, _, above in [] if len(images) > _MOST_APART else images:
        try:
            found = _picture(page, handle, above, pictures)
        except Unread as trouble:
            opaque.append(str(trouble))
            continue
        if found == "whole":
            whole = True
        elif isinstance(found, Shown):
            shown.append(found)
    if whole:
        try:
            shown.append(_whole(page, pictures))
        except Unread as trouble:
            opaque.append(str(trouble))
    opaque += [reason for one in shown for reason in one.picture.opaque]
    return Page(text, letters, shown, tuple(dict.fromkeys(opaque)))


def opened(document: Any, number: int) -> Any:
    """A page, with its annotations drawn into it."""
    page = document[number]
    if flattened(page):
        page = document[number]  # PDFium reads the page's content anew
    return page


def _letters(textpage: Any) -> tuple[str, list[int], bool]:
    """The text, the number of each character, and whether it is more noise than text."""
    import pypdfium2.raw as pdfium

    raw = textpage.raw
    text: list[str] = []
    letters: list[int] = []
    wrong = seen = 0
    high = 0
    for number in range(pdfium.FPDFText_CountChars(raw)):
        code = pdfium.FPDFText_GetUnicode(raw, number)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        if code == 0x0D:
            continue
        if code == 0x0A and letters and goes_on(raw, letters[-1], number + 1):
            continue
        if code == 0x02:
            code = 0x2D  # PDFium's mark of a hyphen at the end of a line
        if code > 0x20:
            seen += 1
            broken = code in (0xFFFE, 0xFFFF, 0xFFFD) or 0xE000 <= code < 0xF900
            wrong += broken or pdfium.FPDFText_HasUnicodeMapError(raw, number) == 1
        elif code not in (0x09, 0x0A, 0x20):
            wrong += code != 0
            code = 0x20
        text.append(chr(code))
        letters.append(number)
    dropped = gaps_in_words(raw, text, letters)
    if dropped:
        text = [one for at, one in enumerate(text) if at not in dropped]
        letters = [one for at, one in enumerate(letters) if at not in dropped]
    for at in between_columns(raw, text, letters):
        text[at] = "\t"
    return "".join(text), letters, wrong > 2 and wrong > _WRONG * seen


def _objects(page: Any) -> Iterator[tuple[Any, str, Sequence[tuple[float, ...]]]]:
    """All objects of a page and of the forms on it: handle, sort, and the matrices of the forms around it."""
    import pypdfium2.raw as pdfium

    sorts = {
        pdfium.FPDF_PAGEOBJ_TEXT: "text",
        pdfium.FPDF_PAGEOBJ_PATH: "path",
        pdfium.FPDF_PAGEOBJ_IMAGE: "image",
        pdfium.FPDF_PAGEOBJ_SHADING: "shading",
    }

    def inside(handle: Any, above: tuple[tuple[float, ...], ...]) -> Iterator[Any]:
        sort = pdfium.FPDFPageObj_GetType(handle)
        if sort != pdfium.FPDF_PAGEOBJ_FORM:
            yield handle, sorts.get(sort, ""), above
        elif len(above) < _DEEP:
            matrix = matrix_of(handle)
            for index in range(pdfium.FPDFFormObj_CountObjects(handle)):
                yield from inside(pdfium.FPDFFormObj_GetObject(handle, index), (matrix, *above))

    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        yield from inside(pdfium.FPDFPage_GetObject(page.raw, index), ())


def matrix_of(handle: Any) -> tuple[float, ...]:
    """The six numbers of an object's matrix."""
    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(handle, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _only_shapes(text: str, objects: Sequence[tuple[Any, str, Any]]) -> bool:
    """Whether letters may be drawn as shapes: on a page without text, or by many shapes beside little text."""
    letters = sum(map(str.isalnum, text))
    shapes = sum(sort in ("path", "shading") for _, sort, _ in objects)
    images = sum(sort == "image" for _, sort, _ in objects)
    return (letters < 8 and bool(shapes) and not images) or shapes > max(OUTLINES, letters)


def _picture(
    page: Any, handle: Any, above: Sequence[tuple[float, ...]], pictures: Pictures
) -> Shown | str | None:
    """A picture as it is shown upright; "whole" where the page must be looked at, None for one that is too small."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    wide, high = ctypes.c_uint(), ctypes.c_uint()
    pdfium.FPDFImageObj_GetImagePixelSize(handle, wide, high)
    if min(wide.value, high.value) < SMALLEST or wide.value * high.value < _FEW_PIXELS:
        return None if max(wide.value, high.value) < 4 * SMALLEST else "whole"
    check_size(wide.value, high.value)
    corners = [_onto(page, above, matrix_of(handle), *corner) for corner in ((0, 1), (1, 1), (0, 0))]
    (x0, y0), (x1, y1), (x2, y2) = corners
    width, height = page.get_size()
    turn = math.degrees(math.atan2((y1 - y0) * height, (x1 - x0) * width))
    quarters = round(turn / 90)
    if abs(turn - quarters * 90) > 5 or (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0) < 0:
        return "whole"  # askew or mirrored
    bitmap = pdfium.FPDFImageObj_GetBitmap(handle)
    if not bitmap:
        return "whole"
    image = pypdfium2.PdfBitmap.from_raw(bitmap).to_pil().convert("RGB").rotate(-90 * quarters, expand=True)
    down, right = (x2 - x0, y2 - y0), (x1 - x0, y1 - y0)
    origin = (x0, y0)
    for _ in range(quarters % 4):  # the corner that is shown at the top left, and the sides from there
        origin = (origin[0] + down[0], origin[1] + down[1])
        right, down = (-down[0], -down[1]), right
    return Shown(pictures.read(image), image.size, origin, right, down)


def _onto(
    page: Any, above: Sequence[tuple[float, ...]], matrix: tuple[float, ...], x: float, y: float
) -> tuple[float, float]:
    """A point of an object's unit square as a place of the page."""
    for a, b, c, d, e, f in (matrix, *above):
        x, y = a * x + c * y + e, b * x + d * y + f
    return place_of(page, x, y)


def place_of(page: Any, x: float, y: float) -> tuple[float, float]:
    """A point in the page's own units as a place of the page."""
    import pypdfium2.raw as pdfium

    left, top = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page.raw, 0, 0, _FINE, _FINE, 0, x, y, left, top)
    return left.value / _FINE, top.value / _FINE


def box_of(page: Any, textpage: Any, letter: int) -> Rect | None:
    """The place of a character; None for one that PDFium has put in between."""
    import pypdfium2.raw as pdfium

    if pdfium.FPDFText_IsGenerated(textpage.raw, letter) == 1:
        return None
    box = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(textpage.raw, letter, box):
        return None
    x0, y0 = place_of(page, box.left, box.top)
    x1, y1 = place_of(page, box.right, box.bottom)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def rendered(page: Any) -> "Image":
    """The page as it is shown, in RGB."""
    width, height = page.get_size()
    scale = min(_SCALE, _SIDE / max(width, height, 1))
    return page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")  # type: ignore[no-any-return]


def _whole(page: Any, pictures: Pictures) -> Shown:
    image = rendered(page)
    return Shown(pictures.read(image), image.size, (0.0, 0.0), (1.0, 0.0), (0.0, 1.0))
