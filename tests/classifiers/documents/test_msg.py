"""Outlook messages: texts, packed rich text, HTML, recipients, attachments; nothing of them is edited."""

import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.documents.contract import Manner, Source, Unread
from classifiers.documents.mapi import RICH_START, unpacked_rich
from classifiers.documents.opening import format_of, open_file
from tests.classifiers.documents.compound import compound
from tests.classifiers.documents.made import joined, opened
from tests.classifiers.documents.test_archives import LONG, SECRET, zipped
from tests.fuzzing import examples


def wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def rich(text: bytes) -> bytes:
    """Rich text packed as Outlook does, each byte by itself."""
    body = b"".join(b"\0" + text[at : at + 8] for at in range(0, len(text), 8))
    return struct.pack("<4L", len(body) + 12, len(text), 0x75465A4C, 0) + body


MESSAGE = {
    "__properties_version1.0": bytes(32),
    "__substg1.0_001A001F": wide("IPM.Note"),
    "__substg1.0_0037001F": wide("Angebot für Tulip-4711"),
    "__substg1.0_1000001F": wide("The password is Crocus-4712"),
    "__substg1.0_10130102": b"<html><body>Vio<b>let</b>-4713</body></html>"
    + b" " * 4096,  # the writer fills small streams up
    "__substg1.0_10090102": rich(rb"{\rtf1\ansi the word Daisy-4714\par}"),
    "__substg1.0_0C1A001E": "Jürgen Weiß".encode("cp1252"),
    "__recip_version1.0_#00000000/__substg1.0_39FE001F": wide("hannah@works-x.com"),
    "__attach_version1.0_#00000000/__substg1.0_3707001F": wide("folder.zip"),
    "__attach_version1.0_#00000000/__substg1.0_37010102": zipped({"in.txt": LONG}, zipfile.ZIP_STORED),
}


def test_a_message_is_read_and_not_edited() -> None:
    data = compound(MESSAGE)
    file = opened(data, "a.msg")
    text = joined(file)
    for word in (
        "Subject: Angebot für Tulip-4711",
        "Crocus-4712",
        "Violet-4713",
        "Daisy-4714",
        "From: Jürgen Weiß",
    ):
        assert word in text
    for word in ("hannah@works-x.com", "folder.zip", SECRET):
        assert word in text
    assert file.opaque == []
    assert not any(piece.editable for piece in file.pieces)
    assert file.write({}, Manner()) == data


def test_what_is_not_read_is_named() -> None:
    sealed = MESSAGE | {"__substg1.0_001A001F": wide("IPM.Note.SMIME")}
    assert opened(compound(sealed)).opaque == ["an encrypted or signed mail"]
    assert opened(compound(MESSAGE | {"strange": b"x"})).opaque == ["an object in an Outlook message"]


def test_packed_rich_text_goes_back_to_earlier_bytes() -> None:
    assert len(RICH_START) == 207
    # The example of [MS-OXRTFCP] 4.1.1.
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af86263683100"
        "7265740270000c0a8068656c09c220776f726c647d0a800fa0"
    )
    try:
        assert unpacked_rich(packed).startswith(b"{\\rtf1")
    except Unread:
        pytest.fail("an example of the format")


@examples(60)
@given(st.integers(0, 60_000), st.binary(max_size=8))
def test_a_broken_message_is_read_or_unread(at: int, junk: bytes) -> None:
    whole = compound(MESSAGE)
    data = whole[: at % len(whole)] + junk + whole[at % len(whole) + len(junk) :]
    if format_of(Source(data)) is None:
        return
    try:
        open_file(Source(data))
    except Unread:
        return
