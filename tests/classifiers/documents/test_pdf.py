"""Pdfs are read with all that they hide, and written so that the values are gone from the file."""

import io
import re
import subprocess
import zlib

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from classifiers.documents.contract import Budget, Manner, Unread, Unwritten
from tests.classifiers.documents.sketches import MAIL, drawn, opened, packed, report, texts, without

_PLACES = "title author shown white unseen beside bookmark note link field picture second"


@pytest.fixture(scope="module")
def whole() -> bytes:
    return report(notes_txt=b"the attached attached@example.com file")


def test_an_address_is_found_in_every_place(whole: bytes) -> None:
    file = opened(whole)
    assert {f"{place}@example.com" for place in [*_PLACES.split(" "), "attached"]} <= set(
        MAIL.findall(texts(file))
    )
    assert not file.opaque


@pytest.mark.parametrize("manner", [Manner("pdf"), Manner("text")], ids=["pdf", "text"])
def test_every_address_is_gone_from_what_is_written(whole: bytes, manner: Manner) -> None:
    written = without(opened(whole), manner=manner)
    assert not MAIL.search(texts(opened(written)))
    reader = PdfReader(io.BytesIO(written))
    unpacked = written + b"".join(
        found.get_object().get_data()
        for number in range(1, len(reader.xref[0]) + 1)
        if hasattr(found := reader.get_object(number), "get_data")
    )
    for place in [*_PLACES.split(" "), "attached"]:
        assert f"{place}@".encode() not in unpacked
        assert f"{place}@".encode("utf-16-be") not in unpacked
    shown = "\n".join(page.extract_text() for page in reader.pages)
    for kept in (
        "Please write to [DATA_K0]",
        "Scan for [DATA_K",
        "second page [DATA_K",
        "A page without anything to hide.",
    ):
        assert kept in shown


def test_other_programs_read_what_is_written(whole: bytes, tmp_path: object, pdftotext: str) -> None:
    for manner in (Manner("pdf"), Manner("text")):
        written = without(opened(whole), manner=manner)
        done = subprocess.run([pdftotext, "-", "-"], input=written, capture_output=True, check=True)
        assert b"Please write to [DATA_K0] about the invoice." in done.stdout
        assert b"A page without anything to hide." in done.stdout
        assert not done.stderr


def test_a_page_without_changes_keeps_its_letters(whole: bytes) -> None:
    before, after = PdfReader(io.BytesIO(whole)), PdfReader(io.BytesIO(without(opened(whole))))
    assert (
        before.pages[2].get_contents().get_data().split() == after.pages[2].get_contents().get_data().split()
    )
    assert [tuple(page.mediabox) for page in before.pages] == [tuple(page.mediabox) for page in after.pages]


def test_bookmarks_notes_and_files_stay_with_their_new_texts(whole: bytes) -> None:
    reader = PdfReader(io.BytesIO(without(opened(whole))))
    assert [item.title for item in reader.outline] == [f"Chapter of {_token(reader.outline[0].title)}"]
    notes = [note.get_object() for note in reader.pages[0]["/Annots"]]
    assert any(str(note.get("/Contents", "")).startswith("note of [DATA_K") for note in notes)
    assert any("?to=[DATA_K" in str(note.get("/A", {}).get("/URI", "")) for note in notes)
    assert reader.attachments["notes.txt"][0].startswith(b"the attached [DATA_K")
    assert reader.metadata is not None
    assert str(reader.metadata.author).startswith("[DATA_K")


def _token(title: str) -> str:
    found = re.search(r"\[DATA_K\d+\]", title)
    assert found
    return found.group()


