"""Contacts and calendars (vCard, iCalendar): values with their escapes undone over folded lines, pictures opened.

Sources: RFC 6350, RFC 5545, RFC 2425; vCard 2.1 for quoted-printable.
"""

import binascii
import re
from collections.abc import Iterator

from classifiers.documents.contract import Budget, File, Inner, Source, Unread
from classifiers.documents.encodings import Decoded, decoded, is_text
from classifiers.documents.traced import Trace, Tracing, from_base64, pack_base64, plain

NAME = "contacts or calendar"
ORDER = 50

_OPENING = re.compile(rb"(?:\xef\xbb\xbf)?\s*BEGIN:V(?:CARD|CALENDAR)\b", re.IGNORECASE)
_LINE = re.compile(r"[^\r\n]*+(?:\r?\n[ \t][^\r\n]*+)*+")
_FOLD = re.compile(r"\r?\n[ \t]")
_SOFT = re.compile(r"=[ \t]*\r?\n[ \t]?")
# A name and its parameters, over folds.
_HEAD = re.compile(
    r'^([A-Za-z0-9.-]{1,80})(?:[^":\r\n]++|\r?\n[ \t]|"(?:[^"\r\n]++|\r?\n[ \t])*+")*+:', re.MULTILINE
)
# Parameters in which nobody writes anything of their own; all others are read.
_WORD = (
    "home|work|cell|voice|text|textphone|fax|pager|msg|car|isdn|video|bbs|modem|pcs|pref|internet|dom|intl|postal|parcel"
    "|gif|cgm|wmf|bmp|met|pmb|dib|pict|tiff|ps|pdf|jpe?g|png|mpeg2?|avi|qtime|wave|pcm|x509|pgp|x400|tlx|main-number|iphone"
    "|other|contact|friend|spouse|child|parent|colleague|quoted-printable|base64|b|8bit|7bit|inline|content-id|url|uri"
    "|binary|date|date-time|time|duration|period|recur|boolean|integer|float|utc-offset|cal-address|language-tag"
    "|individual|group|resource|room|unknown|chair|(?:req|opt|non)-participant|needs-action|accepted|declined|tentative"
    "|delegated|completed|in-process|start|end|free|busy|true|false|display|email|audio"
)
_SILENT = re.compile(
    rf"""(?:;(?:(?:(?:type|value|encoding|role|rsvp|partstat|cutype|related|fbtype)=)?"?(?:{_WORD})(?:,\s*(?:{_WORD}))*"?"""
    r"""|charset="?[a-z]{2,10}[_-]?\d{0,5}(?:-\d{1,2})?"?|language=[a-z]{2,3}(?:-[a-z]{2,8}){0,2}|pref=\d{1,3}"""
    r"""|tzid=[a-z]{2,12}/[a-z_]{2,20}|fmttype=[a-z]{1,12}/[a-z0-9.+-]{1,12}))*:?""",
    re.IGNORECASE,
)
_ESCAPE = re.compile(r"\\([nN,;\\:])")
_PACKED = re.compile(r"ENCODING=(?:b|base64)\b|;BASE64\b", re.IGNORECASE)
_QUOTED = re.compile(r"QUOTED-PRINTABLE", re.IGNORECASE)
_CHARSET = re.compile(r"CHARSET=\"?([\w-]{1,40})", re.IGNORECASE)
_DATA_URL = re.compile(r"data:[\w.+/-]{0,80};base64\\?,", re.IGNORECASE)
_HEX = re.compile(r"(?:=[0-9A-Fa-f]{2})++")


def claims(source: Source) -> bool:
    return _OPENING.match(source.data) is not None and is_text(source)


def read(source: Source, budget: Budget, inner: Inner) -> File:
    budget.take(len(source.data))
    found = decoded(source)
    if found is None:
        raise Unread("contacts in an unknown encoding")
    return _Reader(source.data, found, inner).read()


