"""Sound, film and pictures in formats that are not read: known, so that the reason names them."""

import re

from classifiers.documents.contract import Budget, File, Inner, Source, Unread
from classifiers.documents.sniff import sniff

NAME = "recording"
ORDER = 20

_SOUND, _FILM, _PICTURE = "a sound recording", "a video", "an image in a format that is not read"
_BRANDS = {
    b"M4A ": _SOUND,
    b"M4B ": _SOUND,
    b"heic": _PICTURE,
    b"heix": _PICTURE,
    b"mif1": _PICTURE,
    b"crx ": _PICTURE,
}
_MAGIC = (
    (re.compile(rb"\xff[\xe2\xe3\xf2\xf3\xfa\xfb][\x10-\xee]"), _SOUND),  # MPEG audio frames without tags
    (re.compile(rb"\xff[\xf0\xf1\xf8\xf9]"), _SOUND),  # AAC in ADTS
    (re.compile(rb"#!AMR"), _SOUND),
    (re.compile(rb"MThd\0\0\0\x06"), _SOUND),
    (re.compile(rb"FORM....AIF", re.DOTALL), _SOUND),
    (re.compile(rb"\x30\x26\xb2\x75\x8e\x66\xcf\x11"), _FILM),  # Windows Media
    (re.compile(rb"FLV\x01"), _FILM),
    (re.compile(rb"\0\0\x01[\xba\xb3]"), _FILM),
    (re.compile(rb"8BPS\0"), _PICTURE),
    (re.compile(rb"\0\0\0\x0cjP  |\xff\x4f\xff\x51|\xff\x0a|\0\0\0\x0cJXL "), _PICTURE),  # JPEG 2000, JPEG XL
)


def claims(source: Source) -> bool:
    return bool(_kind(source.data))


def read(source: Source, budget: Budget, inner: Inner) -> File:
    raise Unread(_kind(source.data))


def _kind(data: bytes) -> str:
    if data[4:8] == b"ftyp":
        return _BRANDS.get(data[8:12], _FILM)
    known = sniff(data)
    if known.startswith("audio/"):
        return _SOUND
    if known.startswith("video/"):
        return _FILM
    return next((kind for magic, kind in _MAGIC if magic.match(data)), "")
