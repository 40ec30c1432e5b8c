"""Word documents: where texts stand, that changes stay in their runs, and that Word's rules for files are kept."""

import io
import zipfile
from collections.abc import Callable

import docx
import pytest

from classifiers.documents.contract import Change, Manner, Source, Unread, Unwritten
from classifiers.documents.opening import format_of
from tests.bench.carriers.zips import rezipped, unzipped
from tests.classifiers.documents.made import changed, joined, opened

SSN = "-".join(("412", "55", "1207"))


def document(body: str = "", **paragraphs: str) -> bytes:
    """A document whose body is this XML, in front of python-docx's own."""
    made = docx.Document()
    made.add_paragraph("The end.")
    out = io.BytesIO()
    made.save(out)
    return rezipped(
        out.getvalue(), {"word/document.xml": lambda text: text.replace("<w:body>", "<w:body>" + body)}
    )


def run(text: str, tag: str = "t", more: str = "") -> str:
    return f"<w:r>{more}<w:{tag}>{text}</w:{tag}></w:r>"


def body_of(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return opened.read("word/document.xml").decode()


def test_a_value_in_two_runs_goes_into_the_first_and_keeps_its_looks() -> None:
    data = document(f"<w:p>{run('SSN 412-', more='<w:rPr><w:b/></w:rPr>')}{run('55-1207 &amp; more')}</w:p>")
    out = changed(data, {SSN: "[SSN_A]"})
    assert (
        '<w:r><w:rPr><w:b/></w:rPr><w:t>SSN [SSN_A]</w:t></w:r><w:r><w:t xml:space="preserve"> &amp; more</w:t></w:r>'
        in body_of(out)
    )
    assert docx.Document(io.BytesIO(out)).paragraphs[0].text == "SSN [SSN_A] & more"


def test_what_is_not_changed_stays_byte_for_byte() -> None:
    data = document(f"<w:p>{run('SSN ' + SSN)}</w:p>")
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(io.BytesIO(changed(data, {SSN: "[A]"}))) as new,
    ):
        kept = [name for name in old.namelist() if not name.startswith("docProps/thumbnail")]
        assert new.namelist() == kept
        for name in kept:
            if name == "word/document.xml":
                assert new.read(name) == old.read(name).replace(SSN.encode(), b"[A]")
            elif name not in ("_rels/.rels", "[Content_Types].xml"):
                assert new.read(name) == old.read(name)
                assert new.getinfo(name).compress_size == old.getinfo(name).compress_size


def test_the_picture_of_the_first_page_goes_with_a_change() -> None:
    data = document(f"<w:p>{run(SSN)}</w:p>")
    assert "thumbnail" in unzipped(data)
    assert "thumbnail" not in unzipped(changed(data, {SSN: "[A]"}))


def test_tracked_changes_are_read_as_they_are_and_as_they_were() -> None:
    data = document(
        "<w:p>"
        + run("SSN 412-55-")
        + f'<w:del w:id="1" w:author="A">{run("1207", "delText")}</w:del>'
        + f'<w:ins w:id="2" w:author="A">{run("9999")}</w:ins>'
        + run(" noted")
        + "</w:p>"
    )
    text = joined(opened(data))
    assert "SSN 412-55-9999 noted" in text
    assert "SSN 412-55-1207 noted" in text
    out = body_of(changed(data, {SSN: "[A]", "412-55-9999": "[B]"}))
    assert "1207" not in out and "9999" not in out and "412" not in out


def test_what_older_programs_show_is_a_reading_of_its_own() -> None:
    both = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps">{run(SSN)}</mc:Choice><mc:Fallback>{run("41")}{run(SSN[2:])}</mc:Fallback>'
        "</mc:AlternateContent>"
    )
    data = document(f"<w:p>{run('SSN ')}{both}{run(' noted')}</w:p>")
    assert joined(opened(data)).count(f"SSN {SSN} noted") == 2
    assert SSN[2:] not in body_of(changed(data, {SSN: "[A]"}))


def test_a_value_seen_twice_is_replaced_once() -> None:
    data = document(
        f'<w:p>{run("SSN " + SSN + " noted")}<w:del w:id="1" w:author="A">{run("gone", "delText")}</w:del></w:p>'
    )
    assert joined(opened(data)).count(SSN) == 2
    assert body_of(changed(data, {SSN: "[A]"})).count("[A]") == 1


