"""Every place of an office package where people, programs and past versions leave words: read, and rewritten or kept.

Each place is put into a package by hand as the programs write it, with its value over several runs where they part it.
"""

import base64
import io
import struct
import zipfile

import docx
import openpyxl
import pptx
import pytest

from classifiers.documents.contract import Change, Manner, Unwritten
from tests.bench.carriers.zips import rezipped, unzipped
from tests.classifiers.documents.made import changed, joined, opened
from tests.classifiers.documents.sketches import drawn, packed

SSN = "-".join(("412", "55", "1207"))
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
RUNS = "<w:p><w:r><w:t>SSN 412-</w:t></w:r><w:r><w:t>55-1207</w:t></w:r></w:p>"


def sheet(inside: str, rows: str = "") -> str:
    return f"<worksheet {X}><sheetData>{rows}</sheetData>{inside}</worksheet>"


def shape(inside: str) -> str:
    return f"<w:p><w:r><w:pict xmlns:v='v'>{inside}</w:pict></w:r></w:p>"


def picture(about: str) -> str:
    return "<w:p><w:r><w:drawing><wp:docPr xmlns:wp='w' id='1' " + about + "/></w:drawing></w:r></w:p>"


DRAWN = "<a:p><a:r><a:t>SSN 412-</a:t></a:r><a:r><a:t>55-1207</a:t></a:r></a:p>"

