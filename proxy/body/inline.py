"""Files within a text that a person, a model or a tool wrote: data: URLs, and base64 of a file as programs print it.

Rule 1: a text that is a file from end to end is one; what a file within a text holds is scanned and not edited.
Rule 2: base64 counts without a declaration only where its bytes begin as those of a known kind of file do.
"""

import re
from collections.abc import Iterator

from classifiers.documents.contract import Budget, Source, Unread
from classifiers.documents.encoded import BEGINNINGS, LEAST, LEAST_LINE, is_broken, runs
from classifiers.documents.opening import open_file
from classifiers.documents.sniff import sniff
from classifiers.segment import Origin
from proxy.body.builder import Builder
from proxy.body.carried import read_file
from proxy.body.files import read_opened
from proxy.body.layers import SAME
from proxy.body.media import as_text, unbase64
from proxy.body.packing import InBase64

_DATA_URL = re.compile(
    r"data:(?:[\w.+-]+/[\w.+-]+)?(?:;[\w.+-]+=[\w.+-]+)*;base64,([A-Za-z0-9+/_-]+={0,2})", re.IGNORECASE
)
# What stands in the bytes of a body in which there is any file; a slash may be escaped there.
_MARK = re.compile(r";[bB][aA][sS][eE]64,")  # not in small letters: a copy of a long text would be a burden
_MARK_IN_BYTES = re.compile(_MARK.pattern.encode())
_SIGN_WORDS = tuple(beginning.strip("/").encode() for beginning in BEGINNINGS)
# Bytes of base64, and the backslash of what is escaped in it, are all one.
_FLAT = (
    bytes(120 if chr(code).isalnum() or chr(code) in "+/_-=\\" else 32 for code in range(128)) + b" " * 128
)
_RUN = b"x" * LEAST_LINE
_STEP = 1 << 16
_WHERE = "inside the message"


def read_whole(builder: Builder, node: int) -> bool:
    """Read a text that is a file and nothing else; false where it is none."""
    text = builder.text(node)
    if text[:5].lower() == "data:":
        return _DATA_URL.fullmatch(text) is not None and read_file(builder, node, declared=True)
    packed = text.strip()
    if len(packed) < LEAST or not packed.startswith(BEGINNINGS) or " " in packed:
        return False
    found = unbase64(packed, declared=True)
    return found is not None and bool(sniff(found[0])) and read_file(builder, node, declared=True)


def read_inline(builder: Builder, node: int) -> None:
    """Look into the files that stand within a longer text."""
    text = builder.text(node)
    if len(text) < LEAST and not _MARK.search(text):
        return
    urls, budget = list(_urls(text)), Budget()
    for start, end, data in urls:
        shown = as_text(data) if data is not None else None
        if data is None:
            builder.opaque(f"a file of an unknown kind {_WHERE}")
        elif shown is not None:
            inner = builder.node(node, start, end, shown[0], SAME)
            builder.segment(inner, Origin.FILE, editable=False)
        else:
            _read(builder, node, (start, end), data, budget)
    starts = {start for start, _, _ in urls}
    for start, end, data in runs(text):
        if start not in starts:
            _read(builder, node, (start, end), data, budget, declared=False)


def _read(
    builder: Builder, node: int, span: tuple[int, int], data: bytes, budget: Budget, *, declared: bool = True
) -> None:
    """Read a file; one that nobody called a file, and that is cut or broken, was letters."""
    try:
        file = open_file(Source(data), budget)
    except Unread as trouble:
        if declared or not is_broken(trouble):
            builder.opaque(f"{trouble} {_WHERE}")
    else:
        read_opened(builder, node, span, file, InBase64(), _WHERE, editable=False)


def may_hold(builder: Builder, depth: int) -> bool:
    """Whether there may be files in texts of a depth; of strings of a body's own JSON its bytes tell, for all at once.

    Ask before ``read_whole`` and ``read_inline``, which cost more.
    """
    return depth != 1 or not builder.is_bytes(0) or builder.once(_has_signs)


def _has_signs(raw: bytes) -> bool:
    if _MARK_IN_BYTES.search(raw) is not None:
        return True
    # One look for a run as long as a line of base64 costs less than one for each beginning; prose has no such run.
    steps = range(0, len(raw), _STEP)
    has_run = any(_RUN in raw[at : at + _STEP + LEAST_LINE].translate(_FLAT) for at in steps)
    return has_run and any(word in raw for word in _SIGN_WORDS)


def _urls(text: str) -> Iterator[tuple[int, int, bytes | None]]:
    if _MARK.search(text):
        for match in _DATA_URL.finditer(text):
            found = unbase64(match[1], declared=True)
            yield match.start(1), match.end(1), found[0] if found else None
