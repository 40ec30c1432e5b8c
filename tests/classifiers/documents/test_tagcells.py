"""Tables in texts with tags: a row is a line, whatever its cells say besides; a cell that changes keeps no value."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.classifiers.documents.made import changed, joined, opened
from tests.classifiers.documents.office import converted, needs_libreoffice, produced

NUMBER = "412551000"
HTML = f"""<html><body><table><tr><th>no</th><th colspan=2>what</th><th>ssn</th></tr>
<tr><td sdval="7" sdnum="1033;"><p>7</p></td><td></td><td><font face="Liberation Sans">an <b>it</b>em</font></td>
<td sdval="{NUMBER}" sdnum="1033;"><p>{NUMBER}</p></td></tr>
<tr><td>8<td><input value="Lupin-4715"><td sdval="44.5">44,5<td sdval="413551001" title="Aster-4717">413 551 002</tr>
</table></body></html>"""
FODS = f"""<?xml version="1.0"?><office:document xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:calcext="c">
<table:table table:name="People"><table:table-row table:style-name="ro1"><table:table-cell table:style-name="ce1"
 table:number-columns-repeated="2"/><table:table-cell office:value-type="float" office:value="{NUMBER}"
 calcext:value-type="float"><text:p>{NUMBER}</text:p></table:table-cell><table:table-cell office:value-type="float"
 table:formula="of:=1+&quot;Iris-4720&quot;" office:value="1"><text:p>1</text:p></table:table-cell></table:table-row>
</table:table></office:document>"""
EXCEL = f"""<?xml version="1.0"?><Workbook xmlns="w" xmlns:ss="s"><Worksheet ss:Name="People"><Table>
<Row><Cell><Data ss:Type="String">no</Data></Cell><Cell ss:Index="4"><Data ss:Type="Number">{NUMBER}</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


@pytest.mark.parametrize(
    ("data", "name", "rows"),
    [
        (
            HTML,
            "a.html",
            ["no\twhat\t\tssn", f"7\t\tan item\t{NUMBER}", "8\tLupin-4715\t44,5\t413 551 002"],
        ),
        (FODS, "a.fods", [f"\t\t{NUMBER}\t1"]),
        (EXCEL, "a.xml", [f"no\t\t\t{NUMBER}"]),
    ],
    ids=["html", "flat OpenDocument", "Excel 2003"],
)
def test_a_row_is_a_line_and_its_attributes_part_no_table(data: str, name: str, rows: list[str]) -> None:
    text = joined(opened(data.encode(), name))
    assert "\n".join(rows) in text
    for value in ("Lupin-4715", "Aster-4717", "413551001", "Iris-4720"):
        assert (value in text) == (value in data)


def test_tables_in_one_another_keep_their_columns() -> None:
    page = "<html><table><tr><td>a<td><table><tr><td>1<td>2</table><td>b<tr><td>c<td>d</table>e"
    assert joined(opened(page.encode(), "a.html")).split("\n")[-4:] == ["a", "1\t2\t\tb", "c\td", "e"]


def test_a_cell_that_changes_becomes_one_of_text() -> None:
    page = changed(HTML.encode(), {NUMBER: "[SSN_1]", "413 551 002": "[SSN_2]"}, "a.html").decode()
    assert '<td  sdnum="1033;"><p>[SSN_1]</p>' in page
    assert '<td  title="Aster-4717">[SSN_2]' in page
    assert 'sdval="7"' in page and NUMBER not in page and "413551001" not in page
    flat = changed(FODS.encode(), {NUMBER: "[SSN_1]"}, "a.fods")
    cell = ElementTree.fromstring(flat).findall(".//{t}table-cell")[1]
    assert "".join(cell.itertext()) == "[SSN_1]"
    assert cell.attrib == {"{o}value-type": "string", "{c}value-type": "string"}
    book = ElementTree.fromstring(changed(EXCEL.encode(), {NUMBER: "[SSN_1]"}, "a.xml"))
    assert [(one.text, *one.attrib.values()) for one in book.iter("{w}Data")] == [
        ("no", "String"),
        ("[SSN_1]", "String"),
    ]


def test_a_value_that_says_more_than_its_cell_is_told_and_goes() -> None:
    """What is no number there would be shown as 0."""
    page = changed(HTML.encode(), {"413551001": "[SSN_3]"}, "a.html").decode()
    assert '<td  title="Aster-4717">413 551 002' in page and "413551001" not in page


@needs_libreoffice
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["fods", "html"])
def test_libreoffice_shows_the_placeholder(kind: str, tmp_path: Path) -> None:
    rows = "number,what,ssn\n" + "".join(f"{n},Item {n},{412550000 + n}\n" for n in range(1000, 1005))
    made = produced(tmp_path, kind, rows.encode(), "people.csv")
    assert "number\twhat\tssn\n1000\tItem 1000\t412551000\n1001" in joined(opened(made, f"people.{kind}"))
    (tmp_path / "again").mkdir()
    written = changed(made, {"412551002": "[SSN_1]"}, f"people.{kind}")
    assert b"412551002" not in written
    filters = {"fods": "csv", "html": "txt:Text"}
    shown = converted(tmp_path / "again", filters[kind], **{f"people_{kind}": written})["people"]
    cells = ["1002", "Item 1002", "[SSN_1]", "1003", "Item 1003", "412551003"]
    assert " ".join(cells) in " ".join(shown.replace(",", "\n").split())
