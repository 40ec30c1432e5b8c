"""Files within a text that a person, a model or a tool wrote: data: URLs, and base64 of a file as programs print it.

Rule 1: a text that is a file from end to end is one; what a file within a text holds is scanned and not edited.
Rule 2: base64 counts without a declaration only where its bytes begin as those of a known kind of file do; what else is
encoded is seen through by the disguises.
"""

import re
from collections.abc import Iterator

from classifiers.documents.contract import Source
from classifiers.documents.sniff import sniff
from classifiers.segment import Origin
from proxy.body.carried import read_file
from proxy.body.files import read_document
from proxy.body.layers import SAME, Builder
from proxy.body.media import as_text, unbase64
from proxy.body.packing import InBase64

_DATA_URL = re.compile(
    r"data:(?:[\w.+-]+/[\w.+-]+)?(?:;[\w.+-]+=[\w.+-]+)*;base64,([A-Za-z0-9+/_-]+={0,2})", re.IGNORECASE
)
# How base64 of files begins: zip and Office, pdf, pictures, old Office, archives, a database, sound and film.
_BEGINNINGS: tuple[str, ...] = (
    "UEsDB",
    "JVBERi",
    "iVBORw0KGgo",
    "/9j/",
    "R0lGOD",
    "SUkqA",
    "TU0AK",
    "0M8R4KGxG",
    "N3q8ryc",
    "UmFyI",
    "UklGR",
    "U1FMaXRlIGZvcm1hdCAz",
    "UEFSMQ",
    "GkXfo",
    "T2dnU",
    "ZkxhQ",
)
# What stands in the bytes of a body in which there is any file; a slash may be escaped there.
_MARK = re.compile(r";[bB][aA][sS][eE]64,")  # not in small letters: a copy of a long text would be a burden
_MARK_IN_BYTES = re.compile(_MARK.pattern.encode())
_SIGN_WORDS = tuple(beginning.strip("/").encode() for beginning in _BEGINNINGS)
_LEAST = 80  # characters: no file of these kinds is shorter
_LINE = re.compile(r"[A-Za-z0-9+/_-]+={0,2}")
_BREAK = re.compile(r"(?:\\n|\r?\n)[ \t>#*|]{0,8}")
_LEAST_LINE = 40  # characters of a line, where base64 is wrapped
_WHERE = "inside the message"


def read_whole(builder: Builder, node: int) -> bool:
    """Read a text that is a file and nothing else; false where it is none."""
    if not _may_hold(builder, node):
        return False
    text = builder.text(node)
    if text[:5].lower() == "data:":
        return _DATA_URL.fullmatch(text) is not None and read_file(builder, node, declared=True)
    packed = text.strip()
    if len(packed) < _LEAST or not packed.startswith(_BEGINNINGS) or " " in packed:
        return False
    found = unbase64(packed, declared=True)
    return found is not None and bool(sniff(found[0])) and read_file(builder, node, declared=True)


def read_inline(builder: Builder, node: int) -> None:
    """Look into the files that stand within a longer text."""
    text = builder.text(node)
    if not _may_hold(builder, node) or (len(text) < _LEAST and not _MARK.search(text)):
        return
    for start, end, data in (*_urls(text), *_runs(text)):
        read = as_text(data) if data is not None else None
        if data is None:
            builder.opaque(f"a file of an unknown kind {_WHERE}")
        elif read is not None:
            inner = builder.node(node, start, end, read[0], SAME)
            builder.segment(inner, Origin.FILE, editable=False)
        else:
            read_document(builder, node, (start, end), Source(data), InBase64(), _WHERE, editable=False)


def _may_hold(builder: Builder, node: int) -> bool:
    """Whether there may be a file in a text; of strings of a body's own JSON its bytes tell, for all at once."""
    return builder.depth(node) != 1 or not builder.is_bytes(0) or builder.once(_has_signs)


def _has_signs(raw: bytes) -> bool:
    return any(word in raw for word in _SIGN_WORDS) or _MARK_IN_BYTES.search(raw) is not None


def _urls(text: str) -> Iterator[tuple[int, int, bytes | None]]:
    if _MARK.search(text):
        for match in _DATA_URL.finditer(text):
            found = unbase64(match[1], declared=True)
            yield match.start(1), match.end(1), found[0] if found else None


def _runs(text: str) -> Iterator[tuple[int, int, bytes]]:
    """Files in base64, on one line or over lines of one length."""
    read = 0
    for at in sorted({place for beginning in _BEGINNINGS for place in _places(text, beginning)}):
        if at < read or (at and (text[at - 1].isalnum() or text[at - 1] in "+/_-=,")):
            continue
        # The last line is shorter, or no longer part of it: programs print fours of letters.
        tried = [(end, _BREAK.sub("", text[at:end])) for end in reversed(list(_ends(text, at))[-2:])]
        for end, flat in sorted(tried, key=lambda each: len(each[1]) % 4 != 0):
            found = unbase64(flat, declared=True) if len(flat) >= _LEAST else None
            if found is not None and sniff(found[0]):
                read = end
                yield at, end, found[0]
                break


def _places(text: str, beginning: str) -> Iterator[int]:
    at = text.find(beginning)
    while at >= 0:
        yield at
        at = text.find(beginning, at + len(beginning))


def _ends(text: str, at: int) -> Iterator[int]:
    """Where lines of base64 end that begin at a place: the first, and those as long as it, and one shorter."""
    line = _LINE.match(text, at)
    if line is None:
        return
    yield line.end()
    width = len(line.group())
    while width >= _LEAST_LINE and not line.group().endswith("="):
        after = _BREAK.match(text, line.end())
        line = _LINE.match(text, after.end()) if after else None
        if line is None or len(line.group()) > width:
            return
        yield line.end()
        if len(line.group()) < width:
            return
