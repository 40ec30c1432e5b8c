"""OpenDocument files: spans, spaces, tracked changes, cells with values, annotations, styles and properties."""

import io
import zipfile

import pytest

from classifiers.documents.contract import Unread
from tests.bench.carriers.zips import rezipped, unzipped
from tests.classifiers.documents.made import changed, joined, opened

SSN = "-".join(("412", "55", "1207"))
NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("m", "meta"),
    )
)
HEAD = "<?xml version='1.0' encoding='UTF-8'?>"


def document(body: str, kind: str = "text", **more: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        new.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        content = f"{HEAD}<office:document-content {NAMES}><office:body>{body}</office:body></office:document-content>"
        new.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
        for name, text in more.items():
            new.writestr(name.replace("_", "/", name.count("_")).replace("/xml", ".xml"), text)
    return out.getvalue()


def content(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        assert opened.infolist()[0].filename == "mimetype" and opened.infolist()[0].compress_type == 0
        return opened.read("content.xml").decode()


@pytest.mark.parametrize(
    "body",
    [
        f"<text:p>SSN {SSN}</text:p>",
        "<text:p>SSN <text:span>412-</text:span><text:span>55-</text:span>1207</text:p>",
        "<text:h>SSN <text:a>412-55<text:soft-page-break/>-1207</text:a></text:h>",
        f"<text:p>x<office:annotation><text:p>SSN {SSN}</text:p></office:annotation></text:p>",
        f"<text:p>x<text:note><text:note-body><text:p>{SSN}</text:p></text:note-body></text:note></text:p>",
        f'<text:p><text:user-field-decl office:string-value="{SSN}"/></text:p>',
        f"<table:table-row><table:table-cell><text:p>{SSN}</text:p></table:table-cell></table:table-row>",
    ],
)
def test_a_value_is_found_and_replaced_wherever_it_stands(body: str) -> None:
    data = document(body)
    assert SSN in joined(opened(data))
    out = changed(data, {SSN: "[A]"})
    assert SSN not in joined(opened(out)) and content(out).count("[A]") == 1 and "1207" not in content(out)


def test_spaces_tabs_and_breaks_are_read() -> None:
    data = document("<text:p>a<text:s text:c='3'/>b<text:tab/>c<text:line-break/>d</text:p>")
    assert joined(opened(data)) == "\na   b\tc\nd"


def test_what_is_told_of_a_picture_is_no_part_of_its_paragraph() -> None:
    data = document('<text:p>a<s:title xmlns:s="svg">b</s:title><s:desc xmlns:s="svg">c</s:desc>d</text:p>')
    assert joined(opened(data)) == "\nb\nc\nad"


def test_marks_of_notes_and_who_made_them_are_no_part_of_the_paragraph_around() -> None:
    body = "<text:note-body><text:p>n</text:p></text:note-body>"
    note = f"<text:note><text:note-citation>1</text:note-citation>{body}</text:note>"
    dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    told = f"<dc:creator {dc}>Ada</dc:creator><dc:date {dc}>2026-11-22T09:19:06</dc:date>"
    annotation = f"<office:annotation>{told}<text:p>b<text:span>c</text:span></text:p></office:annotation>"
    assert joined(opened(document(f"<text:p>x{annotation}y{note}z</text:p>"))) == "\nAda\nbc\n1\nn\nxyz"
    field = "<text:p>by <text:creator>Ada</text:creator> on <text:date>5 May</text:date></text:p>"
    assert joined(opened(document(field))) == "\nby Ada on 5 May"


def test_tracked_changes_are_read_as_they_are_and_as_they_were() -> None:
    data = document(
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>1207</text:p></text:deletion>'
        '</text:changed-region><text:changed-region text:id="c2"><text:insertion/></text:changed-region>'
        '</text:tracked-changes><text:p>SSN 412-55-<text:change text:change-id="c1"/>'
        '<text:change-start text:change-id="c2"/>9999<text:change-end text:change-id="c2"/> noted</text:p>'
    )
    text = joined(opened(data))
    assert "SSN 412-55-9999 noted" in text and "SSN 412-55-1207 noted" in text
    out = content(changed(data, {SSN: "[A]", "412-55-9999": "[B]"}))
    assert "1207" not in out and "9999" not in out


def cell(fields: str, shown: str) -> str:
    return f"<table:table-row><table:table-cell {fields}><text:p>{shown}</text:p></table:table-cell></table:table-row>"


CARD = "4" + "1" * 15
FLOAT = f'office:value-type="float" office:value="{CARD}"'


@pytest.mark.parametrize(
    ("fields", "shown", "value"),
    [
        (FLOAT, CARD, CARD),
        (FLOAT, "4.11111E+15", CARD),
        (FLOAT + ' table:formula="of:=[.A1]"', CARD, CARD),
        ('office:value-type="string" office:string-value="' + SSN + '"', SSN, SSN),
        ('office:value-type="string" office:string-value="' + SSN + '"', "shown", SSN),
        ('office:value-type="date" office:date-value="1980-02-03"', "03.02.80", "03.02.80"),
        (f'office:value-type="string" table:formula="of:=&quot;{SSN}&quot;"', "x", SSN),
    ],
)
def test_a_cell_becomes_a_text(fields: str, shown: str, value: str) -> None:
    out = content(changed(document(cell(fields, shown), "spreadsheet"), {value: "[A]"}))
    assert value not in out and "1980" not in out
    assert 'office:value-type="string"' in out and "office:value=" not in out and "formula" not in out
    assert f"<text:p>{'x' if shown == 'x' else '[A]'}</text:p>" in out


def test_rows_are_lines_and_empty_cells_keep_the_columns() -> None:
    def row(*cells: str) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    def full(text: str) -> str:
        return f"<table:table-cell><text:p>{text}</text:p></table:table-cell>"

    gap = '<table:table-cell table:number-columns-repeated="2"/>'
    data = document(row(*map(full, "abcd")) + row(full("1"), gap, full("4")), "spreadsheet")
    assert joined(opened(data)) == "\na\tb\tc\td\n1\t\t\t4"


def test_encrypted_files_are_named() -> None:
    manifest = '<manifest><file-entry><encryption-data checksum="x"/></file-entry></manifest>'
    with pytest.raises(Unread, match="encrypted"):
        opened(rezipped(document("<text:p>x</text:p>"), {}, {"META-INF/manifest.xml": manifest}))


def test_signed_files_are_not_edited_and_macros_are_named() -> None:
    file = opened(
        rezipped(
            document(f"<text:p>{SSN}</text:p>"),
            {},
            {"META-INF/documentsignatures.xml": "<s/>", "Basic/Standard/Module1.xml": "<!DOCTYPE x><x/>"},
        )
    )
    assert not any(piece.editable for piece in file.pieces)
    assert file.opaque == ["macros"]


def test_properties_and_objects_inside() -> None:
    own = f'<m:user-defined m:name="SSN">{SSN}</m:user-defined>'
    meta = f"{HEAD}<office:document-meta {NAMES}>{own}</office:document-meta>"
    inside = f"{HEAD}<office:document-content {NAMES}><text:p>of {SSN}</text:p></office:document-content>"
    data = rezipped(document("<text:p>x</text:p>"), {}, {"meta.xml": meta, "Object 1/content.xml": inside})
    assert f"SSN: {SSN}" in joined(opened(data))
    assert SSN not in unzipped(changed(data, {SSN: "[A]"}))
