"""Values of mail headers: folded lines, encoded words (RFC 2047) and UTF-8 (RFC 6532) as text, and the way back."""

import binascii
import re
from base64 import b64encode

from classifiers.documents.traced import Trace

_PIECE = re.compile(
    r"(?P<word>=\?(?P<charset>[\w.:-]{1,40})(?:\*[\w-]{0,20})?\?(?P<how>[BbQq])\?(?P<body>[^?\s]{0,2000})\?=)"
    r"|(?P<fold>\r?\n[ \t]++)|(?P<wide>[\x80-\xff]++)"
)
_BETWEEN = re.compile(r"(?:\r?\n)?[ \t]{1,80}(?==\?[\w.:*-]{1,61}\?[BbQq]\?)")
_PLAIN = re.compile(r"[\t -~]*")
_ADDRESSED = re.compile(r'"(?:[^"\\]++|\\.)*+"|<[^>]*+>|[,;:<"]|[^",;:<]++')
_SPECIAL = re.compile(r'[\[\]()<>,;:@".\\]')
_LONGEST = 30  # characters of one encoded word, of which each may take four bytes


def add_header(trace: Trace, raw: str, start: int, end: int, *, addresses: bool = False) -> None:
    """The value of a header in a Latin-1 view of a mail, as people see it; ``addresses``: names and addresses."""
    write = phrase if addresses else header_text
    while start < end and raw[start] in " \t":
        start += 1
    while start < end and raw[end - 1] in "\r\n":
        end -= 1
    at = start
    while at < end:
        found = _PIECE.search(raw, at, end)
        stop = found.start() if found else end
        if addresses:
            _add_addresses(trace, raw, at, stop)
        else:
            trace.add(raw[at:stop], at, stop)
        if found is None:
            return
        at = found.end()
        if found["fold"]:
            trace.add(" ", *found.span(), header_text)
        elif found["wide"]:
            _add_wide(trace, found[0], found.start())
        else:
            shown = _word(found["charset"], found["how"], found["body"])
            trace.add(found[0] if shown is None else shown, *found.span(), write)
            between = _BETWEEN.match(raw, at, end) if shown is not None else None
            at = between.end() if between else at  # spaces between two encoded words are not shown


def _add_addresses(trace: Trace, raw: str, start: int, end: int) -> None:
    for found in _ADDRESSED.finditer(raw, start, end):
        name = found[0][0] not in '"<,;:' and not found[0].isspace()
        trace.add(found[0], *found.span(), phrase if name else None)


def _add_wide(trace: Trace, found: str, start: int) -> None:
    try:
        shown = found.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        trace.add(found, start, start + len(found))
        return
    trace.add(shown, start, start + len(found), lambda new: new.encode("utf-8").decode("latin-1"))


def _word(charset: str, how: str, body: str) -> str | None:
    data = body.encode("latin-1")
    try:
        if how in "Bb":
            plain = binascii.a2b_base64(data + b"=" * (-len(data) % 4))
        else:
            plain = binascii.a2b_qp(data, header=True)
        return plain.decode(charset)
    except (binascii.Error, UnicodeError, LookupError):
        return None


def phrase(text: str) -> str:
    """A name in front of an address: in quotes where it holds what parts addresses."""
    bare = text.strip()
    if not _PLAIN.fullmatch(bare) or not _SPECIAL.search(bare):
        return header_text(text)
    quoted = bare.replace("\\", "\\\\").replace('"', '\\"')
    return text.replace(bare, f'"{quoted}"')


def header_text(text: str) -> str:
    """Text as it stands in a header: as it is where that is ASCII, else in encoded words."""
    text = re.sub(r"[\r\n\t]+", " ", text)
    if _PLAIN.fullmatch(text):
        return text
    words = [text[at : at + _LONGEST] for at in range(0, len(text), _LONGEST)]
    return " ".join(f"=?utf-8?B?{b64encode(word.encode('utf-8', 'replace')).decode()}?=" for word in words)
