"""An OpenDocument spreadsheet by odfpy: texts, numbers and dates in a table, one that shows less than it holds."""

import io

from odf import dc, office, table, text
from odf.opendocument import OpenDocumentSpreadsheet, load

from tests.bench.carriers.values import Secret, by_kind

NAME = "OpenDocument spreadsheet (ods)"
FILE = "list.ods"


def _cell(text_of: str, shown: str | None = None, **fields: str) -> table.TableCell:
    cell = table.TableCell(**fields)
    cell.addElement(text.P(text=text_of if shown is None else shown))
    return cell


def make(given: list[Secret]) -> bytes:
    rest = list(given)

    def take(kind: str = "") -> Secret:
        one = (by_kind(rest, kind) or rest)[0]
        rest.remove(one)
        return one

    made = OpenDocumentSpreadsheet()
    made.meta.addElement(dc.Subject(text=take().sentence))
    grid = table.Table(name="List")
    kinds = ("name", "card", "birth date", "SSN")
    head = table.TableRow()
    for kind in kinds:
        head.addElement(_cell(by_kind(rest, kind)[0].label))
    grid.addElement(head)
    for line in range(4):
        row = table.TableRow()
        name, card, born, ssn = (take(kind) for kind in kinds)
        row.addElement(_cell(name.value))
        exponent = f"{float(card.value):.5E}" if line % 2 else card.value
        row.addElement(_cell(card.value, exponent, valuetype="float", value=card.value))
        row.addElement(_cell(born.value, valuetype="date", datevalue=born.value))
        row.addElement(_cell(ssn.value, valuetype="float", value=ssn.value.replace("-", "")))
        grid.addElement(row)
    made.spreadsheet.addElement(grid)
    more = table.Table(name="More")
    while rest:
        row, one = table.TableRow(), take()
        row.addElement(_cell(one.label))
        cell = _cell(one.value, valuetype="string")
        if len(rest) % 4 == 0:
            remark = office.Annotation()
            remark.addElement(text.P(text=one.sentence))
            cell.addElement(remark)
        row.addElement(cell)
        more.addElement(row)
    made.spreadsheet.addElement(more)
    out = io.BytesIO()
    made.write(out)
    return out.getvalue()


def reopen(data: bytes) -> None:
    assert load(io.BytesIO(data)).spreadsheet.hasChildNodes()
