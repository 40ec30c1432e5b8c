"""Pictures are read by recognition and written with boxes; what they say of themselves is read and taken off."""

import io
import re
import struct
import subprocess
import sys
import zlib

import pytest
import zxingcpp
from PIL import Image, ImageFilter, PngImagePlugin

from classifiers.documents import ocr
from classifiers.documents.contract import Budget, Unread
from tests.classifiers.documents.sketches import MAIL, drawn, noisy, opened, packed, texts, without

LETTER = ["Dear Mr Falk,", "please write to jane.doe@example.com", "before Friday, thanks."]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "AVIF"])
def test_an_address_is_found_and_covered_in_every_format(kind: str) -> None:
    data = packed(drawn(LETTER), kind)
    file = opened(data)
    assert "jane.doe@example.com" in texts(file)
    assert not file.opaque
    written = without(file)
    before, after = Image.open(io.BytesIO(data)), Image.open(io.BytesIO(written))
    assert (after.format, after.size) == (before.format, before.size)
    again = texts(opened(written))
    assert not MAIL.search(again)
    assert "before Friday" in again
    assert "[DATA_K1]" in again


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        (
            drawn(["Bob: my card is 4111 1111 1111 1111", "Eve: ok"], 16, "#e8e8e8", "#1f2430"),
            "4111 1111 1111 1111",
        ),
        (drawn(["Name          Salary", "Jane Roe     84,500", "Max Kern     91,200"], 18), "Jane Roe"),
        (noisy(drawn(["Patient Jane Roe, born 03.04.1961", "Diagnosis: none"], 26)), "born 03.04.1961"),
        (drawn(LETTER).rotate(180), "jane.doe@example.com"),
        (drawn(LETTER).rotate(90, expand=True), "jane.doe@example.com"),
        (drawn(LETTER).rotate(270, expand=True), "jane.doe@example.com"),
        (drawn(LETTER).convert("RGBA"), "jane.doe@example.com"),
        (drawn(LETTER).convert("1"), "jane.doe@example.com"),
        (
            drawn(LETTER).convert("L").point(lambda value: value * 257, "I").convert("I;16"),
            "jane.doe@example.com",
        ),
    ],
    ids=["dark chat", "table", "scan", "upside down", "sideways", "other side", "alpha", "1 bit", "16 bit"],
)
def test_text_is_read_however_it_looks(image: Image.Image, expected: str) -> None:
    file = opened(packed(image))
    found = re.sub(r"\s+", " ", texts(file))
    assert expected in found


@pytest.mark.parametrize("turn", [90, 180, 270])
@pytest.mark.parametrize("said", ["Falk keller.to@team-and.example", "budget.team@and-write.example"])
def test_a_line_alone_is_read_however_it_is_turned(said: str, turn: int) -> None:
    assert said in texts(opened(packed(drawn([said], 20).rotate(turn, expand=True))))


def test_small_letters_in_a_large_picture_are_read_in_its_full_size() -> None:
    large = Image.new("RGB", (2400, 1500), "white")
    large.paste(drawn(["key owner: jane.doe@example.com"], 15), (1500, 1100))
    file = opened(packed(large))
    assert "jane.doe@example.com" in texts(file)
    assert not MAIL.search(texts(opened(without(file))))


def test_white_letters_on_nothing_are_read() -> None:
    image = drawn(LETTER, ink="white", paper="black")
    image.putalpha(image.convert("L"))
    assert "jane.doe@example.com" in texts(opened(packed(image)))


def test_a_picture_without_text_has_none() -> None:
    plain = Image.linear_gradient("L").resize((300, 200)).convert("RGB").filter(ImageFilter.GaussianBlur(3))
    for image in (plain, Image.new("RGB", (400, 300), "navy"), Image.new("RGB", (8, 8), "red")):
        file = opened(packed(image))
        assert not file.pieces
        assert not file.opaque


def test_letters_that_the_engine_doubts_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = ocr.engine()

    def doubting(*given: object, **how: object) -> object:
        found = real(*given, **how)
        found.scores = [0.3] * len(found.scores)
        return found

    monkeypatch.setattr(ocr, "engine", lambda: doubting)
    file = opened(packed(drawn(LETTER)))
    assert not file.pieces
    assert file.opaque == ["an image with text that cannot be read"]


