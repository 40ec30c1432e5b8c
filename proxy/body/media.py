"""Bytes as text and text as bytes: by what they are, not by what they are declared to be."""

import base64
import binascii
import re

from classifiers.documents.sniff import sniff
from proxy.body.codecs import Charset

_BASE64 = re.compile(r"[A-Za-z0-9+/_-]+={0,2}\Z")
_SPACE = re.compile(r"[ \t\r\n]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_WORTH = 24  # shorter runs of letters are words and ids, not files


def as_text(data: bytes, *, declared: bool = False) -> tuple[str, Charset] | None:
    """The bytes as text, with the way back; None where they are no text.

    ``declared``: someone says it is text, so that bytes that are no UTF-8 are read as Windows-1252.
    """
    if sniff(data):
        return None
    mark, encoding = next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", "utf-8"))
    if encoding != "utf-8" and b"\0" not in data[len(mark) :]:
        return None  # bytes of one character each behind a mark of two
    for name in (encoding, "cp1252", "latin-1") if declared and not mark else (encoding,):
        try:
            text = data[len(mark) :].decode(name)
        except UnicodeDecodeError:
            continue
        return None if _CONTROL.search(text) else (text, Charset(name, mark))
    return None


def unbase64(word: str, *, declared: bool) -> tuple[bytes, bool, bool] | None:
    """The bytes of base64 text, whether its alphabet is URL-safe, whether it is padded; None if it is none.

    Undeclared, only a run long enough to hold something is tried.
    """
    if not declared and len(word) < _WORTH:
        return None
    flat = _SPACE.sub("", word) if declared else word
    if not flat or not _BASE64.match(flat):
        return None
    urlsafe = "-" in flat or "_" in flat
    body = flat.rstrip("=")
    padded = len(flat) > len(body) or len(body) % 4 == 0
    if (
        len(body) % 4 == 1
        or (len(flat) > len(body) and len(flat) % 4)
        or (urlsafe and ("+" in flat or "/" in flat))
    ):
        return None
    try:
        data = base64.b64decode(body + "=" * (-len(body) % 4), altchars=b"-_" if urlsafe else None)
    except (binascii.Error, ValueError):
        return None
    return data, urlsafe, padded
