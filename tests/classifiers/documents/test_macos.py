"""What macOS adds to archives: its strings are read, so that a folder zipped on a Mac is not refused for it."""

import struct

import pytest

from classifiers.documents.contract import Unread
from tests.classifiers.documents.made import changed, joined, opened
from tests.classifiers.documents.test_archives import LONG, zipped


def double(attribute: bytes, fork: int = 286) -> bytes:
    head = b"\x00\x05\x16\x07\x00\x02\x00\x00" + b"Mac OS X        " + struct.pack(">H", 2)
    head += struct.pack(">6L", 9, 50, len(attribute), 2, 50 + len(attribute), fork)
    return head + attribute + bytes(fork)


def test_a_folder_zipped_on_a_mac_is_read_whole() -> None:
    where = b"bplist00" + b"https://files.works-x.com/tulip" + bytes(9)
    store = b"\x00\x00\x00\x01Bud1" + bytes(32) + "Größe Tulip.docx".encode("utf-16-be") + bytes(64)
    data = zipped({"one.txt": LONG, "__MACOSX/._one.txt": double(where), ".DS_Store": store})
    file = opened(data)
    assert file.opaque == []
    assert "https://files.works-x.com/tulip" in joined(file)
    assert "Tulip.docx" in joined(file)
    assert "[X]" in joined(opened(changed(data, {"Tulip-4711": "[X]"})))


def test_more_than_metadata_is_not_taken_for_it() -> None:
    assert opened(double(b"abc", fork=5_000)).opaque == ["a resource fork"]
    with pytest.raises(Unread):
        opened(double(b"abc")[:30])
    with pytest.raises(Unread):
        opened(double(b"x" * 70_000))
