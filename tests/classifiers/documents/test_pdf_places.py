"""What a pdf says in its rarer places: scripts, forms in XML, layers, texts in streams, older versions of itself."""

import io
from collections.abc import Callable

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from classifiers.documents.contract import Manner
from tests.classifiers.documents.sketches import MAIL, drawn, opened, packed, texts, with_files, without

N = NameObject
XFA = b'<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><data><mail>form@example.com</mail></data></xdp:xdp>'


def page(text: str = "Nothing to hide on this page.", picture: str = "") -> bytes:
    held = io.BytesIO()
    pdf = Canvas(held, pagesize=(595, 842))
    pdf.drawString(72, 700, text)
    if picture:
        pdf.drawImage(ImageReader(drawn([picture])), 60, 400, width=400, height=60)
    pdf.save()
    return held.getvalue()


def stream(data: bytes) -> DecodedStreamObject:
    made = DecodedStreamObject()
    made.set_data(data)
    return made


def edited(change: Callable[[PdfWriter], None], data: bytes | None = None, *, added: bool = False) -> bytes:
    """The page after a change; ``added``: as programs save that only add to a file."""
    writer = (
        PdfWriter(io.BytesIO(data or page()), incremental=added)
        if added
        else PdfWriter(clone_from=io.BytesIO(data or page()))
    )
    change(writer)
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def put(key: str, make: Callable[[PdfWriter], PdfObject]) -> Callable[[PdfWriter], None]:
    def change(writer: PdfWriter) -> None:
        writer.root_object[N(key)] = make(writer)

    return change


def dictionary(**entries: PdfObject) -> DictionaryObject:
    return DictionaryObject({N(f"/{key}"): value for key, value in entries.items()})


def script(value: PdfObject) -> DictionaryObject:
    return dictionary(S=N("/JavaScript"), JS=value)


def text_of(place: str) -> TextStringObject:
    return TextStringObject(f"{place}@example.com")