@pytest.mark.parametrize(
    "body",
    [
        "<w:p><w:r><w:t>412-55-</w:t></w:r><w:smartTag><w:r><w:t>1207</w:t></w:r></w:smartTag></w:p>",
        "<w:p><w:r><w:t>412</w:t><w:noBreakHyphen/><w:t>55</w:t><w:noBreakHyphen/><w:t>1207</w:t></w:r></w:p>",
        f"<w:p><w:r><w:t><![CDATA[{SSN}]]></w:t></w:r></w:p>",
        "<w:p><w:r><w:t>&#52;12-55-1207</w:t></w:r></w:p>",
        f"<w:p><w:r><w:t>x</w:t></w:r><!-- {SSN} --></w:p>",
        f"<w:p><w:r><w:unknown>{SSN}</w:unknown></w:r></w:p>",
        f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{SSN}</w:t></w:r></w:p>",
        f'<w:sdt><w:sdtPr><w:tag w:val="{SSN}"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>',
        f"<w:p><w:r><w:fldChar/></w:r>{run(' IF 412-55-', 'instrText')}{run('1207', 'instrText')}</w:p>",
        f"<w:tbl><w:tr><w:tc><w:p>{run('SSN')}</w:p></w:tc><w:tc><w:p>{run(SSN)}</w:p></w:tc></w:tr></w:tbl>",
    ],
)
def test_a_value_is_found_and_replaced_wherever_it_hides(body: str) -> None:
    data = document(body)
    assert SSN in joined(opened(data))
    out = changed(data, {SSN: "[A]"})
    docx.Document(io.BytesIO(out))
    assert SSN not in joined(opened(out)) and "1207" not in body_of(out)
    assert body_of(out).count("[A]") == 1


def test_an_unknown_attribute_is_read_and_stays() -> None:
    data = document(f'<w:p><w:unknown w:what="his SSN is {SSN}"/></w:p>')
    piece = next(piece for piece in opened(data).pieces if SSN in piece.text)
    assert not piece.editable


def test_tables_are_lines_and_cells() -> None:
    def cell(text: str) -> str:
        return f"<w:tc><w:p>{run(text) if text else ''}</w:p></w:tc>"

    rows = "".join(
        f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in (("Name", "City", "SSN"), ("Ann", "", "7"))
    )
    assert "\nName\tCity\tSSN\nAnn\t\t7\n" in joined(opened(document(f"<w:tbl>{rows}</w:tbl>")))


def test_strict_namespaces_and_utf16_are_read_the_same() -> None:
    def strict(text: str) -> str:
        return text.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )

    data = rezipped(document(f"<w:p>{run('412-55-')}{run('1207')}</w:p>"), {"word/document.xml": strict})
    assert SSN in joined(opened(data))
    assert SSN not in joined(opened(changed(data, {SSN: "[A]"})))
    wide = body_of(data).replace("UTF-8", "UTF-16").encode("utf-16")
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as new:
            for name in old.namelist():
                new.writestr(name, wide if name == "word/document.xml" else old.read(name))
    after = changed(out.getvalue(), {SSN: "[A]"})
    with zipfile.ZipFile(io.BytesIO(after)) as new:
        assert "[A]" in new.read("word/document.xml").decode("utf-16")


def test_a_signed_document_is_read_and_not_edited() -> None:
    data = rezipped(document(f"<w:p>{run(SSN)}</w:p>"), {}, {"_xmlsignatures/sig1.xml": "<Signature/>"})
    file = opened(data)
    assert SSN in joined(file)
    assert not any(piece.editable for piece in file.pieces)


def test_macros_and_files_that_nobody_can_read_are_named() -> None:
    data = rezipped(
        document(),
        {},
        {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0 code", "word/media/image1.emf": b"\1\0\0\0l\0"},
    )
    assert {"macros", "a vector picture"} <= set(opened(data).opaque)


def test_a_change_that_xml_cannot_hold_is_unwritten() -> None:
    file = opened(document(f"<w:p>{run(SSN)}</w:p>"))
    index = next(index for index, piece in enumerate(file.pieces) if piece.text == SSN)
    with pytest.raises(Unwritten):
        file.write({index: [Change(0, 3, "\0")]}, Manner())


def test_a_value_that_also_stands_where_it_must_stay_is_unwritten() -> None:
    data = document(f'<w:p>{run(SSN)}<w:bookmarkStart w:id="1" w:name="{SSN}"/></w:p>')
    with pytest.raises(Unwritten):
        changed(data, {SSN: "[A]"})


BROKEN: dict[str, tuple[Callable[[str], str], str]] = {
    "billion laughs": (
        lambda text: text.replace("?>", '?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;">]>', 1),
        "document type",
    ),
    "a file from outside": (
        lambda text: text.replace("?>", '?><!DOCTYPE w SYSTEM "file:///etc/passwd">', 1),
        "document type",
    ),
    "not closed": (lambda text: text[:-9], "broken XML"),
    "nested too deep": (
        lambda text: text.replace("<w:body>", "<w:body>" + "<w:p>" * 1_000),
        "nested too deep",
    ),
    "a rare encoding": (lambda text: text.replace("UTF-8", "UTF-7"), "rare encoding"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_hostile_xml_is_unread_with_its_reason(name: str) -> None:
    change, reason = BROKEN[name]
    with pytest.raises(Unread, match=reason):
        opened(rezipped(document(), {"word/document.xml": change}))


def test_it_is_known_by_its_parts_and_not_by_its_name() -> None:
    found = format_of(Source(document(), "notes.zip"))
    assert found is not None and found.NAME == "Word document"
