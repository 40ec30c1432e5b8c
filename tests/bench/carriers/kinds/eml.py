"""A mail: headers in encoded words, a text in quoted-printable, HTML, an attached table in base64, a mail inside."""

import email
from email import policy
from email.message import EmailMessage

from tests.bench.carriers.values import Secret

NAME = "eml"
FILE = "offer.eml"


def make(given: list[Secret]) -> bytes:
    made = _mail("; ".join(one.sentence for one in given[:5]), [one.sentence for one in given[5:20]])
    rows = "".join(f"<p>{one.sentence}</p>\n" for one in given[20:30])
    made.add_alternative(f"<html><body>Größe\n{rows}</body></html>", subtype="html", cte="quoted-printable")
    table = "kind;text\n" + "".join(f"{one.label};{one.sentence}\n" for one in given[30:40])
    made.add_attachment(table.encode(), maintype="text", subtype="csv", filename="list.csv")
    made.add_attachment(_mail("forwarded", [one.sentence for one in given[40:]]))
    return made.as_bytes()


def _mail(subject: str, lines: list[str]) -> EmailMessage:
    made = EmailMessage(policy=policy.SMTP)
    made["From"] = "Größe Büro <office@carrier-works.com>"
    made["Subject"] = f"Grüße: {subject}"
    made.set_content("Grüße\n" + "\n".join(lines) + "\n", cte="quoted-printable")
    return made


def reopen(data: bytes) -> None:
    again = email.message_from_bytes(data, policy=policy.default)
    assert len([one for one in again.walk() if not one.is_multipart()]) == 4


def texts(data: bytes) -> str:
    again = email.message_from_bytes(data, policy=policy.default)
    parts = [str(one["subject"] or "") for one in again.walk()]
    for one in again.walk():
        if not one.is_multipart():
            parts.append((one.get_payload(decode=True) or b"").decode("utf-8"))  # type: ignore[union-attr]
    return "\n".join(parts)
