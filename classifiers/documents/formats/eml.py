"""Mails (RFC 5322, MIME): headers with their encoded words, texts, HTML, attachments, mails in mails.

Signed parts are read and not edited, encrypted ones are opaque. Everything is spliced: what is not changed stays.
Sources: RFC 5322, 2045 to 2047, 2231, 8551 (S/MIME), 3156 (PGP).
"""

import re
from email.message import Message
from email.parser import HeaderParser

from classifiers.documents.contract import Budget, File, Inner, Source, Unread
from classifiers.documents.mailwords import add_header, header_text
from classifiers.documents.traced import Trace, Tracing, from_base64, pack_base64

NAME = "mail"
ORDER = 50

_NAME = re.compile(r"([!-9;-~]{1,76})[ \t]{0,8}:")
_KNOWN = frozenset(
    {
        "from",
        "to",
        "cc",
        "subject",
        "date",
        "received",
        "message-id",
        "mime-version",
        "content-type",
        "return-path",
    }
    | {"reply-to", "delivered-to", "sender", "bcc", "x-mailer", "user-agent", "in-reply-to", "references"}
)
_ADDRESSES = frozenset({"from", "to", "cc", "bcc", "reply-to", "sender"})
_FIELD = re.compile(r"[!-9;-~]{1,76}[ \t]{0,8}:[^\r\n]*+(?:\r?\n[ \t]++[^\r\n]*+)*+(?:\r?\n|\Z)")
_DECLARED = re.compile(r"\s{0,9}message/(?:rfc822|global)\b", re.IGNORECASE)
# Headers of machines: what they hold is random or a word of the standard.
_SILENT = re.compile(
    r"(?:content-transfer-encoding|mime-version|(?:x-google-)?dkim-signature|arc-(?:seal|message-signature)|"
    r"x-ms-exchange-antispam-messagedata[\w-]*|x-gm-message-state|x-google-smtp-source)\Z"
)
_MACHINE = re.compile(r"[\s\w.,:;=+/@*\"'()<>-]*\Z")
# The border between parts stands in the head and between all parts: written anew in one place, it parts nothing.
_BORDER = re.compile(r"(?i)\bboundary\s?=\s?\"?(?P<border>[^\s\";]{1,200})")
# As programs draw them: Python; Outlook; Java and many others; Apple; hexadecimal digits.
_DRAWN = re.compile(
    r"={15}\d{19}==|_\d{3}_\w{20,80}_|-{4,}(?!\d{13,19}\Z)=?_?(?:Part_|NextPart_)?[\w.=]{10,70}|Apple-Mail[=_-][\w-]{20,50}|[0-9a-f]{20,64}"
)
_ENCRYPTED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"})
_SIGNATURES = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature"})
_ONCE = ("content-type", "content-transfer-encoding", "content-disposition")
_PACKED = re.compile(r"(?m)^-----BEGIN PGP MESSAGE-----|^=ybegin ")
_STRINGS = re.compile(r"[ -~]{6,200}")
_MOST_PARTS = 2_000
_DEEPEST = 20


def claims(source: Source) -> bool:
    head = source.data[:20_000].decode("latin-1").lstrip("\r\n")
    known: set[str] = set()
    at = 0
    while found := _FIELD.match(head, at):
        name = found[0].partition(":")[0].strip().lower()
        known |= {name} & _KNOWN
        at = found.end()
    said = source.suffix in ("eml", "mht", "mhtml") or _DECLARED.match(source.declared)
    return len(known) >= (1 if said else 3)


def read(source: Source, budget: Budget, inner: Inner) -> File:
    budget.take(len(source.data))
    return _Reader(source.data, inner, budget).read()


