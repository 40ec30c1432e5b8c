"""A Word document by python-docx, with what that does not write put in by hand."""

import io
from collections.abc import Callable
from html import escape

import docx

from tests.bench.carriers.kinds import xlsx
from tests.bench.carriers.values import Secret, by_kind
from tests.bench.carriers.zips import rezipped

NAME = "Word document (docx)"
FILE = "offer.docx"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def _run(text: str, more: str = "", tag: str = "t") -> str:
    return f'<w:r>{more}<w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'


def _paragraph(inside: str) -> str:
    return f"<w:p>{inside}</w:p>"


def _split(one: Secret) -> str:
    at = one.sentence.index(one.value) + len(one.value) // 2
    return _run(one.sentence[:at], "<w:rPr><w:b/></w:rPr>") + _run(one.sentence[at:])


def _changed(tag: str, inside: str) -> str:
    return f'<w:{tag} w:id="7" w:author="Reviewer" w:date="2025-01-02T03:04:05Z">{inside}</w:{tag}>'


def _box(one: Secret) -> str:
    return (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:90pt;height:40pt" '
        f'alt="{escape(one.sentence)}"><v:textbox><w:txbxContent>{_paragraph(_run(one.label))}'
        f"{_paragraph(_split(one))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )


def _field(one: Secret) -> str:
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = _run(f' HYPERLINK "mailto:{one.value}" ', tag="instrText")
    return char("begin") + code + char("separate") + _run("write to us") + char("end")


def _control(one: Secret) -> str:
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{escape(one.label)}"/></w:sdtPr><w:sdtContent>'
        f"{_paragraph(_run(one.sentence))}</w:sdtContent></w:sdt>"
    )


# Each makes one block of the body.
_BLOCKS: tuple[Callable[[Secret], str], ...] = (
    lambda one: _paragraph(_run(one.sentence)),
    lambda one: _paragraph(_split(one)),
    lambda one: _paragraph(_changed("del", _run(one.sentence, tag="delText"))),
    lambda one: _paragraph(_run("Noted: ") + _changed("ins", _split(one))),
    lambda one: _paragraph(_run(one.sentence, "<w:rPr><w:vanish/></w:rPr>")),
    lambda one: _paragraph(_box(one)),
    _control,
)


def make(given: list[Secret]) -> bytes:
    rest = list(given)

    def take(kind: str = "") -> Secret:
        one = (by_kind(rest, kind) or rest)[0]
        rest.remove(one)
        return one

    document = docx.Document()
    table = document.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Item", "Detail"
    for _ in range(5):
        one, cells = take(), table.add_row().cells
        cells[0].text, cells[1].text = one.label, one.value
    section = document.sections[0]
    section.header.paragraphs[0].text = take().sentence
    section.footer.paragraphs[0].text = take().sentence
    document.add_comment(document.add_paragraph("See the note.").runs, take().sentence, author="Reviewer")
    document.core_properties.subject = take("password").sentence
    document.core_properties.keywords = take("IBAN").sentence
    link, code, custom = take("e-mail"), take("e-mail"), take("SSN")
    own, foot, end, inside = take("card"), take(), take(), [take() for _ in range(4)]
    blocks = _paragraph(_field(code))
    blocks += _paragraph(f'<w:hyperlink r:id="rId900" xmlns:r="{_R}">{_run("our mail")}</w:hyperlink>')
    blocks += _paragraph(
        '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="2"/></w:r>'
    )
    while rest:
        blocks += _BLOCKS[len(rest) % len(_BLOCKS)](take())
    saved = io.BytesIO()
    document.save(saved)
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_R}/{kind}" Target="{target}"{mode}/>'
        for number, kind, target, mode in (
            (900, "hyperlink", f"mailto:{link.value}", ' TargetMode="External"'),
            (901, "footnotes", "footnotes.xml", ""),
            (902, "endnotes", "endnotes.xml", ""),
            (903, "package", "embeddings/sheet.xlsx", ""),
        )
    )
    types = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPE}{kind}+xml"/>'
        for kind in ("footnotes", "endnotes")
    ) + (
        '<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>'
        '<Override PartName="/docProps/custom.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>'
    )
    properties = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{custom.label}">'
        f"<vt:lpwstr>{custom.value}</vt:lpwstr></property></Properties>"
    )
    return rezipped(
        saved.getvalue(),
        {
            "word/document.xml": lambda text: text.replace("<w:sectPr", blocks + "<w:sectPr", 1),
            "word/_rels/document.xml.rels": lambda text: text.replace("</Rel", relations + "</Rel", 1),
            "[Content_Types].xml": lambda text: text.replace("</Types>", types + "</Types>"),
            "_rels/.rels": lambda text: text.replace(
                "</Rel",
                f'<Relationship Id="rId99" Type="{_R}/custom-properties" Target="docProps/custom.xml"/></Rel',
            ),
        },
        {
            "word/footnotes.xml": _notes("footnote", foot),
            "word/endnotes.xml": _notes("endnote", end),
            "docProps/custom.xml": properties,
            "customXml/item7.xml": f'<order><card number="{own.value}">{own.sentence}</card></order>',
            "word/embeddings/sheet.xlsx": xlsx.table(inside),
        },
    )


def _notes(kind: str, one: Secret) -> str:
    return f'<w:{kind}s {_W}><w:{kind} w:id="2">{_paragraph(_split(one))}</w:{kind}></w:{kind}s>'


def reopen(data: bytes) -> None:
    for paragraph in docx.Document(io.BytesIO(data)).paragraphs:
        assert isinstance(paragraph.text, str)
