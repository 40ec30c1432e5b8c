"""Compound files: the reason is told for what is encrypted or old; a file in a wrap is read."""

import struct

import pytest

from classifiers.documents.contract import Change, Manner, Unread, Unwritten
from tests.classifiers.documents.compound import compound
from tests.classifiers.documents.made import joined, opened

NATIVE = "\x01Ole10Native"


@pytest.mark.parametrize(
    ("stream", "reason"),
    [
        ("EncryptedPackage", "an encrypted Office file"),
        ("Book", "an Excel workbook in the old binary format"),
        ("VisioDocument", "a Visio drawing in the old binary format"),
        ("Something", "an object of another program"),
    ],
)
def test_the_reason_is_told(stream: str, reason: str) -> None:
    with pytest.raises(Unread, match=f"^{reason}$"):
        opened(compound({stream: b"content"}))


def native(name: bytes, path: bytes, data: bytes) -> bytes:
    inside = struct.pack("<H", 2) + name + b"\0" + path + b"\0" + struct.pack("<2H", 0, 3)
    inside += struct.pack("<L", len(path) + 1) + path + b"\0" + struct.pack("<L", len(data)) + data
    return struct.pack("<L", len(inside)) + inside


def test_a_wrapped_file_its_name_and_path_are_read_and_stay() -> None:
    data = compound(
        {NATIVE: native(b"notes.txt", b"C:\\Users\\ann\\notes.txt", b"call me\nat home"), "\x01Ole": b"\1"}
    )
    file = opened(data)
    assert joined(file).split("\n")[1:3] == ["notes.txt", "C:\\Users\\ann\\notes.txt"]
    assert "call me\nat home" in joined(file)
    assert file.opaque == [] and not any(piece.editable for piece in file.pieces)
    with pytest.raises(Unwritten):
        file.write({0: [Change(0, 1, "x")]}, Manner())


def test_what_a_wrap_holds_besides_is_named() -> None:
    wrapped = native(b"a.txt", b"a.txt", b"text")
    assert opened(compound({NATIVE: wrapped, "\x02OlePres000": b"\0\1"})).opaque == [
        "a part of an embedded object"
    ]


@pytest.mark.parametrize("cut", [8, 600, 1500])
def test_broken_ones_are_unread(cut: int) -> None:
    with pytest.raises(Unread):
        opened(compound({"WordDocument": b"content"})[:cut])


def test_a_native_stream_that_says_more_than_it_holds_is_unread() -> None:
    wrapped = native(b"a.txt", b"a.txt", b"text")[:-8] + struct.pack("<L", 99_999) + b"text"
    with pytest.raises(Unread, match="another program"):
        opened(compound({NATIVE: wrapped}))
