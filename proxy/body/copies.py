"""Copies of a body's texts in the request's headers: they must say what the body says, before and after an edit.

The form is MCP's (2026-07-28, ``Mcp-Param-*``): a value that a header can hold stands as it is, any other as
``=?base64?...?=`` of its UTF-8.
"""

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass

_PACKED = re.compile(r"=\?base64\?([A-Za-z0-9+/]*={0,2})\?=")
_PLAIN = re.compile(r"[!-~](?:[\t -~]*[!-~])?")


@dataclass(frozen=True, slots=True)
class Copy:
    """A header that repeats the whole text of a place."""

    header: str
    place: int


def told(value: str) -> str:
    """What a header says; a packed one that cannot be unpacked says what stands there."""
    packed = _PACKED.fullmatch(value.strip())
    if packed is None:
        return value.strip()
    try:
        return base64.b64decode(packed[1], validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return value


def written(text: str) -> str:
    """A text as a header holds it."""
    if _PLAIN.fullmatch(text) and not _PACKED.fullmatch(text):
        return text
    return f"=?base64?{base64.b64encode(text.encode('utf-8', 'replace')).decode()}?="


def copies_in(
    headers: Iterable[tuple[str, str]], prefix: str, places: Iterable[tuple[int, str, str]]
) -> tuple[list[Copy], list[str]]:
    """The copies among headers with a prefix, and the texts of those that no place has.

    ``places`` are index, label and text. A place with the header's own name goes before another with the same text.
    """
    found: list[Copy] = []
    strange: list[str] = []
    by_text: dict[str, list[tuple[int, str]]] = {}
    for place, label, text in places:
        by_text.setdefault(text.strip(), []).append((place, label.lower()))
    for name, value in headers:
        if not name.startswith(prefix):
            continue
        text = told(value)
        alike = by_text.get(text.strip(), ())
        if alike:
            own = next((place for place, label in alike if label == name.removeprefix(prefix)), alike[0][0])
            found.append(Copy(name, own))
        elif text:
            strange.append(text)
    return found, strange
