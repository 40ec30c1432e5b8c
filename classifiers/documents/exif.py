"""What a picture says besides its pixels, as texts: Exif with places of GPS, XMP, IPTC, PNG text and comments."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

_GPS, _EXIF = 0x8825, 0x8769
_LONGEST = 64 * 1024
_TAG = re.compile(r"<[^<>]*>")
_VALUE = re.compile(r"""=\s*(?:"([^"]*)"|'([^']*)')""")
# What only says how the picture was taken or packed.
_DULL = frozenset({"ColorSpace", "ExifVersion", "FlashPixVersion", "ComponentsConfiguration", "DateTime"})


def notes(image: "Image") -> list[tuple[str, str]]:
    """Pairs of where a text stands and what it says, without empty ones."""
    found = [*_exif(image), *_info(image), *_iptc(image)]
    return [(where, text[:_LONGEST]) for where, text in found if any(one.isalnum() for one in text)]


def _exif(image: "Image") -> Iterator[tuple[str, str]]:
    from PIL import ExifTags

    exif = image.getexif()
    for tags in (exif, exif.get_ifd(_EXIF)):
        for tag, value in tags.items():
            name = ExifTags.TAGS.get(tag, "")
            text = _text(value, utf16=name.startswith("XP"))
            if text and name not in _DULL and not name.startswith("DateTime"):
                yield "image properties", text
    gps = exif.get_ifd(_GPS)
    try:
        place = [_degrees(gps[at + 1], str(gps[at])) for at in (1, 3)]
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        place = []
    if place:
        yield "image properties", f"GPS coordinates: {place[0]:.6f}, {place[1]:.6f}"
    for value in gps.values():
        yield "image properties", _text(value)


def _degrees(parts: Any, side: str) -> float:
    degrees, minutes, seconds = (float(one) for one in parts)
    return (degrees + minutes / 60 + seconds / 3600) * (-1 if side in ("S", "W") else 1)


def _text(value: object, *, utf16: bool = False) -> str:
    if isinstance(value, str):
        return value.strip("\0 ")
    if not isinstance(value, bytes):
        return ""
    if utf16:
        return value.decode("utf-16-le", "replace").strip("\0 ")
    for mark, encoding in ((b"ASCII\0\0\0", "latin-1"), (b"UNICODE\0", "utf-16"), (b"\0" * 8, "utf-8")):
        if value.startswith(mark):
            return value[8:].decode(encoding, "replace").strip("\0 ")
    text = value.decode("utf-8", "replace").strip("\0 ")
    return text if text.isprintable() and "\ufffd" not in text else ""


def _info(image: "Image") -> Iterator[tuple[str, str]]:
    for name, value in image.info.items():
        key = str(name).lower()
        if key in ("exif", "icc_profile", "photoshop", "transparency"):
            continue
        if isinstance(value, bytes):
            value = value.decode("utf-8", "replace")
        if not isinstance(value, str):
            continue
        if "xmp" in key:
            yield "image properties", plain_xmp(value)
        elif key not in ("compression", "format", "version", "blend", "disposal"):
            yield "image comment", value


def plain_xmp(source: str) -> str:
    """The texts and the values of attributes of an XMP packet, without names of its vocabulary."""
    source = source[: 16 * _LONGEST]
    values = [
        one
        for tag in _TAG.findall(source)
        for pair in _VALUE.findall(tag)
        if (one := "".join(pair)) and not one.startswith(("http://ns.", "http://www.w3.org", "http://purl."))
    ]
    texts = [part.strip() for part in _TAG.split(source)]
    return "\n".join(one for one in [*texts, *values] if any(map(str.isalnum, one)))


def _iptc(image: "Image") -> Iterator[tuple[str, str]]:
    from PIL import IptcImagePlugin

    try:
        found = IptcImagePlugin.getiptcinfo(cast("ImageFile", image)) or {}
    except Exception:  # noqa: BLE001 (a broken block of properties is no reason not to read the picture)
        found = {}
    for value in found.values():
        for one in value if isinstance(value, list) else [value]:
            yield "image properties", _text(one)
