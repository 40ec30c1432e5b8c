"""An Excel workbook by openpyxl: cells of all sorts, comments, a hidden sheet, lists, headers, properties, links."""

import datetime
import io

import openpyxl
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from tests.bench.carriers.values import Secret, by_kind

NAME = "Excel workbook (xlsx)"
FILE = "list.xlsx"


def table(given: list[Secret]) -> bytes:
    """A workbook with one value a column."""
    book = openpyxl.Workbook()
    book.active.append([one.label for one in given])
    book.active.append([one.value for one in given])
    return _saved(book)


def _saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def make(given: list[Secret]) -> bytes:
    rest = list(given)

    def take(kind: str = "") -> Secret:
        one = (by_kind(rest, kind) or rest)[0]
        rest.remove(one)
        return one

    book = openpyxl.Workbook()
    sheet = book.active
    kinds = ("name", "SSN", "card", "IBAN", "birth date")
    heads = [by_kind(rest, kind)[0].label for kind in kinds]
    sheet.append(heads)
    for row in range(3):
        found = [take(kind) for kind in kinds]
        cells: list[object] = [one.value for one in found]
        if row:  # numbers and a date, as people type them
            cells[1] = int(found[1].value.replace("-", ""))
            cells[4] = datetime.date.fromisoformat(found[4].value)
        sheet.append(cells)
        if row:
            sheet.cell(row + 2, 2).number_format = "000-00-0000"
    one, other = take("card"), take("card")
    sheet.append([None, None, one.value])
    sheet.append([None, None, int(other.value[:15]) * 10 + int(other.value[15])])
    for column in (1, 2, 3):  # a string of many cells
        sheet.cell(9, column).value = rest[0].sentence
    take()
    sheet["A11"].comment = Comment(take("password").sentence, "Reviewer")
    sheet["A12"] = f'="{take("token").value}"&A1'
    sheet["A13"] = "write"
    sheet["A13"].hyperlink = f"mailto:{take('e-mail').value}"
    sheet.oddHeader.left.text = take("e-mail").sentence
    sheet.oddFooter.center.text = take("phone").sentence
    choice = DataValidation(
        "list", f'"{take("e-mail").value},none"', promptTitle="Which", prompt=take("phone").sentence
    )
    sheet.add_data_validation(choice)
    choice.add("F1")
    hidden = book.create_sheet("More")
    hidden.sheet_state = "veryHidden"
    while len(rest) > 6:
        one = take()
        hidden.append([one.label, one.value])
    hidden.row_dimensions[2].hidden = True
    book.properties.description = take().sentence
    book.properties.subject = take().sentence
    book.defined_names["Note"] = DefinedName(
        "Note", attr_text=f'"{take().sentence}"', comment=take().sentence
    )
    while rest:
        sheet.append([take().sentence])
    return _saved(book)


def reopen(data: bytes) -> None:
    for sheet in openpyxl.load_workbook(io.BytesIO(data)).worksheets:
        assert list(sheet.iter_rows(values_only=True))
