"""Files within a text that a person, a model or a tool wrote: data: URLs, and base64 of a file as programs print it.

Rule 1: a text that is a file from end to end is one.
Rule 2: base64 counts without a declaration only where its bytes begin as those of a known kind of file do.
Rule 3: a file that was read is no part of the text around it; it is edited where its letters can be put back exactly.
"""

import re

from classifiers.documents.contract import Budget, File, Source, Unread
from classifiers.documents.encoded import BEGINNINGS, LEAST, LEAST_LINE, apart, is_broken, runs
from classifiers.documents.lettering import InBase64, Run, base64_of
from classifiers.documents.opening import open_file
from classifiers.documents.sniff import sniff
from classifiers.segment import Origin
from proxy.body.builder import Builder
from proxy.body.carried import read_file
from proxy.body.codecs import Charset, Lettered
from proxy.body.files import read_opened
from proxy.body.layers import SAME
from proxy.body.media import as_text, unbase64

_DATA_URL = re.compile(
    r"data:(?:[\w.+-]+/[\w.+-]+)?(?:;[\w.+-]+=[\w.+-]+)*;base64,([A-Za-z0-9+/_-]+={0,2})", re.IGNORECASE
)
# What stands in the bytes of a body in which there is any file; a slash may be escaped there.
_MARK = re.compile(r";[bB][aA][sS][eE]64,")  # not in small letters: a copy of a long text would be a burden
_MARK_IN_BYTES = re.compile(_MARK.pattern.encode())
_BEGIN = re.compile(rb"begin(?:-base64)? [0-7]{3}")  # of uuencode
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


def read_inline(builder: Builder, node: int, origin: Origin, label: str = "") -> None:
    """Make places of a text and of the files that stand within it."""
    text, budget, at = builder.text(node), Budget(), 0
    for run in _runs(builder, text):
        shown = as_text(run.data) if run.declared else None
        file = _opened(builder, run, budget) if shown is None else None
        if shown is None and file is None:
            continue
        _part(builder, node, (at, run.start), origin, label)
        at = run.end
        if shown is not None:
            _read_text(builder, node, run, *shown)
        elif file is not None:
            packing, editable = run.lettering or InBase64(), run.lettering is not None
            read_opened(builder, node, (run.start, run.end), file, packing, _WHERE, editable=editable)
    _part(builder, node, (at, len(text)), origin, label)


def _part(builder: Builder, node: int, span: tuple[int, int], origin: Origin, label: str) -> None:
    """Make a place of what stands before, between or behind files."""
    text = builder.text(node)
    if span != (0, len(text)):
        node = builder.node(node, *span, text[slice(*span)], SAME)
    builder.segment(node, origin, label=label)


def _read_text(builder: Builder, node: int, run: Run, text: str, charset: Charset) -> None:
    is_exact = run.lettering is not None and charset.encode(text) == run.data
    codec = Lettered(charset, run.lettering or InBase64())
    inner = builder.node(node, run.start, run.end, text, codec)
    builder.segment(inner, Origin.FILE, editable=is_exact)


def _opened(builder: Builder, run: Run, budget: Budget) -> File | None:
    """Open a file; one that nobody called a file, and that is cut or broken, was letters."""
    try:
        return open_file(Source(run.data, run.name), budget)
    except Unread as trouble:
        if run.declared or not is_broken(trouble):
            builder.opaque(f"{trouble} {_WHERE}")
    return None


def may_hold(builder: Builder, depth: int) -> bool:
    """Whether there may be files in texts of a depth; of strings of a body's own JSON its bytes tell, for all at once.

    Ask before ``read_whole`` and ``read_inline``, which cost more.
    """
    return depth != 1 or not builder.is_bytes(0) or builder.once(_has_signs)


def _has_signs(raw: bytes) -> bool:
    if _MARK_IN_BYTES.search(raw) is not None or _BEGIN.search(raw) is not None:
        return True
    # One look for a run as long as a line of base64 costs less than one for each beginning; prose has no such run.
    steps = range(0, len(raw), _STEP)
    has_run = any(_RUN in raw[at : at + _STEP + LEAST_LINE].translate(_FLAT) for at in steps)
    return has_run and any(word in raw for word in _SIGN_WORDS)


def _runs(builder: Builder, text: str) -> list[Run]:
    """The files in a text, in their order; a data: URL says that it is one."""
    found = runs(text)
    if _MARK.search(text):
        for match in _DATA_URL.finditer(text):
            packed = unbase64(match[1], declared=True)
            if packed is None:
                builder.opaque(f"a file of an unknown kind {_WHERE}")
            else:
                lettering = base64_of(match[1], packed[0])
                found.append(Run(*match.span(1), packed[0], lettering, declared=True))
    return apart(found)
