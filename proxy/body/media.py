"""Bytes as text and text as bytes: by what they are, not by what they are declared to be."""

import binascii
import codecs
import re

from classifiers.documents.sniff import sniff
from proxy.body.codecs import Charset

_BASE64 = re.compile(r"[A-Za-z0-9+/_-]+={0,2}\Z")
_SPACE = re.compile(r"[ \t\r\n]+")
_URLSAFE, _USUAL = re.compile(rb"[-_]"), re.compile(rb"[+/]")
_TO_USUAL = bytes.maketrans(b"-_", b"+/")
_STEP = 1 << 16
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


def is_text(data: bytes) -> bool:
    """Whether ``as_text`` reads the bytes, without a copy of them."""
    if sniff(data) or data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return as_text(data) is not None
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        return not any(
            _CONTROL.search(decoder.decode(data[at : at + _STEP], final=at + _STEP >= len(data)))
            for at in range(0, len(data), _STEP)
        )
    except UnicodeDecodeError:
        return False


def unbase64(word: str, *, declared: bool) -> tuple[bytes, bool, bool] | None:
    """The bytes of base64 text, whether its alphabet is URL-safe, whether it is padded; None if it is none.

    Undeclared, only a run long enough to hold something is tried.
    """
    if not declared and len(word) < _WORTH:
        return None
    flat = _SPACE.sub("", word) if declared else word
    return unpacked(flat.encode("ascii")) if _BASE64.match(flat) else None


def unpacked(flat: bytes | memoryview) -> tuple[bytes, bool, bool] | None:
    """The same for base64 without spaces, in bytes of which each is one of its alphabets or padding at the end."""
    size = len(flat) - bytes(flat[-2:]).count(b"=")
    urlsafe = _URLSAFE.search(flat) is not None
    padded = len(flat) > size or size % 4 == 0
    if size % 4 == 1 or (len(flat) > size and len(flat) % 4) or (urlsafe and _USUAL.search(flat)):
        return None
    if urlsafe or not padded:
        flat = bytes(flat).translate(_TO_USUAL) + b"=" * (-len(flat) % 4)
    try:
        return binascii.a2b_base64(flat), urlsafe, padded
    except binascii.Error:
        return None
