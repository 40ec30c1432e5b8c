"""Mails made by Python's own library: everything in them is read, and what is written is parsed by it again."""

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