WORD = {
    "word/header2.xml": f"<w:hdr {W}>{RUNS}</w:hdr>",
    "word/footer2.xml": f"<w:ftr {W}>{RUNS}</w:ftr>",
    "word/footnotes.xml": f'<w:footnotes {W}><w:footnote w:id="2">{RUNS}</w:footnote></w:footnotes>',
    "word/endnotes.xml": f'<w:endnotes {W}><w:endnote w:id="2">{RUNS}</w:endnote></w:endnotes>',
    "word/comments.xml": f'<w:comments {W}><w:comment w:id="1" w:author="B">{RUNS}</w:comment></w:comments>',
    "word/glossary/document.xml": f"<w:glossaryDocument {W}><w:docParts>{RUNS}</w:docParts></w:glossaryDocument>",
    "word/people.xml": f'<w15:people xmlns:w15="w15"><w15:person w15:author="{SSN}"/></w15:people>',
    "word/settings2.xml": f'<w:settings {W}><w:docVars><w:docVar w:name="a" w:val="{SSN}"/></w:docVars></w:settings>',
    "word/settings3.xml": f'<w:settings {W}><w:mailMerge><w:query w:val="SELECT {SSN}"/></w:mailMerge></w:settings>',
    "word/numbering2.xml": f'<w:numbering {W}><w:lvl><w:lvlText w:val="%1 of {SSN}"/></w:lvl></w:numbering>',
    "word/diagrams/data1.xml": f'<dgm:pt xmlns:dgm="d" {A}><dgm:t>{DRAWN}</dgm:t></dgm:pt>',
    "word/diagrams/drawing1.xml": f'<dsp:sp xmlns:dsp="d" {A}><dsp:txBody>{DRAWN}</dsp:txBody></dsp:sp>',
    "word/charts/chart1.xml": f"<c:chart {C}><c:strCache><c:pt><c:v>{SSN}</c:v></c:pt></c:strCache></c:chart>",
    "word/charts/chart2.xml": f"<c:chart {C} {A}><c:title><c:tx><c:rich>{DRAWN}</c:rich></c:tx></c:title></c:chart>",
    "word/afchunk.html": "<html><body><p>SSN <b>412</b>-55-1207</p></body></html>",
    "word/embeddings/old.rtf": r"{\rtf1 SSN {\b 412-}55-1207}",
    "customXml/item3.xml": f"<order><buyer>{SSN}</buyer></order>",
    "customXml/item2.xml": f'<order buyer="{SSN}"/>',
    "docProps/custom.xml": (
        f'<Properties><property name="SSN"><vt:lpwstr xmlns:vt="v">{SSN}</vt:lpwstr></property></Properties>'
    ),
    "docProps/app2.xml": f"<Properties><Manager>{SSN}</Manager></Properties>",
    "docProps/core2.xml": (
        f'<cp:coreProperties xmlns:cp="c"><cp:lastModifiedBy>{SSN}</cp:lastModifiedBy></cp:coreProperties>'
    ),
}
BODY = {
    "a text box": shape(f"<v:textbox><w:txbxContent>{RUNS}</w:txbxContent></v:textbox>"),
    "a watermark": shape(f"<v:shape><v:textpath string='for {SSN}'/></v:shape>"),
    "an alternative text": picture(f"name='x' descr='of {SSN}'"),
    "a title of a picture": picture(f"title='{SSN}'"),
    "what was deleted": (
        "<w:p><w:del w:id='1' w:author='A'><w:r><w:delText>SSN 412-</w:delText></w:r>"
        "<w:r><w:delText>55-1207</w:delText></w:r></w:del></w:p>"
    ),
    "what was moved": f"<w:p><w:moveFrom w:id='1' w:author='A'><w:r><w:t>SSN {SSN}</w:t></w:r></w:moveFrom></w:p>",
    "who changed it": f"<w:p><w:ins w:id='1' w:author='{SSN}'><w:r><w:t>x</w:t></w:r></w:ins></w:p>",
    "a list to choose from": (
        f"<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText='{SSN}' w:value='1'/>"
        "</w:dropDownList></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>"
    ),
    "an old form field": (
        f"<w:p><w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:textInput><w:default w:val='{SSN}'/>"
        "</w:textInput></w:ffData></w:fldChar></w:r></w:p>"
    ),
    "a tip of a link": f"<w:p><w:hyperlink w:tooltip='{SSN}'><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>",
    "a simple field": f"<w:p><w:fldSimple w:instr=' QUOTE {SSN} '><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>",
    "a formula": "<w:p><m:oMath xmlns:m='m'><m:r><m:t>412-</m:t></m:r><m:r><m:t>55-1207</m:t></m:r></m:oMath></w:p>",
    "text over a soft hyphen": "<w:p><w:r><w:t>412-55</w:t><w:softHyphen/><w:t>-1207</w:t></w:r></w:p>",
    "a reading above words": (
        f"<w:p><w:r><w:ruby><w:rt><w:r><w:t>{SSN}</w:t></w:r></w:rt><w:rubyBase/></w:ruby></w:r></w:p>"
    ),
}
EXCEL = {
    "xl/worksheets/sheet2.xml": sheet(
        "", f'<row r="1"><c r="A1" t="inlineStr"><is><t>{SSN}</t></is></c></row>'
    ),
    "xl/worksheets/sheet3.xml": sheet(f"<headerFooter><oddHeader>&amp;L{SSN}</oddHeader></headerFooter>"),
    "xl/worksheets/sheet4.xml": sheet(f'<dataValidations><dataValidation prompt="{SSN}"/></dataValidations>'),
    "xl/worksheets/sheet5.xml": sheet(
        f'<dataValidations><dataValidation><formula1>"{SSN},b"</formula1></dataValidation></dataValidations>'
    ),
    "xl/worksheets/sheet6.xml": sheet(
        f'<conditionalFormatting><cfRule text="{SSN}"/></conditionalFormatting>'
    ),
    "xl/worksheets/sheet7.xml": sheet(f'<scenarios><scenario name="a" comment="{SSN}"/></scenarios>'),
    "xl/worksheets/sheet8.xml": sheet(f'<hyperlinks><hyperlink ref="A1" tooltip="{SSN}"/></hyperlinks>'),
    "xl/comments1.xml": (
        f"<comments {X}><commentList><comment><text><r><t>412-</t></r><r><t>55-1207</t></r></text>"
        "</comment></commentList></comments>"
    ),
    "xl/threadedComments/threadedComment1.xml": (
        f"<ThreadedComments><threadedComment><text>{SSN}</text></threadedComment></ThreadedComments>"
    ),
    "xl/persons/person.xml": f'<personList><person displayName="{SSN}"/></personList>',
    "xl/externalLinks/externalLink1.xml": (
        f'<externalLink {X}><sheetData><row><cell r="A1"><v>{SSN}</v></cell></row></sheetData></externalLink>'
    ),
    "xl/connections.xml": (
        f'<connections {X}><connection><dbPr connection="Pwd={SSN}" command="x"/></connection></connections>'
    ),
    "xl/pivotCache/pivotCacheDefinition1.xml": (
        f'<pivotCacheDefinition {X}><cacheFields><cacheField name="a"><sharedItems><s v="{SSN}"/>'
        "</sharedItems></cacheField></cacheFields></pivotCacheDefinition>"
    ),
    "xl/charts/chart1.xml": f"<c:chart {C} {A}><c:tx><c:rich>{DRAWN}</c:rich></c:tx></c:chart>",
    "xl/charts/chartEx1.xml": (
        f'<cx:chart xmlns:cx="cx"><cx:data><cx:strDim><cx:lvl><cx:pt idx="0">{SSN}</cx:pt></cx:lvl>'
        "</cx:strDim></cx:data></cx:chart>"
    ),
    "xl/drawings/drawing1.xml": (
        f'<xdr:wsDr xmlns:xdr="x" {A}><xdr:sp><xdr:txBody>{DRAWN}</xdr:txBody></xdr:sp></xdr:wsDr>'
    ),
    "xl/drawings/vmlDrawing1.vml": f'<xml xmlns:v="v"><v:shape><v:textbox><div>{SSN}</div></v:textbox></v:shape></xml>',
    "xl/richData/rdrichvalue.xml": f'<rvData><rv s="0"><v>{SSN}</v></rv></rvData>',
    "xl/slicerCaches/slicerCache1.xml": f'<slicerCacheDefinition><data><i n="{SSN}"/></data></slicerCacheDefinition>',
    "xl/metadata2.xml": f'<metadata {X}><metadataStrings><s v="{SSN}"/></metadataStrings></metadata>',
    "xl/xmlMaps.xml": f"<MapInfo><Schema><x>{SSN}</x></Schema></MapInfo>",
    "customUI/customUI.xml": f'<customUI><button label="for {SSN}"/></customUI>',
}
POINT = {
    "ppt/notesMasters/notesMaster9.xml": f"<p:notesMaster {P} {A}><p:txBody>{DRAWN}</p:txBody></p:notesMaster>",
    "ppt/notesSlides/notesSlide9.xml": f"<p:notes {P} {A}><p:txBody>{DRAWN}</p:txBody></p:notes>",
    "ppt/handoutMasters/handoutMaster1.xml": f"<p:handoutMaster {P} {A}><p:txBody>{DRAWN}</p:txBody></p:handoutMaster>",
    "ppt/slideMasters/slideMaster9.xml": f"<p:sldMaster {P} {A}><p:txBody>{DRAWN}</p:txBody></p:sldMaster>",
    "ppt/slides/slide77.xml": f'<p:sld {P} {A} show="0"><p:txBody>{DRAWN}</p:txBody></p:sld>',
    "ppt/comments/modernComment_1.xml": (
        f'<p188:cmLst xmlns:p188="p" {A}><p188:cm><p188:txBody>{DRAWN}</p188:txBody></p188:cm></p188:cmLst>'
    ),
    "ppt/authors.xml": f'<p188:authorLst xmlns:p188="p"><p188:author name="{SSN}" initials="A"/></p188:authorLst>',
    "ppt/tags/tag1.xml": f'<p:tagLst {P}><p:tag name="WHO" val="{SSN}"/></p:tagLst>',
    "ppt/diagrams/data1.xml": f'<dgm:pt xmlns:dgm="d" {A}><dgm:t>{DRAWN}</dgm:t></dgm:pt>',
    "ppt/charts/chart1.xml": f"<c:chart {C}><c:strCache><c:pt><c:v>{SSN}</c:v></c:pt></c:strCache></c:chart>",
    "ppt/slides/slide78.xml": f'<p:sld {P}><p:cNvPr id="2" name="x" descr="of {SSN}"/></p:sld>',
    "ppt/presProps2.xml": (
        f'<p:presentationPr {P}><p:sectionLst><p:section name="{SSN}"/></p:sectionLst></p:presentationPr>'
    ),
}
STAY = {"xl/slicerCaches/slicerCache1.xml"}


