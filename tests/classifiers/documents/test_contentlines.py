"""Contacts and calendars: folded, escaped and quoted values are read, and written as their programs read them."""

import base64
import gzip

from hypothesis import given
from hypothesis import strategies as st

from classifiers.documents.contract import Change, Manner, Source, Unread
from classifiers.documents.opening import open_file
from tests.classifiers.documents.made import changed, joined, opened
from tests.fuzzing import examples

PHOTO = base64.b64encode(gzip.compress(b"the word is Aster-4717 here")).decode()
CARDS = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Weiß;Jürgen;;;\r\n"
    "FN:Jürgen Weiß\r\nEMAIL;TYPE=INTERNET,WORK:jo@wor\r\n ks-x.com\r\n"
    "NOTE:first\\, the word is\\nTulip-4711\\; and so\r\n  on\r\nPHOTO;ENCODING=b;TYPE=GIF:"
    + PHOTO[:30]
    + "\r\n "
    + PHOTO[30:]
    + "\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:2.1\r\n"
    "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=BCrgen Crocus=\r\n-4712\r\nEND:VCARD\r\n"
)
CALENDAR = (
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Talk with Ann\n"
    'ATTENDEE;CN="Hannah: Hargreaves";ROLE=CHAIR:mailto:h@works-x.com\n'
    "DESCRIPTION:dial 5555\\nword Violet-4713\nDTSTART;TZID=Europe/Berlin:20250102T030405\nEND:VEVENT\nEND:VCALENDAR\n"
)


def test_contacts_are_read_and_written() -> None:
    data = CARDS.encode()
    file = opened(data, "a.vcf")
    text = joined(file)
    assert file.opaque == []
    for word in (
        "EMAIL: jo@works-x.com",
        "first, the word is\nTulip-4711; and so on",
        "Jürgen Crocus-4712",
        "Aster-4717",
    ):
        assert word in text
    values = {
        "Tulip-4711": "[A,1]",
        "jo@works-x.com": "[B]",
        "Jürgen Crocus-4712": "[Ä]",
        "Aster-4717": "[D]",
    }
    out = changed(data, values, "a.vcf")
    text = joined(opened(out, "a.vcf"))
    assert all(old not in text and new in text for old, new in values.items())
    assert "NOTE:first\\, the word is\\n[A\\,1]\\; and so\r\n  on\r\n" in out.decode()
    assert "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:[=C3=84]" in out.decode()


def test_calendars_are_read_and_written() -> None:
    text = joined(opened(CALENDAR.encode(), "a.ics"))
    for word in ("SUMMARY: Talk with Ann", "Hannah: Hargreaves", "mailto:h@works-x.com", "word Violet-4713"):
        assert word in text
    out = changed(CALENDAR.encode(), {"Hannah: Hargreaves": "[H]", "Violet-4713": "[V]"}, "a.ics").decode()
    assert 'ATTENDEE;CN="[H]";ROLE=CHAIR:mailto:h@works-x.com\n' in out
    assert "\\nword [V]\n" in out


@examples(100)
@given(
    st.lists(
        st.sampled_from(
            [
                "N",
                ":",
                ";",
                "=",
                '"',
                "\\n",
                "\\",
                "\r\n",
                "\n ",
                "=\n",
                "=C3",
                "ENCODING=b",
                "é",
                "QUOTED-PRINTABLE",
                "data:;base64,",
                "a",
                ",",
            ]
        ),
        max_size=14,
    )
)
def test_any_lines_are_read_and_every_text_can_be_replaced(parts: list[str]) -> None:
    data = ("BEGIN:VCARD\r\n" + "".join(parts)).encode()
    try:
        file = open_file(Source(data))
    except Unread:
        return
    assert file.write({}, Manner()) == data
    for index, piece in enumerate(file.pieces):
        out = file.write({index: [Change(0, len(piece.text), "QQQ")]}, Manner())
        assert "QQQ" in joined(open_file(Source(out)))


def test_hostile_lines_cost_linear_time() -> None:
    for part in ("\r\n ", "N:=\n", ";", '"', "A:", "=C3", "\\", "=\r\n"):
        opened(("BEGIN:VCARD\r\nN;QUOTED-PRINTABLE:" + part * 60_000).encode())
        opened(("BEGIN:VCARD\r\nN;X=" + part * 60_000).encode())
