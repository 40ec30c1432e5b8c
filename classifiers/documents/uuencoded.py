"""Files in uuencode within a text: ``begin 644 name``, lines that each tell their length, ``end``.

Rule 1: the first line that is not as long as it says ends the file; without any that is, there is none.
Sources: POSIX uuencode, also with base64; spaces at the ends of lines may be lost, and marks of a quotation may stand
before each line.
"""

import binascii
import re
from collections.abc import Iterator

from classifiers.documents.lettering import InUuencode, Lettering, Run, base64_of

_BEGIN = re.compile(
    r"(?:(?<=\n)|\A)([ \t>#*|]{0,8})begin(-base64)? [0-7]{3,4} ([^\r\n]{1,200})(\r?\n)\1(?=[^\r\n])"
)
_LINE = re.compile(r"[ -`]{2,62}(?=\r?\n|\Z)")
_LINE_OF_BASE64 = re.compile(r"[A-Za-z0-9+/]{2,200}={0,2}(?=\r?\n|\Z)")
_MOST = 45  # bytes of a line


def uuencoded(text: str) -> Iterator[Run]:
    """The files in a text, in their order."""
    if "begin" not in text:
        return
    at = 0
    while found := _BEGIN.search(text, at):
        start = at = found.end()
        fold, line = found[4] + found[1], _LINE_OF_BASE64 if found[2] else _LINE
        parts: list[str] = []
        while (one := line.match(text, at)) and (found[2] or _is_line(one[0])):
            parts.append(one[0])
            at = one.end()
            if not text.startswith(fold, at):
                break
            at += len(fold)
        if parts and text.startswith(fold, at - len(fold)):
            at -= len(fold)
        data = _decoded(parts, in_base64=bool(found[2]))
        if data:
            lettering = _lettering(text[start:at], data, fold, bool(found[2]))
            yield Run(start, at, data, lettering, declared=True, name=found[3].strip())


def _is_line(line: str) -> bool:
    """Whether a line is as long as its first character says: spaces may be lost, one more sums up the rest."""
    count = (ord(line[0]) - 32) & 63
    size = (count + 2) // 3 * 4
    return 0 < count <= _MOST and not line[1 + size + 1 :] and len(line) > 1 + size // 2


def _decoded(lines: list[str], *, in_base64: bool) -> bytes | None:
    try:
        if in_base64:
            return binascii.a2b_base64("".join(lines))
        return b"".join(binascii.a2b_uu(line[: 1 + _size(line)].ljust(1 + _size(line))) for line in lines)
    except binascii.Error:
        return None


def _size(line: str) -> int:
    return (((ord(line[0]) - 32) & 63) + 2) // 3 * 4


def _lettering(letters: str, data: bytes, fold: str, in_base64: bool) -> Lettering | None:
    if in_base64:
        return base64_of(letters, data)
    made = InUuencode("`" if "`" in letters else " ", fold)
    return made if made.encode(data) == letters else None
