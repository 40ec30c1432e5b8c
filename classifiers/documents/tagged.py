"""Text with tags (HTML, XML) cut into tokens in one pass, whatever it is: what is no tag is text, and nothing is lost.

Sources: HTML Standard, 13.2.5 (tokenization); XML 1.0, sections 2.4 to 2.7 and 4.6.
"""

import re
from collections.abc import Iterator
from enum import Enum
from html import unescape
from typing import NamedTuple

from classifiers.documents.contract import Unwritten
from classifiers.documents.traced import Trace


class Sort(Enum):
    """What a token is."""

    TEXT = "text"
    START = "start"
    END = "end"
    COMMENT = "comment"
    CDATA = "cdata"
    RAW = "raw"  # the inside of a script or style: no tags and no entities
    OTHER = "other"  # a declaration or an instruction to programs


class Token(NamedTuple):
    """One token; ``start`` and ``end`` are those of what it says: the inside of a comment, attributes of a tag."""

    sort: Sort
    name: str
    start: int
    end: int


class Attribute(NamedTuple):
    """One attribute with a value, which stands from ``start`` to ``end``; ``quote`` is empty where it has none.

    ``at`` is where its name begins.
    """

    name: str
    start: int
    end: int
    quote: str
    at: int


_NAME = re.compile(r"[A-Za-z_][^\s/>\"'<]{0,120}")
_TAG_SIGN = re.compile("[>\"']")
_ATTRIBUTE = re.compile(r"(?<![^\s=>/\"'])([^\s=>/\"']++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_FOLD = re.compile(r"[ \t\r\f]*+\n\s*+")
_RAW = frozenset({"script", "style", "xmp", "noembed", "noframes", "iframe"})
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def tokens(raw: str, *, xml: bool) -> Iterator[Token]:
    """All tokens. A tag or comment that never ends takes the rest, as text of its own."""
    at, size = 0, len(raw)
    while at < size:
        opens = raw.find("<", at)
        if opens < 0:
            yield Token(Sort.TEXT, "", at, size)
            return
        if raw.startswith("<!--", opens):
            if opens > at:
                yield Token(Sort.TEXT, "", at, opens)
            end = raw.find("-->", opens + 4)
            yield Token(Sort.COMMENT, "", opens + 4, end if end >= 0 else size)
            at = end + 3 if end >= 0 else size
            continue
        if raw.startswith("<![CDATA[", opens):
            if opens > at:
                yield Token(Sort.TEXT, "", at, opens)
            end = raw.find("]]>", opens + 9)
            yield Token(Sort.CDATA, "", opens + 9, end if end >= 0 else size)
            at = end + 3 if end >= 0 else size
            continue
        if raw.startswith(("<!", "<?"), opens):
            if opens > at:
                yield Token(Sort.TEXT, "", at, opens)
            end = _declaration_end(raw, opens)
            yield Token(Sort.OTHER, "", opens + 1, end)
            at = end + 1
            continue
        closing = raw.startswith("</", opens)
        name = _NAME.match(raw, opens + 1 + closing)
        if name is None:
            end = raw.find("<", opens + 1)
            yield Token(Sort.TEXT, "", at, end if end >= 0 else size)
            at = end if end >= 0 else size
            continue
        if opens > at:
            yield Token(Sort.TEXT, "", at, opens)
        stop = _tag_end(raw, name.end())
        if stop < 0:
            yield Token(Sort.TEXT, "", opens, size)
            return
        word = name[0] if xml else name[0].lower()
        yield Token(Sort.END if closing else Sort.START, word, name.end(), stop)
        at = stop + 1
        if closing:
            continue
        if xml:
            if raw[at - 2] == "/":
                yield Token(Sort.END, word, at, at)
        elif word in _RAW:
            end = _closes(raw, word, at)
            yield Token(Sort.RAW, word, at, end)
            at = end


def _tag_end(raw: str, at: int) -> int:
    """Where a tag ends, of which no attribute holds the sign; -1 where it never does."""
    while found := _TAG_SIGN.search(raw, at):
        if found[0] == ">":
            return found.start()
        at = raw.find(found[0], found.end()) + 1
        if at == 0:
            break
    return -1


def _declaration_end(raw: str, opens: int) -> int:
    """Where a declaration or an instruction ends; a document type with a subset ends behind it."""
    if raw.startswith("<?", opens):
        end = raw.find("?>", opens)
        end = raw.find(">", opens) if end < 0 else end + 1
    else:
        end, subset = raw.find(">", opens), raw.find("[", opens, opens + 2000)
        if 0 <= subset < end:
            close = raw.find("]", subset)
            end = raw.find(">", close) if close >= 0 else -1
    return end if end >= 0 else len(raw)


def _closes(raw: str, name: str, at: int) -> int:
    found = re.compile(f"</{re.escape(name)}", re.IGNORECASE).search(raw, at)
    return found.start() if found else len(raw)


def attributes(raw: str, token: Token) -> Iterator[Attribute]:
    """The attributes of a tag that have a value."""
    for found in _ATTRIBUTE.finditer(raw, token.start, token.end):
        group = 2 if found[2] is not None else 3 if found[3] is not None else 4
        yield Attribute(found[1], *found.span(group), ("", "", '"', "'", "")[group], found.start())


def add_text(trace: Trace, raw: str, start: int, end: int, *, fold: bool = False) -> None:
    """Text between tags or in an attribute: entities undone; ``fold``: a line break is a space, as it is shown."""
    at = start
    while at < end:
        found = _ENTITY.search(raw, at, end)
        stop = found.start() if found else end
        if fold:
            _add_folded(trace, raw, at, stop)
        else:
            trace.add(raw[at:stop], at, stop)
        if found is None:
            return
        shown = unescape(found[0])
        if shown == found[0]:
            trace.add(shown, *found.span())
        else:
            trace.add(shown.replace("\xa0", " "), *found.span(), escaped)
        at = found.end()


def _add_folded(trace: Trace, raw: str, start: int, end: int) -> None:
    at = start
    while at < end:
        found = _FOLD.search(raw, at, end)
        stop = found.start() if found else end
        trace.add(raw[at:stop], at, stop)
        if found is None:
            return
        trace.add(" ", *found.span(), escaped)
        at = found.end()


def escaped(text: str) -> str:
    """Text as it stands between tags and in quotes. Raises Unwritten for what no entity can say."""
    if _UNWRITABLE.search(text):
        raise Unwritten("a replacement that the file cannot hold")
    return text.translate(_ESCAPES)


def escaped_bare(text: str) -> str:
    """Text as the value of an attribute without quotes."""
    return re.sub(r"[\s=`]", lambda found: f"&#{ord(found[0])};", escaped(text)) or '""'


def in_comment(text: str) -> str:
    """Text inside a comment."""
    return text.replace("--", "- -").replace(">", " ").removesuffix("-")


def in_cdata(text: str) -> str:
    """Text inside a CDATA section."""
    return text.replace("]]>", "]] >")


def in_script(text: str) -> str:
    """Text inside a script or a style, mostly in quotes there: no tag, no quote and no break may come of it."""
    return text.replace("</", "< /").translate({34: None, 39: None, 92: None, 10: " ", 13: " "})