def test_properties_are_read_and_taken_off() -> None:
    exif = Image.Exif()
    exif[0x13B] = "Jane Roe"
    exif[0x9C9C] = "note of jane.doe@example.com".encode("utf-16-le")
    place = exif.get_ifd(0x8825)
    place.update({1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 18.0)})
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a b="xmp.roe@example.com">Roe &amp; Sons</a></x:xmpmeta>'
    data = packed(drawn(LETTER), "JPEG", exif=exif, comment="by comment@example.com", xmp=xmp)
    file = opened(data)
    found = texts(file)
    for expected in (
        "Jane Roe",
        "jane.doe@example.com",
        "52.520000, 13.405000",
        "comment@",
        "xmp.roe@example.com",
    ):
        assert expected in found
    written = without(file, re.compile("GPS coordinates: (.*)"))
    for gone in (b"Roe", b"comment@", b"xmp", b"j\0a\0n\0e", b"Exif"):
        assert gone not in written


def test_text_chunks_of_png_are_read_and_taken_off() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "author@example.com")
    notes.add_itxt("Prompt", "for prompt@example.com", zip=True)
    file = opened(packed(drawn(LETTER), pnginfo=notes))
    assert {"author@example.com", "prompt@example.com"} <= set(MAIL.findall(texts(file)))
    assert not MAIL.search(texts(opened(without(file))))


def test_a_turned_photo_stays_upright() -> None:
    exif = Image.Exif()
    exif[0x112] = 6
    data = packed(drawn(LETTER).rotate(90, expand=True), "JPEG", exif=exif)
    file = opened(data)
    assert "jane.doe@example.com" in texts(file)
    assert "before Friday" in texts(opened(without(file)))


def test_every_frame_is_read() -> None:
    frames = [drawn([f"frame{number}@example.com"], 24).resize((500, 90)) for number in range(3)]
    for kind in ("GIF", "TIFF", "WEBP"):
        file = opened(packed(frames[0], kind, save_all=True, append_images=frames[1:]))
        assert set(MAIL.findall(texts(file))) == {f"frame{number}@example.com" for number in range(3)}
        written = without(file)
        assert Image.open(io.BytesIO(written)).n_frames == 3  # type: ignore[attr-defined]
        assert not MAIL.search(texts(opened(written)))


def test_a_code_is_read_and_covered() -> None:
    code = zxingcpp.write_barcode_to_image(
        zxingcpp.create_barcode(
            "https://example.com/?user=qr.user@example.com", zxingcpp.BarcodeFormat.QRCode
        ),
        scale=5,
    )
    image = Image.new("RGB", (500, 400), "white")
    image.paste(Image.fromarray(code), (80, 60))
    file = opened(packed(image))
    assert "qr.user@example.com" in texts(file)
    assert "qr.user" not in texts(opened(without(file)))


def test_a_picture_of_too_many_pixels_is_not_read() -> None:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 100_000, 90_000, 1, 0, 0, 0, 0)
    bomb = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(1 << 20)))
        + chunk(b"IEND", b"")
    )
    with pytest.raises(Unread, match="too many pixels"):
        opened(bomb)


def test_more_pictures_than_the_budget_has_are_not_read() -> None:
    frames = [drawn([f"number {number}"], 12) for number in range(4)]
    data = packed(frames[0], "TIFF", save_all=True, append_images=frames[1:])
    with pytest.raises(Unread, match="more images"):
        opened(data, budget=Budget(images=2))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "TIFF"])
def test_cut_and_broken_pictures_are_not_read(kind: str) -> None:
    data = packed(drawn(LETTER), kind)
    for broken in (data[: len(data) // 2], data[:40], data[:60] + b"\xff" * 200 + data[260:]):
        try:
            file = opened(broken)
        except Unread:
            continue
        assert file.pieces or file.opaque


def test_an_archive_behind_a_picture_is_named() -> None:
    file = opened(packed(drawn(LETTER)) + b"PK\x03\x04rest" + b"PK\x05\x06" + bytes(18))
    assert "an archive inside an image" in file.opaque


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"ID3\x04" + bytes(100), "a sound recording"),
        (b"\xff\xfb\x90\x44" + bytes(100), "a sound recording"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "a sound recording"),
        (b"\0\0\0\x20ftypisom" + bytes(100), "a video"),
        (b"\0\0\0\x18ftypheic" + bytes(100), "an image in a format that is not read"),
        (b"8BPS\0\x01" + bytes(30), "an image in a format that is not read"),
    ],
)
def test_recordings_are_opaque_with_their_reason(data: bytes, reason: str) -> None:
    with pytest.raises(Unread, match=reason):
        opened(data)


def test_starting_loads_no_library_for_pictures_or_pdfs() -> None:
    code = (
        "import sys; from classifiers.documents.opening import formats; formats();"
        "print([name for name in ('PIL', 'cv2', 'rapidocr', 'pypdfium2', 'pypdf', 'zxingcpp') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