class _Reader:
    def __init__(self, data: bytes, inner: Inner, budget: Budget) -> None:
        self._raw = data.decode("latin-1")
        self._inner = inner
        self._budget = budget
        self._parts = 0
        sealed = re.search(r"(?i)multipart/signed", self._raw) is not None
        self._into = Tracing(data, self._raw, lambda text: text.encode("latin-1"), header_text, sealed=sealed)

    def read(self) -> File:
        self._part(0, len(self._raw), 0)
        return self._into.file()

    def _part(self, start: int, end: int, depth: int) -> None:
        """One part with its headers: the mail itself, a part of it, or a mail inside."""
        self._parts += 1
        self._budget.take(0)
        if self._parts > _MOST_PARTS or depth > _DEEPEST:
            raise Unread("a mail with too many parts")
        raw, at = self._raw, start
        while raw.startswith(("\r", "\n"), at) and depth == 0 and at < end:
            at += 1
        first = at
        names: list[str] = []
        while at < end and (found := _FIELD.match(raw, at, end)):
            names.append(self._header(found.start(), found.end()))
            at = found.end()
        blank = re.compile(r"\r?\n").match(raw, at, end)
        if at < end and blank is None:
            self._into.opaque("a mail with broken headers")
        if any(names.count(name) > 1 for name in _ONCE):
            self._into.opaque("a mail that programs read in different ways")
        head = HeaderParser().parsestr(raw[first:at])
        self._body(head, blank.end() if blank else at, end, depth)

    def _header(self, start: int, end: int) -> str:
        found = _NAME.match(self._raw, start)
        if found is None:
            return ""
        name = found[1].lower()
        value = self._raw[found.end() : end]
        if _SILENT.match(name) and _MACHINE.match(value):
            return name
        trace, begin = Trace(), found.end()
        border = _BORDER.search(self._raw, begin, end) if name == "content-type" else None
        if border is not None:
            add_header(trace, self._raw, begin, border.start("border"))
            begin = border.end("border")
            if _DRAWN.fullmatch(border["border"]) is None:
                self._into.locked(border["border"], "the borders between parts")
        add_header(trace, self._raw, begin, end, addresses=name in _ADDRESSES)
        self._into.trace(trace, "headers", f"\n{found[1]}: ")
        return name

    def _body(self, head: "Message[str, str]", start: int, end: int, depth: int) -> None:
        kind = head.get_content_type()
        if kind in _ENCRYPTED:
            self._into.opaque("an encrypted mail")
            return
        name = head.get_filename() or ""
        if name and name not in str(head):
            self._into.locked(name, "names of attachments")
        boundary = head.get_boundary() if kind.startswith("multipart/") else None
        coding = str(head.get("content-transfer-encoding", "")).partition(";")[0].strip().lower()
        if boundary:
            if coding in ("base64", "quoted-printable"):
                self._into.opaque("a mail with packed parts")
            self._several(boundary, start, end, depth)
        elif kind in ("message/rfc822", "message/global") and coding not in ("base64", "quoted-printable"):
            self._part(start, end, depth + 1)
        else:
            self._leaf(head, kind, coding, name, start, end)

    def _several(self, boundary: str, start: int, end: int, depth: int) -> None:
        raw = self._raw
        line = re.compile(rf"(?:(?<=\n)|\A)--{re.escape(boundary)}(--)?[ \t]*+(?:\r?\n|\Z)")
        at, inside, closed = start, False, False
        for found in line.finditer(raw, start, end):
            stop = found.start()
            stop -= 2 if raw[stop - 2 : stop] == "\r\n" else 1 if raw[stop - 1 : stop] == "\n" else 0
            if inside and not closed:
                self._part(at, max(stop, at), depth + 1)
            else:
                self._aside(at, stop)
            at, inside, closed = found.end(), True, bool(found[1])
        if inside and not closed:
            self._part(at, end, depth + 1)  # cut short, or its end was forgotten
        else:
            self._aside(at, end)

    def _aside(self, start: int, end: int) -> None:
        """Text between parts, which programs do not show."""
        if self._raw[start:end].strip():
            self._into.span(start, end, "around the parts", "\n", _line)

    def _leaf(
        self, head: "Message[str, str]", kind: str, coding: str, name: str, start: int, end: int
    ) -> None:
        old = self._raw[start:end]
        charset = head.get_content_charset()
        declared = f"{kind}; charset={charset}" if charset else kind
        where = "an attachment" if name or kind[:5] != "text/" else ""
        try:
            data = _unpacked(old, coding)
        except Unread as trouble:
            self._into.opaque(str(trouble))
            return
        if kind in _SIGNATURES:
            for text in _STRINGS.findall(data.decode("latin-1")):
                self._into.locked(text, "a signature")
            return
        if kind.startswith("text/"):
            declared = (
                declared
                if kind in ("text/html", "text/csv", "text/xml") or name
                else f"text/plain; {charset}"
            )
            declared = declared.replace("text/plain; ", "text/plain; charset=")
            if _PACKED.search(data.decode("latin-1")):
                self._into.opaque("a text with packed or encrypted parts")
        self._budget.take(len(data))
        source = Source(data, name, declared)
        self._into.packed(start, end, source, self._inner, where, lambda new: _packed(new, old, coding))


def _line(text: str) -> str:
    return header_text(text).replace("--", "- -")


def _unpacked(old: str, coding: str) -> bytes:
    """The bytes of a body. Raises Unread."""
    if coding == "base64":
        return from_base64(old)
    if coding == "quoted-printable":
        import binascii

        return binascii.a2b_qp(old.encode("latin-1"))
    if coding not in ("", "7bit", "8bit", "binary"):
        raise Unread("a part of a mail packed in a rare way")
    return old.encode("latin-1")


def _packed(new: bytes, old: str, coding: str) -> str:
    if coding == "base64":
        return pack_base64(new, old)
    if coding == "quoted-printable":
        import binascii

        return binascii.b2a_qp(new, istext=True).decode("latin-1")
    return new.decode("latin-1")
