"""Office files of before 2007, as LibreOffice writes them: every text is read; what is not text is named."""

import io
import struct
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
from openpyxl.comments import Comment

from classifiers.documents.contract import Change, Manner, Unread, Unwritten
from classifiers.documents.old import excel
from classifiers.documents.old.contract import Texts, strings
from classifiers.documents.old.excel import _Letters, _unpacked
from tests.classifiers.documents.compound import compound
from tests.classifiers.documents.made import joined, opened
from tests.classifiers.documents.office import needs_libreoffice, produced
from tests.cost import ends_within

NAMES = [f"jonas.k{number}@weber.example" for number in range(9)]
LONG = "Grüße aus Łódź – an alle. "


def saved(document: object) -> bytes:
    made = io.BytesIO()
    document.save(made)  # type: ignore[attr-defined]
    return made.getvalue()


def letter() -> bytes:
    made = docx.Document()
    made.add_paragraph(f"Write to {NAMES[0]}.")
    made.add_paragraph(LONG * 400 + NAMES[1])
    made.sections[0].header.paragraphs[0].text = NAMES[2]
    made.add_table(1, 2).cell(0, 1).text = NAMES[3]
    made.core_properties.author = NAMES[4]
    made.add_comment(made.paragraphs[0].runs, text=NAMES[5], author="Ann", initials="A")
    made.core_properties.subject, made.core_properties.comments = NAMES[6], NAMES[7]
    made.sections[0].first_page_footer.paragraphs[0].text = NAMES[8]
    made.sections[0].different_first_page_header_footer = True
    return saved(made)


def book() -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in range(1200):  # more than one record of shared texts holds
        sheet.cell(row + 1, 1, f"{row} {LONG if row % 2 else 'plain words'}")
    sheet["A1"], sheet["B1"] = NAMES[0], 412552071
    sheet["B1"].number_format = "000-00-0000"
    sheet["C1"], sheet["D1"] = f'="{NAMES[1]}"&A1', 1234.5
    sheet["A2"].comment = Comment(f"{NAMES[2]}: Bo", "Ann")
    made.create_sheet("Two").sheet_state = "hidden"
    made["Two"]["A1"], made["Two"]["A2"] = NAMES[3], LONG * 300 + NAMES[4]
    sheet.oddHeader.center.text = NAMES[5]
    made.properties.title = NAMES[6]
    made.properties.creator = NAMES[7]
    sheet["A1200"] = NAMES[8]
    return saved(made)


def slides() -> bytes:
    made = pptx.Presentation()
    slide = made.slides.add_slide(made.slide_layouts[5])
    assert slide.shapes.title is not None
    slide.shapes.title.text = NAMES[0]
    slide.notes_slide.notes_text_frame.text = NAMES[1]  # type: ignore[union-attr]
    box = slide.shapes.add_textbox(0, 0, 9_000_000, 900_000)
    box.text_frame.text = LONG + NAMES[2]
    box.text_frame.add_paragraph().text = NAMES[3]
    run = box.text_frame.paragraphs[0].add_run()
    run.text, run.hyperlink.address = NAMES[4], f"mailto:{NAMES[5]}"
    slide.shapes.add_table(1, 1, 0, 0, 900_000, 900_000).table.cell(0, 0).text = NAMES[6]
    made.core_properties.title = NAMES[7]
    box.text_frame.add_paragraph().text = NAMES[8]
    return saved(made)