def _edited(change: str) -> bytes:
    """A pdf with one thing in it that is no page."""
    writer = PdfWriter(clone_from=io.BytesIO(report()))
    root = writer.root_object
    name = NameObject
    if change == "alternative":
        root[name("/StructTreeRoot")] = DictionaryObject(
            {
                name("/K"): ArrayObject(
                    [DictionaryObject({name("/Alt"): TextStringObject("photo of alt@example.com")})]
                )
            }
        )
    elif change == "signature":
        root[name("/AcroForm")].get_object()[name("/Fields")].append(
            writer._add_object(
                DictionaryObject(
                    {
                        name("/FT"): name("/Sig"),
                        name("/V"): DictionaryObject(
                            {
                                name("/Type"): name("/Sig"),
                                name("/ByteRange"): ArrayObject(map(NumberObject, (0, 10, 20, 30))),
                                name("/Contents"): TextStringObject("0" * 40),
                            }
                        ),
                    }
                )
            )
        )
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def test_texts_in_unusual_places_are_read_and_left_behind() -> None:
    file = opened(_edited("alternative"))
    assert "alt@example.com" in texts(file)
    assert "alt@" not in texts(opened(without(file)))


def test_a_signed_pdf_is_never_changed() -> None:
    file = opened(_edited("signature"))
    assert not any(piece.editable for piece in file.pieces)
    with pytest.raises(Unwritten, match="signed"):
        without(file)


def test_an_encrypted_pdf_is_not_read(whole: bytes) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(whole))
    writer.encrypt("secret", algorithm="AES-256")
    held = io.BytesIO()
    writer.write(held)
    with pytest.raises(Unread, match="an encrypted pdf"):
        opened(held.getvalue())


def test_a_pdf_whose_password_is_empty_is_read_and_written(whole: bytes) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(whole))
    writer.encrypt("", "owner", algorithm="AES-128")
    held = io.BytesIO()
    writer.write(held)
    file = opened(held.getvalue())
    assert "shown@example.com" in texts(file)
    assert not MAIL.search(texts(opened(without(file))))


def test_a_picture_page_that_cannot_be_recognised_is_opaque(
    monkeypatch: pytest.MonkeyPatch, whole: bytes
) -> None:
    from classifiers.documents import ocr

    def absent() -> object:
        raise Unread("an image, which is not read on this machine")

    monkeypatch.setattr(ocr, "engine", absent)
    assert opened(whole).opaque == ["an image, which is not read on this machine"]


def test_a_file_attached_that_is_not_read_is_named(whole: bytes) -> None:
    file = opened(report(clip_mp3=b"ID3\x04" + bytes(50)))
    assert file.opaque == ["a sound recording attached to a pdf"]


def _by_hand(objects: list[bytes]) -> bytes:
    """A pdf of numbered objects; the first is its root."""
    data, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return data + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


def _stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), extra, data)


def test_a_bomb_is_not_unpacked() -> None:
    once = zlib.compress(bytes(64 << 20), 9)
    bombs = (
        _stream(once, b"/Filter /FlateDecode"),
        _stream(zlib.compress(once), b"/Filter [/FlateDecode /FlateDecode]"),
    )
    for bomb in bombs:
        data = _by_hand(
            [
                b"<< /Type /Catalog /Pages 2 0 R >>",
                b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
                bomb,
            ]
        )
        with pytest.raises(Unread, match="unpacks to too much"):
            opened(data, budget=Budget(size=16 << 20))


@pytest.mark.parametrize(
    "objects",
    [
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 100000000 >>"],
        [b"<< /Type /Catalog /Pages 1 0 R /Outlines 1 0 R /First 1 0 R /Next 1 0 R >>"],
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count -5 >>"],
        [b"[" * 5000],
        [],
    ],
    ids=["endless tree", "root in itself", "negative", "deep", "empty"],
)
def test_hostile_pdfs_raise_unread_and_nothing_else(objects: list[bytes]) -> None:
    try:
        file = opened(_by_hand(objects))
    except Unread:
        return
    assert not file.pieces


def test_cut_pdfs_raise_unread_and_nothing_else(whole: bytes) -> None:
    for size in range(20, len(whole), len(whole) // 9):
        try:
            opened(whole[:size], budget=Budget(images=0))
        except Unread as trouble:
            assert "@" not in str(trouble)


def test_a_page_of_shapes_alone_is_looked_at() -> None:
    """Letters that were turned into outlines have no text; an image mask stands for them here."""
    page = packed(drawn(["outlines of shape@example.com"], 30), "PDF", resolution=100)
    file = opened(page)
    assert "shape@example.com" in texts(file)
    assert not MAIL.search(texts(opened(without(file))))