class _Reader:
    def __init__(self, data: bytes, found: Decoded, inner: Inner) -> None:
        self._raw = found.text
        self._into = Tracing(data, found.text, found.encode, _escaped)
        self._inner = inner

    def read(self) -> File:
        at = 0
        while at < len(self._raw):
            found = _LINE.match(self._raw, at)
            end = found.end() if found else len(self._raw)
            head = _HEAD.match(self._raw, at, end)
            if head and _QUOTED.search(head[0]):
                end = self._soft_end(end)
            if head:
                self._line(head[1], head.end(1), head.end(), end)
            elif end > at:
                self._value("", at, end)
            at = end
            while self._raw.startswith(("\r", "\n"), at):
                at += 1
        return self._into.file()

    def _soft_end(self, end: int) -> int:
        """Where a value in quoted-printable ends, whose lines go on behind an equals sign."""
        while self._raw[:end].endswith("=") if end < 4 else self._raw[end - 1] == "=":
            found = re.compile(r"\r?\n[^\r\n]*+").match(self._raw, end)
            if found is None:
                break
            end = found.end()
        return end

    def _line(self, name: str, start: int, value: int, end: int) -> None:
        said = "".join(_FOLD.split(self._raw[start:value]))
        if not _SILENT.fullmatch(said):
            trace = Trace()
            for begin, stop in _unfolded(self._raw, start + 1, value - 1):
                trace.add(self._raw[begin:stop], begin, stop)
            self._into.trace(trace, "", f"\n{name}; ", plain)
        bare = "".join(_FOLD.split(self._raw[value:end]))
        link = _DATA_URL.match(bare)
        if _PACKED.search(said) or link:
            self._file(value + (link.end() if link else 0), end)
        elif _QUOTED.search(said):
            charset = _CHARSET.search(said)
            self._quoted_printable(name, value, end, charset[1] if charset else "utf-8")
        elif bare:
            self._value(name, value, end)

    def _value(self, name: str, start: int, end: int) -> None:
        trace = Trace()
        for begin, stop in _unfolded(self._raw, start, end):
            at = begin
            for found in _ESCAPE.finditer(self._raw, begin, stop):
                trace.add(self._raw[at : found.start()], at, found.start())
                trace.add("\n" if found[1] in "nN" else found[1], *found.span(), _escaped)
                at = found.end()
            trace.add(self._raw[at:stop], at, stop)
        self._into.trace(trace, "", f"\n{name}: " if name else "\n")

    def _file(self, start: int, end: int) -> None:
        old = self._raw[start:end]
        try:
            data = from_base64(old)
        except Unread as trouble:
            self._into.opaque(str(trouble))
            return
        self._into.packed(start, end, Source(data), self._inner, "a file", lambda new: pack_base64(new, old))

    def _quoted_printable(self, name: str, start: int, end: int, charset: str) -> None:
        trace = Trace()
        at = start
        while at < end:
            soft = _SOFT.match(self._raw, at, end)
            if soft:
                at = soft.end()
                continue
            packed = _HEX.match(self._raw, at, end)
            if packed is None:
                trace.add(self._raw[at], at, at + 1)
                at += 1
                continue
            self._add_bytes(trace, packed, charset)
            at = packed.end()
        self._into.trace(trace, "", f"\n{name}: ", lambda text: _quoted(text, charset))

    def _add_bytes(self, trace: Trace, packed: "re.Match[str]", charset: str) -> None:
        data = binascii.a2b_qp(packed[0].encode("ascii"))
        try:
            text = data.decode(charset)
        except (UnicodeError, LookupError):
            text = data.decode("latin-1")
        trace.add(text, *packed.span(), lambda new: _quoted(new, charset))


def _unfolded(raw: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for found in _FOLD.finditer(raw, start, end):
        yield at, found.start()
        at = found.end()
    yield at, end


def _escaped(text: str) -> str:
    text = text.replace("\r", "").replace("\\", "\\\\").replace("\n", "\\n")
    return text.replace(",", "\\,").replace(";", "\\;")


def _quoted(text: str, charset: str) -> str:
    try:
        data = text.encode(charset)
    except (UnicodeError, LookupError):
        data = text.encode("utf-8")
    return "".join(chr(byte) if 0x20 < byte < 0x7F and byte != 0x3D else f"={byte:02X}" for byte in data)