@needs_libreoffice
@pytest.mark.slow
@pytest.mark.parametrize(
    ("make", "name", "to"), [(letter, "a.docx", "doc"), (book, "a.xlsx", "xls"), (slides, "a.pptx", "ppt")]
)
def test_what_libreoffice_writes_is_read_to_its_end(make: object, name: str, to: str, tmp_path: Path) -> None:
    data = produced(tmp_path, to, make(), name)  # type: ignore[operator]
    file = opened(data, f"a.{to}")
    text = joined(file)
    assert [one for one in NAMES if one not in text] == []
    assert set(file.opaque) <= {"a preview picture"}
    assert not any(piece.editable for piece in file.pieces)
    if to == "xls":
        assert f"{NAMES[0]}\t412-55-2071\t{NAMES[1]}{NAMES[0]}\t1234.5\n" in text
    with pytest.raises(Unwritten):
        file.write({0: [Change(0, 1, "")]}, Manner())
    for end in range(600, len(data), len(data) // 40):
        try:
            opened(data[:end], f"a.{to}")
        except Unread:
            continue


@pytest.mark.parametrize(
    ("streams", "reason"),
    [
        ({"WordDocument": b"\xec\xa5" + bytes(200)}, "of before 1997"),
        ({"WordDocument": struct.pack("<HH6xH", 0xA5EC, 0xC1, 0x100) + bytes(200)}, "encrypted"),
        ({"WordDocument": struct.pack("<HH6xH", 0xA5EC, 0xC1, 0) + bytes(20)}, "broken"),
        ({"Workbook": struct.pack("<4H", 0x809, 4, 0x500, 5)}, "of before 1997"),
        ({"Workbook": struct.pack("<6H", 0x809, 4, 0x600, 5, 0x2F, 0)}, "encrypted"),
        ({"Workbook": struct.pack("<6H", 0x809, 4, 0x600, 5, 0xFD, 0)}, "broken"),
        ({"PowerPoint Document": struct.pack("<HHL", 15, 0x2F14, 0)}, "encrypted"),
        ({"Workbook": b"", "\x06DataSpaces": b""}, "encrypted"),
    ],
)
def test_what_cannot_be_read_is_named(streams: dict[str, bytes], reason: str) -> None:
    with pytest.raises(Unread, match=reason):
        opened(compound(streams))


def test_macros_objects_and_pictures_are_named() -> None:
    slide = "hello".encode("utf-16-le")
    streams = {
        "PowerPoint Document": struct.pack("<HHL", 0, 0x0FA0, len(slide)) + slide,
        "Macros/dir": b"Sub Send()",
        "ObjectPool/1": b"another program",
        "Pictures": struct.pack("<HHL", 0x2160, 0xF01A, 60) + bytes(60),
    }
    file = opened(compound(streams))
    assert "hello" in joined(file)
    assert set(file.opaque) == {
        "macros",
        "an embedded object in an old Office file",
        "a picture in a vector format",
    }


@pytest.mark.parametrize(("number", "reasons"), [(17, {"a preview picture"}), (2, set())])
def test_a_preview_of_the_first_page_is_named(number: int, reasons: set[str]) -> None:
    about = bytes(44) + struct.pack("<5L", 48, 40, 1, number, 24) + b"A title"
    streams = {"PowerPoint Document": struct.pack("<HHL", 0, 0x0FA0, 0), "\x05SummaryInformation": about}
    file = opened(compound(streams))
    assert set(file.opaque) == reasons and "A title" in joined(file)


def test_a_text_that_is_told_again_and_again_is_too_much() -> None:
    shared = struct.pack("<LLHB", 1, 1, 8000, 0) + b"x" * 8000
    records = struct.pack("<4H", 0x809, 4, 0x600, 5) + struct.pack("<HH", 0xFC, len(shared)) + shared
    records += b"".join(struct.pack("<HHHHHL", 0xFD, 10, row, 0, 0, 0) for row in range(7000))
    with pytest.raises(Unread, match="too much text"):
        excel.read({("Workbook",): records}, Texts(), lambda source: opened(source.data))


def test_letters_go_on_over_records_in_another_width() -> None:
    wide = "öß".encode("utf-16-le")
    parts = [struct.pack("<HB", 5, 0) + b"ab", b"\1" + wide, b"\0c" + struct.pack("<HB", 2, 0), b"\0xy"]
    letters = _Letters(parts, 0)
    assert letters.string() == "aböß" + "c"


@pytest.mark.parametrize(
    ("packed", "number"),
    [(0x3FF00000, 1.0), (0x3FF00001, 0.01), (12 << 2 | 2, 12.0), (1250 << 2 | 3, 12.5), (0xFFFFFFFE, -1.0)],
)
def test_numbers_of_four_bytes(packed: int, number: float) -> None:
    assert _unpacked(packed) == number


def test_strings_are_found_in_both_widths_and_told_once() -> None:
    texts = Texts()
    data = b"\1\2Anna M\xfcller\0\1" + "Zoë Ławska".encode("utf-16-le") + b"\0\0\xff\xff\xff\xff\xff\xff"
    texts.strings(data + data, "here")
    found = [piece.text for piece in texts.pieces]
    assert "Anna Müller" in found and any("Zoë Ławska" in one for one in found)
    assert len(found) == len(set(found)) and list(strings(b"\xff" * 90)) == []


def test_strings_are_found_in_good_time() -> None:
    for noise in (b"a\0", b"abc\0", b"a\0b\0\1\7", b"a" * 9000 + b"\0", b"\x04\x04", b" "):
        data = noise * (500_000 // len(noise))
        assert ends_within(2, lambda data=data: list(strings(data)))  # type: ignore[misc]
