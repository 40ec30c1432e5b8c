"""Mails made by Python's own library: everything in them is read, and what is written is parsed by it again."""

import base64
import email
import mailbox
from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.documents.contract import Change, Manner, Source, Unread
from classifiers.documents.opening import open_file
from tests.classifiers.documents.made import changed, joined, opened
from tests.classifiers.documents.test_archives import LONG, SECRET, zipped
from tests.fuzzing import examples


def mail(text: str = "Please write to Jürgen.\nThe password is Crocus-4712.\n", **how: str) -> EmailMessage:
    made = EmailMessage(policy=policy.SMTP)
    made["From"] = "Jürgen Weiß <weiss@works-x.com>"
    made["To"] = "Hannah Hargreaves <hannah@works-x.com>"
    made["Subject"] = (
        "Angebot für Müller und Söhne, Größe 38, über die Straße von München nach Köln: Lupin-4715"
    )
    made.set_content(text, **how)
    return made


def full() -> EmailMessage:
    made = mail()
    made.add_alternative("<p>The word is Vio<b>let</b>-4713 &amp; more</p>", subtype="html")
    made.add_attachment(zipped({"in.txt": LONG}), maintype="application", subtype="zip", filename="größe.zip")
    made.add_attachment("a,b\nDaisy-4714,2\n", subtype="csv", filename="list.csv")
    made.add_attachment(mail("The word is Peony-4716.\n"))
    return made


WORDS = (
    "Crocus-4712",
    "Violet-4713",
    "Daisy-4714",
    "Lupin-4715",
    "Peony-4716",
    "Tulip-4711",
    "Hannah Hargreaves",
)


def test_everything_in_a_mail_is_read_and_replaced() -> None:
    data = full().as_bytes()
    file = opened(data, "a.eml")
    text = joined(file)
    assert file.opaque == []
    for word in (
        *WORDS,
        "Jürgen Weiß",
        "größe.zip",
        "Angebot für Müller und Söhne, Größe 38, über die Straße",
    ):
        assert word in text
    out = changed(
        data, {word: f"[K{number}]" for number, word in enumerate(WORDS)} | {"Jürgen Weiß": "[B]"}, "a.eml"
    )
    again = email.message_from_bytes(out, policy=policy.default)
    assert isinstance(again, EmailMessage)
    assert again["From"].addresses[0].addr_spec == "weiss@works-x.com"
    assert "[K3]" in again["Subject"]
    assert "Größe 38" in again["Subject"]
    bodies = list(again.walk())
    assert [one.get_content_type() for one in bodies] == [one.get_content_type() for one in full().walk()]
    assert "Please write to Jürgen.\nThe password is [K0]." in bodies[2].get_content().replace("\r", "")
    assert "[K1]<b></b> &amp; more" in bodies[3].get_content()
    shown = joined(opened(out, "a.eml"))
    assert not [word for word in WORDS if word in shown]
    assert shown.count("[K5]") == 1


@pytest.mark.parametrize("how", ["7bit", "8bit", "quoted-printable", "base64"])
def test_bodies_keep_their_transfer_encoding(how: str) -> None:
    text = "The password is Crocus-4712 = x.\n" + "a long line of words " * 20 + "\n"
    if how == "7bit":
        text = text[:80].strip() + "\n"
    data = mail(text, cte=how).as_bytes()
    out = changed(data, {"Crocus-4712": "[P]"}, "a.eml")
    again = email.message_from_bytes(out, policy=policy.default)
    assert again["content-transfer-encoding"] == how
    assert again.get_content().replace("\r\n", "\n") == text.replace("Crocus-4712", "[P]")  # type: ignore[attr-defined]
    assert len(max(out.splitlines(), key=len)) < 1000


def test_a_mail_is_known_without_its_name() -> None:
    assert "Violet-4713" in joined(opened(full().as_bytes()))


SIGNED = b"""From: a@works-x.com\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/signed; boundary=b\r\n\r
--b\r\nContent-Type: text/plain\r\n\r\nThe word is Tulip-4711\r\n--b\r
Content-Type: application/pgp-signature\r\n\r\n-----BEGIN PGP SIGNATURE-----\r\n--b--\r\n"""
SEALED = SIGNED.replace(b"multipart/signed", b"multipart/encrypted")


def test_signed_mails_are_read_and_not_edited() -> None:
    file = opened(SIGNED, "a.eml")
    assert "Tulip-4711" in joined(file)
    assert not any(piece.editable for piece in file.pieces)


@pytest.mark.parametrize(
    "data",
    [
        SEALED,
        b"From: a@x.com\nSubject: x\nContent-Type: application/pkcs7-mime\n\nMIIB\n",
        b"From: a@x.com\nSubject: x\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644 a\n",
        b"From: a@x.com\nSubject: x\n\n-----BEGIN PGP MESSAGE-----\nabc\n-----END PGP MESSAGE-----\n",
        b"From: a@x.com\nContent-Type: text/plain\nContent-Type: text/html\n\nx\n",
        b"From: a@x.com\nSubject: x\nContent-Transfer-Encoding: base64\n\nYWJj!!!!\n",
    ],
)
def test_what_is_encrypted_or_doubtful_is_opaque(data: bytes) -> None:
    assert opened(data, "a.eml").opaque


