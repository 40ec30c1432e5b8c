"""Files inside strings: data: URLs and base64, as a whole string."""

import re
from dataclasses import replace
from urllib.parse import unquote

from classifiers.documents.contract import Source
from classifiers.documents.lettering import InBase64
from classifiers.documents.sniff import sniff
from classifiers.segment import Origin
from proxy.body.asides import holds_secret
from proxy.body.builder import Builder
from proxy.body.codecs import Percent
from proxy.body.files import read_document
from proxy.body.media import is_text, unbase64, unpacked

_SHORT = 1024  # characters of what may be no file at all
_NUMBER = re.compile(r"[A-Z]{0,4}[0-9][0-9 -]{7,40}")
_WORDS = re.compile(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+){2,}")
_DATA_URL = re.compile(r"data:([\w.+-]+/[\w.+-]+)?(?:;[\w.+-]+=[^;,\s\"]*)*(;base64)?,", re.IGNORECASE)
# The same with all of its base64, in bytes of a JSON string without escapes.
_PACKED = re.compile(
    rb"(data:([\w.+-]+/[\w.+-]+)?(?:;[\w.+-]+=[^;,\s\"\\]*)*;base64,)?([A-Za-z0-9+/_-]++={0,2}+)",
    re.IGNORECASE,
)


def read_file(builder: Builder, node: int, *, declared: bool, name: str = "") -> bool:
    """Look into a text that may be a file: a data: URL or base64. False where it is neither.

    The texts inside become places; what cannot be read is noted as opaque. ``declared``: a field for files.
    """
    text = builder.text(node)
    head = _DATA_URL.match(text)
    if head is None:
        return _read_base64(builder, node, 0, Source(b"", name), declared=declared)
    if head[2]:
        if not _read_base64(builder, node, head.end(), Source(b"", name, head[1] or ""), declared=True):
            builder.opaque("a data: URL that cannot be decoded")
        return True
    try:
        plain = unquote(text[head.end() :], errors="strict")
    except UnicodeDecodeError:
        return False
    inner = builder.node(node, head.end(), len(text), plain, Percent(plus=False))
    builder.segment(inner, Origin.FILE)
    return True


def _may_be_said(text: str) -> bool:
    """Whether a text that could be base64 is a vendor's key, a number in its groups, or some words."""
    return holds_secret(text) or bool(_NUMBER.fullmatch(text) or _WORDS.match(text))


def read_packed(builder: Builder, start: int, end: int, *, declared: bool, name: str = "") -> bool:
    """The same for a long string of JSON where it stands in the bytes of the root, of which no text is made."""
    match = _PACKED.fullmatch(builder.raw, start, end)
    if match is None:
        return False
    found = unpacked(memoryview(builder.raw)[match.start(3) : end])
    if found is None:
        if match[1]:
            builder.opaque("a data: URL that cannot be decoded")
        return match[1] is not None
    data, urlsafe, padded = found
    if not declared and not match[1] and not sniff(data) and not is_text(data):
        return False
    source = Source(data, name, (match[2] or b"").decode("ascii"))
    read_document(builder, 0, (match.start(3), end), source, InBase64(urlsafe, padded), "inside the message")
    return True


def _read_base64(builder: Builder, node: int, start: int, source: Source, *, declared: bool) -> bool:
    """``source`` says what is known of the file beside its bytes."""
    text = builder.text(node)
    found = unbase64(text[start:], declared=declared)
    if found is None:
        return False
    data, urlsafe, padded = found
    if not declared and not sniff(data) and not is_text(data):
        return False
    if start == 0 and len(text) <= _SHORT and not is_text(data) and _may_be_said(text):
        builder.segment(node, Origin.FILE, editable=False)  # it only passes for base64
    source = replace(source, data=data)
    read_document(builder, node, (start, len(text)), source, InBase64(urlsafe, padded), "inside the message")
    return True
