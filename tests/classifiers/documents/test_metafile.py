"""Vector pictures of Windows and LibreOffice: texts in every order that draws one, bitmaps, and what hides letters."""

import io
import struct
import zipfile
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from classifiers.documents.contract import Source, Unread
from classifiers.documents.opening import open_file
from tests.classifiers.documents.made import changed, joined, opened
from tests.classifiers.documents.test_odf import document

SSN = "SSN 412-55-1207"
HIDDEN = ["a vector picture whose letters may be shapes"]
WIDE = SSN.encode("utf-16-le")
COUNT = len(SSN)


def svm(*actions: tuple[int, int, bytes]) -> bytes:
    """Actions are a kind, a version and a body."""
    made = b"".join(struct.pack("<HHL", kind, version, len(body)) + body for kind, version, body in actions)
    return b"VCLMTF" + struct.pack("<HL", 1, 4) + bytes(4) + made


def wmf(*records: tuple[int, bytes]) -> bytes:
    made = b"".join(struct.pack("<LH", 3 + len(body) // 2, kind) + body for kind, body in records)
    return b"\x01\0\x09\0\0\x03" + bytes(12) + made + struct.pack("<LH", 3, 0)


def emf(*records: tuple[int, bytes]) -> bytes:
    head = struct.pack("<LL", 1, 88) + bytes(32) + b" EMF" + bytes(44)
    return head + b"".join(struct.pack("<LL", kind, 8 + len(body)) + body for kind, body in records)


def even(data: bytes) -> bytes:
    return data + bytes(len(data) % 2)


def emf_text(kind: int, said: bytes, count: int, options: int = 0) -> tuple[int, bytes]:
    """One text: 28 bytes of bounds and scales, then the place, length, offset and options of the text."""
    return kind, bytes(28) + bytes(8) + struct.pack("<LLL", count, 76, options) + bytes(20) + said


def plus(kind: int, body: bytes, flags: int = 0) -> tuple[int, bytes]:
    inner = b"EMF+" + struct.pack("<HHLL", kind, flags, 12 + len(body), len(body)) + body
    return 70, struct.pack("<L", len(inner)) + inner


def carried(data: bytes, size: int = 40) -> Sequence[tuple[int, bytes]]:
    """An enhanced metafile in pieces within a plain one."""
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    head = b"WMFC" + struct.pack("<LLHL", 1, 0x10000, 0, 0) + struct.pack("<4L", len(pieces), 0, 0, len(data))
    return [(0x0626, even(struct.pack("<HH", 15, len(head + piece)) + head + piece)) for piece in pieces]


DRAWINGS = {
    "svm text": svm((112, 2, bytes(8) + struct.pack("<H", 0) + bytes(4) + struct.pack("<H", COUNT) + WIDE)),
    "svm in unicode": svm((113, 2, bytes(8) + struct.pack("<L", COUNT) + WIDE + bytes(8))),
    "svm in letters": svm((114, 1, bytes(8) + struct.pack("<H", COUNT) + SSN.encode() + bytes(8))),
    "svm in a box": svm((115, 1, bytes(16) + struct.pack("<H", COUNT) + SSN.encode() + bytes(2))),
    "wmf text": wmf((0x0521, struct.pack("<H", COUNT) + even(SSN.encode()) + bytes(4))),
    "wmf long text": wmf((0x0A32, struct.pack("<HHHH", 0, 0, COUNT, 0) + even(SSN.encode()))),
    "wmf boxed text": wmf((0x0A32, struct.pack("<HHHH", 0, 0, COUNT, 2) + bytes(8) + even(SSN.encode()))),
    "wmf with emf": wmf(*carried(emf(emf_text(84, WIDE, COUNT)))),
    "emf wide": emf(emf_text(84, WIDE, COUNT)),
    "emf narrow": emf(emf_text(83, SSN.encode(), COUNT)),
    "emf short": emf((108, bytes(8) + struct.pack("<LL", COUNT, 0x300) + bytes(12) + SSN.encode())),
    "emf plus": emf(plus(0x401C, bytes(8) + struct.pack("<L", COUNT) + bytes(16) + WIDE)),
    "emf comment": emf((70, struct.pack("<L", COUNT) + SSN.encode())),
}
BLIND = {
    "svm picture": svm((116, 1, bytes(100))),
    "svm of later": svm((200, 1, b"")),
    "wmf escape": wmf((0x0626, bytes(100))),
    "emf by shapes": emf(emf_text(84, WIDE, COUNT, 0x10)),
    "emf plus by shapes": emf(plus(0x4036, struct.pack("<4L", 0, 0, 0, 2) + bytes(4))),
    "emf plus picture": emf(plus(0x4008, bytes(8), 0x0500)),
    "emf outlines": emf(*[(3, bytes(20))] * 100),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_every_order_that_draws_a_text_is_read(name: str) -> None:
    file = opened(DRAWINGS[name], "a.bin")
    assert SSN in joined(file)
    assert not file.opaque
    assert not any(piece.editable for piece in file.pieces)


@pytest.mark.parametrize("name", BLIND)
def test_what_hides_letters_is_named(name: str) -> None:
    assert list(opened(BLIND[name], "a.bin").opaque) == HIDDEN


def test_words_that_a_line_cuts_are_told_as_one() -> None:
    pieces = ["Mail", "ada@keller-", "bau.de", "Thanks"]
    drawing = emf(*(emf_text(84, piece.encode("utf-16-le"), len(piece)) for piece in pieces))
    assert "ada@keller-bau.de\nThanks" in joined(opened(drawing, "a.emf"))


def test_a_bitmap_in_a_drawing_is_a_picture() -> None:
    image = Image.new("RGB", (700, 90), "white")
    ImageDraw.Draw(image).text((20, 20), SSN, fill="black", font=ImageFont.load_default(48))
    out = io.BytesIO()
    image.save(out, "BMP")
    bitmap = out.getvalue()[14:]
    head, bits = bitmap[:40], bitmap[40:]
    places = struct.pack("<4L", 80, len(head), 80 + len(head), len(bits))
    for drawing in (
        wmf((0x0F43, bytes(22) + even(bitmap))),
        emf((81, bytes(40) + places + bytes(16) + head + bits)),
    ):
        assert "412-55-1207" in joined(opened(drawing, "a.bin"))


@pytest.mark.parametrize("name", ["ObjectReplacements/Object 1", "Pictures/TablePreview1.svm"])
def test_a_preview_is_read_and_goes_with_any_change(name: str) -> None:
    out = io.BytesIO(document(f"<text:p>{SSN}</text:p>"))
    with zipfile.ZipFile(out, "a") as more:
        more.writestr(name, DRAWINGS["svm text"])
    file = opened(out.getvalue())
    assert not file.opaque
    assert joined(file).count(SSN) == 2
    with zipfile.ZipFile(io.BytesIO(changed(out.getvalue(), {SSN: "[A]"}))) as written:
        assert name not in written.namelist()


@given(st.sampled_from([*DRAWINGS.values(), *BLIND.values()]), st.data())
def test_broken_drawings_are_unread_or_read(whole: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(6, len(whole) - 1))
    broken = whole[:at] + data.draw(st.binary(max_size=9)) + whole[at + data.draw(st.integers(0, 9)) :]
    try:
        open_file(Source(broken, "a.bin"))
    except Unread as trouble:
        assert "(" not in str(trouble)  # told by the reader itself, not by what broke in it
