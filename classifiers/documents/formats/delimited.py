"""Tables as text (CSV, TSV and other separators): told as they stand, the head said again now and then.

Quotes, separators and line ends stay as they are, whatever is replaced.
Source: RFC 4180, and the separators and quotes that spreadsheet programs write.
"""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence

from classifiers.documents.bundle import Bundle
from classifiers.documents.contract import Budget, Change, File, Inner, Source, Unread, Unwritten
from classifiers.documents.encodings import decoded, is_text
from classifiers.documents.flat import changed
from classifiers.documents.heads import AGAIN
from classifiers.documents.sniff import sniff

NAME = "table as text"
ORDER = 50

_SUFFIXES = frozenset({"csv", "tsv", "tab", "psv"})
_DECLARED = re.compile(r"\s{0,9}text/(?:csv|tab-separated-values)\b", re.IGNORECASE)
_SEPARATORS = ",;\t|"
_LONGEST_HEAD = 1_000
_CELL = re.compile(r'"(?:[^"]++|"")*+"')
_LINE = re.compile(r'(?:[^"\r\n]++|"(?:[^"]++|"")*+(?:"|\Z))*+(?:\r\n|\r|\n|\Z)')


def claims(source: Source) -> bool:
    said = source.suffix in _SUFFIXES or _DECLARED.match(source.declared)
    return bool(said) and not sniff(source.data) and is_text(source)


def read(source: Source, budget: Budget, inner: Inner) -> File:
    budget.take(len(source.data))
    found = decoded(source)
    if found is None:
        raise Unread("a table in an unknown encoding")
    raw = found.text
    bundle = Bundle(source.data)
    parts = list(_parts(raw))
    head = _head(raw)
    separator = max(_SEPARATORS, key=_CELL.sub("", head).count)
    for number, part in enumerate(parts):
        bundle.text(part, "", f"\n{head}\n" if number and head else "")

    def write(changes: Mapping[int, Sequence[Change]], replaced: Mapping[int, bytes]) -> bytes:
        new = [
            changed(part, list(_in_cells(part, changes[index], separator))) if index in changes else part
            for index, part in enumerate(parts)
        ]
        try:
            return found.encode("".join(new))
        except UnicodeEncodeError:
            raise Unwritten("a replacement that the file's encoding cannot write") from None

    return bundle.built(write)


def _parts(raw: str) -> Iterator[str]:
    """The text in parts of whole records, each a few thousand characters long."""
    start = at = 0
    while at < len(raw):
        found = _LINE.match(raw, at)
        at = max(found.end(), at + 1) if found else len(raw)
        if at - start >= AGAIN or at >= len(raw):
            yield raw[start:at]
            start = at


def _head(raw: str) -> str:
    """The names of the columns, where the first line has some."""
    found = _LINE.match(raw)
    line = found[0].strip() if found else ""
    return line if 0 < len(line) <= _LONGEST_HEAD and any(one in line for one in _SEPARATORS) else ""


def _in_cells(part: str, changes: Sequence[Change], separator: str) -> Iterator[Change]:
    """Changes that leave what parts cells: quotes, separators and line ends outside of quotes."""
    quoted = [found.span() for found in _CELL.finditer(part)]
    at = done = 0
    for change in changes:
        new = change.text
        if '"' in new or "\n" in new or "\r" in new or separator in new:
            raise Unwritten("a replacement that would part a cell")
        start = max(_between_pairs(part, quoted, change.start, at)[0], done)
        stop = done = _between_pairs(part, quoted, change.end, at)[1]
        while at < len(quoted) and quoted[at][1] <= start:
            at += 1
        inside = at
        for index in range(start, stop + 1):
            while inside < len(quoted) and quoted[inside][1] <= index:
                inside += 1
            begin, end = quoted[inside] if inside < len(quoted) else (len(part) + 2, len(part) + 2)
            parts = index in (begin, end - 1) or (
                index < len(part) and part[index] in (separator, "\n", "\r") and not begin < index < end
            )
            if parts or index == stop:
                if start < index:
                    yield Change(start, index, new)
                    new = ""
                start = index + 1


def _between_pairs(part: str, quoted: Sequence[tuple[int, int]], place: int, first: int) -> tuple[int, int]:
    """The places before and behind a doubled quote that ``place`` would cut in two; else ``place`` twice."""
    for begin, end in itertools.islice(quoted, first, None):
        if begin >= place:
            break
        if place < end - 1:
            before = part[begin + 1 : place]
            halves = len(before) - len(before.rstrip('"'))
            return (place - 1, place + 1) if halves % 2 else (place, place)
    return place, place