def saved(made: object) -> bytes:
    out = io.BytesIO()
    made.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


@pytest.fixture(scope="module")
def packages() -> dict[str, bytes]:
    word = docx.Document()
    word.add_paragraph("x")
    return {"word": saved(word), "xl": saved(openpyxl.Workbook()), "ppt": saved(pptx.Presentation())}


def check(data: bytes, place: str) -> None:
    """The value is read; a change takes it out of every entry, or is refused where it must stay."""
    assert SSN in joined(opened(data)), place
    if place in STAY:
        assert not any(piece.editable for piece in opened(data).pieces if SSN in piece.text)
        return
    out = changed(data, {SSN: "[SSN_A]"})
    text = unzipped(out)
    assert "1207" not in text and text.count("[SSN_A]") == 1
    assert opened(out).pieces


@pytest.mark.parametrize("name", WORD)
def test_a_part_of_word(name: str, packages: dict[str, bytes]) -> None:
    check(rezipped(packages["word"], {}, {name: WORD[name]}), name)


@pytest.mark.parametrize("place", BODY)
def test_a_place_in_a_text(place: str, packages: dict[str, bytes]) -> None:
    put = {"word/document.xml": lambda text: text.replace("<w:body>", "<w:body>" + BODY[place])}
    check(rezipped(packages["word"], put), place)


