"""What stands in a pdf outside of its objects: comments, and data in front of them, behind them and between.

No program shows it, and a file may be a pdf and something else at once.
Source: ISO 32000-2, 7.2.4 (comments) and 7.5 (the structure of a file).
"""

import re
from collections.abc import Iterator

from classifiers.documents.sniff import sniff

WHERE = "outside of the pdf's objects"
_OBJECT = re.compile(rb"(?<![0-9])[0-9]{1,10}[ \t\r\n]{1,4}[0-9]{1,5}[ \t\r\n]{1,4}obj\b")
_BREAK = re.compile(rb"[\r\n\0\f]+")
_SYNTAX = re.compile(
    rb"(?:\s++|%PDF-[0-9.]{3,4}|%%EOF|%[\x80-\xff]{4,8}(?!\S)|(?:% )?+ReportLab [Gg]enerated PDF document[ a-z()-]*+"
    rb"|startxref|xref|trailer|endobj|/DocChecksum /[0-9A-F]{32}|/[A-Za-z]{1,24}|<[0-9A-Fa-f]{0,128}>"
    rb"|<<|>>|\[|\]|[0-9]{1,10}(?![0-9])|[nfR]\b)*+"
)
_LETTER = re.compile(r"[^\W_]")
_MOST = 64 * 1024  # bytes of what is no text and no file


def outside(data: bytes) -> tuple[list[tuple[str, str]], list[bytes], list[str]]:
    """Texts with where they stand, files, and reasons for what is neither."""
    texts: dict[str, None] = {}
    files: list[bytes] = []
    size = 0
    for part in _parts(data):
        if sniff(part.lstrip()) not in ("", "application/pdf"):
            files.append(part.lstrip())
            continue
        for line in _BREAK.split(part):
            if _SYNTAX.fullmatch(line):
                continue
            text = line.decode("utf-8", "replace")
            if "\ufffd" in text or not text.isprintable():
                size += len(line)
                text = "".join(letter if letter.isprintable() else " " for letter in line.decode("latin-1"))
            if len(_LETTER.findall(text)) >= 4:
                texts[text.strip()] = None
    return [(WHERE, text) for text in texts], files, ["other data in a pdf"] if size > _MOST else []


def _parts(data: bytes) -> Iterator[bytes]:
    """The stretches between objects; a stream ends with its word, whatever it holds."""
    at, has_ends = 0, True
    while found := _OBJECT.search(data, at):
        yield data[at : found.start()]
        end = data.find(b"endobj", found.end())
        if end < 0:
            return  # the last one is cut, and goes on to the end
        if has_ends and data.find(b"stream", found.end(), end) >= 0:
            inner = data.find(b"endstream", found.end())
            has_ends = inner >= 0
            end = max(end, data.find(b"endobj", inner)) if has_ends else end
        at = end + len(b"endobj")
    yield data[at:]
