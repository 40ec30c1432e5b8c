"""Boxes of mails (mbox, RFC 4155): each mail is read as one file, the lines between them are texts of their own."""

import re

from classifiers.documents.contract import Budget, File, Inner, Source
from classifiers.documents.mailwords import header_text
from classifiers.documents.traced import Tracing

NAME = "box of mails"
ORDER = 45  # before one mail

_FIRST = re.compile(rb"From [^\r\n]{1,300}\r?\n>?[!-9;-~]{1,76}:")
_BORDER = re.compile(r"(?:\A|(?<=\n))From [^\r\n]{1,300}\r?\n(?=>?[!-9;-~]{1,76}:)")


def claims(source: Source) -> bool:
    return _FIRST.match(source.data) is not None


def read(source: Source, budget: Budget, inner: Inner) -> File:
    budget.take(len(source.data))
    raw = source.data.decode("latin-1")
    into = Tracing(source.data, raw, lambda text: text.encode("latin-1"), header_text)
    borders = list(_BORDER.finditer(raw))
    for number, border in enumerate(borders):
        end = borders[number + 1].start() if number + 1 < len(borders) else len(raw)
        into.span(border.start(), border.start() + len(border[0].rstrip("\r\n")), "lines between mails")
        mail = raw[border.end() : end].encode("latin-1")
        budget.take(0)
        into.packed(border.end(), end, Source(mail, "mail.eml", "message/rfc822"), inner, "a mail", _latin1)
    return into.file()


def _latin1(data: bytes) -> str:
    return data.decode("latin-1")