@pytest.mark.parametrize("name", EXCEL)
def test_a_part_of_excel(name: str, packages: dict[str, bytes]) -> None:
    check(rezipped(packages["xl"], {}, {name: EXCEL[name]}), name)


@pytest.mark.parametrize("name", POINT)
def test_a_part_of_powerpoint(name: str, packages: dict[str, bytes]) -> None:
    check(rezipped(packages["ppt"], {}, {name: POINT[name]}), name)


@pytest.mark.parametrize("char", ["0031", "F031"])
def test_a_symbol_between_runs_is_a_letter(char: str, packages: dict[str, bytes]) -> None:
    runs = f"<w:r><w:t>412-55-</w:t><w:sym w:font='Symbol' w:char='{char}'/><w:t>207</w:t></w:r>"
    put = {"word/document.xml": lambda text: text.replace("<w:body>", f"<w:body><w:p>{runs}</w:p>")}
    data = rezipped(packages["word"], put)
    assert SSN in joined(opened(data))
    out = unzipped(changed(data, {SSN: "[SSN_A]"}))
    assert "[SSN_A]" in out and "412-55" not in out and ">207<" not in out


@pytest.mark.parametrize(("font", "char"), [("Wingdings", "F04A"), ("Symbol", "F0E0")])
def test_an_arrow_or_a_picture_is_no_letter(font: str, char: str, packages: dict[str, bytes]) -> None:
    runs = f"<w:r><w:t>at</w:t><w:sym w:font='{font}' w:char='{char}'/><w:t>{SSN}</w:t></w:r>"
    put = {"word/document.xml": lambda text: text.replace("<w:body>", f"<w:body><w:p>{runs}</w:p>")}
    assert f"at {SSN}" in joined(opened(rezipped(packages["word"], put)))