HEAD = b"From: a@works-x.com\r\nMIME-Version: 1.0\r\n"
BODY = b"Content-Type: text/plain\r\n\r\nSee above.\r\n"
SPLIT: dict[str, bytes] = {
    "a soft break in a number": HEAD
    + b"Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    + b"The SSN is 412-5=\r\n5-12=\r\n07 as told.\r\n",
    "escapes in a number": HEAD
    + b"Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThe SSN is 412=2D55=2D1207.\r\n",
    "two encoded words": HEAD + b"Subject: SSN =?utf-8?q?412-55?=\r\n =?utf-8?b?LTEyMDc=?=\r\n" + BODY,
    "an encoded word in another encoding": HEAD
    + b"Subject: =?utf-16?b?NAAxADIALQA1ADUALQAxADIAMAA3AA==?=\r\n"
    + BODY,
    "a name in an address": HEAD + b"To: =?iso-8859-1?q?M=FCller_412-55-1207?= <b@works-x.com>\r\n" + BODY,
    "a comment of an address": HEAD + b"To: b@works-x.com (for 412-55-1207)\r\n" + BODY,
    "a header of nobody": HEAD + b"X-Our-Own: 412-55-1207\r\n" + BODY,
    "a description": HEAD + b"Content-Description: 412-55-1207\r\n" + BODY,
    "a base64 text": HEAD
    + b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\nU1NOIDQxMi01\r\nNS0xMjA3IQ==\r\n",
    "a packed mail in the mail": HEAD
    + b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    + base64.encodebytes(b"From: c@works-x.com\r\nSubject: 412-55-1207\r\nTo: d@works-x.com\r\n\r\nx\r\n"),
    "in front of the parts": HEAD
    + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\nfor 412-55-1207\r\n--b\r\n\r\nx\r\n--b--\r\n',
}
NAMED = {
    "a name": b'Content-Disposition: attachment; filename="412-55-1207.txt"',
    "a name in an encoded word": b'Content-Disposition: attachment; filename="=?utf-8?b?NDEyLTU1LTEyMDcudHh0?="',
    "a name in pieces": b"Content-Disposition: attachment; filename*0*=utf-8''%34%312-5; filename*1=5-1207.txt",
    "a name of the type": b'Content-Type: text/plain; name="412-55-1207.txt"',
}


@pytest.mark.parametrize("place", SPLIT)
def test_a_number_is_read_and_replaced_however_it_is_written(place: str) -> None:
    file = opened(SPLIT[place], "a.eml")
    assert list(file.opaque) == []
    assert "412-55-1207" in joined(file)
    out = changed(SPLIT[place], {"412-55-1207": "[SSN_A]"}, "a.eml")
    again = joined(opened(out, "a.eml"))
    assert "1207" not in again
    assert again.count("[SSN_A]") == 1


@pytest.mark.parametrize("place", NAMED)
def test_names_of_attachments_are_read(place: str) -> None:
    part = b"--b\r\n" + NAMED[place] + b"\r\n\r\nx\r\n--b--\r\n"
    data = HEAD + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + part
    assert "412-55-1207" in joined(opened(data, "a.eml"))


def test_a_box_of_mails(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "box")
    for _ in range(3):
        box.add(full())
    box.flush()
    box.close()
    data = (tmp_path / "box").read_bytes()
    text = joined(opened(data, "box"))
    assert text.count("Violet-4713") == 3
    assert text.count(SECRET) == 3
    out = changed(data, {"Violet-4713": "[V]", "Tulip-4711": "[T]"}, "box")
    (tmp_path / "box").write_bytes(out)
    again = mailbox.mbox(tmp_path / "box")
    assert len(again) == 3
    again.close()
    assert joined(opened(out, "box")).count("[T]") == 3


@examples(60)
@given(st.integers(0, 3000), st.binary(max_size=6), st.integers(0, 40))
def test_a_broken_mail_is_read_or_unread(at: int, junk: bytes, cut: int) -> None:
    whole = full().as_bytes()
    data = whole[:at] + junk + whole[at + cut :]
    try:
        file = open_file(Source(data, "a.eml"))
    except Unread:
        return
    assert file.write({}, Manner()) == data
    for index, piece in enumerate(file.pieces):
        if piece.editable and piece.where == "headers":
            out = file.write({index: [Change(0, len(piece.text), "QQQ é")]}, Manner())
            assert "QQQ é" in joined(open_file(Source(out, "a.eml")))


def test_hostile_mails_cost_linear_time() -> None:
    for part in ("--b\r\n", "\r\n ", "=?utf-8?B?", "a: b\r\n", "=?a?q??= ", "From \na:", "\xe9"):
        opened(
            b"From: a\r\nContent-Type: multipart/mixed; boundary=b\r\nX: " + part.encode() * 1_900, "a.eml"
        )
        opened(b"From: a\r\nSubject: " + part.encode("latin-1") * 50_000 + b"\r\n\r\n", "a.eml")


@pytest.mark.parametrize(
    ("border", "read"),
    [
        (
            "===============6282524192291363521==",
            False,
        ),  # as Python draws them; one in 200 is a card's number
        ("----=_Part_4863_795849226.449128", False),
        ("_000_AM0PR04MB6531D2F9C3A1B2C3_", False),
        ("Apple-Mail=_8F2D3C1A-0B1C-4D5E-9F60-718293A4B5C6", False),
        ("000000000000a1b2c3d4e5f6", False),
        ("------------020709030405060708090102", False),
        ("Begonia-4719", True),
        ("==4111111111111111==", True),
        ("----4111111111111111", True),
    ],
)
def test_the_border_between_parts_stays(border: str, read: bool) -> None:
    made = full()
    made.set_boundary(border)
    file = opened(made.as_bytes(), "a.eml")
    pieces = [piece for piece in file.pieces if border in piece.text]
    assert bool(pieces) == read
    assert not any(piece.editable for piece in pieces)