PLACES: dict[str, Callable[[PdfWriter], None]] = {
    "script": put("/OpenAction", lambda writer: script(text_of("script"))),
    "long script": put(
        "/OpenAction",
        lambda writer: script(
            writer._add_object(stream("\ufeffmail('long script@example.com')".encode("utf-16-be")))
        ),
    ),
    "form": put(
        "/AcroForm", lambda writer: dictionary(Fields=ArrayObject(), XFA=writer._add_object(stream(XFA)))
    ),
    "form in packets": put(
        "/AcroForm",
        lambda writer: dictionary(
            Fields=ArrayObject(),
            XFA=ArrayObject(
                [
                    TextStringObject("preamble"),
                    writer._add_object(stream(XFA[:30])),
                    TextStringObject("datasets"),
                    writer._add_object(stream(XFA[30:].replace(b"form@", b"form in packets@"))),
                ]
            ),
        ),
    ),
    "value in a stream": put(
        "/AcroForm",
        lambda writer: dictionary(
            Fields=ArrayObject(
                [dictionary(FT=N("/Tx"), V=writer._add_object(stream(b"value in a stream@example.com")))]
            )
        ),
    ),
    "choice": put(
        "/AcroForm",
        lambda writer: dictionary(
            Fields=ArrayObject([dictionary(FT=N("/Ch"), Opt=ArrayObject([text_of("choice")]))])
        ),
    ),
    "tip": put(
        "/AcroForm",
        lambda writer: dictionary(Fields=ArrayObject([dictionary(TU=text_of("tip"))])),
    ),
    "layer": put(
        "/OCProperties", lambda writer: dictionary(OCGs=ArrayObject([dictionary(Name=text_of("layer"))]))
    ),
    "page label": put(
        "/PageLabels", lambda writer: dictionary(Nums=ArrayObject([dictionary(P=text_of("page label"))]))
    ),
    "spoken": put(
        "/StructTreeRoot",
        lambda writer: dictionary(K=ArrayObject([dictionary(ActualText=text_of("spoken"))])),
    ),
    "packet of properties": put(
        "/Metadata",
        lambda writer: writer._add_object(
            stream(
                b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc>packet of properties@example.com</dc></x:xmpmeta>"
            )
        ),
    ),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_place_is_read_and_left_behind(place: str) -> None:
    data = edited(PLACES[place])
    file = opened(data)
    assert f"{place.rpartition(' ')[2]}@example.com" in texts(file)
    assert not file.opaque
    written = without(file)
    again = opened(written)
    assert not MAIL.search(texts(again))
    assert "Nothing to hide on this page." in texts(again)
    assert b"example.com" not in written


def test_data_of_another_program_is_opaque() -> None:
    def change(writer: PdfWriter) -> None:
        private = writer._add_object(stream(b"packed in its own way"))
        writer.pages[0][N("/PieceInfo")] = dictionary(Other=dictionary(Private=private))

    assert list(opened(edited(change)).opaque) == ["data of another program in a pdf"]


def test_what_an_attached_file_hides_is_named() -> None:
    import py7zr

    held = io.BytesIO()
    with py7zr.SevenZipFile(held, "w", password="hunter2") as new:
        new.writestr(b"the word", "a.txt")
    file = opened(with_files(page(), a_7z=held.getvalue()))
    assert list(file.opaque) == ["an encrypted 7z archive"]


def replaced(before: bytes, after: bytes) -> bytes:
    """The first page of one file replaced by that of another, by adding to the file."""

    def change(writer: PdfWriter) -> None:
        new = PdfReader(io.BytesIO(after)).pages[0]
        old = writer.pages[0]
        old[N("/Contents")] = writer._add_object(stream(new.get_contents().get_data()))  # type: ignore[union-attr]
        old[N("/Resources")] = new["/Resources"].clone(writer)

    return edited(change, before, added=True)


def test_an_older_version_is_read_and_left_behind() -> None:
    data = replaced(page("Write to older@example.com now."), page("This was taken out."))
    assert data.count(b"%%EOF") == 2
    assert "older@example.com" not in "".join(one.extract_text() for one in PdfReader(io.BytesIO(data)).pages)
    file = opened(data)
    assert [piece.where for piece in file.pieces if "older@example.com" in piece.text] == ["an older version"]
    assert "This was taken out." in texts(file)
    for manner in (Manner("pdf"), Manner("text")):
        written = without(file, manner=manner)
        assert written.count(b"%%EOF") == 1
        assert "DATA_K" not in texts(opened(written))
        assert "This was taken out." in texts(opened(written))


def test_pictures_notes_and_files_of_an_older_version_are_read() -> None:
    first = page(picture="Scan for picture@example.com")
    first = edited(put("/Names", lambda writer: dictionary(Note=text_of("note"))), first)
    first = with_files(first, a_txt=b"the attached attached@example.com file")

    def change(writer: PdfWriter) -> None:
        writer.root_object[N("/Names")] = dictionary()
        writer.pages[0][N("/Contents")] = writer._add_object(stream(b"q Q"))
        writer.pages[0][N("/Resources")] = dictionary()

    file = opened(edited(change, first, added=True))
    assert {"picture@example.com", "attached@example.com"} <= set(MAIL.findall(texts(file)))
    assert not MAIL.search(texts(opened(without(file))))


def test_a_version_without_news_says_nothing_twice() -> None:
    data = edited(
        put("/PageLayout", lambda writer: N("/SinglePage")), page("Write to shown@example.com."), added=True
    )
    assert texts(opened(data)).count("shown@example.com") == 1


def test_the_first_end_of_a_linearized_file_and_files_in_it_are_no_versions() -> None:
    inside = page("Write to inside@example.com.")
    data = with_files(page(), a_pdf=inside)
    assert "an older version" not in {piece.where for piece in opened(data).pieces}
    linear = data.replace(b"\n", b"\n%/Linearized 1 startxref\n9\n%%EOF\n", 1)
    assert not any("older" in reason for reason in opened(linear).opaque)


def test_a_page_that_was_taken_out_and_left_in_the_file_is_named() -> None:
    def change(writer: PdfWriter) -> None:
        writer.append(io.BytesIO(page("Write to lost@example.com.")))
        del writer.root_object["/Pages"].get_object()["/Kids"][1]  # type: ignore[index]
        writer.root_object["/Pages"].get_object()[N("/Count")] = NumberObject(1)  # type: ignore[index]
        writer._add_object(dictionary(Note=text_of("note")))

    data = edited(change)
    file = opened(data)
    assert list(file.opaque) == ["a page of a pdf that nothing leads to"]
    assert "note@example.com" in texts(file)
    written = without(file)
    assert list(opened(written).opaque) == []


def test_many_versions_are_named() -> None:
    data = page()
    for number in range(15):
        data = edited(put(f"/Note{number}", lambda writer: TextStringObject("a note")), data, added=True)
    assert list(opened(data).opaque) == ["many older versions of a pdf"]


def test_a_picture_in_a_hidden_layer_is_read() -> None:
    picture = ImageReader(io.BytesIO(packed(drawn(["hidden hidden@example.com"]))))
    held = io.BytesIO()
    pdf = Canvas(held, pagesize=(595, 842))
    pdf.drawString(72, 700, "Over it stands nothing.")
    pdf.drawImage(picture, 60, 400, width=400, height=60)
    pdf.save()

    def change(writer: PdfWriter) -> None:
        layer = writer._add_object(dictionary(Type=N("/OCG"), Name=TextStringObject("Layer")))
        for one in writer.pages[0]["/Resources"]["/XObject"].values():  # type: ignore[index]
            one.get_object()[N("/OC")] = layer
        off = dictionary(OFF=ArrayObject([layer]))
        writer.root_object[N("/OCProperties")] = dictionary(OCGs=ArrayObject([layer]), D=off)

    file = opened(edited(change, held.getvalue()))
    assert "hidden@example.com" in texts(file)
    assert not MAIL.search(texts(opened(without(file))))


def test_a_text_that_nothing_leads_to_is_read() -> None:
    data = edited(lambda writer: writer._add_object(stream(b"left behind: Ada Lovelace")) and None)
    assert "left behind: Ada Lovelace" in texts(opened(data))


@pytest.mark.parametrize("said", ["(a photo of {})", "<{hex}>"])
def test_what_a_page_says_of_a_picture_in_its_orders_is_read(said: str) -> None:
    address = "alt@example.com"
    orders = (
        f"/Figure <</MCID 0 /Alt {said.format(address, hex=address.encode().hex())}>> BDC EMC /P <</Alt (cut"
    )

    def change(writer: PdfWriter) -> None:
        writer.pages[0][N("/Contents")] = writer._add_object(stream(orders.encode()))

    file = opened(edited(change))
    assert address in texts(file)
    assert address.encode() not in without(file)


def test_letters_that_are_put_one_by_one_are_words() -> None:
    held = io.BytesIO()
    pdf = Canvas(held, pagesize=(595, 842))
    for line, at in (("to ada.lovelace@kellerbau.example now", 700), ("second line", 680)):
        x = 72.0
        for letter in line:
            pdf.drawString(x, at, letter)
            x += pdf.stringWidth(letter)
    pdf.save()
    assert "to ada.lovelace@kellerbau.example now\nsecond line" in texts(opened(held.getvalue()))


@pytest.mark.parametrize("apart", [0.0, 1.0, 2.5, 4.0])
def test_letters_of_spaced_type_are_words(apart: float) -> None:
    held = io.BytesIO()
    pdf = Canvas(held, pagesize=(595, 842))
    for line, shown in enumerate(("Card 4111 1111 1111 1111 thanks", "write to bob@example.com please")):
        at = 60.0
        for letter in shown:
            pdf.setFont("Helvetica", 11)
            pdf.drawString(at, 700 - 30 * line, letter)
            at += pdf.stringWidth(letter, "Helvetica", 11) + apart
    pdf.save()
    file = opened(held.getvalue())
    assert texts(file).split("\n")[0].strip() == "Card 4111 1111 1111 1111 thanks"
    assert b"bob@" not in without(file) and "bob@example.com" not in texts(opened(without(file)))


def test_digits_in_columns_stay_apart() -> None:
    held = io.BytesIO()
    pdf = Canvas(held, pagesize=(595, 842))
    for column, digit in enumerate("4111111111111111"):
        pdf.drawString(60 + 20 * column, 700, digit)
    pdf.save()
    assert texts(opened(held.getvalue())).split("\n")[0].split() == [*"4111111111111111"]
