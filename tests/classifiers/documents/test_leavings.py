"""What lies beside a picture in its file is read, named where it cannot be, and gone once the picture is written."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pytest
from PIL import Image

from classifiers.documents.leavings import leavings, strings
from tests.classifiers.documents.made import changed, joined, opened
from tests.cost import ends_within

NAME = "jonas@weber.example"
NOTE = NAME.encode()
KINDS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "ICO", "AVIF")


def picture(kind: str) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(made, kind)
    return made.getvalue()


def segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def in_png(data: bytes) -> bytes:
    whole, chunk = picture("PNG"), b"prIv" + data
    return (
        whole[:33] + struct.pack(">L", len(data)) + chunk + struct.pack(">L", zlib.crc32(chunk)) + whole[33:]
    )


def in_jpeg(data: bytes) -> bytes:
    whole = picture("JPEG")
    return whole[:2] + segment(0xEB, data) + whole[2:]


def in_gif(data: bytes) -> bytes:
    whole = picture("GIF")
    return whole[:-1] + b"\x21\xff\x0bMADE BY HANDS"[:14] + bytes((len(data),)) + data + b"\0" + whole[-1:]


def in_webp(data: bytes) -> bytes:
    whole, padded = picture("WEBP"), data + bytes(len(data) % 2)
    whole += b"NOTE" + struct.pack("<L", len(data)) + padded
    return whole[:4] + struct.pack("<L", len(whole) - 8) + whole[8:]


def in_avif(data: bytes) -> bytes:
    return picture("AVIF") + struct.pack(">L4s", 8 + len(data), b"free") + data


@pytest.mark.parametrize("make", [in_png, in_jpeg, in_gif, in_webp, in_avif])
def test_chunks_of_programs_are_read_and_go(make: Callable[[bytes], bytes]) -> None:
    data = make(NOTE)
    assert NAME in joined(opened(data)) and opened(data).opaque == []
    out = changed(data, {NAME: "[M]"})
    assert NOTE not in out and opened(out).opaque == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_hangs_behind_is_read_and_goes(kind: str) -> None:
    data = picture(kind) + b"\0\0" + NOTE + b"\0\x01"
    assert NAME in joined(opened(data))
    assert NOTE not in changed(data, {NAME: "[M]"})


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_behind_is_opened_or_named(kind: str) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a.txt", f"write to {NAME}")
    assert NAME in joined(opened(picture(kind) + archive.getvalue()))
    film = b"\0\0\0\x18ftypmp42" + bytes(range(256)) * 4
    assert opened(picture(kind) + film).opaque == ["a video"]
    assert opened(picture(kind) + bytes(range(256)) * 300).opaque == ["other data in an image"]


def test_every_comment_is_read() -> None:
    whole = picture("JPEG")
    data = whole[:2] + segment(0xFE, NOTE) + segment(0xFE, b"made by a program") + whole[2:]
    assert NAME in joined(opened(data))


def test_a_further_picture_of_a_camera_is_no_other_data() -> None:
    assert opened(picture("JPEG") * 2).opaque == []
    assert NAME in joined(opened(picture("JPEG") * 2 + NOTE))


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_alone_leaves_nothing(kind: str) -> None:
    whole = picture(kind)
    assert leavings(whole, kind) == []
    for end in range(len(whole)):
        leavings(whole[:end], kind)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "noise", [b"\xff\xe0\0\0", b"\xff\xfe", b"\0", b"\x21\xff\0", b"\xff", b"\xff\xff\xff\xd0"]
)
def test_noise_is_walked_through_in_good_time(kind: str, noise: bytes) -> None:
    data = picture(kind)[:20] + noise * 200_000 + b"\0"
    assert ends_within(1, lambda: leavings(data, kind))


def test_strings_are_found_in_good_time() -> None:
    for noise in (b"a\0", b"abcdefghi\0", b"a\0b\0c\0d\0e\0\1\1", b"a" * 5000 + b"\xff"):
        data = noise * (1_000_000 // len(noise)) + b"\1\xff"
        assert ends_within(1, lambda data=data: strings(data))  # type: ignore[misc]
