"""An OpenDocument text by odfpy: paragraphs in spans, a table, a note, an annotation, a header, properties."""

import io

from odf import dc, meta, office, style, table, text
from odf.opendocument import OpenDocumentText, load

from tests.bench.carriers.values import Secret, by_kind

NAME = "OpenDocument text (odt)"
FILE = "letter.odt"


def make(given: list[Secret]) -> bytes:
    rest = list(given)

    def take(kind: str = "") -> Secret:
        one = (by_kind(rest, kind) or rest)[0]
        rest.remove(one)
        return one

    made = OpenDocumentText()
    made.meta.addElement(dc.Subject(text=take().sentence))
    made.meta.addElement(meta.UserDefined(name="SSN", valuetype="string", text=take("SSN").value))
    layout = style.PageLayout(name="L")
    made.automaticstyles.addElement(layout)
    master = style.MasterPage(name="Standard", pagelayoutname=layout)
    header = style.Header()
    header.addElement(text.P(text=take().sentence))
    master.addElement(header)
    made.masterstyles.addElement(master)
    grid = table.Table(name="T")
    grid.addElement(table.TableColumn(numbercolumnsrepeated=2))
    for _ in range(6):
        row, one = table.TableRow(), take()
        for word in (one.label, one.value):
            cell = table.TableCell()
            cell.addElement(text.P(text=word))
            row.addElement(cell)
        grid.addElement(row)
    made.text.addElement(grid)
    for mail in by_kind(rest, "e-mail")[:2]:
        rest.remove(mail)
        paragraph = text.P()
        paragraph.addElement(text.A(href=f"mailto:{mail.value}", text="write"))
        made.text.addElement(paragraph)
    while rest:
        one = take()
        paragraph = text.P()
        at = one.sentence.index(one.value) + len(one.value) // 2
        if len(rest) % 3 == 0:
            paragraph.addElement(text.Span(text=one.sentence[:at]))
            paragraph.addElement(text.Span(text=one.sentence[at:]))
        elif len(rest) % 3 == 1:
            note = text.Note(noteclass="footnote", id=f"n{len(rest)}")
            note.addElement(text.NoteCitation(text="1"))
            body = text.NoteBody()
            body.addElement(text.P(text=one.sentence))
            note.addElement(body)
            paragraph.addText("See the note")
            paragraph.addElement(note)
        else:
            remark = office.Annotation()
            remark.addElement(text.P(text=one.sentence))
            paragraph.addElement(remark)
            paragraph.addText("With a remark.")
        made.text.addElement(paragraph)
    out = io.BytesIO()
    made.write(out)
    return out.getvalue()


def reopen(data: bytes) -> None:
    assert load(io.BytesIO(data)).text.hasChildNodes()