def test_how_a_word_is_spoken_is_told_apart(packages: dict[str, bytes]) -> None:
    above = "<w:rt><w:r><w:t>kana</w:t></w:r></w:rt>"
    runs = f"<w:r><w:ruby>{above}<w:rubyBase><w:r><w:t>{SSN}</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    put = {"word/document.xml": lambda text: text.replace("<w:body>", f"<w:body><w:p>{runs}</w:p>")}
    text = joined(opened(rezipped(packages["word"], put)))
    assert "kana" in text and SSN in text and f"kana{SSN}" not in text


def test_a_reading_beside_a_string_is_told_apart(packages: dict[str, bytes]) -> None:
    strings = f"<sst {X}><si><t>Ann</t><rPh sb='0' eb='1'><t>{SSN}</t></rPh></si></sst>"
    data = rezipped(packages["xl"], {}, {"xl/sharedStrings2.xml": strings})
    assert f"Ann{SSN}" not in joined(opened(data))
    check(data, "a reading")


def test_a_picture_of_the_first_page_is_read_and_goes(packages: dict[str, bytes]) -> None:
    picture = packed(drawn(["reach picture@example.com"], 30), "JPEG")
    data = rezipped(
        packages["ppt"], {}, {"docProps/thumbnail2.jpeg": picture, "ppt/media/image9.jpeg": picture}
    )
    assert joined(opened(data)).count("picture@example.com") == 2
    out = changed(data, {"picture@example.com": "[EMAIL]"})
    assert "picture@" not in joined(opened(out))


def mashup(formula: str, method: int) -> bytes:
    """The queries of a workbook as Excel keeps them ([MS-QDEFF] 2.2): a zip among other parts, in base64, in UTF-16."""
    inside = io.BytesIO()
    with zipfile.ZipFile(inside, "w", method) as new:
        new.writestr("Formulas/Section1.m", formula)
        new.writestr("Config/Package.xml", "<Package/>")
    package = inside.getvalue()
    metadata = f"<LocalPackageMetadataFile><Item>note {SSN}</Item></LocalPackageMetadataFile>".encode()
    parts = struct.pack("<LL", 0, len(package)) + package + struct.pack("<L", 6) + b"rights"
    beside = b"a file beside it of beside@example.com"
    parts += (
        struct.pack("<L", 12 + len(metadata) + len(beside)) + struct.pack("<LL", 0, len(metadata)) + metadata
    )
    parts += struct.pack("<L", len(beside)) + beside + struct.pack("<L", 4) + b"\x01\x02\x03\xff"
    whole = base64.b64encode(parts).decode()
    name = "http://schemas.microsoft.com/DataMashup"
    around = f'<DataMashup xmlns="{name}" note="around@example.com">{whole}</DataMashup>'
    return f'<?xml version="1.0" encoding="utf-16"?>{around}'.encode("utf-16")


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_queries_of_a_workbook_are_read_and_stay(method: int, packages: dict[str, bytes]) -> None:
    formula = 'shared Query1 = Sql.Database("db", [Pwd="Tulip-4711"]);'
    data = rezipped(packages["xl"], {}, {"customXml/item5.xml": mashup(formula, method)})
    file = opened(data)
    assert "Tulip-4711" in joined(file) and SSN in joined(file) and "beside@example.com" in joined(file)
    assert "around@example.com" in joined(file)
    assert list(file.opaque) == []
    assert not any(piece.editable for piece in file.pieces if "Tulip" in piece.text or SSN in piece.text)
    with pytest.raises(Unwritten):
        file.write(
            {index: [Change(0, 1, "x")] for index, one in enumerate(file.pieces) if SSN in one.text}, Manner()
        )


def test_queries_that_cannot_be_read_are_named(packages: dict[str, bytes]) -> None:
    data = rezipped(packages["xl"], {}, {"customXml/item5.xml": "<DataMashup>AAAAAP////8AAAAA</DataMashup>"})
    assert list(opened(data).opaque) == ["queries of a workbook that cannot be read"]
