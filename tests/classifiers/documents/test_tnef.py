"""Mails in Outlook's own wrap: put together here as [MS-OXTNEF] says, read whole, and inside a mail."""

import struct
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.documents.contract import Change, Manner, Source, Unread, Unwritten
from classifiers.documents.opening import open_file
from tests.classifiers.documents.made import joined, opened
from tests.classifiers.documents.test_archives import SECRET, zipped
from tests.fuzzing import examples


def attribute(sort: int, data: bytes, level: int = 1) -> bytes:
    return struct.pack("<BLL", level, sort, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def value(kind: int, data: bytes) -> bytes:
    if kind in (0xD, 0x1E, 0x1F, 0x102):
        return struct.pack("<LL", 1, len(data)) + data + bytes(-len(data) % 4)
    return data


def prop(tag: int, kind: int, data: bytes, name: str = "") -> bytes:
    named = b""
    if tag >= 0x8000:
        wide = (name + "\0").encode("utf-16-le")
        named = bytes(16) + struct.pack("<LL", 1, len(wide)) + wide + bytes(-len(wide) % 4)
    return struct.pack("<HH", kind, tag) + named + value(kind, data)


def props(*some: bytes) -> bytes:
    return struct.pack("<L", len(some)) + b"".join(some)


def wide(text: str) -> bytes:
    return (text + "\0").encode("utf-16-le")


def wrapped(*attributes: bytes) -> bytes:
    return b"\x78\x9f\x3e\x22" + struct.pack("<H", 7) + b"".join(attributes)


RICH = b"{\\rtf1 The word is {\\b Peony}-4716}"
PACKED_RICH = struct.pack("<4L", len(RICH) + 12, len(RICH), 0x414C454D, 0) + RICH
INNER = wrapped(attribute(0x2800C, b"the inner word is Aster-4717\0"))
MAIL = wrapped(
    attribute(0x9007, struct.pack("<LL", 1252, 0)),
    attribute(0x18004, b"about Lupin-4715\0"),
    attribute(0x2800C, "für Müller: Crocus-4712\0".encode("cp1252")),
    attribute(
        0x69003,
        props(
            prop(0x0C1A, 0x1F, wide("Hannah Hargreaves")),
            prop(0x0039, 0x40, bytes(8)),
            prop(0x1013, 0x102, b"<p>The word is Vio<b>let</b>-4713</p>"),
            prop(0x1009, 0x102, PACKED_RICH),
            prop(0x8001, 0x1F, wide("Orchid-4718"), "Badge"),
            prop(0x0FFF, 0x102, b"\1\2EX:/o=works/cn=jo.doe@works-x.com\0"),
        ),
    ),
    attribute(
        0x69004,
        struct.pack("<L", 1) + props(prop(0x3001, 0x1E, b"Wesley Delaney\0"), prop(0xC15, 3, bytes(4))),
    ),
    attribute(0x69002, bytes(14), 2),
    attribute(0x18010, b"note.zip\0", 2),
    attribute(0x6800F, zipped({"in.txt": f"{SECRET} of today".encode()}), 2),
    attribute(0x69005, props(prop(0x3707, 0x1F, wide("notes of Naomi.zip"))), 2),
    attribute(0x69002, bytes(14), 2),
    attribute(0x69005, props(prop(0x3701, 0xD, b"\7\3\2\0\0\0\0\0\xc0\0\0\0\0\0\0\x46" + INNER)), 2),
)
WORDS = (
    "Subject: about Lupin-4715",
    "für Müller: Crocus-4712",
    "From: Hannah Hargreaves",
    "Violet-4713",
    "Peony-4716",
    "Badge: Orchid-4718",
    "jo.doe@works-x.com",
    "Wesley Delaney",
    SECRET,
    "notes of Naomi.zip",
    "Aster-4717",
)


def test_everything_is_read_and_nothing_is_edited() -> None:
    file = opened(MAIL, "winmail.dat")
    for word in WORDS:
        assert word in joined(file), word
    assert list(file.opaque) == []
    assert not any(piece.editable for piece in file.pieces)
    assert file.write({}, Manner()) == MAIL
    with pytest.raises(Unwritten):
        file.write({0: [Change(0, 1, "[X]")]}, Manner())


def test_it_is_read_in_a_mail() -> None:
    made = EmailMessage()
    made["From"], made["Subject"] = "a@works-x.com", "x"
    made.set_content("see the file")
    made.add_attachment(MAIL, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    text = joined(opened(made.as_bytes(), "a.eml"))
    for word in WORDS:
        assert word in text


def test_what_cannot_be_read_is_named() -> None:
    strange = wrapped(attribute(0x69003, props(prop(0x7000, 0xD, bytes(20)))))
    assert list(opened(strange).opaque) == ["an object in an Outlook mail"]
    for broken in (MAIL[:-3], MAIL[:100], wrapped(attribute(0x69003, struct.pack("<L", 1 << 31)))):
        with pytest.raises(Unread):
            opened(broken)


@examples(60)
@given(st.integers(6, len(MAIL)), st.binary(max_size=6), st.integers(0, 9))
def test_any_bytes_are_read_or_unread(at: int, junk: bytes, cut: int) -> None:
    try:
        open_file(Source(MAIL[:at] + junk + MAIL[at + cut :]))
    except Unread:
        return
