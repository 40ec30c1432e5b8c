"""Tables in a pdf: wide blanks part the cells, and the names of columns are said on each page."""

import io

import pytest
from pypdf import PdfReader
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from classifiers.catalog import Options, load
from classifiers.documents.contract import Change, Manner, Source
from classifiers.documents.pdf.sheets import stretches
from classifiers.segment import Segment
from proxy.body.builder import Builder
from proxy.body.files import read_document
from proxy.body.packing import InLatin1
from tests.classifiers.documents.sketches import opened, texts

ROWS = [
    ("Item", "Owner", "SSN"),
    *((f"Item {n}", f"Office {n}", f"{412 + n % 100}55{n}") for n in range(1000, 1120)),
]


def written(*flowables: Flowable) -> bytes:
    out = io.BytesIO()
    SimpleDocTemplate(out).build(list(flowables))
    return out.getvalue()


PLAIN = ParagraphStyle("plain")
TABLE = written(Paragraph("All of them", PLAIN), Table(ROWS), Paragraph("the end", PLAIN))


def test_cells_are_parted_and_columns_named_on_each_page() -> None:
    file = opened(TABLE)
    pages = [piece for piece in file.pieces if piece.where.startswith("page") and "\t" in piece.text]
    assert len(pages) > 2
    assert "Item\tOwner\tSSN\nItem 1000\tOffice 1000\t412551000\n" in pages[0].text
    assert all(page.before == "\n\nItem\tOwner\tSSN\n" for page in pages[1:])
    assert sum(page.text.count("Office") for page in pages) == 120


def test_plain_numbers_below_their_head_are_found_on_every_page() -> None:
    builder = Builder(TABLE)
    read_document(builder, 0, (0, len(TABLE)), Source(TABLE, "a.pdf"), InLatin1(), "in an upload")
    scanner = load(Options(names_model="none"))
    found = {
        segment.text[one.start : one.end]
        for segment in builder.build().segments
        for one in scanner.scan([Segment(0, segment.text)]).findings
    }
    assert {ssn for _, _, ssn in ROWS[1:]} <= found


@pytest.mark.parametrize("manner", [Manner(), Manner(pdf="text")], ids=["picture", "text"])
def test_values_of_a_page_told_in_two_are_gone(manner: Manner) -> None:
    file = opened(TABLE)
    index, piece = next((n, one) for n, one in enumerate(file.pieces) if "Item 1100" in one.text)
    at = piece.text.index("412551100")
    out = file.write({index: [Change(at, at + 9, "[SSN_1]")]}, manner)
    shown = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(out)).pages)
    assert "412551100" not in shown and "[SSN_1]" in shown and "413551101" in shown


def test_justified_prose_has_no_columns() -> None:
    style = ParagraphStyle("j", alignment=4)
    prose = (
        "Whoever reads the minutes of the meeting will notice that nobody said anything about the columns. "
        * 12
    )
    assert "\t" not in "".join(texts(opened(written(Paragraph(prose, style)))))


@pytest.mark.parametrize(
    ("pages", "heads"),
    [
        (["a\tb\n1\t2", "page 2\n3\t4"], ["", "", "a\tb"]),
        (["a\tb\n1\t2", "3\t4", "5\t6\nend", "prose", "7\t8"], ["", "a\tb", "a\tb", "", ""]),
        (["a\tb\n1\t2", "c\td\n3\t4"], ["", ""]),
        (["a\tb\n1\t2", "3\t4\t5"], ["", ""]),
        (["a1\tb@\n1\t2", "3\t4"], ["", ""]),
    ],
    ids=["goes on", "is over", "another", "other columns", "no head"],
)
def test_a_head_is_said_where_its_table_goes_on(pages: list[str], heads: list[str]) -> None:
    told = [one for page in stretches(pages) for one in page]
    assert [one.before.strip("\n") for one in told] == heads
