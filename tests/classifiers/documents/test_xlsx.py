"""Excel workbooks: cells in their columns, numbers, formulas, caches, and that Excel's rules for files are kept."""

import datetime
import io
import re
import zipfile

import openpyxl
import pytest
import xlsxwriter

from classifiers.documents.contract import Unread
from classifiers.documents.numbers import Styles
from tests.bench.carriers.zips import rezipped, unzipped
from tests.classifiers.documents.made import changed, joined, opened

SSN = "-".join(("412", "55", "1207"))
CARD = "4" + "1" * 15
SHEET = "xl/worksheets/sheet1.xml"


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def workbook(*rows: list[object]) -> bytes:
    """A workbook with shared strings, as Excel writes them (openpyxl writes them into the cells)."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return out.getvalue()


def cells(data: bytes) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True))


def with_sheet(change: str, to: str, data: bytes) -> bytes:
    return rezipped(data, {SHEET: lambda text: re.sub(change, lambda _: to, text, count=1)})


def test_rows_are_lines_and_columns_stay_in_their_places() -> None:
    data = workbook(["Name", "City", "SSN"], ["Ann", None, 7], [None, "Bonn", 8.5])
    assert "\nName\tCity\tSSN\nAnn\t\t7\n\tBonn\t8.5" in joined(opened(data))


def test_the_head_is_said_again_in_a_long_table() -> None:
    data = workbook(["Name", "Number"], *(["somebody with a longer name", number] for number in range(600)))
    assert 2 < joined(opened(data)).count("Name\tNumber") < 8


def test_a_number_becomes_a_text_of_the_same_style() -> None:
    book = openpyxl.Workbook()
    book.active["B2"] = int(CARD)
    book.active["B2"].font = openpyxl.styles.Font(bold=True)
    out = changed(saved(book), {CARD: "[CARD_A]"})
    cell = openpyxl.load_workbook(io.BytesIO(out)).active["B2"]
    assert (cell.value, cell.data_type, cell.font.bold) == ("[CARD_A]", "s", True)


def test_numbers_are_told_as_their_format_shows_them() -> None:
    book = openpyxl.Workbook()
    for row, (value, form) in enumerate(
        (
            (78051120, "000-00-0000"),
            (78051120, r"000\-00\-0000"),
            (5551234, r"[<=9999999]###\-####;\(###\)\ ###\-####"),
            (datetime.date(1980, 2, 3), "DD/MM/YYYY"),
            (datetime.date(1980, 2, 4), r"d\.\ mmmm\ yyyy"),
            (1234.5, "#,##0.00 [$EUR]"),
            (7, '0 "days"'),
        ),
        1,
    ):
        book.active.cell(row, 1).value = value
        book.active.cell(row, 1).number_format = form
    lines = joined(opened(saved(book))).split("\n")
    assert lines[1:8] == ["078-05-1120", "078-05-1120", "555-1234", "1980-02-03", "1980-02-04", "1234.5", "7"]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("4.111111111111111E15", "4111111111111111"),
        ("12", "12"),
        ("1.50", "1.50"),
        ("x", "x"),
        ("1E999", "1E999"),
    ],
)
def test_exponents_are_written_out(value: str, shown: str) -> None:
    assert Styles(None).shown(value, 0) == shown


def test_a_shared_string_is_replaced_in_every_cell() -> None:
    data = workbook(["SSN"], [SSN], [SSN], ["x", SSN])
    assert [row[0] for row in cells(changed(data, {SSN: "[A]"}))] == ["SSN", "[A]", "[A]", "x"]


def test_rich_text_in_a_shared_string() -> None:
    def two_runs(text: str) -> str:
        return text.replace(f"<t>{SSN}</t>", "<r><t>412-55-</t></r><r><rPr><b/></rPr><t>1207 noted</t></r>")

    data = rezipped(workbook([SSN]), {"xl/sharedStrings.xml": two_runs})
    out = changed(data, {SSN: "[A]"})
    assert '<t>[A]</t></r><r><rPr><b/></rPr><t xml:space="preserve"> noted</t>' in unzipped(out)


def test_strings_that_no_cell_shows_are_read() -> None:
    data = rezipped(
        workbook(["a"]),
        {"xl/sharedStrings.xml": lambda text: text.replace("</sst>", f"<si><t>{SSN}</t></si></sst>")},
    )
    assert SSN in joined(opened(data))
    assert SSN not in unzipped(changed(data, {SSN: "[A]"}))


def test_a_value_in_a_formula_is_replaced_between_its_quotes() -> None:
    out = changed(workbook(["a", f'="{SSN}"&A1']), {SSN: '[A"]'})
    assert cells(out)[0][1] == '="[A""]"&A1'


CHAIN = '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="B1" i="1"/></calcChain>'


def formulas(inside: str) -> bytes:
    """A workbook whose second cell and those after it are this XML, with an order of calculation."""
    data = with_sheet(r'<c r="B1"[^>]*>.*?</c>', inside, workbook(["a", "=1"]))
    name = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    return rezipped(
        data,
        {
            "[Content_Types].xml": lambda text: text.replace(
                "</Types>", f'<Override PartName="/xl/calcChain.xml" ContentType="{name}"/></Types>'
            ),
            "xl/_rels/workbook.xml.rels": lambda text: text.replace(
                "</Rel", f'<Relationship Id="rId77" Type="{kind}" Target="calcChain.xml"/></Rel'
            ),
        },
        {"xl/calcChain.xml": CHAIN},
    )


def test_a_formula_goes_when_its_value_is_replaced_and_with_it_the_order_of_calculation() -> None:
    data = formulas(f'<c r="B1" t="str"><f>"412-"&amp;C1</f><v>{SSN}</v></c>')
    out = changed(data, {SSN: "[A]"})
    text = unzipped(out)
    assert cells(out)[0][1] == "[A]"
    assert "412" not in text and "calcChain" not in text


def test_an_order_of_calculation_stays_while_the_formulas_stay() -> None:
    assert "calcChain" in unzipped(changed(formulas('<c r="B1"><f>A1</f><v>1</v></c>'), {"a": "[A]"}))


def test_a_number_in_a_formula_takes_the_formula_along() -> None:
    out = changed(formulas(f'<c r="B1"><f>{CARD}+0</f><v>5</v></c>'), {CARD: "[A]"})
    assert cells(out)[0][1] == 5
    assert CARD not in unzipped(out)


def test_the_first_of_a_shared_formula_takes_all_along_and_their_values_stay() -> None:
    data = formulas(
        f'<c r="B1" t="str"><f t="shared" ref="B1:D1" si="0">"{SSN[:4]}"&amp;A1</f><v>{SSN}</v></c>'
        '<c r="C1" t="str"><f t="shared" si="0"/><v>harmless</v></c><c r="D1"><f t="shared" si="0"/><v>3</v></c>'
    )
    out = changed(data, {SSN: "[A]"})
    assert cells(out)[0] == ("a", "[A]", "harmless", 3)
    assert "<f" not in zipfile.ZipFile(io.BytesIO(out)).read(SHEET).decode()


def test_hidden_sheets_and_sheet_names() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Ann Lee"
    hidden = book.create_sheet("More")
    hidden.sheet_state = "veryHidden"
    hidden["A1"] = SSN
    file = opened(saved(book))
    assert [piece.where for piece in file.pieces if piece.text == SSN] == ["sheet 2, hidden"]
    assert [
        piece.editable for piece in file.pieces if piece.text == "Ann Lee" and piece.where == "workbook"
    ] == [False]


def test_tables_charts_and_comments_of_another_writer() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("Data")
    sheet.add_table(
        "A1:B3", {"data": [[SSN, 1], ["x", int(CARD)]], "columns": [{"header": "Of " + SSN}, {"header": "n"}]}
    )
    sheet.write_comment("D1", f"as told: {SSN}", {"author": "Reviewer"})
    sheet.insert_textbox("F1", f"SSN {SSN}")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"categories": "=Data!$A$2:$A$3", "values": "=Data!$B$2:$B$3", "name": f"of {SSN}"})
    sheet.insert_chart("F9", chart)
    sheet.set_header(f"&Lfor {SSN}")
    book.set_properties({"title": SSN, "keywords": SSN})
    book.set_custom_property("SSN", SSN)
    book.close()
    done = changed(out.getvalue(), {SSN: "[A]", CARD: "[C]"})
    text = unzipped(done)
    assert SSN not in text and CARD not in text
    sheet = openpyxl.load_workbook(io.BytesIO(done)).active
    assert sheet.tables["Table1"].tableColumns[0].name == sheet["A1"].value == "Of [A]"


def test_caches_of_a_value_follow_its_cell() -> None:
    """A pivot cache and a chart say the same values without a word around them."""
    cache = (
        '<pivotCacheRecords xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<r><s v="Ann Lee"/><n v="{CARD}"/></r></pivotCacheRecords>'
    )
    chart = f"<c><numCache><pt><v>{CARD}</v></pt></numCache><strCache><pt><v>Ann Lee</v></pt></strCache></c>"
    data = rezipped(
        workbook(["Name", "Card"], ["Ann Lee", int(CARD)]),
        {},
        {"xl/pivotCache/pivotCacheRecords1.xml": cache, "xl/charts/chart9.xml": chart},
    )
    file = opened(data)
    from classifiers.documents.contract import Change, Manner

    first = {
        text: next(i for i, piece in enumerate(file.pieces) if piece.text == text)
        for text in ("Ann Lee", CARD)
    }
    text = unzipped(file.write({i: [Change(0, len(t), f"[{t[0]}]")] for t, i in first.items()}, Manner()))
    assert CARD not in text and "Ann Lee" not in text
    assert (
        '<s v="[A]"/><n v="0"/>' in text
        and "<numCache><pt><v>0</v>" in text
        and "<strCache><pt><v>[A]</v>" in text
    )


def test_binary_workbooks_are_named() -> None:
    with pytest.raises(Unread, match="binary format"):
        opened(rezipped(workbook(["a"]), {}, {"xl/workbook.bin": b"\x83\x01"}))


def test_two_parts_of_one_name_and_parts_outside_are_refused() -> None:
    for name in ("XL/Workbook.xml", "../evil.xml", "xl\\evil.xml", "/xl/other.xml"):
        with pytest.raises(Unread):
            opened(rezipped(workbook(["a"]), {}, {name: "<a/>"}))
